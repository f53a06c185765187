"""Printed names, salutations, signatures and site codes → the place, and the table of places.

The cases (tests/cases/places.jsonl) marked ``known`` carry codes written from knowledge of the divisions;
the others were looked up in yescallop/areacodes, which ``counties.csv`` is not made from.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.read.gazetteer import Division, gazetteer
from pipeline.read.place_clues import Clues, find_place
from pipeline.read.placenames import PlaceName
from pipeline.read.places import Place, resolve_place
from pipeline.read.printed import read_place

HERE = Path(__file__).parent
ROOT = HERE.parent
COUNTIES = ROOT / "schemas" / "counties.csv"
AREACODES = ROOT.parent / "shared" / "data" / "areacodes.csv"  # beside a development checkout only
LEVELS = {"县级": "county", "地级": "prefecture", "省级": "province"}
TITLE = "{}{}年度法治政府建设情况报告"


@cache
def cases() -> list[dict[str, Any]]:
    lines = (HERE / "cases" / "places.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def resolved(case: dict[str, Any]) -> Place:
    clues = {
        key: value for key, value in case.items() if key not in ("kind", "year", "county", "code", "known")
    }
    return find_place(Clues(**clues), year=case["year"])


def all_rows() -> Iterator[Division]:
    for rows in gazetteer().by_code.values():
        yield from rows


def test_there_are_enough_cases_of_every_kind() -> None:
    kinds = Counter(case["kind"] for case in cases())
    assert len(cases()) >= 250
    assert sum(case.get("known", False) for case in cases()) >= 40
    for kind in (
        "renamed",
        "ambiguous",
        "ambiguous settled",
        "department",
        "prefecture or province",
        "invented",
    ):
        assert kinds[kind] >= 15, kind


def test_the_cases_resolve() -> None:
    wrong = [(case, place) for case in cases() if (place := resolved(case)) and not right(case, place)]
    confident = [item for item in wrong if item[1].code]
    assert not confident
    assert len(wrong) <= 0.01 * len(cases()), wrong


def right(case: dict[str, Any], place: Place) -> bool:
    return (place.county, place.code) == (case["county"], case["code"])


def test_a_place_without_a_code_has_a_warning() -> None:
    for case in cases():
        place = resolved(case)
        assert place.code or place.warnings, case


def test_an_ambiguous_name_names_its_candidates() -> None:
    place = find_place(Clues(title=TITLE.format("鼓楼区", 2022)), year=2022)
    assert place.code == ""
    assert all(code in place.warnings[0] for code in ("320106", "320302", "350102", "410204"))


def test_an_ended_name_names_what_became_of_it() -> None:
    place = find_place(Clues(title=TITLE.format("静海县", 2020)), year=2020)
    assert (place.code, "静海区 120118" in place.warnings[0]) == ("", True)


def test_evidence_and_superiors_are_given() -> None:
    clues = Clues(title=TITLE.format("获嘉县", 2022), issuer="获嘉县人民政府", site_code="4107240003")
    place = find_place(clues, year=2022)
    assert (place.prefecture, place.province, place.level) == ("新乡市", "河南省", "county")
    assert [(e.clue, e.said, e.agrees) for e in place.evidence] == [
        ("title", "获嘉县", True),
        ("signature", "获嘉县", True),
        ("site code", "410724", True),
    ]
    weights = [e.weight for e in place.evidence]
    assert weights == sorted(weights, reverse=True)


def test_contradictions_are_said() -> None:
    clues = Clues(title=TITLE.format("获嘉县", 2022), issuer="南乐县人民政府", site_code="1101050001")
    warnings = " ".join(find_place(clues, year=2022).warnings)
    assert "南乐县" in warnings and "朝阳区" in warnings


def test_a_stated_code_out_of_the_table_is_kept_with_a_warning() -> None:
    place = resolve_place([PlaceName("青禾县")], code="990001")
    assert (place.county, place.code, len(place.warnings)) == ("青禾县", "990001", 1)


def test_every_name_is_read_whole_alone_and_below_its_superiors() -> None:
    for row in all_rows():
        prefecture = row.prefecture if row.level == "county" else ""
        province = row.province if row.level != "province" else ""
        for above in {"", prefecture, province, province + prefecture}:
            place = read_place(TITLE.format(above + row.name, 2022))
            assert place and place.name == row.name and place.end == len(above + row.name), (above, row)


def test_every_county_resolves_below_its_superiors_and_never_to_another() -> None:
    for row in all_rows():
        if row.level == "county" and row.last is None:
            year = max(row.first, 2022)
            full = find_place(
                Clues(title=TITLE.format(row.province + row.prefecture + row.name, year)), year=year
            )
            alone = find_place(Clues(title=TITLE.format(row.name, year)), year=year)
            assert full.code == row.code
            assert alone.code in ("", row.code) or len(gazetteer().by_name[row.name]) > 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("东西湖区和西湖区", ["东西湖区", "西湖区"]),
        ("共和县、和县", ["共和县", "和县"]),
        ("乌鲁木齐市新市区", ["乌鲁木齐市", "新市区"]),
        ("津市市、辉县市、沙县区", ["津市市", "辉县市", "沙县区"]),
        ("西湖区域内", []),
        ("新乡与南昌", []),
    ],
)
def test_the_longest_name_wins_in_running_text(text: str, names: list[str]) -> None:
    assert [name for _, name in gazetteer().names_in(text)] == names


def test_the_table_is_whole() -> None:
    assert COUNTIES.stat().st_size < 250_000
    for row in all_rows():
        assert len(row.code) == 6 and row.code.isdigit() and row.name and row.province
        assert row.level in LEVELS.values()
        assert row.last is None or (row.first <= row.last and row.last >= 2010 and row.successors), row
        assert all(heir in gazetteer().by_code for heir in row.successors), row
        assert not row.successors or row.last is not None


def test_every_short_form_stands_for_units_of_the_table() -> None:
    table = gazetteer()
    for alias, names in table.aliases.items():
        assert len(alias) <= max(map(len, names)) and all(name in table.by_name for name in names), alias
        assert table.rows(alias), alias


@pytest.mark.parametrize("text", ["经观察县级部门", "检察县域案件", "在阿旗帜下"])
def test_short_forms_are_not_seen_within_words(text: str) -> None:
    assert gazetteer().names_in(text) == []


@cache
def areacodes() -> list[dict[str, str]]:
    if not AREACODES.is_file():
        pytest.skip("no areacodes table beside this checkout")
    with AREACODES.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("year", range(2012, 2025))
def test_the_table_equals_areacodes_at_the_end_of(year: int) -> None:
    theirs = {
        (r["代码"], r["名称"], r["二级行政区"].replace("直辖", ""), r["一级行政区"], LEVELS[r["级别"]])
        for r in areacodes()
        if int(r["启用时间"]) <= year and (not r["变更/弃用时间"] or int(r["变更/弃用时间"]) > year)
    }
    ours = {row[:5] for row in all_rows() if row.first <= year and (row.last is None or row.last > year)}
    assert ours == theirs


def test_what_became_of_a_county_equals_areacodes() -> None:
    theirs = {
        # A code with a year in brackets was split off earlier.
        (r["代码"], r["名称"], r["变更/弃用时间"]): {c for c in r["新代码"].split(";") if "[" not in c}
        for r in areacodes()
    }
    for row in all_rows():
        if row.level == "county" and row.last and row.last <= 2024:
            assert set(row.successors) == theirs[row.code, row.name, str(row.last)], row
