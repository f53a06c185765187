"""Parts that show themselves by their sum: they spell a total out, make up a list, or leave a rest."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from pipeline.analyse.claims.counted import adds_up, alike
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.members import NEXT_FIGURE
from pipeline.analyse.splits import CLASSES, is_pair

_REST = re.compile(r"其余|余下|剩余|其他")
_TOTAL = re.compile(r"共|合计|总计|总量|总数|在办|累计")
#: One step after another (收到 → 受理 → 审结) is no list of parts.
STEP = re.compile(
    r"^(?:依法|按期)?(?:审结|办结|结案|收到|受理|新收|整改|整改销号|销号|整改到位|完成整改|整改完成|发放|提出|化解|办理|立案)$"
)
_BEHIND = re.compile("[\u4e00-\u9fff]{2,8}、")


def link_by_sum(text: str, drafts: list[Draft], earlier: list[Draft]) -> None:
    """Set ``whole`` for the drafts of one sentence that add up to one of them.

    Args:
        text: the view's text.
        drafts: the sentence's drafts in order.
        earlier: drafts of the paragraph's sentences before.
    """
    if len(drafts) > 2:
        _spelt_out(text, drafts)
        _before_total(text, drafts)
    if any([draft.whole is not None for draft in drafts]):
        _made_up(drafts)
    if len(drafts) > 1:
        _remainders(text, drafts)
        _refit(drafts, earlier)


def _spelt_out(text: str, drafts: list[Draft]) -> None:
    """Figures that follow their total and add up to it exactly, where they read as a list.

    Joined by 、 or 分别为, all headless (优秀的46宗，良好的61宗) or with a remainder (其余122件).
    """
    counts = [draft for draft in drafts if adds_up(draft)]
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
        if left or len(listed) < 2 or NEXT_FIGURE.match(text, total.quantity.end, listed[0].quantity.start):
            continue  # 撤销14件、确认违法9件、责令履行5件: members of one list
        gaps = [text[a.quantity.end : b.quantity.start] for a, b in itertools.pairwise(listed)]
        # 3件，2件维持、1件终止: what became of each stands behind its number.
        joined = all(NEXT_FIGURE.match(gap) for gap in gaps) or all(_BEHIND.fullmatch(gap) for gap in gaps)
        headless = all(d.phrase.headless for d in listed)
        steps = any(STEP.match(d.action) for d in listed)
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
            if draft.whole is None and draft.role == "claim" and adds_up(draft) and alike(draft, total)
        ]
        if skipped and sum(draft.quantity.value for draft in skipped) == left:
            for draft in skipped:
                draft.whole = total
            continue
        rest: list[Draft] = []
        for draft in drafts[drafts.index(parts[-1]) + 1 :]:
            if not adds_up(draft) or not alike(draft, total):
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
        if not number or rest.whole is not None or not adds_up(rest):
            continue
        if not _REST.search(text, drafts[number - 1].quantity.end, rest.quantity.start):
            continue
        counts = [
            draft
            for draft in drafts[:number]
            if adds_up(draft) and alike(draft, rest) and draft.whole is None
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
            if other.quantity.value == summed and adds_up(other) and alike(other, whole):
                for part in parts:
                    part.whole = other
                break


def _before_total(text: str, drafts: list[Draft]) -> None:
    """制定甲三件、乙四件，共七件: the parts stand before their total."""
    for number, total in enumerate(drafts):
        if number < 2 or not adds_up(total) or total.whole is not None:
            continue
        before = [draft for draft in drafts[:number] if draft.role != "context"]  # 两项规费合计477万元
        gap = text[before[-1].quantity.end : total.quantity.start] if before else ""
        if not _TOTAL.search(gap) or len(gap) > 14:
            continue
        listed: list[Draft] = []
        left: Decimal = total.quantity.value
        for draft in reversed(before):
            if (
                not adds_up(draft)
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
