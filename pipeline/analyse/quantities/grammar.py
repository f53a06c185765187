"""The number grammar: numerals, approximators, ranges and units on the characters of a view.

What is not a quantity is shut out first (blockers.py, names.py); then a numeral counts where a
unit, a multiplier or the words around it make it one (counting.py, ranks.py, shares.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.analyse.quantities import forms
from pipeline.analyse.quantities.blockers import Blocked, form_end
from pipeline.analyse.quantities.bounds import set_bound
from pipeline.analyse.quantities.counting import Candidate, counts
from pipeline.analyse.quantities.names import name_end
from pipeline.analyse.quantities.numerals import parse_number, read_numeral, share_scale
from pipeline.analyse.quantities.ranks import is_among_first, read_rank
from pipeline.analyse.quantities.shares import (
    read_doubling,
    read_fraction,
    read_half,
    read_percent,
    read_proportion,
)
from pipeline.analyse.quantities.units import kind_of, match_unit, read_unit
from pipeline.model import Quantity

_LEFT, _RIGHT = 24, 12  # characters of context that decide whether a numeral counts
# 数十, 几百, 若干: vague; 头三个月 names a period.
_VAGUE_BEFORE = frozenset("数几幾若无初其")
_FIRST_PERIOD = ("个月", "年", "批", "天")
_RATIO_SIGNS = frozenset("分/:：")
_ONES = frozenset("一二三四五六七八九")
_SLASH = re.compile(r"/(?=\D)([万亿百千])?")
_COINS = re.compile(
    r"(?:零?([\d一二两三四五六七八九壹贰貳叁肆伍陆柒捌玖]+)角)?(?:零?([\d一二两三四五六七八九壹贰貳叁肆伍陆柒捌玖]+)分)?"
)
# 半 behind a unit adds one half (一吨半), unless it begins a word (半径, 半年).
_HALF_MORE = re.compile(r"半(?![年天数月径岛导决程夜自封开小个挂山坡路价成])")
# An average or a density is a ratio, whatever its unit (平均每村2名, 每万人口28件).
_AVERAGE = re.compile(r"(?:平均每|每?[百千万十]+人口|每[百千万十]+[人名户]|[日人年月户亩村周]均)[^，。；]{0,20}$")
_TEN = Decimal(10)
_HALF = Decimal("0.5")


@dataclass(slots=True)
class _Amount:
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


def find_quantities(text: str) -> list[Quantity]:
    """All quantities of a view's text, in order.

    Args:
        text: ``view.text`` (repaired; paragraphs at line ends).

    Returns:
        Quantities with offsets into ``text``.
    """
    blocked = Blocked(text)
    found: list[Quantity] = []
    at = 0
    while trigger := forms.TRIGGER.search(text, at):
        start = trigger.start()
        at = blocked.end(start) or form_end(text, start)
        if at > start:
            continue
        quantity, at = _read(text, start, found[-1] if found else None)
        if quantity:
            found.append(quantity)
            at = quantity.end
    return found


def _read(text: str, at: int, previous: Quantity | None) -> tuple[Quantity | None, int]:
    """The quantity whose numeral begins at ``at``, and where to look on if there is none."""
    char = text[at]
    if char in "半一" and (half := read_half(text, at)):
        return half, half.end
    if char in "百千万":
        share = read_percent(text, at)
        if share or text.startswith("百分百", at):
            return share, at + 3
    if doubling := read_doubling(text, at):
        return doubling, doubling.end
    if not char.isdecimal() and (end := name_end(text, at)) and not _is_unit_across(text, at, end):
        return None, max(end, at + 1)
    numeral = forms.NUMBER.match(text, at)
    if not numeral:
        return None, at + 1
    end = numeral.end()
    if text[end : end + 1] in _RATIO_SIGNS and (ratio := read_fraction(text, at) or read_proportion(text, at)):
        return ratio, ratio.end
    return _read_number(text, at, end, previous), end


def _is_unit_across(text: str, at: int, name_stop: int) -> bool:
    """True where the unit behind a numeral goes on past a name that ends in it: 四平方公里, 四平."""
    unit = match_unit(text, at + 1)
    return len(unit) > 1 and kind_of(unit) == "measure" and at + 1 < name_stop < at + 1 + len(unit)


def _read_number(text: str, start: int, end: int, previous: Quantity | None) -> Quantity | None:
    """The quantity whose numeral stands at ``start`` to ``end``, or None if it is none."""
    before = text[max(0, start - _LEFT) : start]
    last = before[-1:]
    if last == "第":
        return read_rank(text, start, end, before, previous)
    if last == "." and not before[-2:-1].isdecimal():
        return None  # ".47亿元" has lost its first digits
    if not text[start].isdecimal():
        if last in _VAGUE_BEFORE or last == "头" and text.startswith(_FIRST_PERIOD, end):
            return None
    try:
        amount = _read_amount(text, start, end)
    except ValueError:
        return None
    if amount is None:
        return None
    after = text[amount.end : amount.end + _RIGHT]
    if is_among_first(before, amount.unit, after[:1]):
        return Quantity(start, amount.end, amount.low, "位", "rank", bound="at_most")
    candidate = Candidate(amount.words, amount.unit, amount.kind, before, after, amount.is_marked)
    if not counts(candidate):
        return None
    if amount.kind == "count" and ("均" in before or "每" in before or "人口" in before) and _AVERAGE.search(before):
        amount.kind = "ratio"
    if last in ("-", "负") and (forms.MINUS.search(before[-2:]) or forms.NEGATIVE.search(before)):
        amount.start -= 1
        amount.low = -amount.low
    quantity = Quantity(amount.start, amount.end, amount.low, amount.unit, amount.kind, amount.high)
    return set_bound(text, quantity, amount.bound)


def _read_amount(text: str, start: int, end: int) -> _Amount | None:
    """Numeral, range and unit from ``start`` on; the numeral ends at ``end``.

    Raises:
        ValueError: if the characters are no numeral after all.
    """
    words = text[start:end]
    if words[-1] in "几幾" and words[0].isdecimal():
        return None
    unit = read_unit(text, end)
    numeral = read_numeral(words)
    amount = _Amount(
        start, unit.end, words, numeral.low, numeral.high, unit.name, kind_of(unit.name), numeral.bound
    )
    if " " in words and not unit.name:
        return None  # digits apart are one number only with a unit behind them
    if unit.inside == "多":
        amount.bound = "over"
    elif unit.inside == "半":
        amount.low += _HALF
        amount.has_half = True
    _read_upper_end(text, amount)
    if amount.unit in ("成", "折"):
        if not _read_tenths(text, amount):
            return None
    elif amount.unit == "个百分点":
        amount.unit = "百分点"
    elif amount.unit == "元":
        _read_coins(text, amount)
    elif amount.kind in ("measure", "duration") or amount.unit in ("倍", "个"):
        _read_half_more(text, amount)
    if text[amount.end : amount.end + 1] == "/":
        _read_per_unit(text, amount)
    return amount


def _read_upper_end(text: str, amount: _Amount) -> None:
    """3至5个, 15至16万吨, 800公斤至1000公斤: the second end with the unit that both share."""
    upper = forms.UPPER_END.match(text, amount.end)
    if not upper:
        return
    unit = read_unit(text, upper.end())
    if amount.unit and amount.unit != unit.name or amount.unit == "日":
        return  # 由20个工作日至3天, 1日至20日
    if not unit.name and len(upper[1]) < 4:
        return
    high = read_numeral(upper[1]).low
    low = share_scale(amount.low, amount.words, high, upper[1])
    if high <= low:
        return
    amount.low, amount.high, amount.bound = low, high, ""
    amount.unit, amount.kind, amount.end = unit.name, kind_of(unit.name), unit.end


def _read_tenths(text: str, amount: _Amount) -> bool:
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


def _read_coins(text: str, amount: _Amount) -> None:
    """五元三角, 贰拾叁元伍角, 壹佰元零伍分."""
    coins = _COINS.match(text, amount.end)
    if coins and coins.group():
        amount.low += parse_number(coins[1]) / 10 if coins[1] else 0
        amount.low += parse_number(coins[2]) / 100 if coins[2] else 0
        amount.end = coins.end()


def _read_half_more(text: str, amount: _Amount) -> None:
    """一吨半, 两年半, 一倍半; 四倍多."""
    if _HALF_MORE.match(text, amount.end) and amount.high is None:
        amount.low += _HALF
        amount.has_half = True
        amount.end += 1
    elif amount.unit == "倍" and text[amount.end : amount.end + 1] == "多":
        amount.bound = "over"
        amount.end += 1


def _read_per_unit(text: str, amount: _Amount) -> None:
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
    amount.unit += text[amount.end : end]
    amount.end = end
