"""Text to claims: one spaCy component a folder or file, and the whole of them as one function."""

from __future__ import annotations

from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import Analysis

if TYPE_CHECKING:
    from spacy.language import Language

COMPONENTS = ("report_sections", "report_quantities", "report_claims", "report_indicators", "report_checks")

#: Strings a process remembers, some ten megabytes of them. A text brings a dozen that no text before it
#: had, figures and names: once this many are known, new ones are forgotten with the text they stand in.
VOCABULARY = 20_000


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


@lru_cache(maxsize=4)
def _loaded(catalog: str | None) -> Language:
    return load(catalog)


def analyse(text: str, *, year: int | None = None, catalog: Path | str | None = None) -> Analysis:
    """Everything that is found in a report's text.

    Args:
        text: the report; offsets in the result refer to it.
        year: the year the report is about, which 上年 and 同比 are counted from.
        catalog: another indicator catalogue.
    """
    nlp = _loaded(str(catalog) if catalog else None)
    # All that is returned is plain Python: nothing of the Doc is used after the zone.
    with nlp.memory_zone() if len(nlp.vocab.strings) >= VOCABULARY else nullcontext():
        doc = nlp.make_doc(text)
        doc._.report_year = year
        doc = nlp(doc)
        return Analysis(
            sections=doc._.report_sections, claims=doc._.report_claims, checks=doc._.report_checks
        )
