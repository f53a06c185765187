"""``import pipeline``: the three calls of the Python interface, and components one by one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

import pipeline
from pipeline.analyse import analyse
from pipeline.model import Analysis

TEXT = (
    "青禾县2023年度法治政府建设情况报告\n一、主要工作\n"
    "全年审结行政复议案件98件，行政机关败诉4件，比上年减少2件。\n"
)


def test_extract_gives_report_and_claims() -> None:
    found = pipeline.extract(TEXT)
    assert (found.report.identity.county, found.report.identity.year) == ("青禾县", 2023)
    assert [claim.text for claim in found.analysis.claims] == ["98件", "4件", "2件"]
    assert [section.title for section in found.analysis.sections if section.kind == "heading"] == ["主要工作"]


def test_build_gives_the_tables(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf8")
    tables = pipeline.build([tmp_path / "corpus"], tmp_path / "out", workers=1)
    assert list(tables["reports"]["county"]) == ["青禾县"]
    assert len(tables["claims"]) == 3


def test_the_language_keeps_the_text_and_shows_its_spans() -> None:
    doc = pipeline.load()(TEXT)
    assert doc.text == TEXT
    assert [TEXT[c.start : c.end] for c in doc._.report_claims] == ["98件", "4件", "2件"]
    assert len(doc.spans["claims"]) == 3
    assert doc.spans["sections"][1].text.startswith("一、主要工作")


def test_the_components_find_what_the_function_finds(report_texts: dict[str, str]) -> None:
    nlp = pipeline.load()
    for name, text in report_texts.items():
        doc = nlp.make_doc(text)
        doc._.report_year = 2024
        found = nlp(doc)._
        by_components = Analysis(found.report_sections, found.report_claims, found.report_checks)
        assert by_components == analyse(text, year=2024), name


def test_components_work_in_another_pipeline() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("report_sections")
    nlp.add_pipe("report_quantities")
    nlp.add_pipe("report_claims")
    doc = nlp(TEXT)
    assert [claim.measure for claim in doc._.report_claims][:2] == ["行政复议案件", "行政机关败诉"]


def test_a_component_says_which_one_it_needs() -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("report_claims")
    with pytest.raises(ValueError, match=r"B001.*report_quantities"):
        nlp(TEXT)


def test_the_seed_of_the_hash_settles_nothing() -> None:
    """Sets are iterated in another order in every process; a tie between rules must not follow it."""
    script = (
        "import sys, pipeline\n"
        "text = '一审应诉案件581宗、二审应诉案件62宗，合计632宗；已审结571宗，败诉70宗。'\n"
        "print([claim.indicator for claim in pipeline.extract(text).analysis.claims])\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(said) == 1
    assert "litigation.new" in said.pop()
