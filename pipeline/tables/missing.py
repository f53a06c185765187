"""What a dataset lacks: reports, a county's indicators, an indicator's counties, with the reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.tables.sql import files

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look at; an empty filter means everything. ``counties`` are names or codes."""

    counties: Collection[str] = ()
    years: Collection[int] = ()
    groups: Collection[str] = ()
    indicators: Collection[str] = ()


class Missing:
    """The three questions asked of a dataset, each answered as rows in a fixed order.

    Args:
        folder: the dataset.
        wanted: what to look at.

    Raises:
        FileNotFoundError: ``folder`` holds no panel.
    """

    def __init__(self, folder: Path, wanted: Filter | None = None) -> None:
        panel, missing = folder / "panel.parquet", folder / "missing.parquet"
        for path in (panel, missing):
            if not path.exists():
                raise FileNotFoundError(f"{path} is not there; build the dataset first: baoshu build")
        wanted = wanted or Filter()
        self._connection = duckdb.connect()
        self._values: dict[str, list[Any]] = {
            "counties": [str(c) for c in wanted.counties],
            "years": list(wanted.years),
            "groups": list(wanted.groups),
            "indicators": list(wanted.indicators),
        }
        where = """
            (len($counties::VARCHAR[]) = 0 OR list_contains($counties::VARCHAR[], county)
               OR list_contains($counties::VARCHAR[], county_code))
            AND (len($years::BIGINT[]) = 0 OR list_contains($years::BIGINT[], year))
            AND (len($groups::VARCHAR[]) = 0 OR list_contains($groups::VARCHAR[], "group"))
            AND (len($indicators::VARCHAR[]) = 0 OR list_contains($indicators::VARCHAR[], indicator))"""
        self._panel = f"(SELECT * FROM {files([panel])} WHERE {where})"
        # The group is a column of the panel only; one indicator is in one group.
        self._missing = f"""(SELECT m.* FROM (
            SELECT m.*, g."group" FROM {files([missing])} m
            JOIN (SELECT DISTINCT indicator, "group" FROM {files([panel])}) g USING (indicator)) m
            WHERE {where})"""

    def _rows(self, query: str) -> list[Row]:
        result = self._connection.execute(query, self._values)
        columns = [d[0] for d in result.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]

    def reports(self) -> list[Row]:
        """County-years without a report: county_code, county, year."""
        return self._rows(
            f"SELECT DISTINCT county_code, county, year FROM {self._missing} "
            "WHERE reason = 'no_report' ORDER BY ALL"
        )

    def indicators_by_county(self) -> list[Row]:
        """What the reports that are there do not report: county, indicator, years, reason, evidence."""
        return self._rows(f"""
            SELECT county_code, county, indicator, name_zh, reason, list(year ORDER BY year) AS years,
                   arg_max(evidence, year) AS evidence
            FROM {self._missing} WHERE reason <> 'no_report'
            GROUP BY county_code, county, indicator, name_zh, reason
            ORDER BY county_code, county, indicator, reason""")

    def counties_by_indicator(self) -> list[Row]:
        """Who does not report an indicator: indicator, county, years; of county-years with a report."""
        return self._rows(f"""
            SELECT indicator, name_zh, county_code, county, list(year ORDER BY year) AS years
            FROM {self._missing} WHERE reason <> 'no_report'
            GROUP BY indicator, name_zh, county_code, county
            ORDER BY indicator, county_code, county""")

    def coverage(self) -> list[Row]:
        """By indicator: cells with a value and cells by reason, the least reported last."""
        return self._rows(f"""
            SELECT indicator, name_zh, "group", count(value) AS n_values,
                   count(*) FILTER (status = 'no_figure') AS no_figure,
                   count(*) FILTER (status = 'not_mentioned') AS not_mentioned,
                   count(*) FILTER (status = 'no_report') AS no_report
            FROM {self._panel} GROUP BY indicator, name_zh, "group"
            ORDER BY n_values DESC, indicator""")

    def cells(self) -> list[Row]:
        """The rows of the table ``missing`` that the filter lets through."""
        return self._rows(f"""
            SELECT * EXCLUDE ("group") FROM {self._missing}
            ORDER BY county_code, county, year, indicator""")

    def totals(self) -> Row:
        """Counties, county-years, reports missing, cells, cells with a value, cells by reason."""
        (row,) = self._rows(f"""
            SELECT count(DISTINCT (county_code, county)) AS counties,
                   count(DISTINCT (county_code, county, year)) AS county_years,
                   count(DISTINCT (county_code, county, year))
                     FILTER (status = 'no_report') AS reports_missing,
                   count(*) AS cells, count(value) AS n_values,
                   count(*) FILTER (status = 'no_figure') AS no_figure,
                   count(*) FILTER (status = 'not_mentioned') AS not_mentioned,
                   count(*) FILTER (status = 'no_report') AS no_report
            FROM {self._panel}""")
        return row
