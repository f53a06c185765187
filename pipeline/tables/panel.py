"""The panel of a block: every expected county-year by every indicator, each cell with value or reason.

All of it is SQL over the cells that the workers made (see :mod:`pipeline.tables.cells`): what is
left to do here is what several reports on one county-year say together. ``live``, ``reports``,
``claims`` and ``cells`` are of the block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa

from pipeline.tables.expected import Place
from pipeline.tables.sql import name, names, rows_table

# ``place`` is the county-year's place in the panel's order.
_FRAME = """
CREATE TABLE frame AS
SELECT row_number() OVER (ORDER BY e.county_code, e.county, e.year, e.key) AS place, e.*, r.report_id,
       coalesce(r.n_reports, 0) AS n_reports
FROM expected e
LEFT JOIN (SELECT key, year, min(report_id) AS report_id, count(*) AS n_reports
           FROM live GROUP BY ALL) r USING (key, year)
"""
#: The table ``panel`` in its order, with key, evidence and each figure's interval beside it.
#: What a report prints of its year stands above sums of parts, and those above what is computed.
#: The claims behind cells that several reports fill may have to be quoted against each other.
PANEL = """
CREATE TABLE panel AS
WITH said AS MATERIALIZED (
  SELECT f.place, f.n_reports, c.*,
         CASE c.status WHEN 'reported' THEN 1 WHEN 'conflicting' THEN 1 WHEN 'partial' THEN 2
                       WHEN 'derived' THEN 3 ELSE 4 END AS tier
  FROM cells c JOIN live l USING (report_id) JOIN frame f ON f.key = l.key AND f.year = l.year
), quoted AS (
  SELECT report_id, claim_id, sentence FROM claims
  SEMI JOIN (SELECT report_id FROM said WHERE n_reports > 1) USING (report_id)
  WHERE indicator <> ''
), best AS (
  SELECT * FROM said WHERE n_reports > 1 QUALIFY tier = min(tier) OVER (PARTITION BY place, indicator)
), several AS (
  SELECT *, max(low) OVER cell <= min(high) OVER cell
              AND bool_and(status <> 'conflicting') OVER cell AS agrees,
         count(*) OVER cell AS n_saying,
         sum(n_claims) OVER cell AS claims_in_all,
         string_agg(format('{:.15g}（{}:{}：{}）', value, report_id, claim_id, sentence), '；')
           OVER (PARTITION BY place, indicator ORDER BY report_id
                 ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS figures
  FROM best LEFT JOIN quoted USING (report_id, claim_id)
  WINDOW cell AS (PARTITION BY place, indicator)
  QUALIFY row_number() OVER (PARTITION BY place, indicator
                             ORDER BY bound <> 'exact', high - low, report_id) = 1
), filled AS (
  SELECT place, indicator, report_id, status, value, low, high, bound, claim_id, n_claims, note, evidence
  FROM said WHERE n_reports = 1
  UNION ALL
  SELECT place, indicator, report_id,
         CASE WHEN tier = 4 OR agrees OR n_saying = 1 THEN status ELSE 'conflicting' END AS status,
         value, low, high, bound, claim_id, claims_in_all AS n_claims,
         CASE WHEN tier = 4 OR agrees OR n_saying = 1 THEN note
              ELSE '同一县同一年度的报告数字不同：' || figures END AS note, evidence
  FROM several
)
SELECT f.key, f.county_code, f.county, f.prefecture, f.province, f.year,
       i.indicator, i.name_zh, i."group", i.unit,
       coalesce(k.value, c.value) AS value,
       CASE WHEN k.value IS NOT NULL THEN 'exact' ELSE coalesce(c.bound, '') END AS bound,
       CASE WHEN k.value IS NOT NULL THEN 'corrected' WHEN f.report_id IS NULL THEN 'no_report'
            ELSE coalesce(c.status, 'not_mentioned') END AS status,
       coalesce(c.report_id, f.report_id) AS report_id, c.claim_id, coalesce(c.n_claims, 0) AS n_claims,
       concat_ws('；',
         CASE WHEN k.value IS NOT NULL AND c.value IS NOT NULL
                THEN format('原值 {:.15g}（{}）', c.value, c.status)
              WHEN k.value IS NOT NULL THEN '原无数值（' || coalesce(c.status,
                CASE WHEN f.report_id IS NULL THEN 'no_report' ELSE 'not_mentioned' END) || '）' END,
         nullif(k.note, ''), nullif(c.note, ''),
         CASE WHEN l.office > 0 AND c.value IS NOT NULL THEN '出自部门或乡镇的报告：' || l.title END) AS note,
       c.evidence, coalesce(k.value, c.low) AS low, coalesce(k.value, c.high) AS high
FROM frame f
CROSS JOIN indicators i
LEFT JOIN filled c ON c.place = f.place AND c.indicator = i.indicator
LEFT JOIN live l ON l.report_id = c.report_id
LEFT JOIN corrections k ON k.key = f.key AND k.year = f.year AND k.indicator = i.indicator
ORDER BY f.place, i.indicator
"""

#: The table ``missing``, in the panel's order.
MISSING = """
SELECT county_code, county, year, indicator, name_zh, status AS reason, report_id,
       CASE WHEN status = 'no_figure' THEN evidence ELSE '' END AS evidence
FROM panel WHERE status IN ('no_figure', 'not_mentioned', 'no_report')
"""
_WIDE = """
SELECT {keys}, {columns}
FROM (SELECT {keys}, list(value ORDER BY indicator) AS v FROM panel GROUP BY ALL)
ORDER BY county_code, county, year
"""
_KEYS = ("county_code", "county", "prefecture", "province", "year")
_INDICATOR = ("indicator", "name_zh", "group", "unit")


def _schema(columns: Iterable[str]) -> pa.Schema:
    return pa.schema([(column, pa.int64() if column == "year" else pa.string()) for column in columns])


def prepare(
    connection: duckdb.DuckDBPyConnection, places: Iterable[Place], indicators: Sequence[Sequence[str]]
) -> None:
    """Make ``indicators`` and ``frame``.

    Args:
        connection: has ``live``.
        places: with the years that are expected of them.
        indicators: code, name, group, unit of each.
    """
    rows = [(*place[:-1], year) for place in places for year in place.years]
    connection.register("indicators", rows_table(indicators, _schema(_INDICATOR)))
    connection.register("expected", rows_table(rows, _schema(("key", *_KEYS))))
    connection.execute(_FRAME)


def wide_query(codes: Sequence[str]) -> str:
    """One row a county-year, one column an indicator in the order of ``codes``, which are all there are."""
    place = {code: number for number, code in enumerate(sorted(codes), 1)}
    columns = ", ".join(f"v[{place[code]}] AS {name(code)}" for code in codes)
    return _WIDE.format(keys=names(_KEYS), columns=columns)


def wide_schema(codes: Iterable[str]) -> pa.Schema:
    """The columns of :func:`wide_query`."""
    figures = [pa.field(code, pa.float64()) for code in codes]
    return pa.schema([*_schema(_KEYS), *figures])
