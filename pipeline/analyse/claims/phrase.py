"""The phrase before or behind a number: who did what, and what is counted.

``开展法治督察`` [2轮] is a verb with its object; ``行政机关败诉`` [5件] a label; ``受理`` [149件] a
bare verb whose object stands in an earlier clause; in ``对`` [41件] ``政策措施开展公平竞争审查``
the noun comes behind the number and the verb behind the noun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.quantities.bounds import bound_start

Span = tuple[int, int]

_TIME = re.compile(
    r"(?:截至|截止|自|从|到|至|于)?(?:目前|(?:20\d\d|今|本|去|上|当|明)年度?|年[内底末初]|往年|历年|上半年|下半年|第?前?[一二三四1-4]季度|\d{1,2}月份?(?:\d{1,2}日)?|\d{1,2}日|[一二三四五]年来|近年来|全年|期[末间]|“[^”]{2,4}”(?:时期|期间|以来))"
    r"(?:\d{1,2}月(?:份)?)?(?:\d{1,2}日)?(?:度|底|末|初|以来|来|期间|开始|起|内|共计?)?[，,]?"
)
_LEAD = re.compile(
    r"^(?:[、和及与并且或：:，,的了①-⑳]|以及|其中[，,:：]?|即|含|包括|包含|其余|如|含有|涉及到|等|——|[-—·•●▪]|[一二三四五六七八九十]是)+"
)
_TAIL = re.compile(r"(?:[、，,：:的了]|等|[—-]+)+$")
# 每月至少集中排查2次: what comes after the frequency is what is done so often.
_HEADLESS = re.compile(r"的(?:分别|约|共计?|为|有|计|达到?|超过?|近|仅|占|只有)*$")
# A level reached has no action: 扩容至 [318项].
_LEVEL = re.compile(
    r"(?:再|又|进一步|动态|稳步|平均|大幅|已|分别)*(?:增加?|减少?|升|降低?|提高|提升|下降|上升|压减|压降|压缩|精简|缩减|缩短|扩容|扩大|扩充|扩展|拓展|增长|发展|上涨|回落|攀升|调整|更新|延长|削减)(?:到|至|为)(?:了|第)?$"
)
_EACH = re.compile(r"(?:平均)?每[^，。；\d万千百]{1,12}$")
_OFTEN = re.compile(r"(?:坚持|按照?|要求|做到|确保|实行|规定)?(?:对|为|向)?每(?:个|一)?(?:[年月周天日季]度?|半年|两年|学期|行政村|村(?:居|（社区）)?|乡镇(?:（街道）)?|社区|街道|名[^，。\d]{0,6}|所(?:学校)?|户|人|单位|部门)(?!人口|[万千])")


@dataclass(slots=True)
class Phrase:
    """What the words around a number say; ``bare`` means the measure is left out."""

    subject: str = ""
    action: str = ""
    measure: str = ""
    bare: bool = False
    preposition: str = ""
    headless: bool = False
    inverted: bool = False  # the measure stood before the verb: 法治督察开展 [2次]


def strip_lead(cut: CutText, start: int, end: int) -> int:
    """Skip times, adverbs, conjunctions and determiners at the head of ``[start, end)``."""
    text = cut.text
    skip = wording().adverbs
    while start < end:
        piece = text[start:end]
        lead = _LEAD.match(piece)
        if lead and lead.end():
            start += lead.end()
            continue
        time = _TIME.match(piece)
        if time and time.end():
            start += time.end()
            continue
        words = cut.words(start, end)
        if not words:
            return end
        word = text[words[0][0] : words[0][1]]
        if len(words) > 1 and text[words[0][0] : words[1][1]] in skip:
            start = words[1][1]
            continue
        if (word in skip or word in wording().determiners) and not _names_rate(text, words, end):
            start = words[0][1]
            continue
        if text[start] in " \t\u3000|":
            start += 1
            continue
        break
    return start


def _names_rate(text: str, words: list[Span], end: int) -> bool:
    """按时办结率, 全程网办率: an adverb that begins the name of a rate belongs to it."""
    return len(words) > 1 and text[end - 1] in "率比" and text[words[0][0] : words[0][1]] not in ("全年", "全部", "均", "共", "已", "也", "其中", "目前", "同时") and len(text[words[0][0] : end]) <= 6


def strip_tail(cut: CutText, start: int, end: int) -> int:
    """Drop 达, 共, 为, 分别 … from the end of ``[start, end)``."""
    text = cut.text
    skip = wording().adverbs
    while end > start:
        tail = _TAIL.search(text, start, end)
        if tail and tail.end() == end:
            end = tail.start()
            continue
        words = cut.words(start, end)
        if not words:
            return start
        first, last = words[-1]
        word = text[first:last]
        if word in skip or word in wording().localizers or word.isspace():
            end = first
            continue
        break
    return end


def read_before(cut: CutText, start: int, end: int, kind: str) -> Phrase:
    """Read the phrase that ends at a number.

    Args:
        cut: the cut text.
        start, end: from the clause's beginning to the number (and its approximators).
        kind: the quantity's kind; a rate's name is not taken apart at its verb.
    """
    text = cut.text
    end = start + bound_start(text[start:end])
    headless = bool(_HEADLESS.search(text[start:end]))
    level = _LEVEL.search(text, start, end)
    if level and level.end() == end:
        end = level.start()
    doer = ""
    often = _OFTEN.search(text, start, end)
    if often:
        doer = _noun(cut, strip_lead(cut, start, often.start()), often.start())
        start = often.end()
    elif (each := _EACH.search(text, start, end)) and not any(is_verb(text[a:b]) for a, b in cut.words(each.start(), end)):
        return Phrase(bare=True)
    start = strip_lead(cut, start, end)
    end = strip_tail(cut, start, end)
    start = strip_lead(cut, start, end)
    if start >= end:
        return Phrase(bare=True)
    if headless:
        return _headless(cut, start, end)
    words = _with_compounds(text, cut.words(start, end))
    tokens = [text[a:b] for a, b in words]
    lexicon = wording()
    if kind in ("percent", "ratio", "rank", "number", "duration") and not is_verb(tokens[-1]) or _is_rate(text[start:end]):
        return Phrase(measure=_noun(cut, _after_relative(cut, words, tokens), end))
    verb, preposition = _governing_verb(tokens)
    if verb < 0:
        if preposition >= 0 and preposition == len(tokens) - 1:
            return Phrase(bare=True, preposition=tokens[preposition], subject=text[start : words[preposition][0]])
        if preposition == 0:
            return Phrase(measure=_noun(cut, words[1][0], end), preposition=tokens[0])
        return Phrase(measure=_noun(cut, start, end))
    head = words[preposition][0] if 0 <= preposition < verb else words[verb][0]
    subject = _noun(cut, start, strip_tail(cut, start, head))
    stop = verb + 1
    while stop < len(tokens) and is_verb(tokens[stop]):
        stop += 1
    if stop == len(tokens) > verb + 1 and tokens[-1] in lexicon.nominal_verbs:
        stop -= 1  # 办理公证, 收到申请
    if stop == len(tokens) > verb + 1 and tokens[verb] in lexicon.light_verbs:
        stop = verb + 1  # 组织学法: what a light verb governs is the event
    if stop < len(tokens) and tokens[stop] in ("了", "过"):
        stop += 1
    action = "".join(tokens[verb:stop])
    if stop == len(tokens):
        if verb and tokens[verb - 1] == "的" and action in lexicon.nominal_verbs:
            return Phrase(measure=_noun(cut, start, end))  # 因执法方式不当引发的投诉
        if not subject or _is_agent(subject) and not _labels(action):
            return Phrase(subject=subject or doer, action=action, bare=True)
        if _labels(action):
            return Phrase(measure=subject + action)
        return Phrase(action=action, measure=subject, inverted=True)
    if tokens[verb] in lexicon.relative_verbs and verb == 0 and "的" in tokens[stop:-1]:
        return Phrase(measure=_noun(cut, words[len(tokens) - tokens[::-1].index("的")][0], end))
    rest = _after_relative(cut, words, tokens, stop, whole=False)
    pivot = _pivot(tokens, verb, stop)
    if pivot:
        action = tokens[pivot]
        if pivot + 1 < len(tokens):
            return Phrase(subject=subject, action=action, measure=_noun(cut, words[pivot + 1][0], end))
        return Phrase(subject=subject, action=action, measure=_noun(cut, words[stop][0], words[pivot][0]))
    return Phrase(subject=subject, action=action.rstrip("了过"), measure=_noun(cut, rest, end))


def _with_compounds(text: str, words: list[Span]) -> list[Span]:
    """Join neighbouring words that together are a verb of the list (确认 违法, 调解 和 解)."""
    verbs = wording().verbs
    joined: list[Span] = []
    at = 0
    while at < len(words):
        for size in (4, 3, 2):
            if at + size <= len(words) and _is_verb_compound(text, words[at : at + size], verbs):
                joined.append((words[at][0], words[at + size - 1][1]))
                at += size
                break
        else:
            joined.append(words[at])
            at += 1
    return joined


_NEGATIONS = ("不予", "未", "不", "尚未", "予以", "拒不", "没有", "未能", "拟")


def _is_verb_compound(text: str, words: list[Span], verbs: frozenset[str]) -> bool:
    """不予 公开, 确认 违法, 立案 查处: words that are one verb together."""
    whole = text[words[0][0] : words[-1][1]]
    if whole in verbs:
        return True
    first = text[words[0][0] : words[0][1]]
    return first in _NEGATIONS and text[words[1][0] : words[-1][1]] in verbs


def is_verb(token: str) -> bool:
    """True for a listed verb, also a negated one."""
    verbs = wording().verbs
    return token in verbs or (token.startswith(_NEGATIONS) and token.removeprefix(token[: 2 if token[:2] in _NEGATIONS else 1]) in verbs)


def _headless(cut: CutText, start: int, end: int) -> Phrase:
    """维持原具体行政行为的 [41件]: the phrase before 的 is the measure, its verb the action."""
    text = cut.text
    words = _with_compounds(text, cut.words(start, end))
    tokens = [text[a:b] for a, b in words]
    verb, _ = _governing_verb(tokens)
    whole = text[start:end]
    if verb < 0:
        return Phrase(measure=whole, headless=True)
    if verb == len(tokens) - 1 and verb == 0:
        return Phrase(action=tokens[0], bare=True, headless=True)
    return Phrase(action=tokens[verb] if verb == 0 else "", measure=text[words[verb][0] : end] if verb == 0 else whole, headless=True)


def _governing_verb(tokens: list[str]) -> tuple[int, int]:
    """Index of the verb that governs the phrase's end and of a preposition before it, or -1."""
    lexicon = wording()
    preposition = -1
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token in lexicon.prepositions and not (token in "和与同" and at > 0) and not (token in lexicon.verbs and at == 0 and token != "通过"):
            if preposition < 0:
                preposition = at
            at += 2
            continue
        if is_verb(token) and not (at + 1 < len(tokens) and (tokens[at + 1] in _NOUN_SUFFIX or tokens[at + 1] in ("后", "、"))):
            return at, preposition
        at += 1
    return -1, preposition


def _pivot(tokens: list[str], verb: int, stop: int) -> int:
    """组织国家工作人员旁听庭审: the verb that the persons do, not the one that sends them."""
    if tokens[verb] not in ("组织", "动员", "引导", "安排", "邀请", "选派", "带领", "督促", "指导", "帮助", "吸引", "推动"):
        return 0
    lexicon = wording()
    for at in range(stop + 1, len(tokens)):
        if tokens[at] in lexicon.verbs and tokens[at - 1].endswith(lexicon.persons):
            return at
    return 0


def _after_relative(cut: CutText, words: list[Span], tokens: list[str], first: int = 0, *, whole: bool = True) -> int:
    """Start of the head noun: behind the last 的 that closes a clause, else the first word."""
    start = words[first][0] if first < len(words) else words[-1][1]
    for at in range(len(tokens) - 2, first, -1):
        if tokens[at] == "的":
            if whole and words[-1][1] - words[at][1] < 3:
                return start  # 公开征求意见的时间: too short a head to stand alone
            before = tokens[first:at]
            if any(t in wording().verbs for t in before) or at - first > 5:
                return words[at + 1][0]
            return start
    return start


def _noun(cut: CutText, start: int, end: int) -> str:
    """The noun phrase without determiners at its head and 等 at its end."""
    text = cut.text
    determiners = wording().determiners
    while start < end:
        words = cut.words(start, end)
        if words and text[words[0][0] : words[0][1]] in determiners and len(words) > 1:
            start = words[0][1]
        elif text[start] in "、的了，,：: 和及与":
            start += 1
        else:
            break
    noun = text[start:end].strip("、的，,：: ").removesuffix("等")
    # 防汛、消防等应急演练: the head noun says it; 工作要点等文件 would say too little.
    _, _, head = noun.rpartition("等")
    return head if len(head) >= 4 and len(head) < len(noun) - 2 and head[0] != "“" and not noun.endswith(("同等", "平等")) else noun


def _is_agent(noun: str) -> bool:
    return noun.endswith(wording().agents)


def _labels(action: str) -> bool:
    """A verb that with its subject names an event rather than an act on an object."""
    return action in ("败诉", "胜诉", "撤诉", "学法", "出庭", "出庭应诉", "述法", "上诉", "起诉", "备案", "满意", "结转", "旧存", "学习", "专题学习", "演练")


def _is_rate(noun: str) -> bool:
    return noun.endswith(("率", "占比", "比例", "比重", "满意度", "指数"))


def read_after(cut: CutText, start: int, end: int, *, object_of: bool = False) -> tuple[str, str, int]:
    """The noun behind a number, the verb behind that noun, and where the noun ends.

    Args:
        start, end: from the number's end (and its bound words) to the end of its clause.
        object_of: a preposition stands before the number, so that a noun must follow (对12处新建设施).
    """
    text = cut.text
    lexicon = wording()
    words = cut.words(start, end)
    tokens = [text[a:b] for a, b in words]
    if not tokens or text[start] in "，。；、：,;:)）(（|的和及与或\n ":
        return "", "", start
    stop = 0
    de = next((i for i, t in enumerate(tokens) if t == "的"), -1)
    if tokens[0] in lexicon.verbs and 0 < de < len(tokens) - 1 and not any(t in lexicon.adverbs for t in tokens[:de]):
        begin = de + 1  # 37件违反公平竞争的文件
    else:
        begin = 0
    stop = begin + 1 if object_of and len(tokens) > 1 and is_verb(tokens[0]) else begin
    while stop < len(tokens):
        token = tokens[stop]
        if token in ("(", "（") and stop > begin and (closed := _aside(tokens, stop)):
            stop = closed
            continue
        if token in ("，", "。", "；", "：", "(", "（", ")", "）", "|"):
            break
        if is_verb(token) and not (stop == begin and stop + 1 < len(tokens) and (tokens[stop + 1] in _NOUN_TAILS or tokens[stop + 1] in _NOUN_SUFFIX)):
            break
        if token in lexicon.adverbs or token in ("全部", "均", "共", "已", "都", "全", "同比", "环比", "较", "比", "进行", "按", "按照", "对", "向", "为", "在", "分别", "共有", "中", "实现", "达到", "达", "占", "仍", "可", "累计", "全年", "每", "由", "从", "各", "同步", "无", "没有", "中有", "里", "当中", "以", "是", "被", "未", "不", "也", "就", "将", "需", "应", "通过", "经"):
            break
        stop += 1
    if stop == begin:
        return "", _verb_from(tokens, stop), words[begin][0] if begin < len(words) else end
    noun = re.sub("(?:、|的|和|及|与|以及)+$", "", text[words[begin][0] : words[stop - 1][1]]).lstrip("、的")
    if noun in _PASSED:
        return "", _verb_from(tokens, stop), words[stop - 1][1]
    return noun, _verb_from(tokens, stop), words[stop - 1][1]


def _aside(tokens: list[str], at: int) -> int:
    """Where a short bracket inside a noun ends (县（市、区）, 村（社区）法律顾问), 0 if it is none."""
    for end in range(at + 2, min(at + 6, len(tokens))):
        if tokens[end] in (")", "）"):
            return end + 1
        if tokens[end][0].isdigit():
            return 0
    return 0


_NOUN_SUFFIX = frozenset("率 类 量 数 员 者 书 单 室 厅 站 所 点 费 法 队 组 证 票 品 物 车 度".split())
_PASSED = frozenset("大关 台阶 关口 门槛".split())  # 突破百亿元大关: not what is counted
_NOUN_TAILS = frozenset("案件 事项 人员 工作 活动 项目 问题 文件 任务 对象 单位 部门 企业 机构 平台 站点 点 数据 信息 资料 材料 员 者".split())


def _verb_from(tokens: list[str], at: int) -> str:
    """The verb that the counted noun is the subject or the object of."""
    lexicon = wording()
    while at < len(tokens):
        token = tokens[at]
        if token in ("，", "。", "；", "："):
            return ""
        if is_verb(token):
            if token in ("开展", "进行", "实施", "实行", "组织") and at + 1 < len(tokens):
                event = "".join(tokens[at + 1 :])
                event = re.split("[，。；：、]", event)[0]
                if event and len(event) <= 10:
                    return event
            joined = token
            while at + 1 < len(tokens) and tokens[at + 1] in lexicon.verbs:
                at += 1
                joined += tokens[at]
            return joined
        at += 1
    return ""
