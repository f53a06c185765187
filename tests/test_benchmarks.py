"""The benchmark program: its texts cannot be known beforehand, its bars say what they mean. No times here."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read import read_document
from tests.benchmarks.__main__ import Bar
from tests.benchmarks.texts import real_texts, variants, write_corpus
from tests.benchmarks.tools import TOOLS


def test_variants_are_new_texts_of_the_same_kind() -> None:
    base = real_texts()
    one, two = variants(len(base), "one"), variants(len(base), "two")
    assert one == variants(len(base), "one")
    assert not set(one) & set(two) and not set(one) & set(base)
    for text, made in zip(base, one, strict=True):
        assert len(text) == len(made) and text.count("。") == made.count("。")


def test_a_made_corpus_has_a_report_for_each_county_and_year(tmp_path: Path) -> None:
    write_corpus(tmp_path, 12)
    files = sorted(tmp_path.rglob("*.txt"))
    found = [read_document(file.read_bytes(), str(file), None).report.identity for file in files]
    assert len({(one.county_code, one.year) for one in found}) == 12
    assert [(one.county_code, str(one.year)) for one in found] == [(f.parent.name, f.stem) for f in files]


@pytest.mark.parametrize(
    ("bar", "held"),
    [
        (Bar("a", 0.5, most=0.5), True),
        (Bar("a", 0.51, most=0.5), False),
        (Bar("a", 1.8, least=1.8), True),
        (Bar("a", 1.7, least=1.8), False),
    ],
)
def test_bars(bar: Bar, held: bool) -> None:
    assert bar.held is held
    assert str(bar).startswith("ok" if held else "MISSED")


@pytest.mark.parametrize("name", ["baoshu", "rjieba"])
def test_the_tools_of_this_environment_run(name: str) -> None:
    assert TOOLS[name]()("受理行政复议申请151件。")
