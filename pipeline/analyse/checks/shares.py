"""Shares: 占比95.87%, 占全部事项的95.2%, 分别占, and the 占比 column of a table."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.rates import HUNDRED, Emit, counted_as
from pipeline.analyse.checks.tables import in_share_column, total_below
from pipeline.analyse.checks.verdict import agrees
from pipeline.analyse.checks.words import SHARE_LEAD, SHARE_NAME, TOTAL_ROW

_COUNTED = frozenset(("count", "money", "measure", "number"))
_CELL_GAP = re.compile(r"[\s|]*")
_AND_ABOVE = re.compile(r"([一-鿿]{2})及?以上(?:的|等次)?(?:共|合计)?占?")
_AIM = re.compile(r"完成[^，,。；;]{0,8}(?:目标|任务|计划)[^，,。；;]{0,6}$")
_OF_PLAN = re.compile("(?:完成|占)(?:年度|全年|年初)?(?:计划|任务|目标)(?:任务|数)?的约?$")
_OF_ALL = re.compile(
    r"占(?:全[县市区州旗镇乡]|全部|所有|辖区)?([^，,。；;占的]{2,6}?)(?:总数|总量|数量|总)的?约?$"
)
_SAYS_SHARE = re.compile("占|比重|比例")
_WHOLE_BEFORE = frozenset(("的", "总数的", "）的", ")的"))
_REACH = 14


def find_shares(figures: list[Figure], text: str, emit: Emit) -> None:
    """Report every share whose part and whole are printed to ``emit``."""
    at = 0
    while at < len(figures):
        share = figures[at]
        at += 1
        if not _is_share(share) or not share.is_actual or share.at == 0:
            continue
        before = figures[share.at - 1]
        if _CELL_GAP.fullmatch(share.gap):
            if before.kind != "percent" and in_share_column(share, text):
                _judge_cell(share, before, figures, emit)
        elif "分别占" in share.gap or "占比分别" in share.gap:
            at = _judge_respectively(share, figures, emit)
        elif _OF_PLAN.search(share.gap):
            _judge_plan(share, before, figures[before.at - 1], emit)
        elif _SAYS_SHARE.search(share.gap) or share.gap.strip() in _WHOLE_BEFORE:
            _judge_clause(share, before, figures, emit)


def _is_share(figure: Figure) -> bool:
    """True for a percentage and for a fraction (四分之一)."""
    return figure.kind == "percent" or (figure.kind == "ratio" and not figure.unit and figure.value < 1)


def _judge_plan(share: Figure, done: Figure, planned: Figure, emit: Emit) -> None:
    """应检查400家次，实际检查412家次，完成计划的103%."""
    if planned.at < done.at and planned.sentence == share.sentence and planned.family == done.family:
        _judge(share, [done], [planned], [], emit, tied=True)


def _judge_clause(share: Figure, before: Figure, figures: list[Figure], emit: Emit) -> None:
    """A share in running text, said of the figure directly before it."""
    if share.gap.rstrip().endswith("的") and "占" not in share.gap:
        # 58个，占村（社区）总数176个的32.95%: the whole stands between the part and its share.
        named = "占" in before.gap or _AIM.search(before.gap)
        if named and before.at:
            part, _ = _said_of(before, figures[before.at - 1], figures)
            if part.sentence == share.sentence:
                _judge(share, [part], [before], [], emit, tied=True)
        return
    above = _AND_ABOVE.search(share.gap)
    if above:
        parts = _down_to(above.group(1), share, figures)
        if len(parts) > 1 and parts[0].whole is not None:
            _judge(share, parts, [parts[0].whole], [], emit, tied=True)
        return
    before, gap = _said_of(share, before, figures)
    if (
        before.paragraph != share.paragraph
        or share.sentence != before.sentence
        or before.kind not in _COUNTED
    ):
        return
    direct = SHARE_LEAD.match(gap) is not None
    if not direct:
        subject = SHARE_NAME.sub("", re.split("占", share.lead)[0])
        direct = len(subject) >= 2 and SHARE_NAME.search(share.lead) is not None and subject in before.name
        tail = re.search(r"[，,；;(（](?:约|仅)?占[^，,；;]*$", share.gap)
        if not direct and (tail is None or share.at - before.at > 1):
            # 其中网上办理2.96万件，线上办理占比90.5%: under another name, but it may come out
            if before.whole is not None and share.at - before.at == 1 and SHARE_NAME.search(share.lead):
                _judge(share, [before], [], [before.whole], emit, tied=False)
            return
        direct = True
    principal, others = _wholes(before, figures)
    if share.at + 1 < len(figures) and figures[share.at + 1].gap[:1] in ("（", "("):
        others.append(figures[share.at + 1])  # 12名，占在编人员的46.2%（在编26名）
    if match := _OF_ALL.search(share.gap):
        for whole in counted_as(match[1], figures[: before.at]):
            if whole.value and agrees(share, HUNDRED * before.value / whole.value):
                emit([before], whole, share, HUNDRED * before.value / whole.value)
                return
    _judge(share, [before], principal, others, emit, tied=direct)


def _said_of(share: Figure, before: Figure, figures: list[Figure]) -> tuple[Figure, str]:
    """The count that a share is said of, and the words between: 终止52件（其中调解35件），占23%."""
    gap = share.gap
    while before.at:
        if before.depth > share.depth and gap[:1] in ("）", ")"):
            gap = gap[1:]
        elif before.kind != "percent" and (gap is share.gap or before.depth <= share.depth):
            break
        before = figures[before.at - 1]
    return before, gap


def _judge(
    share: Figure, parts: list[Figure], principal: list[Figure], others: list[Figure], emit: Emit, tied: bool
) -> None:
    numerator = sum((p.value for p in parts), Decimal(0))
    scale = HUNDRED if share.kind == "percent" else Decimal(1)
    for whole in (*principal, *others):
        if whole.value and agrees(share, scale * numerator / whole.value):
            emit(parts, whole, share, scale * numerator / whole.value)
            return
    if share.kind != "percent":
        return  # 约占四分之一: too rough to be wrong
    if not principal or not share.exact or not principal[0].value:
        return
    whole = principal[0]
    computed = HUNDRED * numerator / whole.value
    allowed = (
        Decimal(12) if tied and whole.sentence == parts[0].sentence else max(Decimal(3), share.value / 10)
    )
    if whole.exact and all(p.exact for p in parts) and abs(computed - share.value) <= allowed:
        emit(parts, whole, share, computed)


def _wholes(part: Figure, figures: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """What the part is a part of: what the text says, then totals before it that count alike."""
    principal = [part.whole] if part.whole is not None and part.whole.value >= part.value else []
    others: list[Figure] = []
    for figure in reversed(figures[max(0, part.at - _REACH) : part.at]):
        if figure.paragraph != part.paragraph or part.sentence - figure.sentence > 3:
            break
        if figure.kind not in _COUNTED or figure.family != part.family or not figure.is_actual:
            continue
        if figure.value < part.value or figure in principal:
            continue
        is_part = figure.whole is not None and figure.whole.start < figure.start
        if not principal and not is_part and (figure.sentence == part.sentence or _same_things(figure, part)):
            principal.append(figure)
        else:
            others.append(figure)
    return principal, others


def _same_things(one: Figure, other: Figure) -> bool:
    """True if both count things of one name (政务服务事项, 不见面审批事项)."""
    tail = one.claims[0].measure[-2:]
    return len(tail) == 2 and tail in other.claims[0].measure[-6:]


def _down_to(name: str, share: Figure, figures: list[Figure]) -> list[Figure]:
    """The members of the list before ``share`` from its first to the one called ``name``."""
    whole = next((f.whole for f in reversed(figures[: share.at]) if f.whole is not None), None)
    parts: list[Figure] = []
    for figure in figures[max(0, share.at - _REACH) : share.at]:
        if figure.sentence == share.sentence and whole is not None and figure.whole is whole:
            parts.append(figure)
            if figure.lead.endswith(name) and "不" + name not in figure.lead:
                return parts
    return []


def _judge_respectively(first: Figure, figures: list[Figure], emit: Emit) -> int:
    """A类3件、B类2件，分别占60%、40%: shares in the order of the counts before them.

    Returns:
        The position after the last share.
    """
    shares = [first]
    for figure in figures[first.at + 1 :]:
        if figure.kind != "percent" or figure.sentence != first.sentence or len(figure.gap) > 2:
            break
        shares.append(figure)
    parts = figures[max(0, first.at - len(shares)) : first.at]
    if len(parts) == len(shares) and all(p.kind in _COUNTED and p.sentence == first.sentence for p in parts):
        principal, others = _wholes(parts[0], figures)
        for part, share in zip(parts, shares, strict=True):
            fits = [w for w in (*principal, *others) if w.value >= part.value]
            _judge(share, [part], fits[:1], fits[1:], emit, tied=True)
    return first.at + len(shares)


def _judge_cell(share: Figure, part: Figure, figures: list[Figure], emit: Emit) -> None:
    """One row of a table: its share against the total that its count is a part of."""
    if TOTAL_ROW.search(part.gap):
        return
    whole = part.whole or total_below(part, figures)
    if whole is not None and whole.value >= part.value:
        _judge(share, [part], [whole], [], emit, tied=True)
