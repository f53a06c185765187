"""Figures drawn for made reports, in the forms in which reports print them."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from pipeline.read.numerals import chinese

Number = tuple[str, Decimal, str]  # as printed, its value, "" or the bound that is printed with it


def print_number(value: int, dice: random.Random) -> Number:
    """A count in one of its printed forms; large ones may be rounded to 万."""
    choice = dice.random()
    if value >= 20_000 and choice < 0.35:
        thousands = value // 1000
        return f"{thousands / 10:g}万", Decimal(thousands * 1000), ""
    if value >= 90 and choice < 0.08:
        rough = _rough(value)
        sign, bound = dice.choice(
            [("近{}", "nearly"), ("{}余", "over"), ("约{}", "about"), ("超过{}", "over")]
        )
        printed = {100: "百", 1000: "千"}.get(int(rough), str(rough)) if sign == "近{}" else str(rough)
        return sign.format(printed), rough, bound
    if value < 1000 and choice < 0.2:
        return {0: "0", 2: "两"}.get(value, chinese(value)), Decimal(value), ""
    if value >= 1000 and choice < 0.6:
        return f"{value:,}", Decimal(value), ""
    return str(value), Decimal(value), ""


def _rough(value: int) -> Decimal:
    """``value`` to one significant digit."""
    unit = 10 ** (len(str(value)) - 1)
    return Decimal(value // unit * unit)


def draw(entry: dict[str, Any], dice: random.Random) -> Number:
    """A figure for an indicator: as printed in its sentence, and its value in the catalogue's unit."""
    low, high = entry["range"]
    if entry.get("kind") == "percent":
        digits = dice.choice([0, 1, 1, 2])
        value = Decimal(str(round(dice.uniform(low, high), digits)))
        return f"{value:f}".removesuffix(".0"), value, ""
    if entry.get("kind") == "money":
        value = Decimal(str(round(dice.uniform(low, high), dice.choice([0, 1, 2])))).normalize()
        return (f"{value:,f}" if dice.random() < 0.2 else f"{value:f}"), value * 10_000, ""
    return print_number(dice.randint(low, high), dice)
