"""Numbers in the formats of list labels: 十二, 壹, 甲, ③, iv, １２."""

from __future__ import annotations

from collections.abc import Callable

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def chinese(number: int, digits: str = DIGITS, tens: str = "十百千") -> str:
    """Counting numerals below ten thousand: 十二, 二十, 一百零五."""
    if not 0 < number < 10_000:
        return str(number)
    zero = "零"
    printed = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            printed += (zero if gap and printed else "") + digits[digit] + (tens[power - 1] if power else "")
        gap = not digit
    # Counting says 十二, the legal form 壹拾贰.
    return printed[1:] if digits is DIGITS and 10 <= number < 20 else printed


def roman(number: int) -> str:
    """Roman numerals in capitals."""
    printed = ""
    for value, sign in ROMAN:
        printed += sign * (number // value)
        number %= value
    return printed


def letters(number: int) -> str:
    """A to Z, then AA, BB as Word counts."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else str(number)


def circled(number: int) -> str:
    """① to ⑳."""
    return chr(0x245F + number) if 1 <= number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographDigital": lambda n: "".join(DIGITS[int(d)] for d in str(n)),
    "taiwaneseDigital": lambda n: "".join(DIGITS[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: chinese(n, LEGAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: chinese(n, LEGAL, "拾佰仟"),
    "ideographTraditional": lambda n: STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: BRANCHES[(n - 1) % 12],
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": lambda n: f"({n})",
    "decimalEnclosedFullstop": lambda n: f"{n}.",
    "decimalFullWidth": lambda n: str(n).translate(FULL_WIDTH),
    "decimalFullWidth2": lambda n: str(n).translate(FULL_WIDTH),
    "decimalZero": lambda n: f"{n:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda n: letters(n).lower(),
    "bullet": lambda n: "",
    "none": lambda n: "",
}


def in_format(number: int, name: str) -> str:
    """``number`` in one of Word's number formats; Arabic digits for one that is not known."""
    return FORMATS.get(name, str)(number)
