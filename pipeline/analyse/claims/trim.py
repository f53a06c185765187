"""What is left out of a phrase: times, adverbs, determiners before it, 达 共 为 behind it."""

from __future__ import annotations

import re

from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.verbs import is_verb

_TIME = re.compile(
    r"(?:截至|截止|自|从|到|至|于)?"
    r"(?:\d{1,2}(?:-|—|~|至)\d{1,2}月份?|目前|(?:20\d\d|今|本|去|上|当|明)年度?|年[内底末初]"
    r"|往年|历年|上半年|下半年|第?前?[一二三四1-4]季度|\d{1,2}月份?(?:\d{1,2}日|[上中下]旬)?|\d{1,2}日"
    r"|[一二三四五]年来|近年来|全年|期[末间]|“[^”]{2,4}”(?:时期|期间|以来))"
    r"(?:\d{1,2}月(?:份)?)?(?:\d{1,2}日)?(?:度|底|末|初|以来|来|期间|开始|起|内|共计?)?[，,]?"
)
_LEAD = re.compile(
    r"(?:[、和及与并且或：:，,的了①-⑳ \t\u3000|]|以及|其中[，,:：]?|即|含|包括|包含|其余|剩余|余下|如|含有"
    r"|[（(][一二三四五六七八九十]{1,3}[)）]|涉及到|等|中|而(?=[今本去上]年|20\d\d年)|加上|加之|连同|——|[-—·•●▪]|[一二三四五六七八九十]是)+"
)
_OPENS_LEAD = frozenset(
    "、和及与并且或：:，,的了①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ \t\u3000|"
    "以其即含包剩余如涉等中而加连(（—-·•●▪一二三四五六七八九十"
)
_TAIL = re.compile(r"(?:[、，,：:的了]|等|[—-]+)+$")
_YEAR_AT_END = re.compile(r"(?<=[\u4e00-\u9fff])20\d\d年度?$")
_ENDS_TAIL = frozenset("、，,：:的了等—-")
_OPENS_TIME = frozenset("截自从到至于目年往历上下第前一二三四五近全期今本去当明“0123456789")
_ENDS_IN_ADVERB = frozenset("公共 中共 平均 人均 年均 月均 日均 户均 村均".split())
# By what means (通过调解等方式结案12件): neither subject nor object of the verb behind it.
_MEANS = re.compile(
    "(?:通过|采取|采用|借助|运用|利用|以)[^，。；：]{2,30}?(?:方式|形式|途径|手段|渠道|载体|模式|(?:名义|身份)(?![^，。；]*的$))(?![的和、及与为占])"
)
# 受理前经调解由申请人撤回6件: when it happened
_AHEAD_OF = re.compile("[^，。；：、的]{2,4}前(?=[经由即就])")
# 专项行动期间查处12起, 任期内, 入夏以来
_WHILE = re.compile("[^，。；：、的\\d]{2,12}?(?:期间|期内|以来)(?!的)[，,]?")
_CAUSE = re.compile("因[^，。；：的]{2,14}而|受[^，。；：的]{2,10}?影响")  # 因申请人撤回而终止3件
_RESOLVED = frozenset(("决定", "同意"))  # 决定废止14件
_AVERAGED = tuple("用时 时间 时长 时限 周期 期限 年龄 浓度 寿命 天数 工资 水平 成绩 得分".split())
_WHOLE_PLACES = frozenset("全省 全市 全州 全盟 全县 全区 全旗 全乡 全镇 全村 全国 全局 全系统 全街道".split())
# 2022年以前制定的规范性文件: when it was made is no part of its name.
_MADE = re.compile(
    r"20\d\d年[^，。；的]{0,4}?(?:以前|之前|以来|前|至今)(?:制定|印发|出台|发布|颁布)?的(?=..)"
)
_EVENTS = tuple("演练 活动 行动 宣传 预案 检查 整治 行为 用时 调解室".split())
# 等领域的, 等群体: where or for whom, before what is said of it.
_FRAME = re.compile(".{0,2}(?:主题|领域|形式|方式|渠道|平台|群体|部门|时机|节点|情形|主体)")
_EDGE = "、的，,：: "


def strip_lead(cut: CutText, start: int, end: int) -> int:
    """Where ``[start, end)`` begins without times, adverbs, conjunctions and determiners."""
    text = cut.text
    lexicon = wording()
    while start < end:
        lead = _LEAD.match(text, start, end) if text[start] in _OPENS_LEAD else None
        if lead and (stop := cut.boundary(lead.end())) > start:  # 及 is no part of 及格率
            start = stop
            continue
        if text[start] in _OPENS_TIME and (time := _TIME.match(text, start, end)):
            start = time.end()
            continue
        if text[start] in "通采借运利以" and (means := _MEANS.match(text, start, end)) and means.end() < end:
            start = means.end()
            continue
        if "前" in text[start : start + 5] and (ahead := _AHEAD_OF.match(text, start, end)):
            start = ahead.end()
            continue
        if _says_when(text[start : start + 14]) and (while_ := _WHILE.match(text, start, end)):
            start = while_.end()
            continue
        if text[start] in "因受" and (cause := _CAUSE.match(text, start, end)):
            start = cause.end()
            continue
        first, second = cut.first_two(start, end)
        if first < 0:
            return end
        word = text[start:first]
        if word in _RESOLVED and second >= 0 and _begins_with_verb(cut, first, end):
            start = first
            continue
        if second >= 0 and text[start:second] in lexicon.adverbs:
            start = second
        elif second >= 0 and word in lexicon.attributes and not _begins_with_verb(cut, first, end):
            break  # 重点人群签约率, 一般公共预算收入
        elif (word in lexicon.adverbs or word in lexicon.determiners) and not _names_rate(
            text, word, start, end
        ):
            start = first
        else:
            break
    return start


def _says_when(words: str) -> bool:
    return "期间" in words or "期内" in words or "以来" in words


def _begins_with_verb(cut: CutText, start: int, end: int) -> bool:
    first = cut.first(start, end)
    return first is not None and is_verb(cut.text[slice(*first)])


def _names_rate(text: str, word: str, start: int, end: int) -> bool:
    """按时办结率, 平均用时: an adverb that begins the name of a rate or an average belongs to it."""
    if word == "平均":
        return text.endswith(_AVERAGED, start, end)
    named = text[end - 1] in "率比" and len(word) < end - start <= 6
    return named and word not in ("全年", "全部", "均", "共", "已", "也", "其中", "目前", "同时")


def strip_tail(cut: CutText, start: int, end: int) -> int:
    """Where ``[start, end)`` ends without 达, 共, 为, 分别 and the like."""
    text = cut.text
    lexicon = wording()
    while end > start:
        if text[end - 1] in "年度" and (year := _YEAR_AT_END.search(text, start, end)):
            end = year.start()  # 行政处罚案件2018年 [3120件]
            continue
        if text[end - 1] in _ENDS_TAIL and (tail := _TAIL.search(text, start, end)):
            end = tail.start()
            continue
        last = cut.last(start, end)
        if last is None:
            return start
        word = text[last[0] : end]
        if word in lexicon.adverbs or word in lexicon.localizers or word in _WHOLE_PLACES:
            end = last[0]
        elif len(word) > 1 and word[-1] in "共均" and word not in _ENDS_IN_ADVERB:
            end -= 1  # the segmenter has glued an adverb on: 监督 证共
        else:
            break
    return end


def noun(cut: CutText, start: int, end: int) -> str:
    """The noun phrase in ``[start, end)`` without determiners at its head and 等 at its end."""
    text = cut.text
    determiners = wording().determiners
    if text.startswith("20", start) and (made := _MADE.match(text, start, end)):
        start = made.end()
    while start < end:
        first = cut.first(start, end)
        word = text[first[0] : first[1]] if first else ""
        if first and first[1] < end and word in determiners:
            start = first[1]
        elif text[start] in "、的了，,：: " or word in ("和", "及", "与", "或", "或者"):
            start += 1
        else:
            break
    return head_noun(text[start:end].strip(_EDGE))


def head_noun(phrase: str) -> str:
    """防汛、消防等应急演练: an event's own noun says it; of things, 停车、年检等难题 says more."""
    if "等" not in phrase:
        return phrase
    phrase = phrase.removesuffix("等")
    listed, _, head = phrase.rpartition("等")
    says_it = head.endswith(_EVENTS) or _FRAME.match(head) or listed.endswith("”")
    if 4 <= len(head) < len(phrase) - 2 and head[0] != "“" and says_it:
        return head
    return phrase
