"""An element of a page → the lines a reader sees."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pipeline.read.lines import with_line_ends
from pipeline.read.table_rows import repeated, table_lines

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td "
    "tfoot th thead tr ul".split()
)
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
# A line end within the source is no space between Chinese characters and figures; typed blanks are one.
SOURCE_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t\r\n]*")
BLANKS = re.compile(r"[ \t\u00a0\u2002\u2003\u2009\u3000]+")
WIDE = r"[^\x00-\x2f\x3a-\x7f\x80-\xff]"  # Chinese, full-width marks and digits
BETWEEN_WIDE = re.compile(f"(?<={WIDE})\x00(?={WIDE})")
# Elements that show the line ends of their source.
AS_TYPED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
LONGEST_CELL = 300


def render(node: LexborNode) -> list[str]:
    """The lines of ``node``: one a paragraph, one a table row, none empty."""
    lines: list[str] = []
    buffer: list[str] = []
    _walk(node, lines, buffer, _is_as_typed(node))
    _flush(lines, buffer)
    return lines


def _walk(node: LexborNode, lines: list[str], buffer: list[str], as_typed: bool) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            _take(child.text_content or "", lines, buffer, as_typed)
        elif tag == "br":
            _flush(lines, buffer)
        elif tag == "table" and _is_data(child):
            _flush(lines, buffer)
            lines.extend(_rows(child))
        elif tag in BLOCKS:
            _flush(lines, buffer)
            _walk(child, lines, buffer, as_typed or _is_as_typed(child))
            _flush(lines, buffer)
        elif tag and not tag.startswith(("-", "_", "!")):
            _walk(child, lines, buffer, as_typed or _is_as_typed(child))


def _take(text: str, lines: list[str], buffer: list[str], as_typed: bool) -> None:
    """Put ``text`` into the buffer; the lines that end within it are flushed."""
    if not as_typed:
        text = SOURCE_BREAK.sub("\x00", text)
    first, *others = with_line_ends(text).replace("\r", "").split("\n")
    buffer.append(first)
    for line in others:
        _flush(lines, buffer)
        buffer.append(line)


def _is_as_typed(node: LexborNode) -> bool:
    # PRE in a mail or a database's export; the style in pages that show what somebody typed into a form.
    return node.tag in ("pre", "listing", "xmp") or bool(
        node.attributes and AS_TYPED.search(node.attributes.get("style") or "")
    )


def _flush(lines: list[str], buffer: list[str]) -> None:
    text = "".join(buffer).translate(INVISIBLE)
    buffer.clear()
    text = BLANKS.sub(" ", re.sub(" ?\x00[ \x00]*", "\x00", text))
    text = BETWEEN_WIDE.sub("", text).replace("\x00", " ").strip()
    if text:
        lines.append(re.sub(" {2,}", " ", text))


def _is_data(table: LexborNode) -> bool:
    """A table of figures, not one that arranges the page."""
    # css() searches the node itself too.
    if len(table.css("table")) > 1:
        return False
    rows = table.css("tr")
    longest = max((len(cell.text(deep=True).strip()) for cell in table.css("td, th")), default=0)
    return any(len(row.css("td, th")) > 1 for row in rows) and longest <= LONGEST_CELL


def _rows(table: LexborNode) -> list[str]:
    rows: list[list[str]] = []
    whole_width: list[bool] = []  # one cell in the row, and nothing reaches down into it
    below: dict[int, tuple[int, str]] = {}  # column → rows that a cell above still covers, with its text
    for row in table.css("tr"):
        cells: list[str] = []
        found = row.css("td, th")
        for cell in found:
            _covered(cells, below)
            text = " ".join(render(cell))
            columns = _span(cell, "colspan")
            again = repeated(text)
            for column in range(len(cells), len(cells) + columns):
                below[column] = (_span(cell, "rowspan") - 1, again)
            cells += [text, *[again] * (columns - 1)]
        own = len(cells)
        _covered(cells, below)
        rows.append(cells)
        whole_width.append(len(found) == 1 and own == len(cells) > 1)
    return table_lines(rows, whole_width)


def _covered(cells: list[str], below: dict[int, tuple[int, str]]) -> None:
    """The places that a cell of an earlier row reaches down into."""
    while below.get(len(cells), (0, ""))[0] > 0:
        left, text = below[len(cells)]
        below[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or ""
    return min(int(value), 100) if value.isdecimal() and int(value) > 0 else 1
