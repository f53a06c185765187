"""Claims held against the rows of a case file: the fields that a row has, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.model import Claim


def differences(claims: Sequence[Claim], rows: Sequence[dict[str, Any]]) -> list[str]:
    """What is not as the rows say, a line each; ``part_of`` is given in them by the whole's text."""
    texts, expected = [claim.text for claim in claims], [row["text"] for row in rows]
    if texts != expected:
        return [f"claims: expected {expected}, got {texts}"]
    by_id = {claim.claim_id: claim for claim in claims}
    wrong = []
    for claim, row in zip(claims, rows, strict=True):
        for field, value in row.items():
            got: Any = getattr(claim, field)
            if field == "part_of":
                got = by_id[got].text if got else None
            if field == "value":
                got = float(got)
            if got != value:
                wrong.append(f"{claim.text} {field}: expected {value!r}, got {got!r}")
    return wrong
