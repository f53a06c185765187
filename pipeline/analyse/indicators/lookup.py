"""Which rules of a catalogue a claim's wording fits, and which topics a text speaks of.

All words of the catalogue are found in one scan of a text by their first two characters, so that a
rule is a comparison of sets. What was found is remembered across reports: they say the same things
in the same words year by year. The memories are bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from pipeline.analyse.indicators.names import Said, is_for_each, names_of, repeats_the_last
from pipeline.catalog import REACH, Catalog, Indicator, Rule, compile_pattern

#: Topics named in a text: where the word begins and ends, and its topics; in the order of the ends.
Hits = Sequence[tuple[int, int, tuple[str, ...]]]
Units = frozenset[str] | None  # None: any
_WORDINGS, _TEXTS = 16_384, 4_096  # how many are remembered


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule whose wording fits a name."""

    rule: Rule
    indicator: Indicator | None  # of the rule
    key_length: int  # of the longest of its keys in the name
    settled: bool  # True where no topic need be looked for beyond the name
    narrow: bool  # True where the name is that of a sub-class
    looks_around: bool  # the rule's


class Options:
    """Rules for each of the names that a claim's words may give it; a later name is tried only if need be."""

    __slots__ = ("_found", "_names", "_search", "decided", "for_each", "is_open", "repeats")

    def __init__(self, said: Said, search: Callable[[str, str], tuple[Candidate, ...]]) -> None:
        self.repeats = repeats_the_last(said)
        self.for_each = is_for_each(said)
        self._search = search
        self._names = tuple(dict.fromkeys(names_of(said)))
        self._found: list[tuple[Candidate, ...] | None] = [None] * len(self._names)
        first = next(iter(self), None)
        #: the best rule where the claim's own words decide, or whether what is around it may
        self.decided = None if first is None else _decide(first)
        self.is_open = self.repeats or (first is not None and self.decided is None)

    def __iter__(self) -> Iterator[tuple[Candidate, ...]]:
        for i, candidates in enumerate(self._found):
            if candidates is None:
                candidates = self._found[i] = self._search(*self._names[i])
            if candidates:
                yield candidates


def _decide(candidates: Iterable[Candidate]) -> Candidate | None:
    """The rule that no other can beat: settled by the name, without conditions beyond it, the longest key."""
    best: Candidate | None = None
    for candidate in candidates:
        if candidate.settled and (
            best is None
            or candidate.key_length > best.key_length
            or (candidate.key_length == best.key_length and candidate.looks_around)
        ):
            best = candidate
    if best is None or best.looks_around:
        return None
    return best


class Lookup:
    """The rules of one catalogue, found by wording."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        # by kind of quantity and key: rules, with the units that their figures may have
        self._rules: dict[str, defaultdict[str, list[tuple[Rule, Units]]]] = {
            kind: defaultdict(list) for kind in ("count", "percent", "money")
        }
        topics: defaultdict[str, list[str]] = defaultdict(list)  # by word
        words: set[str] = set()
        for rule in catalog.rules():
            indicator = catalog[rule.code] if rule.code else None
            units = (rule.units or indicator.units) if indicator else None
            for kind in (indicator.kind,) if indicator else self._rules:
                for key in rule.keys:
                    self._rules[kind][key].append((rule, units))
            words.update(rule.keys)
            for wording in rule.wordings():
                words |= wording.words
        for indicator in catalog:
            words |= indicator.narrow.words
        for topic, its_words in catalog.topics.items():
            for word in its_words:
                topics[word].append(topic)
        self._rules["number"] = self._rules["count"]
        self._topics = {word: tuple(found) for word, found in topics.items()}
        self._by_pair = _by_pair(sorted({*words, *self._topics}))  # the order settles ties
        self._topic_words_by_pair = _by_pair(self._topics)
        #: words that may only seem to stand in a text: the longer words, and where in each they do
        self._hidden = {
            word: tuple((longer, longer.index(word)) for longer in its_longer)
            for word, its_longer in catalog.hidden.items()
        }
        self._single = frozenset(word for word in words if len(word) == 1)
        self.options = lru_cache(_WORDINGS)(self._options)
        self.topics_in = lru_cache(_TEXTS)(self._topics_in)

    def _options(self, said: Said, unit: str, kind: str) -> Options:
        """The rules that a claim may fit.

        Args:
            said: the words of the claim and around it.
            unit: unit without multiplier; "" fits every count (a bare cell of a table).
            kind: kind of the quantity.
        """

        def search(name: str, tail: str) -> tuple[Candidate, ...]:
            return tuple(self._search(name, tail, said.head, unit, kind))

        return Options(said, search)

    def _search(self, name: str, tail: str, head: str, unit: str, kind: str) -> Iterator[Candidate]:
        """Rules for one name; what follows the figure (``tail``) names no sub-class."""
        if not unit and kind == "percent":
            return
        full = name + tail
        ends = self._words_in(full)
        by_key = self._rules[kind]
        longest: dict[Rule, int] = {}
        for word in ends:
            if word in by_key:
                for rule, units in by_key[word]:
                    if (not unit or units is None or unit in units) and len(word) > longest.get(rule, 0):
                        longest[rule] = len(word)
        if not longest:
            return
        words = frozenset(ends)
        topics = self._last_topics(ends)
        for rule, length in longest.items():
            if rule.not_clause and compile_pattern(rule.not_clause).search(head):
                continue
            about = _is_about(topics, rule) if rule.near else True
            if about is not False and (about or rule.reach > REACH["name"]) and rule.fits(full, words):
                indicator = self.catalog[rule.code] if rule.code else None
                narrow = rule.grade == "narrow" or self._is_narrow(indicator, name, tail, words)
                yield Candidate(rule, indicator, length, about is True, narrow, rule.looks_around)

    def _is_narrow(self, indicator: Indicator | None, name: str, tail: str, words: frozenset[str]) -> bool:
        if indicator is None or not indicator.narrow:
            return False
        return indicator.narrow.is_in(name, self._words_in(name) if tail else words)

    def _words_in(self, text: str) -> dict[str, int]:
        """The catalogue's words in a text, with where the last of each ends."""
        found = dict.fromkeys(sorted(self._single.intersection(text)), 0)
        by_pair = self._by_pair
        for i, pair in enumerate(map(add, text, text[1:])):
            if pair in by_pair:
                for word in by_pair[pair]:
                    if text.startswith(word, i) and not (
                        word in self._hidden and self._is_hidden(word, text, i)
                    ):
                        found[word] = i + len(word)
        return found

    def _is_hidden(self, word: str, text: str, at: int) -> bool:
        """True where ``word`` only seems to stand at a place: 议案 in 争议案件."""
        return any(
            at >= start and text.startswith(longer, at - start) for longer, start in self._hidden[word]
        )

    def _last_topics(self, ends: dict[str, int]) -> dict[str, int]:
        """Topics of the words found, with where the last word of each ends."""
        last: dict[str, int] = {}
        for word, end in ends.items():
            for topic in self._topics.get(word, ()):
                if end > last.get(topic, -1):
                    last[topic] = end
        return last

    def _topics_in(self, text: str) -> Hits:
        """The topics that a text names, in the order of the words' ends."""
        by_pair, topics = self._topic_words_by_pair, self._topics
        hits = [
            (i, i + len(word), topics[word])
            for i, pair in enumerate(map(add, text, text[1:]))
            if pair in by_pair
            for word in by_pair[pair]
            if text.startswith(word, i) and not (word in self._hidden and self._is_hidden(word, text, i))
        ]
        hits.sort(key=_end)
        return hits


@lru_cache(maxsize=4)
def lookup_of(catalog: Catalog) -> Lookup:
    """The lookup of a catalogue, made once."""
    return Lookup(catalog)


def is_about(hits: Hits, rule: Rule, start: int, end: int) -> bool | None:
    """Whether the last topic in a stretch of a text is the rule's; None for neither that nor a rival."""
    rival_end = -1
    for begin, stop, topics in reversed(hits):
        if stop > end or begin < start:
            continue
        if rival_end > stop:
            return False
        for topic in topics:
            if topic in rule.near:
                return True
            if topic in rule.rivals:
                rival_end = stop
    return False if rival_end >= 0 else None


def _is_about(last: dict[str, int], rule: Rule) -> bool | None:
    """The same where only the last place of each topic is known."""
    near = max([last.get(topic, -1) for topic in rule.near])
    for topic in rule.rivals:
        if last.get(topic, -1) > near:
            return False
    return True if near >= 0 else None


def _by_pair(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Words of two characters and more by their first two."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) > 1:
            found[word[:2]].append(word)
    return {pair: tuple(its_words) for pair, its_words in found.items()}


def _end(hit: tuple[int, int, tuple[str, ...]]) -> int:
    return hit[1]
