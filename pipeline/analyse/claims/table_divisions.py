"""Rows of places, offices or months without a total row: parts of a total that is not stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.table_parts import group_of, is_total
from pipeline.analyse.quantities.grids import Cell
from pipeline.analyse.quantities.table_words import DIVISION, DIVISIONS


def find_divisions(cells: Sequence[Cell], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that are figures of one division of several; only the table as a whole adds them up."""
    parts: defaultdict[tuple[int, int | None, tuple[str, ...]], list[tuple[str, Draft]]] = defaultdict(list)
    totals = {(cell.place, cell.year, group_of(cell)) for cell in cells if is_total(cell)}
    with_inner = {cell.place for cell in cells if any(words.is_inner for words in cell.labels)}
    for cell, draft in zip(cells, drafts, strict=True):
        is_level = cell.quantity.kind != "percent" and not draft.change and draft.modality == "actual"
        if is_level and not is_total(cell) and cell.place not in with_inner:
            name, matter = _division(cell)
            if name and (cell.place, cell.year, matter) not in totals:
                parts[cell.place, cell.year, matter].append((name, draft))
    return [
        draft
        for group in parts.values()
        if len(group) > 1 and len({name for name, _ in group}) == len(group)
        for _, draft in group
    ]


def _division(cell: Cell) -> tuple[str, tuple[str, ...]]:
    """The label that names a place, an office or a month, "" for none, and the other labels."""
    names = [words.name for words in cell.labels]
    if len(names) == 1 and DIVISION.fullmatch(cell.label_column.name):
        return names[0], ()
    found = next((name for name in names if DIVISIONS.fullmatch(name)), "")
    return found, tuple(name for name in names if name != found)
