"""A claim as a figure in the catalogue's unit, with the interval that its print allows.

``2.6万`` may be anything from 25,500 to 26,500, ``1500余`` anything from 1,500 to below 1,600.
Two figures agree where their intervals meet, so a rounded restatement is no contradiction.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from pipeline.analyse.quantities.units import normalise
from pipeline.catalog import Indicator
from pipeline.model import Claim

_NUMBER = re.compile(r"(\d[\d,，\s]*)(?:[.·]\s*(\d[\d\s]*))?")
_NO_DIGIT = re.compile(r"\D")
_SCALED = re.compile("[千万亿]")
_ZERO, _ONE = Decimal(0), Decimal(1)
# Half a printed unit each way, a hair less: 95% and 96% must not meet at 95.5.
_HALF = Decimal("0.499999")
_WITHOUT_LIMIT = Decimal("Infinity")
# Kinds of claim, beside its own, that can fill a cell of an indicator; a bare number stands in a
# table whose header has the unit.
_BARE = ("number",)
_KINDS = {"percent": ("ratio", "number")}


@dataclass(slots=True)
class Figure:
    """``claim`` in the unit of its indicator; ``flag`` says what could not be converted."""

    claim: Claim
    value: Decimal
    low: Decimal
    high: Decimal
    flag: str = ""

    @property
    def order(self) -> tuple[bool, Decimal, int]:
        """Sorts the most telling of figures that agree first: exact, finely printed, early."""
        return (self.claim.bound != "exact", self.high - self.low, self.claim.start)


def agree(figures: list[Figure]) -> bool:
    """True where all figures can be prints of one number."""
    return max(f.low for f in figures) <= min(f.high for f in figures)


def printed_unit(text: str, value: Decimal) -> Decimal:
    """Worth of the last printed digit: 1000 for ``2.6万``, 0.01 for ``95.87%``, 0 for an exact count.

    Args:
        text: the number as printed, with its unit.
        value: its value, to the last printed digit.
    """
    if not _SCALED.search(text):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < 0:
            return Decimal(10) ** exponent
        return _ONE if "%" in text or "％" in text else _ZERO
    found = _NUMBER.search(unicodedata.normalize("NFKC", text))
    if not found:
        return last_digit(value)  # 两万份 is as rough as 2万份
    digits = _NO_DIGIT.sub("", found[1])
    decimals = _NO_DIGIT.sub("", found[2] or "")
    number = Decimal(f"{digits}.{decimals}" if decimals else digits)
    scale = abs(value) / number if number else _ONE
    return scale * Decimal(10) ** -len(decimals)


def last_digit(value: Decimal) -> Decimal:
    """Worth of the last digit that is not zero: 100 for 1500, 0.1 for 2.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if value and isinstance(exponent, int) else Decimal(1)


def _interval(claim: Claim) -> tuple[Decimal, Decimal]:
    """What the print allows, in the claim's own unit."""
    value, bound = claim.value, claim.bound
    if bound == "exact":
        margin = printed_unit(claim.text, value) * _HALF
        return (value - margin, value + margin) if margin else (value, value)
    if bound == "at_least":
        return value, _WITHOUT_LIMIT
    if bound == "at_most":
        return -_WITHOUT_LIMIT, value
    if bound == "range" and claim.value_max is not None:
        return value, claim.value_max
    below_next = last_digit(value) * 2 * _HALF
    return (
        value if bound == "over" else value - below_next,
        value if bound == "nearly" else value + below_next,
    )


def to_figure(claim: Claim, indicator: Indicator) -> Figure | None:
    """The claim in the indicator's unit, or None where it is not a figure of that kind."""
    if claim.kind != indicator.kind and claim.kind not in _KINDS.get(indicator.kind, _BARE):
        return None
    low, high = _interval(claim)
    factor, flag = _factor(claim, indicator)
    if factor == 1:
        return Figure(claim, claim.value, low, high, flag)
    return Figure(claim, claim.value * factor, low * factor, high * factor, flag)


def _factor(claim: Claim, indicator: Indicator) -> tuple[Decimal, str]:
    """What the claim's value is multiplied by, and a flag where that does not bring it to the unit."""
    unit = indicator.unit
    if claim.unit in (unit, ""):
        return (Decimal(100) if claim.kind == "ratio" and indicator.kind == "percent" else _ONE), ""
    own, base = normalise(_ONE, claim.unit)
    wanted, wanted_base = normalise(_ONE, unit)
    if base == wanted_base:
        return own / wanted, ""
    # Other classifiers for the same thing (份 for 件) count alike; heads are not attendances (人, 人次).
    if claim.unit in indicator.units and base != f"{wanted_base}次" and wanted_base != f"{base}次":
        return _ONE, ""
    return _ONE, f"单位未换算：原文为“{claim.unit}”，目录为“{unit}”"
