"""What a claim may be called: the wordings under which rules are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# A bracket without its other half and a conjunction are where a clause was cut.
_ASIDE = re.compile(
    r"[(（][^()（）]*[)）]|[\s“”\"‘’'《》〈〉「」【】]+"
    r"|^(?:[(（、]|以及|及(?!时)|和(?!解)|与)+"
)
_TITLE = re.compile(r"^[^【]*】|【[^】]*】")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_FIGURE = re.compile(r"\d[\d.,，]*[^\d、]{0,2}")  # a measure that is only the figure before
# 较上年的1.32万户, 去年同期91件: an earlier figure of what the figure before is one of.
_LAST_YEAR = r"(?:上年|去年|前年|(?:19|20)\d\d年)度?(?:同期|末|底)?"
_OLDER = re.compile(rf"(?:较|比|由|从|是|而)?{_LAST_YEAR}(?:的|为|是)?")
# 仅2020年就有173场: more of what the figure before counts.
_TIME = re.compile(r"(?:仅|光|其中|而)?(?:今年|本年|当年|(?:19|20)\d\d年)度?(?:就|即)?(?:有|达|为|是|共)*")
# 其余122件继续有效: the name of the whole is not that of the rest.
_REST = re.compile(r"(?:其余|余下|剩余|剩下|另外?|此外|还有|尚有|其他)的?")
_PREPOSITION = re.compile(r"(?:为|对|向|给|将|把|帮助|帮|助)$")
# 期末实有8.92万户 takes the noun of what was newly registered, not the verb.
_STATE = re.compile(r"实有|现有|共有|拥有|在册|存量|年末|期末|年底|总量|总数|保有")
_BARE = "其中有共约近达为计、"  # what says nothing of the figure that follows
# 由71件增至94件: nor does the way to it.
_TO_LEVEL = re.compile(
    r"(?:大幅|逐步|进一步)?(?:增[加长]?|减少?|[提升][高升]?|上[升涨]|下[降调]|降低?|扩[大充展]?|压[减缩]|精简|缩[减短]|调整|核[定减增]|变更?)"
    r"[到至为](?:了|约|近)?"
)
# 3份司法建议、2份检察建议: what stands before the conjunction names the figure before.
_JOINED = re.compile(r".*(?:[、和与及]|以及)")
_LONGEST_HEAD = 12  # a clause longer than this is no name
_VERB = 4  # the length of 不予受理


class Said(NamedTuple):
    """A claim's words and those around its figure, up to the next figure or stop."""

    head: str
    tail: str
    action: str
    measure: str
    shared: bool  # one of several claims on the same figure
    context: bool  # only says who or what scope another statement is about


_QUOTED = re.compile(r"[“\"‘《][^”\"’》]*[”\"’》]")  # “每月一法”讲堂 is a name
_EACH = re.compile(
    r"每(?:个|村|所|校|名|户|家|件|季|月|周|年|半年|镇|乡|社区|单位|位|人|期|千|万|百|行政村|街道|自然村|案|支|队|县|区|站|班|天|日|次)"
    r"|均(?:已)?(?:配备|聘请|设立|设置|建立|配有|拥有|有)|各(?:自)?(?:配备|聘请)"
    r"|平均|(?:^|[，、；(（])(?:年|月|日|件|案|人|户|家|村|社区|乡|镇|街道|校|所|期|场|次)均"
)
NOTHING_SAID = Said("", "", "", "", False, False)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """``text`` without spaces, quotes and what stands in brackets."""
    return _ASIDE.sub("", text)


@lru_cache(maxsize=4096)
def name_of(action: str, measure: str) -> str:
    """Action and measure in one, neither said twice."""
    action, measure = plain(action), plain(measure)
    if action in measure:
        return measure
    return action if measure in action else action + measure


def names_of(said: Said) -> Iterator[tuple[str, str]]:
    """Names to look up, the likeliest first, each with what it takes from after the figure.

    The words right before the figure may say more than the extracted name (经调解、和解结案36件), whose
    noun may be one referred back to (受理149件) or a wrong one; where nothing stands before the
    figure, what follows it does (其中984项实现不见面审批).
    """
    name = name_of(said.action, said.measure)
    if said.shared:  # 撤销、变更均为0件: the words before the figure belong to its other claims too
        yield name, ""
        yield plain(said.measure), ""
        return
    head = "" if _JOINED.fullmatch(said.head) else said.head
    if "【" in head or "】" in head:
        head = _TITLE.sub("", head)
    head = _YEAR.sub("", plain(head))
    action, measure = plain(said.action), plain(said.measure)
    if _FIGURE.fullmatch(measure):
        measure, name = "", action
    if "、" in head and measure and measure in said.tail:  # 修订3个预案、组织12次演练
        head = head.rpartition("、")[2]
    tail = "" if said.tail.startswith("、") else plain(said.tail)[:_LONGEST_HEAD]
    if said.context:
        if not action and head.endswith("的") and len(head) <= _LONGEST_HEAD:  # 办结的176件复议案件中
            yield head[:-1] + measure, ""
        yield name, ""
        return
    if _REST.fullmatch(head):
        yield "", tail
        return
    if _OLDER.fullmatch(head):
        yield name, ""
        return
    if not head.strip(_BARE) or _TO_LEVEL.fullmatch(head):
        yield name, tail
        yield name, ""
        return
    if tail and _PREPOSITION.search(head):  # 组织律师为96家企业开展法治体检
        its = measure if tail.startswith(measure) else ""
        yield head + its, tail[len(its) :]
    at = head.rfind(measure) if measure else -1
    if at >= 0 and not action:
        # Whose 街道现有人民调解委员会 are is no part of their name.
        first = _STATE.split(head[max(0, at - _VERB) : at])[-1] + measure
    elif measure and at < 0 and "分别" not in head and len(head) <= _LONGEST_HEAD:
        first = head + (measure if action in head or _STATE.search(head) else name)
    else:
        first = name
    if not measure and action and action in head:  # 通过调解、和解方式结案29件
        yield head, ""
    yield first, ""
    if "分别" not in head:  # 解决率和满意率分别为91%和94%: the words before the first are those of both
        yield head, ""
    if name not in head:
        yield name + head, ""
    if not action:  # 县政府常务会议先后8次研究法治建设事项
        yield first, tail
    elif at < 0 and tail:  # 先后安排18个学法议题
        yield head, tail


def repeats_the_last(said: Said) -> bool:
    """True where nothing but a time is said before the figure: 仅2020年就有173场, 是上年3120件的1.41倍."""
    head = plain(said.head)
    return bool(_TIME.fullmatch(head) or (_OLDER.fullmatch(head) and not said.measure))


def is_for_each(said: Said) -> bool:
    """True for an amount for each village, school or month: a standard, not a total of the county."""
    for words in (said.head, said.action + said.measure):
        if ("每" in words or "均" in words or "各" in words) and _EACH.search(_QUOTED.sub("", words)):
            return True
    return False
