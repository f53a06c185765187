"""Claims against a table of sentences, one phenomenon of the annotation guideline a case.

A case names the fields it is about; ``part_of`` is the surface of the whole. What whole reports give is
held by the accuracy gate (test_accuracy.py).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analyse.claims import find_claims
from pipeline.analyse.quantities import find_quantities
from pipeline.analyse.sections import find_sections
from pipeline.analyse.view import read_view
from pipeline.analyse.words import cut
from pipeline.model import Claim
from tests.claim_rows import differences

LINES = (Path(__file__).parent / "cases" / "claims.jsonl").read_text(encoding="utf8").splitlines()
CASES = [json.loads(line) for line in LINES]


def claims_of(text: str, year: int | None = 2024) -> list[Claim]:
    view = read_view(text)
    return find_claims(view, text, cut(view.text), find_quantities(view), find_sections(view, text), year)


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:16] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    wrong = differences(claims_of(case["text"], case["year"]), case["claims"])
    assert not wrong, "\n".join(wrong)


@given(st.lists(st.sampled_from([line["text"] for line in CASES]), min_size=1, max_size=6))
def test_offsets_hold_and_parts_belong(texts: list[str]) -> None:
    """Whatever stands together: a claim's text is the report's, and a whole is a claim at least as large."""
    text = "\n".join(texts)
    found = claims_of(text)
    by_id = {claim.claim_id: claim for claim in found}
    assert [claim.start for claim in found] == sorted(claim.start for claim in found)
    for claim in found:
        assert text[claim.start : claim.end] == claim.text
        if claim.part_of:
            assert by_id[claim.part_of].value >= claim.value


@given(st.text(alphabet="全县共办理案件12三百余万元，。；、（）()其中比上年%年分别占 \n|“”", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for claim in claims_of(text):
        assert text[claim.start : claim.end] == claim.text
