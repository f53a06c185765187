"""The indicator catalogue and the matcher that assigns its codes to claims."""

from __future__ import annotations

import csv
import json
import re
import time
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.analyse.indicators import assign_indicators
from pipeline.catalog import CatalogError, Wording, load_catalog
from pipeline.model import Claim, Section
from pipeline.resources import schema_path

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared"  # the contract and the gold sets, where they are at hand
ROWS = [json.loads(line) for line in (HERE / "cases" / "indicators.jsonl").open(encoding="utf8")]
CASES = [row for row in ROWS if "code" in row]  # one figure of a sentence
TOGETHER = [row for row in ROWS if "claims" in row]  # all of them, as they decide on each other


def claims_of(sentence: str, *rows: dict) -> list[Claim]:
    """Claims of one sentence; each row gives ``text``, ``unit``, ``measure`` and what differs."""
    claims: list[Claim] = []
    at = 0
    for number, row in enumerate(rows):
        at = sentence.index(row["text"], at)
        row = {"value": Decimal(1), "value_max": None, "bound": "exact", "kind": "count", **row}
        claims.append(
            Claim(f"c{number}", "s1", start=at, end=at + len(row["text"]), sentence=sentence, **row)
        )
        at += len(row["text"])
    return claims


def codes(claims: list[Claim], title: str = "", **options: int) -> list[str]:
    section = Section("s1", None, "heading", 1, "一、", title, "", 0, 10_000)
    assign_indicators(claims, [section], load_catalog(), **options)
    return [claim.indicator for claim in claims]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['code'] or 'none'}:{c['sentence'][:16]}" for c in CASES])
def test_wording(case: dict) -> None:
    row = {key: case[key] for key in ("action", "measure", "unit", "kind")}
    claims = claims_of(case["sentence"], {"text": case["figure"], **row})
    assert codes(claims, case["section"], report_year=2024) == [case["code"]]


@pytest.mark.parametrize("case", TOGETHER, ids=[c["sentence"][:20] for c in TOGETHER])
def test_figures_of_one_sentence_decide_on_each_other(case: dict) -> None:
    rows = [{**row, "value": Decimal(row["value"])} for row in case["claims"]]
    expected = [row.pop("code") for row in rows]
    claims = claims_of(case["sentence"], *rows)
    assert codes(claims, case["section"], report_year=2024) == expected


def test_cases_reach_every_code() -> None:
    assert {case["code"] for case in CASES} == {"", *load_catalog().indicators}


def test_total_alone_carries_the_code_that_its_parts_share() -> None:
    claims = claims_of(
        "聘请法律顾问46名，其中县政府法律顾问6名",
        {"text": "46名", "unit": "名", "action": "聘请", "measure": "法律顾问"},
        {"text": "6名", "unit": "名", "measure": "县政府法律顾问", "part_of": "c0"},
    )
    assert codes(claims) == ["counsel.advisers", ""]
    claims[1].part_of = None  # 其中 alone says as much
    assert codes(claims) == ["counsel.advisers", ""]


def test_parts_of_an_unstated_total_carry_it_each_but_a_lone_sub_class_does_not() -> None:
    groups = [
        {"text": "50件", "unit": "件", "action": "办理", "measure": "农民工法律援助案件"},
        {"text": "30件", "unit": "件", "action": "办理", "measure": "妇女法律援助案件"},
    ]
    both = claims_of("办理农民工法律援助案件50件、妇女法律援助案件30件", *groups)
    assert codes(both) == ["legal_aid.cases", "legal_aid.cases"]
    assert codes(claims_of("办理农民工法律援助案件50件", groups[0])) == [""]


def test_total_with_what_was_carried_over_is_not_what_is_new() -> None:
    rows = [
        {"text": "54件", "unit": "件", "action": "办理", "measure": "行政诉讼案件"},
        {"text": "46件", "unit": "件", "action": "新收", "measure": "行政诉讼案件", "part_of": "c0"},
        {"text": "8件", "unit": "件", "action": "结转", "measure": "行政诉讼案件", "part_of": "c0"},
    ]
    claims = claims_of("办理行政诉讼案件54件，其中新收46件、上年结转8件", *rows)
    assert codes(claims) == ["", "litigation.new", "litigation.carried"]


def test_of_a_threshold_and_the_exact_level_the_level_carries_the_code() -> None:
    claims = claims_of(
        "经营主体突破5万户，达5.12万户",
        {"text": "5万户", "value": Decimal(50000), "bound": "over", "unit": "户", "measure": "经营主体"},
        {"text": "5.12万户", "value": Decimal(51200), "unit": "户", "measure": "经营主体"},
    )
    assert codes(claims) == ["", "business.entities"]


def test_change_norm_and_each_carry_none_but_baseline_and_target_do() -> None:
    row = {"unit": "件", "action": "制定", "measure": "规范性文件"}
    sentence = "制定规范性文件4件"
    assert codes(claims_of(sentence, {"text": "4件", **row, "modality": "target"})) == ["rules.issued"]
    assert codes(claims_of(sentence, {"text": "4件", **row, "modality": "baseline"})) == ["rules.issued"]
    assert codes(claims_of(sentence, {"text": "4件", **row, "change": "decrease"})) == [""]
    assert codes(claims_of(sentence, {"text": "4件", **row, "modality": "norm"})) == [""]
    each = {"text": "3名", "unit": "名", "action": "培养", "measure": "法律明白人"}
    assert codes(claims_of("每个村培养法律明白人3名", each)) == [""]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("五年来累计开展普法活动30场", ""),
        ("2021—2024年开展普法活动30场", ""),
        ("自2021年以来开展普法活动30场", ""),
        ("“八五”普法以来开展普法活动30场", ""),
        ("近三年来持续加力，今年开展普法活动30场", "publicity.events"),
        ("2024年以来开展普法活动30场", "publicity.events"),
        ("一年来开展普法活动30场", "publicity.events"),
    ],
)
def test_totals_over_several_years(sentence: str, code: str) -> None:
    row = {"text": "30场", "unit": "场", "action": "开展", "measure": "普法活动"}
    assert codes(claims_of(sentence, row), report_year=2024) == [code]


def test_county_figure_wins_over_its_townships_but_townships_alone_count() -> None:
    county = {"text": "900件", "unit": "件", "action": "作出", "measure": "行政处罚"}
    towns = {"text": "94件", "unit": "件", "action": "办结", "measure": "行政处罚案件"}
    both = claims_of("全县作出行政处罚900件，以乡镇名义办结行政处罚案件94件", county, towns)
    assert codes(both) == ["enforcement.penalties", ""]
    assert codes(claims_of("各乡镇办结行政处罚案件94件", towns)) == ["enforcement.penalties"]


def test_bare_verb_goes_by_the_matter_spoken_of_last() -> None:
    bare = {"text": "49件", "unit": "件", "action": "审结", "measure": ""}
    assert codes(claims_of("受理行政复议案件；新收行政应诉案件，审结49件", bare)) == ["litigation.concluded"]
    assert codes(claims_of("审结49件", bare), "行政复议工作") == ["reconsideration.concluded"]
    assert codes(claims_of("审结49件", bare), "经济发展") == [""]


def test_a_list_of_parts_goes_on_and_of_a_share_the_whole_carries_the_code() -> None:
    rate = {"unit": "%", "kind": "percent", "measure": "负责人出庭应诉率"}
    rows = [
        {"text": "99%", **rate},
        {"text": "100%", **rate, "measure": "市级部门负责人出庭应诉率", "part_of": "c0"},
        {"text": "97%", **rate, "measure": "县级部门负责人出庭应诉率"},
    ]
    assert codes(claims_of("负责人出庭应诉率99%，其中市级部门100%、县级部门97%", *rows)) == [
        "litigation.head_rate", "", "",
    ]  # fmt: skip
    fines = [
        {"text": "20万元", "value": Decimal(200_000), "unit": "元", "kind": "money", "measure": "路政罚款"},
        {"text": "80万元", "value": Decimal(800_000), "unit": "元", "kind": "money", "measure": "罚款总额"},
    ]
    assert codes(claims_of("路政罚款20万元，占罚款总额80万元的25%", *fines)) == ["", "enforcement.fines"]


def test_those_who_benefit_are_not_all_there_are() -> None:
    row = {"text": "3万户", "unit": "户", "measure": "经营主体", "role": "context"}
    assert codes(claims_of("全年为3万户经营主体减税6亿元", row)) == [""]
    assert codes(claims_of("现有3万户经营主体", row)) == ["business.entities"]


def test_what_is_settled_is_what_was_received_whatever_stands_between() -> None:
    rows = [
        {"text": "90件", "unit": "件", "action": "收到", "measure": "申请"},
        {"text": "60件", "unit": "件", "measure": "一审行政诉讼案件"},
        {"text": "80件", "unit": "件", "action": "办结", "measure": "申请"},
        {"text": "30%", "unit": "%", "kind": "percent", "measure": "调解和解率"},
        {"text": "10%", "unit": "%", "kind": "percent", "measure": "败诉率"},
    ]
    sentence = "行政复议收到申请90件，超过同期一审行政诉讼案件的60件；办结80件，调解和解率30%，应诉败诉率10%"
    assert codes(claims_of(sentence, *rows)) == [
        "reconsideration.received", "litigation.new", "reconsideration.concluded",
        "reconsideration.mediation_rate", "litigation.loss_rate",
    ]  # fmt: skip


def test_bare_total_carries_the_code_of_the_figures_that_it_adds_up() -> None:
    rows = [
        {"text": "300件", "value": Decimal(300), "unit": "件", "action": "办理", "measure": "普通程序案件"},
        {"text": "40件", "value": Decimal(40), "unit": "件", "action": "办理", "measure": "简易程序案件"},
        {"text": "340件", "value": Decimal(340), "unit": "件", "action": "办理", "measure": "普通程序案件"},
    ]
    sentence = "办理普通程序案件300件、简易程序案件40件，合计340件"
    assert codes(claims_of(sentence, *rows), "行政执法") == ["", "", "enforcement.penalties"]
    # Without the total each part carries it, and one part alone none.
    assert codes(claims_of(sentence, *rows[:2]), "行政执法") == ["enforcement.penalties"] * 2
    assert codes(claims_of(sentence, rows[1]), "行政执法") == [""]
    rows[2]["value"] = Decimal(400)  # a figure that does not add them up is not their total
    assert codes(claims_of(sentence, *rows), "行政执法")[:2] == ["enforcement.penalties"] * 2


def test_rest_of_a_total_goes_by_its_own_verb() -> None:
    whole = {"text": "90件", "unit": "件", "action": "清理", "measure": "规范性文件"}
    rest = {"text": "71件", "unit": "件", "action": "清理", "measure": "规范性文件"}
    sentence = "清理规范性文件90件，其余71件"
    assert codes(claims_of(sentence + "继续有效", whole, rest)) == ["rules.cleaned", "rules.kept"]
    assert codes(claims_of(sentence + "正在评估", whole, rest)) == ["rules.cleaned", ""]


def test_earlier_figure_carries_the_code_and_its_year_alone_repeats_the_last() -> None:
    row = {"unit": "场次", "action": "开展", "measure": "普法宣讲"}
    total = {"text": "860场次", **row}
    this_year = {"text": "173场次", "unit": "场次", "action": "答复", "measure": "公开申请"}  # a wrong noun
    sentence = "“七五”普法期间开展普法宣讲860场次，仅2024年就有173场次"
    assert codes(claims_of(sentence, total, this_year)) == ["", "publicity.events"]
    now = {"text": "1.4万户", "unit": "户", "action": "新登记", "measure": "经营主体"}
    before = {**now, "text": "1.3万户", "modality": "baseline", "year": 2023}
    sentence = "新登记经营主体1.4万户，较上年的1.3万户增长7.7%"
    assert codes(claims_of(sentence, now, before)) == ["business.new_entities"] * 2


def test_one_bodys_figures_carry_none() -> None:
    rows = [
        {"text": "58件", "unit": "件", "action": "受理", "measure": "纠纷"},
        {"text": "51件", "unit": "件", "action": "调解成功", "measure": "纠纷"},
    ]
    sentence = "人民调解委员会受理纠纷58件，调解成功51件"
    assert codes(claims_of(sentence, *rows)) == ["mediation.accepted", "mediation.resolved"]
    assert codes(claims_of("物业纠纷" + sentence, *rows)) == ["", ""]


def test_additions_to_a_stock() -> None:
    row = {"unit": "名", "action": "新增", "measure": "公职律师"}
    assert codes(claims_of("新增公职律师5名", {"text": "5名", **row})) == [""]
    row["measure"] = "法律明白人"  # each was trained in the year, so an addition is better than nothing
    assert codes(claims_of("新增法律明白人5名", {"text": "5名", **row})) == ["publicity.law_literate"]


def test_wording_is_told_by_words_and_by_what_words_do_not_tell() -> None:
    wording = Wording("处罚|(?<!营商)环境|案卷[^。]{0,2}$")
    assert wording.words == {"处罚"}
    assert wording.is_in("行政处罚") and wording.is_in("环境执法") and wording.is_in("案卷数")
    assert not wording.is_in("营商环境") and not Wording().is_in("")
    assert wording.is_in("x", {"处罚"}) and not wording.is_in("行政处罚", set())


def test_codes_are_those_of_the_contract() -> None:
    contract = SHARED / "contract" / "indicators.csv"
    if not contract.exists():
        pytest.skip("the contract is not at hand")
    rows = {row["code"]: row for row in csv.DictReader(contract.open(encoding="utf8"))}
    catalog = load_catalog()
    assert set(catalog.indicators) == set(rows)
    for entry in catalog:
        expected = rows[entry.code]
        for field in ("group", "name_zh", "unit", "kind", "definition"):
            assert getattr(entry, field) == expected[field], entry.code


def gold_claims(path: Path) -> tuple[dict, list[Claim], list[Section]]:
    """The gold annotation of a report as records, without the codes."""
    gold = json.loads(path.read_text(encoding="utf8"))
    text = path.with_suffix(".txt").open(encoding="utf8", newline="").read()
    sections: list[Section] = []
    above: list[Section] = []
    for number, row in enumerate(gold["sections"]):
        while above and above[-1].level >= row["level"]:
            above.pop()
        parent = above[-1].section_id if above else None
        section = Section(
            f"s{number}",
            parent,
            "heading",
            row["level"],
            row["label"],
            row["title"],
            "",
            row["start"],
            len(text),
        )
        sections.append(section)
        above.append(section)
    lines = [line for line in text.split("\n") if len(line) > 20]
    wrapped = sum(not re.search(r"[。；|]\s*$", line) for line in lines) * 2 > len(lines)
    stop = re.compile("。" if wrapped else "[。\n]")
    claims = []
    for number, row in enumerate(gold["claims"]):
        begin = max((m.end() for m in stop.finditer(text, 0, row["start"])), default=0)
        end = stop.search(text, row["end"])
        section_id = next((s.section_id for s in reversed(sections) if s.start <= row["start"]), None)
        names = ("bound", "unit", "kind", "measure", "action", "role", "change", "basis", "modality", "year")
        fields = {name: row[name] for name in names}
        claims.append(
            Claim(
                f"c{number}",
                section_id,
                row["start"],
                row["end"],
                row["text"],
                Decimal(str(row["value"])),
                None,
                sentence=text[begin : end.start() if end else len(text)],
                **fields,
            )
        )
    for claim, row in zip(claims, gold["claims"], strict=True):
        claim.part_of = next((c.claim_id for c in claims if c.start == row["part_of"]), None)
    return gold, claims, sections


def test_gold_precision_and_recall() -> None:
    paths = sorted((SHARED / "gold").glob("*/*.json"))
    if not paths:
        pytest.skip("the gold sets are not at hand")
    right = found = wanted = 0
    for path in paths:
        gold, claims, sections = gold_claims(path)
        assign_indicators(claims, sections, load_catalog(), report_year=gold["report_year"])
        for claim, row in zip(claims, gold["claims"], strict=True):
            found += bool(claim.indicator)
            wanted += bool(row["indicator"])
            right += bool(claim.indicator) and claim.indicator == row["indicator"]
    assert right / found >= 0.99 and right / wanted >= 0.99


def test_every_pattern_compiles_and_relations_name_codes() -> None:
    catalog = load_catalog(schema_path("indicators.json"))  # a path of the user's is checked in full
    assert catalog.relations and len(catalog) == len(load_catalog())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["indicators"][0].pop("units"), "units"),
        (lambda d: d["indicators"].append(d["indicators"][0]), "occurs twice"),
        (lambda d: d["indicators"][0]["rules"][0].update({"not": "("}), "pattern"),
        (lambda d: d["indicators"][0]["rules"][0].update(near=["nowhere"]), "nowhere"),
        (lambda d: d["relations"][0].update(parts=["no.code"]), "no.code"),
        (lambda d: d.update(hidden={"议案": ["争议"]}), "议案 does not stand in all the words"),
    ],
)
def test_broken_catalogue_is_explained(tmp_path: Path, change, message: str) -> None:
    data = json.loads(schema_path("indicators.json").read_text(encoding="utf8"))
    change(data)
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(data), encoding="utf8")
    with pytest.raises(CatalogError, match=re.escape(message)):
        load_catalog(path)


def test_missing_catalogue_is_explained(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="cannot be read"):
        load_catalog(tmp_path / "none.json")


def test_speed() -> None:
    """A hundred claims cost a millisecond at most; the bound is far off to hold on a busy machine."""
    claims = [
        claims_of(
            c["sentence"], {"text": c["figure"], **{k: c[k] for k in ("action", "measure", "unit", "kind")}}
        )[0]
        for c in CASES
    ]
    codes(claims)
    start = time.process_time()
    codes(claims)
    assert (time.process_time() - start) / len(claims) < 0.0001
