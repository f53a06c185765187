"""Which numerals say how many of something, by their unit and the words around them."""

from __future__ import annotations

import re

from pipeline.analyse.quantities.bare_numbers import COLLOQUIAL, bare_counts
from pipeline.analyse.quantities.candidate import Candidate
from pipeline.analyse.quantities.durations import duration_counts
from pipeline.analyse.quantities.numerals import HAN_DIGIT, HAN_MYRIAD, MULTIPLIER
from pipeline.analyse.quantities.one import one_counts

_MULTIPLIER_CUE = re.compile(r"(?:[近上超约逾过达破]|超过|接近|将近|不足|大约)$")
_UNMARKED = ("级", "强", "里", "般")
_NO_AMOUNT_BEFORE = re.compile(r"(?:[每几数]|(?<![建完形达])成)$")
_NO_MEASURE_BEFORE = frozenset("（(：:/位每 \t|")
#: What "zero" counts; before other units it is a slogan or a word (零部件, 零距离).
_ZERO_UNITS = frozenset("件 起 宗 例 人 次 项 家 元 % 人次 个百分点 百分点".split())

#: Units that with a numeral also name things and grades.
_MAY_NAME = frozenset("级号点度台层类方角分大倍瓦个")

_SCORED = re.compile(r"(?:[分得评绩效核]|满意|考核|指数|[提降高下])[^，。；、]{0,14}$")
_SCORES_HERE = re.compile(r"[分得评绩效核]|满意|考核|指数|[提降高下]")
_GRADE_BEFORE = re.compile(r"[一二]类")
_COIN_CUE = re.compile(r"[费元价款金收付]$")
_CENTURY = ("一百年", "代表", "百年")
_TWO_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def counts_by_itself(words: str, unit: str, kind: str) -> bool:
    """True for a figure in digits with a unit that leaves nothing for the words around it to decide."""
    return bool(unit) and unit not in _MAY_NAME and kind != "duration" and words[0].isdecimal()


def counts(candidate: Candidate) -> bool:
    """True where the numeral says how many of something."""
    if candidate.is_han and not _is_cardinal(candidate):
        return False
    if not candidate.unit:
        return bare_counts(candidate)
    if candidate.kind == "duration":
        return duration_counts(candidate)
    if candidate.words in ("一", "壹"):
        return one_counts(candidate)
    if candidate.kind == "percent":
        return True
    return candidate.unit not in _MAY_NAME or not _is_label(candidate)


def _is_cardinal(candidate: Candidate) -> bool:
    """False for a vague or nominal use of a multiplier or a zero: 百姓, 万元GDP, 零投诉."""
    words = candidate.words
    if words[0] in "零" and len(words) == 1 and candidate.unit:
        return candidate.unit in _ZERO_UNITS and candidate.at_end
    if words[0] in "零〇○" and len(words) > 1 and words[1] in HAN_MYRIAD:
        return False
    return words[0] not in MULTIPLIER or _multiplier_counts(candidate)


def _multiplier_counts(candidate: Candidate) -> bool:
    """百场, 万余份, 百亿元: a multiplier without a digit counts only with a cue."""
    words, unit, before = candidate.words, candidate.unit, candidate.before
    if candidate.after.lstrip(" ")[:1].isdecimal():  # the unit of a table's row: 万亩 3.2
        return False
    if candidate.after.startswith(_UNMARKED) or _NO_AMOUNT_BEFORE.search(before):
        return False
    if _MULTIPLIER_CUE.search(before) and (unit or words[-1] in "余多" or candidate.at_end):
        return True
    if words[-1] in "来來" or any(mark in words for mark in "余餘多"):
        return bool(unit) or (len(words) > 1 and (candidate.at_end or candidate.after[0] in HAN_MYRIAD))
    if candidate.after.startswith(("以上", "以下")):
        return bool(unit)
    if candidate.kind in ("money", "measure"):
        if unit in ("度", "平方", "里") or before[-1:] in _NO_MEASURE_BEFORE or words + unit == "百公里":
            return False
        return unit == "亩" or words != "万"
    if len(words) > 1 and unit:  # 百十件, 百八十户
        return words[-1] in HAN_DIGIT + "十"
    return bool(COLLOQUIAL.search(words))


def _is_label(candidate: Candidate) -> bool:
    """True where numeral and unit name a thing or a grade: 三级, 二层, 3分 outside a score."""
    unit, words, after = candidate.unit, candidate.words, candidate.after
    if candidate.is_han and (
        unit in ("级", "号", "点", "度") or (unit in ("台", "层") and words in "一二三")
    ):
        return True
    if unit == "类" and candidate.is_han and after[:1].isdecimal():
        return bool(_GRADE_BEFORE.search(candidate.before))  # 一类水质3个，三类2个
    if unit == "方":
        return len(words) < 3 and words[-1] not in "万千百余多"
    if unit == "角":
        return not (candidate.at_end and _COIN_CUE.search(candidate.before))
    if unit == "分":
        return not (_SCORED if candidate.is_han else _SCORES_HERE).search(candidate.before)
    if unit == "大":
        return not _TWO_HAN.match(after)
    if unit == "倍":
        return after[:1] == "增"
    return unit == "瓦" or (unit == "个" and after.startswith(_CENTURY))
