"""A saved web page → the report in it: body found, chrome gone, what its meta tags state."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from pipeline.read.content import Content, Unreadable
from pipeline.read.dates import is_date
from pipeline.read.html_body import LEAST, NUMBERED, drop_page_parts, find_body, is_list_of_links
from pipeline.read.html_lines import render
from pipeline.read.lines import is_page_line, squeeze
from pipeline.read.text import from_decoded
from pipeline.read.title import clean_stated, find_title, is_title

# The tags of the State Council's site guide of 2017, and what older systems write.
META = {
    "title": ("articletitle",),
    "issuer": ("contentsource", "source"),
    "site": ("sitename",),
    "site_code": ("siteidcode", "siteid"),
    "published": ("pubdate", "publishdate"),
}
SITE_CODE = re.compile(r"(?:网站)?标识码[:：]?\s*(\d{10})")
SITE_IN_TITLE = re.compile(r"[_|—\-–·»]\s*([^_|—\-–·»]{2,30}?(?:政府|局|委员会))(?:门户)?(?:网站?|网)?\s*$")
# A paragraph of the report itself: chrome is looked for only before the first and after the last one.
PARAGRAPH = 40
HEAD_LINES = 6  # lines in which a page shows the report's title
# What heads the titles of other articles below one.
RELATED = re.compile(
    "[【\\[]?(?:相关(?:阅读|链接|文章|新闻|报道|稿件|推荐|信息|内容)|延伸阅读|推荐阅读|更多阅读|热门推荐|猜你喜欢)[】\\]]?[:：]?"
)


def read_html(text: str, encoding: str = "", damaged: int = 0) -> Content:
    """The report of a decoded page: paragraphs are lines, a table's row is one with ``|`` between cells."""
    content = from_decoded(text, encoding, damaged)
    tree = LexborHTMLParser(text)
    if tree.body is None:
        raise Unreadable("empty file", "the page has no body; save it again when it has loaded")
    content.meta = _meta(tree, text)
    drop_page_parts(tree)
    is_list = is_list_of_links(tree.body)
    lines = _without_chrome(render(find_body(tree.body)))
    if is_list and sum(map(len, lines)) < LEAST:
        raise Unreadable("not a report", "a list of links; open the report in it and save that page")
    if not lines:
        raise Unreadable("empty file", "the page shows no text without its scripts; save it from the browser")
    title = content.meta.get("title", "")
    # A page's title may be the site's or the column's; the report's is put above where the page lacks it.
    head = [squeeze(line) for line in lines[:HEAD_LINES]]
    if is_title(title) and find_title(head, title).text == title and title not in "".join(head):
        lines.insert(0, title)
    content.text = "\n".join(lines) + "\n"
    return content


def _meta(tree: LexborHTMLParser, page: str) -> dict[str, str]:
    stated: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").lower()
        value = squeeze(node.attributes.get("content") or "")
        if name and value:
            stated.setdefault(name, value)
    found = {key: next((stated[name] for name in names if name in stated), "") for key, names in META.items()}
    head = tree.css_first("title")
    page_title = squeeze(head.text()) if head else ""
    headings = [squeeze(heading.text()) for heading in tree.css("h1")]
    titles = [clean_stated(title) for title in (found["title"], *headings, page_title) if len(title) > 8]
    # The first heading may be the site's name.
    found["title"] = next(filter(is_title, titles), titles[0] if titles else "")
    site = SITE_IN_TITLE.search(page_title)
    found["site"] = found["site"] or (site[1] if site else "")
    code = SITE_CODE.search(page)
    found["site_code"] = found["site_code"] or (code[1] if code else "")
    return {key: value for key, value in found.items() if value}


def _without_chrome(lines: list[str]) -> list[str]:
    """Lines without page furniture above the first paragraph and below the last."""
    lines = _without_related(lines)
    long = [
        number for number, line in enumerate(lines) if len(line) >= PARAGRAPH and re.search("[。；，]", line)
    ]
    if not long:
        return [line for line in lines if not is_page_line(squeeze(line))]
    first, last = long[0], long[-1]
    return [
        line
        for number, line in enumerate(lines)
        if first <= number <= last or not is_page_line(squeeze(line))
    ]


def _without_related(lines: list[str]) -> list[str]:
    """Lines up to the heading of other articles' titles, unless the report goes on below it."""
    for number in range(len(lines) - 1, len(lines) // 2, -1):
        if RELATED.fullmatch(squeeze(lines[number])):
            below = [squeeze(line) for line in lines[number + 1 :]]
            goes_on = any(NUMBERED.match(line) or is_date(line) for line in below)
            return lines if goes_on else lines[:number]
    return lines
