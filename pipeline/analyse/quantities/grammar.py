"""The number grammar: numerals, approximators, ranges and units on the characters of a view.

What is not a quantity is shut out first (blockers.py, names.py); then a numeral counts where a
unit, a multiplier or the words around it make it one (counting.py, ranks.py, shares.py).
"""

from __future__ import annotations

import re

from pipeline.analyse.quantities import forms
from pipeline.analyse.quantities.amounts import read_amount
from pipeline.analyse.quantities.blockers import Blocked, form_end
from pipeline.analyse.quantities.bounds import set_bound
from pipeline.analyse.quantities.candidate import Candidate
from pipeline.analyse.quantities.counting import counts, counts_by_itself
from pipeline.analyse.quantities.names import name_end
from pipeline.analyse.quantities.numerals import ZEROS
from pipeline.analyse.quantities.ranks import is_among_first, read_rank
from pipeline.analyse.quantities.shared_units import share_unit
from pipeline.analyse.quantities.shares import (
    read_doubling,
    read_fraction,
    read_half,
    read_percent,
    read_proportion,
)
from pipeline.analyse.quantities.units import kind_of, match_unit
from pipeline.model import Quantity

_LEFT, _RIGHT = 24, 12  # characters of context that decide whether a numeral counts
# 数十, 几百, 若干: vague; 头三个月 names a period.
_VAGUE_BEFORE = frozenset("数几幾若无初其")
_SHUT_OUT_BEHIND = _VAGUE_BEFORE | frozenset("头 .")
_SIGNS = frozenset("-负")
_AMONG = frozenset("前后")
_FIRST_PERIOD = ("个月", "年", "批", "天")
# A lone digit with a space (受理 1 2件) is a piece of a torn figure, whose value is in doubt.
_TORN = re.compile(r"(?<![\d.,，])\d $")
_ONES = frozenset("一二三四五六七八九")
_RATIO_SIGNS = frozenset("分/:：")
_PEOPLE = frozenset("人名位")
# An average or a density is a ratio, whatever its unit (平均每村2名, 每万人口28件).
_AVERAGE = re.compile(
    r"(?:平均每|每?[百千万十]+人口|每[百千万十]+[人名户]|[日人年月户亩村周]均"
    r"|(?:^|[，。；：、（(])[镇乡社校所案件单]均)[^，。；]{0,20}$"
)
_AVERAGE_MONEY = re.compile(
    r"(?:[人户村]均[^，。；\d]{0,12}?|(?:^|[，。；：、（(])[镇乡社校所案件单]均|平均每[^，。；\d]{1,4})(?:不到|不足|约|近|仅|达|达到|为|超|超过|突破|只有)*$"
)


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
            sharing = share_unit(text, quantity)
            while sharing and found and found[-1].start >= sharing[0].start:
                found.pop()  # read as a number without a unit
            found += [*sharing, quantity]
            at = quantity.end
    return found


def _read(text: str, at: int, previous: Quantity | None) -> tuple[Quantity | None, int]:
    """The quantity whose numeral begins at ``at``, and where to look on if there is none."""
    if not text[at].isdecimal():
        if text[at] in ZEROS and text[at + 1 : at + 2] in _ONES:
            return None, at + 1  # 三年零五个月
        share = read_half(text, at) or read_percent(text, at) or read_doubling(text, at)
        if share:
            return share, share.end
        end = name_end(text, at)
        if end > at and not _is_unit_across(text, at, end):
            return None, end
    numeral = forms.NUMBER.match(text, at)
    if not numeral:
        return None, at + 1
    end = numeral.end()
    if text[end : end + 1] in _RATIO_SIGNS:
        ratio = read_fraction(text, at) or read_proportion(text, at)
        if ratio:
            return ratio, ratio.end
    return _read_number(text, at, end, previous), end


def _is_unit_across(text: str, at: int, name_stop: int) -> bool:
    """True where the unit behind a numeral goes on past a name that ends in it: 四平方公里, 四平."""
    unit = match_unit(text, at + 1)
    return len(unit) > 1 and kind_of(unit) == "measure" and at + 1 < name_stop < at + 1 + len(unit)


def _is_shut_out(text: str, start: int, end: int, before: str, last: str) -> bool:
    """True for a piece of a torn figure and behind words that make the numeral vague."""
    if last == " ":
        return text[start].isdecimal() and _TORN.search(before) is not None
    if last == ".":
        return not before[-2:-1].isdecimal()  # ".47亿元" has lost its first digits
    return not text[start].isdecimal() and (last != "头" or text.startswith(_FIRST_PERIOD, end))


def _read_number(text: str, start: int, end: int, previous: Quantity | None) -> Quantity | None:
    """The quantity whose numeral stands at ``start`` to ``end``, or None if it is none."""
    before = text[max(0, start - _LEFT) : start]
    last = before[-1:]
    if last == "第":
        return read_rank(text, start, end, before, previous)
    if last in _SHUT_OUT_BEHIND and _is_shut_out(text, start, end, before, last):
        return None
    is_negative = last in _SIGNS and bool(forms.MINUS.search(before[-2:]) or forms.NEGATIVE.search(before))
    try:
        amount = read_amount(text, start, end, is_negative)
    except ValueError:
        return None
    if amount is None:
        return None
    after = text[amount.end : amount.end + _RIGHT]
    if last in _AMONG and is_among_first(before, amount.unit, after[:1]):
        return Quantity(start, amount.end, amount.low, "位", "rank", bound="at_most")
    if not counts_by_itself(amount.words, amount.unit, amount.kind) and not counts(
        Candidate(amount.words, amount.unit, amount.kind, before, after, amount.is_marked)
    ):
        return None
    is_average = amount.unit in _PEOPLE and amount.low % 1 != 0  # nobody counts 2.1 persons
    averaged = "均" in before or "每" in before or "人口" in before  # one of these stands in every average
    if amount.kind == "count" and (is_average or (averaged and _AVERAGE.search(before))):
        amount.kind = "ratio"
    if amount.kind == "money" and averaged and _AVERAGE_MONEY.search(before):
        amount.kind = "ratio"
    quantity = Quantity(
        amount.start - is_negative, amount.end, amount.low, amount.unit, amount.kind, amount.high
    )
    return set_bound(text, quantity, amount.bound)
