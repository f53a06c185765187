"""One document's bytes → Content, by what the bytes are. A format's library is loaded when one comes."""

from __future__ import annotations

from pipeline.read.content import Content, Unreadable
from pipeline.read.encoding import decode
from pipeline.read.sniff import is_html, sniff
from pipeline.read.text import from_decoded


def read_content(data: bytes) -> Content:
    """The text of a document and what its format says of it. Raises Unreadable with what to do."""
    kind = sniff(data)
    if kind == "text":
        text, encoding, damaged = decode(data)
        if is_html(text):
            from pipeline.read.html import read_html

            return read_html(text, encoding, damaged)
        return from_decoded(text, encoding, damaged)
    if kind == "zip":
        raise Unreadable("not a document", "an archive within an archive; unpack it")
    try:
        return _read_binary(data, kind)
    except Unreadable:
        raise
    except Exception as error:  # libraries raise whatever a damaged file makes them stumble over
        what = f"its {kind} structure cannot be read ({type(error).__name__}: {error})"
        raise Unreadable("damaged file", f"{what}; open it and save it again") from error


def _read_binary(data: bytes, kind: str) -> Content:
    if kind == "docx":
        from pipeline.read.docx import read_docx

        return read_docx(data)
    if kind == "pdf":
        from pipeline.read.pdf import read_pdf

        return read_pdf(data)
    if kind == "mhtml":
        from pipeline.read.mhtml import read_mhtml

        return read_mhtml(data)
    from pipeline.read.doc import read_doc, read_rtf

    return read_doc(data) if kind == "doc" else read_rtf(data)
