"""Figures of a movement: where it began, the level it reached, by how much, against what."""

from __future__ import annotations

import re

from pipeline.analyse.claims.change import (
    ENDS_EARLIER,
    REQUIRED,
    compares_across,
    may_move,
    multiple_of,
    reaches,
    read_against,
    read_change,
    read_from,
    read_required,
)
from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.counted import alike
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.years import stated_year
from pipeline.model import Quantity

_BREAK = re.compile("[，,；。]")
_LAST_YEAR = re.compile("上年|去年|上一年")
# Words between the base and the verb that name nothing: 同比[分别]下降, 较上年[末]增长.
_STATUTORY = re.compile("[由从]法定的?$")
_IDLE = re.compile(r"^(?:的|年|均|平均|累计|又|再|共|同口径|分别|末|底|初|\d{4}年)+|(?:分别|平均|年均|累计)$")
_APART = re.compile("(?:少|多|短|快|早|缩短|多出|减少|超出|压缩|提前|增加|高|低|高出)了?(?:约|近)?")
#: How many there were, said without what.
_NUMBERS = frozenset("总量 总数 数量 宗数 件数 起数 批次 批数 次数 户数 人数".split())
_SHARES = frozenset("占比 比重 比例".split())
_NEAR = 8  # characters between an earlier period's figure and the amount of change


def read_movement(sentence: Sentence, at: int, clause: int, before: str) -> bool:
    """Read quantity number ``at`` if it belongs to a movement.

    Args:
        clause: where the phrase before it begins.
        before: that phrase.

    Returns:
        True where a draft was added.
    """
    quantity, previous = sentence.quantities[at], sentence.previous
    held_against = previous.modality if previous is not None else ""
    return (
        (("由" in before or "从" in before) and _start(sentence, at, clause, before))
        or (held_against in ("baseline", "norm") and _level(sentence, quantity, clause))
        or (quantity.unit == "倍" and _multiple(sentence, quantity, clause, before))
        or (before[-1:] in ENDS_EARLIER and _earlier(sentence, quantity, clause, before))
        or (held_against in ("norm", "target") and _distance(sentence, quantity, clause))
        or _amount(sentence, quantity, clause, before)
    )


def _start(sentence: Sentence, at: int, clause: int, before: str) -> bool:
    """由14支 (增加到17支)."""
    if at + 1 == len(sentence.quantities):
        return False
    quantity = sentence.quantities[at]
    found = read_from(before, sentence.text[quantity.end : sentence.quantities[at + 1].start])
    if not found:
        return False
    phrase = read_before(sentence.cut, clause, clause + found.start(), "percent")
    draft = sentence.add(quantity, clause, phrase)
    _name(draft, phrase, sentence.antecedent(quantity))
    draft.measure = draft.measure or phrase.action
    if draft.measure in _SHARES and len(sentence.drafts) > 1:
        draft.measure = sentence.drafts[-2].name + "占比"  # 可全程网办162项，占比由79.3%提高到86.6%
    draft.modality, draft.year = "baseline", _year(sentence, found)
    if found["time"].startswith("法定"):
        draft.modality = "norm"
    return True


def _level(sentence: Sentence, quantity: Quantity, clause: int) -> bool:
    """(由14支) 增加到17支."""
    previous = sentence.previous
    if previous is None or previous.change or not alike(previous, Draft(quantity, clause)):
        return False
    if previous.modality == "norm" and not _is_statutory(sentence, previous):
        return False
    between = sentence.text[previous.quantity.end : quantity.start]
    if not reaches(between) or _BREAK.search(between):
        return False
    draft = sentence.add(quantity, clause, Phrase(bare=True))
    draft.measure = previous.measure
    draft.modality = sentence.modality(quantity, previous.clause)
    draft.year = stated_year(sentence.text[sentence.start : previous.clause], sentence.year)
    return True


def _is_statutory(sentence: Sentence, start: Draft) -> bool:
    """由法定的20个工作日 (压缩到4个工作日)."""
    before = sentence.text[start.clause : start.quantity.start]
    return start.modality == "norm" and _STATUTORY.search(before) is not None


def _multiple(sentence: Sentence, quantity: Quantity, clause: int, before: str) -> bool:
    """是上年3120件的1.41倍."""
    if quantity.kind != "ratio":
        return False
    basis = multiple_of(before, sentence.year)
    previous = sentence.previous
    of_that = previous and sentence.text[previous.quantity.end : quantity.start] == "的"
    if basis is None and previous and previous.modality == "baseline" and of_that:
        basis = _basis(sentence, previous)
    if basis is None:
        return False
    target = sentence.antecedent(quantity)
    named = before.find("是")  # 收案数是上年的2.3倍
    phrase = read_before(sentence.cut, clause, clause + named, "ratio") if named > 0 else Phrase(bare=True)
    draft = sentence.add(quantity, clause, phrase)
    _name(draft, phrase, target)
    draft.basis, draft.modality, draft.year = basis, "actual", None
    return True


def _earlier(sentence: Sentence, quantity: Quantity, clause: int, before: str) -> bool:
    """较2022年的386件 (增长6.74%), 较要求的60个工作日 (少12个工作日)."""
    found = read_against(before) or read_required(before)
    if not found or (found.re is not REQUIRED and found["year"] == str(sentence.year)):
        return False  # 2018年3012件、2020年1954件 in the report on 2020
    phrase = read_before(sentence.cut, clause, clause + found.start(), quantity.kind)
    target = _that_tallies(sentence, quantity) or sentence.compared(quantity)
    draft = sentence.add(quantity, clause, phrase)
    _name(draft, phrase, target)
    if found.re is REQUIRED:
        draft.modality = "target" if found["planned"] else "norm"
    else:
        draft.modality, draft.year = "baseline", _year(sentence, found)
    return True


def _distance(sentence: Sentence, quantity: Quantity, clause: int) -> bool:
    """(较要求的60个工作日) 少12个工作日: no movement in time."""
    previous = sentence.previous
    if previous is None:
        return False
    if not _APART.fullmatch(sentence.text, previous.quantity.end, quantity.start):
        return False
    draft = sentence.add(quantity, clause, Phrase(bare=True))
    draft.measure, draft.action, draft.modality = previous.measure, previous.action, "actual"
    return True


def _that_tallies(sentence: Sentence, earlier: Quantity) -> Draft | None:
    """The figure whose distance to an earlier one is the amount stated behind it.

    In 处罚168件，其中警告11件，比上年的174件减少6件 that is the total, not the part before it.
    """
    amount = next((q for q in sentence.quantities if q.start >= earlier.end), None)
    if amount is None or amount.unit != earlier.unit:
        return None
    for draft in reversed(sentence.drafts):
        distance = abs(draft.quantity.value - earlier.value)
        if (
            draft.measure
            and not draft.change
            and draft.quantity.unit == earlier.unit
            and distance == amount.value
        ):
            return draft
    return None


def _amount(sentence: Sentence, quantity: Quantity, clause: int, before: str) -> bool:
    """同比增长8.1%, 比上年多2次; also a distance to another's figure (高于全市0.7个百分点)."""
    previous = sentence.previous
    named = ""
    if previous and previous.modality == "baseline" and quantity.start - previous.quantity.end <= _NEAR:
        named = "" if previous.change else _basis(sentence, previous)
    change = None
    if may_move(before):
        sofar = sentence.text[sentence.start : quantity.start]
        change = read_change(before, quantity, sentence.year, sofar, named, follows=previous is not None)
    if change is None:
        across = compares_across(before) if quantity.kind in ("percent", "ratio") else None
        if across is None:
            return False
        phrase = read_before(sentence.cut, clause, clause + across.start(), "percent")
        _name(sentence.add(quantity, clause, phrase), phrase, previous)
        return True
    phrase = read_before(sentence.cut, clause, clause + change.start, "percent")
    target = sentence.antecedent(quantity) or sentence.compared(quantity)
    if previous is not None and previous.quantity.unit == quantity.unit and _said_alone(previous):
        target = previous
    draft = sentence.add(quantity, clause, phrase)
    middle = _IDLE.sub("", change.middle)
    if named:
        target = previous
    if not phrase.measure and len(middle) >= 2:
        draft.measure = middle
    elif phrase.measure in _NUMBERS and target is not None:
        # 处罚1215宗，宗数比上年减少418宗
        counted = [one for one in sentence.drafts[:-1] if phrase.measure.startswith(one.quantity.unit or " ")]
        _name(draft, Phrase(), counted[-1] if counted else target)
    else:
        _name(draft, phrase, target)
    draft.measure = draft.measure or sentence.topic(draft)
    change.state(draft)
    if change.verb == "净增" and not change.basis:
        draft.action = "净增"
    return True


def _said_alone(draft: Draft) -> bool:
    """A rank, or what has no noun of its own (持证的16人): what moves is that, not a matter before it."""
    return draft.quantity.kind == "rank" or draft.phrase.headless or (draft.label and not draft.listed)


def _name(draft: Draft, phrase: Phrase, target: Draft | None) -> None:
    """The phrase's own name, else that of the figure referred to."""
    if phrase.measure:
        draft.measure, draft.action = phrase.measure, phrase.action
    elif target is not None:
        draft.measure, draft.action = target.measure, target.action


def _basis(sentence: Sentence, baseline: Draft) -> str:
    return "yoy" if baseline.year and sentence.year and baseline.year == sentence.year - 1 else "since"


def _year(sentence: Sentence, found: re.Match[str]) -> int | None:
    """The year of an earlier period's figure, None for the report's own or an unnamed one."""
    if found["year"]:
        return int(found["year"]) if int(found["year"]) != sentence.year else None
    if found["time"] and _LAST_YEAR.search(found["time"]) and sentence.year:
        return sentence.year - 1
    return None
