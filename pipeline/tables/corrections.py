"""Corrections by hand: a CSV whose lines set cells of the panel, applied at the end.

Columns: ``county`` (name or code), ``year``, ``indicator`` or ``claim_id``, ``value``, ``who``,
``why``. The extracted value stays in the note. A line that matches nothing is reported, and so
is one that a later line for the same cell replaces.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipeline.read import Unreadable
from pipeline.read.spreadsheet import open_rows, read_code, read_year
from pipeline.tables.sql import rows_table

_COLUMNS = ("county", "year", "indicator", "claim_id", "value", "who", "why")
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


class Placed(NamedTuple):
    """A line of the file for one place of the panel; ``key`` is the place's code or else its name."""

    line: int
    key: str
    year: int
    indicator: str
    claim_id: str
    value: float
    note: str


_KINDS = {"line": pa.int64(), "year": pa.int64(), "value": pa.float64()}
_WANTED = pa.schema([(name, _KINDS.get(name, pa.string())) for name in ("line", "county", "year")])
_PLACED = pa.schema([(name, _KINDS.get(name, pa.string())) for name in Placed._fields])
# A name may stand for two places without telling them apart; then the code has to be given.
_PLACES = """
SELECT w.line, count(*) AS n, any_value(f.key), any_value(f.county_code)
FROM wanted w JOIN frame f ON f.year = w.year AND (f.county_code = w.county OR f.county = w.county)
GROUP BY w.line
"""
_MATCHED = """
CREATE TABLE matched AS
SELECT p.line, p.key, p.year, i.indicator, p.value, p.note
FROM placed p JOIN indicators i ON i.indicator = p.indicator
UNION ALL
SELECT p.line, p.key, p.year, min(c.indicator), p.value, p.note
FROM placed p JOIN live l ON l.key = p.key AND l.year = p.year
JOIN cells c ON c.report_id = l.report_id AND list_contains(string_split(c.claims, ';'), p.claim_id)
WHERE p.indicator = ''
GROUP BY ALL
"""
_CORRECTIONS = """
CREATE TABLE corrections AS
SELECT key, year, indicator, value, note FROM matched
QUALIFY row_number() OVER (PARTITION BY key, year, indicator ORDER BY line DESC) = 1
"""
_UNMATCHED = """
SELECT p.line, p.indicator, p.claim_id, m.line IS NOT NULL AS matched,
       max(m.line) OVER (PARTITION BY m.key, m.year, m.indicator) AS last
FROM placed p LEFT JOIN matched m USING (line)
ORDER BY p.line
"""


def read_corrections(path: Path) -> tuple[list[Correction], list[Unmatched]]:
    """The lines of a corrections file, and those that cannot be read.

    Raises:
        CorrectionsFileError: a column is missing.
        OSError: the file cannot be read.
    """
    try:
        rows = open_rows(path.read_bytes(), _COLUMNS)
        have = set(rows.fieldnames or ())
    except Unreadable as error:
        raise CorrectionsFileError(f"{path}: {error}") from None
    lacking = [c for c in _REQUIRED if c not in have]
    if not have & {"indicator", "claim_id"}:
        lacking.append("indicator or claim_id")
    if lacking:
        raise CorrectionsFileError(f"{path}: lacks the column {', '.join(lacking)}; it has {sorted(have)}")
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
    year = read_year(row["year"])
    if year is None:
        raise ValueError(f"year is {row['year']!r}; write four digits")
    indicator, claim = row.get("indicator", ""), row.get("claim_id", "")
    if not (indicator or claim):
        raise ValueError("neither indicator nor claim_id; fill in one of them")
    return Correction(
        line,
        read_code(row["county"]) or row["county"],
        year,
        indicator,
        claim,
        value,
        row.get("who", ""),
        row.get("why", ""),
    )


def place_corrections(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]
) -> tuple[list[tuple[str, Placed]], list[Unmatched]]:
    """Find the place that each line means among all that the panel has.

    Args:
        connection: has ``frame``, of all blocks.
        corrections: the lines.

    Returns:
        The lines with the county code of their place, and the lines that mean no place, or several.
    """
    wanted = [(each.line, each.county, each.year) for each in corrections]
    connection.register("wanted", rows_table(wanted, _WANTED))
    places = {line: found for line, *found in connection.execute(_PLACES).fetchall()}
    placed, unmatched = [], []
    for each in corrections:
        n, key, code = places.get(each.line, (0, "", ""))
        if n == 1:
            note = "：".join(part for part in (each.who, each.why) if part)
            line = Placed(each.line, key, each.year, each.indicator, each.claim_id, each.value, note)
            placed.append((code, line))
        elif n:
            unmatched.append(
                Unmatched(each.line, "several places of that name in the panel; write the county's code")
            )
        else:
            reason = "no such county and year in the panel; write the name or code as the panel has it"
            unmatched.append(Unmatched(each.line, reason))
    return placed, unmatched


def apply_corrections(connection: duckdb.DuckDBPyConnection, placed: Sequence[Placed]) -> list[Unmatched]:
    """Make the table ``corrections`` that the panel joins, one row a cell.

    Args:
        connection: has ``live``, ``cells`` and ``indicators`` of a block.
        placed: the lines for the block; of two for one cell the later holds.

    Returns:
        The lines that change nothing.
    """
    connection.register("placed", rows_table(placed, _PLACED))
    connection.execute(_MATCHED)
    connection.execute(_CORRECTIONS)
    unmatched = []
    for line, indicator, claim, matched, last in connection.execute(_UNMATCHED).fetchall():
        if not matched:
            what = (
                f"indicator {indicator}" if indicator else f"claim {claim} behind a cell of that county-year"
            )
            unmatched.append(Unmatched(line, f"no {what}; look it up in the panel"))
        elif last != line:
            unmatched.append(Unmatched(line, f"line {last} corrects the same cell and holds"))
    return unmatched
