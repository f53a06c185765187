"""Measures that recur across counties and have no indicator yet, with an entry ready to paste."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.tables.sql import files, text

# What may stand before the same measure in another report without changing what is counted.
_DETERMINERS = (
    "全县|全市|全区|全年|我县|我市|我区|本县|本年度|年内|各级|各类|各项|累计|共计|共|县级|市级|区级"
)
_PUNCTUATION = "[\\s“”\"'‘’《》〈〉（）()、，]"
_SHOWN = 3  # example sentences
_MEASURES = """
WITH uncoded AS (
  SELECT c.*, coalesce(nullif(c.county_code, ''), c.county) AS key, {wording} AS wording,
         row_number() OVER (PARTITION BY key, wording, c.kind ORDER BY report_id, start) AS nth
  FROM {claims} c JOIN {reports} r USING (report_id)
  WHERE c.indicator = '' AND c.role = 'claim' AND c.modality = 'actual' AND c.change = ''
    AND c.measure <> '' AND c.kind NOT IN ('rank', 'duration') AND r.duplicate_of IS NULL
)
SELECT wording, kind, mode(unit_norm) AS unit,
       list(DISTINCT measure ORDER BY measure) AS measures,
       coalesce(list(DISTINCT action ORDER BY action) FILTER (action <> ''), []) AS actions,
       count(DISTINCT key) AS n_counties, count(*) AS n_claims,
       -- One sentence a county shows more ways of saying it than a county's own three.
       list_slice(list(sentence ORDER BY report_id, start) FILTER (nth = 1), 1, {shown}) AS examples
FROM (SELECT * FROM uncoded WHERE length(wording) > 1)
GROUP BY wording, kind
HAVING count(DISTINCT key) >= {least}
ORDER BY n_counties DESC, n_claims DESC, wording, kind
"""


@dataclass(frozen=True, slots=True)
class Discovery:
    """A measure without an indicator; ``measures`` and ``actions`` are its wordings in the reports."""

    wording: str
    kind: str
    unit: str
    measures: list[str]
    actions: list[str]
    n_counties: int
    n_claims: int
    examples: list[str]

    @property
    def entry(self) -> dict[str, Any]:
        """A catalogue entry to paste into schemas/indicators.json; what is in capitals is to be filled in."""
        unit = "%" if self.kind == "percent" else self.unit
        return {
            "code": "GROUP.NAME",
            "group": "GROUP",
            "name_zh": self.wording,
            "unit": unit,
            "kind": self.kind if self.kind in ("percent", "money") else "count",
            "definition": "DEFINITION",
            "units": [unit] if unit else [],
            "rules": [{"key": [self.wording]}],
        }


def discover(folder: Path, *, least: int = 3) -> list[Discovery]:
    """Measures in at least ``least`` counties of the dataset in ``folder`` that no indicator covers.

    Raises:
        FileNotFoundError: ``folder`` holds no dataset.
    """
    claims, reports = folder / "claims.parquet", folder / "reports.parquet"
    for path in (claims, reports):
        if not path.exists():
            raise FileNotFoundError(f"{path} is not there; build the dataset first: baoshu build")
    bare = f"regexp_replace(measure, {text(_PUNCTUATION)}, '', 'g')"
    wording = f"regexp_replace({bare}, {text(f'^(?:{_DETERMINERS})+')}, '')"
    query = _MEASURES.format(
        wording=wording, claims=files([claims]), reports=files([reports]), shown=_SHOWN, least=int(least)
    )
    with duckdb.connect() as connection:
        return [Discovery(*row) for row in connection.execute(query).fetchall()]
