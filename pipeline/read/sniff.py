"""What a file is, by its content. Names lie: many ``.doc`` files are HTML, RTF or DOCX."""

from __future__ import annotations

import re
import zipfile
import zlib
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
# Formats that are zips inside: what their content types or their parts are called, and what to do.
CONTENT_TYPES = "[Content_Types].xml"
WORD_TYPE = re.compile(
    rb"wordprocessingml\.(?:document|template)\.main|ms-word\.(?:document|template)\.macroEnabled"
)
OFFICE_TYPES = (
    (b"spreadsheetml", "an Excel sheet; save its text as docx or txt"),
    (b"presentationml", "a slide show; save its text as docx or txt"),
    (b"fixeddocument", "an XPS file; print it to PDF"),
)
PACKAGES = (
    ({"ofd.xml"}, "an OFD file; print it to PDF, or save it as docx"),
    ({"meta-inf/container.xml"}, "an e-book (EPUB); save its text as docx or txt"),
    ({"content.xml", "mimetype"}, "an OpenDocument file; save it as docx"),
    ({"index/document.iwa"}, "a Pages document; export it as docx"),
    ({"meta-inf/manifest.mf"}, "a program; remove it from the corpus"),
)
TYPES_READ = 1 << 20  # bytes; they are a few thousand
# The text of a report is below a megabyte; what claims to be more than this is made to fill the memory.
LARGEST_XML = 64 << 20
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
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sizes = {info.filename.lower(): info.file_size for info in archive.infolist()}
            # Parts may bear any name (word/document2.xml of Office 365); their types are stated.
            types = b""
            if CONTENT_TYPES in archive.namelist():
                with archive.open(CONTENT_TYPES) as part:
                    types = part.read(TYPES_READ)
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError, zlib.error) as error:
        raise Unreadable(
            "damaged file", f"the zip or docx cannot be opened ({error}); fetch it again"
        ) from error
    if WORD_TYPE.search(types) or "word/document.xml" in sizes:
        _check_sizes(sizes)
        return "docx"
    for mark, program in OFFICE_TYPES:
        if mark in types:
            raise Unreadable("not a document", program)
    for parts, program in PACKAGES:
        if parts <= sizes.keys():
            raise Unreadable("not a document", program)
    if types:
        raise Unreadable("not a document", "an Office file without a text; save its text as docx or txt")
    return "zip"


def _check_sizes(sizes: dict[str, int]) -> None:
    for name, size in sizes.items():
        if size > LARGEST_XML and name.endswith((".xml", ".rels")):
            todo = f"{name} in it unpacks to {size:,} bytes; save its text as txt"
            raise Unreadable("too large", todo)


def _ole_kind(data: bytes) -> str:
    # Stream names stand in the container's directory as UTF-16.
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise Unreadable("password protected", "open it with its password and save it without one")
    if holds("WordDocument"):
        return "doc"
    raise Unreadable("not a document", "an old Office file without a text; save it as docx or txt")
