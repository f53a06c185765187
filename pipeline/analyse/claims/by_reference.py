"""A figure with no noun of its own: named by an earlier figure or by what is said behind it."""

from __future__ import annotations

import re

from pipeline.analyse.claims.behind import Behind
from pipeline.analyse.claims.counted import EVENTS, PEOPLE, alike
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.lexicon import wording
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.scope import OFFICES
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
    event = sentence.drafts[-2] if len(sentence.drafts) > 1 else None
    if event is not None and event.measure and event.quantity.unit not in EVENTS:
        event = next((one for one in sentence.drafts[-3:-2] if one.quantity.unit in EVENTS), None)
    found = _GOES_OVER.fullmatch(event.measure) if event and event.quantity.unit in EVENTS else None
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
