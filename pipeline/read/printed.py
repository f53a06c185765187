"""A place as printed at a spot of a text: known names by the table, unknown ones by their form.

``placenames.place_at`` sees where a name ends by its signs alone. Real names break that form (景县,
津市市, 辉县市, 社旗县) and real texts leave signs out (河南获嘉县); the table knows both.
"""

from __future__ import annotations

import re

from pipeline.read.gazetteer import Gazetteer, gazetteer
from pipeline.read.placenames import PlaceName, place_at

# 第八师石河子市: the division of the corps that is one with the city.
CORPS = re.compile(
    r"(?:(?:新疆)?生产建设兵团|(?:新疆)?兵团)?第?[一二三四五六七八九十]{1,3}师(?=[^，。]{2,4}市)"
)


def read_place(phrase: str, start: int = 0) -> PlaceName | None:
    """The place whose name begins exactly at ``start`` with all that is written above it, or None."""
    table = gazetteer()
    corps = CORPS.match(phrase, start)
    position = corps.end() if corps else start
    above: list[str] = []
    while True:
        # 枣庄市中区 is 市中区: the shorter reading is right where a unit of 枣庄市 follows it.
        stem = _stem_at(table, phrase, position)
        name = "" if stem else table.name_at(phrase, position)
        if name:
            if all(row.level == "county" for row in table.rows(name)):
                return _placed(name, above, position + len(name) - start)
            above.append(name)
            position += len(name)
        elif stem:
            above.append(stem)
            position += len(stem)
        else:
            break
        if len(above) == 4:
            break
    by_form = place_at(phrase, position)
    if by_form:
        if by_form.prefecture and (inner := read_place(phrase, position + by_form.end - len(by_form.name))):
            # 岭南市辉县市: the form found the unknown city, the table the county.
            by_form = PlaceName(inner.name, by_form.prefecture, by_form.province, by_form.end)
        superiors = [*above, by_form.province, by_form.prefecture]
        return _placed(by_form.name, [s for s in superiors if s], position + by_form.end - start)
    if above and above[-1] not in table.stems:
        return _placed(above[-1], above[:-1], position - start)
    return None


def _stem_at(table: Gazetteer, phrase: str, position: int) -> str:
    """A superior without its sign, before a unit that lies in it: 河南 of 河南获嘉县."""
    for length in (6, 5, 4, 3, 2):
        stem = phrase[position : position + length]
        if stem not in table.stems:
            continue
        after = position + length
        following = table.name_at(phrase, after)
        names = table.stems[stem]
        if any(
            {row.prefecture, row.province} & names for row in table.rows(following) if row.name not in names
        ):
            return stem
        if not following and _stem_at(table, phrase, after):
            return stem
    return ""


def _placed(name: str, above: list[str], length: int) -> PlaceName:
    """``name`` under the units written before it, with their signs restored."""
    table = gazetteer()
    prefecture = province = ""
    for unit in above:
        full = _full(table, unit, name)
        if any(row.level == "province" for row in table.rows(full)) or full.endswith("省"):
            province = full
        else:
            prefecture = full
    return PlaceName(name, prefecture, province, length)


def _full(table: Gazetteer, unit: str, name: str) -> str:
    if unit not in table.stems:
        return table.full_name(unit)
    superiors = {superior for row in table.rows(name) for superior in (row.province, row.prefecture)}
    return min(table.stems[unit] & superiors, default=unit, key=lambda full: not full.endswith("省"))
