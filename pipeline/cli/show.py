"""Tables for the eye, on standard output."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

WIDE = 4000  # columns where the output is no terminal: a file or a pipe wants whole cells


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers stand on the right."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else WIDE)
    shown = Table(*columns, title=title, title_justify="left", pad_edge=False)
    cells = [[cell(value) for value in row] for row in rows]
    for number in range(len(columns)):
        if cells and all(_is_number(row[number]) for row in cells):
            shown.columns[number].justify = "right"
    for row in cells:
        shown.add_row(*(Text(value) for value in row))
    console.print(shown)


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
