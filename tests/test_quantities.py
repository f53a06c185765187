"""The quantity grammar against tables of sentences, and against numbers written by a generator.

`tests/cases/quantities/*.jsonl` has one case a line: a text and every quantity in it, by the
annotation guideline. A field that the guideline leaves open lists its other readings under `or`.
Each file is one test that shows all its failing cases at once; `known_failures.txt` names cases
(`file:line`) that are expected to fail, and a case on that list that passes is a failure too.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analyse.quantities import find_quantities
from pipeline.analyse.view import read_view
from tests.number_writer import Spelling, fractions, percents, spellings

CASES = Path(__file__).parent / "cases" / "quantities"
FILES = sorted(CASES.glob("*.jsonl"))
NAMES = [file.stem for file in FILES]
KINDS = {"count", "percent", "money", "duration", "measure", "ratio", "rank", "number"}
BOUNDS = {"exact", "over", "nearly", "about", "at_least", "at_most", "range"}
FIELDS = ("text", "value", "value_max", "bound", "unit", "kind")
#: The guideline prints a fraction to six places.
FRACTION_TOLERANCE = Decimal("0.0000005")
#: Files whose cases are more than a run of prose, so that text set around them may change them.
NOT_PROSE = {"tables", "broken", "not_chrome", "not_labels", "not_dates", "not_documents"}


class Case(NamedTuple):
    """One line of a data file."""

    case_id: str
    text: str
    quantities: list[dict[str, Any]]


def load(file: Path) -> list[Case]:
    """The cases of a file, `file:line` as their ids."""
    lines = file.read_text(encoding="utf8").splitlines()
    rows = ((number, json.loads(line)) for number, line in enumerate(lines, 1))
    return [Case(f"{file.name}:{number}", row["text"], row["quantities"]) for number, row in rows]


def known_failures() -> set[str]:
    """The cases that are expected to fail."""
    lines = (CASES / "known_failures.txt").read_text(encoding="utf8").splitlines()
    return {line.split("#")[0].strip() for line in lines} - {""}


def found(text: str) -> list[dict[str, Any]]:
    """What the grammar finds, its surfaces cut from the text as it was given."""
    view = read_view(text)
    rows = []
    for quantity in find_quantities(view):
        start, end = view.source(quantity.start, quantity.end)
        row = {field: getattr(quantity, field) for field in FIELDS[1:]}
        rows.append({"start": start, "text": text[start:end], **row})
    return sorted(rows, key=lambda row: row["start"])


def same_number(expected: Any, got: Decimal | None, is_fraction: bool) -> bool:
    """Equal to the last digit; a fraction to the six places that the guideline prints."""
    if expected is None or got is None:
        return expected is None and got is None
    difference = abs(Decimal(str(expected)) - got)
    return difference <= FRACTION_TOLERANCE if is_fraction else difference == 0


def agrees(expected: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether every field is the expected one or one of its other allowed readings."""
    if expected["start"] != got["start"]:
        return False
    for field in FIELDS:
        allowed = [expected[field], *expected.get("or", {}).get(field, [])]
        if field in {"value", "value_max"}:
            is_fraction = expected["kind"] == "ratio" and expected["unit"] == ""
            if not any(same_number(value, got[field], is_fraction) for value in allowed):
                return False
        elif got[field] not in allowed:
            return False
    return True


def shown(row: dict[str, Any]) -> str:
    """A quantity on one line."""
    upper = "" if row["value_max"] is None else f"..{row['value_max']}"
    unit = row["unit"] or "-"
    return f"{row['text']!r}@{row['start']} {row['value']}{upper} {unit} {row['kind']} {row['bound']}"


def difference(expected: list[dict[str, Any]], got: list[dict[str, Any]]) -> list[str]:
    """What is missing and what should not be there, a line each; nothing if all agrees."""
    missing = [row for row in expected if not any(agrees(row, other) for other in got)]
    extra = [row for row in got if not any(agrees(other, row) for other in expected)]
    return [f"  - {shown(row)}" for row in missing] + [f"  + {shown(row)}" for row in extra]


def attempt(text: str, expected: list[dict[str, Any]]) -> list[str]:
    """The difference for one text; an exception of the grammar is a difference like any other."""
    try:
        return difference(expected, found(text))
    except Exception as error:
        return [f"  ! {type(error).__name__}: {error}"]


@pytest.mark.parametrize("name", NAMES)
def test_cases(name: str) -> None:
    """Every case of a file comes out as the guideline has it."""
    expected_to_fail = known_failures()
    report, failing = [], 0
    cases = load(CASES / f"{name}.jsonl")
    for case in cases:
        lines = attempt(case.text, case.quantities)
        failing += bool(lines)
        if lines and case.case_id not in expected_to_fail:
            report += [f"{case.case_id}  {case.text!r}", *lines]
        if not lines and case.case_id in expected_to_fail:
            report.append(f"{case.case_id} passes now: take it off known_failures.txt")
    message = f"{failing} of {len(cases)} cases differ (- expected, + found)\n"
    assert not report, message + "\n".join(report)


def test_case_files_are_sound() -> None:
    """Surfaces stand where they are said to, fields are in their sets, no text comes twice."""
    seen: dict[str, str] = {}
    for file in FILES:
        for case in load(file):
            assert case.text not in seen, f"{case.case_id} repeats {seen[case.text]}"
            seen[case.text] = case.case_id
            end = 0
            for row in case.quantities:
                assert row["start"] >= end, f"{case.case_id}: overlapping or out of order"
                end = row["start"] + len(row["text"])
                assert case.text[row["start"] : end] == row["text"], case.case_id
                assert row["kind"] in KINDS and row["bound"] in BOUNDS, case.case_id
                Decimal(str(row["value"]))
                upper = row["value_max"]
                assert upper is None or Decimal(str(upper)) > Decimal(str(row["value"])), case.case_id
                for field in ("kind", "bound"):
                    others = row.get("or", {}).get(field, [])
                    assert set(others) <= (KINDS if field == "kind" else BOUNDS), case.case_id
    unknown = known_failures() - set(seen.values())
    assert not unknown, f"known_failures.txt names cases that do not exist: {sorted(unknown)}"
    assert len(seen) >= 1500


#: Sentences without a numeral, to be set around others.
BEFORE = (
    "县司法局牵头抓好落实。",
    "坚持问题导向，聚焦群众关切。",
    "据统计，",
    "各部门协同发力；",
    "（详见正文）",
    "“放管服”改革持续深化，",
    "\n",
    "　　",
)
AFTER = ("。成效明显。", "；群众普遍认可。", "，有力维护社会稳定。", "\n以上情况，特此报告。", "。")


@pytest.mark.parametrize("name", [name for name in NAMES if name not in NOT_PROSE])
def test_text_around_changes_nothing(name: str) -> None:
    """A case between sentences without numerals has the quantities it has alone."""
    report = []
    for number, case in enumerate(load(CASES / f"{name}.jsonl")):
        before, after = BEFORE[number % len(BEFORE)], AFTER[number % len(AFTER)]
        if "\n" in case.text or case.text[0].isascii() or case.text[0] in "（(一①“":
            continue
        try:
            alone = found(case.text)
            within = found(before + case.text.rstrip("。") + after)
        except Exception as error:
            report.append(f"{case.case_id}  {case.text!r}\n  ! {type(error).__name__}: {error}")
            continue
        moved = [{**row, "start": row["start"] + len(before)} for row in alone]
        if moved != within:
            report.append(f"{case.case_id}  {before + case.text + after!r}")
            report += [f"  alone  + {shown(row)}" for row in moved if row not in within]
            report += [f"  within + {shown(row)}" for row in within if row not in moved]
    assert not report, "\n".join(report)


@pytest.mark.parametrize("name", ["not_names", "not_ordinals", "not_indefinite", "not_masked"])
def test_what_is_no_quantity_stays_none_beside_one(name: str) -> None:
    """A name, an ordinal or a vague amount before a true quantity neither joins nor hides it."""
    report = []
    for case in load(CASES / f"{name}.jsonl"):
        text = f"围绕{case.text.rstrip('。')}，县政府专题研究，全年办理案件36件。"
        row = {"start": len(text) - 4, "text": "36件", "value": 36, "value_max": None}
        lines = attempt(text, [{**row, "bound": "exact", "unit": "件", "kind": "count"}])
        if lines:
            report += [f"{case.case_id}  {text!r}", *lines]
    assert not report, "\n".join(report)


#: A unit as it is written, the unit as it is reported, its kind, and a sentence for it.
CARRIERS = (
    ("件", "件", "count", "全年办理案件{}，均按期办结。"),
    ("人次", "人次", "count", "受教育群众{}。"),
    ("元", "元", "money", "累计发放救助金{}，全部到位。"),
    ("吨", "吨", "measure", "储备物资{}。"),
    ("千瓦", "千瓦", "measure", "新增光伏装机{}，并网运行。"),
    ("户", "户", "count", "惠及{}群众。"),
    ("立方米", "立方米", "measure", "供水{}。"),
    ("平方公里", "平方公里", "measure", "治理面积{}；成效明显。"),
)

whole_numbers = st.one_of(
    st.integers(2, 120),
    st.integers(2, 10**6),
    st.integers(2, 10**12),
    st.builds(lambda mark, power: mark * 10**power, st.integers(1, 99), st.integers(1, 11)),
    st.builds(lambda high, low: high * 10**4 + low, st.integers(1, 9999), st.integers(1, 999)),
    st.builds(lambda high, low: high * 10**8 + low, st.integers(1, 9999), st.integers(1, 9999)),
)
decimals = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places), st.integers(1, 10**9), st.integers(1, 4)
).filter(lambda value: value != 1)  # a bare 一 is mostly indefinite
numbers = st.one_of(whole_numbers.map(Decimal), decimals)


def reads_as(text: str, surface: str, value: Decimal, unit: str, kind: str, note: str) -> None:
    """Asserts that a text holds exactly this quantity."""
    row = {"start": text.index(surface), "text": surface, "value": value, "value_max": None}
    lines = attempt(text, [{**row, "bound": "exact", "unit": unit, "kind": kind}])
    assert not lines, f"{note}: {text!r}\n" + "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(numbers, st.sampled_from(CARRIERS))
def test_any_number_in_any_spelling_comes_back(number: Decimal, carrier: tuple[str, str, str, str]) -> None:
    """The value is exact to the last digit and the span covers number and unit."""
    written, unit, kind, sentence = carrier
    for spelling in spellings(number):
        if number >= 10**10 and spelling.style in {"arabic", "full-width"}:
            continue  # nobody writes eleven digits in a row, unless it is a telephone number
        if spelling.style.endswith("financial") and len(spelling.text) == 1 and written != "元":
            continue  # 伍, 陆 alone are words more often than numbers
        surface = spelling.text + written
        reads_as(sentence.format(surface), surface, spelling.value, unit, kind, spelling.style)


@settings(max_examples=150, deadline=None)
@given(st.decimals(0, 200, places=2, allow_nan=False, allow_infinity=False))
def test_any_percentage_in_any_spelling_comes_back(number: Decimal) -> None:
    """With the sign, full-width, and in words."""
    for spelling in percents(number):
        text = f"按期办结率达{spelling.text}，位居前列。"
        reads_as(text, spelling.text, spelling.value, "%", "percent", spelling.style)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 19), st.integers(2, 20))
def test_any_fraction_comes_back(numerator: int, denominator: int) -> None:
    """A proper fraction, with a slash or in words."""
    if numerator >= denominator or denominator == 10**2:
        return
    for spelling in fractions(numerator, denominator):
        text = f"申请材料平均减少{spelling.text}，群众满意。"
        reads_as(text, spelling.text, spelling.value, "", "ratio", spelling.style)


@settings(max_examples=150, deadline=None)
@given(st.integers(2, 20000), st.integers(1, 50), st.integers(0, 9), st.sampled_from("至-—~～到"))
def test_any_range_keeps_both_ends(low: int, factor: int, more: int, dash: str) -> None:
    """Two ends that share a unit, written in digits."""
    high = low * factor + more
    if low >= high or 1900 <= low < 2100:
        return  # what looks like a year is left to the data files
    surface = f"{low}{dash}{high}吨"
    text = f"年产量稳定在{surface}之间。"
    row = {"start": 6, "text": surface, "value": low, "value_max": high}
    lines = attempt(text, [{**row, "bound": "range", "unit": "吨", "kind": "measure"}])
    assert not lines, f"{text!r}\n" + "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(numbers, st.sampled_from(BEFORE), st.sampled_from(AFTER), st.sampled_from(CARRIERS))
def test_sentences_around_a_number_change_nothing(
    number: Decimal, before: str, after: str, carrier: tuple[str, str, str, str]
) -> None:
    """The same quantity, moved by the length of what stands before it."""
    written, unit, kind, sentence = carrier
    spelling: Spelling
    for spelling in list(spellings(number))[2:6]:
        surface = spelling.text + written
        text = before + sentence.format(surface).rstrip("。") + after
        reads_as(text, surface, spelling.value, unit, kind, spelling.style)
