"""Figures that share the unit behind the last of them: 分别提高0.3、1.1个百分点, 分别为3、5和7万元."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Quantity

_FIGURE = re.compile(r"(?P<figure>\d+(?:\.\d+)?)(?P<piece>个?)")
_JOINED = re.compile(r"(?:分别|依次)[^，。；\d\n]{0,12}?((?:\d+(?:\.\d+)?个?(?:、|和|及|与)){1,8})$")
_JOINERS = frozenset("、和及与")  # one of them stands right before the last figure
_REACH = 80  # characters before the last figure


def share_unit(text: str, last: Quantity) -> list[Quantity]:
    """The figures before ``last`` that take unit and multiplier from it; 分别 says that they are several."""
    return _read(text, last) if text[last.start - 1 : last.start] in _JOINERS else []


def _read(text: str, last: Quantity) -> list[Quantity]:
    printed = _FIGURE.match(text, last.start)
    if (
        not printed
        or not last.unit
        or last.value_max is not None
        or last.value == 0
        or not Decimal(printed["figure"])
    ):
        return []
    begin = max(0, last.start - _REACH)
    joined = _JOINED.search(text[begin : last.start])
    if not joined:
        return []
    figures = list(_FIGURE.finditer(joined.string, joined.start(1)))
    if last.unit != "百分点" and any(found["piece"] for found in figures):
        return []  # 0.5个和1.2个百分点 share it, 3个和5件 do not
    factor = last.value / Decimal(printed["figure"])
    return [
        replace(
            last,
            start=begin + found.start(),
            end=begin + found.end(),
            value=Decimal(found["figure"]) * factor,
        )
        for found in figures
    ]
