"""The acceptance test of reading, placing and filling: 300 made files against what was planted in them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.run.build import Options, build
from tests.corpus_maker import Corpus, make_corpus
from tests.corpus_verdict import Verdict, judge

# Of planted cells; the rest must be empty or flagged.
RIGHT = 0.98


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("corpus")


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return make_corpus(folder)


@pytest.fixture(scope="module")
def dataset(folder: Path, corpus: Corpus) -> Path:
    build([folder / "files"], folder / "out", Options(panel=folder / "panel.csv"))
    return folder / "out"


@pytest.fixture(scope="module")
def verdict(corpus: Corpus, dataset: Path) -> Verdict:
    return judge(corpus, dataset)


def rows(dataset: Path, folder: Path, table: str) -> list[dict[str, Any]]:
    """The rows of a table; ``source`` is the path below the corpus."""
    found = pq.read_table(dataset / f"{table}.parquet").to_pylist()
    top = f"{(folder / 'files').as_posix()}/"
    return [{**row, "source": row["source"].removeprefix(top)} if "source" in row else row for row in found]


def test_the_corpus_is_what_the_issue_asks_for(corpus: Corpus) -> None:
    assert corpus.n_files >= 300
    codes = {code for code, _ in corpus.names}
    assert len(codes) >= 40 and len({year for _, year in corpus.names}) == 6
    planted = [code for made in corpus.reports.values() for code in made.planted]
    assert len(planted) > 6000 and len(set(planted)) >= 50


def test_every_report_has_its_county_and_year(corpus: Corpus, dataset: Path, folder: Path) -> None:
    counted = [row for row in rows(dataset, folder, "reports") if row["duplicate_of"] is None]
    outside = corpus.others.keys() | corpus.unplaced.keys()
    found = Counter((row["county_code"], row["year"]) for row in counted if row["source"] not in outside)
    assert found == Counter(corpus.reports.keys())


def test_other_places_and_ambiguous_names(corpus: Corpus, dataset: Path, folder: Path) -> None:
    found = {row["source"]: row for row in rows(dataset, folder, "reports")}
    assert {path: found[path]["county_code"] for path in corpus.others} == corpus.others
    for path, name in corpus.unplaced.items():
        assert (found[path]["county"], found[path]["county_code"]) == (name, "")
        assert "ambiguous" in found[path]["warnings"]


def test_copies_and_superseded_versions_count_once(corpus: Corpus, dataset: Path, folder: Path) -> None:
    reports = rows(dataset, folder, "reports")
    assert len(reports) - len(corpus.reports) - len(corpus.others) - len(corpus.unplaced) == sum(
        row["duplicate_of"] is not None for row in reports
    )
    corrected = [row for row in reports if "更正版" in row["source"]]
    assert len(corrected) >= 10 and all(row["duplicate_of"] is None for row in corrected)


def test_every_reject_is_right(corpus: Corpus, dataset: Path, folder: Path) -> None:
    assert {row["source"]: row["reason"] for row in rows(dataset, folder, "rejects")} == corpus.rejects


def test_every_missing_cell_is_right(verdict: Verdict) -> None:
    assert verdict.missing == []


def test_planted_cells_carry_the_right_value(verdict: Verdict) -> None:
    assert verdict.right >= RIGHT * verdict.planted, verdict.unlike[:20]


def test_no_cell_is_wrong_without_a_flag(verdict: Verdict) -> None:
    assert verdict.wrong == []


def test_conflicts_quote_both_sentences(corpus: Corpus, dataset: Path) -> None:
    panel = pq.read_table(dataset / "panel.parquet").to_pylist()
    cells = {(row["county_code"], row["year"], row["indicator"]): row for row in panel}
    conflicts = [(*key, code) for key, made in corpus.reports.items() for code in made.conflicts]
    assert conflicts
    for code, year, indicator in conflicts:
        cell = cells[code, year, indicator]
        assert cell["status"] == "conflicting"
        sentence = corpus.reports[code, year].planted[indicator].sentence
        assert sentence.partition("，")[0] in cell["note"] and cell["note"].count("（c") == 2


def test_figures_for_the_year_before_are_restated(corpus: Corpus, dataset: Path) -> None:
    found = {
        (row["county_code"], row["report_year"], row["indicator"]): row
        for row in pq.read_table(dataset / "restated.parquet").to_pylist()
    }
    expected = {
        (*key, indicator): value
        for key, made in corpus.reports.items()
        for indicator, value in made.earlier.items()
    }
    right = sum(
        key in found and found[key]["value"] == float(value) and found[key]["year"] == key[1] - 1
        for key, value in expected.items()
    )
    assert right >= RIGHT * len(expected)
    # Where both reports have a figure it is said whether they agree, and a disagreement is a check.
    checks = pq.read_table(dataset / "checks.parquet").to_pylist()
    said = {check["check_id"] for check in checks if check["check_id"].startswith("restated:")}
    for (code, year, indicator), row in found.items():
        before = corpus.reports.get((code, year - 1))
        if before is None or indicator not in before.planted or (code, year, indicator) not in expected:
            continue
        if before.planted[indicator].bound or indicator in before.conflicts or row["panel_value"] is None:
            continue
        if row["agrees"] is False:
            assert f"restated:{row['claim_id']}" in said
