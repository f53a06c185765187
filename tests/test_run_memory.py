"""A long run: what a process remembers does not grow with the texts it has seen."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

import pipeline
from pipeline.analyse import analyse
from tests.benchmarks.texts import variants


def sentence(number: int) -> str:
    """A sentence with a figure and a name that no other has."""
    return f"全年受理行政复议案件{number + 10_000}件，编号x{number}y，审结{number + 500_000}件。"


def remembered(first: int, last: int) -> int:
    """Blocks of memory that are left over when the sentences of these numbers have been analysed."""
    gc.collect()
    before = sys.getallocatedblocks()
    for number in range(first, last):
        analyse(sentence(number))
    gc.collect()
    return sys.getallocatedblocks() - before


@pytest.mark.slow
def test_nothing_grows_over_twenty_thousand_texts() -> None:
    """In a process of its own: the caches of this one have seen other tests."""
    code = (
        "from tests.test_run_memory import remembered\n"
        "remembered(0, 12_000)\n"  # what is bounded is full
        "print(remembered(12_000, 20_000))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert int(done.stdout) < 1_000  # an eighth of a block a text


def test_a_run_loads_no_spacy() -> None:
    """Its vocabulary keeps every figure it has ever seen, and loading it takes longer than a report."""
    code = (
        "import sys\nfrom pipeline.run.warm import warm\nwarm()\n"
        "print([name for name in sys.modules if name == 'spacy'])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_components_work_in_a_memory_zone() -> None:
    """spaCy's own measure for a long run: the vocabulary stays flat, what was found outlives the zone."""
    nlp = pipeline.load()
    text = variants(1)[0]
    nlp(sentence(0))
    before = sum(1 for _ in nlp.vocab), len(nlp.vocab.strings)
    with nlp.memory_zone():
        doc = nlp.make_doc(text)
        doc._.report_year = 2024
        claims = nlp(doc)._.report_claims
    for number in range(300):
        with nlp.memory_zone():
            nlp(sentence(number))
    assert (sum(1 for _ in nlp.vocab), len(nlp.vocab.strings)) == before
    assert claims == analyse(text, year=2024).claims and claims
