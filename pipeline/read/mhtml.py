"""A web page saved as one file (.mht, or .doc of some systems): the page within the message."""

from __future__ import annotations

from email import message_from_bytes

from pipeline.read.content import Content, Unreadable
from pipeline.read.encoding import decode
from pipeline.read.html import read_html


def read_mhtml(data: bytes) -> Content:
    """The report of the first html part. Raises Unreadable if there is none."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                return read_html(*decode(payload))
    raise Unreadable("empty file", "a saved message without a page in it; save the page again")
