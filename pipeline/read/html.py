"""A saved web page → the report in it: body found, chrome gone, what its meta tags state."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from pipeline.read.content import Content, Unreadable
from pipeline.read.html_body import drop_page_parts, find_body
from pipeline.read.html_lines import render
from pipeline.read.lines import is_page_line, squeeze
from pipeline.read.text import from_decoded
from pipeline.read.title import clean_stated

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


def read_html(text: str, encoding: str = "", damaged: int = 0) -> Content:
    """The report of a decoded page: paragraphs are lines, a table's row is one with ``|`` between cells."""
    content = from_decoded(text, encoding, damaged)
    tree = LexborHTMLParser(text)
    if tree.body is None:
        raise Unreadable("empty file", "the page has no body; save it again when it has loaded")
    content.meta = _meta(tree, text)
    drop_page_parts(tree)
    lines = _without_chrome(render(find_body(tree.body)))
    if not lines:
        raise Unreadable("empty file", "the page shows no text without its scripts; save it from the browser")
    title = content.meta.get("title", "")
    if title and not any(
        squeeze(title) in squeeze("".join(lines[i : i + 3])) for i in range(min(3, len(lines)))
    ):
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
    heading = tree.css_first("h1")
    in_heading = squeeze(heading.text()) if heading else ""
    found["title"] = clean_stated(found["title"] or (in_heading if len(in_heading) > 8 else "") or page_title)
    site = SITE_IN_TITLE.search(page_title)
    found["site"] = found["site"] or (site[1] if site else "")
    code = SITE_CODE.search(page)
    found["site_code"] = found["site_code"] or (code[1] if code else "")
    return {key: value for key, value in found.items() if value}


def _without_chrome(lines: list[str]) -> list[str]:
    """Lines without page furniture above the first paragraph and below the last."""
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
