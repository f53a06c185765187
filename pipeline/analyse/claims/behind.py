"""The words behind a number: the noun it counts, and what is said of it.

In ``对`` [41件] ``政策措施开展公平竞争审查`` the noun comes behind the number and the verb behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.rates import RATES
from pipeline.analyse.claims.trim import head_noun
from pipeline.analyse.claims.verbs import is_verb, verb_behind, with_compounds

_NO_NOUN = "，。；、：,;:)）(（|的和及与或\n "
_STOPS = frozenset("，。；：()（）|")
_PASSED = frozenset("大关 台阶 关口 门槛".split())  # 突破百亿元大关: not what is counted
_OF_KIND = frozenset(("专题", "专项"))  # adverbs before a verb, adjectives before a noun
#: Adverbs that may stand in an event's name.
_EVENT_WORDS = frozenset("专题 专项 重点 集中 联合 综合 定期".split())
_IS = frozenset("为 是 属 系 均为 属于".split())
_STANDARDS = frozenset("要求 标准 规定 比例".split())  # 1名帮办专员的要求
_FIRST = ("首次", "初次")  # 对 [6件] 首次轻微违法案件不予处罚
_OF_DEGREE = frozenset("轻微 较轻 严重 突出 复杂 典型".split())  # what is 轻微的, is a thing
_JOINERS = ("以及", "、", "的", "和", "及", "与")


@dataclass(slots=True)
class Behind:
    """The counted noun ("" if none), the verb behind it, and where the noun ends."""

    noun: str
    verb: str
    end: int


def read_after(
    cut: CutText,
    start: int,
    end: int,
    *,
    object_of: bool = False,
    governed: bool = False,
    event: bool = False,
) -> Behind:
    """Read the words behind a number.

    Args:
        start, end: from the number's end (and its bound words) to the end of its clause.
        object_of: a preposition stands before the number, so that a noun must follow (对12处新建设施).
        governed: a verb stands before the number; what follows is its object as a whole where it ends in a
            noun (实施 [200个] 节能改造和设备更新项目).
        event: a light verb governs a number of times; what follows is an event, which may end in a verb (开展
            [1次] 重点领域专项监督).
    """
    text = cut.text
    if start >= end or text[start] in _NO_NOUN:
        return Behind("", "", start)
    begins, tokens = with_compounds(cut, start, end)
    if not tokens:
        return Behind("", "", start)
    lexicon = wording()
    begin = 0
    if tokens[0] in lexicon.verbs and "的" in tokens[1:-1]:
        of = tokens.index("的", 1)
        if not lexicon.adverbs.intersection(tokens[:of]):
            begin = of + 1 if tokens[of + 1] not in _STANDARDS else 0  # 37件违反公平竞争的文件
    if governed and (whole := _whole_object(tokens) or (event and _whole_event(tokens))):
        stop = begins[whole - 1] + len(tokens[whole - 1])
        return Behind(head_noun(text[begins[0] : stop]), "", stop)
    if object_of and (whole := _described(tokens)):
        stop = begins[whole - 1] + len(tokens[whole - 1])
        return Behind(head_noun(text[begins[0] : stop]), verb_behind(tokens, whole), stop)
    goes_on = object_of and len(tokens) > 1 and (is_verb(tokens[0]) or tokens[0] in _FIRST)
    stop = begin + 1 if goes_on else begin
    while stop < len(tokens):
        token = tokens[stop]
        if token in "(（" and stop > begin and (closed := _aside(tokens, stop)):
            stop = closed
            continue
        if token in _STOPS or token in lexicon.breaking_words:
            break
        following = tokens[stop + 1] if stop + 1 < len(tokens) else ""
        if token in lexicon.adverbs and (
            token not in lexicon.attributes or not following or is_verb(following) or following in _STOPS
        ):
            break  # but 58位主要负责同志
        if following == "了" or is_verb(token):
            names = following in lexicon.noun_tails or following in lexicon.noun_suffixes
            if following == "率" and stop > begin:
                break  # 420名执法人员持证率
            if not names or (stop > begin and token not in lexicon.nominal_verbs):
                break  # 涉企经营许可事项 goes on
        stop += 1
    if stop == begin and tokens[begin] in _IS:
        return Behind("", "", start)  # 其余41件为登记、计量等案件
    if stop == begin:
        return Behind("", verb_behind(tokens, stop), begins[begin])
    if tokens[stop - 1].endswith(RATES):  # 1687项政务服务事项网上可办率: the rate is a name of its own
        tails = (
            at for at in range(stop - 1, begin, -1) if tokens[at - 1].endswith(tuple(lexicon.noun_tails))
        )
        stop = next(tails, stop)
    last = begins[stop - 1] + len(tokens[stop - 1])
    counted = text[begins[begin] : last]
    while counted.endswith(_JOINERS):
        counted = next(counted.removesuffix(j) for j in _JOINERS if counted.endswith(j))
    verb = verb_behind(tokens, stop)
    return Behind("" if counted in _PASSED else head_noun(counted.lstrip("、的")), verb, last)


@cache
def _apart() -> frozenset[str]:
    """Words that no object has in it."""
    lexicon = wording()
    return lexicon.breaking_words | lexicon.light_verbs | lexicon.final_verbs | (lexicon.adverbs - _OF_KIND)


@cache
def _apart_from_event() -> frozenset[str]:
    """Words that no event's name has in it."""
    return _apart() - _EVENT_WORDS


def _whole_object(tokens: list[str]) -> int:
    """How many of the first words are one object with verbs in it, 0 where they are not."""
    lexicon = wording()
    until = next(
        (at for at, token in enumerate(tokens) if token in "，。；：:" or token == "的"), len(tokens)
    )
    if until > 2 and is_verb(tokens[until - 1]):
        until -= 1  # 促成 [1023项] 供需对接和投融资项目 签约
    if (
        until < 2
        or tokens[until - 1] not in lexicon.noun_tails
        or not _apart().isdisjoint(tokens[: until - 1])
    ):
        return 0
    return until if any(is_verb(token) for token in tokens[: until - 1]) else 0


def _whole_event(tokens: list[str]) -> int:
    """How many of the first words name an event that is done, 0 where they say more than its name."""
    ends = (
        at
        for at, token in enumerate(tokens)
        if token in "，。；：:" or (token == "、" and is_verb("".join(tokens[at + 1 : at + 2])))
    )
    until = next(ends, len(tokens))  # 完成 [1轮] 法治督察、反馈36条意见
    words = tokens[:until]
    if until < 2 or not _apart_from_event().isdisjoint(words):
        return 0
    return until if is_verb(words[-1]) or not _EVENT_WORDS.isdisjoint(words) else 0


def _described(tokens: list[str]) -> int:
    """对 [36起] 首次违法的行为不予处罚: how many of the first words are a noun with its clause, 0 if not."""
    adverbs = wording().adverbs
    if "的" not in tokens[1:-1]:
        return 0
    at = tokens.index("的", 1) + 1
    if not (is_verb(tokens[0]) or tokens[0] in adverbs or tokens[at - 2] in _OF_DEGREE):
        return 0
    behind = range(at, len(tokens))
    stop = next((place for place in behind if is_verb(tokens[place]) or tokens[place] in adverbs), 0)
    return stop if stop > at and _STOPS.isdisjoint(tokens[:stop]) else 0


def _aside(tokens: list[str], at: int) -> int:
    """Where a short bracket inside a noun ends (县（市、区）, 村（社区）法律顾问), 0 if it is none."""
    for end in range(at + 2, min(at + 6, len(tokens))):
        if tokens[end] in (")", "）"):
            return end + 1
        if tokens[end][0].isdigit():
            return 0
    return 0
