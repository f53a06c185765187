"""The scorer: its rules on small cases, and the same figures as the script it grew from."""

from __future__ import annotations

import copy
import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import GoldError, evaluate, load_gold, pair_up, same_name, score

TEXT = "受理行政复议申请20件，其中维持8件，占40%。"


def claim(start: int, end: int, value: float, **fields: Any) -> dict[str, Any]:
    """A claim as gold has it; in ``fields`` what is not the plain case."""
    base = {
        "start": start,
        "end": end,
        "value": value,
        "value_max": None,
        "bound": "exact",
        "unit": "件",
        "kind": "count",
        "measure": "行政复议申请",
        "action": "受理",
        "role": "claim",
        "change": "",
        "modality": "actual",
        "year": None,
        "part_of": None,
        "indicator": "",
    }
    return base | fields


@pytest.fixture
def gold() -> dict[str, Any]:
    claims = [
        claim(8, 11, 20, indicator="reconsideration.accepted"),
        claim(16, 18, 8, measure="维持", action="维持", part_of=8, indicator="reconsideration.upheld"),
        claim(20, 23, 40, unit="%", kind="percent", measure="维持占比", action=""),
    ]
    checks = [{"whole": [8], "parts": [16], "stated": 20, "holds": True}]
    sections = [{"start": 0, "level": 1, "title": "受理。"}]
    return {"doc_id": "a", "text": TEXT, "claims": claims, "checks": checks, "sections": sections}


@pytest.fixture
def pred(gold: dict[str, Any]) -> dict[str, Any]:
    """A perfect prediction, in the form of ``baoshu extract``."""
    claims = [dict(row, claim_id=f"c{i}") for i, row in enumerate(gold["claims"])]
    claims[1]["part_of"] = "c0"
    return {
        "claims": claims,
        "checks": [{"claims": ["c0", "c1", "c2"], "holds": True}],
        "sections": [{"start": 0, "level": 1, "title": "受理", "kind": "heading"}],
    }


def test_a_perfect_prediction(gold: dict[str, Any], pred: dict[str, Any]) -> None:
    scores = score({"a": gold}, {"a": pred})
    shares = {k: v for k, v in scores.figures.items() if isinstance(v, float)}
    assert set(shares.values()) == {1.0}
    assert scores.figures["failed_check_recall"] is None
    assert scores.figures["false_alarms"] == 0
    assert scores.differences == []


@pytest.mark.parametrize(
    ("field", "value", "lower"),
    [
        ("value", 21, {"value", "strict_f1", "cell_f1"}),
        ("value_max", 30, {"value", "strict_f1"}),
        ("unit", "宗", {"unit", "strict_f1"}),
        ("bound", "over", {"bound", "strict_f1"}),
        ("role", "context", {"role"}),
        ("modality", "target", {"modality", "strict_f1", "cell_f1"}),
        ("year", 2019, {"year", "cell_f1"}),
        ("indicator", "", {"indicator_recall", "indicator_f1", "cell_f1"}),
        ("measure", "案件线索", {"measure_exact", "measure_char_f1", "named", "strict_f1"}),
    ],
)
def test_each_field_has_its_figure(
    gold: dict[str, Any], pred: dict[str, Any], field: str, value: Any, lower: set[str]
) -> None:
    pred["claims"][0][field] = value
    figures = score({"a": gold}, {"a": pred}).figures
    assert {k for k, v in figures.items() if isinstance(v, float) and v < 1} == lower


def test_missed_and_spurious_are_named(gold: dict[str, Any], pred: dict[str, Any]) -> None:
    pred["claims"][0].update(start=0, end=2)
    scores = score({"a": gold}, {"a": pred})
    assert [(d.kind, d.text) for d in scores.differences if d.kind in {"missed", "spurious"}] == [
        ("missed", "20件"),
        ("spurious", "受理"),
    ]
    assert scores.figures["detect_f1"] == pytest.approx(2 / 3)


def test_a_false_alarm_is_counted(gold: dict[str, Any], pred: dict[str, Any]) -> None:
    pred["checks"][0]["holds"] = False
    figures = score({"a": gold}, {"a": pred}).figures
    assert (figures["check_recall"], figures["false_alarms"]) == (0.0, 1)


def test_no_prediction_counts_as_nothing_found(gold: dict[str, Any]) -> None:
    scores = score({"a": gold}, {})
    assert scores.figures["detect_recall"] == 0.0
    assert scores.differences[0].kind == "no prediction"


def test_equal_spans_are_paired_by_name() -> None:
    rates = [claim(0, 4, 100, measure=m, action="") for m in ("报备率", "及时率")]
    assert sorted(pair_up(rates, rates[::-1])) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("行政复议申请", "收到行政复议申请", True),
        ("行政复议申请", "行政诉讼案件", False),
        ("", "", True),
        ("件", "案件", True),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gold.jsonl", "", "no annotated documents"),
        ("gold.jsonl", "{", "line 1 is not JSON"),
        ("gold.jsonl", "[]", "line 1 is not a JSON object"),
        ("gold.jsonl", '{"claims": [], "text": ""}', "line 1 has no doc_id"),
        ("gold.jsonl", '{"doc_id": "a", "text": ""}', "line 1 has no claims"),
    ],
)
def test_a_bad_gold_set_is_explained(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf8")
    with pytest.raises(GoldError, match=message):
        load_gold([tmp_path / name])


def test_a_missing_gold_set_is_explained(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="cannot read"):
        load_gold([tmp_path / "nowhere.jsonl"])
    (tmp_path / "a.json").write_text('{"doc_id": "a", "claims": []}', encoding="utf8")
    with pytest.raises(GoldError, match=r"cannot read .*a\.txt"):
        load_gold([tmp_path])


def test_evaluate_runs_the_extractor_on_the_text_as_it_is(tmp_path: Path, gold: dict[str, Any]) -> None:
    gold["text"] = TEXT + "\r\n"
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf8")
    seen = []
    scores = evaluate([tmp_path / "gold.jsonl"], extract=lambda text, name: seen.append((name, text)) or {})
    assert seen == [("a", TEXT + "\r\n")]
    assert scores.figures["documents"] == 1


def perturbed(gold: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """A prediction made from gold with a bit of everything that can be wrong."""
    claims = copy.deepcopy(gold["claims"])
    ids = {}
    for index, row in enumerate(claims):
        row["claim_id"] = f"c{index:03}"
        ids.setdefault(row["start"], row["claim_id"])
    for row in claims:
        row["part_of"] = ids.get(row["part_of"])
    claims = [row for row in claims if rng.random() > 0.1]
    for row in claims:
        change = rng.randrange(14)
        if change == 0:
            row["start"] -= rng.randrange(1, 4)
        elif change == 1:
            row["end"] += rng.randrange(1, 4)
        elif change == 2:
            row["value"] *= rng.choice([10, 1.000001, 0.5])
        elif change == 3:
            row["measure"] = row["measure"][rng.randrange(3) :]
        elif change == 4:
            row["indicator"] = rng.choice(["", "mediation.accepted"])
        elif change == 5:
            row[rng.choice(["bound", "kind", "role", "change", "modality", "unit", "year", "part_of"])] = None
        elif change == 6:
            row["action"] = ""
    claims += [
        claim(n, n + 2, n) | {"claim_id": f"x{n}"} for n in rng.sample(range(len(gold["text"]) - 2), 4)
    ]
    sections = [dict(s, title=s["title"] + rng.choice(["", "。", "误"])) for s in gold.get("sections", [])]
    checks = []
    for check in gold.get("checks", []):
        starts = [*check["whole"], *check["parts"], *([] if check["stated"] is None else [check["stated"]])]
        members = [ids.get(s, "none") for s in starts[: rng.choice([None, None, 1])]]
        checks.append({"claims": members, "holds": rng.random() > 0.3})
    return {"source": gold["doc_id"], "claims": claims, "sections": sections, "checks": checks}


@pytest.mark.parametrize("seed", range(5))
def test_figures_equal_those_of_the_script(shared_gold: Path, seed: int) -> None:
    spec = importlib.util.spec_from_file_location("score", shared_gold.parent / "tools" / "score.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    paths = [shared_gold / "seed", shared_gold / "county", shared_gold / "provincial.jsonl"]
    docs = load_gold(paths)
    assert docs == script.load_gold(paths)
    rng = random.Random(seed)
    preds = {doc_id: perturbed(gold, rng) for doc_id, gold in docs.items() if rng.random() > 0.1}
    ours = score(docs, preds)
    assert ours.figures == script.score(docs, preds)
    assert list(ours.figures) == list(script.score(docs, preds))
    assert ours.differences
