"""One report → the object that ``baoshu extract`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from pipeline.analyse import analyse
from pipeline.model import Analysis, Report
from pipeline.read import (
    Content,
    Hints,
    Reject,
    Unreadable,
    check_is_report,
    documents,
    find_items,
    make_report,
    read_document,
)
from pipeline.run.warm import warm

IDENTITY = ("title", "county", "county_code", "prefecture", "province", "year", "issuer", "signed")
SECTION = ("section_id", "parent_id", "kind", "level", "label", "title", "topic", "start", "end")
CLAIM = (
    *("claim_id", "section_id", "start", "end", "text", "value", "value_max", "bound", "unit", "kind"),
    *("value_norm", "unit_norm", "measure", "action", "subject", "role", "change", "basis", "modality"),
    *("year", "part_of", "indicator", "sentence"),
)
CHECK = ("check_id", "kind", "claims", "stated", "computed", "holds", "about")


def extract_paths(paths: list[str]) -> Iterator[dict[str, Any] | Reject]:
    """The object of every report under files and folders, in order; a Reject for what cannot be read.

    Raises FileNotFoundError for a path that does not exist.
    """
    corpus = find_items(paths)
    warm()
    yield from corpus.problems
    for item in corpus.items:
        try:
            data = Path(item.path).read_bytes()
        except OSError as error:
            yield Reject(item.source, "cannot be opened", f"{error.strerror}; check the file's rights")
            continue
        yield from _objects(data, item.source, item.hints)


def extract_bytes(data: bytes, source: str = "-") -> Iterator[dict[str, Any] | Reject]:
    """The object of a document's bytes, or of each document in an archive's; a Reject for the unreadable."""
    warm()
    yield from _objects(data, source)


def _objects(data: bytes, source: str, hints: Hints | None = None) -> Iterator[dict[str, Any] | Reject]:
    for document in documents(data, source, hints):
        if isinstance(document, Reject):
            yield document
            continue
        try:
            report = read_document(document.data, document.source, document.hints).report
        except Unreadable as error:
            yield Reject(document.source, error.reason, error.detail)
        else:
            yield extract_report(report)


def extract_text(text: str, source: str = "-") -> dict[str, Any]:
    """The object of a text: offsets count its characters."""
    return extract_report(make_report(Content(text=text), source))


def extract_report(report: Report) -> dict[str, Any]:
    """Analyse ``report`` and give the object of the interface."""
    return as_object(report, analyse(report.text, year=report.identity.year))


def as_object(report: Report, analysis: Analysis) -> dict[str, Any]:
    """A report and its analysis as plain JSON values. Never refuses: what looks wrong is a warning."""
    warnings = [*report.warnings, *report.identity.warnings]
    try:
        check_is_report(report.text)
    except Unreadable as error:
        warnings.append(str(error))
    about = {
        "report_id": report.report_id,
        **_fields(report.identity, IDENTITY),
        "text_sha256": report.text_sha256,
    }
    return {
        "source": report.source,
        "report": about,
        "sections": [_fields(section, SECTION) for section in analysis.sections],
        "claims": [_fields(claim, CLAIM) for claim in analysis.claims],
        "checks": [_fields(check, CHECK) for check in analysis.checks],
        "warnings": warnings,
    }


def _fields(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in names}


def _plain(value: Any) -> Any:
    """Decimals as JSON numbers: whole ones without a point."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
