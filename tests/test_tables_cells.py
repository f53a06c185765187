"""What one report says of each indicator, by a table of cases, and laws that hold for all figures."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.quantities.units import normalise
from pipeline.catalog import Catalog, load_catalog
from pipeline.model import Analysis, Claim, Identity, Report
from pipeline.tables.cells import resolve
from pipeline.tables.figures import agree, last_digit, printed_unit, to_figure
from pipeline.tables.mentions import mentions_of, sentence_at
from pipeline.tables.said import cells_of, restatements_of

_FILE = Path(__file__).parent / "cases" / "panel.jsonl"
CASES = [json.loads(line) for line in _FILE.read_text(encoding="utf8").splitlines()]


def make_claim(number: int, case: dict[str, Any]) -> Claim:
    """A claim from the few fields that a case names."""
    text = case["text"]
    digits = "".join(c for c in text if c in "0123456789.")
    value = Decimal(str(case["value"])) if "value" in case else Decimal(digits)
    unit = case.get("unit", text.lstrip("0123456789."))
    norm, base = normalise(value, unit)
    start = case.get("start", 100 * number)
    return Claim(
        claim_id=f"c{number}",
        section_id=None,
        start=start,
        end=start + len(text),
        text=text,
        value=value,
        value_max=Decimal(str(case["value_max"])) if "value_max" in case else None,
        bound=case.get("bound", "exact"),
        unit=unit,
        kind=case.get("kind", "count"),
        measure=case.get("measure", ""),
        role=case.get("role", "claim"),
        change=case.get("change", ""),
        modality=case.get("modality", "actual"),
        year=case.get("year"),
        part_of=case.get("part_of"),
        indicator=case["code"],
        sentence=case.get("sentence", f"第{number}句。"),
        value_norm=norm,
        unit_norm=base,
    )


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_cells(case: dict[str, Any], catalog: Catalog) -> None:
    claims = [make_claim(n, c) for n, c in enumerate(case.get("claims", []), 1)]
    report = Report("a.txt", case.get("text", ""), identity=Identity(county="某县", year=2024))
    analysis = Analysis(claims=claims)
    cells = {c.indicator: c for c in cells_of(report, analysis, catalog)}
    for code, expected in case.get("expect", {}).items():
        cell = cells[code]
        assert cell.status == expected["status"]
        if expected.get("value") is not None:
            assert cell.value == Decimal(str(expected["value"]))
        if cell.status == "no_figure":
            assert cell.value is None
        else:
            assert cell.low is not None and cell.high is not None and cell.value is not None
            assert cell.low <= cell.value <= cell.high
        assert cell.bound == expected.get("bound", cell.bound)
        assert cell.note == expected.get("note", cell.note)
        assert ";".join(cell.claims) == expected.get("claims", ";".join(cell.claims))
        assert cell.evidence == expected.get("evidence", cell.evidence)
        for part in expected.get("note_has", []):
            assert part in cell.note
    for code in case.get("absent", []):
        assert code not in cells
    told = [[f.claim.year, float(f.value)] for f in restatements_of(report, analysis, catalog)]
    assert told == case.get("restatements", [])


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("139件", "139", "0"),
        ("2.6万件", "26000", "1000"),
        ("２．６万件", "26000", "1000"),
        ("60余万元", "600000", "10000"),
        ("1,100万元", "11000000", "10000"),
        ("95.87%", "95.87", "0.01"),
        ("96%", "96", "1"),
        ("９６％", "96", "1"),
        ("两万份", "20000", "10000"),
        ("三十二个", "32", "0"),
        ("3.5公里", "3.5", "0.1"),
        ("0件", "0", "0"),
        ("0万元", "0", "1"),
    ],
)
def test_printed_unit(text: str, value: str, unit: str) -> None:
    assert printed_unit(text, Decimal(value)) == Decimal(unit)


@given(st.integers(10_000, 10**9), st.integers(0, 4))
def test_a_rounded_print_agrees_with_the_figure(figure: int, digits: int) -> None:
    """Whatever is rounded for print meets what it was rounded from; the exact one is kept."""
    rounded = round(figure / 10_000, digits)
    claims = [
        make_claim(1, {"code": "x", "text": f"{rounded:.{digits}f}万件", "value": 0}),
        make_claim(2, {"code": "x", "text": f"{figure}件"}),
    ]
    claims[0].value = Decimal(f"{rounded:.{digits}f}") * 10_000
    indicator = load_catalog()["service.cases"]
    figures = [f for c in claims if (f := to_figure(c, indicator))]
    cell = resolve("service.cases", figures)
    # A figure that lies exactly between two prints may be rounded either way.
    if figure * 2 % 10 ** (4 - digits) or digits == 4:
        assert agree(figures)
        assert cell.status == "reported"
    if cell.status == "reported" and claims[0].value == figure:
        assert cell.value == figure


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_a_cell_is_disputed_just_where_its_figures_differ(values: list[int], random: Any) -> None:
    indicator = load_catalog()["litigation.lost"]
    claims = [make_claim(n, {"code": "x", "text": f"{v}件"}) for n, v in enumerate(values, 1)]
    figures = [f for c in claims if (f := to_figure(c, indicator))]
    status = resolve("x", figures).status
    assert (status == "conflicting") == (len(set(values)) > 1)
    random.shuffle(figures)
    assert resolve("x", figures).value == resolve("x", sorted(figures, key=lambda f: f.claim.start)).value


@given(st.integers(1, 10**12))
def test_last_digit_divides(value: int) -> None:
    step = last_digit(Decimal(value))
    assert Decimal(value) % step == 0 and Decimal(value) % (step * 10) != 0


@given(st.text(alphabet="，。；\n办理法律援助案件败诉率的", max_size=80), st.integers(0, 79))
def test_mentions_quote_the_text(text: str, at: int) -> None:
    for sentence in mentions_of(text, [], load_catalog()).values():
        assert sentence in text
    assert sentence_at(text, min(at, len(text))) in text
