"""The panel: every expected county-year by every indicator, each cell with value or reason.

All of it is SQL over the cells that the workers made (see :mod:`pipeline.tables.cells`): what is
left to do here is which county-years there are, and what several reports on one of them say
together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.catalog import Catalog
from pipeline.tables.panel_sql import (
    COUNTIES,
    EVERY_COUNTY_YEAR,
    EXPECTED,
    FRAME,
    LIVE,
    PANEL,
    QUOTED,
    SAID,
)
from pipeline.tables.sql import files, spill

_AT_ONCE = 1000  # county-years

_MISSING = """
SELECT county_code, county, year, indicator, name_zh, status AS reason, report_id,
       CASE WHEN status = 'no_figure' THEN evidence ELSE '' END AS evidence
FROM {panel} WHERE status IN ('no_figure', 'not_mentioned', 'no_report')
"""


class PanelFileError(ValueError):
    """A panel file that cannot be used; the message says which line and what to do."""


def read_expected(path: Path) -> list[tuple[str, str, int]]:
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


def _expected(path: Path, line: int, row: dict[str, str]) -> tuple[str, str, int]:
    code, county = (row.get("county_code") or "").strip(), (row.get("county") or "").strip()
    year = (row.get("year") or "").strip()
    if not (code or county):
        raise PanelFileError(f"{path} line {line}: neither county nor county_code; fill in one of them")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise PanelFileError(f"{path} line {line}: year is {year!r}; write four digits")
    return code, county, int(year)


def prepare(
    connection: duckdb.DuckDBPyConnection, catalog: Catalog, expected: Iterable[tuple[str, str, int]] | None
) -> None:
    """Make ``indicators``, ``live`` and ``frame`` from the view ``reports``.

    Args:
        connection: has the views.
        catalog: the indicators.
        expected: county-years wanted (code, name, year); None for every county by every year seen.
    """
    entries = [{"indicator": e.code, "name_zh": e.name_zh, "group": e.group, "unit": e.unit} for e in catalog]
    _table(connection, "indicators", entries, ("indicator", "name_zh", "group", "unit"))
    connection.execute(LIVE)
    connection.execute(COUNTIES)
    if expected is None:
        connection.execute(EVERY_COUNTY_YEAR)
    else:
        rows: list[dict[str, object]] = [{"county_code": c, "county": n, "year": y} for c, n, y in expected]
        _table(connection, "expected", rows, ("county_code", "county", "year"))
        connection.execute(EXPECTED)
    connection.execute(FRAME)


def _table(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: Sequence[Mapping[str, object]],
    columns: tuple[str, ...],
) -> None:
    kinds = {"year": pa.int64()}
    schema = pa.schema([(column, kinds.get(column, pa.string())) for column in columns])
    connection.register(f"{name}_rows", pa.Table.from_pylist([dict(row) for row in rows], schema=schema))
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_rows")
    connection.unregister(f"{name}_rows")


def write_panel(connection: duckdb.DuckDBPyConnection, work: Path) -> list[Path]:
    """Write the panel in its order, with key, evidence and each figure's interval beside it.

    Needs what :func:`prepare` makes, the views ``cells`` and ``claims``, and ``corrections``.

    Returns:
        Parquet files that are the panel one after the other: it is made some counties at a time,
        so that memory does not grow with the number of reports.
    """
    said = work / "said.tmp"
    spill(connection, SAID, said)
    connection.execute(f"CREATE VIEW said AS SELECT * FROM {files([said])}")
    connection.execute(QUOTED)
    (last,) = connection.execute("SELECT coalesce(max(place), 0) FROM frame").fetchone() or (0,)
    parts: list[Path] = []
    for first in range(1, max(last, 1) + 1, _AT_ONCE):
        part = work / f"panel_{len(parts)}.tmp"
        connection.execute(f"SET VARIABLE first = {first}")
        connection.execute(f"SET VARIABLE last = {first + _AT_ONCE - 1}")
        spill(connection, PANEL, part)
        parts.append(part)
    said.unlink()
    return parts


def missing_query(panel: str) -> str:
    """The table ``missing`` from the panel (a relation with its evidence), in the panel's order."""
    return _MISSING.format(panel=panel)


def wide_query(panel: str, codes: Iterable[str]) -> str:
    """One row a county-year, one column an indicator in the order of ``codes``.

    Args:
        panel: relation of the panel; it has every code for every county-year.
        codes: all indicator codes.
    """
    wanted = list(codes)
    place = {code: number for number, code in enumerate(sorted(wanted), 1)}
    columns = ", ".join(f'v[{place[code]}] AS "{code}"' for code in wanted)
    return f"""
SELECT county_code, county, prefecture, province, year, {columns}
FROM (SELECT county_code, county, prefecture, province, year, list(value ORDER BY indicator) AS v
      FROM {panel} GROUP BY ALL)
ORDER BY county_code, county, year"""
