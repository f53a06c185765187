"""The year a report speaks of, from its opening and its headings."""

from __future__ import annotations

import re
from collections import Counter

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
NUMBER = r"(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十][）)]|\d[.．、])"
HEADING_DONE = re.compile(
    rf"(?:^|\n)[\s\u3000]*{NUMBER}?\s*{Y}度?(?![^\n，。]*(?:整改|反馈))[^\n，。]{{0,16}}(?:情况|成效|做法|举措|回顾|总结|进展)"
)
HEADING_PLAN = re.compile(
    rf"(?:^|\n)[\s\u3000]*{NUMBER}?[^\n，。]{{0,6}}{Y}度?[^\n，。]{{0,16}}(?:打算|计划|安排|思路|重点|展望|谋划)"
)
# Where the report goes over to what is to come: a heading, on a line of its own or not, or 下一步，…
PLAN = re.compile(
    rf"(?:^|[\n。；\s]){NUMBER}[^\n，。；]{{0,24}}(?:下一步|下步|打算|计划|安排|思路|展望|谋划|今后|努力方向|工作重点)"
    r"(?![^\n，。；]{0,6}(?:情况|完成|落实|执行))"
    r"|(?:^|\n)[\s\u3000]*(?:[^\n，。；]{0,12}(?:下一步|下步)[^\n，。；]{0,12}(?:打算|计划|安排|思路|重点)?(?:$|[\n，,：:])"
    rf"|{YEAR}年度?[^\n，。；]{{0,12}}(?:打算|计划|安排|思路|重点)[：:]?\s*(?:$|\n))"
)
# A contents page names the plan too; the report begins after it.
RESTART = re.compile(r"\n[\s\u3000]*一、")
SENTENCE_REST = re.compile(r"[^。；\n]*")
# 我县将继续推进 is a plan, 我县将法治建设纳入考核 an act.
FUTURE = re.compile(
    r"(?:(?<!现)将(?![^。；]*?(?:纳入|作为|列入|列为|摆在|摆上|融入|贯穿|放在|置于|提上))|(?<![主重需必次])要|(?<!模)拟)"
    r"(?:继续|进一步|坚持|持续|深入|全面|认真|着力|重点|切实|不断|大力|严格|积极|紧紧|紧扣|围绕|按照|以|聚焦|加强|加快|推[进动]|努力"
    r"|始终|一如既往|组织|开展|从|把)|力争|计划(?:开展|新增|完成|组织)|预计"
)
# Who made a law or a plan, and when, is no news of the county.
ABOVE = re.compile(
    r"(?:中央|国务院|全国人大|[省市]委|[省市](?:人民)?政府|省人大|部)[^。；]{0,24}(?:印发|出台|颁布|公布|发布|通过|施行|修订)"
)


def period_year(body: str) -> int | None:
    """The year that ``body`` (the text below the title) says it reports on, or None.

    A date of a meeting, the name of a law or plan, a base year (较2022年) and a plan for the next year
    count for nothing.
    """
    opening = NAMES.sub(lambda match: "　" * len(match[0]), body[:OPENING])
    opening = opening[: _plan_start(opening, body)]
    for pattern in (REPORTED, OPENS, UNTIL):
        if (year := _commonest(pattern, opening)) is not None:
            return year
    whole = NAMES.sub("", body)
    for pattern, before in ((HEADING_DONE, 0), (HEADING_PLAN, 1)):
        heading = pattern.search(whole)
        year = to_year(heading["y"]) if heading else None
        if year is not None:
            return year - before
    return None


def _plan_start(opening: str, body: str) -> int:
    for match in PLAN.finditer(opening):
        if not RESTART.search(body, match.end()):
            return match.start()
    return len(opening)


def _commonest(pattern: re.Pattern[str], opening: str) -> int | None:
    """The year that most sentences of ``opening`` begin with, of two the later one.

    A report may first tell what was reached in the years before. 2020年以来 counts only where nothing else
    does: it is the year itself or the first of several.
    """
    since: Counter[int] = Counter()
    years: Counter[int] = Counter()
    for match in pattern.finditer(opening):
        year = to_year(match["y"])
        sentence = match[0] + SENTENCE_REST.match(opening, match.end())[0]  # type: ignore[index]  # never None
        if year is not None and not FUTURE.search(sentence) and not ABOVE.search(sentence):
            (since if re.search("年(?:以来|来)", match[0]) else years)[year] += 1
    found = years or since
    return max(found, key=lambda year: (found[year], year), default=None)
