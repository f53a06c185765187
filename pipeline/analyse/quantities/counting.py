"""Which numerals say how many of something, by their unit and the words around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.analyse.quantities.bounds import bound_before
from pipeline.analyse.quantities.numerals import HAN_DIGIT, HAN_MYRIAD
from pipeline.analyse.quantities.units import kind_of

_PUNCTUATION = frozenset("，。；、：,:;)）】 \n|")
_ONE_TO_NINE = frozenset("一二三四五六七八九")


class Candidate(NamedTuple):
    """A numeral with its unit and its surroundings."""

    words: str  # the numeral as written
    unit: str
    kind: str
    before: str  # up to 24 characters
    after: str  # up to 12 characters behind the unit
    is_marked: bool  # a range, or with a half: plainly an amount

    @property
    def is_han(self) -> bool:
        """True for a numeral that begins with a Chinese character."""
        return not self.words[0].isdecimal()

    @property
    def at_end(self) -> bool:
        """True where a clause, a line or a cell ends behind the quantity."""
        return not self.after or self.after[0] in _PUNCTUATION


def counts(candidate: Candidate) -> bool:
    """True where the numeral says how many of something."""
    if candidate.is_han and not _is_cardinal(candidate):
        return False
    if not candidate.unit:
        return _bare_counts(candidate)
    if candidate.kind == "duration":
        return _duration_counts(candidate)
    if candidate.words in ("一", "壹"):
        return _one_counts(candidate)
    if candidate.kind == "percent":
        return True
    return not _is_label(candidate)


# --- numerals that begin with a multiplier or a zero -------------------------------------------

_MULTIPLIER = frozenset("百千佰仟" + HAN_MYRIAD)
_MULTIPLIER_CUE = re.compile(r"(?:[近上超约逾过达破]|超过|接近|将近|不足|大约)$")
_UNMARKED = ("级", "强", "里", "般")
_NO_AMOUNT_BEFORE = re.compile(r"(?:[每几数]|(?<![建完形达])成)$")
_NO_MEASURE_BEFORE = frozenset("（(：:/位每 \t|")
_ZERO_CUE = re.compile(r"(?:均?为|是|[：:])$")
#: What "zero" counts; before other units it is a slogan or a word (零部件, 零距离).
_ZERO_UNITS = frozenset("件 起 宗 例 人 次 项 家 元 % 人次 个百分点 百分点".split())
_ZERO_WORD = tuple("售星工配")


def _is_cardinal(candidate: Candidate) -> bool:
    """False for a vague or nominal use of a multiplier or a zero: 百姓, 万元GDP, 零投诉."""
    words = candidate.words
    if words[0] in "零" and len(words) == 1 and candidate.unit:
        return candidate.unit in _ZERO_UNITS and candidate.at_end
    if words[0] in "零〇○" and len(words) > 1 and words[1] in HAN_MYRIAD:
        return False
    return words[0] not in _MULTIPLIER or _multiplier_counts(candidate)


def _multiplier_counts(candidate: Candidate) -> bool:
    """百场, 万余份, 百亿元: a multiplier without a digit counts only with a cue."""
    words, unit, before = candidate.words, candidate.unit, candidate.before
    if candidate.after.startswith(_UNMARKED) or _NO_AMOUNT_BEFORE.search(before):
        return False
    if _MULTIPLIER_CUE.search(before) and (unit or words[-1] in "余多" or candidate.at_end):
        return True
    if words[-1] in "来來" or any(mark in words for mark in "余餘多"):
        return bool(unit) or len(words) > 1 and (candidate.at_end or candidate.after[0] in HAN_MYRIAD)
    if candidate.after.startswith(("以上", "以下")):
        return bool(unit)
    if candidate.kind in ("money", "measure"):
        if unit in ("度", "平方", "里") or before[-1:] in _NO_MEASURE_BEFORE or words + unit == "百公里":
            return False
        return unit == "亩" or words != "万"
    return len(words) > 1 and (bool(unit) and words[-1] in HAN_DIGIT + "十" or bool(_COLLOQUIAL.search(words)))


# --- numbers without a unit ---------------------------------------------------------------------

_BARE_VERB = re.compile(
    r"(?:(?:分别|均|共|共计|合计|总计|累计|数|达|是)?为|达到?|[至到共有是]|合计|共计|总计|累计|未结|已结|审结|办结|结案|受理|[转交承]办)$"
)
# Nouns that can only be followed by their figure.
_BARE_NOUN = re.compile(r"(?:[^分本][数量率值额比者]|得分|评分|均分|总分|指数|系数|密度|数量[:：])$")
_FROM = re.compile(r"[由从]$")
_MOVES = re.compile(r"(?:缩小|缩减|削减|精简|压减|压缩|减少|增加|降|升|提|增|减|压|扩|下降|上升|提高)[^，。；\d]{0,3}[至到为]")
_TARGET_LEVEL = re.compile(r"[至到](?:了)?$")
# 三百五, 一万二, 万五: a digit behind a multiplier stands for its tenth.
_COLLOQUIAL = re.compile(r"[百千万亿萬億][一二三四五六七八九]$")
_NO_NUMBER_BEHIND = ("级", "强", "里", "般", "户", "家")


def _bare_counts(candidate: Candidate) -> bool:
    """A number that nothing is written behind: 得分96.4, 覆盖人口四十三万, 每亩补贴三百五."""
    words, before, after = candidate.words, candidate.before, candidate.after
    if after[:1].isascii() and after[:1].isalpha():
        return False
    if words in ("零", "0"):
        return candidate.at_end and bool(_ZERO_CUE.search(before))
    is_scaled = words[-1] in HAN_MYRIAD or words[-1] in "余餘多" and len(words) > 1
    if candidate.is_han:
        if before[-1:] in ("“", "、") or not candidate.at_end and not _COLLOQUIAL.search(words):
            return False
        if before[-1:] in ("", "\n"):
            return len(words) > 2 and any(sign in words for sign in "百千万亿")
        if is_scaled or _COLLOQUIAL.search(words):
            return len(words) > 2 or words[0] in _MULTIPLIER
        return len(words) > 1 and bool(_BARE_VERB.search(before) or _BARE_NOUN.search(before))
    if is_scaled and (words[-1] in HAN_MYRIAD or len(words) > 2) and after:
        return not after.startswith(_NO_NUMBER_BEHIND[:2] + _NO_NUMBER_BEHIND[4:5]) and before[-1:] != "“"
    if candidate.at_end and (_BARE_VERB.search(before) or _BARE_NOUN.search(before)):
        return True
    if _FROM.search(before):
        return bool(_MOVES.match(after)) or "." in words and bool(_MOVES.match(after))
    return "." in words and after.startswith(("以上", "以下", "以内", "左右")) and bool(_TARGET_LEVEL.search(before))


# --- durations ----------------------------------------------------------------------------------

_CUE_WORDS = (
    "连续|持续|坚持|满|达到?|为期|历时|用时|耗时|时长|长达|超过?|近|不少于|不低于|不超过|至少|期限?|年限|龄|延长|缩短|缩减|压缩|提前"
    "|增加|减少|下降|提高|[为至到]|任期|寿命|以来的|约|平均|处|拘留|徒刑|缓刑|整顿|外包|帮扶|驻村|服务|从事|工作|随访|停业|运行"
)
_DURATION_CUE = re.compile(rf"(?:{_CUE_WORDS})[^，。；]{{0,3}}$")
_DURATION_TAIL = re.compile(r"以[上下内]|之[内上]|内(?!容|部)|左右|上下|半(?!年)|多(?![次个项种家元样部维方])|不间断")
# 三年行动, 十年前, 五年规划, 一年来: a period by name or by calendar.
_PERIOD = re.compile(r"来|度|级|行动|规划|计划|攻坚|方案|制|期间|一遇|前|后(?!下)|多来|间(?!隔|断)|义务")
_PERIOD_BEFORE = re.compile(r"(?:近|前|后|这|过去|未来|最近|上|每|新的|头)的?$")
_LASTED = re.compile(r"(?:历时|用时|耗时|长达|连续|持续|满)近$")


def _duration_counts(candidate: Candidate) -> bool:
    """A stretch of time that something lasted or may last, not a date, a period or an age of a plan."""
    words, unit, before, after = candidate.words, candidate.unit, candidate.before, candidate.after
    if candidate.is_marked and unit not in ("月", "年"):
        return True
    if unit == "年":
        if _PERIOD.match(after) or words.isdecimal() and len(words) == 4:
            return False
        if _PERIOD_BEFORE.search(before) and not _LASTED.search(before):
            return False
        return candidate.is_marked or "." in words or _has_duration_cue(candidate)
    if unit == "日":
        return _has_duration_cue(candidate)
    if unit == "天":
        return after[:1] != "津" and words != "一"
    if unit in ("月", "周", "星期"):
        return bool(_DURATION_TAIL.match(after)) or unit != "月" and bool(_DURATION_CUE.search(before))
    if words == "一":
        return bool(_ONE_CUE.search(before) or _DURATION_TAIL.match(after) or _DURATION_CUE.search(before))
    return not (unit in ("小时", "分钟") and after.startswith(("圈", "工程", "服务圈")))


def _has_duration_cue(candidate: Candidate) -> bool:
    return bool(_DURATION_TAIL.match(candidate.after) or _DURATION_CUE.search(candidate.before))


# --- 一 -----------------------------------------------------------------------------------------

_ONE_CUE = re.compile(
    r"(?:不少于|不得少于|不低于|至少|不超过|最多|明确|配备|配齐|聘请|设立|选派|指派|确定|新建|建成|新增|增设|只有|仅有|仅|各|每[年月季周]度?(?:召开|开展|组织)?|增加|减少|共|(?<=\d[名个人家件次场])|、)"
    r"(?:开展|召开|组织|有|了)?$"
)
_ONE_THING_CUE = re.compile(r"(?:不少于|不低于|至少|只有|仅有|增加|减少)(?:有|了|设立|建成)?$")
_ONE_IN_LIST = re.compile(r"[^，。；、]{1,8}、[二两三四五六七八九十\d]+个")
_ONE_UNITS = frozenset(
    "名 次 家 场 所 支 座 处 期 位 辆 台 套 部 人 件 份 起 宗 例 例次 场次 人次 批次 本 条 户".split()
)
#: 一降一升, 一度, 一方: words that happen to be measures.
_ALSO_VERBS = frozenset("升度方里尺")
_EVENT_UNITS = frozenset("场 次 名 家 件 起 期 份 部 座 处 所 支 批".split())
_NO_EVENT_BEFORE = frozenset("又再这那上下同唯查跑头")
_ONE_BEHIND = re.compile(r"一|个人|道|支队伍")
_AT_LEAST_ONE = re.compile(r"以上|的(?:要求|标准)")


def _one_counts(candidate: Candidate) -> bool:
    """一 counts where it answers "how many": 明确一名, 不少于一次, 草案一件."""
    unit, before, after = candidate.unit, candidate.before, candidate.after
    if unit == "倍" or candidate.kind == "percent" or candidate.kind == "measure" and unit not in _ALSO_VERBS:
        return not _is_label(candidate)
    if unit == "个":
        return bool(_ONE_THING_CUE.search(before) or _ONE_IN_LIST.match(after))
    if unit not in _ONE_UNITS:
        return False
    if _AT_LEAST_ONE.match(after) or bound_before(before) in ("at_least", "at_most"):
        return True
    if unit in _EVENT_UNITS and after[:1] in tuple("，。；、") and before[-1:] not in _NO_EVENT_BEFORE:
        return True
    return bool(_ONE_CUE.search(before)) and not _ONE_BEHIND.match(after)


# --- numerals that name a thing -----------------------------------------------------------------

_SCORED = re.compile(r"(?:[分得评绩效核]|满意|考核|指数|[提降高下])[^，。；、]{0,14}$")
_SCORES_HERE = re.compile(r"[分得评绩效核]|满意|考核|指数|[提降高下]")
_GRADE_BEFORE = re.compile(r"[一二]类")
_COIN_CUE = re.compile(r"[费元价款金收付]$")
_CENTURY = ("一百年", "代表", "百年")
_TWO_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def _is_label(candidate: Candidate) -> bool:
    """True where numeral and unit name a thing or a grade: 三级, 二层, 3分 outside a score."""
    unit, words, after = candidate.unit, candidate.words, candidate.after
    if candidate.is_han and (unit in ("级", "号", "点", "度") or unit in ("台", "层") and words in "一二三"):
        return True
    if unit == "类" and candidate.is_han and after[:1].isdecimal():
        return bool(_GRADE_BEFORE.search(candidate.before))  # 一类水质3个，三类2个
    if unit == "方":
        return len(words) < 3 and words[-1] not in "万千百余多"
    if unit == "角":
        return not (candidate.at_end and _COIN_CUE.search(candidate.before))
    if unit == "分":
        return not (_SCORED if candidate.is_han else _SCORES_HERE).search(candidate.before)
    if unit == "大":
        return not _TWO_HAN.match(after)
    if unit == "倍":
        return after[:1] == "增"
    return unit == "瓦" or unit == "个" and after.startswith(_CENTURY)
