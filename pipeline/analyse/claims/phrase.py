"""The phrase before a number: who did what, and what is counted.

``开展法治督察`` [2轮] is a verb with its object; ``行政机关败诉`` [5件] a label; ``受理`` [149件] a
bare verb whose object stands in an earlier clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.rates import RATES
from pipeline.analyse.claims.trim import noun, strip_lead, strip_tail
from pipeline.analyse.claims.verbs import final_verb, governing_verb, is_verb, pivot, with_compounds
from pipeline.analyse.quantities.bounds import bound_start

_REMARK = re.compile(r"[(（](?:含|包括|不含|注|详见|即)[^()（）\d]*[)）]$")
_GLUED = re.compile(
    "(?<=[率比数量额度])(?:达|为|约|近|超|共|已|均|仅|高达)+$"
)  # words may run 率 and 达 together
_HEADLESS = re.compile(r"的(?:分别|约|共计?|为|有|计|达到?|超过?|近|仅|占|只有)*$")
# A level reached has no action: 扩容至 [318项].
_LEVEL = re.compile(
    r"(?:再|又|进一步|动态|稳步|平均|大幅|已|分别)*(?:增加?|减少?|升|降低?|提高|提升|下降|上升|压减|压降|压缩|精简|缩减|缩短|扩容|扩大|扩充|扩展|拓展"
    r"|增长|发展|上涨|回落|攀升|调整|更新|延长|削减)(?:到|至|为)(?:了|第)?$"
)
_EACH = re.compile(r"(?:平均)?每[^，。；\d万千百]{1,12}$")
# 人均1.2台, 平均每期参训90人: of what the figure before counts, for each.
_PER = re.compile(
    r"(?:每[十百]?[百千万](?:人口?|名[^，。；\d]{0,4}|户)|[人户村社镇乡县区市校所企店院家案件单站队户]均)"
)
_ON_AVERAGE = re.compile(
    r"平均每(?:个|一)?(?:工作日|行政村|村居|社区|[期场件人户村家名次天日月年所校案单镇乡站队窗个])(?:只有|仅有|有|只|仅)*(?!口)"
)
# 每月至少集中排查2次: what comes after the frequency is what is done so often.
_OFTEN = re.compile(
    r"(?:坚持|按照?|要求|做到|确保|实行|规定)?(?:对|为|向)?每(?:个|一)?(?:[年月周天日季]度?|半年|两年|学期|行政村|村(?:居|（社区）)?|乡镇(?:（街道）)?|社区|街道"
    r"|名[^，。\d]{0,6}|所(?:学校)?|户|人|单位|部门)(?!人口|[万千])"
)
_WHOLE_NAMED = frozenset(("percent", "ratio", "rank", "number", "duration"))
# 自受理之日起 [45日]: from when a term runs names nothing.
_TERM_FROM = re.compile(
    r"(?:均|都|一律|应当?|须|必须|要|可|全部)*(?:在|自|从|于)[^，。；\d]{2,14}(?:之日起?|当日起|后|起)$"
    r"|(?:均|都|一律|全部)*在?(?:规定|法定|承诺|约定)的?$"
)
# 其中可全程网办 [1540项]: of the matters named before, those that can be.
_CAN_BE = re.compile(
    r"(?:^|其中|[，、；：])可(?:以|在[^，。；、]{2,6}?)?(?P<done>[^，。；、在的]{0,4}(?:办理?|办结|受理|查询|申请|申领))[：:]?$"
    r"|(?:^|其中|[，、；：])(?P<can>(?:全程|网上|线上|掌上|异地|跨省)+可办)[：:]?$"
)
# 获县领导批示 [9篇]: who did it stands between.
_WON = re.compile("(?P<done>[^，。；的]{3,12})(?:的有?)?")
_OF_LEVEL = frozenset("获省 获市 获县 获区 获州 获旗".split())
_SINCE = frozenset("全年 全年共 年内 累计 今年 当年 年末 年底 期末 上半年 下半年".split())
_DONE_TO = ("对", "将", "把")
_TOWARDS = ("对", "向", "为", "给")
# 承诺时限比法定时限压缩 [76%]
_THAN = re.compile(
    r"(?P<named>[^，。；]{2,}?|)(?:比|较)(?:法定|规定|原|国家|省定)[^，。；]{0,8}?(?P<done>压缩|压减|缩短|减少|提速|提前)了?$"
)
_SHORT_HEAD = 3
_AND = ("并", "、", "和", "及", "与", "以及", "或", "或者")
_CASES = (["案件"], ["事项"], ["对象"])  # 办理免罚案件: the second verb says what kind of cases


@dataclass(slots=True)
class Phrase:
    """What the words before a number say.

    ``bare``: the measure is left out; ``headless``: the phrase ends in 的 (维持原行为的 [41件]);
    ``inverted``: the measure stands before the verb (法治督察开展 [2次]).
    ``done_to``: what the event behind a light verb is done to (对规范性文件进行清理 [126件]).
    """

    subject: str = ""
    action: str = ""
    measure: str = ""
    bare: bool = False
    preposition: str = ""
    headless: bool = False
    inverted: bool = False
    done_to: str = ""


def read_before(cut: CutText, start: int, end: int, kind: str) -> Phrase:
    """Read the phrase that ends at a number.

    Args:
        cut: the cut text.
        start, end: from the clause's beginning to the number (and its approximators).
        kind: the quantity's kind; the name of a rate is not taken apart at its verb.
    """
    if start >= end:
        return Phrase(bare=True)
    text = cut.text
    number = end
    if text[end - 1] in "：:" and end - start > 1:
        end -= 1
    said = text[start:end]
    end = bound_start(text, start, end)
    if text[end - 1] in ")）" and (remark := _REMARK.search(text, start, end)):
        end = remark.start()
    if text[end - 1] in "达为约近超共已均" and (glued := _GLUED.search(text, start, end)):
        end = glued.start()
    if kind == "duration" and (term := _TERM_FROM.search(text, start, end)):
        end = term.start()
    headless = "的" in said and _HEADLESS.search(text, start, end) is not None
    if kind == "count" and "可" in said and (can_be := _CAN_BE.search(said)):
        return Phrase(action=can_be["done"] or can_be["can"], bare=True)
    if kind == "count" and text[start] == "获" and (done := _won(cut, start, end)):
        return Phrase(action=done, bare=True)
    if text[end - 1] in "到至为了第" and (level := _LEVEL.search(text, start, end)):
        end = level.start()
    doer = ""
    each = "每" in said
    if (each or "均" in said) and (behind := _behind_per(cut, start, end, kind)):
        start, kind = behind, "count"
    at = text.find("每", start, end) if each else -1
    if at >= 0 and text[at - 1 : at] not in ("“", "《"):
        if often := _OFTEN.search(text, start, end):
            lead = strip_lead(cut, start, often.start())
            doer = noun(cut, lead, often.start())
            start = strip_lead(cut, often.end(), end)
            if doer and start >= end and not any(is_verb(word) for word in cut.words(start, number)[1]):
                start, end = lead, often.start()  # 综合检查每年不超过2次
        elif (per := _EACH.search(text, start, end)) and not any(
            is_verb(word) for word in cut.words(per.start(), end)[1]
        ):
            return Phrase(bare=True)
    start = strip_lead(cut, start, end)
    if kind == "percent" and (than := _THAN.match(text, start, end)):
        return Phrase(
            measure=noun(cut, start, than.end("named")), action=than["done"], bare=not than["named"]
        )
    end = strip_tail(cut, start, end)
    if start >= end:
        return Phrase(bare=True)
    begins, tokens = with_compounds(cut, start, end)
    if "后" in tokens and (step := _last_step(tokens)):
        begins, tokens = begins[step:], tokens[step:]
        start = begins[0]
    if len(tokens) == 1 and tokens[0] in wording().prepositions and not is_verb(tokens[0]):
        return Phrase(bare=True, preposition=tokens[0])  # 按照90%以上的要求
    if headless:
        return _headless(text, start, end, tokens)
    if text.endswith(RATES, start, end) or (kind in _WHOLE_NAMED and not is_verb(tokens[-1])):
        return Phrase(measure=noun(cut, _head(begins, tokens, 0, keep_short=True), end))
    return _clause(cut, start, end, begins, tokens, doer)


def _won(cut: CutText, start: int, end: int) -> str:
    """获县领导批示 [9篇]: the verb that a phrase of 获, an agent and what it did ends in, "" if none."""
    first = cut.text[slice(*(cut.first(start, end) or (start, start)))]
    done = _WON.fullmatch(cut.text, start + 1, end) if first == "获" or first in _OF_LEVEL else None
    said = done["done"] if done else ""
    return next((said[-size:] for size in (4, 3, 2) if is_verb(said[-size:])), "")


def _last_step(tokens: list[str]) -> int:
    """告知补正后撤回 [6件]: index of the verb that alone tells what became of them, 0 where none does."""
    at = len(tokens) - tokens[::-1].index("后")
    rest = tokens[at:]
    adverbs = wording().adverbs
    done = rest and is_verb(tokens[at - 2]) and is_verb(rest[-1])
    return at if done and all(is_verb(token) or token in adverbs for token in rest) else 0


def _behind_per(cut: CutText, start: int, end: int, kind: str) -> int:
    """Where 人均 or 平均每期 ends if no noun follows, which it would belong to (人均预期寿命); else 0."""
    per = _PER.match(cut.text, strip_lead(cut, start, end), end) or _ON_AVERAGE.search(cut.text, start, end)
    if per is None:
        return 0
    follows = cut.first(strip_lead(cut, per.end(), end), end)
    if follows is None:
        return per.end()
    # 户均增收4200元 names itself.
    return per.end() if kind != "money" and is_verb(cut.text[slice(*follows)]) else 0


def _clause(cut: CutText, start: int, end: int, begins: list[int], tokens: list[str], doer: str) -> Phrase:
    """Subject, verb and object of a phrase."""
    lexicon = wording()
    verb, preposition = governing_verb(tokens)
    if verb < 0:
        if preposition >= 0 and preposition == len(tokens) - 1:
            return Phrase(
                bare=True, preposition=tokens[preposition], subject=cut.text[start : begins[preposition]]
            )
        if preposition == 0:
            return Phrase(measure=noun(cut, begins[1], end), preposition=tokens[0])
        for at in range(len(tokens) - 2, 0, -1):
            if tokens[at] in _SINCE:  # 三级大厅全年办件46万件
                return Phrase(subject=noun(cut, start, begins[at]), measure=noun(cut, begins[at + 1], end))
        return Phrase(measure=noun(cut, start, end))
    if tokens[-1] in _TOWARDS and verb < len(tokens) - 1:
        return Phrase(bare=True, preposition=tokens[-1])  # 纳入对 [13个] 乡镇的考核
    if (
        preposition == 0
        and tokens[0] in _DONE_TO
        and tokens[verb + 1 : verb + 2] == ["的"]
        and verb + 2 < len(tokens)
    ):
        begin = begins[_last_of(tokens) + 1]
        return Phrase(
            measure=noun(cut, begin, end), preposition=tokens[0]
        )  # 对提交审议的文件 [12件] 进行审查
    verb, stop = _coordinated(tokens, verb)
    head = begins[preposition] if 0 <= preposition < verb else begins[verb]
    subject = noun(cut, start, strip_tail(cut, start, head))
    if stop == len(tokens) > verb + 1:
        if tokens[-1] in lexicon.nominal_verbs:
            stop -= 1  # 办理公证, 收到申请
        if stop == len(tokens) and tokens[verb] in lexicon.light_verbs:
            stop = verb + 1  # 组织学法: what a light verb governs is the event
    if stop < len(tokens) and tokens[stop] in ("了", "过"):
        stop += 1
    action = "".join(tokens[verb : stop - (tokens[stop - 1] in ("了", "过"))])
    if stop == len(tokens):
        if "的" in tokens[:verb] and action in lexicon.nominal_verbs:
            begin = begins[1] if preposition == 0 else start
            return Phrase(measure=noun(cut, begin, end))  # 因执法方式不当引发的投诉, 对同一企业的综合检查
        if done_to := _done_to(cut, begins, tokens, preposition, verb):
            return Phrase(subject=subject, action=action, measure=done_to)  # 对轻微违法行为不予处罚
        if not subject or (subject.endswith(lexicon.agents) and action not in lexicon.event_verbs):
            return Phrase(subject=subject or doer, action=action, bare=True)
        if action in lexicon.event_verbs:
            return Phrase(measure=subject + action)
        return Phrase(action=action, measure=subject, inverted=True)
    if verb == 0 and tokens[0] in lexicon.relative_verbs and "的" in tokens[stop:-1]:
        return Phrase(measure=noun(cut, begins[_last_of(tokens) + 1], end))
    if second := _second_predicate(tokens, stop):
        joint, begin = second
        then = _clause(cut, begins[begin], end, begins[begin:], tokens[begin:], doer)
        event = tokens[verb] in lexicon.light_verbs  # 开展检查并发现隐患
        if joint == stop and not event:
            then.action = f"{action}并{then.action}"  # 受理并依法审结案件
        elif then.bare:  # 发现问题并整改
            first = verb + 1 if joint == stop else stop
            then.measure, then.bare = noun(cut, begins[first], begins[joint]), False
        then.subject = then.subject or subject
        return then
    if done := pivot(tokens, verb, stop) or final_verb(tokens, stop):
        if done + 1 < len(tokens):
            return Phrase(subject=subject, action=tokens[done], measure=noun(cut, begins[done + 1], end))
        sent = noun(cut, begins[stop], begins[done])
        return Phrase(subject=subject, action=tokens[done], measure=sent, inverted=True)
    light = tokens[verb] in lexicon.light_verbs
    done_to = _done_to(cut, begins, tokens, preposition, verb) if light else ""
    return Phrase(
        subject=subject, action=action, measure=noun(cut, _head(begins, tokens, stop), end), done_to=done_to
    )


def _last_of(tokens: list[str]) -> int:
    """Index of the last 的."""
    return len(tokens) - 1 - tokens[::-1].index("的")


def _done_to(cut: CutText, begins: list[int], tokens: list[str], preposition: int, verb: int) -> str:
    """What stands between 对 or 将 and the verb, "" where neither is there."""
    if not 0 <= preposition < verb - 1 or tokens[preposition] not in _DONE_TO:
        return ""
    begin = begins[preposition + 1]
    return noun(cut, begin, strip_tail(cut, begin, begins[verb]))


def _coordinated(tokens: list[str], verb: int) -> tuple[int, int]:
    """The whole run of verbs around a verb: 立案 查处, 审核 并 出具 意见, 制定、修改 和 废止 规章."""
    light, last = wording().light_verbs, verb
    while (
        verb >= 2 and tokens[verb - 1] in _AND and is_verb(tokens[verb - 2]) and tokens[verb - 2] not in light
    ):
        verb -= 2
    stop = verb + 1
    while stop < len(tokens) and tokens[stop + 1 : stop + 2] not in _CASES:
        if tokens[stop] in _AND and is_verb("".join(tokens[stop + 1 : stop + 2])):
            if tokens[stop] != "并" and (
                (stop > verb + 1 and is_verb(tokens[stop - 2])) or tokens[verb] in light
            ):
                return verb, verb + 1  # 组织 培训、考试: what a list joins to an object is its object too
            if tokens[verb] in light and tokens[stop - 1] not in light:
                return verb, stop  # 开展 排查 并 发现: the event is an object
            stop += 1
        elif not is_verb(tokens[stop]) or _begins_object(tokens, stop):
            break
        stop += 1
    return (verb if stop < len(tokens) else last), stop  # 撤销、变更均为0件: a list, and nothing done to it


def _begins_object(tokens: list[str], at: int) -> bool:
    """提出 审核意见, 学习 修订的法律: the verb at ``at`` belongs to what the verb before it takes."""
    lexicon = wording()
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if following == "的" or following in lexicon.noun_suffixes:
        return True  # 设立 调解室
    if tokens[at] in lexicon.describing_verbs:
        return at + 1 < len(tokens)  # 查办 侵犯知识产权案件
    if tokens[at - 1] not in lexicon.taking_verbs or tokens[at] in lexicon.taking_verbs:
        return False
    rest = tokens[at + 1 :]
    if not rest:
        return tokens[at] in lexicon.nominal_verbs
    # 办理 使用登记, 下发 督察整改通知书
    return not all(map(is_verb, rest)) or (len(rest) == 1 and rest[0] in lexicon.nominal_verbs)


def _second_predicate(tokens: list[str], first: int) -> tuple[int, int] | None:
    """发现问题 并 及时 整改: indices of the last 并 from ``first`` on and of the verb that it brings."""
    if "并" not in tokens and "并且" not in tokens:
        return None
    adverbs = wording().adverbs
    for joint in range(len(tokens) - 2, first - 1, -1):
        if tokens[joint] not in ("并", "并且"):
            continue
        begin = joint + 1
        while begin < len(tokens) - 1 and tokens[begin] in adverbs:
            begin += 1
        if is_verb(tokens[begin]):
            return joint, begin
    return None


def _headless(text: str, start: int, end: int, tokens: list[str]) -> Phrase:
    """维持原具体行政行为的 [41件]: the phrase before 的 is the measure, its verb the action."""
    verb, _ = governing_verb(tokens)
    if verb == 0 and len(tokens) == 1:
        return Phrase(action=tokens[0], bare=True, headless=True)
    done = tokens[0] if verb == 0 else ""
    if verb > 0 and is_verb(tokens[-1]) and tokens[-2] not in _AND:
        done = tokens[-1]  # 经复议后起诉的
    preposition = tokens[0] if tokens[0] in wording().prepositions else ""
    return Phrase(action=done, measure=text[start:end], headless=True, preposition=preposition)


def _head(begins: list[int], tokens: list[str], first: int, *, keep_short: bool = False) -> int:
    """Where the head noun begins: behind the last 的 that closes a clause, else at the first word."""
    start = begins[first]
    if "的" not in tokens:
        return start
    for at in range(len(tokens) - 2, first, -1):
        if tokens[at] != "的":
            continue
        if keep_short and begins[-1] + len(tokens[-1]) - begins[at] - 1 < _SHORT_HEAD:
            return start  # 公开征求意见的时间: too short a head to stand alone
        if (at - first > 5 and not keep_short) or any(token in wording().verbs for token in tokens[first:at]):
            return begins[at + 1]
        return start
    return start
