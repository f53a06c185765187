"""Which figure of a table is a part of which, by its total row, its total column and 其中."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.quantities.grids import Cell

Pair = tuple[Cell, Draft]


def link_cells(cells: Sequence[Cell], drafts: Sequence[Draft]) -> None:
    """Set ``whole`` for the drafts of a table's cells."""
    columns: defaultdict[int, list[Pair]] = defaultdict(list)
    rows: defaultdict[int, list[Pair]] = defaultdict(list)
    levels = [
        (cell, draft)
        for cell, draft in zip(cells, drafts, strict=True)
        if cell.quantity.kind != "percent" and not cell.change
    ]
    for pair in levels:
        columns[pair[0].place].append(pair)
        rows[pair[0].line].append(pair)
    totals = {place: [pair for pair in column if is_total(pair[0])] for place, column in columns.items()}
    for cell, draft in levels:
        if any(words.is_inner for words in cell.labels):
            wholes = _row_above(cell, columns[cell.place])
        else:
            wholes = _wholes(cell, totals[cell.place], rows[cell.line])
        for other, whole in wholes:
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


def is_total(cell: Cell) -> bool:
    """True in the row of a total or a subtotal."""
    return any(words.is_total for words in cell.labels)


def group_of(cell: Cell) -> tuple[str, ...]:
    """The labels that a total's row shares with its parts: 公安局 of 公安局, 小计."""
    return tuple(words.name for words in cell.labels if not words.is_total)


def _wholes(cell: Cell, totals: list[Pair], row: list[Pair]) -> Iterator[Pair]:
    """What a figure may be a part of, the likeliest first."""
    yield from _down(cell, totals)
    yield from _across(cell, row)
    if cell.column.words.is_inner:
        yield from _column_before(cell, row)


def _down(cell: Cell, totals: list[Pair]) -> list[Pair]:
    """The totals of a figure's column, the narrowest first, of those alike the nearest below."""
    own = tuple(words.name for words in cell.labels)
    depth = len(group_of(cell)) + (not is_total(cell))
    wider = [
        (group, other, draft)
        for group, other, draft in ((group_of(other), other, draft) for other, draft in totals)
        if other is not cell and len(group) < depth and group == own[: len(group)]
    ]
    wider.sort(key=lambda found: (-len(found[0]), found[1].line < cell.line, abs(found[1].line - cell.line)))
    return [(other, draft) for _, other, draft in wider]


def _across(cell: Cell, row: list[Pair]) -> list[Pair]:
    """The total columns of a figure's row, those under the same heading first."""
    if cell.column.words.is_total and not cell.column.group:
        return []
    totals = [
        (other, draft)
        for other, draft in row
        if other is not cell
        and other.column.words.is_total
        and other.column.group == cell.column.group[: len(other.column.group)]
        and (len(other.column.group) < len(cell.column.group) or not cell.column.words.is_total)
        and (cell.year, cell.years_ago) == (other.year, other.years_ago)
    ]
    return sorted(totals, key=lambda pair: -len(pair[0].column.group))


def _row_above(cell: Cell, column: list[Pair]) -> Iterator[Pair]:
    """The figure in the row before the rows of 其中."""
    above = [pair for pair in column if pair[0].line < cell.line]
    yield from (pair for pair in above[:-9:-1] if not any(words.is_inner for words in pair[0].labels))


def _column_before(cell: Cell, row: list[Pair]) -> list[Pair]:
    """The figure in the column before the columns of 其中."""
    left = [pair for pair in row if pair[0].place < cell.place and not pair[0].column.words.is_inner]
    return left[-1:]
