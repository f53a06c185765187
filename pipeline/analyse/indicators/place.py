"""Where a claim stands: the words around its figure, the sentences before, the titles above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.model import Claim, Section

_ASIDE = re.compile(r"[(（][^()（）]*[)）]|[\s“”\"‘’'《》〈〉「」]+")
_STOPS = "，,。；;：:|"
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_BARE = "其中有共约近达为计、"  # what says nothing of the figure that follows
_BREAK = re.compile(f"[{_STOPS}]")
# What still tells what a bare 审结 is about: the names of the claims before, and whole sentences.
_NAMES = 5
_CONTEXT = 2
_LONGEST_HEAD = 12  # a clause longer than this is no name
_VERB = 4  # the length of 不予受理


@dataclass(slots=True)
class Place:
    """A claim with its surroundings, all without white space."""

    claim: Claim
    name: str  # action and measure, without quotes and bracketed asides
    names: list[str] = field(init=False)  # wordings to look up, the likeliest first
    sentence: str
    start: int  # of the figure in ``sentence``
    end: int
    clause: tuple[int, int]  # the clause around the figure, bounded by the figures beside it
    context: list[str] = field(default_factory=list)  # what came earlier in the section, nearest first
    titles: list[str] = field(default_factory=list)  # of the section and those around it
    report_year: int | None = None
    shared: bool = False  # one of several claims on the same figure

    @property
    def head(self) -> str:
        """The clause before the figure."""
        return self.sentence[self.clause[0] : self.start]

    @property
    def tail(self) -> str:
        """The clause after the figure."""
        return self.sentence[self.end : self.clause[1]]


def plain(text: str) -> str:
    """``text`` without spaces, quotes and what stands in brackets."""
    return _ASIDE.sub("", text)


@lru_cache(maxsize=4096)
def name_of(action: str, measure: str) -> str:
    """Action and measure in one, neither said twice."""
    action, measure = plain(action), plain(measure)
    if action in measure:
        return measure
    return action if measure in action else action + measure


def place_claims(claims: list[Claim], sections: list[Section], report_year: int | None) -> list[Place]:
    """The place of every claim, in the order of ``claims``."""
    titles = _titles(sections)
    squeezed: dict[str, str] = {}
    places: dict[str, list[Place]] = {}
    result: list[Place] = []
    earlier: dict[str | None, list[str]] = {}
    names: dict[str | None, list[str]] = {}
    for claim in sorted(claims, key=lambda c: c.start):
        sentence = squeezed.get(claim.sentence)
        if sentence is None:
            sentence = squeezed[claim.sentence] = "".join(claim.sentence.split())
        beside = places.setdefault(sentence, [])
        start, end = _find(claim, sentence, beside)
        seen = earlier.setdefault(claim.section_id, [])
        if not seen or seen[-1] != sentence:
            seen.append(sentence)
        said = names.setdefault(claim.section_id, [])
        context = ["|".join(said[-_NAMES:]), *seen[-2 : -2 - _CONTEXT : -1]]
        name = name_of(claim.action, claim.measure)
        said.append(name)
        place = Place(
            claim, name, sentence, start, end, (0, 0), context,
            titles.get(claim.section_id or "", []), report_year,
        )  # fmt: skip
        if beside and beside[-1].claim.start == claim.start:
            place.shared = beside[-1].shared = True
        beside.append(place)
        result.append(place)
    for beside in places.values():
        _bound_clauses(beside)
    order = {id(claim): i for i, claim in enumerate(claims)}
    result.sort(key=lambda place: order[id(place.claim)])
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


def _find(claim: Claim, sentence: str, beside: list[Place]) -> tuple[int, int]:
    """The figure's span in the sentence: the next occurrence after the claim before it."""
    text = "".join(claim.text.split())
    if beside and beside[-1].claim.start == claim.start:  # one quantity with several names
        return beside[-1].start, beside[-1].end
    at = sentence.find(text, beside[-1].end if beside else 0)
    if at < 0:
        at = sentence.find(text)
    return (at, at + len(text)) if at >= 0 else (len(sentence), len(sentence))


def _bound_clauses(beside: list[Place]) -> None:
    """Bound each clause by punctuation and by the figures to its left and right."""
    sentence = beside[0].sentence
    left = 0
    for i, place in enumerate(beside):
        if i and beside[i - 1].end <= place.start:
            left = beside[i - 1].end
        right = next((p.start for p in beside[i + 1 :] if p.start >= place.end), len(sentence))
        start = max(sentence.rfind(stop, left, place.start) for stop in _STOPS)
        stop_after = _BREAK.search(sentence, place.end, right)
        place.clause = (max(left, start + 1), stop_after.start() if stop_after else right)
        place.names = _names(place)


def _names(place: Place) -> list[str]:
    """Names to look up, the likeliest first.

    The words right before the figure may say more than the extracted name (经调解、和解结案36件), whose
    noun may be one referred back to (受理149件) or a wrong one; where nothing stands before the
    figure, what follows it does (其中984项实现不见面审批).
    """
    claim = place.claim
    if place.shared:  # 撤销、变更均为0件: the words before the figure belong to its other claims too
        return [place.name, plain(claim.measure)]
    head, action, measure = _YEAR.sub("", plain(place.head)), plain(claim.action), plain(claim.measure)
    if claim.role == "context":
        return [place.name]
    if not head.strip(_BARE):
        return [place.name + plain(place.tail)[:_LONGEST_HEAD], place.name]
    at = head.rfind(measure) if measure else -1
    if at >= 0 and not action:
        first = head[max(0, at - _VERB) : at] + measure
    elif measure and at < 0 and "分别" not in head and len(head) <= _LONGEST_HEAD:
        first = head + (measure if action in head else place.name)
    else:
        first = place.name
    names = [first, head, place.name + head]
    if not action:  # 县政府常务会议先后8次研究法治建设事项
        names.append(first + plain(place.tail)[:_LONGEST_HEAD])
    return names
