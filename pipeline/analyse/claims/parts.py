"""Which figure is a part of which.

A list of parts is opened by a marker (其中, 包括), a bracket, a colon, a kind of sorting (按来源分类)
or a set named as such (审结的案件中, 98项事项中); it may also show itself by spelling its total out.
Part and whole are counted alike. One step after another (收到 → 受理 → 审结) is no list of parts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.splits import CLASSES, is_pair

# Units in which a part and its whole may differ.
_FAMILIES = (
    frozenset("件 宗 起 例 批次 案次 件次".split()),
    frozenset("人 名 位".split()),
    frozenset("次 场 场次 期 轮".split()),
    frozenset("家 户 户次 家次".split()),
    frozenset("份 件 本 卷 宗".split()),
    frozenset("项 个 条".split()),
)
_ALIKE = {
    unit: frozenset().union(*(family for family in _FAMILIES if unit in family))
    for unit in frozenset().union(*_FAMILIES)
}
_MARK = re.compile(r"其中|内有|包括|包含|含(?<![\u4e00-\u9fff]含)")
_OPEN, _CLOSE = re.compile(r"[(（]"), re.compile(r"[)）]")
_COLON = re.compile(r"[:：](?!\d)")
_SORTED = re.compile(r"(?:按照?|从)[^，。；:：]{1,12}(?:分类|划分|分|看|来看|统计)[，,:：]")
_OF_NAMED = re.compile(
    r"(审结|办结|结案|受理|收到|处理|承办|办理|查处)的?[^，。；:：]{0,10}?[中里](?:[，,:：]|(?=[\u4e00-\u9fff]))"
)
_OF_COUNTED = re.compile(r"^(?:[\u4e00-\u9fff“”（）()、]{0,16}?)(?:当中|之中|[中里])(?:[，,]|有|仍|还|已|尚)")
_REST = re.compile(r"其余|余下|剩余|其他")
_TOTAL = re.compile(r"共|合计|总计|总量|总数|在办|累计")
_STEP = re.compile(
    r"^(?:依法|按期)?(?:审结|办结|结案|收到|受理|新收|整改|整改销号|销号|整改到位|完成整改|整改完成|发放|提出|化解|办理|立案)$"
)
_NEW_TOTAL = re.compile(r"^(?:以上|左右)?[，,]\s*(?:累计|总?共|合计|总计)")
_BEHIND = re.compile("[\u4e00-\u9fff]{2,8}、")
_JOINED = re.compile(r"(?:以上|左右)?(?:、|和|及|以及)")


@dataclass(slots=True)
class _Scope:
    """An open list: its whole and what opened it (mark, bracket, colon, named)."""

    whole: Draft
    opened: str


def alike(a: Draft, b: Draft) -> bool:
    """True where two figures are counted in the same unit or in units of one family."""
    x, y = a.quantity.unit, b.quantity.unit
    return x == y or (x in _ALIKE and y in _ALIKE[x])


def link_parts(text: str, drafts: list[Draft], earlier: list[Draft], start: int, report: list[Draft]) -> None:
    """Set ``whole`` for the drafts of one sentence.

    Args:
        text: the view's text.
        drafts: the sentence's drafts in order.
        earlier: drafts of the paragraph's sentences before, nearest last.
        start: where the sentence begins.
        report: all drafts of the report's sentences before, for a set that is named (审结的案件中).
    """
    scopes: list[_Scope] = []
    at = start
    for number, draft in enumerate(drafts):
        gap = text[at : draft.quantity.start]
        if draft.role == "context" and draft.modality == "norm":
            continue  # 其中亿元以上的项目5个: a class's threshold is no member of the list
        if draft.quantity.end > at:
            at = draft.quantity.end
        if scopes:
            _close(scopes, gap, headless=draft.phrase.headless)
        opened = _open(gap, draft, drafts[:number], earlier, report)
        if opened:
            scopes = [*scopes, opened] if opened.opened == "bracket" else [opened]
        if scopes and draft.phrase.bare and gap.startswith("，") and _complete(scopes[-1].whole, drafts):
            continue  # 其中受理97件、不予受理9件，直接纠错12件: the parts add up to their whole without it
        if not scopes or draft.whole is not None:
            continue
        if _belongs(scopes[-1], draft, gap, opened is not None):
            draft.whole = scopes[-1].whole
    if len(drafts) > 2:
        _spelt_out(text, drafts)
        _before_total(text, drafts)
    if any([draft.whole is not None for draft in drafts]):
        _made_up(drafts)
    if len(drafts) > 1:
        _remainders(text, drafts)
        _refit(drafts, earlier)
    for draft in drafts:
        bare = draft.phrase.bare and draft.phrase.action and draft.action == draft.phrase.action
        if bare and draft.whole is not None and draft.whole.measure and draft.whole in drafts:
            draft.measure = draft.whole.measure  # 答复申请322件：予以公开141件: it is of them


def _complete(whole: Draft, drafts: list[Draft]) -> bool:
    parts = [draft.quantity.value for draft in drafts if draft.whole is whole]
    return len(parts) > 1 and sum(parts) == whole.quantity.value


def _close(scopes: list[_Scope], gap: str, *, headless: bool) -> None:
    if _CLOSE.search(gap) and not _OPEN.search(gap[: gap.find(")") if ")" in gap else gap.find("）")]):
        scopes[:] = [scope for scope in scopes if scope.opened != "bracket"]
    if "；" in gap or ";" in gap:
        # 审结的案件中，维持的41件；驳回的9件: headless, it goes on with the set that was named.
        kept = ("colon", "named") if headless else ("colon",)
        scopes[:] = [scope for scope in scopes if scope.opened in kept]


def _open(
    gap: str, draft: Draft, before: list[Draft], earlier: list[Draft], report: list[Draft]
) -> _Scope | None:
    """The list that the words before a figure open, if any."""
    bracket = max(gap.rfind("("), gap.rfind("（")) if "(" in gap or "（" in gap else -1
    if (
        bracket >= 0
        and not _CLOSE.search(gap, bracket)
        and before
        and len(gap[:bracket].strip("以上左右余")) == 0
    ):
        whole = _whole(before[-1:], draft)
        return _Scope(whole, "bracket") if whole else None
    if ("按" in gap or "看" in gap) and _SORTED.search(gap):
        whole = _whole([d for d in [*earlier, *before] if d.whole is None], draft)
        return _Scope(whole, "colon") if whole else None
    if _MARK.search(gap):
        inner = _whole(before[-1:], draft) if before and before[-1].whole is not None else None
        whole = inner or _whole([d for d in before if d.whole is None], draft) or _whole(earlier[-4:], draft)
        return _Scope(whole, "mark") if whole else None
    among = "中" in gap or "里" in gap
    if among and (named := _OF_NAMED.search(gap)):
        whole = _whole(_called(named[1], [*earlier, *before], report), draft)
        return _Scope(whole, "named") if whole else None
    if among and before and _OF_COUNTED.match(gap):
        whole = _whole(before[-1:], draft)
        return _Scope(whole, "named") if whole else None
    colon = list(_COLON.finditer(gap)) if before and (":" in gap or "：" in gap) else []
    if colon:
        behind = gap[: colon[-1].start()]
        if (
            len(behind) <= 24
            and not re.search("如下|下表|下图", behind)
            and len(re.findall("[，,]", behind)) <= 1
        ):
            whole = _whole([d for d in before[-2:] if d.whole is None], draft)
            return _Scope(whole, "colon") if whole else None
    return None


def _called(verb: str, before: list[Draft], report: list[Draft]) -> list[Draft]:
    """The counts that a set named after a verb (审结的案件中) may be: those before it, else the report's."""
    counts = [draft for draft in before if draft.whole is None and draft.quantity.kind == "count"]
    if not counts:
        return [draft for draft in report if verb == draft.action and draft.whole is None]
    return [draft for draft in counts if verb in draft.name] or counts[-1:]


def _whole(candidates: Iterable[Draft], part: Draft) -> Draft | None:
    """The nearest candidate that can hold ``part``."""
    for candidate in reversed(list(candidates)):
        if _counts(candidate) and alike(candidate, part) and candidate.quantity.value >= part.quantity.value:
            return candidate
    return None


def _counts(draft: Draft) -> bool:
    return (
        draft.quantity.kind in ("count", "money", "measure", "number")
        and not draft.change
        and draft.modality in ("actual", "target")
    )


def _belongs(scope: _Scope, draft: Draft, gap: str, first: bool) -> bool:
    """True where a figure goes on with the list; a mark's list ends at the next step or matter."""
    whole = scope.whole
    if not _counts(draft) or not alike(whole, draft) or draft.role == "context" or draft is whole:
        return False
    if draft.quantity.value > whole.quantity.value or draft.quantity.start <= whole.quantity.start:
        return False
    if first or scope.opened != "mark" or not re.match(r"^(?:以上|左右)?[，,]", gap):
        return True
    if _NEW_TOTAL.match(gap) or (draft.phrase.bare and _STEP.match(draft.action)):
        return False
    own_matter = (
        draft.action and not draft.phrase.bare and not draft.phrase.headless and not draft.phrase.inverted
    )
    return not (
        own_matter
        and draft.measure
        and draft.measure not in whole.name
        and whole.measure not in draft.measure
    )


def _spelt_out(text: str, drafts: list[Draft]) -> None:
    """Figures that follow their total and add up to it exactly, where they read as a list.

    Joined by 、 or 分别为, all headless (优秀的46宗，良好的61宗) or with a remainder (其余122件).
    """
    counts = [draft for draft in drafts if _counts(draft)]
    for number, total in enumerate(counts[:-2], 1):
        if total.whole is not None or (total.role == "context" and not alike(total, drafts[-1])):
            continue
        listed: list[Draft] = []
        left = total.quantity.value
        for draft in counts[number:]:
            if not alike(total, draft):
                continue
            if draft.whole is not None or draft.quantity.value > left or draft.role == "context":
                break
            listed.append(draft)
            left -= draft.quantity.value
            if left == 0:
                break
        if left or len(listed) < 2 or _JOINED.match(text, total.quantity.end, listed[0].quantity.start):
            continue  # 撤销14件、确认违法9件、责令履行5件: members of one list
        gaps = [text[a.quantity.end : b.quantity.start] for a, b in itertools.pairwise(listed)]
        # 3件，2件维持、1件终止: what became of each stands behind its number.
        joined = all(_JOINED.match(gap) for gap in gaps) or all(_BEHIND.fullmatch(gap) for gap in gaps)
        headless = all(d.phrase.headless for d in listed)
        steps = any(_STEP.match(d.action) for d in listed)
        rest = len(listed) > 2 and _REST.search(gaps[-1])
        classes = len(listed) > 2 and not steps
        first = text[total.quantity.end : listed[0].quantity.start] + listed[0].name
        pair = len(listed) == 2 and is_pair(first, gaps[0] + listed[1].name, CLASSES)
        if joined or headless or rest or classes or pair:
            for draft in listed:
                draft.whole = total
        elif _REST.search(gaps[-1]):
            listed[-1].whole = total


def _made_up(drafts: list[Draft]) -> None:
    """其中线上38万件，占83%；窗口8万件: what makes the parts up to their whole belongs to them."""
    for total in drafts:
        parts = [draft for draft in drafts if draft.whole is total and alike(draft, total)]
        left = total.quantity.value - sum(part.quantity.value for part in parts)
        if not parts or left <= 0:
            continue
        skipped = [
            draft
            for draft in drafts[drafts.index(parts[0]) : drafts.index(parts[-1])]
            if draft.whole is None and draft.role == "claim" and _counts(draft) and alike(draft, total)
        ]
        if skipped and sum(draft.quantity.value for draft in skipped) == left:
            for draft in skipped:
                draft.whole = total
            continue
        rest: list[Draft] = []
        for draft in drafts[drafts.index(parts[-1]) + 1 :]:
            if not _counts(draft) or not alike(draft, total):
                continue
            if draft.whole is not None or draft.role != "claim" or draft.quantity.value > left:
                break
            rest.append(draft)
            left -= draft.quantity.value
            if left == 0:
                break
        # One alone that fits may be the next step.
        if left == 0 and (len(rest) > 1 or rest[0].action == parts[-1].action):
            for draft in rest:
                draft.whole = total


def _remainders(text: str, drafts: list[Draft]) -> None:
    """任务29项，完成28项，完成率96.55%，剩余1项: the rest and what it leaves are the parts of one whole."""
    if not _REST.search(text, drafts[0].quantity.end, drafts[-1].quantity.start):
        return
    for number, rest in enumerate(drafts):
        if not number or rest.whole is not None or not _counts(rest):
            continue
        if not _REST.search(text, drafts[number - 1].quantity.end, rest.quantity.start):
            continue
        counts = [
            draft
            for draft in drafts[:number]
            if _counts(draft) and alike(draft, rest) and draft.whole is None
        ]
        for done, total in itertools.product(reversed(counts), counts):
            if total.quantity.value - done.quantity.value == rest.quantity.value:
                rest.whole = done.whole = total
                break


def _refit(drafts: list[Draft], earlier: list[Draft]) -> None:
    """排查167件，化解161件，其中……: the parts are of the figure that they add up to."""
    for whole in {id(d.whole): d.whole for d in drafts if d.whole is not None}.values():
        parts = [draft for draft in drafts if draft.whole is whole]
        summed = sum(part.quantity.value for part in parts)
        if len(parts) < 2 or summed <= whole.quantity.value:
            continue
        before = [d for d in [*earlier, *drafts] if d.quantity.start < whole.quantity.start]
        for other in reversed(before):
            if other.quantity.value == summed and _counts(other) and alike(other, whole):
                for part in parts:
                    part.whole = other
                break


def _before_total(text: str, drafts: list[Draft]) -> None:
    """制定甲三件、乙四件，共七件: the parts stand before their total."""
    for number, total in enumerate(drafts):
        if number < 2 or not _counts(total) or total.whole is not None:
            continue
        before = [draft for draft in drafts[:number] if draft.role != "context"]  # 两项规费合计477万元
        gap = text[before[-1].quantity.end : total.quantity.start] if before else ""
        if not _TOTAL.search(gap) or len(gap) > 14:
            continue
        listed: list[Draft] = []
        left: Decimal = total.quantity.value
        for draft in reversed(before):
            if (
                not _counts(draft)
                or not alike(draft, total)
                or draft.whole is not None
                or draft.quantity.value > left
            ):
                break
            listed.append(draft)
            left -= draft.quantity.value
            if left == 0:
                break
        if left == 0 and len(listed) > 1:
            for draft in listed:
                draft.whole = total
