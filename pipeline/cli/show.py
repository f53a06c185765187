"""Tables for the eye, on standard output: no wider than the terminal, one line a row."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

WIDTH = 100  # columns where the output is no terminal
GAP = 2  # columns between two cells
NARROWEST = 8  # columns that a cell keeps, however many there are
WHOLE = ("code", "indicator", "county_code", "reason")  # what is typed again or looked up is never cut


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers stand on the right, what does not fit ends in ``…``."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    cells = [[" ".join(cell(value).split()) for value in row] for row in rows]
    natural = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    whole = sum(width for name, width in zip(columns, natural, strict=True) if name in WHOLE)
    cut = [width for name, width in zip(columns, natural, strict=True) if name not in WHOLE]
    widest = _widest(cut, console.width - GAP * len(columns) - whole)
    shown = Table(title=title, title_justify="left", pad_edge=False, box=None, padding=(0, GAP, 0, 0))
    for number, name in enumerate(columns):
        right = bool(cells) and all(_is_number(row[number]) for row in cells)
        shown.add_column(
            name,
            justify="right" if right else "left",
            no_wrap=True,
            overflow="ellipsis",
            width=natural[number] if name in WHOLE else min(natural[number], widest),
        )
    for row in cells:
        shown.add_row(*map(Text, row))
    console.print(shown)


def _widest(natural: Sequence[int], room: int) -> int:
    """The width to which the wide columns are cut so that all of them fit into ``room``."""
    for widest in range(max(natural, default=0), NARROWEST, -1):
        if sum(min(width, widest) for width in natural) <= room:
            return widest
    return NARROWEST


def write_csv(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows as CSV with a header."""
    if rows:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows[0].keys())
        writer.writerows([cell(value) for value in row.values()] for row in rows)


def cell(value: object) -> str:
    """A value as printed: no ``None``, no ``.0``, lists joined."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, (list, tuple)):
        return ", ".join(cell(item) for item in value)
    return str(value)


def _is_number(text: str) -> bool:
    return not text or text.replace(",", "").replace(".", "", 1).replace("-", "", 1).rstrip("%").isdigit()
