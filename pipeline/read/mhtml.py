"""A web page saved as one file (.mht, or .doc of some systems): the page within the message."""

from __future__ import annotations

from email import message_from_bytes

from pipeline.read.content import Content, Unreadable
from pipeline.read.encoding import decode
from pipeline.read.html import read_html
from pipeline.read.recognise import official_words
from pipeline.read.text import read_text


def read_mhtml(data: bytes) -> Content:
    """The part that reads most like a report: frames and adverts come as parts too, often first.

    A plain text counts where there is no page. Raises Unreadable if there is neither.
    """
    parts: dict[str, list[bytes]] = {"text/html": [], "text/plain": []}
    for part in message_from_bytes(data).walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() in parts and isinstance(payload, bytes) and payload.strip():
            parts[part.get_content_type()].append(payload)
    refused: Unreadable | None = None
    for payloads, read in ((parts["text/html"], _read_page), (parts["text/plain"], read_text)):
        found = []
        for payload in payloads:
            try:
                found.append(read(payload))
            except Unreadable as error:
                refused = refused or error
        if found:
            return max(found, key=lambda content: official_words(content.text))
    raise refused or Unreadable("empty file", "a saved message without a page in it; save the page again")


def _read_page(data: bytes) -> Content:
    return read_html(*decode(data))
