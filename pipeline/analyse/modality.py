"""Modality of a figure from its own clause and sentence: actual, target or norm.

A *target* is planned (力争, 计划, 将, 确保…达到); a *norm* is a rule or standard (每年不少于, 应当,
5个工作日内办结). A baseline is settled with the change it belongs to, not here.
"""

from __future__ import annotations

import re

# What must not stand before a word is asked behind its first character: where all alternatives begin with
# a character of their own, a search tries them only at these.
_TARGET = re.compile(
    r"力争|争取(?!到|上级|中央|[^，。；\d]{0,10}(?:资金|项目|补助|经费))|计(?<!列入计)(?<!年度计)(?<!按计)(?<!按照计)划(?=再|新|开展|举办|建|培|组织|实施|推出|引进|出台|制定|用|到20|今年|选派|招|改造|于|全年)"
    r"|拟(?<![模虚比草对将把凡]拟)(?![^，。；\d]{1,8}的[^\d]|定|办|稿|发|出台|订|制|上会|任|录|提)|目标(?:是|为|[:：])|预期(?:目标|增长|达|[:：是])|预计(?=到|20)"
    r"|将(?<![必即]将)(?=进一步|继续|持续|着力|坚持|重点|开展|组织|完成|推动|推进|新|实现|达|力|建|实施|抓|在|全|举办|培)"
    r"|确保(?=[^，。]{0,16}(?:达|实现|在|不|率|\d))|要(?<![的需主重必]要)(?=进一步|坚持|加强|实现|完成|达到|加快|推动|新|力)|到20\d\d年(?=底|末)?[^，。]{0,4}[，,]"
)
_FIGURE = re.compile(r"\d")
_MEMBER_END = re.compile("[，；、]")
# From here on the paragraph speaks of what is to come.
_AHEAD = re.compile(
    r"下一步|明年|来年|下一年度?|新的一年|今后(?:一个时期)?[，,]|(?:我们|我[县市区省局旗镇])将"
)
_NORM = re.compile(
    r"每(?:年|月|季度?|周|半年|两年|个?月|学期|村|个?[村乡镇社]|所|名|户|季|日|天)[^，。；均]{0,14}?(?:至少|不少于|不低于|不得少于|不得低于|集中|培养|不超过)"
    r"|(?<!做到)(?<!实现)(?<!达到)每个?[\u4e00-\u9fff]{1,6}?(?:至少|不少于|不低于|不得少于|不得低于)"
    r"|应当|应不|不得(?:少于|低于|超过|高于|多于)|必须(?!坚持)|要求(?=[^，。]{0,10}(?:不|至少))|规定(?:为|是)?(?=不[少低得超高多]|至少)"
)
_NORM_ENDS = re.compile(r"\d[^，。；的\d]{0,6}的(?:要求|标准|规定|原则|比例|频次)")
_NORM_SIGN = re.compile("[每应得须求]")  # one of these stands in every norm
_NORM_AFTER = re.compile(
    r"(?:以上|以下|以内|左右|内)?的(?:[^，。；、\d]{0,6}?(?:要求|标准|规定)|原则|比例|频次)"
)
_WITHIN = re.compile(
    r"(?:以内|之内|内)(?:依法|主动|一次性?|即行|先行|及时|自行|立即|即|须|应)?(?:予以)?(?:办结|完成|答复|作出|反馈|办理|受理|送达|回复|审查|报送|处理|移送|立案|整改|告知|拨付"
    r"|出证|决定|提交|报备|备案|结案|审结|审核|公示|公开|派单|响应|到达|处置|联系|回访|核查|签收|转办|交办|移交|支付|兑现|书面|申请|提出|回应|联系|到场|反应)"
)
_COUNTED = re.compile(r"\d|[一二两三四五六七八九]成|过?半数?")  # 655宗在3个工作日内办结 is a result
_DONE = re.compile(r"(?:均|全部|全都|都|已)(?:能|可)?在?$")
_PAST = re.compile(
    r"(?<![为除])了(?![解结])|[已曾](?![^，。]{0,4}要)|同比|[比较]上年|去年|累计|连续|[荣斩]?获(?:批|评)|入选|首次|成功|[位]?居全|[五一]年来|这五年|过去|是上年|圆满"
    r"|创历史|刷新|由负转正|全部(?:上线|完成|建成|出列)|[较比](?:20\d\d年|年初)|分别(?:增长|下降)\d"
)
_FUTURE = re.compile(
    r"力争|争取|确保|预期|目标|(?<![的需主重])要(?=[^，。素求])|(?<![必即])将(?!近|军)|不(?:少|低)于|计划|(?<=[%个家户人条套亩元名里期场项米分点次])(?:以上|左右)"
)
_IMPERATIVE = re.compile(
    r"(?:^|[。；])(?:推动|支持|加快|深入|强化|引导|鼓励|完善|健全|优化|做[强大优]|培育|实施|打造|抓[好实]|办好|统筹|坚持|聚焦|大力|持续|全面|滚动|积极|深化|推进|建设|开展|落实|突出|布局|扩大|构建|提升|开工|新建|巩固|发展|加强|集中力量)"
)
_EXACT = re.compile(r"(?<![\d.])(?:\d{2,}\.\d+|\d+\.\d{2,}|\d*[1-9]\d*[1-9])(?=[万亿]|[^\d.%年月日])(?!\d)")
# 培训超1000人次: one figure beyond another is a promise; results say by how much.
_EXCEEDING = re.compile(r"超(?=\d)")


def looks_ahead(sentence: str, next_year: tuple[str, ...]) -> bool:
    """True where a sentence turns to next year's work; the sentences behind it go on with it.

    Args:
        sentence: its words.
        next_year: with what a sentence on next year begins, see :func:`says_next_year`.
    """
    return _AHEAD.search(sentence) is not None or sentence.lstrip().startswith(next_year)


def says_next_year(year: int | None) -> tuple[str, ...]:
    """2025年， in a report on 2024."""
    return (f"{year + 1}年，", f"{year + 1}年,") if year is not None else ()


def plans_ahead(paragraph: str) -> bool:
    """True where a paragraph without a heading to say so is about what is to be done.

    Plans speak in imperatives and in aims (以上, 左右, 力争) and in round figures; results have marks
    of what has been (了, 已, 同比, 连续) and exact figures. Used only for fragments: in a report the
    headings tell.
    """
    exceeding = len(_EXCEEDING.findall(paragraph))
    orders = len(_IMPERATIVE.findall(paragraph))
    ahead = 2 * len(_FUTURE.findall(paragraph)) + orders + (exceeding if exceeding > 2 else 0)
    done = 4 * len(_PAST.findall(paragraph)) + len(_EXACT.findall(paragraph))
    return orders > 0 and ahead >= 3 and ahead > done


def is_norm(text: str, start: int, at: int, behind: int, end: int, kind: str) -> bool:
    """True where the words before a quantity, or those of a term behind it, make it a rule's.

    Args:
        text: the view's text.
        start, at: the sentence up to the quantity (and its approximators).
        behind, end: the sentence from the quantity's end on.
        kind: the quantity's kind.
    """
    clause = text[max(text.rfind("，", start, at), text.rfind("；", start, at), start - 1) + 1 : at]
    if (
        kind == "duration"
        and _WITHIN.match(text, behind, end)
        and not _DONE.search(clause)
        and not _COUNTED.search(clause, clause.rfind("、") + 1)
    ):
        return True
    norm = _NORM.search(clause)
    # 按照每村不少于3名的要求培养1870名: the norm ends with 要求
    return norm is not None and not _NORM_ENDS.search(clause, norm.end())


def norm_start(text: str, start: int, end: int) -> int:
    """Before which no words of a norm stand in ``text[start:end]``, ``end`` if there are none."""
    found = _NORM_SIGN.search(text, start, end)
    return found.start() if found else end


def states_standard(text: str, behind: int, end: int) -> bool:
    """4批次/千人[的考核标准], 90%[以上的要求]: the words behind a quantity make it a standard."""
    return "的" in text[behind : behind + 3] and _NORM_AFTER.match(text, behind, end) is not None


def plan_span(text: str, start: int, end: int) -> tuple[int, int]:
    """From the first words of planning in ``text[start:end]`` to where what they plan ends.

    That is the end of the sentence; among figures 拟 plans but its own (宣布失效8件、拟修订3件，保留90件).
    ``(end, end)`` if there are none.
    """
    found = _TARGET.search(text, start, end)
    if not found:
        return end, end
    if found.group() != "拟" or not _FIGURE.search(text, start, found.start()):
        return found.end(), end
    stop = _MEMBER_END.search(text, found.end(), end)
    return found.end(), stop.start() if stop else end


def clause_modality(text: str, start: int, at: int, behind: int, end: int, kind: str) -> str:
    """Modality of a quantity by its own sentence: ``target``, ``norm`` or ``actual``.

    Args: as for :func:`is_norm`.
    """
    if states_standard(text, behind, end) or is_norm(text, start, at, behind, end, kind):
        return "norm"
    return "target" if _TARGET.search(text, start, at) else "actual"
