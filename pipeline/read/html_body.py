"""The element of a page that holds the article."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.read.html_lines import LONGEST_CELL

# What the content systems of government sites call the article's element.
CONTAINERS = (
    "#UCAP-CONTENT, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, #vsb_content, .v_news_content, #zoom, "
    "#Zoom, #fontzoom, .pages_content, .article_content, .article-content, #articleContent, #content_main, "
    ".xl_content, .news_content, .view_content, .wzcon, #js_content, .xxgk_content, .ewb-article-content"
)
LEAST = 200  # characters: below that a container of this name is a stub
# Never <form>: pages of ASP.NET stand in one.
NO_TEXT = (
    "script, style, noscript, template, iframe, object, svg, button, select, textarea, nav, footer, head"
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
DOMINATES = 0.85
LEADS = 0.5
PARTS = "p, div, br, td, section, article, li"
TABLE_PARTS = ("table", "tbody", "tr")
LINKS = 0.5  # of a block's text: above that it is a menu


def drop_page_parts(tree: LexborHTMLParser) -> None:
    """Remove what never holds a report's text: scripts, menus, hidden elements."""
    for node in tree.css(NO_TEXT):
        node.decompose()
    for node in tree.css("[style]"):
        if HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()


def find_body(body: LexborNode) -> LexborNode:
    """The element with the article: a known container, else the one the text leads to."""
    named = [node for node in body.css(CONTAINERS) if _length(node) >= LEAST]
    if named:
        return max(named, key=_length)
    node = body
    while True:
        whole = _length(node)
        children = [child for child in node.iter() if _length(child)]
        if not children or not whole:
            return node
        best = max(children, key=_prose)
        # A paragraph or a table of figures is no place to go down into, however long it is.
        has_parts = len(best.css(PARTS)) > 1 and not (best.tag in TABLE_PARTS and not _is_layout(best))
        leads = _length(best) >= DOMINATES * whole or _prose(best) >= LEADS * _prose(node)
        if not (has_parts and leads and best.tag != "p"):
            break
        node = best
    for child in list(node.iter()):
        if _length(child) and _links(child) > LINKS * _length(child):
            child.decompose()
    return node


def _is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges the page: no cell of figures is that long."""
    return any(_length(cell) > LONGEST_CELL for cell in table.css("td"))


def _length(node: LexborNode) -> int:
    return len("".join(node.text(deep=True).split()))


def _links(node: LexborNode) -> int:
    return sum(_length(link) for link in node.css("a"))


def _prose(node: LexborNode) -> int:
    """Characters outside links."""
    return _length(node) - _links(node)
