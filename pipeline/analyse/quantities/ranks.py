"""Achieved ranks: 位居全省第3, 排名第一, 前10位. An ordinal that is no rank is not a quantity."""

from __future__ import annotations

import re

from pipeline.analyse.quantities.candidate import STOPS
from pipeline.analyse.quantities.numerals import parse_number
from pipeline.model import Quantity

_AREA = r"[全][国省市区州盟县]|世界|全球|省内|国内|市内|中部|西部|东部"
_CUE = re.compile(
    rf"(?:居|列|排|名次|位次|跃居|升至|跃升至|位于|保持|进入|跻身|由|增速|增幅|总量|{_AREA})[^，。；]{{0,3}}第$"
    r"|(?:位列|位居|排名|名列|列)[^，。；]{0,12}第$"
)
_FIRST = re.compile(rf"(?:居|列|排|进入|跻身|{_AREA})[^，。；]{{0,12}}前$")
_LAST = re.compile("(?:排名|排|列|名次|考核)[^，。；]{0,4}后$")
#: What may follow a rank without 位: a full stop, a movement, 的.
_GOES_ON = ("，且", "上升", "跃升", "升至", "下降", "降至", "提升", "的")
# 第8位上升, but not 第1234567位访问者 and not 第一位领导.
_PERSON = tuple("领责访游顾客用读患病嘉")


def read_rank(text: str, start: int, end: int, before: str, previous: Quantity | None) -> Quantity | None:
    """The rank whose numeral, behind 第, stands at ``start`` to ``end``.

    Args:
        text: the view's text.
        start: first character of the numeral.
        end: its end.
        before: the text before it, up to 第.
        previous: the quantity found last; a rank right before makes this one a rank (第1、第7).
    """
    following = text[end : end + 1]
    chained = previous is not None and previous.kind == "rank" and start - previous.end <= 2
    cued = chained or bool(_CUE.search(before))
    if (following == "位" and not text.startswith(_PERSON, end + 1)) or (following == "名" and cued):
        stop = end + 1
    elif cued and (not following or following in STOPS or text.startswith(_GOES_ON, end)):
        stop = end
    else:
        return None
    try:
        return Quantity(start, stop, parse_number(text[start:end]), "位", "rank")
    except ValueError:
        return None


def is_among_first(before: str, unit: str, following: str) -> bool:
    """True behind 居全省前: 前10位, 前5; and behind 排名后: 后两位."""
    if before[-1:] not in ("前", "后") or not (
        unit in ("位", "名") or (not unit and (not following or following in STOPS or following == "的"))
    ):
        return False
    return bool(_FIRST.search(before) if before[-1] == "前" else _LAST.search(before))
