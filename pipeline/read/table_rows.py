"""A row of a table as a line of text, the same for html, docx and pdf.

A cell that covers several places says in each of them what it says: a row then has all its labels, and
each column all its headers. A figure is printed once, in the first place, or it would count twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

SEPARATOR = " | "
# The digits of a name (12345热线) or a year (2023年) are no figures.
_NO_FIGURE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|12[0-9]{3}(?!\d)|\d{1,2}月")
_LONGEST_NAME = 16
_SENTENCE = re.compile("[。；《》]")


def row_line(cells: Sequence[str]) -> str:
    """Cells joined by `` | ``; an empty cell keeps its place, so that columns can be counted."""
    return " ".join(SEPARATOR.join(cells).split())


def repeated(text: str) -> str:
    """What a cell that covers several places shows in the others: a name, but no figure or sentence."""
    if (
        len(text) > _LONGEST_NAME
        or _SENTENCE.search(text)
        or any(char.isdigit() for char in _NO_FIGURE.sub("", text))
    ):
        return ""
    return text


def table_lines(rows: Sequence[Sequence[str]], whole_width: Sequence[bool]) -> list[str]:
    """The lines of a table, none empty.

    Args:
        rows: the texts of the cells; a short row lacks its last ones.
        whole_width: for each row whether one cell covers it. Above and below the table such a cell is a
            line of its own (a title, a remark); among its rows it keeps the others together.
    """
    width = max(map(len, rows), default=0)
    shown = [number for number, row in enumerate(rows) if not whole_width[number] and any(row)]
    lines = []
    for number, row in enumerate(rows):
        if not any(row):
            continue
        if not whole_width[number]:
            lines.append(row_line([*row, *[""] * (width - len(row))]))
        elif shown and shown[0] < number < shown[-1]:
            lines.append(row_line([row[0], *[""] * (width - 1)]))
        else:
            lines.append(" ".join(row[0].split()))
    return lines
