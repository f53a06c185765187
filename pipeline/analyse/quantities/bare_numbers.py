"""Numbers that nothing is written behind: 得分96.4, 覆盖人口四十三万, 每亩补贴三百五."""

from __future__ import annotations

import re

from pipeline.analyse.quantities.candidate import Candidate
from pipeline.analyse.quantities.numerals import HAN_MYRIAD, MULTIPLIER

_BARE_VERB = re.compile(
    r"(?:(?:分别|均|共|共计|合计|总计|累计|数|达|是)?为|达到?|[至到共有是]|合计|共计|总计|累计"
    r"|未结|已结|审结|办结|结案|受理|[转交承]办)$"
)
# Nouns that can only be followed by their figure.
_BARE_NOUN = re.compile(r"(?:[^分本][数量率值额比者]|得分|评分|均分|总分|指数|系数|密度|数量[:：])$")
_MOVES = re.compile(
    r"(?:缩小|缩减|削减|精简|压减|压缩|减少|增加|降|升|提|增|减|压|扩|下降|上升|提高)[^，。；\d]{0,3}[至到为]"
)
_REACHES = re.compile(r"[至到]了?$")
#: 三百五, 一万二, 万五: a digit behind a multiplier stands for its tenth.
COLLOQUIAL = re.compile(r"[百千万亿萬億][一二三四五六七八九]$")
#: 百亿级, 500强, 万里
_NAMES_BEHIND = ("级", "强", "户")
_LEVEL_BOUND = ("以上", "以下", "以内", "左右")

_ZERO_CUE = re.compile(r"(?:均?为|是|[：:])$")


def bare_counts(candidate: Candidate) -> bool:
    """A number that nothing is written behind: 得分96.4, 覆盖人口四十三万, 每亩补贴三百五."""
    words, before, after = candidate.words, candidate.before, candidate.after
    if after[:1].isascii() and after[:1].isalpha():
        return False
    if words in ("零", "0"):
        return candidate.at_end and bool(_ZERO_CUE.search(before))
    is_scaled = words[-1] in HAN_MYRIAD or (words[-1] in "余餘多+" and len(words) > 1)
    if candidate.is_han:
        return _bare_han_counts(candidate, is_scaled or bool(COLLOQUIAL.search(words)))
    if is_scaled and (words[-1] in HAN_MYRIAD or len(words) > 2):
        return not after.startswith(_NAMES_BEHIND) and before[-1:] != "“"
    if after[:1] in (" ", ":", "：") and after[1:2].isdecimal():
        return False  # a piece of a torn figure, or of 10:40:50
    if candidate.at_end and (_BARE_VERB.search(before) or _BARE_NOUN.search(before)):
        return True
    if before[-1:] in ("由", "从"):
        return bool(_MOVES.match(after))
    is_level = "." in words and after.startswith(_LEVEL_BOUND)  # 容积率提高到1.6以上
    return is_level and bool(_REACHES.search(before))


def _bare_han_counts(candidate: Candidate, is_round: bool) -> bool:
    """A Chinese number without a unit; ``is_round`` where it ends in a multiplier or its tenth."""
    words, before = candidate.words, candidate.before
    if before[-1:] in ("“", "、") or not (candidate.at_end or COLLOQUIAL.search(words)):
        return False
    if before[-1:] in ("", "\n"):  # alone on its line
        return len(words) > 2 and any(sign in words for sign in "百千万亿")
    if is_round:
        return len(words) > 2 or words[0] in MULTIPLIER
    return len(words) > 1 and bool(_BARE_VERB.search(before) or _BARE_NOUN.search(before))
