"""Statements of change: 同比增长8.1%, 较2020年下降3.4个百分点, 由14支增加到17支."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.analyse.claims.draft import Draft
from pipeline.model import Quantity

_UP = (
    "翻了|翻|前移|多出|多收|多发|多用|回升|攀升|升高|"
    "增长|上升|提高|提升|增加|增多|上涨|净增|增幅|涨幅|升幅|上浮|扩大|增|多|涨"
)
_DOWN = "后移|少收|少发|少用|压降|改善|下降|减少|降低|下滑|回落|缩短|降幅|减幅|下浮|压减|压缩|减|少|降|跌"
_SHORT = frozenset(("改善", *"增多涨减少降跌"))
_ACTS = frozenset(("压减", "压缩", "压降"))
_PERIOD = (
    r"(?:20\d\d年|上一?年度?|去年|前年|同期|“[^”]{2,8}”|[^，。；比较]{0,10}?(?:[年月期末初底前时]|季度|年度|改革|水平))"
    r"(?:同期|[末底初]期?|期[末间]|初期|全年|度|以前|之前|前)*"
)
_BASE = (
    rf"(?:(?<![对无])比|较|与|同)(?:(?P<base>{_PERIOD})|(?P<other>[^，。；比较]{{1,18}}?))(?:相比|相较)?的?"
)
_BEHIND_VERB = "(?:了|速度|幅度)?(?:约|近|超过|超|逾|将近|接近|达到?|为|共|不足|不少于|不低于|突破)?$"
_MOVED = re.compile(
    rf"(?P<basis>同比|环比|同口径|{_BASE})?(?P<middle>[^，。；比较\d]{{0,12}}?)(?P<verb>{_UP}|{_DOWN}){_BEHIND_VERB}"
)
# The last character of a verb of change with what may stand behind it, and the last of that.
_ENDS_IN_VERB = re.compile(f"[{''.join(verb[-1] for verb in f'{_UP}|{_DOWN}'.split('|'))}]{_BEHIND_VERB}")
_ENDS_MOVED = frozenset(verb[-1] for verb in f"{_UP}|{_DOWN}".split("|")) | frozenset(
    "了度约近过超逾到达为共足于低破"
)
_COMPARED_CLAUSE = re.compile(r"(?:^|，)(?:与|同|和|较|比)(?P<base>[^，。；]{1,18})(?:相比|比较|相较)[，,]")
_WHEN = (
    r"(?:上半年|下半年|年[初中末底]|期[初末]|第?[一二三四]季度|目前|当前|现在|如今|今年|全年"
    r"|法定|上年|去年|上一年度?|20\d\d年|原来|原先|过去|改革前|最初|之前|以前|此前|“[^”]+”(?:末|初期|期末))(?:底|末|初|同期)?的?"
)
_FROM = re.compile(
    rf"(?:由|从)(?P<time>(?=(?P<year>20\d\d)?){_WHEN}|)"
    r"(?P<per>每[^，。；\d]{1,8})?(?:第|约|近|不足|平均)?$"
)
_AGAINST = re.compile(
    r"(?:比|较|与|同|是|为|超过|超|^[（(，]?)(?:改革|机构改革|调整|整合)?(?:之?前的?)?(?P<time>(?:上年|去年|上一年度?|(?P<year>20\d\d)年)(?:度|末|底|同期|全年)?|(?<=[比较])[^，。；]{2,12}(?:前|末|初|时期|时))的?(?:为|是|约|近)?$"
)
#: 较全省要求的[60个工作日], 比原计划的[18个]: what was asked for or planned, not an earlier figure.
REQUIRED = re.compile(
    r"(?:比|较|与|同|超过|超出|超|[高低多少优]于)[^，。；\d]{0,10}"
    r"(?:要求|规定|标准|(?:法定|承诺)(?:时限|期限|时间|工作日)?|(?P<planned>计划|目标|任务))的?$"
)
#: The last characters of what stands before an earlier figure, a standard or an aim.
ENDS_EARLIER = frozenset("的求定准诺限间日划标务为是约近年度期前末初时")
_ACROSS = re.compile(
    r"(?:高于|低于|高出|快于|优于|领先|超出|多于|少于)[^，。；]{2,}$|比[^，。；]{2,}(?:高|低|快|慢|高出|多出|低了|高了)$"
)
_REACHED = re.compile(
    rf"^(?:以上|左右)?[^，。；]{{0,14}}?(?:到|至|为|成)(?:了|第|约|近|超|{_WHEN}|每[^，。；\d]{{1,6}})*$"
)
_MULTIPLE = re.compile(r"是(?P<time>上年|去年|(?P<year>20\d\d)年)?[^，。；]{0,12}的(?:约|近)?$")
_MONTH = re.compile("环比|上个?月|上季度")
_LAST_YEAR = re.compile("同比|上年|去年|上一年|同期")
_YEAR = re.compile(r"(20\d\d)年?")
_NO_TIME = re.compile(r"法定|承诺|规定|计划|要求|目标|标准|预期|下达")


@dataclass(slots=True)
class Change:
    """A movement stated before a number; ``start`` is where its words begin in the phrase."""

    change: str
    basis: str
    start: int
    middle: str
    verb: str

    def state(self, draft: Draft) -> None:
        """Set it on a draft, which tells of the report's own year whatever years are named before it."""
        draft.change, draft.basis = self.change, self.basis
        if draft.modality == "baseline":
            draft.modality = "actual"
        if self.basis == "yoy" and draft.modality == "actual":
            draft.year = None


def basis_of(words: str, report_year: int | None) -> str:
    """``yoy``, ``mom`` or ``since`` for the words that name a base period, "" for none."""
    if not words:
        return ""
    if _MONTH.search(words):
        return "mom"
    if _LAST_YEAR.search(words):
        return "yoy"
    named = _YEAR.search(words)
    return "yoy" if named and report_year and int(named[1]) == report_year - 1 else "since"


def may_move(before: str) -> bool:
    """True where the words before a number end like those of a movement, which costs more to read."""
    return before[-1:] in _ENDS_MOVED and _ENDS_IN_VERB.search(before, max(0, len(before) - 8)) is not None


def read_change(
    before: str,
    quantity: Quantity,
    report_year: int | None,
    sentence_before: str,
    basis: str = "",
    *,
    follows: bool = False,
) -> Change | None:
    """The movement that the words before a number state, or None.

    Args:
        before: the phrase that ends at the number.
        sentence_before: the sentence up to the number, for a base named in an earlier clause.
        basis: the base that the figure just before it has named (比上年的86名 [增加8名]).
        follows: another figure stands before it in the sentence, which a bare 增长 can refer to.
    """
    found = _MOVED.search(before) if may_move(before) else None
    if not found:
        return None
    verb, basis_words = found["verb"], found["basis"] or ""
    middle = found["middle"]
    base = found["base"] or found["other"] or ""
    if found["other"] and middle:
        base, middle = base + middle, ""
    if base and _NO_TIME.search(base):
        return None
    if not basis_words:
        earlier = _COMPARED_CLAUSE.search(sentence_before)
        basis_words = earlier["base"] if earlier else ""
    basis = basis_of(basis_words if basis_words != "同口径" else "", report_year) or basis
    if verb in _SHORT and not basis:
        return None
    if verb in _ACTS and not basis and quantity.kind != "measure":
        return None
    if verb == "提升" and quantity.kind == "count" and not basis:
        return None
    if (
        not basis
        and quantity.kind in ("count", "money")
        and not follows
        and verb in ("增加", "减少", "扩大", "增长")
        and found.start("verb") == 0
    ):
        return None
    direction = "increase" if verb in _UP.split("|") else "decrease"
    if found["basis"]:
        return Change(direction, basis, found.start(), middle, verb)
    return Change(direction, basis, found.start("verb"), "", verb)


def read_from(before: str, after: str) -> re.Match[str] | None:
    """``由2022年的[11次]增至``: the match where a number is the start of a movement."""
    found = _FROM.search(before)
    return found if found and _REACHED.match(after) else None


def read_against(before: str) -> re.Match[str] | None:
    """``较2022年的[386件]``: the match where a number is an earlier period's own figure."""
    return _AGAINST.search(before)


def read_required(before: str) -> re.Match[str] | None:
    """``较要求的[60个工作日]``: the match where a number is a standard or an aim to compare with."""
    return REQUIRED.search(before)


def compares_across(before: str) -> re.Match[str] | None:
    """高于全市平均水平 [1.6个百分点]: a distance to somebody else's figure, not a movement."""
    return _ACROSS.search(before)


def reaches(between: str) -> bool:
    """True where the words between two numbers lead from the first to the second (增加到)."""
    return bool(_REACHED.match(between))


def multiple_of(before: str, report_year: int | None) -> str | None:
    """Basis of a multiple (是上年3120件的1.41倍), None where the words state none."""
    found = _MULTIPLE.search(before)
    return basis_of(found.group(), report_year) if found else None
