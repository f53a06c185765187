"""The words of a phrase: subject, verb and object, and which of them the number counts."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.trim import noun, strip_tail
from pipeline.analyse.claims.verbs import final_verb, governing_verb, is_verb, pivot

_SINCE = frozenset("全年 全年共 年内 累计 今年 当年 年末 年底 期末 上半年 下半年".split())
_DONE_TO = ("对", "将", "把")
_TOWARDS = ("对", "向", "为", "给")
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


def read_clause(
    cut: CutText, start: int, end: int, begins: list[int], tokens: list[str], doer: str
) -> Phrase:
    """Subject, verb and object of a phrase."""
    lexicon = wording()
    verb, preposition = governing_verb(tokens)
    has = tokens.index("有") if "有" in tokens[1:-1] else 0
    if has and (verb < 0 or verb > has) and tokens[has - 1] not in lexicon.adverbs:
        return Phrase(subject=noun(cut, start, begins[has]), measure=noun(cut, begins[has + 1], end))
    if verb < 0:
        if preposition >= 0 and preposition == len(tokens) - 1:
            return Phrase(
                bare=True, preposition=tokens[preposition], subject=cut.text[start : begins[preposition]]
            )
        if preposition == 0 and tokens[-1] in _TOWARDS:
            return Phrase(bare=True, preposition=tokens[-1])  # 会同市场监管部门对 [31家] 机构
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
    if head < begins[verb] and tokens[preposition] == "以" and "的" in tokens[preposition:verb]:
        head, start = begins[verb], begins[_last_of(tokens[:verb]) + 1]  # 以政府为被告的案件新发生
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
        then = read_clause(cut, begins[begin], end, begins[begin:], tokens[begin:], doer)
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
        subject=subject,
        action=action,
        measure=noun(cut, head_start(begins, tokens, stop), end),
        done_to=done_to,
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
    if following in ("的", "等") or following in lexicon.noun_suffixes:
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


def read_headless(text: str, start: int, end: int, tokens: list[str]) -> Phrase:
    """维持原具体行政行为的 [41件]: the phrase before 的 is the measure, its verb the action."""
    verb, _ = governing_verb(tokens)
    if verb == 0 and len(tokens) == 1:
        return Phrase(action=tokens[0], bare=True, headless=True)
    done = tokens[0] if verb == 0 else ""
    if verb > 0 and is_verb(tokens[-1]) and tokens[-2] not in _AND:
        done = tokens[-1]  # 经复议后起诉的
    preposition = tokens[0] if tokens[0] in wording().prepositions else ""
    return Phrase(action=done, measure=text[start:end], headless=True, preposition=preposition)


def head_start(begins: list[int], tokens: list[str], first: int, *, keep_short: bool = False) -> int:
    """Where the head noun begins: behind the last 的 that closes a clause, else at the first word."""
    start = begins[first]
    if "的" not in tokens:
        return start
    for at in range(len(tokens) - 2, first, -1):
        if tokens[at] != "的":
            continue
        if keep_short and begins[-1] + len(tokens[-1]) - begins[at] - 1 < _SHORT_HEAD:
            return start  # 公开征求意见的时间: too short a head to stand alone
        if (at - first > 5 and not keep_short) or any(
            token in wording().verbs or token == "没有" for token in tokens[first:at]
        ):
            return begins[at + 1]
        return start
    return start
