"""Corrections by hand: a CSV whose lines set cells of the panel, applied at the end.

Columns: ``county`` (name or code), ``year``, ``indicator`` or ``claim_id``, ``value``, ``who``,
``why``. The extracted value stays in the note. A line that matches nothing is reported, and so
is one that a later line for the same cell replaces.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

_REQUIRED = ("county", "year", "value")


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file: the value in the catalogue's unit."""

    line: int
    county: str
    year: int
    indicator: str
    claim_id: str
    value: float
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A line that changed nothing, and what to do about it."""

    line: int
    reason: str


class CorrectionsFileError(ValueError):
    """A corrections file that cannot be used at all."""


_SCHEMA = pa.schema(
    [
        ("line", pa.int64()),
        ("county", pa.string()),
        ("year", pa.int64()),
        ("indicator", pa.string()),
        ("claim_id", pa.string()),
        ("value", pa.float64()),
        ("note", pa.string()),
    ]
)
# A name may stand for two places without telling them apart; then the code has to be given.
_PLACES = """
CREATE TABLE correction_places AS
SELECT w.line, count(*) AS n, any_value(f.key) AS key
FROM wanted w JOIN frame f ON f.year = w.year AND (f.county_code = w.county OR f.county = w.county)
GROUP BY w.line
"""
_MATCHED = """
CREATE TABLE matched AS
SELECT w.line, p.key, w.year, i.indicator, w.value, w.note
FROM wanted w JOIN correction_places p ON p.line = w.line AND p.n = 1
JOIN indicators i ON i.indicator = w.indicator
UNION ALL
SELECT w.line, p.key, w.year, min(c.indicator), w.value, w.note
FROM wanted w JOIN correction_places p ON p.line = w.line AND p.n = 1
JOIN live l ON l.key = p.key AND l.year = w.year
JOIN cells c ON c.report_id = l.report_id AND list_contains(string_split(c.claims, ';'), w.claim_id)
WHERE w.indicator = ''
GROUP BY ALL
"""
_CORRECTIONS = """
CREATE TABLE corrections AS
SELECT key, year, indicator, value, note FROM matched
QUALIFY row_number() OVER (PARTITION BY key, year, indicator ORDER BY line DESC) = 1
"""
_UNMATCHED = """
SELECT w.line, w.indicator, w.claim_id, coalesce(p.n, 0) AS n, m.line IS NOT NULL AS matched,
       max(m.line) OVER (PARTITION BY m.key, m.year, m.indicator) AS last
FROM wanted w LEFT JOIN correction_places p USING (line) LEFT JOIN matched m USING (line)
ORDER BY w.line
"""


def read_corrections(path: Path) -> tuple[list[Correction], list[Unmatched]]:
    """The lines of a corrections file, and those that cannot be read.

    Raises:
        CorrectionsFileError: a column is missing.
        OSError: the file cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        have = set(rows.fieldnames or ())
        lacking = [c for c in _REQUIRED if c not in have]
        if not have & {"indicator", "claim_id"}:
            lacking.append("indicator or claim_id")
        if lacking:
            raise CorrectionsFileError(
                f"{path}: lacks the column {', '.join(lacking)}; it has {sorted(have)}"
            )
        read, bad = [], []
        for row in rows:
            cells = {k: (v or "").strip() for k, v in row.items() if isinstance(v, str) or v is None}
            try:
                read.append(_correction(rows.line_num, cells))
            except ValueError as error:
                bad.append(Unmatched(rows.line_num, str(error)))
    return read, bad


def _correction(line: int, row: dict[str, str]) -> Correction:
    try:
        value = float(row["value"].replace(",", ""))
        if not math.isfinite(value):
            raise ValueError
    except ValueError:
        raise ValueError(f"value is {row['value']!r}; write a number in the catalogue's unit") from None
    if not (row["year"].isascii() and row["year"].isdigit()):
        raise ValueError(f"year is {row['year']!r}; write four digits")
    indicator, claim = row.get("indicator", ""), row.get("claim_id", "")
    if not (indicator or claim):
        raise ValueError("neither indicator nor claim_id; fill in one of them")
    return Correction(
        line,
        row["county"],
        int(row["year"]),
        indicator,
        claim,
        value,
        row.get("who", ""),
        row.get("why", ""),
    )


def apply_corrections(
    connection: duckdb.DuckDBPyConnection, corrections: Iterable[Correction]
) -> list[Unmatched]:
    """Make the table ``corrections`` that the panel joins, one row a cell.

    Args:
        connection: has ``frame``, ``live``, ``cells`` and ``indicators``.
        corrections: the lines; of two for one cell the later holds.

    Returns:
        The lines that change nothing.
    """
    rows = [
        {
            "line": c.line,
            "county": c.county,
            "year": c.year,
            "indicator": c.indicator,
            "claim_id": c.claim_id,
            "value": c.value,
            "note": "：".join(part for part in (c.who, c.why) if part),
        }
        for c in corrections
    ]
    connection.register("wanted", pa.Table.from_pylist(rows, schema=_SCHEMA))
    connection.execute(_PLACES)
    connection.execute(_MATCHED)
    connection.execute(_CORRECTIONS)
    unmatched = []
    for line, indicator, claim, n, matched, last in connection.execute(_UNMATCHED).fetchall():
        if n == 0:
            reason = "no such county and year in the panel; write the name or code as the panel has it"
        elif n > 1:
            reason = "several places of that name in the panel; write the county's code"
        elif not matched:
            what = (
                f"indicator {indicator}" if indicator else f"claim {claim} behind a cell of that county-year"
            )
            reason = f"no {what}; look it up in the panel"
        elif last != line:
            reason = f"line {last} corrects the same cell and holds"
        else:
            continue
        unmatched.append(Unmatched(line, reason))
    return unmatched
