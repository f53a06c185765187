"""The table of provinces, prefectures and counties, and the names in it found in a text.

``schemas/counties.csv`` is the only source of units, ``schemas/place_aliases.csv`` that of the short forms
that cannot be derived (莫旗); ``schemas/counties.md`` says what both rest on. Names are looked up in
dictionaries, never by one pattern of three thousand names.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.resources import schema_path

# What a name ends in; 州 is there for 自治州 and for the short 恩施州.
SIGNS = re.compile("[县区市旗省州盟]")
# 区域 and 旗下 are words of their own; 新乡市民政局 and 郑州市场 name the city all the same.
NO_NAME_AFTER = {"区": frozenset("域间块"), "旗": frozenset("下")}
_PEOPLES = (
    "蒙古族?|回族|藏族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族"
    "|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族|塔吉克|怒族|独龙族|裕固族"
    "|保安族|各族"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>.+?)(?:{_PEOPLES})+自治(?P<sign>[州县旗])")
_SUPERIOR_SIGN = re.compile("(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市|地区|盟)$")


class Division(NamedTuple):
    """A unit under one name, code and set of superiors; a year it was in force in part counts for it.

    ``prefecture`` and ``province`` are what the unit lies in, itself included; ``prefecture`` is empty
    where a county answers to the province. ``last`` is None while the unit is in force.
    """

    code: str
    name: str
    prefecture: str
    province: str
    level: str  # county | prefecture | province
    first: int
    last: int | None
    successors: tuple[str, ...]

    def in_force(self, year: int | None) -> bool:
        """Whether the name held under this code at some time of ``year``; an unknown year excludes none."""
        return year is None or (self.first <= year and (self.last is None or year <= self.last))


class Gazetteer:
    """The table with its indexes: ``by_name`` and ``by_code`` give the rows in the order of their years."""

    def __init__(self, rows: Iterator[list[str]], aliases: Iterator[list[str]]) -> None:
        self.by_name: dict[str, list[Division]] = {}
        self.by_code: dict[str, list[Division]] = {}
        for code, name, prefecture, province, level, first, last, successors, _ in rows:
            ends = int(last) if last else None
            heirs = tuple(successors.split(";")) if successors else ()
            row = Division(code, name, prefecture, province, level, int(first), ends, heirs)
            self.by_name.setdefault(name, []).append(row)
            self.by_code.setdefault(code, []).append(row)
        self.aliases: dict[str, list[str]] = {}
        for alias, name in aliases:
            self.aliases.setdefault(alias, []).append(name)
        self.short_names = self._short_names()
        self.stems = self._stems()
        self.longest = max(map(len, self.by_name))

    def _short_names(self) -> dict[str, str]:
        """彭水县, 彭水自治县 → 彭水苗族土家族自治县; only where no unit bears the short name itself."""
        full: dict[str, set[str]] = {}
        for name in self.by_name:
            match = _AUTONOMOUS.fullmatch(name) if "自治" in name else None
            if match is None:
                continue
            for short in (match["stem"] + match["sign"], match["stem"] + "自治" + match["sign"]):
                if short not in self.by_name:
                    full.setdefault(short, set()).add(name)
        for alias, names in self.aliases.items():
            if alias not in self.by_name:
                full.setdefault(alias, set()).update(names)
        return {short: names.pop() for short, names in full.items() if len(names) == 1}

    def _stems(self) -> dict[str, set[str]]:
        """新乡 → 新乡市, 吉林 → 吉林省 and 吉林市: what may stand before a county's name without its sign."""
        stems: dict[str, set[str]] = {}
        superiors = {row.name for rows in self.by_name.values() for row in rows if row.level != "county"}
        for name in superiors:
            match = _AUTONOMOUS.fullmatch(name)
            stem = match["stem"] if match else _SUPERIOR_SIGN.sub("", name)
            stems.setdefault(stem, set()).add(name)
        return stems

    def full_name(self, name: str) -> str:
        """The official name of a short one; any other name as it is."""
        return self.short_names.get(name, name)

    def rows(self, name: str) -> list[Division]:
        """The rows of all units of a full or short name; empty for an unknown one."""
        own = self.by_name.get(self.full_name(name), [])
        if name in self.short_names or name not in self.aliases:
            return own
        # 鄂旗 is three banners, 东乡县 a unit's own name and the short one of another.
        return own + [row for full in self.aliases[name] for row in self.by_name[full]]

    def name_at(self, text: str, start: int) -> str:
        """The longest name, full or short, that begins exactly at ``start``, or ""."""
        for end in range(min(len(text), start + self.longest), start + 1, -1):
            name = text[start:end]
            known = name in self.by_name or name in self.short_names or name in self.aliases
            if known and not _goes_on(text, end):
                return name
        return ""

    def names_in(self, text: str) -> list[tuple[int, str]]:
        """Every name with its start, from left to right; of names that share characters the longest."""
        found: list[tuple[int, str]] = []
        free = len(text)  # what lies right of it is taken
        for sign in reversed(list(SIGNS.finditer(text))):
            end = sign.end()
            if end > free or _goes_on(text, end):
                continue
            for start in range(max(0, end - self.longest), end - 1):
                name = text[start:end]
                # 察县 is in 观察县级 too.
                is_short = name in self.short_names and (len(name) > 2 or name not in self.aliases)
                if name in self.by_name or is_short:
                    found.append((start, name))
                    free = start
                    break
        return found[::-1]

    def heirs(self, code: str) -> set[str]:
        """All codes that took the place of ``code`` sooner or later, itself included."""
        seen: set[str] = set()
        waiting = [code]
        while waiting:
            if (current := waiting.pop()) not in seen:
                seen.add(current)
                waiting += [heir for row in self.by_code.get(current, []) for heir in row.successors]
        return seen


def _goes_on(text: str, end: int) -> bool:
    """Whether the sign before ``end`` begins another word."""
    return text[end : end + 1] in NO_NAME_AFTER.get(text[end - 1], ())


@cache
def gazetteer() -> Gazetteer:
    """The table, read once a process. Raises FileNotFoundError where the installation lacks it."""
    return Gazetteer(_table("counties.csv"), _table("place_aliases.csv"))


def _table(name: str) -> Iterator[list[str]]:
    rows = csv.reader(schema_path(name).read_text(encoding="utf-8").splitlines())
    next(rows)
    return rows
