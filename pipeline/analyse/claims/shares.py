"""Shares: 占比95.87%, 分别占21.2%和78.8%, 过半来自乡镇; named after what is the share."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import read_after
from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.members import members
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.trim import strip_tail
from pipeline.model import Quantity

_SHARE = re.compile(
    r"(?:仅|约|只|均|共|已|就)*占(?:比|到|有|了|去)?.*?(?:的|为|达|约|近|超|超过|达到|的比例|比例|比重|仅|逾)*$"
)
_SHARE_LEAD = re.compile(r"(?:其中|全年|目前|仅|约|均|共|已|还|也|并|且|的|以上|左右|[，、,：:()（）])+")
_NAMED_SHARE = re.compile("(?:比重|比例|比率)(?:达到?|为|超过?|约|近)*$")
_SAID_OF = re.compile(r"^(?:以上|左右|以下|以内|之内)?(?:的|通过|来自|为|是|在|属于)?")
_OF_WHAT = re.compile("(?:以上|左右)?的(?!.{0,6}(?:要求|标准|比例|目标|速度|规定))")
_FROM_WHOM = re.compile("(?:以上|左右|以下)?(?:来自|为|是|在|属于|通过)")
_LACKS = re.compile("没有|缺|未|不")
_LONGEST_SAID = 16
_SPREAD = re.compile(r"(?:分别|依次)占(?:比|到)?[^，。；]{0,12}$|占比(?:分别|依次)(?:约|为|是|达)*$")
_LISTS = re.compile("(?:是|为|包括|有|含)")
_SEPARATORS = "，,；;：:。"


def is_share(quantity: Quantity, before: str) -> re.Match[str] | None:
    """占比95.87%, 占全部事项的95.2%; not 占…比重25%, which is the name of the rate itself."""
    if quantity.kind not in ("percent", "ratio"):
        return None
    if "占" not in before or _NAMED_SHARE.search(before):
        return None
    return _SHARE.search(before)


def name_share(sentence: Sentence, quantity: Quantity, clause: int, lead: int) -> None:
    """Add the draft of a share, named after what is the share.

    Args:
        clause, lead: where the phrase begins and where 占 stands in the text.
    """
    begin = found.end() if (found := _SHARE_LEAD.match(sentence.text, clause, lead)) else clause
    subject = sentence.text[begin : strip_tail(sentence.cut, begin, lead)].rstrip("的")
    target = _before_bracket(sentence, clause) or sentence.antecedent(quantity, any_unit=True)
    draft = sentence.add(quantity, clause, Phrase(measure=subject, bare=not subject))
    if not subject and target is not None:
        subject = target.measure
        counted = target.quantity.kind == "count" and target.whole is None and not target.label
        if counted and target.action not in subject and (target.phrase.bare or len(target.action) > 2):
            subject = target.action + subject
    draft.measure = subject.removesuffix("占比") + "占比"


def _before_bracket(sentence: Sentence, clause: int) -> Draft | None:
    """终止的52件（其中调解35件），占23%: what stands in the bracket is no share's subject."""
    text = sentence.text
    closed = text[max(sentence.start, clause - 2) : clause].strip(_SEPARATORS)
    if closed not in (")", "）"):
        return None
    opened = max(text.rfind("(", sentence.start, clause), text.rfind("（", sentence.start, clause))
    return next((draft for draft in reversed(sentence.drafts) if draft.quantity.end <= opened), None)


def read_shares(sentence: Sentence, listed: list[Quantity], clause: int) -> bool:
    """市级31件，县级115件，分别占21.2%和78.8%: add a share for each of the figures or names before."""
    before = sentence.text[clause : listed[0].start]
    if listed[0].kind != "percent" or not _SPREAD.search(before):
        return False
    counted = [draft for draft in sentence.drafts if draft.quantity.kind == "count"][-len(listed) :]
    names = [draft.measure for draft in counted] if len(counted) == len(listed) else []
    if not names or sentence.drafts[-1] is not counted[-1]:
        names = _listed_before(sentence, clause)
    if len(names) != len(listed):
        return False
    for name, quantity in zip(names, listed, strict=True):
        sentence.add(quantity, clause, Phrase(measure=name)).measure = name + "占比"
    return True


def _listed_before(sentence: Sentence, clause: int) -> list[str]:
    """The members of the list that the clause before ``clause`` ends in: 领域是市场监管、交通运输."""
    text = sentence.text
    stop = clause - 1
    begin = max(text.rfind(mark, sentence.start, stop) for mark in _SEPARATORS) + 1
    begin = max(begin, sentence.start)
    lists = list(_LISTS.finditer(text, begin, stop))
    return members(sentence.cut, lists[-1].end() if lists else begin, stop)


def share_of_noun(sentence: Sentence, quantity: Quantity) -> str:
    """推动80%以上的事项实现全程网办: the share of the noun that 的 brings; "" if there is none."""
    of = _OF_WHAT.match(sentence.text, quantity.end)
    if of is None:
        return ""
    stop = sentence.clause_stop(of.end())
    clause = sentence.text[of.end() : stop]
    noun = "" if _LACKS.search(clause) else read_after(sentence.cut, of.end(), stop).noun
    said = noun or clause[:_LONGEST_SAID]  # 执法单位没有专职人员: what is lacking is what is said
    return said + "占比" if said else ""


def share_behind(sentence: Sentence, quantity: Quantity) -> str:
    """过半来自乡镇, 60%的县直部门: a share whose subject stands behind it; "" if nothing does."""
    said = _SAID_OF.sub("", sentence.text[quantity.end : sentence.clause_stop(quantity.end)])
    if not said:
        return ""
    target = sentence.antecedent(quantity, any_unit=True)
    measure = target.measure if target and target.measure not in said else ""
    if not _FROM_WHOM.match(sentence.text, quantity.end) and len(said) > 2:
        measure = ""  # 一半以上身兼数职
    return (said if len(said) <= _LONGEST_SAID else "") + measure + "占比"
