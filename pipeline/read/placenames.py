"""The names of places at the start of a phrase, by their form: 河南省新乡市获嘉县, 枣庄市市中区.

No gazetteer is needed to see where a name ends: a name is a stem of one to six characters (more
before 自治县, 自治州, 旗) and the sign of its rank. What the name stands for is ``places.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PROVINCE = (
    r"(?:北京|天津|上海|重庆)市"
    r"|(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)省"
    r"|内蒙古自治区|广西壮族自治区|西藏自治区|宁夏回族自治区|新疆维吾尔自治区|新疆生产建设兵团"
)
CHAR = r"[\u4e00-\u9fff㐀-䶿]"
SIGN = r"自治县|自治旗|自治州|地区|林区|特区|县|旗|区|市|盟"
# 区域, 市场, 市民, 旗帜 are words of their own.
UNIT = re.compile(
    rf"(?P<stem>{CHAR}{{1,14}}?)(?P<sign>{SIGN})(?P<word>(?<=区)[域块间]|(?<=市)[场值民容面]|(?<=旗)[帜下舰])?"
)
# Real provinces, and two or three characters before 省 for invented ones.
PROVINCE_RE = re.compile(rf"{PROVINCE}|{CHAR}{{2,3}}省")
# Words that speak of a place without naming one, and words that no name holds.
NO_STEM = frozenset(
    "全 我 本 各 该 此 外 省 城 县 市 区 超 门 股 楼 集 都 辖 市辖 地 夜 社 山 园 景 "
    "城乡 我们 依法治 法治 地级 县级 两 本省 全省 我省 上 一 跨 各地 各省".split()
)
NO_PART = re.compile(
    r"关于|推进|落实|建设|工作|报告|开展|法治|依法|行政|政府|情况|年度|加强|坚持|人民|委员|中共|以来|总结|党委|常委|司法|全面|"
    r"全[县市区省]|[我本][县市区省局]|[的及是]"
)
ABOVE_COUNTY = ("市", "自治州", "地区", "盟")
LONG_STEM = 6  # 达尔罕茂明安联合旗 and autonomous counties are longer


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place as printed: ``name`` is the lowest unit, the others the units written before it."""

    name: str
    prefecture: str = ""
    province: str = ""
    end: int = 0  # characters of the phrase the name takes

    @property
    def rank(self) -> int:
        """3 for a county-level sign, 2 for 市 and prefectures, 1 for a province."""
        if PROVINCE_RE.fullmatch(self.name):
            return 1
        return 2 if self.name.endswith(ABOVE_COUNTY) else 3


def place_at(phrase: str, start: int = 0) -> PlaceName | None:
    """The place whose name begins exactly at ``start``, or None."""
    province = PROVINCE_RE.match(phrase, start)
    position = province.end() if province else start
    units: list[str] = []
    while len(units) < 2 and (unit := _unit_at(phrase, position, bool(units))):
        units.append(unit)
        position += len(unit)
        if not unit.endswith(ABOVE_COUNTY):
            break  # below a county there are only towns
    if not units:
        return PlaceName(province[0], end=position - start) if province else None
    above = units[0] if len(units) == 2 else ""
    return PlaceName(units[-1], above, province[0] if province else "", position - start)


def _unit_at(phrase: str, position: int, below_city: bool) -> str:
    match = UNIT.match(phrase, position)
    if match is None or match["word"]:
        return ""
    stem, sign, name = match["stem"], match["sign"], match[0]
    following = phrase[match.end() : match.end() + 1]
    if len(stem) == 1 and sign in "旗市" and following == "区":
        return name + following  # 红旗区, 沙市区: the stem ends in a sign of rank itself
    if stem in NO_STEM and not (below_city and name == "城区"):
        return ""
    long = sign in ("自治县", "自治旗", "自治州", "旗") or "开发" in stem or "示范" in stem
    return name if not NO_PART.search(stem) and (long or len(stem) <= LONG_STEM) else ""
