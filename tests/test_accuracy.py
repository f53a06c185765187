"""The accuracy gate: figures against each gold set may rise and never silently fall.

``tests/gold/floors.json`` has, for each set, the digest of its files, floors for figures that should be
high and ceilings for counts that should be low; null is a figure not held yet. Whoever changes
annotations renews the digest and looks at the floors again.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import Scores, evaluate
from pipeline.run.extract import extract_text

FLOORS = json.loads((Path(__file__).parent / "gold" / "floors.json").read_text(encoding="utf8"))


@pytest.fixture(params=FLOORS)
def gold_set(request: pytest.FixtureRequest, root: Path) -> tuple[str, Path]:
    name: str = request.param
    path = root / FLOORS[name]["gold"]
    if not path.exists():
        pytest.skip(f"the gold set {name} is not here")
    return name, path


def digest(path: Path) -> str:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def table(scores: Scores) -> str:
    rows = [f"{name:22} {value}" for name, value in scores.figures.items()]
    return "\n".join(
        [*rows, *(f"{d.doc_id}  {d.kind}  {d.text}  {d.detail}" for d in scores.differences[:40])]
    )


def test_gold_is_the_one_the_floors_were_set_on(gold_set: tuple[str, Path]) -> None:
    name, path = gold_set
    assert digest(path) == FLOORS[name]["sha256"], f"{name} changed: look at its floors, then renew sha256"


def test_figures_keep_their_floors(gold_set: tuple[str, Path]) -> None:
    name, path = gold_set

    def extract(text: str, doc_id: str) -> dict[str, Any]:
        found = extract_text(text, doc_id)
        assert all(text[c["start"] : c["end"]] == c["text"] for c in found["claims"]), doc_id
        return found

    scores = evaluate([path], extract=extract)
    figures = scores.figures
    floors = {k: v for k, v in FLOORS[name]["floors"].items() if v is not None}
    ceilings = {k: v for k, v in FLOORS[name]["ceilings"].items() if v is not None}
    low = [f"{k} {figures[k]} < {v}" for k, v in floors.items() if (figures[k] or 0) < v]
    high = [f"{k} {figures[k]} > {v}" for k, v in ceilings.items() if (figures[k] or 0) > v]
    assert not low + high, f"{name}: {'; '.join(low + high)}\n{table(scores)}"
