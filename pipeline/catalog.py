"""The indicator catalogue: codes, definitions and the wording by which claims are told apart.

The catalogue is data (``schemas/indicators.json``, its key ``about`` explains the rules' fields);
adding an indicator is no code. Rules are indexed by keyword and their patterns compiled on first
use, so loading costs a few milliseconds.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.resources import schema_path

#: how far from the figure a rule may look for its topic; the order is the order of looking.
REACH = {"name": 0, "clause": 1, "sentence": 2, "section": 3, "titles": 4}
GRADES = frozenset({"", "weak", "narrow"})


class CatalogError(ValueError):
    """The catalogue file cannot be used; the message says where and what to change."""


compile_pattern = cache(re.compile)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One wording of an indicator. Every condition must hold; pattern strings are regular expressions."""

    code: str  # "" for a decoy: a figure that looks like an indicator's and is none
    keys: tuple[str, ...]  # literals, one of which the name must contain
    has: tuple[str, ...] = ()
    forbidden: str = ""
    near: tuple[str, ...] = ()  # topics, one of which must be nearer than any of the rivals
    rivals: tuple[str, ...] = ()
    reach: int = REACH["titles"]
    before: str = ""  # pattern for the sentence before the figure
    after: str = ""  # pattern for the sentence after the figure
    not_clause: str = ""  # pattern that must not be found in the clause before the figure
    units: frozenset[str] = frozenset()
    whole: str = ""  # code of the figure that this one must be a part of
    grade: str = ""  # "" | "weak" | "narrow"

    def fits(self, name: str) -> bool:
        """True where ``name``, which contains one of the keys, has the wording of this rule."""
        if self.forbidden and compile_pattern(self.forbidden).search(name):
            return False
        return all(compile_pattern(pattern).search(name) for pattern in self.has)

    def patterns(self) -> Iterator[str]:
        """All regular expressions of the rule."""
        yield from (p for p in (*self.has, self.forbidden, self.before, self.after, self.not_clause) if p)


class TopicFinder:
    """Which topics a text speaks of. Remembers its texts, so it is made anew for every report."""

    __slots__ = ("_seen", "_words")

    def __init__(self, topics: Mapping[str, tuple[str, ...]]) -> None:
        self._words = topics
        self._seen: dict[str, dict[str, int]] = {}

    def is_about(self, text: str, rule: Rule) -> bool | None:
        """Whether the last topic in ``text`` is the rule's; None where it has neither that nor a rival."""
        seen = self._seen.setdefault(text, {})
        near = max([self._last(text, topic, seen) for topic in rule.near])
        for topic in rule.rivals:
            if self._last(text, topic, seen) > near:
                return False
        return True if near >= 0 else None

    def _last(self, text: str, topic: str, seen: dict[str, int]) -> int:
        """Where the last word of a topic ends, or -1."""
        last = seen.get(topic)
        if last is None:
            last = -1
            for word in self._words[topic]:
                at = text.rfind(word)
                if at >= 0 and at + len(word) > last:
                    last = at + len(word)
            seen[topic] = last
        return last


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule whose wording fits a name."""

    rule: Rule
    key_length: int  # of the longest of its keys in the name
    settled: bool  # True where no topic need be looked for beyond the name


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of the panel: what it is and what its figures look like."""

    code: str
    group: str
    name_zh: str
    unit: str  # as printed in the panel: 件 人 % 元
    kind: str  # count | percent | money
    definition: str
    units: frozenset[str]  # units a figure may have, without multipliers
    rules: tuple[Rule, ...]
    narrow: str = ""  # names matching this pattern are sub-classes
    weak_scope: str = ""  # a scope named in the sentence that makes the figure yield to one without it
    stock: bool = False  # a number that there is; what is newly added yields to it
    not_part_of: str = ""  # code that a total with this among its parts is too wide for
    is_cut: bool = False  # the figure is itself a cut, so a direction of change does not disqualify it


@dataclass(frozen=True, slots=True)
class Relation:
    """Figures that must agree: a rate or share with its parts and whole, or a sum.

    ``stated`` = sum of ``parts`` / sum of ``whole`` (``or_whole`` where a report has no ``whole``); for
    a sum, ``whole`` = sum of ``parts``, which holds only if all parts are given unless ``complete``.
    """

    kind: str  # rate | share | sum
    stated: str
    parts: tuple[str, ...]
    whole: tuple[str, ...]
    or_whole: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Catalog:
    """All indicators with the index that finds the rules for a name."""

    indicators: Mapping[str, Indicator]
    relations: tuple[Relation, ...]
    topics: Mapping[str, tuple[str, ...]]  # topic -> words that show it
    decoys: tuple[Rule, ...]
    _index: Mapping[str, tuple[tuple[str, Rule], ...]]  # first two characters of a key -> (key, rule)
    _memo: dict[tuple[str, str, str], tuple[Candidate, ...]]

    def __getitem__(self, code: str) -> Indicator:
        return self.indicators[code]

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators.values())

    def __len__(self) -> int:
        return len(self.indicators)

    def candidates(self, name: str, unit: str, kind: str) -> tuple[Candidate, ...]:
        """Rules whose wording fits and whose topic the name does not speak against.

        Args:
            name: action and measure in one, without quotes and spaces.
            unit: unit without multiplier; "" fits every count (a bare cell of a table).
            kind: kind of the quantity.
        """
        memo_key = (name, unit, kind)
        found = self._memo.get(memo_key)
        if found is None:
            if len(self._memo) > 20_000:
                self._memo.clear()
            found = self._memo[memo_key] = tuple(self._search(name, unit, kind))
        return found

    def _search(self, name: str, unit: str, kind: str) -> Iterator[Candidate]:
        topics = TopicFinder(self.topics)
        longest: dict[Rule, int] = {}
        for i in range(len(name) - 1):
            for key, rule in self._index.get(name[i : i + 2], ()):
                if len(key) > longest.get(rule, 0) and name.startswith(key, i):
                    longest[rule] = len(key)
        for rule, length in longest.items():
            if self._counts_alike(rule, unit, kind) and rule.fits(name):
                about = topics.is_about(name, rule) if rule.near else True
                if about is not False and (about or rule.reach > REACH["name"]):
                    yield Candidate(rule, length, about is True)

    def _counts_alike(self, rule: Rule, unit: str, kind: str) -> bool:
        if not rule.code:
            return True
        indicator = self.indicators[rule.code]
        if indicator.kind != kind and not (kind == "number" and indicator.kind == "count"):
            return False
        if not unit:
            return indicator.kind == "count"
        return unit in (rule.units or indicator.units)


def load_catalog(path: Path | None = None) -> Catalog:
    """Read a catalogue.

    Args:
        path: a JSON file like ``schemas/indicators.json``; None for the one that comes with baoshu.

    Raises:
        CatalogError: if the file cannot be read or breaks the form; every pattern of a file of the
            user's is compiled to make sure.
    """
    if path is None:
        return _own_catalog()
    catalog = _read(path)
    for indicator in catalog:
        _check_patterns(path, indicator.code, (indicator.narrow, indicator.weak_scope), indicator.rules)
    _check_patterns(path, "decoys", (), catalog.decoys)
    return catalog


@cache
def _own_catalog() -> Catalog:
    return _read(schema_path("indicators.json"))


def _read(path: Path) -> Catalog:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CatalogError(f"{path}: the catalogue cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise CatalogError(f"{path}: the catalogue is not valid JSON: {error}") from error
    try:
        return _build(data)
    except KeyError as error:
        raise CatalogError(f"{path}: {error.args[0]!r} is missing or not defined in the file") from error
    except (TypeError, AttributeError, ValueError) as error:
        raise CatalogError(f"{path}: does not have the form of schemas/indicators.json ({error})") from error


def _build(data: dict[str, Any]) -> Catalog:
    families = {name: frozenset(units) for name, units in data["families"].items()}
    topics = {name: tuple(words) for name, words in data["topics"].items()}
    lexicons: dict[str, str] = data.get("lexicons", {})
    indicators: dict[str, Indicator] = {}
    for entry in data["indicators"]:
        code = entry["code"]
        if code in indicators:
            raise ValueError(f"code {code} occurs twice")
        indicators[code] = _indicator(entry, families, topics, lexicons)
    decoys = tuple(_rule("", entry, families, topics) for entry in data.get("decoys", ()))
    relations = tuple(_relation(entry, indicators) for entry in data.get("relations", ()))
    index: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
    for rule in (*(rule for i in indicators.values() for rule in i.rules), *decoys):
        for key in rule.keys:
            index[key[:2]].append((key, rule))
    return Catalog(indicators, relations, topics, decoys, {k: tuple(v) for k, v in index.items()}, {})


def _units(names: list[str], families: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Units of a list that mixes families' names and units."""
    return frozenset().union(*(families.get(name, frozenset({name})) for name in names))


def _indicator(
    entry: dict[str, Any],
    families: Mapping[str, frozenset[str]],
    topics: Mapping[str, tuple[str, ...]],
    lexicons: Mapping[str, str],
) -> Indicator:
    narrow: str = entry.get("narrow", "")
    for name, words in lexicons.items():
        narrow = narrow.replace("{" + name + "}", words)
    if not entry["rules"]:
        raise ValueError(f"{entry['code']} has no rules")
    return Indicator(
        code=entry["code"],
        group=entry["group"],
        name_zh=entry["name_zh"],
        unit=entry["unit"],
        kind=entry["kind"],
        definition=entry["definition"],
        units=_units(entry["units"], families),
        rules=tuple(_rule(entry["code"], rule, families, topics) for rule in entry["rules"]),
        narrow=narrow,
        weak_scope=entry.get("weak_scope", ""),
        stock=entry.get("stock", False),
        not_part_of=entry.get("not_part_of", ""),
        is_cut=entry.get("is_cut", False),
    )


def _rule(
    code: str,
    entry: dict[str, Any],
    families: Mapping[str, frozenset[str]],
    topics: Mapping[str, tuple[str, ...]],
) -> Rule:
    near, rivals = tuple(entry.get("near", ())), tuple(entry.get("rivals", ()))
    for topic in (*near, *rivals):
        topics[topic]
    keys = tuple(entry["key"])
    if not keys or any(len(key) < 2 for key in keys):
        raise ValueError(f"a rule of {code or 'the decoys'} needs keys of two characters or more")
    grade = entry.get("grade", "")
    if grade not in GRADES:
        raise ValueError(f"grade {grade!r} of {code} is none of weak, narrow")
    return Rule(
        code=code,
        keys=keys,
        has=tuple(entry.get("has", ())),
        forbidden=entry.get("not", ""),
        near=near,
        rivals=rivals,
        reach=REACH[entry.get("within", "titles")],
        before=entry.get("before", ""),
        after=entry.get("after", ""),
        not_clause=entry.get("not_clause", ""),
        units=_units(entry.get("units", []), families),
        whole=entry.get("whole", ""),
        grade=grade,
    )


def _relation(entry: dict[str, Any], indicators: Mapping[str, Indicator]) -> Relation:
    relation = Relation(
        kind=entry["kind"],
        stated=entry.get("stated", ""),
        parts=tuple(entry["parts"]),
        whole=tuple(entry["whole"]),
        or_whole=tuple(entry.get("or_whole", ())),
        complete=entry.get("complete", True),
    )
    for code in (*filter(None, (relation.stated,)), *relation.parts, *relation.whole, *relation.or_whole):
        indicators[code]
    return relation


def _check_patterns(path: Path, owner: str, patterns: tuple[str, ...], rules: tuple[Rule, ...]) -> None:
    for pattern in (*patterns, *(p for rule in rules for p in rule.patterns())):
        try:
            compile_pattern(pattern)
        except re.error as error:
            raise CatalogError(f"{path}: {owner}: pattern {pattern!r} is wrong: {error}") from error
