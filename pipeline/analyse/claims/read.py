"""From quantities to drafts, sentence by sentence."""

from __future__ import annotations

import re

from pipeline.analyse.claims.change import compares_across, multiple_of, reaches, read_against, read_change, read_from
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.lists import are_rates, joined, members
from pipeline.analyse.claims.parts import alike, link_parts
from pipeline.analyse.claims.phrase import Phrase, is_verb, read_after, read_before, strip_lead, strip_tail
from pipeline.analyse.claims.years import stated_year
from pipeline.analyse.modality import clause_modality, looks_ahead, plans_ahead
from pipeline.model import Quantity

_SENTENCE = re.compile(r"[^。！？\n]+")
_SEPARATOR = re.compile(r"[，,；;：:](?!\d{3}(?!\d))")
_BOUND = re.compile(r"(?:及?以上|以下|左右|以内|上下|之内|之上|有余|多|余|内(?![容部]))")
_CLAUSE_END = re.compile(r"[，,；;：:)）(（\n]|——")
_ASIDE = re.compile(r"[(（][^()（）\d]{1,8}[)）]")
_OPEN = re.compile(r"[(（][^)）]*$")
_BASIS_TAIL = re.compile(r"(?:同比|环比|[比较与](?:上年|去年|同期|上一年|20\d\d年)[^，。；]{0,6}|增幅|降幅)$")
_FROM_EACH = re.compile("(?:分别|依次)(?:由|从)")
_LISTED = re.compile(r"分别|依次|各为|各占")
_SHARE = re.compile(r"(?:仅|约|只|均|共|已|就)*占(?:比|到|有|了|去)?(?P<of>.*?)(?:的|为|达|约|近|超|超过|达到|的比例|比例|比重|仅|逾)*$")
_PLACE = re.compile(
    r"(?:稳|跃|位|名|并)?(?:居|列|列入|排名|排在|排到|排|升至|上升至|保持|进入|跻身|获得?|为|在)?[^，。；]{0,12}?(?:全[国省市县区州盟]|世界|全球|县[（(]市[）)])?[^，。；]{0,4}(?:前|第)$"
)
_TOTALS = frozenset("总量 总数 数量 总数量 增速 总额 规模 总规模".split())
_OF_SCOPE = re.compile(r"当?[中里](?:仍|还|已|约)*有?")
_WITHIN = re.compile(r"(?:以内|之内|内)(?=[\u4e00-\u9fff])")
_EVENTS = frozenset("次 场 场次 轮 批 期".split())
# 连续四个季度下降, 连续9年居首: it is the matter before the duration that lasted.
_STATE = re.compile("(?:稳|位|排|名)?[居列]|下降|上升|增长|增产|减少|达到?|保持|稳定|高于|低于|超过|实现|增速")
_OBJECT_OF = re.compile("(?:^|[，\u4e00-\u9fff])[对为向将给](?:近|约|超)?$")
_AMONG = re.compile("当中|之中|[中里上](?![小学级市])")
_BREAK = re.compile("[，；。,;：:]")
_JOINED = re.compile("[、和及与]?")
# A class that a count is of: 万元以上的 [17件], 超过10%的有 [44种].
_THRESHOLD = re.compile(r"及?(?P<side>以上|以下|以内)?的?[^，。；、\d]{0,8}?(?<![占达])(?:有|达|共|为)?")
# Offices and places are a scope, files and enterprises an object.
_OFFICES = re.compile(r"(?:乡镇|街道|镇|乡|苏木|部门|县区|区县|县市|（市、区）|（街道）|直单位)$")
_REACHING = re.compile(r"(?:深入|走进|到|赴|覆盖|面向)$")
_CONTEXT_PREPOSITION = re.compile(r"(?:依据|按照|根据|通过|利用|依托|围绕|面向|向|对|为|在|从|给|由|将)$")


def read_drafts(cut: CutText, quantities: list[Quantity], year: int | None, *, fragment: bool = False) -> list[Draft]:
    """Read the words around every quantity.

    Args:
        cut: the view's text and words.
        quantities: in order.
        year: the report's year, if known.
        fragment: the text has no headings, so that a paragraph's own words must tell plan from result.

    Returns:
        Drafts in order; one quantity of several rates gives several.
    """
    text = cut.text
    drafts: list[Draft] = []
    paragraph: list[Draft] = []
    at = 0
    ahead = False
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        if not start or text[start - 1] == "\n":
            paragraph = []
            stop = text.find("\n", start)
            ahead = fragment and plans_ahead(text[start : stop if stop >= 0 else len(text)])
        ahead = ahead or looks_ahead(sentence.group(), year)
        inside: list[Quantity] = []
        while at < len(quantities) and quantities[at].start < end:
            if quantities[at].start >= start:
                inside.append(quantities[at])
            at += 1
        if not inside:
            continue
        found = _Sentence(cut, start, end, year, paragraph).read(inside)
        if ahead:
            for draft in found:
                if draft.modality == "actual":
                    draft.modality = "target"
        link_parts(text, found, paragraph, start)
        drafts.extend(found)
        paragraph = paragraph + found
    return drafts


class _Sentence:
    """Reads one sentence's quantities in order; each may refer back to those before it."""

    def __init__(self, cut: CutText, start: int, end: int, year: int | None, paragraph: list[Draft]) -> None:
        self.cut, self.text = cut, cut.text
        self.start, self.end = start, end
        self.year = year
        self.paragraph = paragraph
        self.drafts: list[Draft] = []
        self.consumed = start  # the end of a noun that an earlier number has taken
        self.reopened: int | None = None  # where the next phrase begins although a number stands in it

    def read(self, quantities: list[Quantity]) -> list[Draft]:
        """Drafts of the sentence."""
        at = 0
        while at < len(quantities):
            size = 1
            while at + size < len(quantities) and joined(self.text[quantities[at + size - 1].end : quantities[at + size].start]):
                size += 1
            self._group(quantities, at, size)
            at += size
        return self.drafts

    # -- where a phrase begins and ends ------------------------------------------------

    def _clause_start(self, quantities: list[Quantity], at: int) -> int:
        quantity = quantities[at]
        if self.reopened is not None:
            return self.reopened
        begin = quantities[at - 1].end if at else self.start
        if at:
            bound = _BOUND.match(self.text, begin, quantity.start)
            begin = bound.end() if bound else begin
        gap = self.text[begin : quantity.start]
        last = 0
        for separator in _SEPARATOR.finditer(gap):
            last = separator.end()
        clause = max(begin + last, self.consumed)
        opened = _OPEN.search(self.text[clause : quantity.start])
        if opened:
            clause += opened.start() + 1
        closed = re.match(r"^[)）、和及与]+", self.text[clause : quantity.start])
        return clause + (closed.end() if closed else 0)

    def _clause_end(self, quantities: list[Quantity], at: int) -> tuple[int, int]:
        """Where the words behind the number begin and end."""
        quantity = quantities[at]
        bound = _BOUND.match(self.text, quantity.end, self.end)
        begin = bound.end() if bound else quantity.end
        end = self._clause_stop(begin)
        if at + 1 < len(quantities):
            end = min(end, quantities[at + 1].start)
        return begin, max(begin, end)

    # -- groups of figures ---------------------------------------------------------------

    def _group(self, quantities: list[Quantity], at: int, size: int) -> None:
        first = quantities[at]
        clause = self._clause_start(quantities, at)
        before = self.text[clause : first.start]
        listed = _LISTED.search(before)
        if size > 1 and self._levels_reached(quantities[at : at + size]):
            return
        if listed and size > 1 and (
            names := self._list_names(clause, clause + len(_BASIS_TAIL.sub("", before[: listed.start()])), size)
        ):
            self._named_list(quantities, at, size, clause, listed.start(), names)
            if _FROM_EACH.search(before, listed.start()):
                for draft in self.drafts[-size:]:
                    draft.modality = "baseline"
            return
        if listed and size > 1 and not re.search(r"[\u4e00-\u9fff]{2}", _BASIS_TAIL.sub("", before[: listed.start()])) and self._spread_over_previous(quantities, at, size, clause):
            return
        for offset in range(size):
            self._single(quantities, at + offset, continued=offset > 0)

    def _levels_reached(self, quantities: list[Quantity]) -> bool:
        """标准分别从209元、280元提高到217元、290元: the second row of a movement."""
        size = len(quantities)
        starts = self.drafts[-size:]
        if len(starts) < size or any(draft.modality != "baseline" for draft in starts):
            return False
        if not reaches(self.text[starts[-1].quantity.end : quantities[0].start]):
            return False
        for start, quantity in zip(starts, quantities, strict=True):
            draft = self._draft(quantity, start.clause, Phrase(bare=True))
            draft.measure = start.measure
        return True

    def _list_names(self, start: int, end: int, size: int) -> list[str]:
        """The ``size`` names of a list before 分别, without the verb that governs it; [] if they differ."""
        begin = strip_lead(self.cut, start, end)
        stop = strip_tail(self.cut, begin, end)
        phrase = read_before(self.cut, start, end, "count")
        at = self.text.find(phrase.measure, start, end) if phrase.measure else -1
        if at >= 0:
            names = members(self.cut, at, at + len(phrase.measure))
            if len(names) == size:
                return names
        names = members(self.cut, begin, stop)
        return names if len(names) == size else []

    def _named_list(self, quantities: list[Quantity], at: int, size: int, clause: int, cut_at: int, names: list[str]) -> None:
        first = quantities[at]
        head = read_before(self.cut, clause, clause + cut_at, "count")
        change = read_change(self.text[clause : first.start], first, self.year, self.text[self.start : first.start])
        action = head.action
        for name, quantity in zip(names, quantities[at : at + size], strict=True):
            name = name.rstrip("的")
            if action and name.startswith(action) and len(name) > len(action) and name == names[0]:
                name = name[len(action) :]
            draft = self._draft(quantity, clause, Phrase(measure=name))
            draft.measure, draft.action = name, "" if action == name else action
            draft.label = True
            if not draft.action and quantity.kind == "count":
                draft.action = self._action_before(clause)
            if change:
                draft.change, draft.basis = change.change, change.basis
            if quantity is quantities[at + size - 1] and quantity.bound != "exact" and size > 1:
                for earlier in self.drafts[-(size) : -1]:
                    if earlier.quantity.bound == "exact" and quantity.bound in ("about", "over", "at_least", "at_most"):
                        earlier.quantity.bound = quantity.bound

    def _action_before(self, clause: int) -> str:
        """Verb of the clause before a list that has none: 提出意见、建议分别为."""
        del clause
        return ""

    def _spread_over_previous(self, quantities: list[Quantity], at: int, size: int, clause: int) -> bool:
        """接待游客A、花费B，分别增长x、y: the figures belong to the ones just before."""
        if len(self.drafts) < size:
            return False
        change = read_change(self.text[clause : quantities[at].start], quantities[at], self.year, self.text[self.start : quantities[at].start])
        targets = [d for d in self.drafts if not d.change][-size:]
        if not change or len(targets) < size:
            return False
        for target, quantity in zip(targets, quantities[at : at + size], strict=True):
            draft = self._draft(quantity, clause, Phrase(bare=True))
            draft.measure, draft.action = target.measure, target.action
            draft.change, draft.basis = change.change, change.basis
        return True

    # -- one figure ----------------------------------------------------------------------

    def _draft(self, quantity: Quantity, clause: int, phrase: Phrase) -> Draft:
        draft = Draft(quantity, clause, phrase, sentence=(self.start, self.end))
        before = self.text[self.start : quantity.start]
        draft.modality = clause_modality(before, self.text[quantity.end : self.end], quantity.kind)
        draft.year = stated_year(before, self.year)
        if draft.modality == "actual" and draft.year is not None and self.year and draft.year < self.year:
            draft.modality = "baseline"
        elif draft.year is not None and self.year and draft.year > self.year:
            draft.modality = "target"
        self.drafts.append(draft)
        return draft

    def _single(self, quantities: list[Quantity], at: int, *, continued: bool) -> None:
        quantity = quantities[at]
        clause = self._clause_start(quantities, at)
        before = self.text[clause : quantity.start]
        behind, end = self._clause_end(quantities, at)
        following = self.text[quantity.end : quantities[at + 1].start] if at + 1 < len(quantities) else ""
        previous = self.drafts[-1] if self.drafts else None

        self.reopened = None
        if self._moves(quantity, clause, before, following, previous):
            return
        share = _SHARE.search(before)
        if quantity.kind in ("percent", "ratio") and share and not re.search("(?:比重|比例|比率)(?:达到?|为|超过?|约|近)*$", before):
            self._share(quantity, clause, before, share, previous)
            return
        noun, verb, noun_end = read_after(self.cut, behind, end, object_of=bool(_OBJECT_OF.search(before)))
        stop = quantity.start
        if quantity.kind == "rank" and (place := _PLACE.search(before)):
            stop = clause + place.start()
        phrase = read_before(self.cut, clause, stop, quantity.kind)
        rates = self._several(quantity, clause, before, phrase)
        if rates:
            for name in rates:
                draft = self._draft(quantity, clause, phrase)
                draft.measure = name
                draft.action = phrase.action if quantity.kind == "count" else ""
                draft.label = True
            return
        draft = self._draft(quantity, clause, phrase)
        self._settle(draft, phrase, noun, verb, before, previous, continued)
        self._context(draft, quantities, at, noun, noun_end)

    def _moves(self, quantity: Quantity, clause: int, before: str, following: str, previous: Draft | None) -> bool:
        """Figures of a movement: its start, its end, its amount, an earlier period's figure."""
        text = self.text
        start = read_from(before, following)
        if start:
            phrase = read_before(self.cut, clause, clause + start.start(), "percent")
            draft = self._draft(quantity, clause, phrase)
            draft.measure, draft.action = self._name_or_previous(phrase, quantity, previous)
            draft.modality = "baseline"
            draft.year = self._year_of(start["time"], start["year"])
            if quantity.kind == "rank" and not draft.measure.endswith("排名"):
                draft.measure = draft.measure
            return True
        if previous and previous.modality == "baseline" and not previous.change and alike(previous, Draft(quantity, clause)):
            between = text[previous.quantity.end : quantity.start]
            if reaches(between) and not re.search("[，,；。]", between):
                draft = self._draft(quantity, clause, Phrase(bare=True))
                draft.measure, draft.action = previous.measure, ""
                draft.modality = clause_modality(text[self.start : previous.clause], text[quantity.end : self.end], quantity.kind)
                draft.year = stated_year(text[self.start : previous.clause], self.year)
                return True
        if quantity.kind == "ratio" and quantity.unit == "倍":
            basis = multiple_of(before, self.year)
            if basis is None and previous and previous.modality == "baseline" and re.match("^的$", text[previous.quantity.end : quantity.start]):
                basis = "yoy" if previous.year and self.year and previous.year == self.year - 1 else "since"
            if basis is not None:
                target = self._antecedent(quantity)
                draft = self._draft(quantity, clause, Phrase(bare=True))
                if target:
                    draft.measure, draft.action = target.measure, target.action
                draft.basis, draft.modality, draft.year = basis, "actual", None
                return True
        against = read_against(before)
        if against:
            lead = before[: against.start()]
            phrase = read_before(self.cut, clause, clause + against.start(), quantity.kind)
            target = self._antecedent(quantity)
            draft = self._draft(quantity, clause, phrase)
            if phrase.measure and lead.strip("，、 "):
                draft.measure, draft.action = phrase.measure, phrase.action
            elif target:
                draft.measure, draft.action = target.measure, target.action
            draft.modality = "baseline"
            draft.year = self._year_of(against["time"], against["year"])
            return True
        named = ""
        if previous and previous.modality == "baseline" and not previous.change and quantity.start - previous.quantity.end <= 8:
            named = "yoy" if previous.year and self.year and previous.year == self.year - 1 else "since"
        change = read_change(before, quantity, self.year, text[self.start : quantity.start], named)
        if not change and quantity.kind in ("percent", "ratio") and compares_across(before):
            draft = self._draft(quantity, clause, Phrase(bare=True))
            if previous:
                draft.measure, draft.action = previous.measure, previous.action
            return True
        if not change:
            return False
        if re.match(r"^(?:个?百分点)?(?:到|至)", before[-1:]):
            return False
        phrase = read_before(self.cut, clause, clause + change.start, "percent")
        draft = self._draft(quantity, clause, phrase)
        middle = re.sub(r"^(?:的|年|均|平均|累计|又|再|共|同口径|分别|末|底|初|\d{4}年)+|(?:分别|平均|年均|累计)$", "", change.middle)
        target = self._antecedent(quantity)
        if phrase.measure:
            draft.measure, draft.action = phrase.measure, phrase.action
        elif len(middle) >= 2:
            draft.measure = middle
        elif target:
            draft.measure, draft.action = target.measure, target.action
        draft.change, draft.basis = change.change, change.basis
        if change.verb == "净增" and not change.basis:
            draft.action = "净增"
        if draft.modality == "baseline":
            draft.modality = "actual"
        if draft.year is not None and change.basis == "yoy" and draft.modality == "actual":
            draft.year = None
        return True

    def _year_of(self, words: str | None, year: str | None) -> int | None:
        if year:
            return int(year) if int(year) != self.year else None
        if words and re.search("上年|去年|上一年", words) and self.year:
            return self.year - 1
        return None

    def _name_or_previous(self, phrase: Phrase, quantity: Quantity, previous: Draft | None) -> tuple[str, str]:
        if phrase.measure:
            return phrase.measure, phrase.action
        target = self._antecedent(quantity)
        if target:
            return target.measure, target.action
        return phrase.action, ""

    def _share(self, quantity: Quantity, clause: int, before: str, share: re.Match[str], previous: Draft | None) -> None:
        """占比95.87%, 占全部事项的95.2%: named after what is the share."""
        begin = strip_lead(self.cut, clause, clause + share.start())
        subject = self.text[begin : strip_tail(self.cut, begin, clause + share.start())].rstrip("的")
        draft = self._draft(quantity, clause, Phrase(measure=subject, bare=not subject))
        if not subject:
            target = self._antecedent(quantity, any_unit=True)
            if target is not None:
                subject = target.measure
                if target.action and target.quantity.kind == "count" and target.whole is None and not target.label and target.action not in subject and self._qualifies(target):
                    subject = target.action + subject
        draft.measure = subject + "占比"

    def _qualifies(self, target: Draft) -> bool:
        return target.phrase.bare or len(target.action) > 2

    def _several(self, quantity: Quantity, clause: int, before: str, phrase: Phrase) -> list[str]:
        """Names that share one figure: rates joined by 、, 均为, 各2次."""
        if not re.search("[、和及与]", before):
            return []
        shared = re.search(r"(?:均|都|双双)(?:为|达|在|是|实现|保持|达到|超过|高于|不低于|控制在|稳定在|全部|为零)*[^，。\u4e00-\u9fff]{0,2}$|(?:均|都|双双)(?:[为达超是]|达到|超过|实现|保持|增长|下降)", before)
        each = re.search(r"各(?:为|有|计|达)?$", before)
        stop = clause + (shared or each).start() if (shared or each) else quantity.start  # type: ignore[union-attr]
        begin = strip_lead(self.cut, clause, stop)
        listing = phrase.measure if each and phrase.measure else ""
        if listing and (found := self.text.find(listing, clause, stop)) >= 0:
            begin = found
        names = members(self.cut, begin, strip_tail(self.cut, begin, stop))
        if len(names) < 2:
            return []
        if are_rates(names) or each or (shared and (quantity.kind in ("percent", "number", "rank") or quantity.value == 0)):
            return names
        return []

    def _settle(self, draft: Draft, phrase: Phrase, noun: str, verb: str, before: str, previous: Draft | None, continued: bool) -> None:
        """Measure and action of a figure that states no movement."""
        quantity = draft.quantity
        draft.subject = phrase.subject
        if phrase.headless and noun:
            draft.measure, draft.action, draft.proper = noun, phrase.action, True
            return
        if previous is not None and previous.role == "context" and _OF_SCOPE.fullmatch(before):
            draft.measure, draft.action = noun or previous.measure, verb
            draft.whole = previous if alike(previous, draft) else None
            return
        ends_open = before.rstrip().endswith("等") and noun
        if noun and (ends_open or phrase.inverted or not phrase.measure or not phrase.action and (verb or not before.endswith(phrase.measure))) and quantity.kind not in ("percent", "rank", "duration"):
            draft.measure, draft.proper = noun, True
            draft.action = phrase.action or ("" if not verb else verb)
            if ends_open and phrase.action:
                draft.action = phrase.action
            return
        if quantity.kind == "duration" and (within := _WITHIN.match(self.text, quantity.end)):
            _, done, _ = read_after(self.cut, within.end(), self._clause_stop(within.end()))
            target = self._antecedent(quantity, any_unit=True)
            draft.measure = phrase.measure or (target.measure if target else self._topic(draft))
            draft.action = done or phrase.action
            return
        if phrase.measure in _TOTALS and (target := self._antecedent(quantity, any_unit=True)) and target.measure:
            draft.measure = target.measure if target.measure.endswith(phrase.measure) else target.measure + phrase.measure
            return
        if phrase.measure:
            draft.measure, draft.action = phrase.measure, phrase.action
            draft.proper = not phrase.headless and (not phrase.inverted or phrase.action in wording().light_verbs or phrase.action == "新增") and self._is_proper(phrase.measure)
            if not phrase.action and not phrase.headless:
                draft.label = True
            if quantity.kind == "duration" and not draft.action and verb:
                draft.action = verb
            self._inherit_action(draft, before, previous)
            return
        if continued and previous is not None:
            draft.measure, draft.action = previous.measure, previous.action
            return
        if phrase.action in wording().nominal_verbs and previous is not None and previous.action and re.search(r"[、和及]$", self.text[: draft.clause][-2:]):
            draft.measure, draft.action, draft.proper = phrase.action, previous.action, True
            return
        if phrase.action:
            draft.action = phrase.action
            target = self._antecedent(quantity)
            if noun and quantity.kind != "percent":
                draft.measure, draft.proper = noun, True
            elif target:
                draft.measure, draft.proper = target.measure, target.proper
            elif phrase.subject and phrase.action in wording().nominal_verbs:
                draft.measure = phrase.subject + phrase.action
            else:
                draft.measure = phrase.subject or self._topic(draft)
            return
        if quantity.unit in _EVENTS and not noun and verb:
            done = read_before(self.cut, quantity.end, self._clause_stop(quantity.end), "count")
            if done.measure and not re.search(r"\d", done.measure):
                draft.measure, draft.action = done.measure, done.action  # 11次召开听证会
                return
        # Nothing before the number: the verb behind it says what is done to what went before.
        if quantity.kind == "duration":
            draft.measure, draft.action = self._lasted(quantity, verb)
            return
        if quantity.kind == "percent" and (share := self._share_behind(quantity)):
            draft.measure = share
            return
        target = self._antecedent(quantity)
        if target:
            draft.measure, draft.proper = target.measure, target.proper
            draft.action = verb or target.action
        else:
            draft.action = verb
            draft.measure = self._topic(draft)

    def _clause_stop(self, begin: int) -> int:
        """The clause's end; a short bracket inside a noun, 村（社区）, does not end it."""
        at = begin
        while stop := _CLAUSE_END.search(self.text, at, self.end):
            aside = _ASIDE.match(self.text, stop.start(), self.end) if stop.start() > begin else None
            if not aside:
                return stop.start()
            at = aside.end()
        return self.end

    def _is_proper(self, measure: str) -> bool:
        """False for an outcome or an actor, which a later verb does not refer back to."""
        lexicon = wording()
        for size in (4, 3, 2):
            if is_verb(measure[-size:]) and measure[-size:] not in lexicon.nominal_verbs:
                return False
        return not measure.startswith(("未", "不", "尚"))

    def _topic(self, draft: Draft) -> str:
        """What an earlier clause without a number was about."""
        clauses = re.split("[，,；;：:]", self.text[self.start : draft.clause].rstrip("，,；;：:"))
        end = draft.clause - 1
        for clause in reversed(clauses):
            phrase = read_before(self.cut, max(self.start, end - len(clause)), end, "count")
            end -= len(clause) + 1
            if (phrase.measure or phrase.action) and not re.search(r"\d", phrase.measure):
                return phrase.measure or phrase.subject + phrase.action
        return ""

    def _share_behind(self, quantity: Quantity) -> str:
        """过半来自乡镇, 60%的县直部门: a share whose subject stands behind it."""
        behind = self.text[quantity.end : self._clause_stop(quantity.end)]
        said = re.sub(r"^(?:以上|左右|以下)?(?:的|通过|来自|为|是|在|属于)?", "", behind)
        if not said:
            return ""
        target = self._antecedent(quantity, any_unit=True)
        measure = target.measure if target else ""
        return (said if len(said) <= 16 else "") + (measure if measure not in said else "") + "占比"

    def _inherit_action(self, draft: Draft, before: str, previous: Draft | None) -> None:
        """办理人大代表建议104件、政协提案137件: 、 carries the verb on to the next label."""
        if draft.action or previous is None or draft.quantity.kind == "percent" or previous.quantity.kind == "percent":
            return
        between = self.text[previous.quantity.end : draft.clause + 1]
        if not re.match(r"^(?:以上|左右)?(?:、|和|及|以及)", between) or not previous.action or previous.change:
            return
        if previous.whole is None and not re.search("其中|[(（:：]", self.text[previous.clause - 1 : previous.quantity.start]):
            draft.action = previous.action

    def _lasted(self, quantity: Quantity, verb: str) -> tuple[str, str]:
        """连续四年获得考核优秀等次: what stands behind the duration lasted."""
        if _STATE.match(self.text, quantity.end):
            target = self._antecedent(quantity, any_unit=True)
            return (target.measure if target else ""), ""
        phrase = read_before(self.cut, quantity.end, self._clause_stop(quantity.end), "count")
        if phrase.measure and not re.search(r"\d", phrase.measure):
            return phrase.measure, phrase.action
        target = self._antecedent(quantity, any_unit=True)
        return (target.measure if target else ""), verb

    def _antecedent(self, quantity: Quantity, *, any_unit: bool = False) -> Draft | None:
        """The figure whose measure a left-out one refers back to."""
        pools = (self.drafts, self.paragraph[-6:])
        change_or_rate = quantity.kind in ("percent", "ratio", "rank")
        for pool in pools:
            fallback: Draft | None = None
            for draft in reversed(pool):
                if not draft.measure or draft.quantity is quantity:
                    continue
                if change_or_rate or any_unit:
                    if draft.modality == "baseline" and len(pool) > 1 and fallback is None:
                        fallback = draft
                        continue
                    if draft.change:
                        continue
                    return draft
                if draft.role == "context" or draft.change or draft.quantity.kind in ("percent", "ratio", "duration"):
                    continue
                if draft.quantity.unit == quantity.unit and draft.proper and not (draft.label and self._is_side_label(draft)):
                    return draft
                if fallback is None and draft.proper and draft.quantity.kind == quantity.kind and not draft.label:
                    fallback = draft
            if fallback is not None:
                return fallback
            if change_or_rate or any_unit:
                continue
        return None

    def _is_side_label(self, draft: Draft) -> bool:
        """乡镇8人, 咨询类876件: a part's label names no matter of its own."""
        return draft.whole is not None or bool(re.search(r"[、和]", self.text[draft.clause - 1 : draft.clause]))

    def _context(self, draft: Draft, quantities: list[Quantity], at: int, noun: str, noun_end: int) -> None:
        """Mark a quantity that only says who or what scope another figure is about."""
        quantity = draft.quantity
        text = self.text
        if noun and draft.measure == noun:
            self.consumed = noun_end
        later = quantities[at + 1] if at + 1 < len(quantities) else None
        between = text[quantity.end : later.start] if later else ""
        if later and (threshold := _THRESHOLD.fullmatch(between)) and (threshold["side"] or quantity.bound == "over"):
            draft.role, draft.modality, draft.action = "context", "norm", ""
            if threshold["side"]:
                quantity.bound = "at_most" if threshold["side"] in ("以下", "以内") else "at_least"
            self.reopened = draft.clause
            return
        if later and between == "的" and later.kind in ("percent", "ratio"):
            draft.role, draft.action = "context", ""
            draft.measure = re.sub("^占|总数$|总量$", "", draft.measure)
            return
        if quantity.kind == "measure" and (text[quantity.end : quantity.end + 1] == "级" or noun and draft.measure == noun and not draft.phrase.action):
            draft.role, draft.action, draft.measure = "context", "", noun.removeprefix("级") or draft.measure
            return
        if quantity.kind != "count" or not noun or draft.measure != noun:
            return
        if _AMONG.match(text[noun_end : noun_end + 2]) and not (draft.phrase.action and not draft.phrase.headless):
            draft.role, draft.action = "context", ""
            return
        if draft.phrase.action and not draft.phrase.preposition and not _REACHING.search(text[draft.clause : quantity.start]):
            return
        preposition = draft.phrase.preposition or (m.group() if (m := _CONTEXT_PREPOSITION.search(text[draft.clause : quantity.start])) else "")
        if preposition in ("依据", "按照", "根据", "通过", "利用", "依托", "围绕"):
            draft.role, draft.action = "context", ""
            return
        if _OFFICES.search(noun) and (preposition or _REACHING.search(text[draft.clause : quantity.start]) or self._joined_scope(quantities, at)):
            draft.role, draft.action = "context", ""
            return
        if later is None or later.kind == "duration":
            return
        rest = text[noun_end : later.start]
        if _BREAK.search(rest):
            return
        if _JOINED.fullmatch(rest.strip()):
            # 对12个乡镇、28个部门开展督察2轮: the whole list is the scope
            if at + 2 < len(quantities) and not _BREAK.search(text[later.end : quantities[at + 2].start]):
                draft.role, draft.action = "context", ""
            return
        draft.role, draft.action = "context", ""

    def _joined_scope(self, quantities: list[Quantity], at: int) -> bool:
        """True for a member of a list of offices that another one has begun (对9个乡镇和 [25个])."""
        return bool(self.drafts[-2:-1]) and self.drafts[-2].role == "context" and at > 0
