"""Reports on a half-year, a quarter or some months. Their figures are not those of the year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.dates import YEAR, small_number

OPENING = 1200  # characters in which a report says what it reports on
N = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
PERIOD = re.compile(
    rf"(?:{YEAR}\s*年?度?)?\s*(?:(?P<half>[上下前]半年|半年度?)|(?:第?[一二三四1-4]|前(?P<quarters>[二两三23])个?)季度"
    rf"|(?P<first>{N})月?(?:份)?\s*[-—–－~～至到]+\s*(?P<last>{N})月份?(?!\s*\d)|(?<=年)\s*(?P<month>{N})月份)"
)
# 2023年工作总结和2024年上半年工作计划 reports on the year.
PLANNED = re.compile(r"[^，。；]{0,12}(?:计划|打算|安排|思路|要点)")
REPORTED = re.compile(r"(?:现将|现就|就)[^。\n]{0,40}(?:报告|汇报|公告|通报|公布|总结|公示|说明|如下)")
WHOLE = 10  # months: many annual reports are written in December and count to October or November


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year as printed, and the months it covers."""

    printed: str
    months: int

    @property
    def is_nearly_whole(self) -> bool:
        """Whether its figures pass for the year's: 1—11月."""
        return self.months >= WHOLE


def part_of_year(title: str, body: str) -> Part | None:
    """The part of a year that a report is about by its title or by what it says it reports; None: a year."""
    texts = [title, *(match[0] for match in REPORTED.finditer(body[:OPENING]))]
    if re.search(rf"{YEAR}\s*年?度?", title):
        texts = texts[:1]  # a title with a year knows better
    for text in texts:
        for match in PERIOD.finditer(text):
            part = Part(match[0].strip(), _months(match))
            if part.months < 12 and not PLANNED.match(text, match.end()):
                return part
    return None


def _months(match: re.Match[str]) -> int:
    if match["half"]:
        return 6
    if match["month"]:
        return 1
    if match["last"]:
        return small_number(match["last"]) - small_number(match["first"]) + 1
    quarters = {"二": 2, "两": 2, "2": 2, "三": 3, "3": 3}.get(match["quarters"] or "", 1)
    return 3 * quarters
