"""The units of schemas/units.json: longest match, kind, exact conversion.

The file has the units by kind, what may not follow a unit of one character (个性, 件套 …), and
exact factors between units of one family. Units are reported as written; ％ is %.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pipeline.resources import schema_path

#: Units by kind, as in the guideline; "大" and "位" are settled by the context.
KINDS = ("percent", "money", "duration", "measure", "ratio", "count")
#: Tenths (成) and discounts (折); both are read on as percentages by the grammar.
_TENTHS = frozenset("成折")
_ONE = Decimal(1)
# 台（套）, 头（只）, 家(次): two classifiers, of which either fits.
_BRACKETS = frozenset("(（")
_EITHER = re.compile("[（(][次套只人户家件起组台张头处][）)]")
_ASCII_WORD = re.compile("[A-Za-z0-9]")
# 4个多百分点, 三个多月: the vague part stands inside the unit. 两个半小时: half of the unit is added.
_SPLIT_UNIT = re.compile("个([多半])(?=[百月小星工学季])")


class _Tables(NamedTuple):
    kinds: dict[str, str]
    by_pair: dict[str, tuple[str, ...]]  # of two characters and more, the longest first
    words: dict[str, re.Pattern[str]]
    factors: dict[str, tuple[str, Decimal]]


@cache
def _tables() -> _Tables:
    data = json.loads(schema_path("units.json").read_text(encoding="utf8"))
    kinds = {unit: kind for kind in reversed(KINDS) for unit in data[kind]}
    by_pair: dict[str, list[str]] = {}
    for unit in sorted(kinds, key=len, reverse=True):
        if len(unit) > 1:
            by_pair.setdefault(unit[:2], []).append(unit)
    factors = {
        unit: (base, Decimal(factor)) for base, rows in data["convert"].items() for unit, factor in rows
    }
    return _Tables(
        kinds,
        {pair: tuple(units) for pair, units in by_pair.items()},
        {unit: re.compile(rest) for unit, rest in data["words"].items()},
        factors,
    )


def match_unit(text: str, at: int) -> str:
    """The longest unit that stands at ``at``, or ""."""
    tables = _tables()
    pair = text[at : at + 2]
    if pair in tables.by_pair:
        for unit in tables.by_pair[pair]:
            if text.startswith(unit, at):
                return unit
    first = pair[:1]
    return first if first in tables.kinds or first in _TENTHS else ""


def read_unit(text: str, at: int) -> tuple[str, int, str]:
    """The unit at ``at``: its name, where it ends, and 多 or 半 that stands inside it.

    The name is "" where none stands or the characters are another word.
    """
    unit = match_unit(text, at)
    if not unit:
        return "", at, ""
    end = at + len(unit)
    if len(unit) == 1:
        if unit == "个" and (split := _SPLIT_UNIT.match(text, at)):
            rest = match_unit(text, split.end())
            if kind_of("个" + rest) in ("duration", "percent"):
                return "个" + rest, split.end() + len(rest), split[1]
        word = _tables().words.get(unit)
        if word and word.match(text, end):
            return "", at, ""
    if text[end : end + 1] in _BRACKETS and (either := _EITHER.match(text, end)):
        return text[at : either.end()], either.end(), ""
    if unit != "%" and unit[-1].isascii() and _ASCII_WORD.match(text, end):
        return "", at, ""
    return unit, end, ""


def kind_of(unit: str) -> str:
    """Kind of a unit; "number" for none, "count" for one that is not listed."""
    return _tables().kinds.get(unit, "count") if unit else "number"


def normalise(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Value in the base unit of its family where the conversion is exact (公顷 to 亩, 宗 to 件)."""
    base, factor = _tables().factors.get(unit) or (unit, _ONE)
    return value * factor, base
