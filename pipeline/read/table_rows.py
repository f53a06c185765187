"""A row of a table as a line of text, the same for html, docx and pdf."""

from __future__ import annotations

from collections.abc import Sequence

SEPARATOR = " | "


def row_line(cells: Sequence[str]) -> str:
    """Cells joined by `` | ``; an empty cell keeps its place, so that columns can be counted."""
    return " ".join(SEPARATOR.join(cells).split())
