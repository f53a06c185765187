"""What a claim may be called: the wordings under which rules are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ASIDE = re.compile(r"[(（][^()（）]*[)）]|[\s“”\"‘’'《》〈〉「」]+")
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_BARE = "其中有共约近达为计、"  # what says nothing of the figure that follows
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
    if said.context:
        yield name, ""
        return
    head, action, measure = _YEAR.sub("", plain(said.head)), plain(said.action), plain(said.measure)
    tail = plain(said.tail)[:_LONGEST_HEAD]
    if not head.strip(_BARE):
        yield name, tail
        yield name, ""
        return
    at = head.rfind(measure) if measure else -1
    if at >= 0 and not action:
        first = head[max(0, at - _VERB) : at] + measure
    elif measure and at < 0 and "分别" not in head and len(head) <= _LONGEST_HEAD:
        first = head + (measure if action in head else name)
    else:
        first = name
    yield first, ""
    yield head, ""
    yield name + head, ""
    if not action:  # 县政府常务会议先后8次研究法治建设事项
        yield first, tail
