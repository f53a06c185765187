"""A readable view of a report's text that keeps every offset.

Copies of web pages and PDFs break words and figures: a line end inside ``2⏎5个``, a space in
``1 7起``, page numbers between two halves of a sentence, zero-width characters. The view repairs
them by leaving characters out and by replacing characters one for one (never NFKC, which would
turn every ``，`` into ``,`` and ``①`` into ``1``), and remembers where each character stood.
Grammars run on ``view.text``; ``view.source(start, end)`` gives the span in the report's text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.analyse.labels import starts_with_label
from pipeline.traditional import simplified

# One-for-one replacements only, so that offsets hold.
_TABLE: dict[int, str] = {
    **{0xFF10 + i: chr(0x30 + i) for i in range(10)},
    **{0xFF21 + i: chr(0x41 + i) for i in range(26)},
    **{0xFF41 + i: chr(0x61 + i) for i in range(26)},
    **{ord(c): "%" for c in "％﹪"},
    **{ord(c): "-" for c in "－﹣−‐‑"},
    **{ord(c): "~" for c in "～〜∼"},
    **{ord(c): " " for c in "\u00a0\u2002\u2003\u2009\u202f"},
    **{ord(c): "\n" for c in "\x0b\x0c\x85\u2028\u2029"},
    ord("．"): ".",
    ord("／"): "/",
    ord("＋"): "+",
    ord("＝"): "=",
    **{ord(c): "|" for c in "｜│┃┆┊║"},
    # Kangxi radicals that some PDF producers write for the plain characters.
    **{c: unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)},
}

_REPLACED = re.compile(f"[{''.join(map(chr, _TABLE))}]")
_LONE_RETURN = re.compile(r"\r(?!\n)")  # the line end of old Macs and of some exports
# An ASCII comma or semicolon in Chinese text is the full-width one; between digits it groups them.
_ASCII_STOP = re.compile(r"[,;](?:(?<!\d.)|(?!\d))")
_FULL_WIDTH = {",": "，", ";": "；"}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u202a\u202b\u202c\u202d\u202e\r"
_CJK = r"\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’"
# Spaces that stand between two Chinese characters, or between a figure and its words, carry
# nothing; two or more (or a tab, or an ideographic space) are a table's column gap and stay.
# A space inside a figure goes where the pieces make one number with a unit behind it.
_DROP = re.compile(
    rf"[{_INVISIBLE}]+"
    rf"|(?<=[{_CJK}]) (?=[{_CJK}\d(])"
    rf"|(?<=[\d)%]) (?=[{_CJK}%])"
    r"|(?<=\d) (?=\.\d)|(?<=\d\.) (?=\d+[%\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff]\d) (?=\d{1,3}(?:\.\d+)?[ ]?[%\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff]\d\d) (?=\d{1,3}[ ]?[%\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff，、；：。 ]\d) (?=\d{3}(?:\.\d+)?[ ]?[%\u4e00-\u9fff])"
    r"|(?<=^\d) (?=\d{3}\.\d+[ ]?[%\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff ]\d\d) (?=\d{3}[ ]?[%\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff ]\d\d\d) (?=\d{3}[ ]?[%\u4e00-\u9fff])"
    r"|(?<=(?<!\d)\d) (?=\d(?: \d)+ ?年)|(?<=(?<!\d)\d \d) (?=\d \d ?年)|(?<=(?<!\d)\d \d \d) (?=\d ?年)"
)
_GAP = re.compile(f"[ {_INVISIBLE}]")  # all that can be dropped begins with one of these
_DECIMALS = re.compile(r"\. ?\d+[%\u4e00-\u9fff]")
_PAGE_LINE = re.compile(r"[—–\-·• ]*(?:[—–\-•·] ?\d{1,4} ?[—–\-•·]|第 ?\d{1,4} ?页.{0,12})[—–\-·• ]*")
_ENDS_SENTENCE = frozenset("。！？；：!?;:”）)】|")
_OPENS_LINE = frozenset("，、。；：！？）%”》,")


@dataclass(slots=True)
class View:
    """Repaired text with the way back: ``offsets[i]`` is where ``text[i]`` stood."""

    text: str
    offsets: list[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the report's own text that ``text[start:end]`` was read from."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def written(self, text: str, start: int, end: int) -> str:
        """What ``text[start:end]`` of the view is in the report's own characters.

        Args:
            text: the report's text.
            start, end: of a stretch of the view's text.
        """
        if start >= end:
            return ""
        first, last = self.offsets[start], self.offsets[end - 1]
        if last - first == end - 1 - start:
            return text[first : last + 1]  # nothing was left out
        return "".join([text[at] for at in self.offsets[start:end]])

    def at(self, offset: int) -> int:
        """The position in the view of a source offset, or of the first character after it."""
        return bisect_left(self.offsets, offset)


class _Line(NamedTuple):
    """A line without the blanks around it, and where it stands."""

    start: int
    text: str
    has_label: bool
    is_row: bool


def _width(line: str) -> int:
    """Printed width in half-width columns."""
    return (len(line.encode("utf8")) + len(line)) // 2  # three bytes for two columns


def _wrap_width(lines: list[_Line]) -> int:
    """The column at which the text was wrapped by hand, or 0 if its lines are paragraphs.

    In a report whose lines are paragraphs nearly every long line ends a sentence; in wrapped
    text most lines break off in the middle.
    """
    widths = [
        (_width(line.text), line.text[-1] in _ENDS_SENTENCE)
        for line in lines
        if not line.has_label and "|" not in line.text
    ]
    long = [(w, ended) for w, ended in widths if w >= 30]
    if len(long) < 4:
        return 0
    broken = sum(not ended for _, ended in long)
    if broken * 2 < len(long):
        return 0
    ordered = sorted(w for w, _ in long)
    width = ordered[len(ordered) * 9 // 10]
    return width if width <= 130 else 0


def _is_row(line: str) -> bool:
    """A row of a table: its last figure and the first of the next row are two."""
    return "|" in line or line.count("\t") > 1


def _joins(line: _Line, following: _Line, wrap: int) -> bool:
    """True where ``following`` goes on with the sentence that ``line`` breaks off."""
    text = line.text
    last, first = text[-1], following.text[0]
    if line.is_row or following.is_row:
        return False
    if first in _OPENS_LINE:
        return last not in "。！？；"
    if first == "." and last.isdigit() and _DECIMALS.match(following.text):
        return True  # 99⏎. 6%
    if following.has_label or last in _ENDS_SENTENCE:
        return False
    if wrap:
        if line.has_label and _width(text) < 0.8 * wrap and "。" not in text:
            return False  # a short heading on a line of its own
        return _width(text) >= 0.6 * wrap
    # Elsewhere only where the break is plainly inside a figure or a clause.
    if _width(text) < 40:
        return False
    return last in "，、（(" or (last.isdigit() and first.isdigit())


def read_view(text: str) -> View:
    """Repair ``text`` for reading.

    Args:
        text: the report's text, any newline style.

    Returns:
        The view; its lines (split at ``\\n``) are paragraphs, without indentation.
    """
    plain = _LONE_RETURN.sub("\n", simplified(text))
    # Few characters are replaced: str.translate would look up every one.
    plain = _REPLACED.sub(lambda found: _TABLE[ord(found.group())], plain)
    plain = _ASCII_STOP.sub(lambda found: _FULL_WIDTH[found.group()], plain)
    lines: list[_Line] = []
    at = 0
    for raw in plain.split("\n"):
        line = raw.strip(" \t\u3000\r\ufeff\u200b")
        if line and not _PAGE_LINE.fullmatch(line):
            if raw[:1] == "\t" and "\t" in line and lines and "\t" in lines[-1].text and "。" not in line:
                line = "\t" + line  # the first cell of a row is empty
            start = at + raw.index(line[0]) if line[0] != raw[:1] else at
            lines.append(_Line(start, line, starts_with_label(line), _is_row(line)))
        at += len(raw) + 1
    wrap = _wrap_width(lines)
    pieces: list[str] = []
    offsets: list[int] = []
    last_line = len(lines) - 1
    for number, (start, line, _, _) in enumerate(lines):
        at = 0
        for candidate in _GAP.finditer(line):
            gap = _DROP.match(line, candidate.start())
            if gap is None or gap.start() < at:
                continue
            if gap.start() > at:
                pieces.append(line[at : gap.start()])
                offsets.extend(range(start + at, start + gap.start()))
            at = gap.end()
        pieces.append(line[at:])
        offsets.extend(range(start + at, start + len(line)))
        if number < last_line and not _joins(lines[number], lines[number + 1], wrap):
            pieces.append("\n")
            offsets.append(plain.find("\n", start + len(line)))
    return View("".join(pieces), offsets)
