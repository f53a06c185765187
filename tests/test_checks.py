"""Relations between figures: own cases on minimal claims, and the gold reports where they are at hand."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.analyse.checks import find_checks
from pipeline.catalog import Relation
from pipeline.model import Claim

HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "cases" / "checks.jsonl").open(encoding="utf8")]
GOLD = sorted((HERE.parent.parent / "shared" / "gold").glob("*/*.json"))

_FIGURE = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)([余多]?)(万?)(个百分点|%|亩|元|人次|场次|批次|户次|个工作日|分钟|[件次人名个项份场起户条期家宗本支处轮类倍村])?(?(4)(?!年)|(?![年\d]))"
)
_BASELINE = re.compile(r"(?:[较比](?:上年|20\d\d年)的?|由(?:上年的)?|是(?:上年|20\d\d年)|^2022年[^，]*)$")
_CHANGE = re.compile(r"(增长|增加|提升|提高|多出?)$|(减少|下降|降幅|削减)$")
_KINDS = {
    "%": "percent",
    "个百分点": "percent",
    "倍": "ratio",
    "元": "money",
    "亩": "measure",
    None: "number",
}
_KINDS |= {"个工作日": "duration", "分钟": "duration"}


def read_claims(text: str, parts: dict[str, str]) -> list[Claim]:
    """Bare claims as a careless extractor gives them: no measures, and part_of only where ``parts`` says."""
    claims: list[Claim] = []
    for number, match in enumerate(_FIGURE.finditer(text)):
        value, roughly, ten_thousand, unit = match.groups()
        before = re.split("[，,；;。、（|\n]", text[: match.start()])[-1]
        change = _CHANGE.search(before)
        claims.append(
            Claim(
                claim_id=f"c{number:04d}",
                section_id=None,
                start=match.start(),
                end=match.end(),
                text=match.group(),
                value=Decimal(value) * (10000 if ten_thousand else 1),
                value_max=None,
                bound="over" if roughly else "about" if text[match.end() :].startswith("左右") else "exact",
                unit="百分点" if unit == "个百分点" else unit or "",
                kind="ratio" if "平均" in before else _KINDS.get(unit, "count"),
                change=("increase" if change[1] else "decrease") if change else "",
                modality="baseline" if _BASELINE.search(before) else "actual",
            )
        )
    ids = {claim.text: claim.claim_id for claim in reversed(claims)}
    for claim in claims:
        claim.part_of = ids.get(parts.get(claim.text, ""))
    return claims


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:24] for case in CASES])
def test_case(case: dict) -> None:
    claims = read_claims(case["text"], case.get("parts", {}))
    names: dict[str, str] = {}
    for claim in claims:
        same = [c for c in claims if c.text == claim.text]
        names[claim.claim_id] = claim.text if len(same) == 1 else f"{claim.text}#{same.index(claim) + 1}"
    found = {
        (check.kind, check.holds, frozenset(names[i] for i in check.claims))
        for check in find_checks(claims, case["text"])
    }
    assert found == {(kind, holds, frozenset(figures)) for kind, holds, figures in case["expect"]}


def test_there_are_enough_cases_with_and_without_relations() -> None:
    assert len(CASES) >= 120
    assert sum(not case["expect"] for case in CASES) >= 40


def test_a_failed_share_says_what_it_was_computed_from() -> None:
    text = "2474项政务服务事项全部纳入平台，其中不见面审批事项2369项，占比95.87%。"
    claims = read_claims(text, {})
    claims[0].measure, claims[1].measure = "政务服务事项", "不见面审批事项"
    (check,) = find_checks(claims, text)
    assert check.about == "不见面审批事项2369/政务服务事项2474=95.76%，报告称95.87%"
    assert (check.stated, check.computed) == (Decimal("95.87"), Decimal("95.755861"))


def test_wraps_and_page_numbers_inside_a_relation_do_not_matter() -> None:
    text = "反馈问题38个，整改完成36个\n— 3 —\n，整\n改率94.7%。"
    (check,) = find_checks(read_claims(text, {}), text)
    assert check.holds and len(check.claims) == 3


def test_catalogue_relations_reach_over_sections() -> None:
    text = "一、受理\n全年受理纠纷500件。\n二、成效\n化解纠纷480件。\n三、评价\n调解成功率96%。"
    claims = read_claims(text, {})
    for claim, code in zip(claims, ("accepted", "resolved", "rate"), strict=True):
        claim.indicator = code
    relation = Relation("rate", "rate", ("resolved",), ("accepted",))
    assert find_checks(claims, text) == []
    (check,) = find_checks(claims, text, [relation])
    assert check.holds and check.computed == 96


def test_targets_and_norms_are_no_part_of_a_relation() -> None:
    text = "审结40件，败诉9件，力争败诉率20%。"
    claims = read_claims(text, {})
    claims[2].modality = "target"
    assert find_checks(claims, text) == []


def test_a_planned_member_of_a_list_belongs_to_its_sum() -> None:
    text = "清理文件213件，失效36件、废止28件、拟修订11件，其余138件继续执行。"
    claims = read_claims(text, dict.fromkeys(("36件", "28件", "11件"), "213件"))
    claims[3].modality = claims[4].modality = "target"
    (check,) = find_checks(claims, text)
    assert check.holds and len(check.claims) == 5
    # A plan that is left out may be what is missing.
    text = text.replace("拟修订", "明年修订")
    assert find_checks(claims, text) == []


def test_figures_of_unlike_things_are_no_levels_of_one_change() -> None:
    text = "组织4个巡查组轮班，火点7个，比上年减少2个。"
    claims = read_claims(text, {})
    claims[0].modality, claims[0].measure = "baseline", "巡查组"
    claims[1].measure = claims[2].measure = "火点"
    claims[2].change = "decrease"
    assert find_checks(claims, text) == []
    claims[0].measure = "火点"
    (check,) = find_checks(claims, text)
    assert not check.holds


def gold_claims(gold: dict) -> list[Claim]:
    rows = sorted(gold["claims"], key=lambda row: row["start"])
    first_at = {row["start"]: f"c{i:04d}" for i, row in reversed(list(enumerate(rows)))}
    same = ("start", "end", "text", "bound", "unit", "kind", "measure", "action", "role", "change", "basis")
    same += ("modality", "year", "indicator")
    return [
        Claim(
            claim_id=f"c{i:04d}",
            section_id=None,
            value=Decimal(str(row["value"])),
            value_max=None,
            part_of=first_at.get(row["part_of"]),
            **{name: row[name] for name in same},
        )
        for i, row in enumerate(rows)
    ]


@pytest.mark.skipif(not GOLD, reason="the shared gold reports are not beside the repository")
@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_gold(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf8"))
    text = path.with_suffix(".txt").open(encoding="utf8", newline="").read()
    claims = gold_claims(gold)
    start = {claim.claim_id: claim.start for claim in claims}
    found = {
        frozenset(start[i] for i in check.claims): (check.kind, check.holds)
        for check in find_checks(claims, text)
    }
    stated = lambda row: [] if row["stated"] is None else [row["stated"]]  # noqa: E731
    assert found == {
        frozenset(row["whole"] + row["parts"] + stated(row)): (row["kind"], row["holds"])
        for row in gold["checks"]
    }
