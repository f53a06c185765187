"""The members of a list: of names, and of figures."""

from __future__ import annotations

import re

from pipeline.analyse.claims.lexicon import CutText

JOINERS = ("、", "和", "及", "与", "以及", "或")
#: What stands between two figures of one list: 建议104件[、]提案137件.
NEXT_FIGURE = re.compile(r"(?:以上|左右)?(?:、|和|及|以及)")
# Nouns that a list's last member lends to the others: 企业开办、不动产登记[办理时限].
_SHARED = re.compile(
    r"(?:时限|案件|事项|率|人数|人员|等次|标准|比例|比重|金额|面积|增速|收入|余额|工作|情况|资金|补贴|企业|项目|活动|检查|清单|培训|学法|议题"
    r"|数量|总量|工单|支出|建议|意见|文件|合同|办件|处罚|纠纷|服务|申请|工程|队伍|中心|平台|站点|名单|线索|法治督察|督察)$"
)
_TOWN_AND_COUNTRY = re.compile("城乡(?!规划|建设)")


def members(cut: CutText, start: int, end: int) -> list[str]:
    """The members of a list of names, the last one's shared head noun given to all."""
    groups: list[list[str]] = [[]]
    depth = 0
    for word in cut.words(start, end)[1]:
        depth += word in "(（“"
        depth -= word in ")）”"
        if depth <= 0 and word in JOINERS:
            groups.append([])
        else:
            groups[-1].append(word)
    groups = [group for group in groups if group]
    names = ["".join(group) for group in groups]
    if len(groups) < 2:
        if names and _TOWN_AND_COUNTRY.match(names[0]):
            return ["城镇" + names[0][2:], "农村" + names[0][2:]]
        return names
    first, last = groups[0], groups[-1]
    if len(first) < len(last) and _SHARED.search(names[-1]):
        tail = "".join(last[len(first) :])
        if not any(name.endswith(last[-1]) for name in names[:-1]):
            return [*(name + tail for name in names[:-1]), names[-1]]
    return names
