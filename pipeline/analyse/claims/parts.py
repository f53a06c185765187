"""Which figure is a part of which: 其中, brackets, lists behind a colon, totals behind a list."""

from __future__ import annotations

import re

from pipeline.analyse.claims.draft import Draft

# Counted alike, for a part and its whole.
_ALIKE = (
    frozenset("件 宗 起 例 批次 案次 件次".split()),
    frozenset("人 名 位".split()),
    frozenset("次 场 场次 期 轮".split()),
    frozenset("家 户 户次 家次".split()),
    frozenset("份 件 本 卷 宗".split()),
    frozenset("项 个 条".split()),
)
_STEPS = re.compile(r"^(?:审结|办结|结案|收到|受理|新收|整改|完成整改|已整改|共|发放|提出|化解)$")
_TOTAL = re.compile(r"^(?:[，,、]|以上|左右)*(?:共|合计|共计|总计|一共|总共|累计|计)(?:为|有|达)?$")
_MARK = re.compile(r"其中[，,:：]?|包括|包含|(?:主要)?分(?:别)?为|其余|余下|另(?:有|外)?")
_OF_ANSWERED = re.compile(r"(审结|办结|结案|受理|收到|处理|承办|办理|查处)的?(?:[^，。；]{0,10})?(?:中|里)[，,:：]")
_SORTED = re.compile(r"按(?:照)?[^，。；:：]{1,12}(?:分类|划分|分|看|统计)[，,:：]")


def alike(a: Draft, b: Draft) -> bool:
    """True where two figures are counted in the same unit or in units of one family."""
    x, y = a.quantity.unit, b.quantity.unit
    return x == y or any(x in family and y in family for family in _ALIKE)


def link_parts(text: str, drafts: list[Draft], earlier: list[Draft], sentence: tuple[int, int]) -> None:
    """Set ``whole`` for the drafts of one sentence.

    Args:
        text: the view's text.
        drafts: the sentence's drafts in order.
        earlier: drafts of the paragraph's sentences before, nearest last.
        sentence: its span.
    """
    _behind_marks(text, drafts, earlier, sentence)
    _in_brackets(text, drafts)
    _before_total(text, drafts)


def _counts(draft: Draft) -> bool:
    return draft.quantity.kind in ("count", "money", "measure", "number") and not draft.change and draft.modality == "actual"


def _find_whole(candidates: list[Draft], part: Draft) -> Draft | None:
    for candidate in reversed(candidates):
        if _counts(candidate) and alike(candidate, part) and candidate.quantity.value >= part.quantity.value and candidate.modality == part.modality:
            if candidate.role == "context" and candidate.quantity.unit != part.quantity.unit:
                continue
            return candidate
    return None


def _behind_marks(text: str, drafts: list[Draft], earlier: list[Draft], sentence: tuple[int, int]) -> None:
    whole: Draft | None = None
    at = sentence[0]
    unit_seen = False
    for number, draft in enumerate(drafts):
        start = draft.quantity.start
        gap = text[at:start]
        at = draft.quantity.end
        before = drafts[:number]
        if re.search("[；;]", gap):
            whole = None
        if re.search(r"其中|[，,(（、]含|包括|包含", gap):
            whole = _find_whole([d for d in before if d.whole is None or number - before.index(d) == 1] or earlier[-4:], draft) or _find_whole(before or earlier[-4:], draft)
            if whole is not None and whole.whole is not None and "其中" in gap:
                # a second 其中 in a list of parts goes back to the total unless it fits inside
                pass
            unit_seen = whole is not None
        elif re.search(r"[:：]$|[:：][^，。；]{0,16}$", gap) and before and not re.search(r"如下|下表", gap):
            sorted_list = _SORTED.search(gap)
            if sorted_list:
                whole = _find_whole([d for d in before + [] if d.whole is None] or [d for d in earlier if d.whole is None], draft)
            elif re.match(r"^[^，。；]{0,4}[:：]", gap):
                whole = _find_whole(before[-1:], draft)
            else:
                whole = None
            unit_seen = whole is not None
        elif _SORTED.search(gap) and (before or earlier):
            whole = _find_whole([d for d in earlier + before if d.whole is None], draft)
            unit_seen = whole is not None
        elif (answered := _OF_ANSWERED.search(gap)) and (before or earlier):
            stem = answered[1]
            candidates = [d for d in earlier + before if d.whole is None and d.quantity.kind == "count"]
            named = [d for d in candidates if stem in d.name]
            whole = _find_whole(named or candidates[-1:], draft)
            unit_seen = whole is not None
        elif re.search(r"其余|余下|剩余", gap):
            siblings = [d.whole for d in before if d.whole is not None]
            candidates = siblings[-1:] or [d for d in before if d.whole is None and _counts(d) and alike(d, draft)][:1]
            if candidates and candidates[0] is not None and alike(candidates[0], draft):
                draft.whole = candidates[0]
            continue
        elif _spells_out(text, drafts, number):
            whole = _find_whole(before[-1:], draft)
            unit_seen = whole is not None
        elif whole is not None and re.match(r"^(?:以上|左右)?[，,]", gap) and not re.search("、", gap):
            # behind a comma a list goes on with labels and outcomes, not with the next step
            if _STEPS.match(draft.action) and draft.phrase.bare or re.search(r"共|合计", gap) or (draft.action and not draft.phrase.bare and not draft.label and not draft.phrase.headless and draft.measure not in (whole.measure,)) and not draft.label:
                if draft.quantity.kind == "count" and alike(whole, draft) and not _outcome(draft):
                    whole = None
        if whole is None or draft.whole is not None:
            continue
        if not _counts(draft) or not alike(whole, draft):
            continue
        if draft.role == "context" or draft is whole:
            continue
        if draft.quantity.value > whole.quantity.value:
            whole = None
            continue
        draft.whole = whole
    del unit_seen


def _outcome(draft: Draft) -> bool:
    return draft.phrase.bare and not _STEPS.match(draft.action)


def _spells_out(text: str, drafts: list[Draft], number: int) -> bool:
    """Two or more figures joined by 、 (or 分别为) that add up to the figure before them."""
    if number == 0 or number + 1 >= len(drafts):
        return False
    total, first = drafts[number - 1], drafts[number]
    if not (_counts(total) and _counts(first) and alike(total, first)) or total.whole is not None:
        return False
    listed = [first]
    for left, right in zip(drafts[number:], drafts[number + 1 :], strict=False):
        gap = text[left.quantity.end : right.quantity.start]
        if not re.match(r"^(?:以上|左右)?(?:[、]|和|及|以及)", gap) or not alike(left, right):
            break
        listed.append(right)
    return len(listed) > 1 and sum(d.quantity.value for d in listed) == total.quantity.value


def _in_brackets(text: str, drafts: list[Draft]) -> None:
    for number, draft in enumerate(drafts):
        if draft.whole is not None or number == 0 or not _counts(draft):
            continue
        for candidate in reversed(drafts[:number]):
            between = text[candidate.quantity.end : draft.quantity.start]
            opened = re.match(r"^(?:以上|左右)?[(（]", between)
            if opened and not re.search(r"[)）]", between) and alike(candidate, draft) and candidate.quantity.value >= draft.quantity.value:
                draft.whole = candidate
                break


def _before_total(text: str, drafts: list[Draft]) -> None:
    """制定甲三件、乙四件，共七件: the parts stand before their total."""
    for number, draft in enumerate(drafts):
        if number < 2 or not _counts(draft):
            continue
        gap = text[drafts[number - 1].quantity.end : draft.quantity.start]
        if not _TOTAL.match(gap):
            continue
        listed: list[Draft] = []
        total = 0
        for candidate in reversed(drafts[:number]):
            if not (_counts(candidate) and alike(candidate, draft)) or candidate.whole is not None:
                break
            listed.append(candidate)
            total += candidate.quantity.value
            if total >= draft.quantity.value:
                break
        if len(listed) > 1 and total == draft.quantity.value:
            for part in listed:
                part.whole = draft
