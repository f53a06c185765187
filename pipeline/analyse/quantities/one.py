"""一 counts where it could be replaced by 1 and answers "how many": 明确一名, not 进一步 or 每一个."""

from __future__ import annotations

import re

from pipeline.analyse.quantities.bounds import bound_before
from pipeline.analyse.quantities.candidate import Candidate

_ONE_CUE = re.compile(
    r"(?:不少于|不得少于|不低于|至少|不超过|最多|明确|配备|配齐|聘请|设立|选派|指派|确定|新建|建成|新增|增设"
    r"|只有|仅有|仅|各|每[年月季周]度?(?:召开|开展|组织)?|增加|减少|共|(?<=\d[名个人家件次场])|、)"
    r"(?:开展|召开|组织|有|了)?$"
)
# 每半年开展一次, 每月集中学习一次
_ONE_EACH_TIME = re.compile(
    r"每(?:个)?(?:半年|[两三]年|季度?|[年月周日天]|学期)度?(?:至少)?[^，。；、\d]{0,8}$"
)
_ONE_THING_CUE = re.compile(
    r"(?:只有|仅有|增加|减少)(?:有|了|设立|建成)?$|(?:不少于|不低于|至少)[^，。；、\d]{0,4}$"
)
_ONE_IN_LIST = re.compile(r"[^，。；、]{1,8}、[二两三四五六七八九十\d]+个")
_ONE_UNITS = frozenset(
    "名 次 家 场 所 支 座 处 期 位 辆 台 套 部 人 件 份 起 宗 例 例次 场次 人次 批次 本 条 户".split()
)
#: 一降一升, 一度, 一方: words that happen to be measures.
_ALSO_VERBS = frozenset("升度方里尺")
_TWO_WORDS = re.compile("[\u4e00-\u9fff]{4}$")  # 每周集中研讨一个案例, not 每月一个主题
_FREQUENCIES = frozenset("次 场 期 轮".split())
_EVENT_UNITS = frozenset("场 次 名 家 件 起 期 份 部 座 处 所 支 批".split())
_CLAUSE_ENDS = frozenset("，。；、")
_NO_EVENT_BEFORE = frozenset("又再这那上下同唯查跑头")
_ONE_BEHIND = re.compile(r"一|个人|道|支队伍")
_AT_LEAST_ONE = re.compile(r"以上|的(?:要求|标准)")


def one_counts(candidate: Candidate) -> bool:
    """一 counts where it answers "how many": 明确一名, 不少于一次, 草案一件."""
    unit, before, after = candidate.unit, candidate.before, candidate.after
    if unit == "倍" or candidate.kind == "percent":
        return True
    if candidate.kind == "measure" and unit not in _ALSO_VERBS:
        return True
    if unit == "个":
        each_time = _ONE_EACH_TIME.search(before) and _TWO_WORDS.search(before)
        return bool(each_time or _ONE_THING_CUE.search(before) or _ONE_IN_LIST.match(after))
    if unit not in _ONE_UNITS:
        return False
    if _AT_LEAST_ONE.match(after) or bound_before(before) in ("at_least", "at_most"):
        return True
    if unit in _FREQUENCIES and _ONE_EACH_TIME.search(before):
        return True
    if unit in _EVENT_UNITS and after[:1] in _CLAUSE_ENDS and before[-1:] not in _NO_EVENT_BEFORE:
        return True
    return bool(_ONE_CUE.search(before)) and not _ONE_BEHIND.match(after)
