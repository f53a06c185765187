"""The words of schemas/wording.json and the cut text they are looked up in."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, fields
from functools import cache
from itertools import accumulate, compress, count

from pipeline.resources import schema_path

Span = tuple[int, int]

_DONE = re.compile("了")
_STOP = re.compile("[，,；;：:]")


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
    describing_verbs: frozenset[str]
    adverbs: frozenset[str]
    attributes: frozenset[str]
    breaking_words: frozenset[str]
    localizers: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    noun_suffixes: frozenset[str]
    noun_tails: frozenset[str]
    agents: tuple[str, ...]
    persons: tuple[str, ...]


@cache
def wording() -> Wording:
    """The word classes, loaded once a process."""
    data = json.loads(schema_path("wording.json").read_text(encoding="utf8"))
    endings = ("agents", "persons")
    sets = {f.name: frozenset(data[f.name]) for f in fields(Wording) if f.name not in endings}
    return Wording(**sets, agents=tuple(data["agents"]), persons=tuple(data["persons"]))


class CutText:
    """A view's text with the places where its words stand; white space is no word.

    ``stops`` are the places behind the marks that end a clause.
    """

    __slots__ = ("_words", "ends", "starts", "stops", "text")

    def __init__(self, text: str, words: list[str]) -> None:
        self.text = text
        ends = list(accumulate(map(len, words)))
        starts, words = [0, *ends][:-1], words.copy()
        for space in reversed(list(compress(count(), map(str.isspace, words)))):
            del words[space], starts[space], ends[space]
        for done in _DONE.finditer(text):  # 审了 [26件]: the segmenter makes one word of some
            place = bisect_right(ends, done.start())
            if starts[place] < done.start() and ends[place] == done.end():
                words[place : place + 1] = words[place][:-1], "了"
                starts.insert(place + 1, done.start())
                ends.insert(place, done.start())
        self._words, self.starts, self.ends = words, starts, ends
        self.stops = [stop.end() for stop in _STOP.finditer(text)]

    def words(self, start: int, end: int) -> tuple[list[int], list[str]]:
        """Where the words in ``[start, end)`` begin, and the words; one across an end is clipped to it."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        begins, words = self.starts[first:last], self._words[first:last]
        if begins:
            if begins[0] < start:
                words[0] = words[0][start - begins[0] :]
                begins[0] = start
            if begins[-1] + len(words[-1]) > end:
                words[-1] = words[-1][: end - begins[-1]]
        return begins, words

    def boundary(self, at: int) -> int:
        """``at``, or where the word begins that it stands in the middle of."""
        place = bisect_right(self.ends, at)
        return self.starts[place] if place < len(self.starts) and self.starts[place] < at else at

    def first(self, start: int, end: int) -> Span | None:
        """The first word in ``[start, end)``."""
        at = bisect_right(self.ends, start)
        if at == len(self.ends) or self.starts[at] >= end:
            return None
        begin, stop = self.starts[at], self.ends[at]
        return (begin if begin > start else start), (stop if stop < end else end)

    def first_two(self, start: int, end: int) -> tuple[int, int]:
        """Where the first word in ``[start, end)`` ends, and the one behind it; -1 for none."""
        ends, starts = self.ends, self.starts
        at = bisect_right(ends, start)
        if at == len(ends) or starts[at] >= end:
            return -1, -1
        first = ends[at]
        if first > end:
            return end, end  # what is cut off is a word, too
        at += 1
        if at == len(ends) or starts[at] >= end:
            return first, -1
        return first, ends[at] if ends[at] < end else end

    def last(self, start: int, end: int) -> Span | None:
        """The last word in ``[start, end)``."""
        at = bisect_left(self.starts, end) - 1
        if at < 0 or self.ends[at] <= start:
            return None
        begin, stop = self.starts[at], self.ends[at]
        return (begin if begin > start else start), (stop if stop < end else end)
