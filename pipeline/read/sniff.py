"""What a file is, by its content. Names lie: many ``.doc`` files are HTML, RTF or DOCX."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from pipeline.read.content import Unreadable

# (first bytes, what it is): formats known well enough to say what to do about them.
REFUSED = (
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"II*\x00", "TIFF image"),
    (b"MM\x00*", "TIFF image"),
    (b"BM", "BMP image"),
    (b"Rar!", "RAR archive"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"\x1f\x8b", "gzip archive"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"SQLite format 3", "database"),
)
HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype|html|head|body|meta|title|div|p|table|span|section|article|script|style|center|font|h\d|br)\b",
    re.I | re.S,
)
HTML_TAG = re.compile(r"<(?:html|body)[\s>]", re.I)


def sniff(data: bytes) -> str:
    """``"pdf" | "docx" | "zip" | "doc" | "rtf" | "mhtml" | "text"``; text is told from html once decoded.

    Raises Unreadable for an empty file and for formats that hold no text.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty file", "the file holds no characters; fetch it again")
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_kind(data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    for magic, name in REFUSED:
        if head.startswith(magic) and not _looks_like_text(head):
            todo = "needs OCR: run it through a text recogniser first" if "image" in name else _todo(name)
            raise Unreadable("needs OCR" if "image" in name else "not a document", f"{name}; {todo}")
    if re.match(rb"(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?MIME-Version:", head, re.I):
        return "mhtml"
    return "text"


def is_html(text: str) -> bool:
    """Whether a decoded text is a web page or a piece of one."""
    return bool(HTML_START.match(text[:4000]) or HTML_TAG.search(text[:4000]))


def is_binary(text: str) -> bool:
    """Whether a decoded text is really binary data: more than one control character in twenty."""
    sample = text[:4000]
    control = sum((char < " " and char not in "\t\n\r\f\x0b\x1a") or char == "\ufffd" for char in sample)
    return control * 20 > len(sample)


def _todo(name: str) -> str:
    return "unpack it and name the folder" if "archive" in name else "remove it from the corpus"


def _looks_like_text(head: bytes) -> bool:
    return not any(byte < 9 for byte in head)


def _zip_kind(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable(
            "damaged file", f"the zip or docx cannot be opened ({error}); fetch it again"
        ) from error
    if "word/document.xml" in names:
        return "docx"
    for part, program in (("xl/workbook.xml", "an Excel sheet"), ("ppt/presentation.xml", "a slide show")):
        if part in names:
            raise Unreadable("not a document", f"{program}; save its text as docx or txt")
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable("not a document", "an OpenDocument file; save it as docx")
    return "zip"


def _ole_kind(data: bytes) -> str:
    # Stream names stand in the container's directory as UTF-16.
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Unreadable("password protected", "open it with its password and save it without one")
    if holds("WordDocument"):
        return "doc"
    raise Unreadable("not a document", "an old Office file without a text; save it as docx or txt")
