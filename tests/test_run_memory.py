"""A long run: what a process remembers does not grow with the texts it has seen."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

import pipeline.analyse
from pipeline.analyse import analyse
from tests.benchmarks.texts import variants


def vocabulary() -> tuple[int, int]:
    """Words and strings that spaCy holds. (``len(vocab)`` counts the forgotten ones, too.)"""
    vocab = pipeline.analyse._loaded(None).vocab
    return sum(1 for _ in vocab), len(vocab.strings)


def sentence(number: int) -> str:
    """A sentence with a figure and a name that no other has."""
    return f"全年受理行政复议案件{number + 10_000}件，编号x{number}y，审结{number + 500_000}件。"


def test_the_vocabulary_is_flat_once_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    analyse("县政府")
    monkeypatch.setattr("pipeline.analyse.VOCABULARY", vocabulary()[1] + 100)
    for number in range(200):
        analyse(sentence(number))
    before = vocabulary()
    for number in range(200, 800):
        analyse(sentence(number))
    assert vocabulary() == before


def test_results_outlive_what_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    text = variants(1)[0]
    kept = analyse(text, year=2024)
    monkeypatch.setattr("pipeline.analyse.VOCABULARY", 0)
    forgotten = analyse(text, year=2024)
    for number in range(20):
        analyse(sentence(number))
    gc.collect()
    assert forgotten == kept and kept.claims


@pytest.mark.slow
def test_vocabulary_over_twenty_thousand_texts() -> None:
    """In a process of its own: the vocabulary of this one has seen other tests."""
    code = (
        "from tests.test_run_memory import analyse, sentence, vocabulary\n"
        "for number in range(20_000):\n"
        "    analyse(sentence(number))\n"
        "    if number == 12_000: before = vocabulary()\n"
        "assert before == vocabulary(), (before, vocabulary())\n"
        "print(*before)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    words, strings = map(int, done.stdout.split())
    assert words <= strings <= pipeline.analyse.VOCABULARY + 100
