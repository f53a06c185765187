"""Rows of tables among the lines of a page, by the gaps between their cells.

A PDF knows no tables: a row is a line of text with gaps wider than a character, and it is one only
beside others of the kind. A cell that is empty leaves no trace but its place, so the cells of a short
row are put under those of the fullest one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.table_rows import row_line

SENTENCE = re.compile("[，。；：、]")
LONGEST = 40  # characters of a cell; longer ones are columns of running text


@dataclass(slots=True)
class Cell:
    """A piece of a line between two gaps, with its left and right edge in points."""

    text: str
    left: float
    right: float


def rows_of(lines: Sequence[Sequence[Cell]]) -> list[str]:
    """For each line its row as text, or "" where it is no row.

    Args:
        lines: the cells of the lines of a page in reading order; a plain line is one cell.
    """
    rows = [""] * len(lines)
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and _can_be_row(lines[last]):
            last += 1
        if last - first > 1:
            block = lines[first:last]
            heads = max(block, key=len)
            rows[first:last] = [row_line(_under(heads, cells)) for cells in block]
        first = max(last, first + 1)
    return rows


def _can_be_row(cells: Sequence[Cell]) -> bool:
    # A sentence may stand in a cell of a table, but not in all: then they are columns of text.
    return (
        len(cells) > 1
        and all(len(cell.text) <= LONGEST for cell in cells)
        and sum(bool(SENTENCE.search(cell.text)) for cell in cells) * 2 < len(cells)
    )


def _under(heads: Sequence[Cell], cells: Sequence[Cell]) -> list[str]:
    """The texts of ``cells``, each under the head it overlaps or is nearest to."""
    if len(cells) == len(heads):
        return [cell.text for cell in cells]
    row = [""] * len(heads)
    for cell in cells:
        column = min(range(len(heads)), key=lambda n: _apart(heads[n], cell))
        row[column] = f"{row[column]} {cell.text}".strip()
    return row


def _apart(head: Cell, cell: Cell) -> float:
    """Points between two cells, negative by as much as they overlap."""
    return max(head.left, cell.left) - min(head.right, cell.right)
