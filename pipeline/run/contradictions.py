"""The checks of a dataset with the sentences their figures stand in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

QUERY = """
SELECT k.report_id, r.county, k.year, k.kind, k.about, k.stated, k.computed, k.holds,
       (SELECT list(sentence ORDER BY first) FROM
          (SELECT sentence, min(start) AS first FROM read_parquet($claims) c
           WHERE c.report_id = k.report_id AND list_contains(string_split(k.claims, ';'), c.claim_id)
           GROUP BY sentence)) AS sentences
FROM read_parquet($checks) k JOIN read_parquet($reports) r USING (report_id)
WHERE $every OR NOT k.holds
ORDER BY r.county_code, r.county, k.year, k.report_id, k.check_id
"""


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One arithmetic relation of a report, and the sentences with its figures in the text's order."""

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

    Raises FileNotFoundError where there is no dataset.
    """
    paths = {name: folder / f"{name}.parquet" for name in ("claims", "checks", "reports")}
    for path in paths.values():
        if not path.exists():
            raise FileNotFoundError(
                f"{path} is not there; build the dataset first: baoshu build CORPUS --out {folder}"
            )
    with duckdb.connect() as connection:
        values = {**{name: str(path) for name, path in paths.items()}, "every": every}
        rows = connection.execute(QUERY, values).fetchall()
    return [CheckShown(*(*row[:8], row[8] or [])) for row in rows]
