"""Verbs among the words: listed ones, negated ones, compounds, and the one that governs a phrase."""

from __future__ import annotations

import re
from functools import cache

from pipeline.analyse.claims.lexicon import CutText, wording

#: With these before it a verb is still a verb: 不予公开, 新纳入.
_PREFIXES = ("不予", "尚未", "予以", "拒不", "没有", "未能", "未", "不", "拟", "新")
_OPENS_PREFIX = frozenset(prefix[0] for prefix in _PREFIXES)
_NO_OBJECT = ("的", "、", "和", "及", "与", "或", "或者", "以及", "并")
_OFFICES = ("单位", "部门", "机关")  # with a verb before them a name: 起草单位
_NO_VERB_BEFORE = ("后", "、", "等")  # what stands before one of these is named, not done
_QUOTES = {"“": "”", "《": "》", "「": "」"}
# 实现“拿地即开工”, 实现综合执法全覆盖: a state reached, no event.
_STATE = re.compile("“[^”]*[^办”]”|.*(?:全覆盖|清零)")
_LONGEST_COMPOUND = 4  # words: 废止 和 宣布 失效


def is_verb(token: str) -> bool:
    """True for a listed verb, also one with a prefix (不予公开, 新纳入)."""
    return token in wording().verbs or (token[:1] in _OPENS_PREFIX and _has_prefix(token))


def _has_prefix(token: str) -> bool:
    verbs = wording().verbs
    return any(token.removeprefix(prefix) in verbs for prefix in _PREFIXES if token.startswith(prefix))


@cache
def verb_ends() -> frozenset[str]:
    """The last characters of all verbs."""
    return frozenset(verb[-1] for verb in wording().verbs)


@cache
def _beginnings() -> frozenset[str]:
    """Words that a compound verb may begin with: prefixes, and all that a listed verb begins with."""
    return frozenset(verb[:stop] for verb in wording().verbs for stop in range(1, len(verb))) | set(_PREFIXES)


def with_compounds(cut: CutText, start: int, end: int) -> tuple[list[int], list[str]]:
    """Words in ``[start, end)``, neighbours that together are one verb joined (确认 违法, 不予 公开)."""
    text, verbs, beginnings = cut.text, wording().verbs, _beginnings()
    begins, words = cut.words(start, end)
    if beginnings.isdisjoint(words):
        return begins, words
    joined: list[str] = []
    at, count = 0, len(words)
    starts: list[int] = []
    while at < count:
        first, word = begins[at], words[at]
        size = 1
        if word in beginnings:
            behind = first + len(word)
            for longer in range(min(_LONGEST_COMPOUND, count - at), 1, -1):
                stop = begins[at + longer - 1] + len(words[at + longer - 1])
                prefixed = word in _PREFIXES and not (word == "新" and joined and joined[-1] in verbs)
                if text[first:stop] in verbs or (prefixed and text[behind:stop] in verbs):
                    word, size = text[first:stop], longer
                    break
        starts.append(first)
        joined.append(word)
        at += size
    return starts, joined


def governing_verb(tokens: list[str]) -> tuple[int, int]:
    """Index of the verb that governs a phrase's end, and of a preposition before it; -1 for none.

    The object of a preposition (通过审计, 向社会) holds no governing verb; a verb that goes on as a
    noun (办结率, 检查站) or as one member of a list is none.
    """
    lexicon = wording()
    verbs = lexicon.verbs
    preposition = relative = -1
    if tokens == ["通过"]:
        return 0, -1  # 参加考试，通过81名
    at, last = 0, len(tokens) - 1
    while at <= last:
        token = tokens[at]
        if token in _QUOTES and (closed := _closes(tokens, at)):
            at = closed + 1  # “双随机、一公开”抽查任务: a verb in quotes is part of a name
            continue
        if (
            token in lexicon.prepositions
            and not (at and token in "和与同")
            and not (at == 0 and token in verbs and token != "通过")
        ):
            preposition = at if preposition < 0 else preposition
            at += 2
            continue
        following = tokens[at + 1] if at < last else ""
        if (
            token in verbs
            or (token[:1] in _OPENS_PREFIX and _has_prefix(token))
            or (following == "了" and token not in lexicon.adverbs)
        ):
            if at and tokens[at - 1] == "被" and following in lexicon.noun_tails:
                at += 1  # 被纠错案件 is a noun
                continue
            if at and token in lexicon.nominal_verbs and _is_named(tokens, at):
                at += 1  # 受理的投诉 办结, 一审应诉案件 审结
                continue
            if following in verbs and tokens[at + 2 : at + 3] == ["、"] and "等" in tokens[at + 3 :]:
                at += 2  # 造林绿化、物资采购等合同
                continue
            if following in _OFFICES and "的" in tokens[at + 2 : -1]:
                at += 1  # 起草单位 报送的草案
                continue
            if following == "的" and relative < 0:
                relative = at  # 提交审议的文件: it says which, unless nothing else governs
            elif following not in lexicon.noun_suffixes and following not in _NO_VERB_BEFORE:
                return at, preposition
        at += 1
    return relative, preposition


def _is_named(tokens: list[str], at: int) -> bool:
    """True where the verb at ``at`` is (part of) what the last verb is done to."""
    following = tokens[at + 1] if at + 1 < len(tokens) else ""
    if tokens[at - 1] == "的":
        return following in wording().verbs
    return following == "案件" and at + 3 == len(tokens) and tokens[-1] in wording().verbs


def _closes(tokens: list[str], at: int) -> int:
    """Index of the token that closes the quotation which ``at`` opens, 0 if something else does."""
    return next((stop for stop in range(at + 1, len(tokens)) if tokens[stop] == _QUOTES[tokens[at]]), 0)


def pivot(tokens: list[str], verb: int, stop: int) -> int:
    """组织国家工作人员旁听庭审: index of the verb that the persons do, 0 where there is none.

    Also what is carried out (组织律师开展体检) and what a meeting deliberates (召开会议研究工作).
    """
    lexicon = wording()
    sends, convenes = tokens[verb] in lexicon.sending_verbs, tokens[verb] in lexicon.convening_verbs
    for at in range(stop + 1, len(tokens)) if sends or convenes else ():
        token = tokens[at]
        if sends and (
            (token in lexicon.verbs and tokens[at - 1].endswith(lexicon.persons)) or token == "开展"
        ):
            return at
        if convenes and token in lexicon.deliberating_verbs and tokens[at - 1].endswith(("会议", "会")):
            return at
    return 0


def final_verb(tokens: list[str], stop: int) -> int:
    """指派律师提供辩护, 适用清单办理案件: index of a second predicate's verb, 0 where there is none."""
    lexicon = wording()
    if lexicon.final_verbs.isdisjoint(tokens):
        return 0
    for at in range(len(tokens) - 2, stop, -1):
        if tokens[at] == "的":
            return 0
        if tokens[at] in lexicon.final_verbs and tokens[at + 1] not in lexicon.noun_suffixes:
            before = tokens[at - 1]
            return 0 if before in _NO_OBJECT or before in lexicon.adverbs or is_verb(before) else at
    return 0


def verb_behind(tokens: list[str], at: int) -> str:
    """The verb that a counted noun is the subject or the object of; 开展X is named by X."""
    lexicon = wording()
    caused = at < len(tokens) and tokens[at] == "因" and "被" in tokens[at:]
    passive = tokens.index("被", at) if caused else 0  # 因缺乏依据被县政府退回
    for place in range(at, len(tokens)):
        token = tokens[place]
        if token in "，。；：":
            return ""
        if place < passive or not is_verb(token):
            continue
        if token in lexicon.light_verbs and token not in ("完成", "召开", "推进", "推动", "举办", "举行"):
            event = ""
            for word in tokens[place + 1 :]:
                if word == "了" and not event:
                    continue
                if word in "，。；：、":
                    break
                event += word
            if event and len(event) <= 10 and event not in lexicon.adverbs:
                return token if token == "实现" and _STATE.fullmatch(event) else event
        while place + 1 < len(tokens) and tokens[place + 1] in lexicon.verbs:
            place += 1
            token += tokens[place]
        return token
    return ""
