"""The words of schemas/wording.json and the cut text they are looked up in."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import accumulate

from pipeline.resources import schema_path

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wording:
    """Word classes; see the remarks in schemas/wording.json."""

    verbs: frozenset[str]
    nominal_verbs: frozenset[str]
    relative_verbs: frozenset[str]
    light_verbs: frozenset[str]
    sending_verbs: frozenset[str]
    event_verbs: frozenset[str]
    transfer_verbs: frozenset[str]
    convening_verbs: frozenset[str]
    deliberating_verbs: frozenset[str]
    state_verbs: frozenset[str]
    taking_verbs: frozenset[str]
    final_verbs: frozenset[str]
    adverbs: frozenset[str]
    breaking_words: frozenset[str]
    localizers: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    noun_suffixes: frozenset[str]
    noun_tails: frozenset[str]
    agents: tuple[str, ...]
    persons: tuple[str, ...]


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The word classes, loaded once a process."""
    data = json.loads(schema_path("wording.json").read_text(encoding="utf8"))
    endings = ("agents", "persons")
    sets = {f.name: frozenset(data[f.name]) for f in fields(Wording) if f.name not in endings}
    return Wording(**sets, agents=tuple(data["agents"]), persons=tuple(data["persons"]))


class CutText:
    """A view's text with the places where its words stand; white space is no word."""

    __slots__ = ("ends", "spans", "starts", "text")

    def __init__(self, text: str, words: list[str]) -> None:
        self.text = text
        ends = accumulate(map(len, words))
        self.spans: list[Span] = [
            (end - len(word), end) for word, end in zip(words, ends, strict=True) if not word.isspace()
        ]
        self.starts = [start for start, _ in self.spans]
        self.ends = [end for _, end in self.spans]

    def words(self, start: int, end: int) -> list[Span]:
        """Spans of the words in ``[start, end)``; a word across an end is clipped to it."""
        found = self.spans[bisect_right(self.ends, start) : bisect_left(self.starts, end)]
        if found:
            if found[0][0] < start:
                found[0] = (start, found[0][1])
            if found[-1][1] > end:
                found[-1] = (found[-1][0], end)
        return found

    def boundary(self, at: int) -> int:
        """``at``, or where the word begins that it stands in the middle of."""
        place = bisect_right(self.ends, at)
        return self.starts[place] if place < len(self.starts) and self.starts[place] < at else at

    def first(self, start: int, end: int) -> Span | None:
        """The first word in ``[start, end)``."""
        at = bisect_right(self.ends, start)
        if at == len(self.spans) or self.spans[at][0] >= end:
            return None
        return max(self.spans[at][0], start), min(self.spans[at][1], end)

    def last(self, start: int, end: int) -> Span | None:
        """The last word in ``[start, end)``."""
        at = bisect_left(self.starts, end) - 1
        if at < 0 or self.spans[at][1] <= start:
            return None
        return max(self.spans[at][0], start), min(self.spans[at][1], end)
