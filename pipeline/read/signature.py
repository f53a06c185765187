"""Who signed a report and when: the last lines, or the lines below the title."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.dates import find_dates
from pipeline.read.lines import is_page_line, last_lines

# A signature may stand above an annex note, a page number and the foot of a web page.
TAIL_LINES = 24
OFFICE = re.compile(
    r"^[（(]?(?:中共)?[^，。；：、,;:“”《》0-9]{2,36}?"
    r"(?:政府|委员会|办公室|局|[县市区省]委|中心|院|署|厅|办|处|大队|支队|镇|乡|街道|公司|学校|工委|管委会|领导小组)[）)]?$"
)
WRITTEN_ON = re.compile(r"(?:成文日期|成文时间|发文日期|印发日期|签发日期|落款日期)[:：]?")
DELIVERED = re.compile(r"[（(]\s*[0-9二２][^，。]{6,40}[上）)]\s*[）)]?$")
PUBLISHED_BY = re.compile(
    r"(?:发布机构|发文机关|发布单位|公开机构|信息来源|来源)[:：]\s*(?P<office>[^\s：:，。]{3,30}?)(?=成文|发布|发文|主题|索引|有效|$)"
)


@dataclass(slots=True)
class Signature:
    """``signed`` is an ISO date as far as printed; both are empty where nothing was found."""

    issuer: str = ""
    signed: str = ""


def find_signature(text: str, head: list[str]) -> Signature:
    """The signature at the end of ``text``, else what stands below its title (``head``, squeezed lines)."""
    found = _at_end(last_lines(text, TAIL_LINES))
    if not found.signed:
        found.signed = _below_title(head)
    if not found.issuer:
        found.issuer = next((m["office"] for line in head if (m := PUBLISHED_BY.search(line))), "")
    return found


def _at_end(lines: list[str]) -> Signature:
    found = Signature()
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if is_page_line(line) or line.startswith(("附件", "（此件", "(此件", "抄送", "附:", "附：")):
            continue
        if not found.signed:
            before, iso = _date_at_end(line)
            if iso:
                found.signed = iso
                if before and OFFICE.match(before):
                    found.issuer = before.strip("（）()")
                    return found
                if before:
                    return found  # the date closes a paragraph of the text
                continue
        if OFFICE.match(line):
            found.issuer = line.strip("（）()")
            return found
        if found.signed or len(line) > 30:
            return found
    return found


def _date_at_end(line: str) -> tuple[str, str]:
    """What stands before a date that ends ``line``, and the date; ("", "") if there is none."""
    bare = line.rstrip("）)。.")
    dates = find_dates(bare)
    if not dates or dates[-1][1] != len(bare):
        return "", ""
    start, _, iso = dates[-1]
    before = bare[:start].strip(" （(:：")
    closes = not before or OFFICE.match(before) or before[-1] in "。！!" or before in ("日期", "时间")
    return (before, iso) if closes and len(iso) >= 7 else ("", "")


def _below_title(head: list[str]) -> str:
    for line in head:
        if DELIVERED.match(line) and (dates := find_dates(line)):
            return dates[0][2]
        label = WRITTEN_ON.search(line)
        if label:
            dates = find_dates(line[label.end() :])
            if dates and dates[0][0] <= 2:
                return dates[0][2]
        before, iso = _date_at_end(line)
        if iso and len(line) <= 40 and (not before or OFFICE.match(before)) and not is_page_line(line):
            return iso
    return ""
