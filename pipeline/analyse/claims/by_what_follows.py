"""A figure with nothing before it that names it: by what is said behind it, or in the sentence."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import Behind
from pipeline.analyse.claims.counted import EVENTS
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.shares import share_behind
from pipeline.model import Quantity

# 连续四个季度下降, 连续9年居首: it is the matter before the duration that lasted.
_STATE = re.compile(
    "(?:稳|位|排|名)?[居列]|下降|上升|增长|增产|减少|达到?|保持|稳定|高于|低于|超过|实现(?!.{0,12}[“零])|增速"
)
# 连续三年在全省考核中居前三位
_CONTEST = re.compile("在?(?P<name>[^，。；]{2,24}?(?:考核|评估|测评|评价|评比|考评))(?:当)?中")
# 主任办公会坚持会前学法，累计12次
_HELD = re.compile(
    r"(?<![^，。；：\n])(?P<who>[^，。；：\d\n]{2,16}?)(?:坚持|落实|实行)?(?P<what>会前学法|集体学法)(?:坚持|做到|实现)?[^，。；\d]{0,8}"
    "[，,](?:累计|共|全年|年内|先后)*$"
)
_THERE = re.compile(
    "在册|在办|在审|在矫|在库|在岗|现有|已有|实有|存量|尚有|仍有|还有|未结"
)  # 解除矫正92人，在册94人
_TOGETHER = re.compile("(?:合计|共计|总计|共)占?(?:约|近|超|超过|达到?|为)*$")
# 其中农药合格率最低，为92.7%: the clause before says of what.
_EXTREME = re.compile(
    r"(?:^|[，；：])(?:其中[，,]?)?(?:(?P<name>[^，；。：\d]{2,20}?)(?:最[高低多大小少快慢长短]|居首)"
    r"|(?P<rate>[^，；。：\d]{2,20}?(?:率|占比|比例|比重))[^，；。：\d率比]{1,6})[，,](?:分别|只|仅|约|为|达到?|有|近|超)*$"
)
# 其余41件为登记、计量等案件
_IS_WHAT = re.compile(
    "(?:均|都)?(?:为|是|属于)(?P<what>[^，。；]{2,20}?(?:案件|事项|文件|人员|纠纷|投诉|合同|类))(?=[、，。；]|$)"
)
_REST = re.compile("(?:其余|其他|剩余|余下)的?$")
_REST_IS = re.compile("(?:均|都|全部)?(?:为|是|属于)(?P<what>[^，。；\\d]{2,12})(?=[，。；]|$)")
_DIGIT = re.compile(r"\d")


def name_by_what_follows(sentence: Sentence, draft: Draft, behind: Behind, before: str) -> None:
    """Nothing before the number: what is said behind it, of that or of what went before."""
    quantity = draft.quantity
    if quantity.unit in EVENTS and not behind.noun and behind.verb and name_event(sentence, draft):
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
            # 文件163件、合同74件、其他事务97件，合计334件: the first is not what all are
            named = alikes[-1] if "其他" in alikes[-1].measure else alikes[0]
            draft.measure, draft.proper = named.measure, named.proper
            draft.action = alikes[0].action if all(one.action == alikes[0].action for one in alikes) else ""
            return
    rest = _REST.search(sentence.text, draft.clause - 4, quantity.start)
    if is_what := (_REST_IS if rest else _IS_WHAT).match(sentence.text, quantity.end, sentence.end):
        draft.measure, sentence.consumed = is_what["what"], is_what.end()
        return
    if extreme := _EXTREME.search(sentence.text, sentence.start, quantity.start):
        draft.measure = extreme["name"] or extreme["rate"]
        return
    passed = sentence.drafts[-2] if len(sentence.drafts) > 1 and not before.strip("达到为至了") else None
    if passed is not None and passed.quantity.bound == "over" and passed.quantity.unit == quantity.unit:
        draft.measure, draft.action = passed.measure, passed.action  # 总量突破7万户，达7.1万户
        return
    if quantity.unit in EVENTS and (held := _HELD.search(sentence.text, sentence.start, quantity.start)):
        draft.measure, draft.action = held["who"] + held["what"], behind.verb or "学法"
        return
    target = sentence.antecedent(quantity) or sentence.compared(quantity)
    if target not in sentence.drafts and _THERE.search(before) and (topic := sentence.topic(draft)):
        draft.measure = topic  # 按标准配备法律明白人，实有1512名
        return
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
    if contest := _CONTEST.match(sentence.text, quantity.end, sentence.end):
        return contest["name"], ""
    phrase = read_before(sentence.cut, quantity.end, sentence.clause_stop(quantity.end), "count")
    if phrase.measure and not _DIGIT.search(phrase.measure):
        return phrase.measure, phrase.action
    return matter, verb
