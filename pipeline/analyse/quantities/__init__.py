"""Quantities: every number with what it counts in, and nothing that only looks like one."""

from __future__ import annotations

from pipeline.analyse.quantities import grammar
from pipeline.analyse.quantities.grids import Grid, find_grids
from pipeline.analyse.view import View
from pipeline.model import Quantity

__all__ = ["find_quantities"]


def find_quantities(view: View, grids: list[Grid] | None = None) -> list[Quantity]:
    """All quantities of a report's view, in order, with offsets into ``view.text``.

    In the running text the words around a number tell; in a table's cell the headers do.

    Args:
        view: of the report.
        grids: its tables, if they are known already.
    """
    found = grammar.find_quantities(view.text)
    grids = find_grids(view.text) if grids is None else grids
    if not grids:
        return found
    cells = [cell.quantity for grid in grids for cell in grid.cells]
    spans = [(cell.start, cell.end) for cell in cells] + [span for grid in grids for span in grid.blocked]
    taken = {at for start, end in spans for at in range(start, end)}
    running = [
        quantity for quantity in found if quantity.start not in taken and quantity.end - 1 not in taken
    ]
    return sorted(running + cells, key=lambda quantity: quantity.start)
