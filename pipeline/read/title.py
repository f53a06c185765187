"""The title of a report: on one line, split over several, or between the parts of a web page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.dates import YEAR, to_year
from pipeline.read.lines import is_page_line, squeeze
from pipeline.read.placenames import PlaceName, place_at
from pipeline.traditional import simplified

# The title stands near the top; what comes later is a reference to some report.
TOP_LINES = 40
LONGEST = 80
MATTER = re.compile(
    r"法治政府|依法行政|法治(?:政府|机关|社会|[^，]{0,4})?建设|法治工作|依法治[县市区省理国]|法治[县市区]|政府工作"
)
ENDING = re.compile(
    r"(?:报告|总结|情况|汇报|综述|概况|公告|公示|通报|报告书|年报|白皮书)[》”\"]?(?:的(?:函|报告|请示|通知|公告))?"
    r"(?:[和及暨与](?:20\d\d)?年?度?[^，。]{0,10}(?:计划|打算|安排|思路|要点))?"
    r"(?:[（(\[【][^（(]{1,24}[）)\]】])?$"
)
# A notice has the title of the report it brings; one that calls for reports has none.
NOTICE = re.compile(r"的通知(?:[（(\[【].*)?$")
BRINGS = re.compile("印发|转发|公布|发布|下发|公开")
INNER = re.compile(r"[。！？；!?;]|[，,].*[，,]")
LABEL = re.compile(r"^(?:#+ *|标题[:：]|名称[:：]|题名[:：]|信息名称[:：]|\*+)|\*+$")
SITE_TAIL = re.compile(r"[_|—\-–·»]+[^_|]{2,24}(?:政府|网站?|门户|局|公开|信息港|平台|专栏|栏目)[^_|]*$")
SUBTITLE = re.compile(r"^[（(【\[——].*[）)】\]]$|^——")
YEAR_IN_TITLE = re.compile(
    rf"(?P<y>{YEAR})(?:\s*[-—–－~至到、和及与]\s*(?P<y2>{YEAR}))?\s*(?P<sign>年?)(?!\s*\d{{1,2}}\s*月\s*\d)"
)
PLAN = re.compile(r"^年?度?[^，]{0,14}(?:计划|打算|安排|思路|要点)")
ANCHOR = re.compile(
    r"^|关于(?:报送|印发|上报|公布|呈报)?|报送|印发|上报|审议|中共|年度?|[《【】_|:：\s·—-]"
    rf"|{YEAR}(?!\s*年)"
)


@dataclass(slots=True)
class Title:
    """A title as found: its text, and the number of the line that follows it."""

    text: str
    next_line: int = 0


def find_title(lines: list[str], stated: str = "") -> Title:
    """The best title among the first ``lines`` (squeezed), else ``stated`` by the format, else empty."""
    best, best_score = Title(""), 0.0
    top = lines[:TOP_LINES]
    # What cannot be a piece of a title; a site's name may make a title's line longer.
    apart = [len(line) > 2 * LONGEST or is_page_line(line) for line in top]
    for first in range(len(top)):
        for count in (1, 2, 3):
            if any(apart[first : first + count]):
                break
            score, text = _candidate(top[first : first + count])
            score -= first * 0.02
            if score > best_score:
                best, best_score = Title(text, first + count), score
    stated = clean_stated(stated)
    if stated and _quality(stated) > max(best_score, 0.5):
        return Title(stated, best.next_line)
    return best if best.text else Title(stated)


def clean_stated(title: str) -> str:
    """A title from a page's head without the site's name behind it."""
    text = LABEL.sub("", squeeze(title))
    while (shorter := SITE_TAIL.sub("", text)) != text and len(shorter) >= 8:
        text = shorter
    return text


def _candidate(lines: list[str]) -> tuple[float, str]:
    text = LABEL.sub("", "".join(lines))
    if not ENDING.search(text):
        text = SITE_TAIL.sub("", text)
    if len(lines) > 1:
        # Only pieces of one title are joined: none of them is whole, none is a site's name.
        if any(re.search(r"网站?$|门户|频道", line) or SUBTITLE.match(line) for line in lines):
            return 0.0, ""
        if any(
            MATTER.search(line) and ENDING.search(line) and titled_year(line) and title_place(line)
            for line in lines
        ):
            return 0.0, ""
    return _quality(text) - 0.5 * (len(lines) - 1), text


def _quality(text: str) -> float:
    if len(text) > LONGEST or len(text) < 6 or INNER.search(text) or not ENDING.search(text):
        return 0.0
    if re.match(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|现将|根据|按照", text):
        return 0.0
    if NOTICE.search(text) and not BRINGS.search(text):
        return 0.0
    known = 2.0 * (titled_year(text) is not None) + 2.0 * (title_place(text) is not None)
    if MATTER.search(text):
        return 1.0 + known
    return known if known and re.search(r"工作|年度|报告", text) else 0.0


def is_title(line: str) -> bool:
    """Whether a squeezed line reads as the title of a report."""
    return _quality(simplified(line)) > 0


def titled_year(title: str) -> int | None:
    """The year a title reports on: the last year of a range, never that of a plan or of a law's name."""
    for text in (re.sub(r"《[^》]*》", "", title), title):
        for match in YEAR_IN_TITLE.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if (before in "〔[" and before) or before.isdigit():
                continue  # a document number
            if not match["sign"] and re.match(r"\d|[.．/-]\d", text[match.end() :]):
                continue
            first, last = to_year(match["y"]), to_year(match["y2"] or "")
            if first and last and last - first > 1 and before in ("（", "("):
                continue  # the term of a plan
            year = last or first
            if year is None or PLAN.match(text[match.end() - len(match["sign"]) :]):
                continue
            return year
    return None


def title_place(title: str) -> PlaceName | None:
    """The place a title names: at its start, after 关于, after the year, within 《》."""
    for match in ANCHOR.finditer(title):
        place = place_at(title, match.end())
        if place:
            return place
    return None


def title_issuer(title: str) -> str:
    """The office that a title names as its author: ``石笕县人民政府`` of 石笕县人民政府关于…"""
    match = re.match(
        r"(?:中共)?[^关\d二《]{2,30}?(?:政府|委员会|办公室|局|委|中心|院|署|厅|办)(?=关于|\d|二)", title
    )
    return match[0] if match else ""
