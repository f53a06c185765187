"""The checks of a dataset with the sentences their figures stand in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.tables.sql import files

# A check names the claims of its own report by id, those of another report as report_id:claim_id.
_QUERY = """
WITH shown AS (
  SELECT * FROM {checks} WHERE $every OR NOT holds
), named AS (
  SELECT report_id, check_id, unnest(string_split(claims, ';')) AS name FROM shown
), quoted AS (
  SELECT n.report_id, n.check_id, c.sentence, c.year, c.report_id <> n.report_id AS other,
         min(c.start) AS first
  FROM named n JOIN {claims} c
    ON c.report_id = CASE WHEN contains(n.name, ':') THEN string_split(n.name, ':')[1] ELSE n.report_id END
   AND c.claim_id = string_split(n.name, ':')[-1]
  GROUP BY ALL
)
SELECT k.report_id, r.county, k.year, k.kind, k.about, k.stated, k.computed, k.holds,
       (SELECT list(CASE WHEN other THEN format('{{}}年报告：{{}}', q.year, sentence) ELSE sentence END
                    ORDER BY other, first)
        FROM quoted q WHERE q.report_id = k.report_id AND q.check_id = k.check_id) AS sentences
FROM shown k JOIN {reports} r USING (report_id)
ORDER BY r.county_code, r.county, k.year, k.report_id, k.check_id
"""


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One arithmetic relation, and the sentences with its figures in the text's order.

    Where two reports disagree the sentence of the other one comes last and says its year.
    """

    report_id: str
    county: str
    year: int | None
    kind: str
    about: str
    stated: float | None
    computed: float | None
    holds: bool
    sentences: list[str]


def find_checks(folder: Path, *, every: bool = False) -> list[CheckShown]:
    """The relations of the dataset in ``folder`` that do not hold, or all of them.

    Raises:
        FileNotFoundError: there is no dataset.
    """
    paths = {name: folder / f"{name}.parquet" for name in ("claims", "checks", "reports")}
    for path in paths.values():
        if not path.exists():
            raise FileNotFoundError(
                f"{path} is not there; build the dataset first: baoshu build CORPUS --out {folder}"
            )
    query = _QUERY.format(**{name: files([path]) for name, path in paths.items()})
    with duckdb.connect() as connection:
        rows = connection.execute(query, {"every": every}).fetchall()
    return [CheckShown(*(*row[:8], row[8] or [])) for row in rows]
