"""The statements that make the panel, in the order in which they run.

``reports``, ``claims`` and ``cells`` are views of the shards; ``expected`` is the panel file.
"""

from __future__ import annotations

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
COUNTIES = """
CREATE TABLE counties AS
SELECT key, county_code, county, prefecture, province FROM live
QUALIFY row_number() OVER (PARTITION BY key ORDER BY year DESC, report_id) = 1
"""
EVERY_COUNTY_YEAR = """
CREATE TABLE asked AS
SELECT key, county_code, county, year FROM counties CROSS JOIN (SELECT DISTINCT year FROM live)
"""
# A line of the panel file without a code means the one county seen under that name, if there is one.
EXPECTED = """
CREATE TABLE asked AS
SELECT DISTINCT ON (key, e.year)
       coalesce(nullif(e.county_code, ''), named.key, e.county) AS key,
       coalesce(nullif(e.county_code, ''), named.county_code, '') AS county_code, e.county, e.year
FROM expected e
LEFT JOIN (SELECT county, any_value(key) AS key, any_value(county_code) AS county_code
           FROM counties GROUP BY county HAVING count(*) = 1) named ON named.county = e.county
ORDER BY key, e.year, e.county
"""
# ``place`` is the county-year's place in the panel's order.
FRAME = """
CREATE TABLE frame AS
SELECT row_number() OVER (ORDER BY f.county_code, f.county, f.year, f.key) AS place, f.* FROM (
  SELECT a.key, coalesce(c.county_code, a.county_code) AS county_code,
         coalesce(c.county, a.county) AS county, coalesce(c.prefecture, '') AS prefecture,
         coalesce(c.province, '') AS province, a.year, r.report_id, coalesce(r.n_reports, 0) AS n_reports
  FROM asked a
  LEFT JOIN counties c USING (key)
  LEFT JOIN (SELECT key, year, min(report_id) AS report_id, count(*) AS n_reports
             FROM live GROUP BY ALL) r USING (key, year)
) f
"""
# What a report prints of its year stands above sums of parts, and those above what is computed.
SAID = """
SELECT f.place, f.n_reports, c.*,
       CASE c.status WHEN 'reported' THEN 1 WHEN 'conflicting' THEN 1 WHEN 'partial' THEN 2
                     WHEN 'derived' THEN 3 ELSE 4 END AS tier
FROM cells c JOIN live l USING (report_id) JOIN frame f ON f.key = l.key AND f.year = l.year
ORDER BY f.place, c.indicator, c.report_id
"""
# The claims behind cells that several reports fill, which may have to be quoted against each other.
QUOTED = """
CREATE TABLE quoted AS
SELECT report_id, claim_id, sentence FROM claims
SEMI JOIN (SELECT live.report_id FROM live JOIN frame USING (key, year) WHERE n_reports > 1) USING (report_id)
WHERE indicator <> ''
"""
PANEL = """
WITH said AS (
  SELECT * FROM said WHERE place BETWEEN getvariable('first') AND getvariable('last')
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
         nullif(k.note, ''), nullif(c.note, '')) AS note,
       c.evidence, coalesce(k.value, c.low) AS low, coalesce(k.value, c.high) AS high
FROM (SELECT * FROM frame WHERE place BETWEEN getvariable('first') AND getvariable('last')) f
CROSS JOIN indicators i
LEFT JOIN filled c ON c.place = f.place AND c.indicator = i.indicator
LEFT JOIN corrections k ON k.key = f.key AND k.year = f.year AND k.indicator = i.indicator
ORDER BY f.place, i.indicator
"""
