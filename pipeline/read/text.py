"""Plain text and markdown: the decoded file, unchanged."""

from __future__ import annotations

from pipeline.read.content import Content, Unreadable
from pipeline.read.encoding import decode
from pipeline.read.sniff import is_binary


def read_text(data: bytes) -> Content:
    """Decode ``data``; the byte order mark is dropped, line ends stay. Raises Unreadable if binary."""
    text, encoding, damaged = decode(data)
    return from_decoded(text, encoding, damaged)


def from_decoded(text: str, encoding: str, damaged: int) -> Content:
    """A Content for text that is already decoded, with a warning for each kind of damage."""
    if is_binary(text):
        raise Unreadable("not a document", "binary data without readable text; remove it from the corpus")
    warnings = []
    if damaged:
        warnings.append(
            f"{damaged} damaged character(s) shown as \ufffd: fetch the file again if figures are hit"
        )
    private = sum("\ue000" <= char <= "\uf8ff" for char in text)
    if private:
        warnings.append(f"{private} private-use character(s): the file uses a font's own signs")
    return Content(text=text, encoding=encoding, warnings=warnings)
