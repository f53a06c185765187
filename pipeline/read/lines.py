"""The lines of a text as a reader sees them, and which of them belong to the page, not the report."""

from __future__ import annotations

import json
import re
from functools import cache

from pipeline.resources import schema_path

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\r"), None)
# What ends a line besides \n: the return of old Macs, Word's soft break, a terminal's and Unicode's own.
LINE_END = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[\s\u3000\u00a0]+")
# A space between two full-width characters is layout; between Latin words or digits it is a space.
WIDE_SPACE = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


@cache
def page_line() -> re.Pattern[str]:
    """Matches a line that belongs to the web page around a report (``schemas/chrome.json``)."""
    data = json.loads(schema_path("chrome.json").read_text(encoding="utf-8"))
    starts, whole, anywhere = (data[key] for key in ("line_starts", "whole_lines", "line_holds"))
    parts = [*(f"^(?:{p})" for p in starts), *(f"^(?:{p})$" for p in whole), *anywhere]
    return re.compile("|".join(parts))


def with_line_ends(text: str) -> str:
    """``text`` with ``\\n`` for every sign that ends a line; each keeps its place."""
    return LINE_END.sub("\n", text)


def squeeze(line: str) -> str:
    """``line`` without layout: no invisible characters, no spaces between Chinese characters."""
    return WIDE_SPACE.sub("", SPACES.sub(" ", line.translate(INVISIBLE)).strip())


def is_page_line(line: str) -> bool:
    """Whether a squeezed line is page furniture: a path, a print button, a page number."""
    return bool(page_line().search(line))


def visible_lines(text: str, limit: int | None = None) -> list[str]:
    """The non-empty lines of ``text``, squeezed; at most ``limit`` of them."""
    lines = []
    for raw in text.split("\n"):
        line = squeeze(raw)
        if line:
            lines.append(line)
            if limit and len(lines) == limit:
                break
    return lines


def last_lines(text: str, limit: int) -> list[str]:
    """The last ``limit`` non-empty lines of ``text``, in their order, squeezed."""
    lines: list[str] = []
    end = len(text)
    while end > 0 and len(lines) < limit:
        start = text.rfind("\n", 0, end) + 1
        line = squeeze(text[start:end])
        if line:
            lines.append(line)
        end = start - 1
    return lines[::-1]
