"""Figures for an earlier year in a later report, beside that year's cell of the panel.

They fill no cell. Where both reports have a figure and the two cannot be prints of one number,
that is a check of kind ``change`` of the later report.
"""

from __future__ import annotations

#: The table ``restated`` with what the checks need beside it; ``panel`` has ``low`` and ``high``.
RESTATED = """
CREATE TABLE restated AS
SELECT l.county_code, l.county, r.claim_year AS year, r.indicator, r.value, i.unit, r.report_id,
       l.year AS report_year, r.claim_id, p.value AS panel_value,
       CASE WHEN p.value IS NOT NULL THEN greatest(p.low, r.low) <= least(p.high, r.high) END AS agrees,
       i.name_zh, r.text, p.report_id AS panel_report, p.claim_id AS panel_claim
FROM restatements r JOIN live l USING (report_id) JOIN indicators i ON i.indicator = r.indicator
LEFT JOIN (SELECT * FROM panel WHERE value IS NOT NULL) p
  ON p.key = l.key AND p.year = r.claim_year AND p.indicator = r.indicator
WHERE r.claim_year < l.year
"""
#: The checks of the reports and the disagreements between reports, in no order.
CHECKS = """
SELECT c.report_id, r.county_code, r.year, c.check_id, c.kind, c.holds, c.stated, c.computed,
       c.difference, c.claims, c.about
FROM checks c JOIN reports r USING (report_id)
UNION ALL
SELECT s.report_id, s.county_code, s.report_year, 'restated:' || s.claim_id, 'change', false,
       s.value, s.panel_value, round(s.value - s.panel_value, 9),
       s.claim_id || coalesce(';' || s.panel_report || ':' || s.panel_claim, ''),
       format('{}年报告称{}年{}为{}，{}年报告为{:.15g}{}',
              s.report_year, s.year, s.name_zh, trim(s.text), s.year, s.panel_value, s.unit)
FROM restated s WHERE s.agrees = false
"""
