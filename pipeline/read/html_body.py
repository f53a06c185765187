"""The element of a page that holds the article, and nothing in it that belongs to the page.

From the body downwards: where one child alone holds prose its siblings are the page around the article;
where several do, the article is made of them. Articles are often cut in two: by Word (WordSection1,
WordSection2), by a site's editor (two .TRS_Editor), by a stray end tag. So no share of the text makes one
child the whole of it.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.read.dates import is_date
from pipeline.read.html_lines import BLOCKS, LONGEST_CELL, render
from pipeline.read.lines import is_page_line, squeeze
from pipeline.read.signature import OFFICE
from pipeline.read.title import is_title

# What the content systems of government sites call the article's element.
CONTAINERS = (
    "#UCAP-CONTENT, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, #vsb_content, .v_news_content, #zoom, "
    "#Zoom, #fontzoom, .pages_content, .article_content, .article-content, #articleContent, #content_main, "
    ".xl_content, .news_content, .view_content, .wzcon, #js_content, .xxgk_content, .ewb-article-content"
)
LEAST = 200  # characters: below that a container of this name is a stub
# Never <form>: pages of ASP.NET stand in one.
NO_TEXT = (
    "script, style, noscript, template, iframe, object, svg, button, select, textarea, nav, footer, head, "
    # The running head of a document that LibreOffice saved as a page.
    "div[title=header], div[title=footer]"
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# What sites call the parts of a page beside the article. Held against neighbours only.
PAGE_PART = re.compile(
    r"(?:^|[-_\s])(?:foot|footer|bottom|copyright|side|sidebar|aside|related|relation|recommend|hot|comment|share"
    r"|nav|menu|crumbs?|breadcrumbs?|toolbar|pop|popup|dialog|layer|friendlinks?|search)(?:$|[-_\s\d])",
    re.I,
)
TABLE_PARTS = ("table", "tbody", "tr")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
LINKS = 0.5  # of a block's text: above that it is a menu
# Teasers of other articles: text that is no link, but with a link at every second or third line.
TEASERS, LINES_A_LINK = 3, 2.5
LIST = 5  # links
ATTACHED = re.compile(r"附件|\.(?:pdf|docx?|wps|xlsx?|ofd|zip|rar)\b", re.I)
SENTENCE = 25  # characters of a line with a full stop in it
NUMBERED = re.compile("第?[一二三四五六七八九十]{1,3}(?:、|部分)|[（(][一二三四五六七八九十]{1,3}[）)]")
STOP = re.compile("[。；！]")


def drop_page_parts(tree: LexborHTMLParser) -> None:
    """Remove what never holds a report's text: scripts, menus, hidden elements."""
    for node in tree.css(NO_TEXT):
        node.decompose()
    for node in tree.css("[style]"):
        if HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()


def find_body(body: LexborNode) -> LexborNode:
    """``body`` with nothing left in it but the article: a known container's text, or where the prose is."""
    _keep_article(body, _named(body))
    return body


def is_list_of_links(body: LexborNode) -> bool:
    """Whether a page shows links to articles and none of the articles themselves; an attachment is one."""
    links = [link for link in _anchors(body) if _length(link)]
    attached = any(ATTACHED.search(f"{a.attributes.get('href') or ''} {a.text(deep=True)}") for a in links)
    return len(links) >= LIST and not attached and not any(map(_is_prose, _lines(body)))


def _named(body: LexborNode) -> list[LexborNode]:
    """The largest element that bears a container's name, and what it stands in, from the body down."""
    paths = [_path(body, node) for node in body.css(CONTAINERS) if _length(node) >= LEAST]
    # A column beside the article may bear such a name too.
    paths = [path for path in paths if not any(map(_is_page_part, path))]
    return max(paths, key=lambda path: _length(path[-1]), default=[])


def _path(body: LexborNode, node: LexborNode) -> list[LexborNode]:
    path = [node]
    while path[0].parent is not None and path[0].mem_id != body.mem_id:
        path.insert(0, path[0].parent)
    return path


def _keep_article(node: LexborNode, path: list[LexborNode]) -> None:
    """Remove from ``node`` what is not of the article; ``path`` leads to the container, if one is known."""
    if (path and node.mem_id == path[-1].mem_id) or _is_unit(node):
        _drop_menus(node)
        return
    children = [child for child in node.iter(include_text=True) if _length(child)]
    on_path = {step.mem_id for step in path}
    holding = [child for child in children if child.mem_id in on_path or _holds_prose(child)]
    if not holding and children:
        # The article itself may stand in an element that is called like a part of the page.
        holding = [child for child in [max(children, key=_prose)] if any(map(_is_prose, _lines(child)))]
    if not holding:
        _drop_menus(node)
        return
    kept = _with_neighbours(node, children, [child.mem_id for child in holding])
    for child in children:
        if child.mem_id not in kept:
            child.decompose()
        elif child in holding and child.tag != "-text":
            _keep_article(child, path)


def _with_neighbours(node: LexborNode, children: list[LexborNode], holding: list[int]) -> set[int]:
    """The ids of the ``children`` that are of the article whose prose is in those of ``holding``."""
    order = [child.mem_id for child in children]
    first, last = order.index(holding[0]), order.index(holding[-1])
    # Among paragraphs a short line is one of them; among the parts of a page it is the page's.
    among_paragraphs = any(_is_unit(child) for child in children if child.mem_id in set(holding))
    kept = set(holding)
    signed = True
    for number, child in enumerate(children):
        if child.mem_id in kept or _is_menu(child) or _is_page_part(child):
            continue
        lines = _lines(child)
        if not lines:
            continue
        if number < first:
            is_heading = child.tag != "table" and any(
                is_title(line) or NUMBERED.match(line) for line in lines
            )
            belongs = is_heading or (among_paragraphs and _is_unit(child))
        elif number < last:
            belongs = True
        else:
            signed = signed and all(_signs(line) for line in lines)
            is_annex = child.tag == "table" and not _is_layout(child)
            belongs = signed or is_annex or (among_paragraphs and _is_unit(child))
        # A row of a table is whole, and so is the table.
        if belongs or (node.tag in TABLE_PARTS and len(holding) > 1):
            kept.add(child.mem_id)
    return kept


def _is_unit(node: LexborNode) -> bool:
    """Whether ``node`` is not gone down into: a paragraph, a table of figures, text with line breaks."""
    if node.tag == "-text" or node.tag == "p" or node.tag in HEADINGS:
        return True
    if node.tag == "table":
        return not _is_layout(node)
    inner = list(node.iter(include_text=True))
    if any(child.tag == "-text" and _is_prose(squeeze(child.text_content or "")) for child in inner):
        return True
    return not any(_has_blocks(child) for child in inner)


def _has_blocks(node: LexborNode) -> bool:
    if node.tag in BLOCKS:
        return True
    return any(_has_blocks(child) for child in node.iter())


def _is_layout(table: LexborNode) -> bool:
    """Whether a table only arranges the page: a cell longer than figures are, and no rows alike."""
    if not any(_length(cell) > LONGEST_CELL for cell in table.css("td")):
        return False
    widths = [
        sum(1 for cell in row.iter() if _length(cell) and not _is_menu(cell)) for row in table.css("tr")
    ]
    return bool(table.css("table table")) or sum(width > 1 for width in widths) < 2


def _holds_prose(node: LexborNode) -> bool:
    if node.tag == "-text":
        return _is_prose(squeeze(node.text_content or ""))
    if _is_menu(node) or _is_page_part(node) or _is_teasers(node):
        return False
    return any(_is_prose(line) for line in _lines(node))


def _is_prose(line: str) -> bool:
    return len(line) >= SENTENCE and STOP.search(line) is not None and not is_page_line(line)


def _lines(node: LexborNode) -> list[str]:
    """The lines of ``node`` that are not the page's."""
    shown = [node.text_content or ""] if node.tag == "-text" else render(node)
    return [line for line in map(squeeze, shown) if line and not is_page_line(line)]


def _signs(line: str) -> bool:
    return OFFICE.match(line) is not None or is_date(line)


def _is_menu(node: LexborNode) -> bool:
    return _links(node) > LINKS * _length(node)


def _is_page_part(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return PAGE_PART.search(names) is not None


def _is_teasers(node: LexborNode) -> bool:
    links = sum(1 for link in _anchors(node) if _length(link))
    return links >= TEASERS and len(_lines(node)) <= LINES_A_LINK * links


def _drop_menus(node: LexborNode) -> None:
    """Remove lists of links anywhere in the article, and single links as paragraphs below it."""
    children = [child for child in node.iter(include_text=True) if _length(child)]
    prose = [number for number, child in enumerate(children) if any(map(_is_prose, _lines(child)))]
    for number, child in enumerate(children):
        if child.tag not in BLOCKS:
            continue  # a link within a sentence
        if _is_menu(child) and not ATTACHED.search(child.text(deep=True)):
            if child.tag not in ("p", *HEADINGS) or number > max(prose, default=-1):
                child.decompose()
        elif not _is_unit(child):
            _drop_menus(child)


def _length(node: LexborNode) -> int:
    return len("".join((node.text(deep=True) or "").split()))


def _anchors(node: LexborNode) -> list[LexborNode]:
    # <a name> is a mark that Word leaves around a heading.
    return [] if node.tag == "-text" else node.css("a:not([name])")


def _links(node: LexborNode) -> int:
    return sum(_length(link) for link in _anchors(node))


def _prose(node: LexborNode) -> int:
    """Characters outside links."""
    return _length(node) - _links(node)
