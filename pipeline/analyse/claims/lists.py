"""Figures in lists: 分别为37件、85件、214件, 报备率、及时率均为100%, 各1次."""

from __future__ import annotations

import re

from pipeline.analyse.claims.actor import actor
from pipeline.analyse.claims.against_years import read_against_years
from pipeline.analyse.claims.behind import read_after
from pipeline.analyse.claims.change import reaches, read_change
from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import CutText
from pipeline.analyse.claims.members import JOINERS, members
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.rates import RATES
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.shares import read_shares
from pipeline.analyse.claims.trim import strip_lead, strip_tail
from pipeline.analyse.claims.verbs import is_verb, with_compounds
from pipeline.model import Quantity

_ONLY_JOINED = re.compile(r"(?:以上|左右|以内|以下|多|余)?(?:[、,，]|和|及|以及|与)*第?")
_ENDS_JOINED = frozenset("、,，和及与第上右内下多余")
_RESPECTIVELY = re.compile(r"分别|依次|各为|各占")
_FROM_EACH = re.compile("(?:分别|依次)(?:由|从)")
_BASIS = re.compile(r"(?:同比|环比|[比较与](?:上年|去年|同期|上一年|20\d\d年)[^，。；]{0,6}|增幅|降幅)$")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
_LISTED = frozenset("、和及与")
_EQUALLY = re.compile(
    r"(?:均|都|双双)(?:为|达|在|是|实现|保持|达到|超过|高于|不低于|控制在|稳定在|全部|为零)*[^，。\u4e00-\u9fff]{0,2}$"
    r"|(?:均|都|双双)(?:[为达超是]|达到|超过|实现|保持|增长|下降)"
)
_EACH = re.compile(r"各(?:为|有|计|达)?$")
_SHARED_BOUNDS = ("about", "over", "at_least", "at_most")


def group_size(sentence: Sentence, at: int) -> int:
    """How many quantities from number ``at`` on are joined by nothing but 、 or 和."""
    text, quantities, size = sentence.text, sentence.quantities, 1
    while at + size < len(quantities):
        end, start = quantities[at + size - 1].end, quantities[at + size].start
        joined = start == end or text[start - 1] in _ENDS_JOINED
        if not joined or not _ONLY_JOINED.fullmatch(text, end, start):
            break
        size += 1
    return size


def read_list(sentence: Sentence, at: int, size: int) -> bool:
    """Read ``size`` joined quantities together, where 分别 or a movement spreads them over names.

    Returns:
        True where drafts were added for all of them.
    """
    listed = sentence.quantities[at : at + size]
    clause = sentence.clause_start(at)
    if _levels_reached(sentence, listed) or read_against_years(sentence, listed, clause):
        return True
    if read_shares(sentence, listed, clause):
        return True
    before = sentence.text[clause : listed[0].start]
    spread = _RESPECTIVELY.search(before)
    if not spread:
        return False
    head = _BASIS.sub("", before[: spread.start()])
    action, names = _names(sentence.cut, clause, clause + len(head), size)
    if names:
        _named(sentence, listed, clause, action, names, clause + spread.end())
        if _FROM_EACH.match(before, spread.start()):
            for draft in sentence.drafts[-size:]:
                draft.modality = "baseline"
        return True
    return not _NAMED.search(head) and _over_previous(sentence, listed, clause)


def shared_names(sentence: Sentence, quantity: Quantity, clause: int, phrase: Phrase) -> list[str]:
    """Names that share one figure: rates joined by 、, 均为, 各2次; [] where it has one name."""
    before = sentence.text[clause : quantity.start]
    if _LISTED.isdisjoint(before):
        return []
    each = _EACH.search(before)
    equally = each or _EQUALLY.search(before)
    stop = clause + equally.start() if equally else quantity.start
    begin = strip_lead(sentence.cut, clause, stop)
    if each and phrase.measure:
        begin = max(begin, sentence.text.find(phrase.measure, clause, stop))
    names = members(sentence.cut, begin, strip_tail(sentence.cut, begin, stop))
    if len(names) < 2:
        return []
    alike = equally and (quantity.kind in ("percent", "number", "rank") or quantity.value == 0)
    return names if each or alike or all(name.endswith(RATES) for name in names) else []


def _names(cut: CutText, start: int, end: int, size: int) -> tuple[str, list[str]]:
    """The verb that governs a list and its ``size`` names; no names if there are not so many."""
    begin = strip_lead(cut, start, end)
    stop = strip_tail(cut, begin, end)
    begins, words = with_compounds(cut, begin, stop)
    phrase = read_before(cut, start, end, "count")
    tries = [("", begin, stop)]
    if cut.text.endswith("率", start, stop):
        tries.insert(0, ("", start, stop))  # 及时受理率、按期办结率
    if len(words) > 1 and is_verb(words[0]) and cut.text[begins[1]] not in JOINERS:
        tries.insert(0, (words[0], begins[1], stop))  # 办理不予处罚、减轻处罚案件
    at = cut.text.find(phrase.measure, start, end) if phrase.measure else -1
    if at >= 0:
        tries.insert(len(tries) - 1, (phrase.action, at, at + len(phrase.measure)))
    for action, left, right in tries:
        names = members(cut, left, right)
        if len(names) == size:
            return action, names
    return "", []


def _named(
    sentence: Sentence, listed: list[Quantity], clause: int, action: str, names: list[str], behind: int
) -> None:
    """县、乡、村政务服务事项分别为1286项、152项和47项; ``behind`` is where 分别 ends."""
    text = sentence.text
    sofar = text[sentence.start : listed[0].start]
    change = read_change(text[clause : listed[0].start], listed[0], sentence.year, sofar)
    done = Phrase() if change else read_before(sentence.cut, behind, listed[0].start, listed[0].kind)
    shared = listed[0].kind == "percent" and text.startswith("占", behind)
    for name, quantity in zip(names, listed, strict=True):
        name = name.rstrip("的")
        draft = sentence.add(quantity, clause, Phrase(measure=name))
        draft.measure, draft.action, draft.label = name, "" if action == name else action, True
        if change:
            change.state(draft)
        elif shared:  # 民事、行政案件分别占60%、40%
            draft.measure = name + "占比"
        elif done.action:
            _done_by(sentence, draft, name, done)
        elif done.measure:  # 诉讼费、律师费分别支出12万元、3万元
            draft.measure = name + done.measure
    said = "" if change or done.measure or done.action else _said_behind(sentence, listed[-1])
    for draft in sentence.drafts[-len(names) :] if said else ():
        draft.action = draft.action or said
    if listed[-1].bound in _SHARED_BOUNDS:  # 分别增长5%、6.5%左右
        for quantity in listed[:-1]:
            quantity.bound = listed[-1].bound if quantity.bound == "exact" else quantity.bound


def _said_behind(sentence: Sentence, last: Quantity) -> str:
    """甲、乙分别有38人、1120人参加考试: the verb behind the last figure is said of all."""
    behind = read_after(sentence.cut, *sentence.behind(sentence.quantities.index(last)))
    return behind.verb if last.kind == "count" and not behind.noun else ""


def _done_by(sentence: Sentence, draft: Draft, name: str, done: Phrase) -> None:
    """县、乡分别制定文件5件、12件: what each of the list has done, or what was done to each of it."""
    draft.action, draft.label = done.action, False
    who = actor(sentence.text, name, draft.clause, draft.quantity.start)
    if done.measure:
        draft.measure, draft.subject = done.measure, who
    elif who and (target := sentence.antecedent(draft.quantity)):
        draft.measure, draft.subject = target.measure, who  # 受理88件，其中甲、乙分别受理80件、8件


def _levels_reached(sentence: Sentence, listed: list[Quantity]) -> bool:
    """标准分别从209元、280元提高到217元、290元: the second row of a movement."""
    starts = sentence.drafts[-len(listed) :]
    if len(starts) < len(listed) or any(draft.modality != "baseline" for draft in starts):
        return False
    if not reaches(sentence.text[starts[-1].quantity.end : listed[0].start]):
        return False
    for start, quantity in zip(starts, listed, strict=True):
        sentence.add(quantity, start.clause, Phrase(bare=True)).measure = start.measure
    return True


def _over_previous(sentence: Sentence, listed: list[Quantity], clause: int) -> bool:
    """接待游客A、花费B，分别增长x、y: the figures belong to the ones just before."""
    text = sentence.text
    sofar = text[sentence.start : listed[0].start]
    change = read_change(text[clause : listed[0].start], listed[0], sentence.year, sofar)
    levels = [draft for draft in sentence.drafts if not draft.change]
    units = {draft.quantity.unit for draft in levels if not draft.listed} - {"%"}
    wholes = [draft for draft in levels if not draft.listed or draft.quantity.unit not in units]
    # 案件7486件，其中简易程序6803件，罚没款1128万元，分别下降18.2%、7.5%: no parts are meant
    targets = (wholes if len(wholes) >= len(listed) else levels)[-len(listed) :]
    if not change or len(targets) < len(listed):
        return False
    for target, quantity in zip(targets, listed, strict=True):
        draft = sentence.add(quantity, clause, Phrase(bare=True))
        draft.measure, draft.action = target.measure, target.action
        change.state(draft)
    return True
