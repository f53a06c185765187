"""What the heading over a figure says of it: that it is planned, or what it counts.

A report ends with its signature; what follows (附件, tables) stands under no heading although the last
section runs on to the end of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from pipeline.analyse.claims.lexicon import CutText
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.labels import LABEL
from pipeline.analyse.view import View
from pipeline.model import Section

# A heading on problems and plans at once leaves it to the sentences to say which.
_PROBLEMS = re.compile("问题|不足|短板|困难|差距|薄弱|弱项")
_YEAR = re.compile(r"(20\d\d)\s*年")
_DATE = (
    r"[12二][0-9〇○零O一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
# The date of a signature alone on its line or behind the office; the line of an annex; the title of a
# table of results, wherever it stands.
_BODY_ENDS = re.compile(
    rf"^(?:[^，。；：\d\n]{{3,30}}\s*)?[（(]?{_DATE}[）)]?$"
    r"|^(?:附件|附表|附录)\s*[\d一二三四五六七八九十]{0,3}(?:[-—]\d)?(?:$|[\s:：、.．][^。\n]{0,60}$)|^附[:：][^。\n]{0,60}$"
    r"|^(?!.*(?:计划|目标|任务|安排|分解))[^。，；\n]{0,50}(?:统计|情况|汇总|一览|明细)表(?:[（(].{1,16}[）)])?$",
    re.M,
)
_TITLE_END = re.compile("[。；：:\n】]")


def _body_ends(text: str) -> Iterator[int]:
    """Where the lines begin behind which no heading speaks."""
    start = 0
    while True:
        found = _BODY_ENDS.match(text, start)
        if found:
            yield start
        # One that fits over two lines takes the second with it.
        start = text.find("\n", found.end() - 1 if found else start) + 1
        if not start:
            return


class Headings:
    """The sections of a report, asked by position."""

    def __init__(self, view: View, cut: CutText, sections: list[Section], year: int | None) -> None:
        self._view, self._cut = view, cut
        self._next = year + 1 if year is not None else None
        self._sections = sections
        self._starts = [section.start for section in sections]
        self._by_id = {section.section_id: section for section in sections}
        #: 2025年，我们将…… opens the plan: what follows is of that year, too.
        self._announced = re.compile(rf"(?:^|[。；\n])\s*[^，。；\n]{{0,6}}{self._next}年")
        self._ends = [view.offsets[start] for start in _body_ends(view.text)]
        self._plans = [self._speaks_of_plans(section) for section in sections]
        self._matters: dict[int, str] = {}

    def over(self, start: int) -> tuple[int, int]:
        """Places in the list of the section that a source offset stands in and of the one that speaks for it.

        -1 for none; behind a signature or in an annex no heading speaks.
        """
        place = bisect_right(self._starts, start) - 1
        last = bisect_right(self._ends, start) - 1
        if place < 0 or (last >= 0 and self._ends[last] > self._starts[place]):
            return place, -1
        return place, place

    def plans(self, place: int) -> bool:
        """True under a heading that speaks of plans alone."""
        return place >= 0 and self._plans[place]

    def _speaks_of_plans(self, section: Section | None) -> bool:
        if section is None or not self._is_plan(section):
            return False
        while section is not None:
            if _PROBLEMS.search(section.title):
                return False
            section = self._by_id.get(section.parent_id or "")
        return True

    def _is_plan(self, section: Section) -> bool:
        """True for 下一步打算, for 2025年重点任务 in a report on 2024, and for a section under either."""
        if section.topic == "plans":
            return True
        above: Section | None = section
        while above is not None and self._next is not None:
            named = _YEAR.match(above.title)  # not 编制2025年度计划
            if named and int(named[1]) == self._next:
                return True
            above = self._by_id.get(above.parent_id or "")
        return False

    def planned_year(self, place: int, at: int) -> int | None:
        """The year that the heading over a plan names (三、2025年打算), or an earlier sentence below it.

        Args:
            place: of the section.
            at: of the figure in the view.
        """
        section: Section | None = self._sections[place] if place >= 0 else None
        if section is not None and self._next is not None and self.plans(place):
            top = section
            while (parent := self._by_id.get(top.parent_id or "")) is not None and self._is_plan(parent):
                top = parent
            if self._announced.search(self._view.text, self._view.at(top.start), at):
                return self._next
        while section is not None:
            if self._is_plan(section) and (named := _YEAR.search(section.title)):
                return int(named[1])
            section = self._by_id.get(section.parent_id or "")
        return None

    def matter(self, place: int) -> str:
        """What the heading names, for a figure whose sentence names nothing (【规范性文件】审核11件)."""
        if place not in self._matters:
            self._matters[place] = self._read_matter(place)
        return self._matters[place]

    def _read_matter(self, place: int) -> str:
        if place < 0 or not self._sections[place].label:
            return ""
        text = self._view.text
        start = self._view.at(self._sections[place].start)
        label = LABEL.match(text, start)
        if label is None:
            return ""
        begin = start + 1 if text[start] == "【" else label.end()
        stop = _TITLE_END.search(text, begin)
        return read_before(self._cut, begin, stop.start() if stop else len(text), "count").measure
