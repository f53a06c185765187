"""Which figure is a part of which.

A list of parts is opened by a marker (其中, 包括), a bracket, a colon, a kind of sorting (按来源分类)
or a set named as such (审结的案件中, 98项事项中); it may also show itself by spelling its total out.
Part and whole are counted alike. One step after another (收到 → 受理 → 审结) is no list of parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.analyse.claims.counted import adds_up, alike
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.parts_by_sum import STEP, link_by_sum

_MARK = re.compile(r"其中|内有|包括|包含|含(?<![\u4e00-\u9fff]含)")
_OPEN, _CLOSE = re.compile(r"[(（]"), re.compile(r"[)）]")
_COLON = re.compile(r"[:：](?!\d)")
_SORTED = re.compile(r"(?:按照?|从)[^，。；:：]{1,12}(?:分类|划分|分|看|来看|统计)[，,:：]")
_OF_NAMED = re.compile(
    r"(审结|办结|结案|受理|收到|处理|承办|办理|查处)的?[^，。；:：]{0,10}?[中里](?:[，,:：]|(?=[\u4e00-\u9fff]))"
)
_OF_COUNTED = re.compile(
    r"^(?:[\u4e00-\u9fff“”（）()、]{0,16}?)(?:当中|之中|[中里])"
    # 143名执法人员中通过考试的只有17人, 149件中行政机关败诉5件
    r"(?:[，,]|有|仍|还|已|尚|[^，。；：]{2,24}的(?:只|仅|也)?(?:有|占|达|为)?(?:约|近)?$)"
    r"|^中[^，。；：的]{2,12}$"
)
# 审结方式：终止58件，维持37件: a label says how a total before is divided.
_DIVIDED = re.compile(
    r"^\s*(?P<of>[^，。；：\d]{2,12})(?:方式|类型|类别|分类|结果|来源|构成)[：:][^，。；：\d]{0,8}$"
)
_NEW_TOTAL = re.compile(r"^(?:以上|左右)?[，,]\s*(?:累计|总?共|合计|总计)")


_RECENT = 6  # figures of earlier paragraphs that a label may divide


@dataclass(slots=True)
class _Scope:
    """An open list: its whole and what opened it (mark, bracket, colon, named)."""

    whole: Draft
    opened: str


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
            _close(scopes, gap, drafts, draft)
        opened = _open(gap, draft, drafts[:number], earlier, report)
        if opened:
            scopes = [*scopes, opened] if opened.opened == "bracket" else [opened]
        if scopes and draft.phrase.bare and gap.startswith("，") and _complete(scopes[-1].whole, drafts):
            continue  # 其中受理97件、不予受理9件，直接纠错12件: the parts add up to their whole without it
        if not scopes or draft.whole is not None:
            continue
        if _belongs(scopes[-1], draft, gap, opened is not None):
            draft.whole = scopes[-1].whole
    link_by_sum(text, drafts, earlier)
    for draft in drafts:
        bare = draft.phrase.bare and draft.phrase.action and draft.action == draft.phrase.action
        if bare and draft.whole is not None and draft.whole.measure and draft.whole in drafts:
            draft.measure = draft.whole.measure  # 答复申请322件：予以公开141件: it is of them


def _complete(whole: Draft, drafts: list[Draft]) -> bool:
    parts = [draft.quantity.value for draft in drafts if draft.whole is whole]
    return len(parts) > 1 and sum(parts) == whole.quantity.value


def _close(scopes: list[_Scope], gap: str, drafts: list[Draft], draft: Draft) -> None:
    if _CLOSE.search(gap) and not _OPEN.search(gap[: gap.find(")") if ")" in gap else gap.find("）")]):
        scopes[:] = [scope for scope in scopes if scope.opened != "bracket"]
    if "；" in gap or ";" in gap:
        # 审结的案件中，维持的41件；驳回的9件: headless, it goes on with the set that was named.
        kept = ("colon", "named") if draft.phrase.headless else ("colon",)
        scopes[:] = [
            scope
            for scope in scopes
            if scope.opened in kept and (draft.phrase.bare or not _complete(scope.whole, drafts))
        ]


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
    if not before and (divided := _DIVIDED.match(gap)):
        pool = [d for d in earlier or report[-_RECENT:] if d.whole is None]
        whole = _whole([d for d in pool if d.action and d.action in divided["of"]] or pool, draft)
        return _Scope(whole, "colon") if whole else None
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
        if adds_up(candidate) and alike(candidate, part) and candidate.quantity.value >= part.quantity.value:
            return candidate
    return None


def _belongs(scope: _Scope, draft: Draft, gap: str, first: bool) -> bool:
    """True where a figure goes on with the list; a mark's list ends at the next step or matter."""
    whole = scope.whole
    if not adds_up(draft) or not alike(whole, draft) or draft.role == "context" or draft is whole:
        return False
    if draft.quantity.value > whole.quantity.value or draft.quantity.start <= whole.quantity.start:
        return False
    if first or scope.opened != "mark" or not re.match(r"^(?:以上|左右)?[，,]", gap):
        return True
    if _NEW_TOTAL.match(gap) or (draft.phrase.bare and STEP.match(draft.action)):
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
