"""What the blocks of a page are by themselves: prose, menus, teasers, tables that arrange the page."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pipeline.read.html_lines import BLOCKS, LONGEST_CELL, render
from pipeline.read.lines import is_page_line, squeeze

# What sites call the parts of a page beside the article. Held against neighbours only.
PAGE_PART = re.compile(
    r"(?:^|[-_\s])(?:foot|footer|bottom|copyright|side|sidebar|aside|related|relation|recommend|hot|comment|share"
    r"|nav|menu|crumbs?|breadcrumbs?|toolbar|pop|popup|dialog|layer|friendlinks?|search)s?(?:$|[-_\s\d])",
    re.I,
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINKS = 0.5  # of a block's text: above that it is a menu
# Teasers of other articles: text that is no link, but with a link at every second or third line.
TEASERS, LINES_A_LINK = 3, 2.5
TITLE = 6  # characters of a link to an article; 打印 and 关闭 are shorter
SENTENCE = 25  # characters of a line with a full stop in it
STOP = re.compile("[。；！]")


def is_unit(node: LexborNode) -> bool:
    """Whether ``node`` is not gone down into: a paragraph, a table of figures, text with line breaks."""
    if node.tag == "-text" or node.tag == "p" or node.tag in HEADINGS:
        return True
    if node.tag == "table":
        return not is_layout(node)
    inner = list(node.iter(include_text=True))
    if any(child.tag == "-text" and is_prose(squeeze(child.text_content or "")) for child in inner):
        return True
    return not any(_has_blocks(child) for child in inner)


def _has_blocks(node: LexborNode) -> bool:
    if node.tag in BLOCKS:
        return True
    return any(_has_blocks(child) for child in node.iter())


def is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges the page: a cell longer than figures are, and no rows alike."""
    if not any(length(cell) > LONGEST_CELL for cell in table.css("td")):
        return False
    widths = [sum(1 for cell in row.iter() if length(cell) and not is_menu(cell)) for row in table.css("tr")]
    return bool(table.css("table table")) or sum(width > 1 for width in widths) < 2


def is_prose(line: str) -> bool:
    """Whether a squeezed line is a sentence of an article."""
    return len(line) >= SENTENCE and STOP.search(line) is not None and not is_page_line(line)


def own_lines(node: LexborNode) -> list[str]:
    """The lines of ``node`` that are not the page's."""
    shown = [node.text_content or ""] if node.tag == "-text" else render(node)
    return [line for line in map(squeeze, shown) if line and not is_page_line(line)]


def is_menu(node: LexborNode) -> bool:
    """Whether most of a block is links."""
    return _links(node) > LINKS * length(node)


def is_page_part(node: LexborNode) -> bool:
    """Whether a block is called like a part of the page beside the article."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return PAGE_PART.search(names) is not None


def is_teasers(node: LexborNode, lines: list[str]) -> bool:
    """Whether a block, shown in ``lines``, presents other articles with a link each."""
    links = sum(1 for link in anchors(node) if length(link) >= TITLE)
    return links >= TEASERS and len(lines) <= LINES_A_LINK * links


def length(node: LexborNode) -> int:
    """Characters of a block but for blanks."""
    return len("".join((node.text(deep=True) or "").split()))


def anchors(node: LexborNode) -> list[LexborNode]:
    """The links of a block."""
    # <a name> is a mark that Word leaves around a heading.
    return [] if node.tag == "-text" else node.css("a:not([name])")


def _links(node: LexborNode) -> int:
    return sum(length(link) for link in anchors(node))


def prose_length(node: LexborNode) -> int:
    """Characters outside links."""
    return length(node) - _links(node)
