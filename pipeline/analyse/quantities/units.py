"""The units of schemas/units.json: longest match, kind, exact conversion."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import lru_cache

from pipeline.resources import schema_path

#: Units by kind, as in the guideline; "大" and "位" are settled by the context.
KINDS = ("percent", "money", "duration", "measure", "ratio", "count")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], int, dict[str, tuple[str, Decimal]]]:
    data = json.loads(schema_path("units.json").read_text(encoding="utf8"))
    kinds = {unit: kind for kind in reversed(KINDS) for unit in data[kind]}
    exact = {unit: (base, Decimal(factor)) for base, rows in data["convert"].items() for unit, factor in rows}
    return kinds, max(map(len, kinds)), exact


def match_unit(text: str, at: int) -> str:
    """The longest unit that stands at ``at``, or ""."""
    kinds, longest, _ = _tables()
    for size in range(longest, 0, -1):
        unit = text[at : at + size]
        if unit in kinds:
            return unit
    return ""


def kind_of(unit: str) -> str:
    """Kind of a unit; "number" for none, "count" for one that is not listed."""
    return _tables()[0].get(unit, "count") if unit else "number"


def normalise(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Value in the base unit of its family where the conversion is exact (公顷 to 亩, 宗 to 件)."""
    base, factor = _tables()[2].get(unit, (unit, Decimal(1)))
    return value * factor, base
