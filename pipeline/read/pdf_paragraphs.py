"""Lines on pages → paragraphs.

The first line of a Chinese paragraph is indented by two characters; that is the surest sign there
is (83 of 84 paragraphs right, against 56 to 78 by length and punctuation). A line that ends early
closes its paragraph too, for texts without indents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from unicodedata import normalize

from pipeline.read.pdf_tables import Cell, rows_of

PAGE_NUMBER = re.compile(
    r"[—–\-－·•\s]*(?:第?\s*\d{1,3}\s*页?|\d{1,3}\s*/\s*\d{1,3}|第\s*\d+\s*页\s*[,，/／|]?\s*共\s*\d+\s*页|Page\s*\d+\s*of\s*\d+)[—–\-－·•\s]*"
)
# One that cannot be a figure, wherever it closes a page: margins may be cut off or left very wide.
MARKED_NUMBER = re.compile(r"[—–\-－·•]\s*\d{1,3}\s*[—–\-－·•]|第\s*\d{1,3}\s*页.{0,12}")
# Where a line with one begins, the line before did not run on: it closes with a full stop.
LABEL = re.compile("[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
EDGE = 0.1  # of the page's height, where running heads and page numbers stand
INDENT = 0.8  # em from the column's edge that make a first line
COLUMN_GAP = 6.0  # em between the edges of two columns
EARLY = 4.0  # em short of the column's right edge: the paragraph ends here
EARLY_WITH_STOP = 1.5
PAGE = "\x01"  # stands in a paragraph where a page begins, until the offsets are counted
# A head that stands on one page alone: smaller than the text, far above or below it, without a figure.
SMALL = 0.85  # of the text's height
FAR = 2.0  # of its own height
HEAD = re.compile(r"[^。；，\d]{2,30}")
STOP = tuple("。！？：；…”）")
WIDE = r"\u2e80-\u9fff\uff00-\uffef、。《》“”‘’（）—…"
# PDFium puts a space where the font changes: 2026 年, 174 万户.
FONT_SPACE = re.compile(rf"(?<=[{WIDE}]) +(?=[\w({WIDE}])|(?<=[\w%).]) +(?=[{WIDE}])")
# Some producers write radicals in place of the characters they look like.
RADICALS = {code: normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}


@dataclass(slots=True)
class Line:
    """A printed line; boxes in points from the page's lower left, all 0 where unknown.

    ``cells`` are its pieces between wide gaps, ``row`` is its text where it is the row of a table.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    cells: list[Cell] = field(default_factory=list)
    row: str = ""


def paragraphs(pages: Sequence[tuple[list[Line], float]]) -> tuple[list[str], list[int]]:
    """The paragraphs of pages given as (lines in reading order, height of the page).

    Returns:
        The paragraphs, and the offset in their text (joined by line ends) at which each page begins.
    """
    pages = _without_running_heads(pages)
    em = _em([line for lines, _ in pages for line in lines])
    everywhere = _edges([line for lines, _ in pages for line in lines], em)
    found: list[str] = []
    previous: Line | None = None
    turned = ""  # the marks of pages turned since the last line; an empty page has no line of its own
    for lines, _ in pages:
        columns = _edges(lines, em) or everywhere
        rights = _rights(lines, columns, em)
        turned += PAGE
        for line, row in zip(lines, rows_of([line.cells for line in lines]), strict=True):
            line.row = row
        for line in lines:
            text = _tidy(line).replace(PAGE, "")
            if previous is None or _starts(line, previous, columns, rights, em):
                found.append(turned + text)
            else:
                found[-1] = _join(found[-1], text, turned)
            previous, turned = line, ""
    marked = "\n".join(found) + turned
    starts = [match.start() - number for number, match in enumerate(re.finditer(PAGE, marked))]
    return marked.replace(PAGE, "").split("\n"), starts


def _without_running_heads(pages: Sequence[tuple[list[Line], float]]) -> list[tuple[list[Line], float]]:
    def at_edge(line: Line, height: float) -> bool:
        return line.top > 0 and (line.bottom < EDGE * height or line.top > (1 - EDGE) * height)

    def closes(line: Line, lines: list[Line]) -> bool:
        lowest = all(line.bottom <= other.bottom for other in lines)
        return lowest and line.top > 0 and MARKED_NUMBER.fullmatch(line.text) is not None

    seen = Counter(
        shape
        for lines, height in pages
        for shape in {_shape(line) for line in lines if at_edge(line, height)}
    )
    least = max(2, len(pages) // 2)
    heights = [line.top - line.bottom for lines, _ in pages for line in lines if len(line.text) >= 20]
    small = SMALL * median(heights) if heights else 0.0

    def is_page(line: Line, lines: list[Line], height: float) -> bool:
        if closes(line, lines):
            return True
        repeats = PAGE_NUMBER.fullmatch(line.text) is not None or seen[_shape(line)] >= least
        return at_edge(line, height) and (repeats or _is_head(line, lines, small))

    return [([line for line in lines if not is_page(line, lines, height)], height) for lines, height in pages]


def _is_head(line: Line, lines: list[Line], small: float) -> bool:
    height = line.top - line.bottom
    if height > small or not HEAD.fullmatch(line.text):
        return False
    nearest = min(
        (max(line.bottom - other.top, other.bottom - line.top) for other in lines if other is not line),
        default=0.0,
    )
    return nearest > FAR * height


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _em(lines: list[Line]) -> float:
    """The width of a character in points, from the lines with many of them."""
    widths = [
        (line.right - line.left) / len(line.text)
        for line in lines
        if len(line.text) >= 20 and line.right > line.left
    ]
    return median(widths) if widths else 12.0


def _edges(lines: list[Line], em: float) -> list[float]:
    """The left edges of the columns: where many lines begin, more than six em apart."""
    begins = Counter(round(2 * line.left / em) for line in lines if line.right > line.left)
    least = max(3, sum(begins.values()) // 7)
    edges: list[float] = []
    for place in sorted(begins):
        if begins[place] + begins[place - 1] + begins[place + 1] >= least:
            position = min(line.left for line in lines if abs(round(2 * line.left / em) - place) <= 0)
            if not edges or position - edges[-1] > COLUMN_GAP * em:
                edges.append(position)
    return edges


def _column(line: Line, columns: list[float], em: float) -> int:
    return max((i for i, edge in enumerate(columns) if line.left >= edge - em), default=0)


def _rights(lines: list[Line], columns: list[float], em: float) -> list[float]:
    """Where the lines of each column end; a title that reaches over the next column is of neither."""
    return [
        max(
            (
                line.right
                for line in lines
                if _column(line, columns, em) == number and not _spans(line, columns, em)
            ),
            default=0.0,
        )
        for number in range(len(columns))
    ]


def _spans(line: Line, columns: list[float], em: float) -> bool:
    """Whether ``line`` reaches from its column into the next."""
    following = columns[_column(line, columns, em) + 1 :]
    return bool(following) and line.right > following[0] + em


def _starts(line: Line, previous: Line, columns: list[float], rights: list[float], em: float) -> bool:
    """Whether ``line`` begins a paragraph."""
    if line.row or previous.row:
        return True
    if not columns or line.right <= line.left or previous.right <= previous.left:
        return previous.text.endswith(STOP)
    if _spans(line, columns, em) != _spans(previous, columns, em):
        return True
    if LABEL.match(line.text) and previous.text.endswith(STOP):
        return True
    if line.left - columns[_column(line, columns, em)] > INDENT * em:
        return True
    column = _column(previous, columns, em)
    short = rights[column] - previous.right
    return short > EARLY * em or (short > EARLY_WITH_STOP * em and previous.text.endswith(STOP))


def _join(before: str, after: str, between: str) -> str:
    both_latin = (
        before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    )
    return before + (" " if both_latin else "") + between + after


def _tidy(line: Line) -> str:
    return FONT_SPACE.sub("", line.row or line.text).translate(RADICALS)
