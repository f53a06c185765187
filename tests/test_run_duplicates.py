"""The same report twice counts once; a corrected version takes the first one's place."""

# ruff: noqa: E501  Made texts and cases stand in one line each.

from __future__ import annotations

import random

import pytest

from pipeline.model import Identity, Report
from pipeline.run.duplicates import settle
from pipeline.run.ledger import Entry
from pipeline.run.sketch import likeness, sketch

TEXT = "".join(
    f"（{i}）全年受理第{i}类申请{i * 37 % 91}件，审结{i * 53 % 87}件，开展专项检查{i * 11 % 29}次，整改问题{i * 71 % 97}个，{word}工作持续推进。"
    for i, word in enumerate(
        ["复议", "应诉", "普法", "调解", "监督", "审核", "培训", "督察", "述法", "公开", "备案", "清理"] * 3
    )
)
OTHER = "".join(
    f"本年度第{i}项重点任务由牵头部门按季度推进，完成率{i * 17 % 100}%，群众满意度{i * 29 % 100}分。"
    for i in range(40)
)


def entry(
    source: str,
    text: str = TEXT,
    *,
    county: str = "青禾县",
    year: int | None = 2023,
    published: str = "",
    signed: str = "",
    title: str = "",
    issuer: str = "",
) -> Entry:
    from pipeline.read import report_id_of, sha256

    digest = sha256(text.encode())
    identity = Identity(title=title, county=county, year=year, signed=signed, issuer=issuer)
    report = Report(
        source, "", text_sha256=digest, report_id=report_id_of(county, year, digest), identity=identity
    )
    return Entry(report, published=published, n_chars=len(text), sketch=sketch(text))


def outcome(*entries: Entry) -> dict[str, str]:
    """source → source of the report that counts, for the duplicates."""
    shuffled = list(entries)
    random.shuffle(shuffled)
    settle(shuffled)
    ids = {e.report.report_id: e.report.source for e in entries}
    assert len(ids) == len(entries), "ids must be unique"
    return {e.report.source: ids[e.duplicate_of] for e in entries if e.duplicate_of}


@pytest.fixture(autouse=True)
def _seed() -> None:
    random.seed(1)


def test_the_same_text_twice() -> None:
    assert outcome(entry("a.txt"), entry("b.html"), entry("c.pdf")) == {"b.html": "a.txt", "c.pdf": "a.txt"}


def test_the_better_identified_copy_counts() -> None:
    assert outcome(entry("a.txt", county="", year=None), entry("b.txt")) == {"a.txt": "b.txt"}


def test_the_same_text_filed_under_two_years_is_kept_and_said() -> None:
    one, two = entry("a.txt", year=2022), entry("b.txt", year=2023)
    assert outcome(one, two) == {}
    assert "a.txt" in two.report.warnings[0]


def corrected() -> str:
    return TEXT.replace("申请37件", "申请73件").replace("检查22次", "检查12次")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"published": "2024-01-20"}, {"published": "2024-03-01"}),
        ({"signed": "2024-01-09"}, {"signed": "2024-01-30"}),
        (
            {"title": "情况报告", "published": "2024-03-01"},
            {"title": "情况报告（更正）", "published": "2024-03-01"},
        ),
    ],
)
def test_a_later_version_supersedes(first: dict, second: dict) -> None:
    assert outcome(entry("b.txt", **first), entry("a.txt", corrected(), **second)) == {"b.txt": "a.txt"}


def test_corrected_in_the_file_name() -> None:
    assert outcome(entry("青禾县2023.txt"), entry("青禾县2023更正版.txt", corrected())) == {
        "青禾县2023.txt": "青禾县2023更正版.txt"
    }


def test_a_fuller_copy_counts_where_no_date_decides() -> None:
    assert outcome(entry("a.txt", TEXT[:-60]), entry("b.txt")) == {"a.txt": "b.txt"}


def test_other_years_and_counties_are_other_reports() -> None:
    assert (
        outcome(
            entry("a.txt"),
            entry("b.txt", corrected(), year=2022),
            entry("c.txt", corrected(), county="石笕县"),
        )
        == {}
    )


def test_two_different_reports_on_one_county_and_year_both_count() -> None:
    assert outcome(entry("a.txt"), entry("b.txt", OTHER)) == {}


def test_two_offices_with_one_template_both_count() -> None:
    assert (
        outcome(entry("a.txt", issuer="青禾县公安局"), entry("b.txt", corrected(), issuer="青禾县司法局"))
        == {}
    )


def test_the_page_of_another_office_with_the_same_title_is_the_same_report() -> None:
    one = entry("a.txt", issuer="青禾县人民政府", title="青禾县2023年度法治政府建设情况报告")
    two = entry("b.html", corrected(), issuer="青禾县司法局", title=one.report.identity.title)
    assert outcome(one, two)


def test_of_two_versions_without_a_date_the_one_that_counts_says_so() -> None:
    one, two = entry("a.txt"), entry("b.txt", corrected())
    assert outcome(one, two) == {"b.txt": "a.txt"}
    assert "b.txt" in one.report.warnings[0] and not two.report.warnings


def test_an_unplaced_copy_is_found_by_its_text() -> None:
    assert outcome(entry("a.txt", "前言。" + TEXT, county="", year=None), entry("b.txt")) == {
        "a.txt": "b.txt"
    }


def test_a_chain_names_the_one_that_counts() -> None:
    first, second = (
        entry("a.txt", published="2024-01-01"),
        entry("b.txt", corrected(), published="2024-02-01"),
    )
    third = entry("c.txt", corrected() + "补充。", published="2024-03-01")
    assert outcome(first, second, third, entry("d.txt")) == {
        "a.txt": "c.txt",
        "b.txt": "c.txt",
        "d.txt": "c.txt",
    }


def test_likeness() -> None:
    assert likeness(sketch(TEXT), sketch(TEXT.replace("，", "\n ，"))) == 1.0
    assert likeness(sketch(TEXT), sketch(corrected())) > 0.85
    assert likeness(sketch(TEXT), sketch(OTHER)) < 0.1
    assert likeness(sketch(""), sketch(TEXT)) == 0.0
