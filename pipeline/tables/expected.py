"""Which county-years the panel has: those of a panel file, or every county by every year seen.

This takes all reports together, so it is settled before the tables are cut into blocks.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipeline.tables.sql import rows_table

# A report that is no duplicate and whose county and year are known can fill cells. A place without
# a code is kept apart under its printed name.
LIVE = """
CREATE TABLE live AS
SELECT report_id, coalesce(nullif(county_code, ''), county) AS key,
       county_code, county, prefecture, province, year
FROM reports
WHERE duplicate_of IS NULL AND year IS NOT NULL AND (county_code <> '' OR county <> '')
"""
# Names as the latest report prints them: a renamed county is one county.
_COUNTIES = """
CREATE TABLE counties AS
SELECT key, county_code, county, prefecture, province FROM live
QUALIFY row_number() OVER (PARTITION BY key ORDER BY year DESC, report_id) = 1
"""
_EVERY_COUNTY_YEAR = """
SELECT key, county_code, county, year FROM counties CROSS JOIN (SELECT DISTINCT year FROM live)
"""
# A line of the panel file without a code means the one county seen under that name, if there is one.
_EXPECTED = """
SELECT DISTINCT ON (key, e.year)
       coalesce(nullif(e.county_code, ''), named.key, e.county) AS key,
       coalesce(nullif(e.county_code, ''), named.county_code, '') AS county_code, e.county, e.year
FROM expected e
LEFT JOIN (SELECT county, any_value(key) AS key, any_value(county_code) AS county_code
           FROM counties GROUP BY county HAVING count(*) = 1) named ON named.county = e.county
ORDER BY key, e.year, e.county
"""
_FRAME = """
CREATE TABLE frame AS
SELECT a.key, coalesce(c.county_code, a.county_code) AS county_code, coalesce(c.county, a.county) AS county,
       coalesce(c.prefecture, '') AS prefecture, coalesce(c.province, '') AS province, a.year
FROM ({asked}) a LEFT JOIN counties c USING (key)
"""
_PLACES = """
SELECT key, county_code, county, prefecture, province, list(year ORDER BY year) AS years
FROM frame GROUP BY ALL ORDER BY ALL
"""
_SCHEMA = pa.schema([("county_code", pa.string()), ("county", pa.string()), ("year", pa.int64())])

CountyYear = tuple[str, str, int]  # code, name, year


class Place(NamedTuple):
    """A place of the panel and the years that are expected of it; ``key`` is its code or else its name."""

    key: str
    county_code: str
    county: str
    prefecture: str
    province: str
    years: list[int]


class PanelFileError(ValueError):
    """A panel file that cannot be used; the message says which line and what to do."""


def read_expected(path: Path) -> list[CountyYear]:
    """The county-years of a panel file (CSV with county_code, county, year; either name or code).

    Raises:
        PanelFileError: a column is missing or a line has no county or no year.
        OSError: the file cannot be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        have = set(rows.fieldnames or ())
        if "year" not in have or not have & {"county", "county_code"}:
            raise PanelFileError(
                f"{path}: needs the columns county_code, county, year; it has {sorted(have)}"
            )
        return [_expected(path, rows.line_num, row) for row in rows]


def _expected(path: Path, line: int, row: dict[str, str]) -> CountyYear:
    code, county = (row.get("county_code") or "").strip(), (row.get("county") or "").strip()
    year = (row.get("year") or "").strip()
    if not (code or county):
        raise PanelFileError(f"{path} line {line}: neither county nor county_code; fill in one of them")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise PanelFileError(f"{path} line {line}: year is {year!r}; write four digits")
    return code, county, int(year)


def expect(connection: duckdb.DuckDBPyConnection, expected: Sequence[CountyYear] | None) -> list[Place]:
    """The places that are expected in the panel; makes the table ``frame`` of their county-years, too.

    Args:
        connection: has ``reports``, all of them.
        expected: county-years wanted; None for every county by every year seen.
    """
    connection.execute(LIVE)
    connection.execute(_COUNTIES)
    connection.register("expected", rows_table(expected or (), _SCHEMA))
    connection.execute(_FRAME.format(asked=_EVERY_COUNTY_YEAR if expected is None else _EXPECTED))
    return [Place(*row) for row in connection.execute(_PLACES).fetchall()]
