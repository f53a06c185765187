"""Measure and action of a figure that states no movement: by which words it is named."""

from __future__ import annotations

import re

from pipeline.analyse.claims.actor import actor
from pipeline.analyse.claims.behind import Behind, read_after
from pipeline.analyse.claims.by_phrase import name_by_phrase
from pipeline.analyse.claims.by_reference import name_bare_verb
from pipeline.analyse.claims.by_what_follows import name_by_what_follows
from pipeline.analyse.claims.clause import Phrase
from pipeline.analyse.claims.counted import EVENTS, alike
from pipeline.analyse.claims.draft import Draft
from pipeline.analyse.claims.phrase import read_before
from pipeline.analyse.claims.scope import GIVING, OFFICES
from pipeline.analyse.claims.sentence import Sentence
from pipeline.analyse.claims.shares import share_of_noun
from pipeline.analyse.claims.verbs import is_verb, with_compounds
from pipeline.model import Quantity

_OF_SCOPE = re.compile(r"当?[中里](?:的|仍|还|已|约|尚|只|仅)*有?")
_SET = re.compile("当?[中里][，,]")
_CLAUSE = re.compile("[，；,;：:。]")
_WITHIN = re.compile(r"(?:以内|之内|内)(?=[\u4e00-\u9fff])")
_ONE_JOIN = re.compile("[^，。；：:、（(）)]*(?:、|和|及|以及)[^，。；：:、（(）)]*")
_APPOSED = re.compile("(?:约|近|超|逾|计|共计|合计|总计)+")
_OPENS_APPOSED = frozenset("约近超逾计共合总")
_CONTEST = re.compile("(?:^|[，；。])?在?(?P<name>[^，。；]{2,20}?(?:考核|评估|测评|评价|评比|考评))中[，,]$")
_FURTHERS = ("推动", "助力", "促进", "带动")
_FOR = ("为", "向", "给")
_STANDARD = re.compile("(?:以上)?的(?:标准|要求|比例)")
_OF_STANDARD = re.compile(r"(?:以上)?的(?P<what>[^，。；、\d]{2,8}?)(?:要求|标准|规定)(?=[，。；])")
_LIST_MARK = re.compile("、|以及|和|及|(?<=》)(?=《)")
_NOUN_BEFORE = ("percent", "rank", "duration")  # what these say stands before them
_SUMMED = re.compile("(?:合计|共计|总计|总共|共)(?:为|达|约)?")
_SHARES = ("percent", "ratio")
_LONGEST_VERB = 5


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
    if previous and between[:1] in _OPENS_APPOSED and _APPOSED.fullmatch(between):
        draft.measure, draft.action = previous.measure, previous.action  # 违建9处约1200平方米
    elif (
        previous and previous.role == "context" and _SUMMED.fullmatch(between.removeprefix(previous.measure))
    ):
        draft.measure, draft.action = previous.measure, ""  # 两项规费合计477.2万元
    elif (
        previous
        and not before
        and not behind.noun
        and between == previous.measure
        and between.endswith(OFFICES)
    ):
        _name_of_offices(sentence, draft, previous)
    elif quantity.kind == "rank" and (
        contest := _CONTEST.search(sentence.text, sentence.start, draft.clause)
    ):
        draft.measure = contest["name"]  # 在全市法治建设年度考核中，我县位列第4
    elif phrase.headless and behind.noun:
        # 对部门起草的58份措施进行审查, 年度计划确定的33项任务全部完成: what is done to it stands behind it.
        apart = phrase.preposition or before[:1] in ("对", "将", "把")
        if apart or behind.verb or not phrase.measure.startswith(phrase.action):
            draft.action = behind.verb or ("" if apart else phrase.action)
        else:
            draft.action = phrase.action
        draft.measure, draft.proper = behind.noun, True
    elif before.endswith(_FOR) and quantity.kind == "count" and behind.noun and behind.verb:
        draft.measure, draft.action, draft.proper = behind.noun, behind.verb, True  # 组织律师团为38家企业提供
    elif previous is not None and previous.role == "context" and _OF_SCOPE.fullmatch(before):
        draft.measure, draft.action = behind.noun or previous.measure, behind.verb
        draft.whole = previous if alike(previous, draft) else None
    elif (
        previous is not None and phrase.bare and not phrase.action and _follows_set(sentence, draft, previous)
    ):
        draft.measure, draft.action = behind.noun or previous.measure, behind.verb
    elif (
        behind.noun
        and quantity.kind not in _NOUN_BEFORE
        and (_counts_behind(phrase, behind, before) or _sums_up(before, quantity))
    ):
        draft.measure, draft.action, draft.proper = behind.noun, phrase.action or behind.verb, True
        if phrase.action in _FURTHERS and behind.verb:
            draft.action = behind.verb  # 推动1万家企业技术改造
    elif behind.noun and phrase.action in GIVING and phrase.measure.endswith(OFFICES):
        draft.measure, draft.action, draft.proper = behind.noun, phrase.action, True  # 赋予乡镇45项执法权
    elif quantity.kind == "duration" and (within := _WITHIN.match(sentence.text, quantity.end)):
        _name_deadline(sentence, draft, within.end())
    elif phrase.measure:
        name_by_phrase(sentence, draft, behind, previous)
    elif quantity.kind in _SHARES and phrase.bare and (share := share_of_noun(sentence, quantity)):
        draft.measure = share
    elif (
        continued
        and previous is not None
        and not (behind.verb and between.endswith(("，", ",")))
        and (quantity.kind != "percent" or previous.quantity.kind == "percent")
    ):
        draft.measure, draft.action, draft.proper = previous.measure, previous.action, previous.proper
    elif of_standard := _OF_STANDARD.match(sentence.text, quantity.end):
        draft.measure, draft.action = of_standard["what"], ""  # 不少于40小时的业务培训要求
    elif quantity.unit not in EVENTS and (standard := _STANDARD.match(sentence.text, quantity.end)):
        sentence.consumed = standard.end()
        _name_by_standard(sentence, draft, standard.end())
    elif phrase.action:
        name_bare_verb(sentence, draft, behind, previous)
    else:
        name_by_what_follows(sentence, draft, behind, before)


def _name_of_offices(sentence: Sentence, draft: Draft, offices: Draft) -> None:
    """许可事项清单，涉及28个部门[248项]: counted is the matter, of the offices."""
    offices.role = "context"
    target = sentence.antecedent(draft.quantity)
    if target is offices:
        target = None
    draft.measure = target.measure if target else sentence.topic(offices)


def name_pair(first: Draft, second: Draft, behind: Behind) -> None:
    """安置转移23户86名群众: both figures without a word between them count the noun behind the second."""
    own = first.measure and not (first.phrase.bare and behind.noun == second.measure)
    if first.quantity.end != second.quantity.start or own:
        return
    first.measure, first.proper = second.measure, second.proper
    first.action = second.action = first.phrase.action or second.action


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
    begin += sentence.text.startswith("，", begin)
    following = (later.start for later in sentence.quantities if later.start > begin)
    stop = min(sentence.clause_stop(begin), next(following, sentence.end))
    done = read_before(sentence.cut, begin, stop, "count")
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


def _sums_up(before: str, quantity: Quantity) -> bool:
    """公众参与、专家论证、合法性审查三个 [程序]: the number says how many stand in the list before it."""
    return len(_LIST_MARK.split(before.rstrip("等"))) == quantity.value > 1


def _name_deadline(sentence: Sentence, draft: Draft, begin: int) -> None:
    """均在5个工作日内报备: the verb behind 内 is what is done in time."""
    stop = sentence.clause_stop(begin)
    done = read_after(sentence.cut, begin, stop).verb
    first = next(iter(with_compounds(sentence.cut, begin, stop)[1]), "")
    if is_verb(first) and not done.startswith(first):
        done = first  # 24小时内回应、5日内办结的机制
    target = sentence.antecedent(draft.quantity, any_unit=True)
    draft.measure = draft.phrase.measure or (target.measure if target else sentence.topic(draft))
    draft.action = done or draft.phrase.action
