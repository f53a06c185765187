"""The year a figure is about, where the text names one other than the report's."""

from __future__ import annotations

import re

# A year that dates a statement: not a base of comparison, a span of years, or a plan's name.
_DATED = re.compile(
    r"(?<![比较由从自到至是同与和及、\d])(?P<year>20\d\d)\s*(?:年度?)(?!(?:[底末])?(?:以来|以?前|之前|后|起)|[-—–至~]|的?(?:第|\d)|起)(?:全年|底|末|上半年|\d{1,2}月(?:\d{1,2}日)?)?"
)
_LAST = re.compile(
    r"(?<![比较由从自是同与])(?:上年度?|去年)(?!结转|末?结转|同期|底结转|遗留|未结|旧存|转入|存|以来)"
)
_NEXT = re.compile(r"明年|来年|下一年度?")
_NOW = re.compile("(?:[，；]|^)(?:今年|本年度?)")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_NAMED = re.compile("20|上年|去年|明年|来年|下一年")
_AT_HEAD = 5  # 2022年，… dates the whole sentence
_SPLIT = re.compile(r"[，；,;]")


def year_start(text: str, start: int, end: int) -> int:
    """Where the first words in ``text[start:end]`` that may name a year end, behind ``end`` for none."""
    found = _NAMED.search(text, start, end)
    return found.end() if found else end + 1


def stated_year(before: str, report_year: int | None) -> int | None:
    """The year that dates a figure, None for the report's own or none.

    Args:
        before: the sentence up to the figure.
        report_year: the year the report is about.
    """
    if ")" in before or "）" in before:
        before = _ASIDE.sub("", before)  # a year in a closed bracket dates what stands in it
    if ("今年" in before or "本年" in before) and (now := _NOW.search(before)):
        before = before[now.end() :]  # 在去年推出15个的基础上，今年新增11个
    # A year said in the course of the sentence goes no farther than its own half.
    half = max(before.rfind("；"), before.rfind(";")) + 1
    dated = _DATED.finditer(before) if "20" in before else ()
    year: re.Match[str] | None = None
    for found in dated:
        if found.start() >= half or found.start() < _AT_HEAD:
            year = found
    last = list(_LAST.finditer(before, half)) if "上年" in before or "去年" in before else []
    if last and (not year or last[-1].start() > year.start()):
        tail = before[last[-1].end() :]
        if report_year and not _SPLIT.search(tail.replace("，", "", 1)):
            return report_year - 1
        return None
    if _NEXT.search(before) and report_year:
        return report_year + 1
    if year is None or int(year["year"]) == report_year:
        return None
    return int(year["year"])
