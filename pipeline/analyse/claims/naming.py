"""Measure and action of a figure that states no movement."""

from __future__ import annotations

import re

from pipeline.analyse.claims.actor import actor
from pipeline.analyse.claims.behind import Behind, read_after
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import wording
from pipeline.analyse.claims.parts import alike
from pipeline.analyse.claims.phrase import Phrase, read_before
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.shares import share_behind
from pipeline.analyse.claims.verbs import is_verb
from pipeline.model import Quantity

_OF_SCOPE = re.compile(r"当?[中里](?:仍|还|已|约|尚)*有?")
_SET = re.compile("当?[中里][，,]")
_CLAUSE = re.compile("[，；,;：:。]")
_WITHIN = re.compile(r"(?:以内|之内|内)(?=[\u4e00-\u9fff])")
# 连续四个季度下降, 连续9年居首: it is the matter before the duration that lasted.
_STATE = re.compile(
    "(?:稳|位|排|名)?[居列]|下降|上升|增长|增产|减少|达到?|保持|稳定|高于|低于|超过|实现(?!.{0,12}[“零])|增速"
)
_CARRIED_ON = re.compile(r"(?:以上|左右)?(?:、|和|及|以及)")
_ONE_JOIN = re.compile("[^，。；：:、（(）)]*(?:、|和|及|以及)[^，。；：:、（(）)]*")
_OPENS_PARTS = re.compile("其中|[(（:：]")
_LISTED = re.compile("[、和及]")
_APPOSED = re.compile("(?:约|近|超|逾|计|共计|合计|总计)+")
_DEALT_WITH = ("处理", "办理", "查处", "处置", "协调")
_ENTERED = ("列入", "纳入", "移出", "录入")
_ROLLS = ("名录", "名单", "清单", "目录", "台账", "库", "平台", "系统")
_THERE = re.compile(
    "在册|在办|在审|在矫|在库|在岗|现有|实有|存量|尚有|仍有|还有|未结"
)  # 解除矫正92人，在册94人
_STANDARD = re.compile("(?:以上)?的(?:标准|要求|比例)")
_TOGETHER = re.compile("(?:合计|共计|总计|共)占?(?:约|近|超|超过|达到?|为)*$")
_OF_THEM = re.compile("(?P<count>[两三四五六七八九])(?:者|项|类)")
_IN_LIST = re.compile("(?:以上|左右)?[，,；;]?(?:其中[，,:：]?|[(（、])")
_RATES = ("率", "满意度", "比例", "比重")
_LEVEL = re.compile("(?:国家|省|市|县|区|州|盟|旗|乡|镇|村)级(?!以[上下])")
_DIGIT = re.compile(r"\d")
_TOTALS = frozenset("总量 总数 数量 总数量 增速 总额 规模 总规模".split())
_EVENTS = frozenset("次 场 场次 轮 批 期".split())
_NOUN_BEFORE = ("percent", "rank", "duration")  # what these say stands before them
_LONGEST_VERB = 4
_COMPOSED = ("组成", "构成")  # 由许可263项和其他718项组成
_DENIED = ("未", "不", "尚")


def name(
    sentence: Sentence, draft: Draft, behind: Behind, before: str, previous: Draft | None, continued: bool
) -> None:
    """Set measure and action.

    Args:
        draft: the figure, with the phrase before it.
        behind: the words behind it.
        before: the phrase before it, as written.
        previous: the figure before it in the sentence.
        continued: only 、 or 和 stands between the two.
    """
    phrase, quantity = draft.phrase, draft.quantity
    draft.subject = actor(sentence.text, phrase.subject, draft.clause, quantity.start)
    between = sentence.text[previous.quantity.end : quantity.start] if previous else ""
    if previous and between and _APPOSED.fullmatch(between):
        draft.measure, draft.action = previous.measure, previous.action  # 违建9处约1200平方米
    elif phrase.headless and behind.noun:
        # 对部门起草的58份措施进行审查: what is done to it stands behind it.
        draft.action = (
            behind.verb if phrase.preposition or before[:1] in ("对", "将", "把") else phrase.action
        )
        draft.measure, draft.proper = behind.noun, True
    elif previous is not None and previous.role == "context" and _OF_SCOPE.fullmatch(before):
        draft.measure, draft.action = behind.noun or previous.measure, behind.verb
        draft.whole = previous if alike(previous, draft) else None
    elif (
        previous is not None and phrase.bare and not phrase.action and _follows_set(sentence, draft, previous)
    ):
        draft.measure, draft.action = behind.noun or previous.measure, behind.verb
    elif behind.noun and quantity.kind not in _NOUN_BEFORE and _counts_behind(phrase, behind, before):
        draft.measure, draft.action, draft.proper = behind.noun, phrase.action or behind.verb, True
    elif quantity.kind == "duration" and (within := _WITHIN.match(sentence.text, quantity.end)):
        _name_deadline(sentence, draft, within.end())
    elif phrase.measure:
        _name_by_phrase(sentence, draft, behind, previous)
    elif continued and previous is not None and not (behind.verb and between.endswith(("，", ","))):
        draft.measure, draft.action, draft.proper = previous.measure, previous.action, previous.proper
    elif quantity.unit not in _EVENTS and (standard := _STANDARD.match(sentence.text, quantity.end)):
        _name_by_standard(sentence, draft, standard.end())
    elif phrase.action:
        _name_bare_verb(sentence, draft, behind, previous)
    else:
        _name_by_what_follows(sentence, draft, behind, before)


def say_of_all(sentence: Sentence, verb: str) -> None:
    """检察建议17份、司法建议4份均已书面回复: the verb behind the last figure is said of all that 、 joins."""
    if len(verb) > _LONGEST_VERB:
        return  # an event that a light verb governs: 实现综合行政执法全覆盖
    *earlier, following = sentence.drafts
    for draft in reversed(earlier):
        between = sentence.text[draft.quantity.end : following.quantity.start]
        if (
            draft.action
            or draft.role != "claim"
            or draft.quantity.kind != "count"
            or not _ONE_JOIN.fullmatch(between)
        ):
            return
        draft.action, following = verb, draft


def _name_by_standard(sentence: Sentence, draft: Draft, begin: int) -> None:
    """按照每村不少于1名的标准配备网格员: what is held to the standard stands behind it."""
    done = read_before(sentence.cut, begin, sentence.clause_stop(begin), "count")
    target = None if done.measure else sentence.antecedent(draft.quantity)
    draft.measure = done.measure or (target.measure if target else "")
    draft.action = draft.phrase.action or done.action


def _follows_set(sentence: Sentence, draft: Draft, previous: Draft) -> bool:
    """15个乡镇中，仅有 [6个], 连续9年稳定在 [1300亿斤]: said of what the figure before it named."""
    between = sentence.text[previous.quantity.end : draft.quantity.start]
    if previous.role == "context":
        return _SET.search(between) is not None
    return previous.quantity.kind == "duration" and bool(previous.measure) and not _CLAUSE.search(between)


def _counts_behind(phrase: Phrase, behind: Behind, before: str) -> bool:
    """True where the noun behind the number is what it counts, not the next clause's beginning."""
    if phrase.inverted or not phrase.measure or before.rstrip().endswith("等"):
        return True
    return not phrase.action and bool(behind.verb or not before.endswith(phrase.measure))


def _name_deadline(sentence: Sentence, draft: Draft, begin: int) -> None:
    """均在5个工作日内报备: the verb behind 内 is what is done in time."""
    done = read_after(sentence.cut, begin, sentence.clause_stop(begin)).verb
    target = sentence.antecedent(draft.quantity, any_unit=True)
    draft.measure = draft.phrase.measure or (target.measure if target else sentence.topic(draft))
    draft.action = done or draft.phrase.action


def _name_by_phrase(sentence: Sentence, draft: Draft, behind: Behind, previous: Draft | None) -> None:
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
    if found := _OF_THEM.fullmatch(phrase.measure):
        several = sentence.drafts[:-1][-"两三四五六七八九".index(found["count"]) - 2 :]
        draft.measure = "、".join(one.phrase.action or one.measure for one in several)  # 三者合计32件
        return
    if quantity.kind == "percent" and previous is not None and (rate := _rate_of(sentence, draft, previous)):
        draft.measure = rate
        return
    if previous is not None and _LEVEL.fullmatch(phrase.measure) and _LEVEL.match(previous.measure):
        draft.measure += _LEVEL.sub("", previous.measure, count=1)  # 省级示范村2个、市级9个
        draft.action, draft.proper = previous.action, previous.proper
        return
    lexicon = wording()
    sent = phrase.action in lexicon.transfer_verbs and phrase.measure.endswith(
        (*lexicon.agents, *_DEALT_WITH)
    )
    if sent or (phrase.action in _ENTERED and phrase.measure.endswith(_ROLLS)):
        target = sentence.antecedent(quantity)  # 移送公安机关17件, 列入异常名录12户: the receiver
        draft.measure = target.measure if target else phrase.measure
        return
    draft.proper = _is_proper(phrase)
    draft.label = not phrase.action and not phrase.headless
    if quantity.kind == "duration" and not draft.action:
        draft.action = behind.verb
    if draft.label and quantity.kind == "count" and behind.verb and not behind.noun:
        if quantity.unit in _EVENTS:
            _name_event(sentence, draft)  # 县政府先后七次专题研究法治建设
        elif behind.verb not in _COMPOSED:
            draft.action = behind.verb  # 重大行政决策6项全部履行法定程序
    if not draft.action and previous is not None:
        draft.action = _carried_on(sentence.text, draft, previous)


def _rate_of(sentence: Sentence, draft: Draft, previous: Draft) -> str:
    """出庭应诉率99.2%，其中市级部门100%、县级政府97.5%: the label with the rate, "" if none."""
    label = draft.phrase.measure
    if draft.phrase.action or label.endswith((*_RATES, "比", "度")) or previous.quantity.kind != "percent":
        return ""
    if not previous.measure.endswith(_RATES):
        return ""
    opened = _IN_LIST.match(sentence.text, previous.quantity.end, draft.clause + 3)
    named = previous.phrase.measure
    own = named != previous.measure and previous.measure.startswith(named)  # a label of the same rate
    if not opened or (opened.group().endswith("、") and not own):
        return ""
    return label + previous.measure.removeprefix(named if own else "")


def _is_proper(phrase: Phrase) -> bool:
    """False for an outcome or an actor, which a later verb does not refer back to."""
    lexicon = wording()
    if phrase.headless or (
        phrase.inverted and phrase.action not in lexicon.light_verbs and phrase.action != "新增"
    ):
        return False
    measure = phrase.measure
    if any(is_verb(measure[-n:]) and measure[-n:] not in lexicon.nominal_verbs for n in (4, 3, 2)):
        return False
    return not measure.startswith(_DENIED)


def _carried_on(text: str, draft: Draft, previous: Draft) -> str:
    """办理人大代表建议104件、政协提案137件: 、 carries the verb on to the next label."""
    if not previous.action or previous.change or previous.whole is not None:
        return ""
    if "percent" in (draft.quantity.kind, previous.quantity.kind):
        return ""
    if not _CARRIED_ON.match(text, previous.quantity.end, draft.clause + 1):
        return ""
    return (
        ""
        if _OPENS_PARTS.search(text, max(previous.clause - 1, 0), previous.quantity.start)
        else previous.action
    )


def _name_bare_verb(sentence: Sentence, draft: Draft, behind: Behind, previous: Draft | None) -> None:
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
        draft.quantity.unit in _EVENTS and phrase.action not in lexicon.light_verbs | lexicon.convening_verbs
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
    else:
        draft.measure = sentence.topic(draft)


def _name_by_what_follows(sentence: Sentence, draft: Draft, behind: Behind, before: str) -> None:
    """Nothing before the number: what is said behind it, of that or of what went before."""
    quantity = draft.quantity
    if quantity.unit in _EVENTS and not behind.noun and behind.verb and _name_event(sentence, draft):
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


def _name_event(sentence: Sentence, draft: Draft) -> bool:
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
