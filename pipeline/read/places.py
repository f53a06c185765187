"""Names as printed → the place they stand for, with its code.

The one place in the code that knows about codes: everything else passes printed names. The table
holds the counties named in ``schemas/counties.csv``; a place that is not in it is given back as
printed, without a code, and with a warning that says so.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.read.placenames import PlaceName
from pipeline.resources import schema_path


@dataclass(slots=True)
class Place:
    """What is known of a place; ``code`` is six digits or empty."""

    county: str = ""
    code: str = ""
    prefecture: str = ""
    province: str = ""
    warnings: list[str] = field(default_factory=list)


@cache
def known_places() -> tuple[dict[str, str], ...]:
    """The rows of ``schemas/counties.csv``."""
    with schema_path("counties.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def resolve_place(names: Sequence[PlaceName], *, year: int | None = None, code: str = "") -> Place:
    """The place that printed ``names`` (the best evidence first) or a six-digit ``code`` stand for.

    ``names`` all speak of the same place; the later ones only add what is above it. A name with a
    superior that contradicts the table is another place of that name and gets no code.
    """
    county = next((name.name for name in names if name.name), "")
    prefecture = next((name.prefecture for name in names if name.prefecture), "")
    province = next((name.province for name in names if name.province), "")
    if code:
        row = next((row for row in known_places() if row["code"] == code), None)
        if row:
            return Place(row["name"], code, row["prefecture"], row["province"])
        return Place(county, code, prefecture, province)
    if not county:
        return Place(warnings=["no county found: name it in a manifest.csv"])
    rows = [row for row in known_places() if row["name"] == county and _in_force(row, year)]
    rows = [
        row for row in rows if prefecture in ("", row["prefecture"]) and province in ("", row["province"])
    ]
    if len(rows) == 1:
        return Place(county, rows[0]["code"], rows[0]["prefecture"], rows[0]["province"])
    if rows:
        names_above = "、".join(f"{row['prefecture']}{row['name']} {row['code']}" for row in rows)
        return Place(county, "", prefecture, province, [f"ambiguous place {county}: {names_above}"])
    return Place(county, "", prefecture, province, [f"unknown county {county}: no code given"])


def _in_force(row: dict[str, str], year: int | None) -> bool:
    # The tables are states at the year's end, so an old name is still right in the year it ended.
    if year is None:
        return True
    return int(row["first_year"] or 0) <= year <= int(row["last_year"] or 9999) + 1
