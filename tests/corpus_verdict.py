"""Holds a built dataset against what was planted; every difference is one line a person can follow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tests.corpus_maker import Corpus
from tests.corpus_prose import Made

FLAGGED = ("conflicting", "partial")
CLOSE = 1e-9


@dataclass(slots=True)
class Difference:
    """One cell that is not as planted."""

    county: str
    year: int
    code: str
    expected: str
    found: str
    sentence: str


@dataclass(slots=True)
class Verdict:
    """``right`` of ``planted`` cells have their value; the lists say what is wrong, and how badly."""

    planted: int = 0
    right: int = 0
    unlike: list[Difference] = field(default_factory=list)  # planted, no value or a flagged one
    wrong: list[Difference] = field(default_factory=list)  # a value that is not true, without a flag
    missing: list[Difference] = field(default_factory=list)  # no value, and the reason is not right
    statuses: Counter[str] = field(default_factory=Counter)


def judge(corpus: Corpus, out: Path) -> Verdict:
    """The verdict on every cell of the panel."""
    verdict = Verdict()
    for row in pq.read_table(out / "panel.parquet").to_pylist():
        made = corpus.reports.get((row["county_code"], row["year"]))
        verdict.statuses[row["status"]] += 1
        _judge_cell(verdict, row, made)
    return verdict


def _judge_cell(verdict: Verdict, row: dict[str, Any], made: Made | None) -> None:
    code, status = row["indicator"], row["status"]
    found = f"{status} {row['bound']} {row['value']} {row['note']}".strip()
    planted = made.planted.get(code) if made else None

    def differs(expected: str, sentence: str = "") -> Difference:
        return Difference(row["county"], row["year"], code, expected, found, sentence)

    if made is None:
        if status != "no_report":
            verdict.missing.append(differs("no_report"))
    elif planted and code in made.conflicts:
        verdict.planted += 1
        verdict.right += status == "conflicting"
        if status != "conflicting":
            verdict.wrong.append(differs("conflicting", planted.sentence))
    elif planted:
        verdict.planted += 1
        same = row["value"] is not None and abs(row["value"] - float(planted.value)) <= CLOSE * abs(
            row["value"]
        )
        if same and status == "reported":
            verdict.right += 1
            if (row["bound"] or "exact") != (planted.bound or "exact"):
                verdict.wrong.append(differs(f"bound {planted.bound or 'exact'}", planted.sentence))
        else:
            flagged = row["value"] is None or status in FLAGGED or row["bound"] != "exact"
            kind = verdict.unlike if flagged else verdict.wrong
            kind.append(differs(f"{planted.value:f} {planted.bound}", planted.sentence))
    elif row["value"] is not None:
        if status != "derived" or not _follows(row, made):
            verdict.wrong.append(differs("no value"))
    elif status != ("no_figure" if code in made.mentions else "not_mentioned"):
        verdict.missing.append(differs(_reason(made, code), made.mentions.get(code, "")))


def _reason(made: Made, code: str) -> str:
    return "no_figure" if code in made.mentions else "not_mentioned"


# What may be computed from planted figures: part, whole.
RATES = {
    "mediation.success_rate": ("mediation.resolved", "mediation.accepted"),
    "rules.filing_rate": ("rules.filed", "rules.issued"),
}


def _follows(row: dict[str, Any], made: Made) -> bool:
    if row["indicator"] not in RATES:
        return False
    part, whole = (made.planted.get(code) for code in RATES[row["indicator"]])
    if part is None or whole is None:
        return False
    return row["value"] == float((part.value * 100 / whole.value).quantize(Decimal("0.01")))
