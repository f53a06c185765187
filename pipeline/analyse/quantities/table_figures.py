"""A cell that is a number, with its unit or without."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.analyse.quantities.numerals import ARABIC, parse_number
from pipeline.analyse.quantities.table_text import Cell
from pipeline.analyse.quantities.units import kind_of, match_unit
from pipeline.model import Quantity

_NUMBER = re.compile(
    rf"(?P<mark>[+↑▲]?)(?P<sign>[-↓▼]?)(?P<number>{ARABIC})\s*(?P<scale>[百千]?[万亿]{{0,2}})(?P<rest>[^\d\s]{{0,5}})"
)
_DATE = ("年", "月", "日")
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_figure(text: str) -> bool:
    """A number alone or with a unit; a date is none."""
    return _read(text) is not None


def is_bare_year(text: str) -> bool:
    """Four digits that can be a year."""
    return bool(_YEAR.fullmatch(text))


def has_own_unit(text: str) -> bool:
    """True for 12件 and 8%, False for 12 and 1.2万."""
    found = _read(text)
    return found is not None and bool(found["rest"])


def read_figure(cell: Cell, unit: tuple[str, str] | None) -> Quantity | None:
    """The quantity of a cell.

    Args:
        cell: of a table.
        unit: multiplier and unit of a number that has none of its own.
    """
    found = _read(cell.text)
    if found is None:
        return None
    scale, name = found["scale"], found["rest"]
    if not name and unit:
        scale, name = scale or unit[0], unit[1]
    value: Decimal = parse_number(found["number"] + scale)
    name = "百分点" if name == "个百分点" else name
    start = cell.start + found.end("mark")
    return Quantity(start, cell.end, -value if found["sign"] else value, name, kind_of(name))


def _read(text: str) -> re.Match[str] | None:
    found = _NUMBER.fullmatch(text)
    if found is None or found["rest"] in _DATE:
        return None
    return found if found["rest"] in ("", match_unit(found["rest"], 0)) else None
