"""The words of schemas/wording.json and the cut text they are looked up in."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from pipeline.resources import schema_path


@dataclass(frozen=True, slots=True)
class Wording:
    """Word classes; see the remarks in schemas/wording.json."""

    verbs: frozenset[str]
    nominal_verbs: frozenset[str]
    relative_verbs: frozenset[str]
    light_verbs: frozenset[str]
    adverbs: frozenset[str]
    localizers: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    agents: tuple[str, ...]
    persons: tuple[str, ...]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The word classes, loaded once a process."""
    data = json.loads(schema_path("wording.json").read_text(encoding="utf8"))
    sets = {name: frozenset(data[name]) for name in ("verbs", "nominal_verbs", "relative_verbs", "light_verbs", "adverbs", "localizers", "determiners", "prepositions")}
    return Wording(**sets, agents=tuple(data["agents"]), persons=tuple(data["persons"]))


class CutText:
    """A view's text with the places where its words begin."""

    __slots__ = ("starts", "text")

    def __init__(self, text: str, words: list[str]) -> None:
        self.text = text
        self.starts: list[int] = []
        at = 0
        for word in words:
            self.starts.append(at)
            at += len(word)
        self.starts.append(at)

    def words(self, start: int, end: int) -> list[tuple[int, int]]:
        """Spans of the words in ``[start, end)``; a word across an end is clipped to it."""
        if start >= end:
            return []
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        spans = [(max(self.starts[i], start), min(self.starts[i + 1], end)) for i in range(first, last)]
        return [(a, b) for a, b in spans if not self.text[a:b].isspace()]
