"""What the tests share: the repository's folders and every report text at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: A development checkout may have more annotated texts beside it; they are no part of the product.
SHARED_GOLD = ROOT.parent / "shared" / "gold"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_gold() -> Path:
    """Annotated texts beside the checkout; skips where there are none."""
    if not SHARED_GOLD.is_dir():
        pytest.skip("no annotated texts beside this checkout")
    return SHARED_GOLD


def _read(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


@pytest.fixture(scope="session")
def report_texts() -> dict[str, str]:
    """Every report text at hand by name: corpora/, tests/gold/ and what lies beside the checkout."""
    folders = [ROOT / "corpora", ROOT / "tests" / "gold", SHARED_GOLD]
    files = sorted(
        f for d in folders if d.is_dir() for f in d.rglob("*") if f.suffix in {".txt", ".md", ".html"}
    )
    texts = {str(file): _read(file) for file in files}
    for file in sorted(SHARED_GOLD.glob("*.jsonl")) if SHARED_GOLD.is_dir() else []:
        for line in file.read_text(encoding="utf8").splitlines():
            row = json.loads(line)
            texts[row["doc_id"]] = row["text"]
    return texts
