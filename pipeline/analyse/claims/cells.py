"""Claims of a table's cells, named after the row and the column."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import CutText
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.table_divisions import find_divisions
from pipeline.analyse.claims.table_parts import link_cells
from pipeline.analyse.claims.verbs import is_verb
from pipeline.analyse.quantities.grids import Cell, Grid
from pipeline.analyse.quantities.table_words import DIVISIONS, GENERIC, RATE, as_unit

_AMOUNT = re.compile(r"(?:数量|总量|总数|次数|(?<!案)件数|人数|数|量)$")
_PLACE = re.compile(r"[^，。；]{1,8}(?:[镇乡县区市旗]|街道|苏木)")  # tells whose, not what
_SHARE = re.compile(r"占比|比重|比例|百分比")
_FALLS = re.compile("[降减]幅|(?<!增)减少|下降|降低")
_LAST_YEAR = re.compile("同比|上一?年|去年|同期")
_CASES = re.compile("(?:申请|案件|件)数?$")
_BELOW = re.compile("下表|如下|附表")
_MATTER = re.compile("(?:案件|申请|事项|纠纷|工单|投诉|举报|建议|提案|信访件|文件|合同)")
_LONGEST_EVIDENCE = 2000  # characters of a table that is shown as the sentence of its parts


class Topic(NamedTuple):
    """What the rows of a table are about; ``unit`` is "" where it fits any."""

    measure: str
    action: str
    unit: str


def read_cells(grid: Grid, earlier: list[Draft], year: int | None, cut: CutText) -> list[Draft]:
    """Drafts of a grid's figures.

    Args:
        grid: the table.
        earlier: drafts of the text before it; the table goes on with one of them.
        year: the report's year.
        cut: the text that the table stands in.
    """
    topic = _announced(grid, earlier, cut) or _topic(grid, earlier)
    drafts: list[Draft] = []
    for cell in grid.cells:
        draft = Draft(cell.quantity, cell.quantity.start, Phrase(), sentence=cell.span, label=True)
        _name(draft, cell, topic)
        _date(draft, cell, year)
        if cell.change:
            _change(draft, cell)
            if not draft.measure:
                draft.measure, draft.action = _changed(cell, grid.cells, drafts)
        drafts.append(draft)
    link_cells(grid.cells, drafts)
    if grid.end - grid.start <= _LONGEST_EVIDENCE:
        for draft in find_divisions(grid.cells, drafts):
            draft.sentence = grid.start, grid.end
    return drafts


def _row_name(cell: Cell) -> str:
    """What the labels of a row name, "" for that of a total and for 数量 over what the columns name."""
    names = [words.name for words in cell.labels if not words.is_total]
    return "" if len(names) == 1 and GENERIC.fullmatch(names[0]) else "".join(names)


def _topic(grid: Grid, earlier: list[Draft]) -> Topic | None:
    """The figure that the table spells out: the nearest of its total's value, else the nearest count."""
    counts = [d for d in earlier[-12:] if d.quantity.kind == "count" and d.measure and d.role == "claim"]
    values = {cell.quantity.value for cell in grid.cells if any(words.is_total for words in cell.labels)}
    same = [d for d in counts if d.quantity.value in values]
    nearest = next(reversed(same or counts), None)
    return Topic(nearest.measure, nearest.action, nearest.quantity.unit) if nearest else None


def _announced(grid: Grid, earlier: list[Draft], cut: CutText) -> Topic | None:
    """受理行政复议案件，主要数据见下表: what a sentence without figures says that the table is about."""
    text = cut.text
    end = len(text[: grid.start].rstrip("。：:\n "))
    begin = max(text.rfind(mark, 0, end) for mark in "。；\n") + 1
    intro = _BELOW.search(text, begin, end)
    if intro is None or any(draft.quantity.start >= begin for draft in earlier[-3:]):
        return None
    matters = list(_MATTER.finditer(text, begin, intro.start()))
    phrase = read_before(cut, begin, matters[-1].end(), "count") if matters else Phrase()
    return Topic(phrase.measure, "", "") if phrase.measure else None


def _name(draft: Draft, cell: Cell, topic: Topic | None) -> None:
    row, column = _row_name(cell), cell.column.words.name
    if cell.change:
        draft.measure = row + (_AMOUNT.sub("", column) if not row.endswith(column) else "")
        return
    if cell.quantity.kind == "percent" or column.endswith("率"):
        if RATE.search(row) and column and not RATE.search(column):
            draft.measure = row if GENERIC.fullmatch(column) else column + row
            return
        total = "".join([words.name for words in cell.labels]) if _SHARE.search(column) else ""
        draft.measure = (row or total) + (column or ("" if RATE.search(row) else "占比"))
        return
    generic = bool(GENERIC.fullmatch(column) or as_unit(column))  # 数量, 件次
    if generic and topic is not None and topic.unit in ("", cell.quantity.unit):
        if not row:
            draft.measure, draft.action = topic.measure, topic.action
        elif is_verb(row):
            draft.measure, draft.action = topic.measure, row
        elif (verb := _CASES.sub("", row)) != row and is_verb(verb):
            noun = row.removeprefix(verb).removesuffix("数")  # 收到申请, 审结案件数
            matter = _CASES.sub("", topic.measure)
            draft.measure, draft.action = matter + noun if matter else topic.measure, verb
        else:
            draft.measure = row + topic.measure if _PLACE.fullmatch(row) else row
        return
    noun = "" if generic else _AMOUNT.sub("", column) or column
    if DIVISIONS.fullmatch(noun) and row and not DIVISIONS.fullmatch(row):
        draft.measure = noun + row  # the columns are the places and the rows what is counted there
    else:
        draft.measure = row + noun if row != noun else row


def _date(draft: Draft, cell: Cell, year: int | None) -> None:
    """The year of a figure's column or row, if it is not the report's own."""
    about = cell.year
    if about is None and cell.years_ago:
        draft.modality = "baseline"
        about = year - cell.years_ago if year is not None else None
    if about is not None and about != year:
        draft.year = about
        if year is not None:
            draft.modality = "baseline" if about < year else "target"
    if cell.is_plan:
        draft.modality = "target"


def _changed(cell: Cell, cells: list[Cell], drafts: list[Draft]) -> tuple[str, str]:
    """Measure and action of the figure that a change without a name is of: the one before it in its row."""
    before = [d for c, d in zip(cells, drafts, strict=False) if c.line == cell.line and not c.change]
    return (before[-1].measure, before[-1].action) if before else ("", "")


def _change(draft: Draft, cell: Cell) -> None:
    """A change says by how much and in which direction: -7.5 is a decrease by 7.5."""
    value = cell.quantity.value
    draft.change = "decrease" if value < 0 or _FALLS.search(cell.change) else "increase"
    draft.basis = "mom" if "环比" in cell.change else "yoy" if _LAST_YEAR.search(cell.change) else ""
    draft.quantity = replace(cell.quantity, value=abs(value))
