"""Claims of a table's cells, named after the row and the column."""

from __future__ import annotations

import re

from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.phrase import Phrase, is_verb
from pipeline.analyse.quantities.grids import TOTAL, Cell, Grid

_GENERIC = re.compile(r"^(?:数量|数|件数|个数|人数|次数|数值|数额|总数|总量|小计|合计)?$")
_AMOUNT = re.compile(r"(?:数量|总量|总数|次数|件数|人数|数|量)$")
_SHARE = re.compile(r"占比|比重|比例|百分比")


def read_cells(grid: Grid, earlier: list[Draft], year: int | None) -> list[Draft]:
    """Drafts of a grid's figures.

    Args:
        grid: the table.
        earlier: drafts of the text before it; the table goes on with one of them.
        year: the report's year.
    """
    topic = _topic(grid, earlier)
    drafts: list[Draft] = []
    totals: dict[int, Draft] = {}
    for cell in grid.cells:
        draft = Draft(cell.quantity, cell.quantity.start, Phrase(), sentence=cell.span, label=True)
        _name(draft, cell, topic)
        if cell.year is not None and cell.year != year:
            draft.year = cell.year
            draft.modality = "baseline" if year is not None and cell.year < year else "actual"
        drafts.append(draft)
        if TOTAL.match(cell.row) and cell.quantity.kind != "percent":
            totals[cell.place] = draft
    for cell, draft in zip(grid.cells, drafts, strict=True):
        total = totals.get(cell.place)
        if total is not None and total is not draft and cell.quantity.kind == total.quantity.kind:
            draft.whole = total
    return drafts


def _topic(grid: Grid, earlier: list[Draft]) -> Draft | None:
    """The figure that the table spells out: the nearest of its total's value, else the nearest count."""
    counts = [d for d in earlier[-12:] if d.quantity.kind == "count" and d.measure and d.role == "claim"]
    values = {cell.quantity.value for cell in grid.cells if TOTAL.match(cell.row)}
    same = [d for d in counts if d.quantity.value in values]
    return next(reversed(same or counts), None)


def _name(draft: Draft, cell: Cell, topic: Draft | None) -> None:
    row = "" if TOTAL.match(cell.row) else cell.row
    if cell.quantity.kind == "percent" or cell.column.endswith("率"):
        draft.measure = (cell.row if _SHARE.search(cell.column) and not row else row) + (
            cell.column or "占比"
        )
        return
    generic = bool(_GENERIC.match(cell.column))
    if generic and topic is not None and topic.quantity.unit == cell.quantity.unit:
        if not row:
            draft.measure, draft.action = topic.measure, topic.action
        elif is_verb(row):
            draft.measure, draft.action = topic.measure, row
        else:
            draft.measure = row
        return
    noun = "" if generic else _AMOUNT.sub("", cell.column) or cell.column
    draft.measure = row + noun if row != noun else row
