"""Shares and ratios that have no unit of their own: 一半, 百分之五, 三分之二, 1.6:1, 翻两番."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from pipeline.analyse.quantities import forms
from pipeline.analyse.quantities.bounds import set_bound
from pipeline.analyse.quantities.numerals import parse_number
from pipeline.analyse.quantities.units import kind_of, match_unit
from pipeline.model import Quantity

#: The guideline prints fractions to six places.
_PLACES = Decimal("0.000001")
_HALF = re.compile(r"一半|半数?")
_STOPS = frozenset("，。；、 \n")
_NO_HALF = tuple("年天月径岛公小")
_HALF_UNIT = re.compile(r"半(?=个|年|天|小时)")
# 上半年 names a time, 大半天 is vague, 半小时圈 is a slogan.
_NOT_A_HALF = re.compile(r"[上下前后每大多小过第一两三四五六七八九十\d个]$")
_BEHIND_HALF = re.compile("来|世纪|[^，。；、]{0,8}圈")
_HUNDRED = re.compile(r"率[均都]?(?:达到?|为|是)?$")
_RATIO_WORD = re.compile(r"比(?:例|率|值)?[^，。]{0,4}$")
_DOUBLING = re.compile("翻了?$")
_SIGNS = {"百": "%", "千": "‰"}


def read_half(text: str, at: int) -> Quantity | None:
    """一半, 半数, 过半 (50 %), or half of a unit of time (半小时, 半个月) at ``at``."""
    if text[at] not in "半一":
        return None
    found = _HALF.match(text, at)
    before = text[max(0, at - 2) : at]
    if found and not text.startswith(_NO_HALF, found.end()):
        end = found.end()
        if before[-1:] == "过" and found.group()[0] == "半":
            return set_bound(text, Quantity(at - 1, end, Decimal(50), "%", "percent"), "over")
        if found.group() != "半" or (before[-1:] in ("近", "超") and text[end : end + 1] in _STOPS):
            return set_bound(text, Quantity(at, end, Decimal(50), "%", "percent"))
    if _HALF_UNIT.match(text, at) and not _NOT_A_HALF.search(before):
        unit = match_unit(text, at + 1)
        end = at + 1 + len(unit)
        if kind_of(unit) == "duration" and not _BEHIND_HALF.match(text, end):
            return set_bound(text, Quantity(at, end, Decimal("0.5"), unit, "duration"))
    return None


def read_percent(text: str, at: int) -> Quantity | None:
    """百分之三, 千分之2.4, 万分之五, a range of them, or 百分百 as a rate."""
    if text[at] not in "百千万":
        return None
    if text.startswith("百分百", at):
        if _HUNDRED.search(text[max(0, at - 6) : at]):
            return Quantity(at, at + 3, Decimal(100), "%", "percent")
        return None
    found = forms.PERCENT.match(text, at)
    if not found:
        return None
    value = parse_number(found[2])
    if found[1] == "万":
        return set_bound(text, Quantity(at, found.end(), value / 10000, "", "ratio"))
    share = Quantity(at, found.end(), value, _SIGNS[found[1]], "percent")
    upper = forms.UPPER_PERCENT.match(text, found.end())
    if upper and upper[1] == found[1] and (high := parse_number(upper[2])) > value:
        share.end, share.value_max = upper.end(), high
    return set_bound(text, share)


def read_fraction(text: str, at: int) -> Quantity | None:
    """三分之二 or 1/3: a proper fraction with no unit behind it, to six places."""
    found = forms.FRACTION.match(text, at)
    if not found:
        return None
    divisor = parse_number(found[1] or found[4])
    part = parse_number(found[2] or found[3])
    if not divisor or part >= divisor or match_unit(text, found.end()):
        return None
    value = (part / divisor).quantize(_PLACES, ROUND_HALF_UP)
    return set_bound(text, Quantity(at, found.end(), value, "", "ratio"))


def read_proportion(text: str, at: int) -> Quantity | None:
    """1.6:1 behind 比 or 比例."""
    found = forms.PROPORTION.match(text, at)
    if found and _RATIO_WORD.search(text[max(0, at - 8) : at]):
        return set_bound(text, Quantity(at, found.end(), Decimal(found[1]), "", "ratio"))
    return None


def read_doubling(text: str, at: int) -> Quantity | None:
    """翻两番 is a ratio of 4."""
    if text[at + 1 : at + 2] != "番" or not _DOUBLING.search(text[max(0, at - 2) : at]):
        return None
    ratio = Decimal(2) ** int(parse_number(text[at]))
    return set_bound(text, Quantity(at, at + 2, ratio, "倍", "ratio"))
