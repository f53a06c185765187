"""Where the time goes: the pipeline step by step."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from pipeline.analyse.checks import find_checks
from pipeline.analyse.claims import find_claims
from pipeline.analyse.indicators import assign_indicators
from pipeline.analyse.quantities import find_quantities
from pipeline.analyse.sections import find_sections
from pipeline.analyse.view import read_view
from pipeline.analyse.words import cut
from pipeline.catalog import Catalog, load_catalog
from pipeline.model import Analysis, Claim, Identity, Report, Section
from pipeline.tables.rows import rows_of
from tests.benchmarks.texts import variants

Result = TypeVar("Result")


def by_component(texts_a_round: int = 30, rounds: int = 6) -> dict[str, float]:
    """CPU milliseconds a text of each component: the best round, no text twice."""
    catalog = load_catalog(None)
    best: dict[str, float] = {}
    for number in range(rounds + 1):
        spent: dict[str, float] = defaultdict(float)
        for text in variants(texts_a_round, f"component {number} "):
            view = _timed(spent, "view", read_view, text)
            words = _timed(spent, "words", cut, view.text)
            sections = _timed(spent, "sections", find_sections, view, text)
            quantities = _timed(spent, "quantities", find_quantities, view)
            claims = _timed(spent, "claims", find_claims, view, text, words, quantities, sections, 2024)
            _timed(spent, "indicators", _indicators, claims, sections, catalog)
            checks = _timed(spent, "checks", find_checks, claims, text, catalog.relations)
            found = Analysis(sections, claims, checks)
            _timed(spent, "rows", rows_of, _report(text), found, catalog)
        if number:  # the first round warms up
            for name, seconds in spent.items():
                best[name] = min(best.get(name, seconds), seconds)
    return {name: 1000 * seconds / texts_a_round for name, seconds in best.items()}


def _timed(spent: dict[str, float], name: str, act: Callable[..., Result], *arguments: object) -> Result:
    start = time.process_time()
    result = act(*arguments)
    spent[name] += time.process_time() - start
    return result


def _indicators(claims: list[Claim], sections: list[Section], catalog: Catalog) -> None:
    assign_indicators(claims, sections, catalog, report_year=2024)


def _report(text: str) -> Report:
    return Report("", text, report_id="x", identity=Identity(county="获嘉县", year=2024))
