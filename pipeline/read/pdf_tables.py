"""Rows of tables among the lines of a page, by the gaps between their cells.

A PDF knows no tables: a row is a line of text with gaps wider than a character, and it is one only
beside others of the kind. A cell that is empty leaves no trace but its place, so the cells of a short
row are put under those of the fullest one. Over the figures a cell in the middle of several columns is
the heading of them all, and says so in each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.table_rows import repeated, row_line

SENTENCE = re.compile("[，。；、]|(?<!其中)：")
FIGURE = re.compile(r"[+-]?\d[\d,.]*(?:%|[^\d]{0,4})")
YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
LONGEST_HEADING = 16  # characters of a heading that stands alone on its line
OFF_CENTRE = 3.0  # points by which a heading may miss the middle of its columns
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
            top = first - _headings_above(lines[:first], lines[first:last])
            rows[top:last] = _rows(lines[top:last], lines[first:last])
        first = max(last, first + 1)
    return rows


def _rows(lines: Sequence[Sequence[Cell]], block: Sequence[Sequence[Cell]]) -> list[str]:
    """The rows of a table as text; ``block`` is the table without the headings alone on their lines."""
    heads = max(block, key=len)
    columns = _columns(block, heads)
    rows = []
    over_figures = True
    for cells in lines:
        over_figures = over_figures and not any(map(_is_figure, cells))
        rows.append(row_line(_spread(columns, cells) if over_figures else _under(heads, cells)))
    return rows


def _columns(block: Sequence[Sequence[Cell]], heads: Sequence[Cell]) -> list[Cell]:
    """The extent of each column over all rows that have all cells."""
    full = [cells for cells in block if len(cells) == len(heads)]
    return [
        Cell("", min(c[place].left for c in full), max(c[place].right for c in full))
        for place in range(len(heads))
    ]


def _headings_above(before: Sequence[Sequence[Cell]], block: Sequence[Sequence[Cell]]) -> int:
    """How many lines over a table are headings of several of its columns, alone on their lines.

    The heading of the first column may stand between or above them, where it covers two rows.
    """
    if any(map(_is_figure, block[0])):
        return 0
    columns = _columns(block, max(block, key=len))
    found = 0
    for number, cells in enumerate(reversed(before[-3:]), 1):
        if len(cells) != 1 or len(cells[0].text) > LONGEST_HEADING or SENTENCE.search(cells[0].text):
            break
        first, last = _covered(columns, cells[0])
        if first > 0 and last > first:
            found = number
        elif (first, last) != (0, 0) or cells[0].right > columns[0].right + OFF_CENTRE:
            break
        elif found == number - 1 and found:
            return number
    return found


def _covered(columns: Sequence[Cell], cell: Cell) -> tuple[int, int]:
    """The columns that a heading stands in the middle of, or else the one that it is nearest to."""
    middle = (cell.left + cell.right) / 2
    nearest = min(range(len(columns)), key=lambda n: _apart(columns[n], cell))
    runs = [
        (first, last)
        for first in range(nearest + 1)
        for last in range(nearest, len(columns))
        if columns[first].left <= cell.left + OFF_CENTRE and cell.right <= columns[last].right + OFF_CENTRE
    ]

    def off(run: tuple[int, int]) -> float:
        return abs((columns[run[0]].left + columns[run[1]].right) / 2 - middle)

    runs = [run for run in runs if run[0] == run[1] or off(run) <= OFF_CENTRE]
    return min(runs, key=lambda run: (run[1] - run[0], off(run)), default=(nearest, nearest))


def _spread(columns: Sequence[Cell], cells: Sequence[Cell]) -> list[str]:
    """The texts of a header's row, one that covers several columns in each of them."""
    if len(cells) == len(columns):
        return [cell.text for cell in cells]
    row = [""] * len(columns)
    for cell in cells:
        first, last = _covered(columns, cell)
        if any(row[first : last + 1]):
            return _under(columns, cells)
        row[first : last + 1] = [cell.text, *[repeated(cell.text)] * (last - first)]
    return row


def _is_figure(cell: Cell) -> bool:
    return bool(FIGURE.fullmatch(cell.text)) and not YEAR.fullmatch(cell.text)


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
