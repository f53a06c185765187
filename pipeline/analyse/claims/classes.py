"""Classes of things and how many are in each: 得分90分以上的有12个、80至90分的有5个, 万元以上的案件3件."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import read_after
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.sentence import Sentence
from pipeline.model import Quantity

_NAMED = r"[^，。；、\d在（(]{0,8}?(?:(?<![占达])(?:有|达|共|为)?|占(?:比)?)(?:约|近|超过?|接近)?"
_SIDE = re.compile(rf"及?(?P<side>以上|以下|以内)的?{_NAMED}")
_OF_CLASS = re.compile(f"(?:之间)?(?P<of>的)?{_NAMED}")
_OPEN = ("over", "at_most", "range")  # 超过20%的, 不足3人的, 80至90分的


def read_class(sentence: Sentence, at: int, clause: int) -> bool:
    """Read quantity number ``at`` if it is the threshold of a class that the next one counts.

    The threshold is ``context`` and a norm; it belongs to the name of the count, whose phrase begins
    where the threshold's does (``sentence.reopened``).

    Returns:
        True where a draft was added.
    """
    if at + 1 == len(sentence.quantities):
        return False
    text, quantity, later = sentence.text, sentence.quantities[at], sentence.quantities[at + 1]
    if not _bounds_class(text, quantity, later):
        return False
    phrase = read_before(sentence.cut, clause, quantity.start, quantity.kind)
    stem = phrase.measure if len(phrase.measure) > 1 else ""  # not 新 of 新签约亿元以上项目
    if not stem and sentence.stem[1:] == (quantity.unit,):
        stem = sentence.lent = sentence.stem[0]  # 占比超过10%的有44种、[超过20%]的有23种: of the same
    sentence.stem = (stem, quantity.unit)
    begin, end = sentence.behind(at)
    begin += text.startswith("的", begin)
    named = stem or read_after(sentence.cut, begin, end).noun
    draft = sentence.add(quantity, clause, phrase)
    draft.measure = named
    draft.role, draft.modality = "context", "norm"
    sentence.reopened = clause
    return True


def _bounds_class(text: str, quantity: Quantity, later: Quantity) -> bool:
    side = _SIDE.fullmatch(text, quantity.end, later.start)
    if side:
        quantity.bound = "at_least" if side["side"] == "以上" else "at_most"
        return True
    named = _OF_CLASS.fullmatch(text, quantity.end, later.start) if quantity.bound in _OPEN else None
    # 超百亿元项目2个, but not 超过500人参加培训12场
    return named is not None and (named["of"] is not None or quantity.kind in ("money", "measure"))
