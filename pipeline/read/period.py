"""The year a report speaks of, from its opening and its headings."""

from __future__ import annotations

import re

from pipeline.read.dates import YEAR, to_year

OPENING = 1200  # characters: the lead paragraph ends well before
# Names of laws and plans carry years that are not the report's.
NAMES = re.compile(
    r"《[^》]*》|〔[^〕]*〕|[（(]\d{4}\s*[-—–~至]\s*\d{4}年?[）)]|\d{4}\s*[-—–~至]\s*\d{4}\s*年?"
)
Y = rf"(?P<y>{YEAR})\s*年"
NOT_DATE = r"(?!\s*\d{1,2}\s*月|初|底前)"
REPORTED = re.compile(
    rf"(?:现将|现就|就)[^。\n]{{0,30}}?{Y}{NOT_DATE}[^。\n]{{0,60}}?(?:报告|汇报|公告|通报|公布|总结|报送|公示|说明|如下)"
)
OPENS = re.compile(
    rf"(?:^|[。；\n]|[，,])[\s\u3000]*(?:一年来[，,])?(?:在|过去的|刚刚过去的|回顾)?{Y}"
    rf"(?:度|以来|来|全年)?(?:[，,:：]|是|[^\d，。\n]{{1,14}}(?:人民)?(?:政府|县委|市委|区委|局|全县|全市|全区)|全[县市区省]|我[县市区局]|在)"
)
UNTIL = re.compile(rf"截[至止]到?{Y}(?:年?底|末|\s*12\s*月)")
HEADING_DONE = re.compile(
    rf"(?:^|\n)[\s\u3000]*(?:[一二三四五六七八九十]{{1,2}}、|[（(][一二三四五六七八九十][）)]|\d[.．、])?\s*{Y}度?[^\n，。]{{0,16}}(?:情况|成效|做法|举措|回顾|总结|进展)"
)
HEADING_PLAN = re.compile(
    rf"(?:^|\n)[\s\u3000]*(?:[一二三四五六七八九十]{{1,2}}、|[（(][一二三四五六七八九十][）)]|\d[.．、])?[^\n，。]{{0,6}}{Y}度?[^\n，。]{{0,16}}(?:打算|计划|安排|思路|重点|展望|谋划)"
)


def period_year(body: str) -> int | None:
    """The year that ``body`` (the text below the title) says it reports on, or None.

    A date of a meeting, the name of a law or plan and a base year (较2022年) count for nothing.
    """
    opening = NAMES.sub(lambda match: "　" * len(match[0]), body[:OPENING])
    for pattern in (REPORTED, OPENS, UNTIL):
        for match in pattern.finditer(opening):
            year = to_year(match["y"])
            if year is not None:
                return year
    whole = NAMES.sub("", body)
    for pattern, before in ((HEADING_DONE, 0), (HEADING_PLAN, 1)):
        heading = pattern.search(whole)
        year = to_year(heading["y"]) if heading else None
        if year is not None:
            return year - before
    return None
