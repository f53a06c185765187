"""Amounts: a numeral with its unit, and what is said between and behind them.

Ranges (3至5个), tenths (九成六), coins (五元三角), halves (一吨半, 两个半小时), per-unit values (件/万人).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.analyse.quantities import forms
from pipeline.analyse.quantities.numerals import parse_number, read_numeral, share_scale
from pipeline.analyse.quantities.units import kind_of, match_unit, read_unit

_TEN = Decimal(10)
_HALF = Decimal("0.5")
_ONES = frozenset("一二三四五六七八九")
_HUNDRED_MILLION = Decimal(10**8)
#: Units that everyday speech divides by ten.
_DIVIDED = frozenset("米斤元")
_TENTH = re.compile(
    r"([一二三四五六七八九])(?=[，。；、）)\n]|$)|(?<=斤)([一二三四五六七八九\d])两(?![个种手])"
)
_OPENS_RANGE = frozenset(" -~—–至到")
_SLASH = re.compile(r"/(?=\D)([万亿百千])?")
_JOINTS = ("·", "•")
_COIN = r"[\d一二两三四五六七八九壹贰貳叁肆伍陆柒捌玖]+"
_COINS = re.compile(rf"(?:零?({_COIN})角)?(?:零?({_COIN})分)?")
# 半 behind a unit adds one half (一吨半), unless it begins a word (半径, 半年).
_HALF_MORE = re.compile(r"半(?![年天数月径岛导决程夜自封开小个挂山坡路价成])")


@dataclass(slots=True)
class Amount:
    """A numeral with its unit while it is read; ``start`` to ``end`` in the view's text."""

    start: int
    end: int
    words: str
    low: Decimal
    high: Decimal | None
    unit: str
    kind: str
    bound: str
    has_half: bool = False

    @property
    def is_marked(self) -> bool:
        """True for a range and for so many and a half."""
        return self.high is not None or self.has_half


def read_amount(text: str, start: int, end: int, is_negative: bool) -> Amount | None:
    """Numeral, range and unit from ``start`` on; the numeral ends at ``end``.

    Args:
        text: the view's text.
        start: first character of the numeral.
        end: its end.
        is_negative: whether a minus sign or 负 stands before it.

    Raises:
        ValueError: if the characters are no numeral after all.
    """
    words = text[start:end]
    if words[-1] in "几幾" and words[0].isdecimal():
        return None
    unit, unit_end, inside = read_unit(text, end)
    low, high, bound = read_numeral(words)
    amount = Amount(start, unit_end, words, low, high, unit, kind_of(unit), bound)
    if not unit and " " in words:
        return None  # digits apart are one number only with a unit behind them
    if is_negative:
        amount.low = -low
    if inside == "多":
        amount.bound = "over"
    elif inside == "半":
        amount.low += _HALF
        amount.has_half = True
    if text[unit_end : unit_end + 1] in _OPENS_RANGE:
        _read_upper_end(text, amount)
    if amount.unit == "个" and text.startswith("亿", amount.end):
        _read_hundred_millions(text, amount)
    if amount.unit in ("成", "折"):
        if not _read_tenths(text, amount):
            return None
    elif amount.unit == "个百分点":
        amount.unit = "百分点"
    elif amount.unit == "元":
        _read_coins(text, amount)
        _read_tenth(text, amount)
    elif amount.kind in ("measure", "duration") or amount.unit in ("倍", "个"):
        _read_half_more(text, amount)
        _read_tenth(text, amount)
    if text[amount.end : amount.end + 1] == "/":
        _read_per_unit(text, amount)
    return amount


def _read_upper_end(text: str, amount: Amount) -> None:
    """3至5个, 15至16万吨, 800公斤至1000公斤: the second end with the unit that both share."""
    upper = forms.UPPER_END.match(text, amount.end)
    if not upper:
        return
    unit, end, _ = read_unit(text, upper.end())
    if (amount.unit and amount.unit != unit) or amount.unit == "日":
        return  # 由20个工作日至3天, 1日至20日
    if not unit and len(upper[2]) < 4:
        return
    high, _, _ = read_numeral(upper[2])
    high = -high if upper[1] else high
    low = share_scale(amount.low, amount.words, high, upper[2])
    if high <= low:
        return
    amount.low, amount.high, amount.bound = low, high, ""
    amount.unit, amount.kind, amount.end = unit, kind_of(unit), end


def _read_tenths(text: str, amount: Amount) -> bool:
    """三成 is 30 %, 九成六 is 96 %, 一成半 15 %; False for 12成 and other words."""
    if amount.words[0].isdecimal() and amount.low > _TEN:
        return False
    amount.unit, amount.kind = "%", "percent"
    amount.low *= 10
    if amount.high is not None:
        amount.high *= 10
        return True
    following = text[amount.end : amount.end + 1]
    if following in _ONES or _HALF_MORE.match(text, amount.end):
        amount.low += parse_number(following) if following != "半" else 5
        amount.end += 1
    elif following == "多":
        amount.bound = "over"
        amount.end += 1
    return True


def _read_hundred_millions(text: str, amount: Amount) -> None:
    """1.2个亿, 十个亿元: 亿 with a classifier before it."""
    unit, end, _ = read_unit(text, amount.end + 1)
    amount.words = text[amount.start : amount.end + 1]
    amount.low *= _HUNDRED_MILLION
    if amount.high is not None:
        amount.high *= _HUNDRED_MILLION
    amount.unit, amount.kind, amount.end = unit, kind_of(unit), end


def _read_tenth(text: str, amount: Amount) -> None:
    """三米五, 两斤三两: a digit behind a unit counts its tenth, at the end of a clause or as 两."""
    tenth = _TENTH.match(text, amount.end) if amount.unit in _DIVIDED else None
    if tenth and amount.high is None:
        amount.low += parse_number(tenth[1] or tenth[2]) / 10
        amount.has_half = True
        amount.end = tenth.end()


def _read_coins(text: str, amount: Amount) -> None:
    """五元三角, 贰拾叁元伍角, 壹佰元零伍分."""
    coins = _COINS.match(text, amount.end)
    if coins and coins.group():
        amount.low += parse_number(coins[1]) / 10 if coins[1] else 0
        amount.low += parse_number(coins[2]) / 100 if coins[2] else 0
        amount.end = coins.end()


def _read_half_more(text: str, amount: Amount) -> None:
    """一吨半, 两年半, 一倍半; 四倍多."""
    if _HALF_MORE.match(text, amount.end) and amount.high is None:
        amount.low += _HALF
        amount.has_half = True
        amount.end += 1
    elif amount.unit == "倍" and text[amount.end : amount.end + 1] == "多":
        amount.bound = "over"
        amount.end += 1


def _read_per_unit(text: str, amount: Amount) -> None:
    """件/万人, 元/千瓦时: a ratio; of two physical units (毫克/升) a measure."""
    slash = _SLASH.match(text, amount.end)
    if not slash or not amount.unit:
        return
    # 千瓦时 is a unit; in 千人 the multiplier stands before one.
    start = amount.end + 1 if match_unit(text, amount.end + 1) else slash.end()
    unit = match_unit(text, start)
    if not unit:
        return
    end = start + len(unit)
    is_physical = amount.kind == "measure" and kind_of(unit) == "measure"
    amount.kind = "measure" if is_physical else "ratio"
    while text[end : end + 1] in _JOINTS and (unit := match_unit(text, end + 1)):
        end += 1 + len(unit)  # 元/平方米·月
    amount.unit += text[amount.end : end]
    amount.end = end
