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
from pipeline.read.html_lines import BLOCKS
from pipeline.read.html_parts import (
    HEADINGS,
    anchors,
    is_layout,
    is_menu,
    is_page_part,
    is_prose,
    is_teasers,
    is_unit,
    length,
    own_lines,
    prose_length,
)
from pipeline.read.signature import OFFICE
from pipeline.read.title import is_title, title_place, titled_year

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
TABLE_PARTS = ("table", "tbody", "tr")
LIST = 5  # links
ATTACHED = re.compile(r"附件|\.(?:pdf|docx?|wps|xlsx?|ofd|zip|rar)\b", re.I)
NUMBERED = re.compile("第?[一二三四五六七八九十]{1,3}(?:、|部分)|[（(][一二三四五六七八九十]{1,3}[）)]")
Lines = dict[int, list[str]]  # of each child of an element by its mem_id


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
    links = [link for link in anchors(body) if length(link)]
    attached = any(ATTACHED.search(f"{a.attributes.get('href') or ''} {a.text(deep=True)}") for a in links)
    return len(links) >= LIST and not attached and not any(map(is_prose, own_lines(body)))


def _named(body: LexborNode) -> list[LexborNode]:
    """The largest element that bears a container's name, and what it stands in, from the body down."""
    paths = [_path(body, node) for node in body.css(CONTAINERS) if length(node) >= LEAST]
    # A column beside the article may bear such a name too.
    paths = [path for path in paths if not any(map(is_page_part, path))]
    return max(paths, key=lambda path: length(path[-1]), default=[])


def _path(body: LexborNode, node: LexborNode) -> list[LexborNode]:
    path = [node]
    while path[0].parent is not None and path[0].mem_id != body.mem_id:
        path.insert(0, path[0].parent)
    return path


def _keep_article(node: LexborNode, path: list[LexborNode]) -> None:
    """Remove from ``node`` what is not of the article; ``path`` leads to the container, if one is known."""
    if (path and node.mem_id == path[-1].mem_id) or is_unit(node):
        _drop_menus(node)
        return
    children = [child for child in node.iter(include_text=True) if length(child)]
    if len(children) == 1 and children[0].tag != "-text":
        _keep_article(children[0], path)
        return
    on_path = {step.mem_id for step in path}
    # Rendering is what takes time.
    lines = {child.mem_id: own_lines(child) for child in children}
    holding = [
        child
        for child in children
        if child.mem_id in on_path
        or (any(map(is_prose, lines[child.mem_id])) and not _is_beside(child, lines))
    ]
    holding = _with_largest(children, holding, lines)
    if not holding:
        _drop_menus(node)
        return
    kept = _with_neighbours(node, children, [child.mem_id for child in holding], lines)
    for child in children:
        if child.mem_id not in kept:
            child.decompose()
        elif child in holding and child.tag != "-text":
            _keep_article(child, path)


def _with_largest(children: list[LexborNode], holding: list[LexborNode], lines: Lines) -> list[LexborNode]:
    """``holding`` as it should be: with the child that has most, without what stands above the title."""
    written = [child for child in children if any(map(is_prose, lines[child.mem_id]))]
    named = [child for child in written if not is_page_part(child)]
    # The article may have many links, and stand in an element that is called like a part of the page.
    largest = max(named or written, key=prose_length, default=None)
    ids = {child.mem_id for child in holding}
    if largest is not None and (not ids or prose_length(largest) > sum(map(prose_length, holding))):
        ids.add(largest.mem_id)
    found = [child for child in children if child.mem_id in ids]
    titled = next((n for n, child in enumerate(found) if any(map(_names_report, lines[child.mem_id]))), 0)
    # Notices of the site and news beside the article have no numbered headings.
    above = [child for child in found[:titled] if any(map(NUMBERED.match, lines[child.mem_id]))]
    return above + found[titled:]


def _names_report(line: str) -> bool:
    return is_title(line) and titled_year(line) is not None and title_place(line) is not None


def _with_neighbours(
    node: LexborNode, children: list[LexborNode], holding: list[int], all_lines: Lines
) -> set[int]:
    """The ids of the ``children`` that are of the article whose prose is in those of ``holding``."""
    order = [child.mem_id for child in children]
    first, last = order.index(holding[0]), order.index(holding[-1])
    # Among paragraphs a short line is one of them; among the parts of a page it is the page's.
    among_paragraphs = any(is_unit(child) for child in children if child.mem_id in set(holding))
    kept = set(holding)
    signed = True
    for number, child in enumerate(children):
        if child.mem_id in kept or is_menu(child) or is_page_part(child):
            continue
        lines = all_lines[child.mem_id]
        if not lines:
            continue
        if number < first:
            is_heading = child.tag != "table" and any(
                is_title(line) or NUMBERED.match(line) for line in lines
            )
            belongs = is_heading or (among_paragraphs and is_unit(child))
        elif number < last:
            belongs = True
        else:
            signed = signed and all(_signs(line) for line in lines)
            is_annex = child.tag == "table" and not is_layout(child)
            belongs = signed or is_annex or (among_paragraphs and is_unit(child))
        # A row of a table is whole, and so is the table.
        if belongs or (node.tag in TABLE_PARTS and len(holding) > 1):
            kept.add(child.mem_id)
    return kept


def _is_beside(node: LexborNode, lines: Lines) -> bool:
    if node.tag == "-text":
        return False
    return is_menu(node) or is_page_part(node) or is_teasers(node, lines[node.mem_id])


def _signs(line: str) -> bool:
    return OFFICE.match(line) is not None or is_date(line)


def _drop_menus(node: LexborNode) -> None:
    """Remove lists of links anywhere in the article, and single links as paragraphs below it."""
    children = [child for child in node.iter(include_text=True) if length(child)]
    written = [number for number, child in enumerate(children) if any(map(is_prose, own_lines(child)))]
    for number, child in enumerate(children):
        if child.tag not in BLOCKS:
            continue  # a link within a sentence
        if is_menu(child) and not ATTACHED.search(child.text(deep=True)):
            if child.tag not in ("p", *HEADINGS) or number > max(written, default=-1):
                child.decompose()
        elif not is_unit(child):
            _drop_menus(child)
