"""Names as printed → the place they stand for, with its code.

The code is the one in force under the printed name in the report's year. A name that stands for several
places is settled by the prefecture, province or site code named beside it, never guessed; a name without
a code is kept as printed, and a warning names the candidates or says that there are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from pipeline.model import Evidence
from pipeline.read.gazetteer import Division, gazetteer
from pipeline.read.placenames import PlaceName

# The seat of 伊犁州 is above two prefectures that the tables put beside it.
ALSO_ABOVE = {"塔城地区": "伊犁哈萨克自治州", "阿勒泰地区": "伊犁哈萨克自治州"}
SHOWN = 8  # candidates that a warning names
# What settles between places of one name; it names none by itself.
SITE, BESIDE = 2, 1


@dataclass(slots=True)
class Place:
    """What is known of a place; ``code`` is six digits or empty.

    ``prefecture`` and ``province`` are what the place lies in, itself included. ``level`` (county,
    prefecture, province) is empty without a code, ``evidence`` is every clue, the weightiest first.
    """

    county: str = ""
    code: str = ""
    prefecture: str = ""
    province: str = ""
    warnings: list[str] = field(default_factory=list)
    level: str = ""
    evidence: list[Evidence] = field(default_factory=list)


def known_code(code: str) -> bool:
    """Whether ``code`` is or was a unit's since 2010."""
    return code in gazetteer().by_code


def resolve_place(
    names: Sequence[PlaceName],
    *,
    year: int | None = None,
    code: str = "",
    site_code: str = "",
    context: Iterable[str] = (),
) -> Place:
    """The place that printed ``names`` (the best evidence first) or a six-digit ``code`` stand for.

    Args:
        names: all of one place; the later ones only add what is above it. A name with a superior that
            contradicts the table is another place of that name and gets no code.
        year: the year reported on; an old name holds through the year of its change, the new one from it.
        code: stated by a person; nothing is held against it.
        site_code: the first six digits of a web site's 标识码; it settles a name but never makes one.
        context: texts that may name the prefecture or province of an ambiguous name, the best one first.
    """
    printed = next((name.name for name in names if name.name), "")
    if code:
        return _by_code(code, printed, year)
    if not printed:
        return Place(warnings=["no county found: name it in a manifest.csv"])
    full_name = gazetteer().full_name
    above = [
        superiors
        for name in names
        if (superiors := {full_name(name.prefecture), full_name(name.province)} - {""})
    ]
    unresolved = Place(
        printed,
        prefecture=next((name.prefecture for name in names if name.prefecture), ""),
        province=next((name.province for name in names if name.province), ""),
    )
    known = gazetteer().rows(printed)
    if not known:
        unresolved.warnings.append(f"unknown county {printed}: no code given")
        return unresolved
    rows = [row for row in known if row.in_force(year)]
    if not rows:
        unresolved.warnings.append(f"{printed} was not in force in {year}: {_listed(known)}")
        return unresolved
    if above and not any(_lies_in(row, above[0]) for row in rows):
        beside = "、".join(sorted(above[0]))
        unresolved.warnings.append(f"no {printed} in {beside} in {year or 'the table'}: {_listed(rows)}")
        return unresolved
    for superiors in above:
        rows = [row for row in rows if _lies_in(row, superiors)] or rows
    rows = _latest(rows, year)
    how = None
    if len(rows) > 1:
        rows, how = _settled(rows, printed, site_code, context)
    if len(rows) > 1:
        unresolved.warnings.append(f"ambiguous place {printed}: {_listed(rows)}")
        return unresolved
    return _place(rows[0], printed, how)


def _place(row: Division, printed: str, how: Evidence | None = None) -> Place:
    place = Place(row.name, row.code, row.prefecture, row.province, level=row.level)
    if how:
        place.evidence.append(how)
    if printed and printed != row.name:
        place.warnings.append(f"{printed} is read as {row.name}")
    return place


def _by_code(code: str, printed: str, year: int | None) -> Place:
    known = gazetteer().by_code.get(code, [])
    if not known:
        return Place(printed, code, warnings=[f"code {code} is in no table since 2010"])
    named = [row for row in known if row.name == printed] or known
    row = next((row for row in reversed(named) if row.in_force(year)), named[-1])
    place = _place(row, "")
    if printed and printed != row.name:
        place.warnings.append(f"code {code} is {row.name}, not {printed}")
    if not row.in_force(year):
        place.warnings.append(f"{_listed([row])} was not in force in {year}")
    return place


def _lies_in(row: Division, superiors: set[str]) -> bool:
    # A name is its own superior where both bear it: 三沙市, 重庆市.
    return superiors <= {row.prefecture, row.province, ALSO_ABOVE.get(row.prefecture, "")}


def _latest(rows: list[Division], year: int | None) -> list[Division]:
    """``rows`` without those that another one took the place of in the ``year`` reported on.

    Reports are written when the year is over: of an old and a new code of one name the new one holds.
    Without a year a change of the superiors alone (襄樊市 to 襄阳市) is none, one of the code is.
    """
    kept = []
    for row in rows:
        heirs = gazetteer().heirs(row.code) if year is not None else {row.code}
        if not any(other.code in heirs and other.first > row.first for other in rows):
            kept.append(row)
    return kept


def _settled(
    rows: list[Division], printed: str, site_code: str, context: Iterable[str]
) -> tuple[list[Division], Evidence | None]:
    """The candidates left by the site's code or by the first text that names the superior of only one."""
    site = gazetteer().by_code.get(site_code, [])
    if site:
        heirs = gazetteer().heirs(site_code)
        near = [row for row in rows if row.code in heirs or site_code in gazetteer().heirs(row.code)]
        near = near or [row for row in rows if site[-1].name in (row.prefecture, row.province)]
        if len(near) == 1:
            return near, Evidence("county", "site code", site_code, SITE, True)
        rows = near or rows
    for text in context:
        # 毕节市 does not settle 毕节市.
        named = {gazetteer().full_name(name) for _, name in gazetteer().names_in(text)} - {printed}
        near = [row for row in rows if row.prefecture in named] or [r for r in rows if r.province in named]
        if len(near) == 1:
            where = near[0].prefecture if near[0].prefecture in named else near[0].province
            return near, Evidence("county", "beside", where, BESIDE, True)
        rows = near or rows
    return rows, None


def _listed(rows: Sequence[Division]) -> str:
    """Candidates for a warning: 天津市静海县 120223 (to 2015, then 静海区 120118)."""
    listed = []
    for row in rows[:SHOWN]:
        above = row.prefecture or row.province
        years = f" from {row.first}" if row.first > 2010 else ""
        heirs = "、".join(
            sorted({f"{new.name} {new.code}" for new in chain(*map(_heads, row.successors)) if new != row})
        )
        ended = f" to {row.last}" + (f", then {heirs}" if heirs else "") if row.last else ""
        span = f" ({(years + ended).strip()})" if years or ended else ""
        listed.append(f"{above if above != row.name else ''}{row.name} {row.code}{span}")
    more = f"; {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return "; ".join(listed) + more


def _heads(code: str) -> list[Division]:
    return gazetteer().by_code.get(code, [])[-1:]
