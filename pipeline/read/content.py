"""What a format reader hands on, and how it says that it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model import Report


@dataclass(slots=True)
class Content:
    """The text of one document with what its format says about it.

    ``meta`` holds only what the format states in fields of its own (html meta tags, docx core
    properties): ``title``, ``issuer``, ``site``, ``site_code``, ``published``.
    ``pages`` are the offsets at which the pages of a pdf begin; a page may begin within a paragraph.
    """

    text: str
    encoding: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Reject:
    """A file that could not be used: a short reason, and what a person can do about it."""

    source: str
    reason: str
    detail: str = ""


@dataclass(slots=True)
class Reading:
    """One report as read, with the date of publication that decides between two versions."""

    report: Report
    published: str = ""


class Unreadable(Exception):
    """The bytes hold no text that can be used. ``reason`` is short, ``detail`` says what to do."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
