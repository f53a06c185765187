"""Text to sections, claims and checks: as one function, and as spaCy components to be used one by one.

Both call the same functions, one folder or file a step; :func:`analyse` needs no Doc and loads no spaCy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.analyse.checks import find_checks
from pipeline.analyse.claims import find_claims
from pipeline.analyse.indicators import assign_indicators
from pipeline.analyse.quantities import find_quantities
from pipeline.analyse.quantities.grids import find_grids
from pipeline.analyse.sections import find_sections
from pipeline.analyse.view import read_view
from pipeline.analyse.words import cut
from pipeline.catalog import load_catalog
from pipeline.model import Analysis

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS = ("report_sections", "report_quantities", "report_claims", "report_indicators", "report_checks")


def load(catalog: Path | str | None = None) -> Language:
    """The pipeline as a spaCy ``Language`` whose components can also be used one by one.

    Args:
        catalog: another indicator catalogue in the form of schemas/indicators.json.

    Raises:
        CatalogError: if ``catalog`` cannot be used; the message says what to change.
    """
    import spacy

    from pipeline.analyse import components, tokenizer  # noqa: F401  (they register themselves)

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "baoshu.ReportTokenizer.v1"}}})
    for name in COMPONENTS:
        config = (
            {"catalog": str(catalog)} if name in ("report_indicators", "report_checks") and catalog else {}
        )
        nlp.add_pipe(name, config=config)
    return nlp


def analyse(text: str, *, year: int | None = None, catalog: Path | str | None = None) -> Analysis:
    """Everything that is found in a report's text.

    Args:
        text: the report; offsets in the result refer to it.
        year: the year the report is about, which 上年 and 同比 are counted from.
        catalog: another indicator catalogue.

    Raises:
        CatalogError: if ``catalog`` cannot be used; the message says what to change.
    """
    entries = load_catalog(Path(catalog) if catalog else None)
    view = read_view(text)
    sections = find_sections(view, text)
    grids = find_grids(view.text)
    claims = find_claims(view, text, cut(view.text), find_quantities(view, grids), sections, year, grids)
    assign_indicators(claims, sections, entries, report_year=year)
    return Analysis(sections, claims, find_checks(claims, text, entries.relations))
