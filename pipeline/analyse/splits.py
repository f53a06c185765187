"""Pairs that leave nothing over: where two such figures add up to a third, they make it up."""

from __future__ import annotations

import re

Pairs = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]

#: Two classes of things: parts of what they add up to.
CLASSES: Pairs = (
    (re.compile(r"合法|合规"), re.compile(r"违法|违规|不合规")),
    (re.compile(r"当场|立即|立行|即知"), re.compile(r"限期|督促|责令")),
    (re.compile(r"保留|有效"), re.compile(r"废止|失效|修改|修订")),
    (re.compile(r"调解|和解"), re.compile(r"裁决|判决")),
    (re.compile(r"一审"), re.compile(r"二审|再审")),
    (re.compile(r"城[镇市区]"), re.compile(r"农村|乡村")),
    (re.compile(r"新[建增设办]"), re.compile(r"改[建造扩]|原有|续[建办]")),
    (re.compile(r"简易"), re.compile(r"普通|一般")),
)
#: Two ways of dealing with things, at once or handed on: their figures must add up, but are steps.
WAYS: Pairs = (
    (
        re.compile(r"直接|当场|现场|即时|即办|在线|就地|自办|自行|当即|电话"),
        re.compile(r"转办|转交|交办|分流|转派|派发|派单|派遣|移送|移交|转送|转介|交由|引导|流转|限时|工单"),
    ),
    (re.compile(r"采纳"), re.compile(r"不予采纳|未采纳|留作参考|解释说明")),
    (re.compile(r"已"), re.compile(r"正在|未|待")),
    (re.compile(r"线上|网上|网络|掌上|电话"), re.compile(r"线下|窗口|现场|大厅")),
)


def is_pair(one: str, other: str, pairs: Pairs) -> bool:
    """True where ``one`` and ``other`` name the two of a pair, in either order."""
    return any((a.search(one) and b.search(other)) or (a.search(other) and b.search(one)) for a, b in pairs)
