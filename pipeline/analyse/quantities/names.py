"""Names and idioms with numerals (schemas/names_with_numerals.txt): 一网通办, 四平, 万无一失."""

from __future__ import annotations

from functools import lru_cache

from pipeline.analyse.quantities.numerals import HAN_DIGIT, HAN_MYRIAD, HAN_POWER
from pipeline.resources import schema_path

_NUMERALS = frozenset("0123456789半" + HAN_DIGIT + HAN_POWER + HAN_MYRIAD)


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[tuple[str, int], ...]]:
    """Names by the two characters from each of their numerals on: pair -> (name, offset), longest first."""
    index: dict[str, list[tuple[str, int]]] = {}
    for name in schema_path("names_with_numerals.txt").read_text(encoding="utf8").splitlines():
        if not name or name.startswith("#"):
            continue
        for offset, char in enumerate(name):
            if char in _NUMERALS:
                index.setdefault(name[offset : offset + 2], []).append((name, offset))
    return {pair: tuple(sorted(rows, key=lambda row: -len(row[0]))) for pair, rows in index.items()}


def name_end(text: str, at: int) -> int:
    """Where the listed name ends that covers the numeral at ``at``, or 0."""
    for name, offset in _index().get(text[at : at + 2], ()):
        if text.startswith(name, at - offset):
            return at - offset + len(name)
    return 0
