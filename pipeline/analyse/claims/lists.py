"""Figures in lists: 分别为37件、85件、214件, 报备率、及时率均为100%, 各1次."""

from __future__ import annotations

import re

from pipeline.analyse.claims.lexicon import CutText

_JOINERS = ("、", "和", "及", "与", "以及", "或")
_ONLY_JOINED = re.compile(r"^(?:以上|左右|以内|以下|多|余)?(?:[、,，]|和|及|以及|与)*第?$")
# Nouns that a list's last member lends to the others: 企业开办、不动产登记[办理时限].
_SHARED = re.compile(
    r"(?:时限|案件|事项|率|人数|人员|等次|标准|比例|比重|金额|面积|增速|收入|余额|工作|情况|资金|补贴|企业|项目|活动|检查|清单|培训|学法|议题"
    r"|数量|总量|工单|支出|建议|意见|文件|合同|办件|处罚|纠纷|服务|申请|工程|队伍|中心|平台|站点|名单|线索|法治督察|督察)$"
)


def joined(between: str) -> bool:
    """True where nothing but 、 or 和 stands between two numbers."""
    return bool(_ONLY_JOINED.match(between))


def members(cut: CutText, start: int, end: int) -> list[str]:
    """The members of a list of names, the last one's shared head noun given to all."""
    text = cut.text
    words = [text[a:b] for a, b in cut.words(start, end)]
    groups: list[list[str]] = [[]]
    depth = 0
    for word in words:
        depth += word in "(（“"
        depth -= word in ")）”"
        if word in _JOINERS and depth <= 0:
            groups.append([])
        else:
            groups[-1].append(word)
    groups = [group for group in groups if group]
    names = ["".join(group) for group in groups]
    if len(groups) < 2:
        both = re.match("城乡(?!规划|建设)", names[0]) if names else None
        return ["城镇" + names[0][2:], "农村" + names[0][2:]] if both else names
    last = groups[-1]
    head = len(groups[0])
    if head < len(last) and _SHARED.search(names[-1]):
        tail = last[head:]
        if not any(name.endswith(last[-1]) for name in names[:-1]):
            return ["".join([*group, *tail]) for group in groups[:-1]] + [names[-1]]
    return names


def are_rates(names: list[str]) -> bool:
    """True where every member names a rate."""
    return len(names) > 1 and all(name.endswith(("率", "占比", "比例", "比重", "满意度", "覆盖面")) for name in names)
