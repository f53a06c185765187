"""What the words over a column or before a row say of its figures: name, unit, year, change, plan."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.analyse.quantities.units import kind_of, match_unit

TOTAL = re.compile(r"(?:总?合计|总计|共计|小计).*|(?:总数|全年|全部|全[县市区州旗盟]|各类)(?:总?计|合计)?")
#: A column whose numbers count nothing.
ASIDE = re.compile(
    r"(?:序号|编号|No\.?|次序|行次|栏次|排名|位次|名次|代码|(?:联系)?电话|联系方式|邮编|文号|备注|说明|附注|注|页码"
    r"|负责人|联系人|责任(?:人|单位|领导|部门)|牵头.*|地址|日期)"
)
SERIAL = re.compile(r"序号|编号|No\.?|次序|行次")
#: What stands over the column of labels: 项目, 指标名称, 单位, 乡镇 …
CORNER = re.compile(
    r".*(?:项目|指标|名称|类别|类型|种类|序号|单位|部门|地区|乡镇|镇街|街道|年度|年份|内容|事项|领域|渠道|方式|月份|主体|机关)"
)
#: Rows and columns of such names divide a county or a year: their figures are parts of one total.
DIVISION = re.compile(
    r"(?:.{0,4}(?:乡镇|镇街|街道|部门|单位|地区|区域|辖区|领域|主体|机关|月份|季度)(?:名称)?)"
)
DIVISIONS = re.compile(
    r".+(?:[镇乡局委办队所站村县区市旗]|街道|[^三四]中心|部门|领域|分院|法庭|乡镇)|[\d一二三四十]{1,2}月份?|第?[一二三四1-4]季度?"
)
YEAR_COLUMN = re.compile(r"年度|年份|年|时间")
#: Says no more than that something is counted.
GENERIC = re.compile(
    r"(?:数量|数|件数|个数|人数|次数|数值|数额|总数|总量|内容|数据|情况|(?:实际)?完成(?:数|值|情况)?)?"
)

#: 件数, 人次数: with this left out, a header that is nothing but its unit.
COUNTED = re.compile(r"数$")

_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_UNIT = re.compile(r"(?P<scale>[百千]?[万亿]{0,2})(?P<unit>[^（）()\d\s]{1,6})")
_UNIT_WORDS = r"([百千]?[万亿]{0,2}[^（）()\d\s]{1,6})"
_IN_HEADER = re.compile(rf"[（(](?:(?:计量)?单位[:：])?{_UNIT_WORDS}[）)]|(?:单位[:：]|/){_UNIT_WORDS}$")
_NAMED_UNITS = re.compile(r"单位[:：]\s*(?P<units>[^\s。）)|\d]{1,20})")
_BETWEEN_UNITS = re.compile("[、/，,和]")
_MONEY = re.compile(r"金额|罚款|罚没|收入|支出|资金|经费|费$|款$|产值|税")
#: What has per cent or no unit.
RATE = re.compile(r"率$|占比|比重|比例|百分比|增幅|降幅|涨幅")
_LIST_LABEL = re.compile(r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．](?!\d)|[①-⑳])")
_INNER = re.compile(r"^其中[:：]?")
_FOUR_DIGITS = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:度|底|末)?(?:同期)?(?:\d{1,2}(?:[-—~至]+\d{1,2})?月)?(?!以|之?前|之?后|起|至|[-—~])"
)
_WIDER = re.compile(r"全国|全省|全自治区|(?:全国|全省)平均.{0,2}")  # no figures of a county
_SEVERAL_YEARS = re.compile(
    r"(?:19|20)\d\d年?度?(?:[-—~–至到]+(?:19|20)\d\d|以来|至今|起)|历年|近?[两二三四五]年(?:来|累计|合计|间)"
)
_LAST_YEAR = re.compile(
    r"(?<![比较与同])(?:(?:上一?年度?|去年)(?:同期)?|前年|(?<!.)同期)(?!结转|旧存|遗留|留存|转入|末|底|未)(?:[数值]$)?"
)
_THIS_YEAR = re.compile(r"^(?:本年度?|今年|当年|本期|报告期内?)(?:[数值]$|实际)?")
_CHANGE = re.compile(
    r"(?:同比|环比|[比较与](?:上一?年度?|去年|(?:19|20)\d\d年)(?:同期)?(?:相比)?).*$"
    r"|±.*$|(?:增减|增长|增幅|降幅|涨幅|变化|升降|变动)(?:率|幅度?|量|数|额|情况|比例)?%?$"
)
_PLAN = re.compile(r"(?:年度|全年|下一?年度?|明年)?(?:目标|计划|任务|预期)(?:任务|目标)?[数值]?")


class Words(NamedTuple):
    """A header or a label without what is read from it; ``years_ago`` is 1 for 上年."""

    name: str = ""
    unit: tuple[str, str] | None = None  # multiplier and unit
    year: int | None = None
    years_ago: int = 0
    change: str = ""  # the words of a change over time
    is_plan: bool = False
    is_total: bool = False
    is_inner: bool = False  # 其中
    is_aside: bool = False
    is_wider: bool = False  # than the county and its year: 2021年以来, 近三年, 全省


@lru_cache(maxsize=4096)
def read_words(text: str) -> Words:
    """Read the text of a header cell, of a row's label or of a line over a table."""
    whole = "".join(text.split())
    unit = unit_in(whole)
    name = _IN_HEADER.sub("", whole) if unit else whole
    name = _LIST_LABEL.sub("", _BRACKETED.sub("", name)) or _BRACKETED.sub("", name)
    inner = _INNER.match(name)
    name = name[inner.end() :] if inner else name
    year: int | None = None
    years_ago = 0
    change = ""
    if _SEVERAL_YEARS.search(whole) or _WIDER.fullmatch(name):
        return Words(name, unit, is_wider=True)
    if found := _CHANGE.search(name):
        change, name = found.group(), name[: found.start()]
    if _FOUR_DIGITS.fullmatch(name):
        year, name = int(name), ""
    else:
        years = {int(m["year"]) for m in _YEAR.finditer(whole)}
        if len(years) == 1:
            (year,) = years
            name = _YEAR.sub("", name)
        elif len(years) > 1 and not change:
            return Words(name, unit, is_wider=True)
    if found := _LAST_YEAR.search(name):
        years_ago, name = 1 + found.group().startswith("前"), name[: found.start()] + name[found.end() :]
    name = _THIS_YEAR.sub("", name)
    is_plan = bool(_PLAN.fullmatch(name))
    return Words(
        "" if is_plan else name,
        unit or (("", "%") if name.endswith("%") or change.endswith("%") else None),
        year,
        years_ago,
        change,
        is_plan,
        bool(TOTAL.fullmatch(name)),
        inner is not None,
        bool(ASIDE.fullmatch(name)),
    )


def unit_in(words: str) -> tuple[str, str] | None:
    """Multiplier and unit named in a header: 罚没金额（万元） is ("万", "元")."""
    for found in _IN_HEADER.finditer(words):
        unit = as_unit(found[1] or found[2])
        if unit:
            return unit
    return None


def as_unit(words: str) -> tuple[str, str] | None:
    """A unit alone, with its multiplier: 件, 万元, 人次."""
    found = _UNIT.fullmatch(words)
    if found and found["unit"] == match_unit(found["unit"], 0):
        return found["scale"], found["unit"]
    return None


@lru_cache(maxsize=512)
def units_over(line: str) -> tuple[tuple[str, str], ...]:
    """The units that a line over a table names: 单位：件、万元."""
    found: list[tuple[str, str]] = []
    for named in _NAMED_UNITS.finditer(line):
        pieces = [as_unit(piece) for piece in _BETWEEN_UNITS.split(named["units"]) if piece]
        if all(pieces):
            found += [piece for piece in pieces if piece]
    return tuple(found)


def unit_for(name: str, units: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """The one of a table's units that a figure of this name has; None where it is not plain."""
    if RATE.search(name):
        units = tuple(unit for unit in units if unit[1] == "%")
    elif len(units) > 1:
        is_money = bool(_MONEY.search(name))
        units = tuple(unit for unit in units if (kind_of(unit[1]) == "money") == is_money)
    return units[0] if len(units) == 1 else None
