"""Stretches of time that something lasted or may last, told from dates, periods and ages of plans."""

from __future__ import annotations

import re

from pipeline.analyse.quantities.candidate import Candidate

_CUE_WORDS = (
    "连续|持续|坚持|满|达到?|为期|历时|用时|耗时|时长|长达|超过?|近|不少于|不低于|不超过|至少|期限?|年限|龄|延长|缩短|缩减|压缩|提前"
    "|增加|减少|下降|提高|[为至到]|任期|寿命|以来的|约|平均|处"
)
_DURATION_CUE = re.compile(rf"(?:{_CUE_WORDS})[^，。；]{{0,3}}$")
_DURATION_TAIL = re.compile(
    r"以[上下内]|之[内上]|内(?!容|部)|左右|上下|半(?!年)|多(?![次个项种家元样部维方])|不间断"
)
# 三年行动, 十年前, 五年规划, 一年来: a period by name or by calendar.
_PERIOD = re.compile(r"来|度|级|行动|规划|计划|攻坚|方案|制|期间|一遇|前|后(?!下)|多来|间(?!隔|断)|义务")
_PERIOD_BEFORE = re.compile(r"(?:近|前|后|这|过去|未来|最近|上|每|新的|头|截至|截止)的?$")
# 15分钟便民圈
_CIRCLE = re.compile(r"[^，。；、]{0,8}圈|工程")
_LASTED = re.compile(r"(?:历时|用时|耗时|长达|连续|持续|满)近$")


# 驻村10年。 but not 自21年, 每月5日。
_LASTING_BEFORE = re.compile(r"[\u4e00-\u9fff](?<![自从至截在到于去今明前后月周每第初的国])$")
_LONGEST = 60  # years; more is a calendar year without its century
# 不少于一年, 新增一个工作日
_ONE_CUE = re.compile(
    r"(?:不少于|不得少于|不低于|至少|不超过|最多|只有|仅有|仅|各|增加|减少|共|每[年月季周]度?)(?:开展|有|了)?$"
)


def duration_counts(candidate: Candidate) -> bool:
    """A stretch of time that something lasted or may last, not a date, a period or an age of a plan."""
    words, unit, before, after = candidate.words, candidate.unit, candidate.before, candidate.after
    if candidate.is_marked and unit not in ("月", "年"):
        return True
    if unit == "年":
        if _PERIOD.match(after) or (words.isdecimal() and len(words) == 4):
            return False
        if _PERIOD_BEFORE.search(before) and not _LASTED.search(before):
            return False
        return candidate.is_marked or "." in words or _has_duration_cue(candidate)
    if unit == "日":
        return _has_duration_cue(candidate)
    if unit == "天":
        return after[:1] != "津" and words != "一"
    if unit in ("月", "周", "星期"):
        return bool(_DURATION_TAIL.match(after)) or (unit != "月" and bool(_DURATION_CUE.search(before)))
    if words == "一":
        return bool(_ONE_CUE.search(before) or _DURATION_TAIL.match(after) or _DURATION_CUE.search(before))
    return not (unit in ("小时", "分钟") and bool(_CIRCLE.match(after)))


def _has_duration_cue(candidate: Candidate) -> bool:
    """True behind or before words of lasting, and at the end of a clause behind a word."""
    if _DURATION_TAIL.match(candidate.after) or _DURATION_CUE.search(candidate.before):
        return True
    words = candidate.words
    if words == "一" or not candidate.at_end or (words.isdecimal() and int(words) > _LONGEST):
        return False
    return bool(_LASTING_BEFORE.search(candidate.before))
