"""Bytes → Report: formats by content, encodings, identity, manifests."""

from __future__ import annotations

import hashlib
import re

from pipeline.model import Report
from pipeline.read.archive import Document, documents
from pipeline.read.content import Content, Reading, Reject, Unreadable
from pipeline.read.corpus import Corpus, Item, find_items
from pipeline.read.formats import read_content
from pipeline.read.identity import identify
from pipeline.read.manifest import Hints
from pipeline.read.recognise import check_is_report

__all__ = [
    "Content",
    "Corpus",
    "Document",
    "Hints",
    "Item",
    "Reading",
    "Reject",
    "Unreadable",
    "check_is_report",
    "documents",
    "find_items",
    "identify",
    "make_report",
    "read_content",
    "read_document",
    "report_id_of",
    "sha256",
]


def make_report(
    content: Content, source: str, *, source_sha256: str = "", hints: Hints | None = None
) -> Report:
    """The Report of a document already read, identified and with its id."""
    identity = identify(content, source, hints)
    text_sha256 = sha256(content.text.encode("utf-8", "surrogatepass"))
    return Report(
        source=source,
        text=content.text,
        source_sha256=source_sha256,
        text_sha256=text_sha256,
        encoding=content.encoding,
        report_id=report_id_of(identity.county_code or identity.county, identity.year, text_sha256),
        identity=identity,
        warnings=list(content.warnings),
        pages=list(content.pages),
    )


def read_document(data: bytes, source: str, hints: Hints | None = None) -> Reading:
    """One document's bytes as a Report. Raises Unreadable; never refuses a text for what it says."""
    content = read_content(data)
    report = make_report(content, source, source_sha256=sha256(data), hints=hints)
    return Reading(report, (hints.published if hints else "") or content.meta.get("published", ""))


def report_id_of(place: str, year: int | None, text_sha256: str) -> str:
    """Code or name, year and ten digits of the text's hash: the same text has the same id anywhere."""
    name = re.sub(r"[^\w]", "", place) or "unknown"
    return f"{name}-{year or 'unknown'}-{text_sha256[:10]}"


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of ``data``."""
    return hashlib.sha256(data).hexdigest()
