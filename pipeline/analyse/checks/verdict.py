"""Whether a stated figure agrees with a computed one at the precision in which it is printed."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.analyse.checks.figures import Figure

_NUMBER = re.compile(r"\d(?:[\d,，\s]*\d)?(?:\.\s*(\d[\d\s]*))?([余多几]?[百千万亿]*(?!分))")
_PLACES = Decimal("0.000001")
_MULTIPLIERS = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(1000), "百": Decimal(100)}


def rounded(value: Decimal) -> Decimal:
    """The computed figure to six places, as it is published."""
    return value.quantize(_PLACES).normalize() + 0


def last_digit(figure: Figure) -> Decimal:
    """Worth of the last printed digit: 95.87% → 0.01, 20.15万件 → 100, 三成 → 10.

    Returns:
        The step in the figure's own unit, multipliers included.
    """
    written = figure.claims[0].text
    match = _NUMBER.search(written)
    if "分之" in written and figure.kind == "ratio":
        return Decimal("0.01")  # 四分之一
    if match is None:
        return Decimal(10) if "成" in written else Decimal(1)
    decimals = len("".join((match.group(1) or "").split()))
    step = Decimal(1).scaleb(-decimals)
    for sign in match.group(2):
        step *= _MULTIPLIERS.get(sign, 1)
    return step * 10 if "成" in written else step


def agrees(stated: Figure, computed: Decimal) -> bool:
    """True if ``computed`` rounds to the stated figure, or lies within its bound (超九成, 近三成)."""
    value = stated.value
    half = last_digit(stated) / 2
    bound = stated.claims[0].bound
    if bound in ("over", "at_least"):
        return value <= computed + half and computed <= value + last_digit(stated) + value / 10
    if bound in ("nearly", "at_most"):
        return value * Decimal("0.9") <= computed <= value + half
    if bound == "about":
        return abs(computed - value) <= max(half, value / 20)
    return abs(computed - value) <= half


def slack(numerator: Decimal, denominator: Decimal, figures: tuple[Figure, ...]) -> Decimal:
    """How far rounding of the inputs alone (20.15万件) may move their quotient, as a fraction of it."""
    relative = Decimal(0)
    for figure, value in zip(figures, (numerator, denominator), strict=False):
        step = last_digit(figure)
        if step > 1 and value:
            relative += step / 2 / abs(value)
    return relative
