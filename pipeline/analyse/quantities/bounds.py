"""Words around a number that bound it: 约 近 超 不少于 before it, 以上 左右 以内 behind it."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:(?P<at_least>不少于|不得少于|不低于|不得低于|不应少于|不能少于|不小于|至少|最少|起码)"
    r"|(?P<at_most>不超过|不多于|不高于|不得超过|不得高于|不得多于|不大于|至多|最多|不足|不到|少于|低于|小于)"
    r"|(?P<over>超过|超出|突破|多于|高于|大于|跨越|迈上|迈过|跃上|冲破|跨过|(?<![高])超(?!市)|逾|(?<=已)过)"
    r"|(?P<nearly>将近|接近|逼近|(?<![最附临靠远亲])近)"
    r"|(?P<about>大约|大概|大致|(?<![节合制预签履违公条契特誓])约))"
    r"(?:了|达|为|有|到|在|开展|组织|召开|设立|配备|举办|进行|安排|集中|学习|接受|参加|达到|完成|培训|新增|培养|提前|建成|办好|实施|占|是|回访){0,2}$"
)
_AFTER = re.compile(
    r"(?P<above>及?以上|之上|有余)|(?P<about>左右|上下)|(?P<at_most>及?以内|之内|及?以下|之下)|(?P<within>内(?![部容涵在外控]))"
)


_COMPARED = re.compile(r"(?:(?P<at_least>不低于|不少于)|(?P<at_most>不到|不超过))[^，。；]{1,14}的$")


def bound_before(left: str) -> str:
    """Bound set by the words that end ``left``, or ""."""
    found = _BEFORE.search(left) or _COMPARED.search(left)
    return found.lastgroup or "" if found else ""


def bound_start(left: str) -> int:
    """Where the words that bound a number begin in ``left``, its length if there are none."""
    found = _BEFORE.search(left)
    return found.start() if found else len(left)


def bound_after(right: str, kind: str) -> str:
    """Bound set by the words that ``right`` begins with, or ""; "above" is over or at_least."""
    found = _AFTER.match(right)
    if not found:
        return ""
    name = found.lastgroup or ""
    if name == "within":
        return "at_most" if kind == "duration" else ""
    return name
