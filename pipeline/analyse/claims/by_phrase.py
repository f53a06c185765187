"""A figure named by the phrase before it: 审结案件12件, 罚款46件, 移送公安机关17件."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import Behind
from pipeline.analyse.claims.by_what_follows import name_event
from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.counted import EVENTS, alike
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import wording
from pipeline.analyse.claims.members import NEXT_FIGURE
from pipeline.analyse.claims.rates import RATES
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.verbs import is_verb, verb_ends

_OPENS_PARTS = re.compile("其中|[(（:：]")
_DEALT_WITH = ("处理", "办理", "查处", "处置", "协调")
_ENTERED = ("列入", "纳入", "移出", "录入")
_ROLLS = ("名录", "名单", "清单", "目录", "台账", "库", "平台", "系统", "范围")
_OF_THEM = frozenset(count + what for count in "两三四五六七八九" for what in "者项类")
_IN_LIST = re.compile("(?:以上|左右)?[，,；;]?(?:其中[，,:：]?|[(（、])")
_LEVEL = re.compile("(?:国家|省|市|县|区|州|盟|旗|乡|镇|村)级(?!以[上下])")
_LEVELS = frozenset("国家级 省级 市级 县级 区级 州级 盟级 旗级 乡级 镇级 村级".split())
_TOTALS = frozenset("总量 总数 数量 总数量 增速 总额 规模 总规模".split())
#: Counts of things that something is done to; 次 and 场 count the event.
_THINGS = frozenset("件 份 部 项 个 卷 宗 本 家 户 名 人 起 辆 台 处 条 件次".split())
_SENT_DOWN = ("下沉", "下派", "下放")
_DOWN = ("镇街", "街镇", "乡镇", "街道", "基层", "一线", "社区", "村")
_SHORT = 10
# What is sent to an office where nothing else is said.
_SENT = dict.fromkeys("件起宗", "案件")
# What comes in is what later verbs do something to: 一审行政诉讼新收97件，结案90件.
_TAKEN_IN = frozenset("新增 新收 收到 新发生 新受理 接收 接到".split())
_COMPOSED = ("组成", "构成")  # 由许可263项和其他718项组成
_DENIED = ("未", "不", "尚")


def name_by_phrase(sentence: Sentence, draft: Draft, behind: Behind, previous: Draft | None) -> None:
    phrase, quantity = draft.phrase, draft.quantity
    if phrase.measure in _TOTALS and phrase.action:
        draft.measure = phrase.subject + phrase.action + phrase.measure  # 招生规模
        return
    if phrase.measure in _TOTALS:
        moved = previous if previous and previous.change and alike(previous, draft) else None
        target = moved or sentence.antecedent(quantity, any_unit=True) or previous
        if target and target.measure:
            draft.measure = target.measure.removesuffix(phrase.measure) + phrase.measure
            return
    draft.measure, draft.action = phrase.measure, phrase.action
    if phrase.done_to and quantity.unit in _THINGS:
        draft.measure, draft.action, draft.proper = phrase.done_to, phrase.measure, True
        return
    if phrase.headless and quantity.kind == "percent" and not phrase.measure.endswith(RATES):
        draft.measure += "占比"  # 50岁以上的接近四成
        return
    if phrase.measure in _OF_THEM:
        several = sentence.drafts[:-1][-"两三四五六七八九".index(phrase.measure[0]) - 2 :]
        draft.measure = "、".join(one.phrase.action or one.measure for one in several)  # 三者合计32件
        return
    if quantity.kind == "percent" and previous is not None and (rate := _rate_of(sentence, draft, previous)):
        draft.measure = rate
        return
    if phrase.measure in _LEVELS and draft.clause in sentence.labels:
        draft.measure, draft.proper = sentence.topic(draft), True  # 行政许可事项：区级276项
        return
    if phrase.measure in _LEVELS and previous is not None and _of_level(sentence, draft, previous):
        draft.measure += _LEVEL.sub("", previous.measure, count=1)  # 省级示范村2个、市级9个
        draft.action, draft.proper = phrase.action or previous.action, previous.proper
        return
    lexicon = wording()
    sent = phrase.action in lexicon.transfer_verbs and phrase.measure.endswith(
        (*lexicon.agents, *_DEALT_WITH)
    )
    entered = phrase.action.startswith(_ENTERED) and phrase.measure.endswith(_ROLLS)
    sent = sent or (phrase.action in _SENT_DOWN and phrase.measure.endswith(_DOWN))
    if sent or (entered and not phrase.headless):
        target = sentence.antecedent(quantity)  # 移送公安机关17件, 列入异常名录12户: the receiver
        draft.measure = target.measure if target else sentence.topic(draft) or _SENT.get(quantity.unit, "")
        return
    if phrase.inverted and quantity.unit in EVENTS and phrase.measure.endswith(lexicon.persons):
        # 组织执法人员轮训2轮; of 邀请县司法局、律师事务所同志授课2场 the event says enough
        who = phrase.measure if len(phrase.measure) <= _SHORT else ""
        draft.measure = who + phrase.action
        return
    draft.proper = _is_proper(phrase)
    draft.label = not phrase.action and not phrase.headless
    if quantity.kind == "duration" and not draft.action:
        draft.action = behind.verb
    if draft.label and quantity.kind == "count" and behind.verb and not behind.noun:
        if quantity.unit in EVENTS:
            name_event(sentence, draft)  # 县政府先后七次专题研究法治建设
        elif behind.verb not in _COMPOSED:
            draft.action = behind.verb  # 重大行政决策6项全部履行法定程序
    if not draft.action and previous is not None:
        if (
            previous.action in lexicon.transfer_verbs
            and draft.measure.endswith(lexicon.agents)
            and NEXT_FIGURE.match(sentence.text, previous.quantity.end, draft.clause + 1)
        ):
            draft.measure, draft.action = previous.measure, previous.action  # 移送公安机关5件、检察机关1件
        else:
            draft.action = _carried_on(sentence.text, draft, previous)


def _rate_of(sentence: Sentence, draft: Draft, previous: Draft) -> str:
    """出庭应诉率99.2%，其中市级部门100%、县级政府97.5%: the label with the rate, "" if none."""
    label = draft.phrase.measure
    if draft.phrase.action or label.endswith((*RATES, "比", "度")) or previous.quantity.kind != "percent":
        return ""
    if not previous.measure.endswith(RATES):
        return ""
    opened = _IN_LIST.match(sentence.text, previous.quantity.end, draft.clause + 3)
    named = previous.phrase.measure
    own = named != previous.measure and previous.measure.startswith(named)  # a label of the same rate
    if not opened or (opened.group().endswith("、") and not own):
        return ""
    return label + previous.measure.removeprefix(named if own else "")


def _of_level(sentence: Sentence, draft: Draft, previous: Draft) -> bool:
    """全国示范村2个、省级17个: another level of what the figure before counts."""
    joined = NEXT_FIGURE.match(sentence.text, previous.quantity.end, draft.clause + 1)
    alike_units = previous.quantity.unit == draft.quantity.unit and joined is not None
    return bool(previous.measure) and (alike_units or _LEVEL.match(previous.measure) is not None)


def _is_proper(phrase: Phrase) -> bool:
    """False for an outcome or an actor, which a later verb does not refer back to."""
    lexicon = wording()
    if phrase.headless or (
        phrase.inverted and phrase.action not in lexicon.light_verbs and phrase.action not in _TAKEN_IN
    ):
        return False
    measure = phrase.measure
    for size in (4, 3, 2) if measure[-1:] in verb_ends() else ():
        tail = measure[-size:]
        if is_verb(tail) and tail not in lexicon.nominal_verbs:
            return False
    return not measure.startswith(_DENIED)


def _carried_on(text: str, draft: Draft, previous: Draft) -> str:
    """办理人大代表建议104件、政协提案137件: 、 carries the verb on to the next label."""
    if not previous.action or previous.phrase.bare or previous.change or previous.whole is not None:
        return ""
    if "percent" in (draft.quantity.kind, previous.quantity.kind):
        return ""
    if not NEXT_FIGURE.match(text, previous.quantity.end, draft.clause + 1):
        return ""
    return (
        ""
        if _OPENS_PARTS.search(text, max(previous.clause - 1, 0), previous.quantity.start)
        else previous.action
    )
