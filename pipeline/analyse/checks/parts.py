"""What makes figures the parts of a total, and a list of parts complete, so that it must add up."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.words import (
    COMPLETE_SETS,
    EXHAUSTIVE,
    NEGATIONS,
    OUTCOMES,
    REMAINDER,
    SUBSET,
    TOTAL_AFTER,
)

_OTHERS = re.compile(r"其他|其它|其余")


#: Figures that a list may have.
LONGEST_LIST = 14


def alike(part: Figure, whole: Figure) -> bool:
    """True where two figures can stand in one sum."""
    if not part.is_summable or part.value > whole.value or part.is_baseline != whole.is_baseline:
        return False
    if part.kind == "money" or whole.kind == "money":
        return part.kind == whole.kind and part.exact and whole.exact
    return part.family == whole.family or not part.unit or not whole.unit


def total(parts: list[Figure]) -> Decimal:
    """Sum of the parts; a figure that is said of several things (撤销、变更各1件) counts for each."""
    summed = Decimal(0)
    for part in parts:
        summed += part.value * len(part.claims) if len(part.claims) > 1 and part.value else part.value
    return summed


def looks_complete(whole: Figure, parts: list[Figure]) -> bool:
    """True where the text presents the parts as all there are."""
    first, last = parts[0], parts[-1]
    if not all(p.exact for p in parts) or last.after.startswith(("等", "以及其他", "左右")):
        return False
    if OUTCOMES.search(whole.lead) and OUTCOMES.search(first.lead):
        return False  # the first of the outcomes, not their total
    before = first.gap
    if before[:1] in ("（", "(") and not SUBSET.search(before):
        return True
    if EXHAUSTIVE.search(before) and "其中" not in before:
        return True
    if REMAINDER.match(last.gap) or _OTHERS.search(last.name):
        return True
    if "|" in before or "\t" in before or TOTAL_AFTER.search(whole.gap):
        return True
    if len(parts) == 2 and opposites(first.lead, last.lead):
        return True
    if len(parts) > 2 and all(p.lead.endswith("类") for p in parts):
        return True
    if names_all_classes(parts):
        return True
    # Hardly more than there is: overlapping classes (女性, 党员) would overshoot by more than a slip.
    excess = total(parts) - whole.value
    return 0 < excess <= max(Decimal(1), whole.value / 50) and all(p.gap[:1] in "、和及" for p in parts[1:])


def names_all_classes(parts: list[Figure]) -> bool:
    """True for a list of outcomes (维持, 驳回, 撤销), or of classes that leave nothing over (现场, 书面)."""
    names = [part.name for part in parts]
    if len(names) > 3 and sum([OUTCOMES.search(name) is not None for name in names]) >= max(
        4, len(names) - 1
    ):
        return True
    return any([_covers(patterns, names) for patterns in COMPLETE_SETS if len(patterns) == len(names)])


def _covers(patterns: tuple[re.Pattern[str], ...], names: list[str]) -> bool:
    """True if the parts are one for each of ``patterns``."""
    if not any(map(patterns[0].search, names)):  # for most sets none of them
        return False
    return all(any(map(pattern.search, names)) for pattern in patterns) and all(
        any(pattern.search(name) for pattern in patterns) for name in names
    )


def opposites(one: str, other: str) -> bool:
    """合格 and 不合格, 满意工单 and 不满意工单."""
    for negation in NEGATIONS:
        if negation in other and negation not in one:
            stem = other.split(negation, 1)[1].removeprefix("予")[:2]
            return len(stem) == 2 and stem in one
    return False


def near(whole: Figure, parts: list[Figure]) -> bool:
    """True for a slip of a figure; a sum far off is rather a list of something else."""
    gap = abs(total(parts) - whole.value)
    return gap <= max(Decimal(3), whole.value / 10) and gap * 2 <= whole.value
