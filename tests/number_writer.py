"""Writes numbers the way Chinese reports do, with no knowledge of how they are read.

An independent generator for the property tests: nothing here is shared with the extractor, so a
mistake in one cannot hide behind the same mistake in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "十", "百", "千")
FINANCIAL_PLACES = ("", "拾", "佰", "仟")
TO_TRADITIONAL = str.maketrans("万亿两", "萬億兩")
TO_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a number; ``style`` says which, for the message of a failing test."""

    text: str
    value: Decimal
    style: str


def _group(number: int, digits: str, places: tuple[str, ...]) -> str:
    """Up to four digits: 2050 is 二千零五十."""
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            gap = gap or bool(written)
            continue
        if gap:
            written += digits[0]
            gap = False
        written += digits[digit] + places[power]
    return written


def _whole(number: int, digits: str, places: tuple[str, ...]) -> str:
    """Any whole number, 万 and 亿 nested as they are read aloud (一万五千亿)."""
    for power, name in ((8, "亿"), (4, "万")):
        if number >= 10**power:
            high, low = divmod(number, 10**power)
            written = _whole(high, digits, places) + name
            if not low:
                return written
            zero = digits[0] if low < 10 ** (power - 1) else ""
            return written + zero + _whole(low, digits, places)
    return _group(number, digits, places) or digits[0]


def chinese(number: int) -> str:
    """The textbook spelling: 12 is 十二, 110 is 一百一十, 100005 is 十万零五."""
    written = _whole(number, DIGITS, PLACES)
    return written[1:] if written.startswith("一十") else written


def chinese_liang(number: int) -> str:
    """With 两 where speakers use it: before 百千万亿 and for a bare two, never before 十."""
    written = chinese(number)
    if written == "二":
        return "两"
    marks = list(written)
    for place, mark in enumerate(written[:-1]):
        ends_a_larger_number = place and written[place - 1] in "十百零"
        if mark == "二" and written[place + 1] in "百千万亿" and not ends_a_larger_number:
            marks[place] = "两"
    return "".join(marks)


def financial(number: int) -> str:
    """壹贰叁 with 拾佰仟; the leading 壹拾 stays."""
    return _whole(number, FINANCIAL, FINANCIAL_PLACES)


def chinese_decimal(value: Decimal) -> str:
    """12.05 is 十二点零五."""
    whole, _, tail = format(value, "f").partition(".")
    written = chinese(int(whole))
    return written + "点" + "".join(DIGITS[int(mark)] for mark in tail) if tail else written


def grouped(value: Decimal, separator: str) -> str:
    """1234567.8 is 1,234,567.8."""
    whole, point, tail = format(value, "f").partition(".")
    parts: list[str] = []
    while len(whole) > 3:
        parts.insert(0, whole[-3:])
        whole = whole[:-3]
    return separator.join([whole, *parts]) + point + tail


def trimmed(value: Decimal) -> Decimal:
    """The value without trailing zeros and without an exponent."""
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def spellings(value: Decimal) -> Iterator[Spelling]:
    """All spellings of a number not below zero that keep every digit of it."""
    value = trimmed(value)
    plain = format(value, "f")
    yield Spelling(plain, value, "arabic")
    yield Spelling(plain.translate(TO_FULL_WIDTH), value, "full-width")
    if value >= 1000:
        yield Spelling(grouped(value, ","), value, "separators")
        yield Spelling(grouped(value, "，"), value, "full-width separators")
        wide = grouped(value, ",").translate(TO_FULL_WIDTH).replace(",", "，")
        yield Spelling(wide, value, "all full-width separators")
    for power, name in ((4, "万"), (8, "亿"), (12, "万亿")):
        scaled = trimmed(value.scaleb(-power))
        places = -int(scaled.as_tuple().exponent)
        if value >= 10**power and places <= 4:
            yield Spelling(f"{scaled:f}{name}", value, f"arabic + {name}")
            yield Spelling(f"{scaled:f}{name}".translate(TO_FULL_WIDTH), value, f"wide + {name}")
            if scaled < 10**4:
                yield Spelling(chinese_decimal(scaled) + name, value, f"Chinese decimal + {name}")
    if value == int(value):
        yield from _whole_spellings(int(value))
    else:
        yield Spelling(chinese_decimal(value), value, "Chinese decimal")


def _whole_spellings(number: int) -> Iterator[Spelling]:
    value = Decimal(number)
    plain = chinese(number)
    for text, style in (
        (plain, "Chinese"),
        (plain.replace("零", "〇"), "Chinese with 〇"),
        (chinese_liang(number), "Chinese with 两"),
        (plain.translate(TO_TRADITIONAL), "traditional"),
        (financial(number), "financial"),
        (financial(number).translate(TO_TRADITIONAL), "traditional financial"),
    ):
        yield Spelling(text, value, style)
    high, low = divmod(number, 10**4)
    if 0 < high < 10**4 and low:
        if low % 1000 == 0:
            yield Spelling(f"{high}万{low // 1000}千", value, "mixed 万千")
            yield Spelling(f"{chinese(high)}万{low // 1000}千", value, "mixed Chinese 万, Arabic 千")
        elif low >= 1000:
            yield Spelling(f"{high}万{low}", value, "mixed 万 and digits")
    high, low = divmod(number, 10**8)
    if 0 < high < 10**4 and low and low % 10**4 == 0:
        low //= 10**4
        if low % 1000 == 0:
            yield Spelling(f"{high}亿{low // 1000}千万", value, "mixed 亿千万")
        elif low >= 1000:
            yield Spelling(f"{high}亿{low}万", value, "mixed 亿 and 万")
    if number < 10**5 and number % 1000 == 0 and 0 < number // 1000 < 10:
        yield Spelling(f"{number // 1000}千", value, "Arabic + 千")
    if number < 10**3 and number % 100 == 0 and number:
        yield Spelling(f"{number // 100}百", value, "Arabic + 百")


def percents(value: Decimal) -> Iterator[Spelling]:
    """A percentage with its sign or in words; the unit is part of the text."""
    value = trimmed(value)
    plain = format(value, "f")
    yield Spelling(f"{plain}%", value, "sign")
    yield Spelling(f"{plain}％", value, "full-width sign")
    yield Spelling(f"{plain}％".translate(TO_FULL_WIDTH), value, "all full-width")
    yield Spelling(f"百分之{plain}", value, "words, Arabic")
    words = "百" if value == 100 else chinese_decimal(value)
    yield Spelling(f"百分之{words}", value, "words")


def fractions(numerator: int, denominator: int) -> Iterator[Spelling]:
    """A proper fraction; the value is rounded to six places as the guideline prints it."""
    value = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal("0.000001"))
    yield Spelling(f"{numerator}/{denominator}", value, "slash")
    yield Spelling(f"{numerator}/{denominator}".translate(TO_FULL_WIDTH), value, "wide slash")
    yield Spelling(f"{chinese(denominator)}分之{chinese(numerator)}", value, "words")
