"""Parts that add up to a total: 其中, 分别为, 按来源分类, 合计, 其余, and the rows of a table.

A sum that comes out is a relation wherever the parts stand as a list of one total. One that does not
is a contradiction only if the text says that the list is complete; a partial 其中 is the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.analyse.checks.announced import (
    Emit,
    find_classes,
    find_not_done,
    find_outcomes,
    find_remainder,
    find_total_behind,
    find_total_of_shares,
    find_total_with_rest,
)
from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.parts import (
    LONGEST_LIST,
    alike,
    looks_complete,
    names_all_classes,
    near,
    opposites,
    total,
)
from pipeline.analyse.checks.tables import rows_above, total_below
from pipeline.analyse.checks.words import (
    CARRIED_ON,
    EXHAUSTIVE,
    NOT_YET,
    OUTCOMES,
    REMAINDER,
    SORTS,
    SUBSET,
    TOTAL_AFTER,
    WITH_REST,
)
from pipeline.analyse.splits import CLASSES, WAYS, is_pair

_JOINERS = frozenset("、 和 及 与 以及".split())


def find_sums(figures: list[Figure], text: str, emit: Emit) -> None:
    """Report every sum among ``figures`` to ``emit``: whole, parts, and whether it must come out."""
    children: dict[int, list[Figure]] = {}
    for figure in figures:
        if figure.whole is not None and alike(figure, figure.whole):
            children.setdefault(figure.whole.at, []).append(figure)
    parts_seen: set[int] = set()
    for at, parts in children.items():
        parts_seen.update(p.at for p in parts)
        for listed in _lists(parts, figures):
            _judge(figures[at], listed, figures, emit)
    for whole in figures:
        gap = whole.gap
        if whole.kind == "percent" and "计" in gap and TOTAL_AFTER.search(gap):
            find_total_of_shares(whole, figures, emit)
        if not whole.is_summable or not whole.exact:
            continue
        if WITH_REST.search(gap):
            find_total_with_rest(whole, figures, emit)
        if "受理" in gap and whole.whole is None:
            find_outcomes(whole, figures, emit)
        if ("共" in gap or "计" in gap) and TOTAL_AFTER.search(gap):
            find_total_behind(whole, figures, emit)
        elif "计" in gap and whole.at not in children and (rows := rows_above(whole, figures, text)):
            parts_seen.update(p.at for p in rows)
            _judge(whole, rows, figures, emit)
        if whole.at not in children:
            parts_seen.update(_judge_run(whole, figures, whole.at in parts_seen, emit))
        if REMAINDER.match(gap):
            find_remainder(whole, figures, emit)
        elif NOT_YET.match(gap) or whole.tail.startswith(CARRIED_ON):
            find_not_done(whole, figures, emit)
        if whole.whole is None and SORTS.search(gap) and "|" not in gap and EXHAUSTIVE.search(gap):
            find_classes(whole, figures, emit)


def _lists(parts: list[Figure], figures: list[Figure]) -> Iterator[list[Figure]]:
    """The lists that the parts of one total form: a new one begins after a sentence, a rate or 其中."""
    listed: list[Figure] = []
    for part in parts:
        if listed and _new_list(listed[-1], part, figures):
            yield listed
            listed = []
        listed.append(part)
    yield listed


def _new_list(before: Figure, part: Figure, figures: list[Figure]) -> bool:
    if part.sentence != before.sentence and "|" not in part.gap and "\t" not in part.gap:
        return True
    if before.whole is not None and before.start < before.whole.start < part.start:
        return True
    between = figures[before.at + 1 : part.at]
    return any("率" in f.lead for f in between if f.kind == "percent") or "其中" in part.gap


def _judge(whole: Figure, parts: list[Figure], figures: list[Figure], emit: Emit) -> None:
    """One list of the parts of ``whole``: all of it, or, of a list that may be partial, a beginning."""
    if not whole.exact:
        return
    if total(parts) != whole.value and not names_all_classes(parts):
        parts = parts + _unclaimed_rest(whole, parts, figures)
    if len(parts) < 2:
        return
    if total(parts) != whole.value and looks_complete(whole, parts) and near(whole, parts):
        meant = _total_that_fits(parts, figures)
        emit(meant or whole, parts, True)
        return
    for size in range(len(parts), 1, -1):
        if total(parts[:size]) == whole.value and all(p.exact for p in parts[:size]):
            for part in parts[:size]:
                part.whole = part.whole or whole  # rates and shares are looked for after the sums
            emit(whole, parts[:size], False)
            return
    if len(parts) > 2 and OUTCOMES.search(parts[1].lead) and total(parts[1:]) == parts[0].value:
        emit(parts[0], parts[1:], False)  # 62件，其中审结55件，胜诉48件，败诉7件


def _total_that_fits(parts: list[Figure], figures: list[Figure]) -> Figure | None:
    """受理8652件，办结8601件，其中……: a total before the list to which it adds up after all."""
    summed = total(parts)
    for figure in reversed(figures[max(0, parts[0].at - LONGEST_LIST) : parts[0].at]):
        if figure.paragraph == parts[0].paragraph and figure.value == summed and alike(parts[0], figure):
            return figure
    return None


def _unclaimed_rest(whole: Figure, parts: list[Figure], figures: list[Figure]) -> list[Figure]:
    """Like figures that go on with a list although they were not recognised as parts of its total."""
    rest: list[Figure] = []
    last = parts[-1]
    for figure in figures[last.at + 1 : last.at + LONGEST_LIST]:
        if figure.kind == "percent" and "占" in figure.lead and figure.sentence == last.sentence:
            continue  # 线上38.9万件，占84%；窗口7.4万件
        if figure.sentence == last.sentence and figure.depth > last.depth:
            continue  # 终止52件（其中调解35件）
        if figure.sentence != last.sentence or figure.kind == "percent":
            break
        if (
            figure is whole
            or (figure.whole is not None and figure.whole.start < figure.start)
            or TOTAL_AFTER.search(figure.gap)
            or figure.depth != last.depth
            or (whole.unit and not figure.unit)
            or not alike(figure, whole)
        ):
            break
        rest.append(figure)
    return rest


def _judge_run(whole: Figure, figures: list[Figure], is_part: bool, emit: Emit) -> list[int]:
    """Figures after ``whole`` that add up to it, although they were not recognised as its parts.

    A figure that is itself a part (维持13件、撤销9件、变更4件 of 26) needs a marker to be a whole.

    Returns:
        Positions of the parts, if the sum was reported.
    """
    run = _run_after(whole, figures)
    if len(run) < 2 or run[0].gap in _JOINERS or ("|" in run[0].gap and total_below(run[0], figures)):
        return []
    in_brackets = run[0].depth > whole.depth
    marked = in_brackets or bool(SUBSET.search(run[0].gap) or EXHAUSTIVE.search(run[0].gap))
    summed = total(run)
    if summed == whole.value:
        of_cases = OUTCOMES.search(run[0].lead) and not OUTCOMES.search(whole.lead)
        if not marked and ((is_part and not of_cases) or not _stands_as_list(whole, run)):
            return []
        emit(whole, run, False)
    elif (
        (marked or (_ends_by_itself(run) and not _is_sibling(whole, run[0])))
        and looks_complete(whole, run)
        and near(whole, run)
    ):
        emit(_total_that_fits(run, figures) or whole, run, True)
    else:
        return []
    for part in run:
        part.whole = whole  # rates and shares are looked for after the sums
    return [p.at for p in run]


def _ends_by_itself(run: list[Figure]) -> bool:
    """True for a list that is complete by its members: all outcomes, or 其他 at its end."""
    return names_all_classes(run) or (len(run) > 2 and REMAINDER.match(run[-1].gap) is not None)


def _is_sibling(one: Figure, other: Figure) -> bool:
    """涉及公安机关的18件，自然资源部门的7件: two headless members of one list, neither the whole of it."""
    return one.lead.endswith("的") and other.lead.endswith("的")


def _stands_as_list(whole: Figure, run: list[Figure]) -> bool:
    """True where unmarked figures after a total are its parts, not steps (受理, 审结) that fit by chance."""
    small = whole.value < 5 and not all(OUTCOMES.search(p.name) for p in run)
    if small or any(p.family != whole.family for p in run):
        return False
    if run[0].gap[:1] == "、" and run[1].gap[:1] == "、":
        return False  # 废止5件、宣布失效3件、修改2件: members of one list, which come out by chance
    if OUTCOMES.search(whole.lead) and OUTCOMES.search(run[0].lead):
        return False  # 撤销14件、确认违法9件、责令履行5件
    if len(run) > 2 or run[1].gap[:1] in ("、", "和"):
        return True
    one, other = run[0].lead, run[1].lead
    return (
        opposites(one, other)
        or bool(OUTCOMES.search(one) and OUTCOMES.search(other))
        or is_pair(one, other, CLASSES + WAYS)
    )


def _run_after(whole: Figure, figures: list[Figure]) -> list[Figure]:
    """The list of like figures after ``whole`` up to where they add up to it, with the zeros behind."""
    run: list[Figure] = []
    at = whole.at + 1
    if at + 1 >= len(figures) or (
        figures[at + 1].sentence != whole.sentence
        and "中" not in figures[at].gap
        and "中" not in figures[at + 1].gap
    ):
        return run
    summed = Decimal(0)
    following = figures[at : at + LONGEST_LIST]
    in_brackets = _begins_in_brackets(whole, following)
    for figure in following:
        if figure.sentence != (run[0] if run else whole).sentence and (run or "中" not in figure.gap):
            break
        if figure.kind == "percent" and len(run) > 1 and "率" in figure.lead:
            break
        if not figure.is_summable or figure.depth != whole.depth + in_brackets:
            continue
        if not alike(figure, whole) or not figure.exact or figure.whole is not None:
            if run and figure.gap:
                break
            continue  # 1支50人: a second unit of the same member
        completes = summed + figure.value == whole.value
        if len(run) > 1 and (
            (summed == whole.value and figure.value) or (_leaves_list(run, figure) and not completes)
        ):
            break
        run.append(figure)
        summed += total([figure])
        if summed > whole.value * 2:
            return []
    return run


def _begins_in_brackets(whole: Figure, following: list[Figure]) -> bool:
    """A list in brackets has two members in them; a single one is an aside: 113件(含并案1件)。"""
    like = [f for f in following[:3] if alike(f, whole)]
    return len(like) > 1 and like[0].depth > whole.depth and like[1].depth > whole.depth


def _leaves_list(run: list[Figure], figure: Figure) -> bool:
    """A、B、C is over at the first comma, unless what follows is the rest."""
    if not figure.value or REMAINDER.match(figure.gap):
        return False
    return run[1].gap[:1] == "、" and figure.gap[:1] in "，,；;"
