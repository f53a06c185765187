"""A sentence being read: where its clauses begin and end, what was said before, what is referred to."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import CutText
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.verbs import is_verb
from pipeline.analyse.claims.years import stated_year, year_start
from pipeline.analyse.modality import is_norm, norm_start, plan_span, states_standard
from pipeline.model import Quantity

_GROUP = re.compile(r"\d{3}(?!\d)")
_CLAUSES = re.compile("[，,；;：:]")
_BOUND = re.compile(r"(?:及?以上|以下|左右|以内|上下|之内|之上|有余|[多余](?![\d出收了于])|内(?![容部]))")
_OPENS_BOUND = frozenset("及以左上之有多余内")
_CLAUSE_END = re.compile(r"[，,；;：:)）(（\n]|——")
_ASIDE = re.compile(r"[(（][^()（）\d]{1,8}[)）]")
_OPEN = re.compile(r"[(（][^)）]*$")
_CLOSED = re.compile(r"[)）、和及与]+")
_CLOSES = frozenset(")）、和及与")
_OPENS_PARTS = re.compile(r"其中|内有|包括|包含|含|:|：|\(|（")
_GOES_ON = re.compile("(?:以上|左右)?[、，,和及]")
_AIM_OF = re.compile("(?:目标|计划|任务)(?:任务|数|值)?[(（](?:为|是)?$")  # 完成年度目标（5800人）
_ENDS_AIM = frozenset("(（为是")
_AIM = re.compile(r"(?:以上|以下|以内|左右)?的[^，。；、\d]{0,4}目标")  # 达到95%以上的工作目标
_EACH = re.compile("每个?(?:半年|[两三]年|季度?|[年月周日天]|学期)")
_EACH_TIME = re.compile(
    r"每个?(?:半年|[两三]年|季度?|[年月周日天]|学期)度?[^，。；、\d]{0,8}$"
)  # 每半年开展一次
_STANDARD = re.compile(r"\d[^，。；\d]{0,6}的(?:标准|要求|规定|比例)")
_COMPARED = re.compile("同比|环比|比上|比去|较上|较去|首次超|超过|超出|[高低多少]于")
_DIGIT = re.compile(r"\d")
# A figure that stands alone behind a colon (政协提案：104件；) is named by the label before it.
_ALONE = re.compile(r"(?:及?以上|左右|以下)?(?:[，,；;、。（(\n]|$)")
# 行政应诉：审结88件，败诉6件: a label for all that follows, where it names a matter.
_HEADS = re.compile(
    r"(?:(?<![^。；\n])|(?<=\d\.))[^，。；：:、\d\n]{2,16}(?<![为是括有下])"
    "(?<!情况|做法|方面|工作|措施|目标|方式|类型|结果|来源|分类|构成|问题|特点|成效)[：:]"
)
_COLON = re.compile("[：:]")
_LABEL = re.compile(r"(?!其中|包括|如下|具体)[^\d]{2,}(?<![为是如括中下])")
# 对照上位法逐件比对，废止31件: by what it was done is not what was done.
_BY_WHAT = re.compile("对照|参照|比照|依照|遵照|依据|根据|按照")
#: Measures that nothing refers back to.
_NOTHING = frozenset(("", "其他", "其它", "其余"))
_RATES = ("percent", "ratio", "rank")
_UNCOUNTED = ("percent", "ratio", "duration")
_REACH_BACK = 6  # figures of the paragraph's earlier sentences that a bare verb may refer to


def _nearest(drafts: list[Draft], _: Quantity) -> Draft | None:
    """The last figure with a measure, one of an earlier period only where there is no other."""
    fallback: Draft | None = None
    for draft in reversed(drafts):
        if draft.measure in _NOTHING or draft.role == "context":
            continue
        if draft.modality == "baseline" and len(drafts) > 1 and fallback is None:
            fallback = draft
        elif not draft.change:
            return draft
    return fallback


def _nearest_alike(drafts: list[Draft], quantity: Quantity) -> Draft | None:
    """The last matter counted in the quantity's unit, else the last one of its kind."""
    fallback: Draft | None = None
    for draft in reversed(drafts):
        if not draft.proper or draft.measure in _NOTHING or draft.role == "context" or draft.change:
            continue
        other = draft.quantity
        if other.kind in _UNCOUNTED:
            continue
        if other.unit == quantity.unit and not (draft.label and draft.listed):
            return draft
        if fallback is None and other.kind == quantity.kind and not draft.listed:
            fallback = draft
    return fallback


def _alone(drafts: list[Draft], quantity: Quantity) -> Draft | None:
    """行政规范性文件：7件。报备：7件: the last label in the quantity's unit that fills a sentence."""
    for draft in reversed(drafts):
        if draft.label and draft.measure not in _NOTHING and draft.quantity.unit == quantity.unit:
            return draft if sum(one.sentence == draft.sentence for one in drafts) == 1 else None
    return None


class Sentence:
    """One sentence with its quantities; ``drafts`` are those read so far."""

    def __init__(
        self,
        cut: CutText,
        start: int,
        end: int,
        year: int | None,
        quantities: list[Quantity],
        earlier: list[Draft],
    ) -> None:
        self.cut, self.text = cut, cut.text
        self.start, self.end = self.span = start, end
        self.year = year
        self.quantities = quantities
        self.earlier = earlier
        self.drafts: list[Draft] = []
        self.previous: Draft | None = None  # the figure read last
        self.dated_from = year_start(cut.text, start, end)
        self.has_brackets = cut.text.find("(", start, end) >= 0 or cut.text.find("（", start, end) >= 0
        #: Where the labels end that a colon closes, at the sentence's beginning or behind a semicolon.
        self.labels = (
            [head.end() for head in _HEADS.finditer(cut.text, start, end) if not is_verb(head.group()[:-1])]
            if _COLON.search(cut.text, start, end)
            else []
        )
        self.planned = plan_span(cut.text, start, end)
        self.norms_from = norm_start(cut.text, start, end)
        self.consumed = start  # the end of a noun that an earlier number has taken
        self.reopened: int | None = None  # where the next phrase begins although a number stands in it
        # What the last class's threshold is of and its unit (占比超过10%的有44种: 占比, %).
        self.stem: tuple[str, ...] = ()
        self.lent = ""  # the part of that which the next count's own phrase leaves out

    def clause_start(self, at: int) -> int:
        """Where the phrase before quantity number ``at`` begins."""
        if self.reopened is not None:
            return self.reopened
        text, quantity = self.text, self.quantities[at]
        begin = self.start
        if at:
            begin = self.quantities[at - 1].end
            opens = text[begin] in _OPENS_BOUND
            if opens and (bound := _BOUND.match(text, begin)) and bound.end() <= quantity.start:
                begin = bound.end()
        clause = max(self._behind_stop(begin, quantity.start), self.consumed)
        if clause == quantity.start and text[clause - 1] in "：:" and _ALONE.match(text, quantity.end):
            clause = self._label_start(begin, clause - 1)
        if self.has_brackets and (opened := _OPEN.search(text, clause, quantity.start)):
            clause = opened.start() + 1
        closed = _CLOSED.match(text, clause, quantity.start) if text[clause] in _CLOSES else None
        return max(clause, self.cut.boundary(closed.end())) if closed else clause

    def _label_start(self, begin: int, colon: int) -> int:
        """政协提案：[104件]；: where the label before a colon begins, the colon's end if none does."""
        start = max(self._behind_stop(begin, colon), self.consumed)
        return start if _LABEL.fullmatch(self.text, start, colon) else colon + 1

    def _behind_stop(self, begin: int, end: int) -> int:
        """Where the last clause of ``[begin, end)`` begins; a comma between groups of digits ends none."""
        stops = self.cut.stops
        at = bisect_right(stops, end) - 1
        while at >= 0 and (stop := stops[at]) > begin:
            if stop == end or not self.text[stop].isdecimal() or not _GROUP.match(self.text, stop, end):
                return stop
            at -= 1
        return begin

    def clause_stop(self, begin: int) -> int:
        """Where the clause from ``begin`` on ends; a short bracket inside a noun does not end it."""
        at = begin
        while stop := _CLAUSE_END.search(self.text, at, self.end):
            aside = _ASIDE.match(self.text, stop.start(), self.end) if stop.start() > begin else None
            if not aside:
                return stop.start()
            at = aside.end()
        return self.end

    def behind(self, at: int) -> tuple[int, int]:
        """Where the words behind quantity number ``at`` begin and end."""
        quantity = self.quantities[at]
        begin = quantity.end
        if self.text[begin : begin + 1] in _OPENS_BOUND and (
            bound := _BOUND.match(self.text, begin, self.end)
        ):
            begin = bound.end()
        end = self.clause_stop(begin)
        if at + 1 < len(self.quantities):
            end = min(end, self.quantities[at + 1].start)
        return begin, max(begin, end)

    def add(self, quantity: Quantity, clause: int, phrase: Phrase) -> Draft:
        """A new draft with the modality and the year that its sentence gives it."""
        draft = Draft(quantity, clause, phrase, sentence=self.span)
        draft.listed = self._is_listed(quantity)
        draft.modality = self.modality(quantity, quantity.start)
        if self.dated_from <= quantity.start:
            draft.year = stated_year(self.text[self.start : quantity.start], self.year)
        if draft.year is not None and self.year:
            if draft.modality == "actual" and draft.year < self.year:
                draft.modality = "baseline"
            elif draft.year > self.year and not (draft.modality == "norm" and self._is_often(draft)):
                draft.modality = "target"
        self.drafts.append(draft)
        self.previous = draft
        return draft

    def _is_often(self, draft: Draft) -> bool:
        """每年至少组织两次: a rule of how often, also where it is for the year to come."""
        return _EACH.search(self.text, draft.clause, draft.quantity.start) is not None

    def _is_listed(self, quantity: Quantity) -> bool:
        """True for a member of a list of parts: opened by 其中 or a bracket, or 、 goes on behind it."""
        text, previous = self.text, self.previous
        begin = previous.quantity.end if previous else self.start
        if _OPENS_PARTS.search(text, begin, quantity.start):
            return True
        if previous is None:
            return False
        if previous.listed and _GOES_ON.match(text, begin, quantity.start):
            return True
        return previous.quantity.unit == quantity.unit and text.startswith("、", quantity.end)

    def modality(self, quantity: Quantity, at: int) -> str:
        """Modality of a quantity by the words of the sentence up to ``at`` and behind it."""
        text, behind = self.text, quantity.end
        once = quantity.value == 1 and text[quantity.start] == "一"
        if once and _EACH_TIME.search(text, self.start, at):
            return "norm"
        if states_standard(text, behind, self.end):
            return "norm"
        if (self.norms_from < at or quantity.kind == "duration") and is_norm(
            text, self.start, at, behind, self.end, quantity.kind
        ):
            return "norm"
        if _AIM.match(text, behind):
            return "target"
        if text[at - 1 : at] in _ENDS_AIM and _AIM_OF.search(text, self.start, at):
            return "target"
        return "target" if self.planned[0] <= at < self.planned[1] else "actual"

    def antecedent(self, quantity: Quantity, *, any_unit: bool = False) -> Draft | None:
        """The figure whose measure a left-out one refers back to.

        A rate or a change refers to the figure before it; a count to the nearest matter counted in
        its own unit, else to the nearest count. Labels of parts (乡镇8人) are no matter of their own. What
        stands behind a label and a colon (行政应诉：审结88件) refers to nothing before the label.
        """
        find = _nearest if any_unit or quantity.kind in _RATES else _nearest_alike
        label = next((end for end in reversed(self.labels) if end <= quantity.start), 0)
        if label:
            behind = [one for one in self.drafts if label <= one.quantity.start < quantity.start]
            alone = len(behind) == 1 and behind[0].quantity.unit == quantity.unit  # 执法人员48名，持证46名
            return find(behind, quantity) or (behind[0] if alone else None)
        earlier = self.earlier[-_REACH_BACK:]
        return find(self._outside(quantity), quantity) or find(earlier, quantity) or _alone(earlier, quantity)

    def _outside(self, quantity: Quantity) -> list[Draft]:
        """The drafts so far without those in a bracket that has been closed before the quantity."""
        previous = self.drafts[-2:-1] or self.drafts
        if not self.has_brackets or not previous:
            return self.drafts
        closed = max(self.text.rfind(mark, previous[0].quantity.end, quantity.start) for mark in ")）")
        if closed < 0:
            return self.drafts
        opened = max(self.text.rfind(mark, self.start, closed) for mark in "(（")
        return [draft for draft in self.drafts if not opened < draft.quantity.start < closed]

    def compared(self, quantity: Quantity) -> Draft | None:
        """The figure that one of another time is held against: the nearest in its unit, if any."""
        for draft in reversed(self.drafts):
            same = draft.quantity.unit == quantity.unit and draft.modality == "actual" and not draft.change
            if same and draft.measure and draft.role == "claim" and not draft.listed:
                return draft
        return self.antecedent(quantity)

    def topic(self, draft: Draft) -> str:
        """What an earlier clause of the sentence without a number was about, "" if none says."""
        stops = [
            self.start,
            *(found.end() for found in _CLAUSES.finditer(self.text, self.start, draft.clause)),
        ]
        for begin, end in zip(stops[-2::-1], stops[:0:-1], strict=True):
            if standard := _STANDARD.search(self.text, begin, end):
                begin = standard.end()  # 按每村不少于3名的标准配备法律明白人
            compared = _COMPARED.search(self.text, begin + 1, end - 1)  # 罚没款[比上年翻了一番]，达312万元
            phrase = read_before(self.cut, begin, compared.start() if compared else end - 1, "count")
            by_what = _BY_WHAT.match(self.text, begin) and _BY_WHAT.match(phrase.measure or "依照")
            if (phrase.measure or phrase.action) and not by_what and not _DIGIT.search(phrase.measure):
                return phrase.measure or phrase.subject + phrase.action
        return ""
