"""Numerals in any spelling to :class:`Decimal`: 12,230, １.２万亿, 二百一十八, 壹佰, 廿四, 25万6千.

Values are exact (``Decimal``, never ``float``). Sources for the rules: GB/T 15835-2011 for the
forms, everyday usage for the colloquial ones (三百五, 万五, 两三百).
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    char: value
    for chars, value in (
        ("零〇○", 0), ("一壹", 1), ("二两兩贰貳", 2), ("三叁參", 3), ("四肆", 4),
        ("五伍", 5), ("六陆陸", 6), ("七柒", 7), ("八捌", 8), ("九玖", 9),
    )
    for char in chars
}  # fmt: skip
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30}
_MYRIADS = (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4))
_RANK_OF = {**_POWERS, **dict(_MYRIADS)}

ZEROS = "零〇○"
#: 1 to 9 in everyday spelling, with 两.
ONES = "一二两兩三四五六七八九"
FINANCIAL_ONES = "壹贰貳叁參肆伍陆陸柒捌玖"
HAN_DIGIT = ZEROS + ONES + FINANCIAL_ONES
HAN_POWER = "十百千拾佰仟廿卅"
HAN_MYRIAD = "万亿萬億"
#: A numeral that begins with one of these has no digit of its own (百场, 万余份).
MULTIPLIER = frozenset("百千佰仟" + HAN_MYRIAD)
#: A number in digits: separators only between groups of three; a stray one before the point.
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:[,，]?\.\d+)?"

_ARABIC = re.compile(ARABIC)
_HAN_DIGITS = re.compile(f"[{HAN_DIGIT}]+")
_APPROXIMATOR = re.compile("[余餘多几幾来來+]")
# 两三, 三五, 七八 before a multiplier or at the end.
_NEIGHBOURS = re.compile(f"([{ONES}])([{ONES}])(?=[十百千{HAN_MYRIAD}]|$)")
_SCALE_END = re.compile(f"[十百千]?[{HAN_MYRIAD}]+$|[十百千]$")


def parse_number(text: str) -> Decimal:
    """The value of a numeral without approximators (余 多 几 来).

    Args:
        text: Arabic with multipliers (``1.2万亿``, ``25万6千``), Chinese (``三百五``, colloquial
            for 350), financial (``壹佰``) or digit by digit (``二〇二三``).

    Returns:
        The exact value.

    Raises:
        ValueError: if ``text`` is not a numeral.
    """
    if "点" in text:
        return _decimal(text)
    for sign, power in _MYRIADS:
        at = text.rfind(sign)
        if at >= 0:
            left = parse_number(text[:at]) if at else Decimal(1)
            return left * power + _behind_multiplier(text[at + 1 :], Decimal(power))
    text = text.replace(" ", "")
    plain = _ARABIC.match(text)
    if not plain:
        return Decimal(_below_myriad(text))
    number = Decimal(plain.group().replace(",", "").replace("，", ""))
    scale = text[plain.end() :]
    if not scale:
        return number
    if scale[0] not in _POWERS:
        raise ValueError(f"not a numeral: {text}")
    power = _POWERS[scale[0]]
    return number * power + _behind_multiplier(scale[1:], Decimal(power))


def _decimal(text: str) -> Decimal:
    """九十八点五, 一点二万: the digits behind 点 are read one by one."""
    whole, _, rest = text.partition("点")
    digits = _HAN_DIGITS.match(rest)
    if not digits:
        raise ValueError(f"not a numeral: {text}")
    fraction = "".join(str(_DIGITS[char]) for char in digits.group())
    scale = rest[digits.end() :]
    number = Decimal(f"{parse_number(whole) if whole else 0}.{fraction}")
    return number * parse_number("一" + scale) if scale else number


def _behind_multiplier(text: str, power: Decimal) -> Decimal:
    """What follows a multiplier; a lone digit counts its tenth (万五 is 15,000)."""
    if not text:
        return Decimal(0)
    if len(text) == 1 and text not in ZEROS:
        digit = _DIGITS.get(text, int(text) if text.isdigit() else None)
        if digit is not None:
            return digit * power / 10
    return parse_number(text.lstrip(ZEROS) or "零")


def _below_myriad(text: str) -> int:
    """A Chinese numeral without 万 and 亿; digit by digit where it has no multiplier."""
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if text else 0
    total, digit, last_power, zero = 0, 0, 10, False
    for char in text:
        if char in _POWERS:
            last_power = _POWERS[char]
            total += (digit or 1) * last_power
            digit, zero = 0, False
        elif char in _TENS:
            total += _TENS[char]
            digit, last_power, zero = 0, 10, False
        elif char in _DIGITS:
            digit = _DIGITS[char]
            zero = zero or digit == 0
        else:
            raise ValueError(f"not a numeral: {text}")
    if zero or last_power == 10:
        return total + digit
    return total + digit * last_power // 10  # 三百五 is 350, 三百零五 is 305


def read_numeral(words: str) -> tuple[Decimal, Decimal | None, str]:
    """Value, upper end and bound ("", over or about) of a numeral with its approximators.

    Args:
        words: as written, without unit: ``60余万``, ``十几``, ``8万几千``, ``两三百``.

    Raises:
        ValueError: if ``words`` is not a numeral.
    """
    if words.isdecimal() or words.replace(".", "", 1).isdecimal():
        return Decimal(words), None, ""
    if words in _DIGITS and words != "○":
        return Decimal(_DIGITS[words]), None, ""
    return _read_worded(words)


def _read_worded(words: str) -> tuple[Decimal, Decimal | None, str]:
    """A numeral with more to it than digits and a point."""
    bare, bound = words, ""
    approximator = _APPROXIMATOR.search(words)
    if approximator:
        bound = "about" if approximator.group() in "来來" else "over"
        before, after = words[: approximator.start()], words[approximator.end() :]
        # 8万几千: the vague part lies below the last multiplier and adds nothing; 十几万 multiplies.
        if after and after[0] in _POWERS and _last_rank(before) > _POWERS[after[0]]:
            after = after[1:]
        bare = before + after
    pair = None if "点" in bare or bare[-1:].isdigit() else _NEIGHBOURS.search(bare)
    if pair and not any(char in bare for char in "〇零○"):
        first, last = _DIGITS[pair[1]], _DIGITS[pair[2]]
        if last - first == 1 or (first, last) == (3, 5):
            low = parse_number(bare[: pair.start(2)] + bare[pair.end(2) :])
            high = parse_number(bare[: pair.start(1)] + bare[pair.end(1) :])
            return low, high, ""
    if len(bare) > 1 and all(char in ONES for char in bare):
        raise ValueError(f"digits in a row are no number: {words}")  # 一一, 三一, 一二三
    if not bare.strip("○"):
        raise ValueError(f"a mask: {words}")
    return parse_number(bare), None, bound


def _last_rank(text: str) -> int:
    """The last multiplier of a numeral, 0 without one."""
    return next((_RANK_OF[char] for char in reversed(text) if char in _RANK_OF), 0)


def share_scale(low: Decimal, first: str, high: Decimal, second: str) -> Decimal:
    """The lower end with the multiplier it shares: ``15至16万`` does, ``5000至1万`` does not.

    Args:
        low: value of ``first``.
        first: the lower end as written.
        high: value of ``second``.
        second: the upper end as written.
    """
    if any(char in _RANK_OF for char in first):
        return low
    scale = _SCALE_END.search(second)
    if scale and scale.start() and second[0].isdigit() == first[0].isdigit():
        wide = low * parse_number("1" + scale.group())
        if wide < high:
            return wide
    return low
