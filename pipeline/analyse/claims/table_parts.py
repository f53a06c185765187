"""Which figure of a table is a part of which, by its total row, its total column and 其中."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.quantities.grids import Cell
from pipeline.analyse.quantities.table_words import DIVISION, DIVISIONS


def link_cells(cells: Sequence[Cell], drafts: Sequence[Draft]) -> None:
    """Set ``whole`` for the drafts of a table's cells."""
    levels = [
        (cell, draft)
        for cell, draft in zip(cells, drafts, strict=True)
        if cell.quantity.kind != "percent" and not cell.change
    ]
    for cell, draft in levels:
        for other, whole in _wholes(cell, levels):
            if (
                whole is not draft
                and whole.whole is not draft
                and other.quantity.kind == cell.quantity.kind
                and other.quantity.unit == cell.quantity.unit
                and abs(other.quantity.value) >= abs(cell.quantity.value)
                and (draft.year, draft.modality) == (whole.year, whole.modality)
            ):
                draft.whole = whole
                break


def divides(cell: Cell, draft: Draft, cells: Sequence[Cell]) -> bool:
    """True for a figure of one place, office or month of several, where no total of them is given."""
    if cell.quantity.kind == "percent" or draft.change or draft.modality != "actual" or _is_total(cell):
        return False
    division, matter = _division(cell)
    if not division:
        return False
    beside = [other for other in cells if other.place == cell.place and other.year == cell.year]
    if any(_is_total(other) and _group(other) == matter for other in beside):
        return False
    if any(words.is_inner for other in beside for words in other.labels):
        return False
    alike = [name for name, what in map(_division, beside) if name and what == matter]
    return len(alike) > 1 and len(set(alike)) == len(alike)


def _division(cell: Cell) -> tuple[str, list[str]]:
    """The label that names a place, an office or a month, "" for none, and the other labels."""
    names = [words.name for words in cell.labels]
    if len(names) == 1 and DIVISION.fullmatch(cell.label_column.name):
        return names[0], []
    found = next((name for name in names if DIVISIONS.fullmatch(name)), "")
    return found, [name for name in names if name != found]


Pairs = Sequence[tuple[Cell, Draft]]


def _wholes(cell: Cell, levels: Pairs) -> Iterator[tuple[Cell, Draft]]:
    """What a figure may be a part of, the likeliest first."""
    if any(words.is_inner for words in cell.labels):
        yield from _row_above(cell, levels)
        return
    yield from _down(cell, levels)
    yield from _across(cell, levels)
    if cell.column.words.is_inner:
        yield from _column_before(cell, levels)


def _is_total(cell: Cell) -> bool:
    return any(words.is_total for words in cell.labels)


def _group(cell: Cell) -> list[str]:
    """The labels that a total's row shares with its parts: 公安局 of 公安局, 小计."""
    return [words.name for words in cell.labels if not words.is_total]


def _down(cell: Cell, levels: Pairs) -> Pairs:
    """The totals of a figure's column, the narrowest first, of those alike the nearest below."""
    own = [words.name for words in cell.labels]
    totals = [
        (other, draft)
        for other, draft in levels
        if other.place == cell.place
        and other is not cell
        and _is_total(other)
        and len(_group(other)) < len(_group(cell)) + (not _is_total(cell))
        and _group(other) == own[: len(_group(other))]
    ]
    return sorted(
        totals, key=lambda p: (-len(_group(p[0])), p[0].line < cell.line, abs(p[0].line - cell.line))
    )


def _across(cell: Cell, levels: Pairs) -> Pairs:
    """The total columns of a figure's row, those under the same heading first."""
    if cell.column.words.is_total and not cell.column.group:
        return []
    totals = [
        (other, draft)
        for other, draft in levels
        if other.line == cell.line
        and other is not cell
        and other.column.words.is_total
        and other.column.group == cell.column.group[: len(other.column.group)]
        and (len(other.column.group) < len(cell.column.group) or not cell.column.words.is_total)
        and (cell.year, cell.years_ago) == (other.year, other.years_ago)
    ]
    return sorted(totals, key=lambda p: -len(p[0].column.group))


def _row_above(cell: Cell, levels: Pairs) -> Pairs:
    """The figure in the row before the rows of 其中."""
    above = [
        (other, draft)
        for other, draft in levels
        if other.place == cell.place
        and other.line < cell.line
        and not any(words.is_inner for words in other.labels)
    ]
    return above[-1:]


def _column_before(cell: Cell, levels: Pairs) -> Pairs:
    """The figure in the column before the columns of 其中."""
    left = [
        (other, draft)
        for other, draft in levels
        if other.line == cell.line and other.place < cell.place and not other.column.words.is_inner
    ]
    return left[-1:]
