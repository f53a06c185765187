"""baoshu (报数): from the annual rule-of-law reports of Chinese counties to a tidy dataset.

Every stage can be called on its own: ``pipeline.read`` (bytes to report), ``pipeline.analyse`` (text to
claims, as spaCy components), ``pipeline.tables`` (rows to dataset), ``pipeline.run`` (many reports).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

    from pipeline.model import Analysis, Report

__all__ = ["Extraction", "build", "extract", "load"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """One report and all that was found in it."""

    report: Report
    analysis: Analysis


def load(catalog: Path | str | None = None) -> Language:
    """The analysis as a spaCy ``Language``; its components can also be added to another pipeline.

    Args:
        catalog: another indicator catalogue in the form of schemas/indicators.json.

    Raises:
        CatalogError: if ``catalog`` cannot be used; the message says what to change.
    """
    from pipeline.analyse import load as load_language

    return load_language(catalog)


def extract(text: str, *, source: str = "-", catalog: Path | str | None = None) -> Extraction:
    """Whose report a text is and every section, claim and check in it.

    Args:
        text: the report; the offsets of sections and claims count its characters.
        source: where it comes from; a file name may tell county and year.
        catalog: another indicator catalogue.
    """
    from pipeline.analyse import analyse
    from pipeline.read import Content, make_report

    report = make_report(Content(text=text), source)
    return Extraction(report, analyse(text, year=report.identity.year, catalog=catalog))


def build(corpus: Sequence[str | Path], out: str | Path, **options: Any) -> dict[str, pd.DataFrame]:
    """Build the dataset of every report under ``corpus`` in the folder ``out``.

    Args:
        corpus: files and folders, read in depth.
        out: the dataset's folder; what is in it of an earlier build is used again.
        options: the fields of :class:`pipeline.run.build.Options`.

    Returns:
        The tables by name.

    Raises:
        FileNotFoundError: a path of the corpus does not exist.
        ValueError: an option's file cannot be used; the message says why.
    """
    from pipeline.run.build import Options
    from pipeline.run.build import build as build_dataset
    from pipeline.tables.dataset import read_dataset

    build_dataset(corpus, out, Options(**options))
    return read_dataset(Path(out))
