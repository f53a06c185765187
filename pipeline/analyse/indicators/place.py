"""Where a claim stands: the words around its figure, the sentences before, the titles above."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

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
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Before:
    """What a section has said so far."""

    claims: list[Claim] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Place:
    """A claim with its surroundings, all without white space."""

    claim: Claim
    sentence: Sentence
    start: int  # of the figure in the sentence
    end: int
    section: Before
    claims_before: int  # how many of the section's claims and sentences come before
    sentences_before: int
    titles: Sequence[str]  # of the section and those around it, its own first
    last: Place | None  # the figure before in the sentence
    shared: bool  # one of several claims on the same figure
    left: int = 0  # of the clause around the figure, bounded by the figures beside it
    right: int = 0
    about_end: int = -1  # see match; -1: not looked for yet
    said: Said = NOTHING_SAID  # the words that may name the claim

    @property
    def name(self) -> str:
        """Action and measure, without quotes and bracketed asides."""
        return name_of(self.claim.action, self.claim.measure)

    @property
    def head(self) -> str:
        """The clause before the figure."""
        return self.said[0]

    def earlier_names(self) -> Iterator[str]:
        """Names of the claims before in the section, the latest first."""
        last = self.claims_before
        for claim in reversed(self.section.claims[max(0, last - _NAMES) : last]):
            yield name_of(claim.action, claim.measure)

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
    for claim in sorted(claims, key=attrgetter("start")):
        sentence = sentences.get(claim.sentence)
        if sentence is None:
            sentence = sentences[claim.sentence] = Sentence("".join(claim.sentence.split()))
        before = said.get(claim.section_id)
        if before is None:
            before = said[claim.section_id] = Before()
        earlier = before.sentences
        if not earlier or earlier[-1] is not sentence:
            earlier.append(sentence)
        beside = sentence.places
        last = beside[-1] if beside else None
        shared = last is not None and last.claim.start == claim.start
        start, end = (last.start, last.end) if last and shared else _find(claim, sentence.text, last)
        place = Place(
            claim, sentence, start, end, before, len(before.claims), len(earlier) - 1,
            titles.get(claim.section_id or "", ()), last, shared,
        )  # fmt: skip
        if last and shared:
            last.shared, place.last = True, last.last
        before.claims.append(claim)
        beside.append(place)
        result.append(place)
    for sentence in sentences.values():
        _bound_clauses(sentence)
    return result


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


def _find(claim: Claim, sentence: str, last: Place | None) -> tuple[int, int]:
    """The figure's span in the sentence: the next occurrence after the claim before it."""
    after = last.end if last else 0
    text = claim.text
    at = sentence.find(text, after)
    if at < 0:
        text = "".join(text.split())
        at = sentence.find(text, after)
    if at < 0:
        at = sentence.find(text)
    return (at, at + len(text)) if at >= 0 else (len(sentence), len(sentence))


def _bound_clauses(sentence: Sentence) -> None:
    """Bound each clause by punctuation and by the figures beside it; say what is in it."""
    text, places = sentence.text, sentence.places
    stops = [stop.start() for stop in _BREAK.finditer(text)]
    stops.append(len(text))
    left = 0
    for i, place in enumerate(places):
        start, end = place.start, place.end
        if i and places[i - 1].end <= start:
            left = places[i - 1].end
        right = len(text)
        for other in places[i + 1 :]:
            if other.start >= end:
                right = other.start
                break
        stop = stops[bisect_left(stops, start) - 1] if stops[0] < start else -1
        begin = stop + 1 if stop >= left else left
        stop = stops[bisect_left(stops, end)] if end < len(text) else end
        if stop < right:
            right = stop
        place.left, place.right = begin, right
        claim = place.claim
        place.said = _new(
            Said,
            (
                text[begin:start],
                text[end : end + _TAIL] if right > end + _TAIL else text[end:right],
                claim.action,
                claim.measure,
                place.shared,
                claim.role == "context",
            ),
        )


_new = tuple.__new__  # makes a Said in a third of the time that its own __new__ takes
