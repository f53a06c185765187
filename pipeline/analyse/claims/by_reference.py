"""A figure with no noun of its own: named by an earlier figure or by what is said behind it."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import Behind
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import wording
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.shares import share_behind
from pipeline.model import Quantity

# 连续四个季度下降, 连续9年居首: it is the matter before the duration that lasted.
_STATE = re.compile(
    "(?:稳|位|排|名)?[居列]|下降|上升|增长|增产|减少|达到?|保持|稳定|高于|低于|超过|实现(?!.{0,12}[“零])|增速"
)
_LISTED = re.compile("[、和及]")
_NUMBER_OF = re.compile("(?<=..)(?:数量|总量|总数|量|数)$")
_THERE = re.compile(
    "在册|在办|在审|在矫|在库|在岗|现有|实有|存量|尚有|仍有|还有|未结"
)  # 解除矫正92人，在册94人
_TOGETHER = re.compile("(?:合计|共计|总计|共)占?(?:约|近|超|超过|达到?|为)*$")
_DIGIT = re.compile(r"\d")
_EVENTS = frozenset("次 场 场次 轮 批 期".split())


def name_bare_verb(sentence: Sentence, draft: Draft, behind: Behind, previous: Draft | None) -> None:
    """受理149件: the object is the matter of an earlier figure."""
    phrase = draft.phrase
    nominal = phrase.action in wording().nominal_verbs
    if (
        nominal
        and previous is not None
        and previous.action
        and _LISTED.match(sentence.text, draft.clause - 1)
    ):
        draft.measure, draft.action, draft.proper = phrase.action, previous.action, True  # 办理公证、仲裁
        return
    draft.action = phrase.action
    lexicon = wording()
    target = sentence.antecedent(draft.quantity)
    event = (
        draft.quantity.unit in _EVENTS
        and phrase.action not in lexicon.light_verbs
        and phrase.action not in lexicon.convening_verbs
    )
    if behind.noun and draft.quantity.kind != "percent":
        draft.measure, draft.proper = behind.noun, True
    elif event and (target is None or target.quantity.unit not in _EVENTS):
        # 宣讲1260场: the event is counted; whose 学法 it is tells two of them apart.
        draft.measure = (phrase.subject if phrase.action in lexicon.event_verbs else "") + phrase.action
    elif phrase.action.endswith("案") and (target is None or draft.quantity.kind != target.quantity.kind):
        draft.measure = "案件"  # 立案, 结案
    elif target:
        draft.measure, draft.proper = target.measure, target.proper
    elif phrase.subject and (
        phrase.subject.endswith(lexicon.persons) or not phrase.subject.endswith(lexicon.agents)
    ):
        draft.measure = phrase.subject + phrase.action if nominal else phrase.subject
    elif not phrase.headless and (level := sentence.compared(draft.quantity)) and level is not draft:
        draft.measure = _NUMBER_OF.sub("", level.measure)  # 申请量由71件增至94件；受理87件
    else:
        draft.measure = sentence.topic(draft)


def name_by_what_follows(sentence: Sentence, draft: Draft, behind: Behind, before: str) -> None:
    """Nothing before the number: what is said behind it, of that or of what went before."""
    quantity = draft.quantity
    if quantity.unit in _EVENTS and not behind.noun and behind.verb and name_event(sentence, draft):
        return
    if quantity.kind == "duration":
        draft.measure, draft.action = _lasted(sentence, quantity, behind.verb)
        return
    if quantity.kind == "percent" and _TOGETHER.search(sentence.text, draft.clause, quantity.start):
        previous = sentence.drafts[-2] if len(sentence.drafts) > 1 else None
        if previous and previous.measure.endswith("占比"):
            draft.measure = "合计占比"
            return
    if quantity.kind == "percent" and (share := share_behind(sentence, quantity)):
        draft.measure = share
        return
    if _TOGETHER.search(sentence.text, draft.clause, quantity.start):
        alikes = [one for one in sentence.drafts[:-1] if one.quantity.unit == quantity.unit and one.measure]
        if len(alikes) > 1:  # 新收51件，加上年旧存5件，共56件
            draft.measure, draft.proper = alikes[0].measure, alikes[0].proper
            draft.action = alikes[0].action if all(one.action == alikes[0].action for one in alikes) else ""
            return
    target = sentence.antecedent(quantity) or sentence.compared(quantity)
    if target is None and len(sentence.drafts) > 1 and not before.strip("达到为至了"):
        target = sentence.drafts[-2]  # 成交额增长26%、达1480亿元
    if target and target is not draft:
        draft.measure, draft.proper, draft.action = (
            target.measure,
            target.proper,
            behind.verb or ("" if _THERE.search(before) else target.action),
        )
    else:
        draft.measure, draft.action = sentence.topic(draft), behind.verb


def name_event(sentence: Sentence, draft: Draft) -> bool:
    """11次召开听证会, 分四批取消证明事项86项: what was done so often stands behind the number."""
    _, end = sentence.behind(sentence.quantities.index(draft.quantity))
    done = read_before(sentence.cut, draft.quantity.end, end, "count")
    if done.measure:
        draft.measure, draft.action = done.measure, done.action
    return bool(done.measure)


def _lasted(sentence: Sentence, quantity: Quantity, verb: str) -> tuple[str, str]:
    """连续四年获得考核优秀等次: what stands behind the duration lasted."""
    target = sentence.antecedent(quantity, any_unit=True)
    matter = target.measure if target else ""
    if _STATE.match(sentence.text, quantity.end):
        return matter, ""
    phrase = read_before(sentence.cut, quantity.end, sentence.clause_stop(quantity.end), "count")
    if phrase.measure and not _DIGIT.search(phrase.measure):
        return phrase.measure, phrase.action
    return matter, verb
