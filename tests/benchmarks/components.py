"""Where the time goes: the pipeline step by step."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from spacy.tokens import Doc

from pipeline.analyse import load
from pipeline.analyse.tokenizer import cut
from pipeline.analyse.view import read_view
from pipeline.catalog import load_catalog
from pipeline.model import Analysis, Identity, Report
from pipeline.tables.rows import rows_of
from tests.benchmarks.texts import variants

Result = TypeVar("Result")


def by_component(texts_a_round: int = 30, rounds: int = 6) -> dict[str, float]:
    """CPU milliseconds a text of each component: the best round, no text twice.

    ``Doc`` is what the tokenizer does besides the view and the words.
    """
    nlp = load()
    catalog = load_catalog(None)
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        spent: dict[str, float] = defaultdict(float)
        for text in variants(texts_a_round, f"component {number} "):
            view = _timed(spent, "view", read_view, text)
            _timed(spent, "words", cut, view.text)
            doc = _timed(spent, "Doc", nlp.make_doc, text)
            doc._.report_year = 2024
            for name, component in nlp.pipeline:
                _timed(spent, name.removeprefix("report_"), component, doc)
            _timed(spent, "rows", rows_of, _report(text), _analysis(doc), catalog)
        spent["Doc"] -= spent["view"] + spent["words"]
        if number:  # the first round warms up
            for name, seconds in spent.items():
                best[name] = min(best.get(name, seconds), seconds)
    return {name: 1000 * seconds / texts_a_round for name, seconds in best.items()}


def _timed(spent: dict[str, float], name: str, act: Callable[..., Result], *arguments: object) -> Result:
    start = time.process_time()
    result = act(*arguments)
    spent[name] += time.process_time() - start
    return result


def _report(text: str) -> Report:
    return Report("", text, report_id="x", identity=Identity(county="获嘉县", year=2024))


def _analysis(doc: Doc) -> Analysis:
    return Analysis(doc._.report_sections, doc._.report_claims, doc._.report_checks)
