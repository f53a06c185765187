"""Headings, their levels and topics: own cases, and the gold reports where they are at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.analyse.labels import number_of, starts_with_label
from pipeline.analyse.sections import find_sections, topic_of
from pipeline.analyse.view import read_view
from pipeline.model import Section

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "cases" / "sections.jsonl").open(encoding="utf8")]
GOLD = sorted((HERE.parent.parent / "shared" / "gold").glob("*/*.json"))

WRAPPED = (
    "（一）深入学习贯彻习近平法治思想，切实加强党对法治建设领导\n"
    "县委常委会会议、县政府常务会议多次研究部署法治建设重点工作，推动\n"
    "各项任务落地见效，有力保障了全县经济社会高质量发展和大局和谐稳定\n"
    "。县政府党组理论学习中心组坚持把习近平法治思想作为必学内容，带头\n"
    "学法用法，层层传导压力，形成一级抓一级、一级带一级的良好工作格局\n"
    "。\n"
    "（二）压实责任。各乡镇各部门主要负责人认真履行推进法治建设第一责\n"
    "任人职责，将法治建设与经济社会发展同部署、同推进、同督促、同考核\n"
    "、同奖惩，确保各项工作有人抓、有人管、有人干，真正做到见行见效。\n"
)


def sections_of(text: str) -> list[Section]:
    return find_sections(read_view(text), text)


def headings(text: str) -> list[Section]:
    return [s for s in sections_of(text) if s.kind == "heading"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] or "empty" for case in CASES])
def test_case(case: dict) -> None:
    found = sections_of(case["text"])
    assert [[s.level, s.label, s.title] for s in found if s.kind == "heading"] == case["headings"]
    assert [s.title for s in found[1:] if s.kind == "enumeration"] == case.get("enumerations", [])
    if "topics" in case:
        assert [s.topic for s in found if s.kind == "heading"] == case["topics"]
    if "title" in case:
        assert found[0].title == case["title"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] or "empty" for case in CASES])
def test_sections_are_a_tree_over_the_whole_text(case: dict) -> None:
    text = case["text"]
    found = sections_of(text)
    by_id = {s.section_id: s for s in found}
    assert [s.section_id for s in found] == [f"s{i}" for i in range(len(found))]
    document, *others = found
    assert (document.kind, document.level, document.start, document.end) == ("enumeration", 0, 0, len(text))
    for section in others:
        parent = by_id[section.parent_id or ""]
        assert parent.level < section.level
        assert parent.start <= section.start < section.end <= parent.end


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 80


def test_a_heading_that_fills_its_line_ends_with_it() -> None:
    assert [s.title for s in headings(WRAPPED)] == [
        "深入学习贯彻习近平法治思想，切实加强党对法治建设领导",
        "压实责任",
    ]


def test_a_section_ends_where_one_of_its_level_or_higher_begins() -> None:
    text = "一、学习\n（一）集中。开展。\n（二）自学。坚持。\n二、执法\n文。"
    first, inner, second, last = headings(text)
    assert inner.end == second.start and second.end == last.start == first.end
    assert last.end == len(text)


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("一、", 1),
        ("（十二）", 12),
        ("二十一、", 21),
        ("⑶", 3),
        ("㈩", 10),
        ("④", 4),
        ("10.", 10),
        ("【综述】", 0),
    ],
)
def test_number_of(label: str, number: int) -> None:
    assert number_of(label) == number


@pytest.mark.parametrize(
    "line", ["一、学习", "（三 ）学习", "2.学习", "(4)学习", "一是学习", "⑤学习", "③学习", "第二部分 学习"]
)
def test_lines_that_start_with_a_label(line: str) -> None:
    assert starts_with_label(line)


@pytest.mark.parametrize("line", ["2.5万元", "3.2万亩", "2024年", "全县", "5、6月", "12月4日"])
def test_lines_that_do_not(line: str) -> None:
    assert not starts_with_label(line)


def test_a_topic_that_covers_everything_passes_to_the_sections_under_it() -> None:
    assert topic_of("加强执法监督", "plans") == "plans"
    assert topic_of("加强执法监督", "functions") == "enforcement"
    assert topic_of("提升质效", "functions") == "functions"


@pytest.mark.skipif(not GOLD, reason="the shared gold reports are not beside the repository")
@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_gold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf8"))
    text = path.with_suffix(".txt").open(encoding="utf8", newline="").read()
    assert [(s.start, s.level, s.label, s.title) for s in headings(text)] == [
        (row["start"], row["level"], row["label"], row["title"]) for row in gold["sections"]
    ]
