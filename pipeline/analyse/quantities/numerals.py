"""Numerals in any spelling to :class:`Decimal`: 12,230, １.２万亿, 二百一十八, 壹佰, 25万6千."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: value
    for chars, value in (
        ("零〇○", 0), ("一壹", 1), ("二两贰", 2), ("三叁", 3), ("四肆", 4),
        ("五伍", 5), ("六陆", 6), ("七柒", 7), ("八捌", 8), ("九玖", 9),
    )
    for c in chars
}  # fmt: skip
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = (("亿", 10**8), ("億", 10**8), ("万", 10**4), ("萬", 10**4))

HAN_DIGIT = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
HAN_POWER = "十百千拾佰仟"
HAN_MYRIAD = "万亿萬億"
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?:[,，]?\.\d+)?"
_ARABIC = re.compile(ARABIC)


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
        whole, _, rest = text.partition("点")
        digits = re.match(f"[{HAN_DIGIT}]+", rest)
        if not digits:
            raise ValueError(f"not a numeral: {text}")
        fraction = "".join(str(_DIGITS[c]) for c in digits.group())
        scale = rest[digits.end() :]
        number = Decimal(f"{parse_number(whole) if whole else 0}.{fraction}")
        return number * parse_number("一" + scale) if scale else number
    for sign, power in _MYRIADS:
        at = text.rfind(sign)
        if at >= 0:
            left = parse_number(text[:at]) if at else Decimal(1)
            rest = text[at + 1 :]
            return left * power + _rest(rest, Decimal(power))
    plain = _ARABIC.match(text)
    if plain:
        number = Decimal(plain.group().replace(",", "").replace("，", ""))
        scale = text[plain.end() :]
        if scale and scale[0] in _POWERS:
            power = _POWERS[scale[0]]
            return number * power + _rest(scale[1:], Decimal(power))
        if scale:
            raise ValueError(f"not a numeral: {text}")
        return number
    return Decimal(_below_myriad(text))


def _rest(text: str, power: Decimal) -> Decimal:
    """What follows a multiplier; a lone digit counts its tenth (万五 is 15,000)."""
    if not text:
        return Decimal(0)
    if len(text) == 1 and text in _DIGITS and text not in "零〇○":
        return _DIGITS[text] * power / 10
    if text.isdigit() and len(text) == 1:
        return int(text) * power / 10
    return parse_number(text.lstrip("零〇○") or "零")


def _below_myriad(text: str) -> int:
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if text else 0
    total, digit, last_power, zero = 0, None, 10, False
    for c in text:
        if c in _POWERS:
            last_power = _POWERS[c]
            total += (1 if digit is None else digit) * last_power
            digit = None
            zero = False
        elif c in _DIGITS:
            if _DIGITS[c] == 0:
                zero = True
            digit = _DIGITS[c] or None
        else:
            raise ValueError(f"not a numeral: {text}")
    if digit is not None:  # 三百五 is 350, 三百零五 is 305
        total += digit if zero or last_power == 10 else digit * last_power // 10
    return total
