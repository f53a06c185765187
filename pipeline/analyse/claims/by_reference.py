"""A verb without its object: the figure counts what an earlier figure or clause has named."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import Behind
from pipeline.analyse.claims.counted import EVENTS, PEOPLE, alike
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import wording
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.scope import OFFICES
from pipeline.analyse.claims.sentence import Sentence

_CLAUSE = re.compile("[，；：。]")
_LISTED = re.compile("[、和及]")
_NUMBER_OF = re.compile("(?<=..)(?:数量|总量|总数|量|数)$")
_TREATED = re.compile(
    "[对将把]([^，。；：]{2,40}?)(?:进行|开展|实施|予以|全面)[^，。；：]{0,8}(?:清理|评查|排查|检查|审查|梳理|摸排|核查)"
)
_GOES_OVER = re.compile(
    "(?P<what>(?!专项|集中|全面|定期)[^、]{2,}?)(?:专项|集中|全面|定期)*(?:清理|评查|审查|梳理|复核)"
)
# 为村干部举办培训6期，培训1950人次; 组织执法人员参加培训，参训527人次
_TRAINED = re.compile(
    "(?:[对为]|组织)([^，。；：\\d]{2,24}?)(?:举办|开展|组织|进行|实施|参加)[^，。；：\\d]{0,10}(?:培训|轮训|辅导|考试)"
)
_ATTEND = frozenset("轮训 参训 受训 参学 参演 参与 参加 参会 覆盖 惠及 吸引 受众 受益 受教育".split())
# What is brought before an office, by kind.
_MATTERS = frozenset("投诉 举报 咨询 求助 建议 求决".split())
_RATINGS = frozenset("满意 基本满意 不满意".split())
_CASES = re.compile("案|诉|申请|复议|纠纷|违法|违规|行为|犯罪|投诉|举报|线索|处罚|仲裁|争议")
_FILED = ("立案", "结案", "破案")
_ENTITIES = frozenset("家 户 家次 户次".split())
_CHECKED = ("单位", "企业", "机构", "公司", "主体")  # who may also act, but is counted in 家


def name_bare_verb(sentence: Sentence, draft: Draft, behind: Behind, previous: Draft | None) -> None:
    """受理149件: the object is the matter of an earlier figure."""
    phrase = draft.phrase
    nominal = phrase.action in wording().nominal_verbs
    if (
        nominal
        and previous is not None
        and previous.action
        and not previous.phrase.bare
        and _LISTED.match(sentence.text, draft.clause - 1)
    ):
        draft.measure, draft.action, draft.proper = phrase.action, previous.action, True  # 办理公证、仲裁
        return
    if phrase.action in _MATTERS and draft.listed:
        draft.measure, draft.label = phrase.action, True  # 其中咨询702件、投诉648件
        return
    draft.action = phrase.action
    lexicon = wording()
    target = sentence.antecedent(draft.quantity)
    if previous is not None and previous.role == "context" and _is_done_of(sentence, draft, previous):
        target = previous  # 5件信访积案已化解4件
    event = (
        draft.quantity.unit in EVENTS
        and phrase.action not in lexicon.light_verbs
        and phrase.action not in lexicon.convening_verbs
    )
    attended = _attended(sentence, draft, previous)
    if attended is not None:
        whom = attended.measure.removesuffix(phrase.action)  # 举办执法人员轮训6期，轮训800人次
        draft.measure = whom if whom.endswith(lexicon.persons) else attended.measure
        if phrase.action == "吸引":
            draft.action = behind.verb or phrase.action  # 吸引2350人次参加
    elif phrase.action in _RATINGS:
        draft.measure, draft.action = phrase.action, ""  # 工单97件，其中满意93件
    elif behind.noun and draft.quantity.kind != "percent":
        draft.measure, draft.proper = behind.noun, True
    elif event and target not in sentence.drafts and (topic := _event_named(sentence, draft)):
        draft.measure = topic  # 坚持局务会会前学法，全年学习14次
    elif event and (target is None or target.quantity.unit not in EVENTS):
        # 宣讲1260场: the event is counted; whose 学法 it is tells two of them apart.
        draft.measure = (phrase.subject if phrase.action in lexicon.event_verbs else "") + phrase.action
    elif phrase.action.endswith(_FILED) and (
        target is None or draft.quantity.kind != target.quantity.kind or not _CASES.search(target.measure)
    ):
        draft.measure = "案件"  # 立案, 结案
    elif (target not in sentence.drafts or target.quantity.unit in EVENTS) and (
        treated := _treated(sentence, draft)
    ):
        draft.measure, draft.proper = treated, True
    elif target not in sentence.drafts and (gone_over := _gone_over(sentence, draft)):
        draft.measure = gone_over
    elif (
        target
        and target not in sentence.drafts
        and not alike(target, draft)
        and (topic := sentence.topic(draft))
    ):
        draft.measure = topic  # 公开征求意见，收到216条
    elif target:
        draft.measure, draft.proper = target.measure, target.proper
    elif draft.quantity.unit in _ENTITIES and phrase.subject.endswith(_CHECKED):
        draft.measure, draft.subject = phrase.subject, ""  # 特种设备使用单位检查289家
    elif phrase.subject and (
        phrase.subject.endswith(lexicon.persons) or not phrase.subject.endswith(lexicon.agents)
    ):
        draft.measure = phrase.subject + phrase.action if nominal else phrase.subject
    elif not phrase.headless and (level := sentence.compared(draft.quantity)) and level is not draft:
        draft.measure = _NUMBER_OF.sub("", level.measure)  # 申请量由71件增至94件；受理87件
    elif draft.quantity.kind == "money" or (draft.quantity.kind == "measure" and target is previous is None):
        draft.measure = phrase.action  # 投入73.6万元, 造林4000亩
    elif draft.quantity.kind == "measure" and previous is not None and previous.proper:
        draft.measure = previous.measure  # 上报建设用地22个批次，获批1865.4亩
    else:
        draft.measure = sentence.topic(draft) or (phrase.action if nominal else "")


def _attended(sentence: Sentence, draft: Draft, previous: Draft | None) -> Draft | None:
    """举办执法培训6期，参训410人次: the event before that so many attended, None where there is none."""
    if draft.quantity.unit not in PEOPLE or draft.phrase.action not in _ATTEND or previous is None:
        return None
    return previous if previous.quantity.unit in EVENTS and previous.measure else None


def _gone_over(sentence: Sentence, draft: Draft) -> str:
    """开展规范性文件专项清理2次，废止31件: what the event before went over, "" where there is none."""
    events = (one for one in reversed(sentence.drafts[-3:-1]) if one.quantity.unit in EVENTS)
    event = next(events, None)
    found = _GOES_OVER.fullmatch(event.measure) if event else None
    return found["what"] if found else ""


def _is_done_of(sentence: Sentence, draft: Draft, previous: Draft) -> bool:
    """True where the figure goes on with the clause of things in its own unit, not of offices."""
    between = sentence.text[previous.quantity.end : draft.quantity.start]
    alone = previous.quantity.unit == draft.quantity.unit and not previous.measure.endswith(OFFICES)
    return alone and previous.quantity.value >= draft.quantity.value and not _CLAUSE.search(between)


def _treated(sentence: Sentence, draft: Draft) -> str:
    """对规范性文件开展清理，废止3件: what an earlier clause says is dealt with, "" if none does."""
    treatment = _TRAINED if draft.quantity.unit in PEOPLE else _TREATED
    found = treatment.search(sentence.text, sentence.start, draft.clause)
    return read_before(sentence.cut, found.start(1), found.end(1), "count").measure if found else ""


def _event_named(sentence: Sentence, draft: Draft) -> str:
    """The event that an earlier clause of the sentence names by a character of the verb, "" if none."""
    topic = sentence.topic(draft)
    return topic if topic and not set(draft.phrase.action).isdisjoint(topic) else ""
