"""Sums that the wording after or between the figures announces: 合计, 其余, 按来源分类."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.parts import LONGEST_LIST, alike, names_all_classes, near, total

_ADDED_WITHIN = 6  # figures
_LONGEST_SUM = 14  # characters before a total: 以上各项、三项合计
_BETWEEN = frozenset(("、", "和", "，", "及"))

#: Takes the whole, the parts and whether a mismatch would be a contradiction.
Emit = Callable[[Figure, list[Figure], bool], None]


def find_total_behind(whole: Figure, figures: list[Figure], emit: Emit) -> None:
    """县级3件、部门4件，共7件: the figures directly before the total."""
    if len(whole.gap) > _LONGEST_SUM:
        return  # 学法7次，主任办公会坚持会前学法，累计12次: of something else
    run: list[Figure] = []
    for figure in reversed(figures[max(0, whole.at - LONGEST_LIST) : whole.at]):
        if figure.sentence != whole.sentence:
            break
        if figure.kind == "percent" or figure.depth > whole.depth or figure.is_baseline != whole.is_baseline:
            continue
        if figure.claims[0].role == "context":
            continue  # 两项规费合计477万元
        if not alike(figure, whole) or not figure.exact or figure.value > whole.value:
            break
        run.insert(0, figure)
        if len(run) > 1 and total(run) == whole.value:
            emit(whole, run, False)
            return
    joined = [f for f in run if f.whole is whole] or _adjoining(run)
    if len(joined) > 1 and total(joined) != whole.value and near(whole, joined):
        emit(whole, joined, True)


def find_total_with_rest(rest: Figure, figures: list[Figure], emit: Emit) -> None:
    """受理219件。连同上年结转31件，应办理250件: the total of what was said before and what is added to it."""
    if rest.at + 1 >= len(figures):
        return
    whole = figures[rest.at + 1]
    if whole.sentence != rest.sentence or not alike(rest, whole) or not whole.exact or whole.is_baseline:
        return
    for figure in reversed(figures[max(0, rest.at - _ADDED_WITHIN) : rest.at]):
        if figure.paragraph != rest.paragraph:
            break
        if alike(figure, whole) and figure.exact and figure.value + rest.value == whole.value:
            emit(whole, [figure, rest], False)
            return


def find_outcomes(first: Figure, figures: list[Figure], emit: Emit) -> None:
    """收到申请264件。受理219件，不予受理28件，转送17件: classes that leave nothing of it over."""
    run = [first]
    for figure in figures[first.at + 1 : first.at + 4]:
        if figure.sentence != first.sentence or not figure.is_summable or not figure.exact:
            break
        run.append(figure)
        if len(run) > 2 and names_all_classes(run):
            for whole in reversed(figures[max(0, first.at - _ADDED_WITHIN) : first.at]):
                if whole.paragraph != first.paragraph:
                    break
                if all(alike(f, whole) for f in run) and whole.exact and total(run) == whole.value:
                    emit(whole, run, False)
                    return


def find_total_of_shares(whole: Figure, figures: list[Figure], emit: Emit) -> None:
    """分别占34.7%、27.9%、18.2%，合计80.8%: shares of one whole; only a sum that comes out is one."""
    run: list[Figure] = []
    for figure in reversed(figures[max(0, whole.at - LONGEST_LIST) : whole.at]):
        if figure.kind != "percent" or figure.sentence != whole.sentence or not figure.is_actual:
            break
        run.insert(0, figure)
        if len(run) > 1 and total(run) == whole.value and all(f.gap in _BETWEEN for f in run[1:]):
            emit(whole, run, False)
            return


def _adjoining(run: list[Figure]) -> list[Figure]:
    """The last figures of ``run`` that are joined by 、 和 or a bare comma with one word."""
    start = len(run) - 1
    while start > 0 and re.fullmatch(r"[、，,；;]?(?:和|及|以及|加上?)?[^，,；;、。]{0,16}", run[start].gap):
        start -= 1
    return run[max(start, 0) :]


def find_remainder(last: Figure, figures: list[Figure], emit: Emit) -> None:
    """反馈47个，整改45个，其余2个: what is left over and what went before make up the total."""
    parts = [last]
    missed: tuple[Figure, list[Figure]] | None = None
    before = [f for f in figures[max(0, last.at - LONGEST_LIST) : last.at] if f.sentence == last.sentence]
    for figure in reversed(before):
        if not alike(last, figure) or not figure.exact or figure.depth > last.depth:
            continue
        if len(parts) > 1:
            if total(parts) == figure.value:
                emit(figure, parts, True)
                return
            is_total = figure is last.whole or (last.whole is None and figure.whole is None)
            if missed is None and is_total and near(figure, parts) and "余" in last.gap:
                missed = figure, parts
        parts = [figure, *parts]
    if (found := _apart(last, before)) is not None:
        emit(*found, True)
    elif missed is not None:
        emit(*missed, True)


def find_not_done(last: Figure, figures: list[Figure], emit: Emit) -> None:
    """排查隐患120处，整改112处，尚有8处正在整改: what is still to be done, where the figures come out."""
    before = [f for f in figures[max(0, last.at - LONGEST_LIST) : last.at] if f.sentence == last.sentence]
    if (found := _apart(last, before)) is not None:
        emit(*found, False)


def _apart(last: Figure, before: list[Figure]) -> tuple[Figure, list[Figure]] | None:
    """A total and one part of it that leave what ``last`` says, whatever figures stand between them.

    排查纠纷388件，其中邻里142件、婚姻87件；化解379件，化解率97.7%，其余9件…: the figures between are of
    another kind or divide the total another way. All three must be counted by the same word.
    """
    like = [f for f in before if alike(last, f) and f.exact and f.unit == last.unit and f.depth <= last.depth]
    for at in range(len(like) - 1, 0, -1):
        part = like[at]
        for whole in reversed(like[:at]):
            of_another = part.whole is not None and part.whole is not whole
            if part.value + last.value == whole.value and part.value and last.value and not of_another:
                return whole, [part, last]
    return None


def find_classes(first: Figure, figures: list[Figure], emit: Emit) -> None:
    """按来源分类：电话5件，网站3件 in a sentence after the total that it classifies."""
    run = [first]
    for figure in figures[first.at + 1 : first.at + LONGEST_LIST]:
        if figure.sentence != first.sentence or (not alike(figure, first) and figure.kind != "percent"):
            break
        if figure.kind != "percent" and figure.depth <= first.depth:
            run.append(figure)
    if len(run) < 2 or not all(f.exact and f.whole is None for f in run):
        return
    summed = total(run)
    best: Figure | None = None
    for whole in reversed(figures[max(0, first.at - 20) : first.at]):
        if whole.paragraph != first.paragraph:
            break
        if not alike(first, whole) or not whole.exact or whole.whole is not None:
            continue
        if whole.value == summed:
            emit(whole, run, False)
            return
        if best is None or abs(whole.value - summed) < abs(best.value - summed):
            best = whole
    if (
        best is not None
        and ("按" in first.gap or "看" in first.gap)
        and abs(best.value - summed) <= max(Decimal(3), best.value / 100)
    ):
        emit(best, run, True)
