"""Matters that a report speaks of without giving a number, by the catalogue's wording.

A clause without a figure is held against the rules that name claims: the same words, and the topic
nearer before it in the sentence than any rival. Left out are headings, which announce a matter and say
nothing of it, weak wordings, and rules that lean on the figure's unit or on what stands around it:
where the matter is not surely named, "not mentioned" is the truer answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from operator import add

from pipeline.catalog import Catalog, Rule
from pipeline.model import Claim, Section
from pipeline.traditional import simplified

_CLAUSE_ENDS = "，,、；;。！？!?：:"
_SENTENCE_ENDS = "。！？!?\n"
_SHORTEST = 4  # characters of a clause that can name a matter and what was done


def mentions_of(
    text: str,
    claims: Sequence[Claim],
    catalog: Catalog,
    *,
    sections: Sequence[Section] = (),
    skip: Collection[str] = (),
) -> dict[str, str]:
    """A sentence that mentions each indicator without a figure.

    Args:
        text: the report's text.
        claims: its claims in the order of the text; a clause with one of them speaks of that
            figure and of nothing else.
        catalog: the indicators.
        sections: whose headings are passed over.
        skip: codes that need no looking for.

    Returns:
        Sentences by code, in the catalogue's order.
    """
    clauses = _Clauses(_without_headings(text, sections), claims)
    found = {}
    for code, indicator in catalog.indicators.items():
        if code in skip:
            continue
        for rule in indicator.rules:
            if _needs_no_figure(rule) and (start := clauses.first(rule, catalog)) >= 0:
                found[code] = sentence_at(text, start)
                break
    return found


def _needs_no_figure(rule: Rule) -> bool:
    return not (rule.grade or rule.units or rule.before or rule.after or rule.whole)


def _without_headings(text: str, sections: Sequence[Section]) -> str:
    """``text`` with headings blotted out; every other character keeps its place."""
    pieces, position = [], 0
    for section in sorted(sections, key=lambda section: section.start):
        if section.kind != "heading" or not section.title or section.start < position:
            continue
        title = text.find(section.title, section.start)
        if title < 0:
            continue
        end = title + len(section.title)
        pieces += [text[position : section.start], "\n" * (end - section.start)]
        position = end
    return "".join([*pieces, text[position:]])


class _Clauses:
    """The clauses of a text that have no figure, searched for many words at once."""

    def __init__(self, text: str, claims: Sequence[Claim]) -> None:
        self.text = text
        self.clauses: list[str] = []
        self.starts: list[int] = []  # in the text
        self.places: list[int] = []  # in ``joined``
        self._keep_those_without_figure(claims)
        self.joined = "\n".join(self.clauses)
        # Most words of the catalogue stand in no given report: their first two characters tell.
        self.pairs = set(map(add, self.joined, self.joined[1:]))
        self.seen: dict[str, tuple[int, ...]] = {}

    def _keep_those_without_figure(self, claims: Sequence[Claim]) -> None:
        plain = simplified(self.text)
        for mark in _CLAUSE_ENDS:
            plain = plain.replace(mark, "\n")
        figures = [claim.start for claim in claims]
        figures.append(len(plain))
        start = place = at = 0
        for clause in plain.split("\n"):
            stop = start + len(clause)
            if figures[at] < stop:
                while figures[at] < stop:
                    at += 1
            elif len(clause) >= _SHORTEST:
                self.clauses.append(clause)
                self.starts.append(start)
                self.places.append(place)
                place += len(clause) + 1
            start = stop + 1

    def _with(self, key: str) -> tuple[int, ...]:
        """Numbers of the clauses that have ``key`` in them, in order."""
        found = self.seen.get(key)
        if found is None:
            numbers = []
            at = self.joined.find(key)
            while at >= 0:
                number = bisect_right(self.places, at) - 1
                numbers.append(number)
                at = self.joined.find(key, self.places[number] + len(self.clauses[number]))
            found = self.seen[key] = tuple(numbers)
        return found

    def first(self, rule: Rule, catalog: Catalog) -> int:
        """Where the first clause that the rule fits stands in the text, or -1."""
        keys = [key for key in rule.keys if key[:2] in self.pairs]
        numbers = {number for key in keys for number in self._with(key)} if keys else ()
        for number in sorted(numbers):
            if rule.fits(self.clauses[number]) and self._is_near(rule, number, catalog):
                return self.starts[number]
        return -1

    def _is_near(self, rule: Rule, number: int, catalog: Catalog) -> bool:
        """In the sentence up to the end of the clause the rule's topic is named later than any rival."""
        if not rule.near:
            return True
        start = self.starts[number]
        begin = max(self.text.rfind(end, 0, start) for end in _SENTENCE_ENDS) + 1
        before = self.text[begin : start + len(self.clauses[number])]

        def last(topics: Collection[str]) -> int:
            return max((before.rfind(word) for topic in topics for word in catalog.topics[topic]), default=-1)

        return last(rule.near) > last(rule.rivals)


def sentence_at(text: str, offset: int) -> str:
    """The sentence around an offset."""
    start = max(text.rfind(end, 0, offset) for end in _SENTENCE_ENDS) + 1
    ends = [at for end in _SENTENCE_ENDS if (at := text.find(end, offset)) >= 0]
    stop = min(ends) + 1 if ends else len(text)
    return text[start:stop].strip()
