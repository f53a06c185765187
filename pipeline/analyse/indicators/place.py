"""Where a claim stands: the words around its figure, the sentences before, the titles above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.analyse.indicators.names import NOTHING_SAID, Said, name_of
from pipeline.model import Claim, Section

_BREAK = re.compile(r"[，,。；;：:|]")
# What still tells what a bare 审结 is about: the names of the claims before, and whole sentences.
_NAMES = 5
_SENTENCES = 2
_TAIL = 40  # as much of what follows a figure as can matter


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence without white space, and its claims."""

    text: str
    stops: list[int]  # where its punctuation stands
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Before:
    """What a section has said so far."""

    names: list[str] = field(default_factory=list)  # of its claims
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Place:
    """A claim with its surroundings, all without white space."""

    claim: Claim
    sentence: Sentence
    start: int  # of the figure in the sentence
    end: int
    section: Before
    names_before: int  # how many of the section's names and sentences were said before
    sentences_before: int
    titles: Sequence[str]  # of the section and those around it, its own first
    clause: tuple[int, int] = (0, 0)  # around the figure, bounded by the figures beside it
    shared: bool = False  # one of several claims on the same figure
    last: Place | None = None  # the figure before in the sentence
    said: Said = NOTHING_SAID  # the words that may name the claim

    @property
    def name(self) -> str:
        """Action and measure, without quotes and bracketed asides."""
        return name_of(self.claim.action, self.claim.measure)

    @property
    def head(self) -> str:
        """The clause before the figure."""
        return self.said.head

    def earlier_names(self) -> list[str]:
        """Names of the claims before in the section, the latest first."""
        last = self.names_before
        return self.section.names[max(0, last - _NAMES) : last][::-1]

    def earlier_sentences(self) -> list[Sentence]:
        """The sentences with figures before in the section, the latest first."""
        last = self.sentences_before
        return self.section.sentences[max(0, last - _SENTENCES) : last][::-1]


def place_claims(claims: list[Claim], sections: list[Section]) -> list[Place]:
    """The place of every claim, in the order of the text."""
    titles = _titles(sections)
    sentences: dict[str, Sentence] = {}
    said: dict[str | None, Before] = {}
    result: list[Place] = []
    for claim in sorted(claims, key=_start):
        sentence = sentences.get(claim.sentence)
        if sentence is None:
            text = "".join(claim.sentence.split())
            stops = [stop.start() for stop in _BREAK.finditer(text)]
            sentence = sentences[claim.sentence] = Sentence(text, stops)
        before = said.get(claim.section_id)
        if before is None:
            before = said[claim.section_id] = Before()
        earlier = before.sentences
        if not earlier or earlier[-1] is not sentence:
            earlier.append(sentence)
        beside = sentence.places
        shared = bool(beside) and beside[-1].claim.start == claim.start
        start, end = (beside[-1].start, beside[-1].end) if shared else _find(claim, sentence)
        place = Place(
            claim, sentence, start, end, before, len(before.names), len(earlier) - 1,
            titles.get(claim.section_id or "", ()),
        )  # fmt: skip
        if shared:
            place.shared = beside[-1].shared = True
        elif beside:
            place.last = beside[-1]
        before.names.append(name_of(claim.action, claim.measure))
        beside.append(place)
        result.append(place)
    for sentence in sentences.values():
        _bound_clauses(sentence)
    return result


def _start(claim: Claim) -> int:
    return claim.start


def _titles(sections: list[Section]) -> dict[str, list[str]]:
    """Titles by section id, the section's own first."""
    by_id = {section.section_id: section for section in sections}
    titles: dict[str, list[str]] = {}
    for section in sections:
        chain: list[str] = []
        at: Section | None = section
        while at is not None and len(chain) < 6:
            # The title of the whole report (level 0) names no matter of its own.
            if at.title and at.level > 0:
                chain.append("".join(at.title.split()))
            at = by_id.get(at.parent_id) if at.parent_id else None
        titles[section.section_id] = chain
    return titles


def _find(claim: Claim, sentence: Sentence) -> tuple[int, int]:
    """The figure's span in the sentence: the next occurrence after the claim before it."""
    text = "".join(claim.text.split())
    at = sentence.text.find(text, sentence.places[-1].end if sentence.places else 0)
    if at < 0:
        at = sentence.text.find(text)
    return (at, at + len(text)) if at >= 0 else (len(sentence.text), len(sentence.text))


def _bound_clauses(sentence: Sentence) -> None:
    """Bound each clause by punctuation and by the figures to its left and right; say what is in it."""
    text, stops, places = sentence.text, sentence.stops, sentence.places
    left = 0
    for i, place in enumerate(places):
        if i and places[i - 1].end <= place.start:
            left = places[i - 1].end
        right = len(text)
        for other in places[i + 1 :]:
            if other.start >= place.end:
                right = other.start
                break
        before = bisect_left(stops, place.start) - 1
        after = bisect_left(stops, place.end)
        begin = max(left, stops[before] + 1) if before >= 0 else left
        end = min(right, stops[after]) if after < len(stops) else right
        claim = place.claim
        place.clause = (begin, end)
        place.said = Said(
            text[begin : place.start],
            text[place.end : min(end, place.end + _TAIL)],
            claim.action,
            claim.measure,
            place.shared,
            claim.role == "context",
        )
