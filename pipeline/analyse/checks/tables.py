"""Cells of a table that was flattened to text: rows are lines, cells are parted by |, tabs or wide gaps."""

from __future__ import annotations

import re

from pipeline.analyse.checks.figures import WIDE_GAP, Figure
from pipeline.analyse.checks.words import SHARE_COLUMN, TOTAL_ROW

_LONGEST_TABLE = 40
_ONE_CELL_A_LINE = 400  # characters in which the header of a table with one cell a line is looked for
_SEPARATORS = (re.compile(r"\|"), re.compile("\t"), WIDE_GAP)


def _separator(row: str) -> re.Pattern[str] | None:
    return next((separator for separator in _SEPARATORS if separator.search(row)), None)


def column_of(figure: Figure, text: str) -> tuple[int, int, re.Pattern[str] | None]:
    """Where the figure's cell stands: start of its line, number of its column, separator if there is one."""
    line_start = text.rfind("\n", 0, figure.start) + 1
    separator = _separator(text[line_start : figure.start])
    row = text[line_start : figure.start]
    return line_start, len(separator.findall(row)) if separator else 0, separator


def in_share_column(share: Figure, text: str) -> bool:
    """True if the header over the cell calls it a share."""
    line_start, column, separator = column_of(share, text)
    if not separator:
        from_ = max(0, share.start - _ONE_CELL_A_LINE)
        return text[line_start : share.start].strip() == "" and bool(
            SHARE_COLUMN.search(text, from_, share.start)
        )
    end = line_start - 1
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        cells = separator.split(text[start:end])
        if len(cells) == 1:
            return False
        if column < len(cells) and SHARE_COLUMN.search(cells[column]):
            return True
        end = start - 1
    return False


def rows_above(total: Figure, figures: list[Figure], text: str) -> list[Figure]:
    """The cells over the cell of a total row, in its column, or [] if it stands in no such row."""
    line_start, column, separator = column_of(total, text)
    if not separator or not TOTAL_ROW.match(text[line_start : total.start].strip(" |\t")):
        return []
    rows: list[Figure] = []
    for figure in reversed(figures[max(0, total.at - _LONGEST_TABLE * 3) : total.at]):
        its_line, its_column, its_separator = column_of(figure, text)
        if its_line == line_start:
            continue
        if its_separator != separator:
            break
        if its_column == column and figure.kind == total.kind:
            rows.insert(0, figure)
    return rows


def total_below(part: Figure, figures: list[Figure]) -> Figure | None:
    """The first figure of the total row that follows ``part`` in its table, if it counts alike."""
    for figure in figures[part.at + 1 : part.at + _LONGEST_TABLE]:
        if re.search("[。；]", figure.gap):
            return None
        if TOTAL_ROW.search(figure.gap):
            return figure if figure.kind == part.kind else None
    return None
