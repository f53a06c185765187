"""Titles, openings and signatures as they come → county, year, issuer, date (tests/cases/identity.jsonl)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import pipeline
from pipeline.read import Content, Hints, identify, read_content
from pipeline.traditional import simplified

CASES = Path(__file__).parent / "cases" / "identity.jsonl"
# Names neither a place nor a year; {BODY} in a case stands for it.
BODY = (
    "一、加强组织领导\n（一）压实责任。常务会议学法12次，研究法治工作5次，较上年多2次，推动解决问题31个。\n"
    "二、规范行政执法\n全年办理行政处罚案件120件，行政复议受理34件、审结30件，负责人出庭应诉率达到100%。\n"
    "下一步，我们将持续推进依法行政，不断提升治理水平。"
)


def cases() -> list[dict]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["text"][:24] + "|" + case["file"])
def test_identity(case: dict) -> None:
    found = identify(Content(case["text"].replace("{BODY}", BODY)), case["file"])
    assert {key: getattr(found, key) for key in case["expect"]} == case["expect"]


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 80


def test_a_manifest_wins_over_the_text() -> None:
    text = "青禾县2023年度法治政府建设情况报告\n" + BODY
    found = identify(Content(text), "x.txt", Hints(county="石笕县", year=2019, title="另一题", issuer="某局"))
    assert (found.county, found.year, found.title, found.issuer) == ("石笕县", 2019, "另一题", "某局")


def test_a_manifest_code_brings_the_names() -> None:
    found = identify(Content(BODY), "x.txt", Hints(county_code="410724"))
    assert (found.county, found.prefecture, found.province) == ("获嘉县", "新乡市", "河南省")


def test_an_unknown_place_keeps_its_name_and_says_so() -> None:
    found = identify(Content("青禾县2023年度法治政府建设情况报告\n" + BODY), "x.txt")
    assert found.county_code == ""
    assert any("青禾县" in warning for warning in found.warnings)


def test_contradictions_are_said() -> None:
    text = (
        "青禾县2023年度法治政府建设情况报告\n2022年，全县坚持依法行政。\n"
        + BODY
        + "\n石笕县人民政府\n2024年1月2日"
    )
    warnings = " ".join(identify(Content(text), "x.txt").warnings)
    assert "2022" in warnings and "石笕县" in warnings


def test_every_clue_is_kept_as_evidence_the_weightiest_first() -> None:
    text = (
        "青禾县2023年度法治政府建设情况报告\n2022年，全县坚持依法行政。\n"
        + BODY
        + "\n石笕县人民政府\n2024年1月2日"
    )
    found = identify(Content(text), "x.txt", Hints(county="获嘉县", county_code="410724"))
    assert found.county_code == "410724"
    assert not [warning for warning in found.warnings if "石笕县" in warning]  # it is overruled
    assert [(e.about, e.clue, e.said, e.agrees) for e in found.evidence] == [
        ("county", "manifest", "410724 获嘉县", True),
        ("county", "title", "青禾县", False),
        ("county", "signature", "石笕县", False),
        ("county", "opening", "石笕县", False),
        ("year", "title", "2023", True),
        ("year", "text", "2022", False),
        ("year", "signature", "2023", True),
    ]


def test_a_manifest_names_an_ambiguous_place_and_the_title_settles_it() -> None:
    found = identify(
        Content("南京市鼓楼区2022年法治政府建设年度报告\n" + BODY), "x.txt", Hints(county="鼓楼区")
    )
    assert found.county_code == "320106"


def test_meta_tags_speak_where_the_text_does_not() -> None:
    meta = {"title": "获嘉县2022年度法治政府建设情况报告", "site": "获嘉县人民政府"}
    found = identify(Content(BODY, meta=meta), "x.html")
    assert (found.county_code, found.year) == ("410724", 2022)


@pytest.mark.parametrize(
    ("head", "printed", "year"),
    [
        ("获嘉县2023年上半年法治政府建设工作总结", "2023年上半年", None),
        ("获嘉县2023年上半年法治政府建设工作总结及下半年工作计划", "2023年上半年", None),
        ("获嘉县2023年第一季度法治政府建设情况报告", "2023年第一季度", None),
        ("获嘉县二〇二三年前三季度依法行政工作情况汇报", "二〇二三年前三季度", None),
        ("获嘉县2023年1-9月法治政府建设情况报告", "2023年1-9月", None),
        ("获嘉县法治政府建设工作总结（2023年1月至6月）", "2023年1月至6月", None),
        ("获嘉县法治政府建设工作总结\n现将2023年半年度工作情况报告如下。", "2023年半年度", None),
        ("获嘉县2023年1—11月法治政府建设情况报告", "2023年1—11月", 2023),
        ("获嘉县2023年1—12月法治政府建设情况报告", "", 2023),
        ("获嘉县2023年法治政府建设工作总结和2024年上半年工作计划", "", 2023),
        ("获嘉县2023年度法治政府建设情况报告\n现将上半年工作情况报告如下。", "", 2023),
        ("获嘉县2023年度法治政府建设情况报告\n上半年，全县受理案件12件。", "", 2023),
        ("获嘉县2023年度法治政府建设情况报告（2024年1月15日）", "", 2023),
    ],
)
def test_a_part_of_a_year_does_not_pass_for_the_year(head: str, printed: str, year: int | None) -> None:
    found = identify(Content(f"{head}\n{BODY}"), "x.txt")
    assert found.year == year
    assert [w for w in found.warnings if "only" in w] == [
        w for w in found.warnings if printed and printed in w
    ]
    assert bool(printed) == any(f"reports on {printed} only" in warning for warning in found.warnings)
    assert identify(Content(f"{head}\n{BODY}"), "x.txt", Hints(year=2023)).year == 2023


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85", "\f"])
def test_every_sign_that_ends_a_line_does(end: str) -> None:
    text = f"获嘉县2023年法治政府建设情况报告\n{BODY}\n获嘉县人民政府\n2024年1月20日\n".replace("\n", end)
    found = identify(Content(text), "x.txt")
    assert (found.title, found.year, found.signed) == ("获嘉县2023年法治政府建设情况报告", 2023, "2024-01-20")
    found_in = pipeline.extract(text)
    assert found_in.report.text == text
    assert [section.label for section in found_in.analysis.sections][1:4] == ["一、", "（一）", "二、"]


TRADITIONAL = (
    "獲嘉縣人民政府關於2023年度法治政府建設情況的報告\n2023年，我縣堅持依法行政，現將有關情況報告如下。\n"
    "一、主要舉措和成效\n收到行政復議申請151件，受理149件，審結140件。\n獲嘉縣人民政府\n2024年1月20日\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le"])
def test_traditional_script_is_read_and_left_as_it_is(encoding: str) -> None:
    content = read_content(TRADITIONAL.encode(encoding))
    assert content.text == TRADITIONAL
    found = identify(content, "x.txt")
    assert (found.county_code, found.year, found.signed) == ("410724", 2023, "2024-01-20")
    assert found.title == "获嘉县人民政府关于2023年度法治政府建设情况的报告"
    claims = pipeline.extract(content.text).analysis.claims
    assert [content.text[claim.start : claim.end] for claim in claims] == ["151件", "149件", "140件"]
    assert claims[0].measure == "行政复议申请"


@pytest.mark.parametrize(
    "text", ["乾县", "于洪区著名商标案件12件，乾隆年间", "获嘉县2023年法治政府建设情况报告（刘堃）"]
)
def test_simplified_script_is_left_alone(text: str) -> None:
    assert simplified(text) == text
