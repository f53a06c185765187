"""Where a table begins, which of its rows are its header, and what the header says of each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.analyse.quantities.table_figures import is_bare_year, is_figure
from pipeline.analyse.quantities.table_text import Row, Table
from pipeline.analyse.quantities.table_words import CORNER, GENERIC, Words, as_unit, read_words

_NUMBERED = frozenset(("", "甲", "乙", "丙", "丁", "栏次", "行次"))
_SHORT_LINE = 40
_AMOUNTS = frozenset(("案件", "案件数", "金额"))


@dataclass(frozen=True, slots=True)
class Column:
    """The words over a column, its header cells joined; ``group`` are those above the last one."""

    words: Words
    group: tuple[str, ...] = ()
    printed: str = ""


def texts(row: Row) -> list[str]:
    """The cells' texts without blanks."""
    return ["".join(cell.text.split()) for cell in row]


def is_band(row: Row) -> bool:
    """One text over the whole width: a title, or the name of the rows below it."""
    filled = [text for text in texts(row) if text]
    if not filled or is_figure(filled[0]):
        return False
    whole_width = len(filled) == len(row) or (len(filled) == 1 and bool(row[0].text))
    return len(row) > 2 and whole_width and len(set(filled)) == 1


def split_tables(rows: list[Row]) -> list[list[Row]]:
    """Adjacent rows by the table that they belong to: a header in their midst begins a new one.

    A header printed again on the next page begins nothing and is left out.
    """
    tables: list[list[Row]] = []
    header: list[list[str]] = []  # of the last table
    in_header = False
    for at, row in enumerate(rows):
        if tables and not in_header and texts(row) in header:
            continue
        if not tables or (not in_header and _begins_table(rows, at, tables[-1][0])):
            tables.append([])
            header, in_header = [], True
        goes_on = not header or is_band(row) or _goes_on(rows[at - 1], row)
        in_header = in_header and goes_on and not _has_figures(row)
        if in_header:
            header.append(texts(row))
        tables[-1].append(row)
    return tables


def join_continued(tables: Iterable[Table]) -> Iterator[Table]:
    """Tables in order, one that goes on behind a line that says so (续表) joined with its beginning."""
    last: Table | None = None
    for table in tables:
        if last is not None and "续" in table.above and len(table.above) < _SHORT_LINE and last.rows:
            last.rows += table.rows
            continue
        if last is not None:
            yield last
        last = table
    if last is not None:
        yield last


def _begins_table(rows: list[Row], at: int, first: Row) -> bool:
    row = texts(rows[at])
    filled = [text for text in row if text]
    if len(filled) < 2 or is_band(rows[at]) or at + 1 == len(rows):
        return False
    if _is_year_row(row):
        return True
    if _has_figures(rows[at]):
        return False
    says_something = sum(_is_header_word(text) for text in filled[1:])
    if len(row) != len(first):
        return says_something > 0
    return (not row[0] or bool(CORNER.fullmatch(row[0]))) and says_something * 2 >= len(filled[1:])


def _is_header_word(text: str) -> bool:
    words = read_words(text)
    return bool(
        words.unit or words.year or words.years_ago or words.change or words.is_total or words.is_aside
    ) or bool(GENERIC.fullmatch(words.name) or CORNER.fullmatch(words.name) or text in _AMOUNTS)


def _has_figures(row: Row) -> bool:
    written = texts(row)
    return any(map(is_figure, written)) and not _is_year_row(written)


def _is_year_row(row: list[str]) -> bool:
    """项目, 2021, 2022, 2023: years are no figures where they follow each other over the columns."""
    years = [int(text) for text in row if is_bare_year(text)]
    others = [text for text in row if text and not is_bare_year(text)]
    if not years or any(map(is_figure, others)) or (others and is_bare_year(row[0])):
        return False
    distinct = list(dict.fromkeys(years))
    if len(distinct) == 1:
        return bool(CORNER.fullmatch(row[0]))
    return {abs(b - a) for a, b in pairwise(distinct)} == {1}


def header_rows(rows: list[Row]) -> int:
    """How many of a table's first rows are its header, bands over it not counted."""
    if len(rows) < 2 or _has_figures(rows[0]) or sum(bool(cell.text) for cell in rows[0]) < 1:
        return 0
    count = 1
    while count + 1 < len(rows) and not _has_figures(rows[count]) and _goes_on(rows[count - 1], rows[count]):
        count += 1
    return count


def _goes_on(above: Row, row: Row) -> bool:
    """True for a header's second row: cells of the one above reach over several columns or rows."""
    upper, lower = texts(above), texts(row)
    if len(upper) != len(lower):
        return False
    fills_corner = not upper[0] and bool(lower[0])
    if is_band(row) or sum(map(bool, lower)) < 2:
        return fills_corner
    over_columns = any(a and a == b for a, b in pairwise(upper))
    left_blank = any(not a and b for a, b in zip(upper[1:], lower[1:], strict=True))
    over_rows = any(a and a == b for a, b in zip(upper, lower, strict=True))
    has_units = any(read_words(text).unit or as_unit(text) for text in lower[1:])
    return over_columns or over_rows or has_units or (left_blank and fills_corner) or not lower[0]


def is_numbering(row: Row) -> bool:
    """甲, 1, 2, 3 below a header: the columns are numbered."""
    written = texts(row)
    numbers = [text for text in written if text not in _NUMBERED]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def read_columns(header: list[Row]) -> list[Column]:
    """What the header says of each column."""
    if not header:
        return []
    rows = [_spread(texts(row), texts(below)) for row, below in pairwise(header)] + [texts(header[-1])]
    width = max(map(len, rows))
    columns = []
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        columns.append(_column([cell for n, cell in enumerate(cells) if cell not in cells[:n]]))
    for place, column in enumerate(columns):
        if place and column.words.is_inner and column.words.unit is None:
            unit = columns[place - 1].words.unit  # of the whole, which stands before its part
            columns[place] = replace(column, words=column.words._replace(unit=unit))
    return columns


def _spread(row: list[str], below: list[str]) -> list[str]:
    """Fill what a format left blank under a cell over several columns, where a name stands below."""
    filled = list(row)
    for place in range(1, min(len(row), len(below))):
        if not filled[place] and below[place] and filled[place - 1] and below[place - 1]:
            filled[place] = filled[place - 1]
    return filled


def _column(cells: list[str]) -> Column:
    # A row of units below the names: 单位, 件, 万元.
    said = [
        Words(unit=as_unit(cell)) if number and as_unit(cell) else read_words(cell)
        for number, cell in enumerate(cells)
    ]
    name = ""
    for words in said:
        if not words.is_total:
            name = words.name if name and words.name.startswith(name) else name + words.name
    return Column(
        Words(
            name,
            next((words.unit for words in reversed(said) if words.unit), None),
            next((words.year for words in said if words.year), None),
            max((words.years_ago for words in said), default=0),
            next((words.change for words in said if words.change), ""),
            any(words.is_plan for words in said),
            any(words.is_total for words in said),
            any(words.is_inner for words in said),
            any(words.is_aside for words in said),
            any(words.is_wider for words in said),
        ),
        tuple(cells[:-1]),
        "".join(cells[-1:]),
    )
