"""Which county-years the panel has: those of a panel file, or every county by every year seen.

This takes all reports together, so it is settled before the tables are cut into blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipeline.read import Unreadable
from pipeline.read.gazetteer import gazetteer
from pipeline.read.spreadsheet import open_rows, read_code, read_year
from pipeline.tables import offices
from pipeline.tables.sql import rows_table

# A report that is no duplicate and whose county and year are known can fill cells; a department's or a
# township's only where there is none of the government. A place without a code is kept apart under its
# printed name.
LIVE = f"""
CREATE TABLE live AS
SELECT report_id, coalesce(nullif(county_code, ''), county) AS key,
       county_code, county, prefecture, province, year, title, {offices.rank("title", "issuer")} AS office
FROM reports
WHERE duplicate_of IS NULL AND year IS NOT NULL AND (county_code <> '' OR county <> '')
QUALIFY office = min(office) OVER (PARTITION BY key, year)
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
_COLUMNS = ("county_code", "county", "year")
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
    try:
        rows = open_rows(path.read_bytes(), _COLUMNS)
        have = set(rows.fieldnames or ())
    except Unreadable as error:
        raise PanelFileError(f"{path}: {error}") from None
    if "year" not in have or not have & {"county", "county_code"}:
        raise PanelFileError(f"{path}: needs the columns county_code, county, year; it has {sorted(have)}")
    return [_expected(path, rows.line_num, row) for row in rows]


def _expected(path: Path, line: int, row: dict[str, str]) -> CountyYear:
    printed, county = (row.get("county_code") or "").strip(), (row.get("county") or "").strip()
    code, year = read_code(printed), read_year(row.get("year") or "")
    if printed and code is None:
        raise PanelFileError(f"{path} line {line}: {printed!r} is not a county's code of six digits")
    if not (code or county):
        raise PanelFileError(f"{path} line {line}: neither county nor county_code; fill in one of them")
    if year is None:
        raise PanelFileError(f"{path} line {line}: year is {row.get('year')!r}; write four digits")
    return code or "", county, year


def unknown_codes(expected: Sequence[CountyYear]) -> list[str]:
    """The codes that no unit of the gazetteer has had: rather slips than places without a report."""
    known = gazetteer().by_code
    return sorted({code for code, _, _ in expected if code and code not in known})


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
