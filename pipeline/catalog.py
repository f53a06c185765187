"""The indicator catalogue: codes, definitions and the wording by which claims are told apart.

The catalogue is data (``schemas/indicators.json``, its key ``about`` explains the rules' fields);
adding an indicator is no code. Patterns are compiled on first use, so loading costs a few milliseconds.
How rules are looked up by a claim's wording is the matter of ``pipeline.analyse.indicators``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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


class Wording:
    """What may be said: any of some words, or a regular expression for what words do not tell.

    Made from a pattern whose alternatives are mostly plain words. Those are looked for as words,
    which needs no compiling and lets one scan of a text serve all rules (``pipeline.analyse.indicators``).
    """

    __slots__ = ("ends", "pattern", "rest", "words")

    def __init__(self, pattern: str = "") -> None:
        self.pattern = pattern
        self.words = frozenset[str]()
        self.ends: tuple[str, ...] = ()  # words at the end of a text
        self.rest = ""
        if not _SPECIAL.search(pattern):
            self.words = frozenset(pattern.split("|") if pattern else ())
            return
        alternatives = _ALTERNATIVE.findall(pattern)
        if "|".join(alternatives) != pattern:  # brackets nested deeper than is foreseen, or a mistake
            self.rest = pattern
            return
        special = [a for a in alternatives if _SPECIAL.search(a)]
        self.words = frozenset(alternatives).difference(special)
        self.ends = tuple(a[:-1] for a in special if a[-1] == "$" and not _SPECIAL.search(a[:-1]))
        self.rest = "|".join(a for a in special if a[:-1] not in self.ends or a[-1] != "$")

    def __bool__(self) -> bool:
        return bool(self.pattern)

    def __str__(self) -> str:
        return self.pattern

    def is_in(self, text: str, words: Iterable[str] | None = None) -> bool:
        """True where ``text`` has it; ``words`` are the catalogue's words in the text, if known."""
        if words is None:
            words = (word for word in self.words if word in text)
        return (
            not self.words.isdisjoint(words)
            or text.endswith(self.ends)
            or bool(self.rest and compile_pattern(self.rest).search(text))
        )


#: one alternative of a pattern: anything but a bar outside brackets.
_ALTERNATIVE = re.compile(r"(?:[^|()\[\]\\]|\\.|\[[^\]]*\]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+")
_SPECIAL = re.compile(r"[\\.^$*+?{}()\[\]]")
NOTHING = Wording()
wording_of = cache(Wording)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One wording of an indicator. Every condition must hold."""

    code: str  # "" for a decoy: a figure that looks like an indicator's and is none
    keys: tuple[str, ...]  # literals, one of which the name must contain
    has: tuple[Wording, ...] = ()
    forbidden: Wording = NOTHING
    near: tuple[str, ...] = ()  # topics, one of which must be nearer than any of the rivals
    rivals: tuple[str, ...] = ()
    reach: int = REACH["titles"]
    before: str = ""  # pattern for the sentence before the figure
    after: str = ""  # pattern for the sentence after the figure
    not_before: str = ""  # the same, that must not be found there
    not_after: str = ""
    not_clause: str = ""  # pattern that must not be found in the clause before the figure
    units: frozenset[str] = frozenset()
    whole: str = ""  # code of the figure that this one must be a part of
    grade: str = ""  # "" | "weak" | "narrow"

    def fits(self, name: str, words: Collection[str] | None = None) -> bool:
        """True where ``name``, which contains one of the keys, has the wording of this rule."""
        if self.forbidden and self.forbidden.is_in(name, words):
            return False
        return all(wording.is_in(name, words) for wording in self.has)

    def wordings(self) -> tuple[Wording, ...]:
        """What the name must and must not say."""
        return (*self.has, self.forbidden)

    @property
    def looks_around(self) -> bool:
        """True where the words before or after the figure decide."""
        return bool(self.before or self.after or self.not_before or self.not_after)

    def patterns(self) -> Iterator[str]:
        """All regular expressions of the rule."""
        yield from (w.pattern for w in self.wordings() if w)
        around = (self.before, self.after, self.not_before, self.not_after, self.not_clause)
        yield from (pattern for pattern in around if pattern)


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
    narrow: Wording = NOTHING  # names with this are sub-classes
    narrow_scope: str = ""  # pattern that makes a sub-class where it is found in the sentence so far
    weak_scope: str = ""  # a scope named in the sentence that makes the figure yield to one without it
    stock: str = ""  # "" | "yields" | "excludes": a number that there is; what becomes of additions
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


@dataclass(frozen=True, slots=True, eq=False)
class Catalog:
    """All indicators, with what tells their figures apart."""

    indicators: Mapping[str, Indicator]
    relations: tuple[Relation, ...]
    topics: Mapping[str, tuple[str, ...]]  # topic -> words that show it
    decoys: tuple[Rule, ...]
    hidden: Mapping[str, tuple[str, ...]]  # word -> longer words in which it only seems to stand

    def __getitem__(self, code: str) -> Indicator:
        return self.indicators[code]

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators.values())

    def __len__(self) -> int:
        return len(self.indicators)

    def rules(self) -> Iterator[Rule]:
        """All rules, the decoys last."""
        for indicator in self:
            yield from indicator.rules
        yield from self.decoys


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
        own = (indicator.narrow.pattern, indicator.narrow_scope, indicator.weak_scope)
        _check_patterns(path, indicator.code, own, indicator.rules)
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


@dataclass(frozen=True, slots=True)
class _Terms:
    """The file's names for lists of units and words, and for topics."""

    families: Mapping[str, frozenset[str]]
    lexicons: Mapping[str, str]
    topics: Mapping[str, tuple[str, ...]]

    def units(self, names: Iterable[str]) -> frozenset[str]:
        """Units of a list that mixes families' names and units."""
        return frozenset().union(*(self.families.get(name, frozenset({name})) for name in names))

    def pattern(self, text: str) -> str:
        """A pattern with the lexicons' words in place of their names."""
        return _LEXICON.sub(lambda found: self.lexicons[found[1]], text) if "{" in text else text

    def wording(self, text: str) -> Wording:
        return wording_of(self.pattern(text)) if text else NOTHING


_LEXICON = re.compile(r"\{([a-z_]+)\}")


def _build(data: dict[str, Any]) -> Catalog:
    terms = _Terms(
        {name: frozenset(units) for name, units in data["families"].items()},
        data.get("lexicons", {}),
        {name: tuple(words) for name, words in data["topics"].items()},
    )
    indicators: dict[str, Indicator] = {}
    for entry in data["indicators"]:
        code = entry["code"]
        if code in indicators:
            raise ValueError(f"code {code} occurs twice")
        indicators[code] = _indicator(entry, terms)
    decoys = tuple(_rule("", entry, terms) for entry in data.get("decoys", ()))
    relations = tuple(_relation(entry, indicators) for entry in data.get("relations", ()))
    hidden = {word: tuple(longer) for word, longer in data.get("hidden", {}).items()}
    for word, its_longer in hidden.items():
        if not all(word in longer for longer in its_longer):
            raise ValueError(f"{word} does not stand in all the words that are to hide it")
    return Catalog(indicators, relations, terms.topics, decoys, hidden)


def _indicator(entry: dict[str, Any], terms: _Terms) -> Indicator:
    if not entry["rules"]:
        raise ValueError(f"{entry['code']} has no rules")
    return Indicator(
        code=entry["code"],
        group=entry["group"],
        name_zh=entry["name_zh"],
        unit=entry["unit"],
        kind=entry["kind"],
        definition=entry["definition"],
        units=terms.units(entry["units"]),
        rules=tuple(_rule(entry["code"], rule, terms) for rule in entry["rules"]),
        narrow=terms.wording(entry.get("narrow", "")),
        narrow_scope=terms.pattern(entry.get("narrow_scope", "")),
        weak_scope=terms.pattern(entry.get("weak_scope", "")),
        stock=entry.get("stock", ""),
        not_part_of=entry.get("not_part_of", ""),
        is_cut=entry.get("is_cut", False),
    )


def _rule(code: str, entry: dict[str, Any], terms: _Terms) -> Rule:
    near, rivals = tuple(entry.get("near", ())), tuple(entry.get("rivals", ()))
    for topic in (*near, *rivals):
        terms.topics[topic]
    keys = tuple(entry["key"])
    if not keys or any(len(key) < 2 for key in keys):
        raise ValueError(f"a rule of {code or 'the decoys'} needs keys of two characters or more")
    grade = entry.get("grade", "")
    if grade not in GRADES:
        raise ValueError(f"grade {grade!r} of {code} is none of weak, narrow")
    return Rule(
        code=code,
        keys=keys,
        has=tuple(terms.wording(text) for text in entry.get("has", ())),
        forbidden=terms.wording(entry.get("not", "")),
        near=near,
        rivals=rivals,
        reach=REACH[entry.get("within", "titles")],
        before=terms.pattern(entry.get("before", "")),
        after=terms.pattern(entry.get("after", "")),
        not_before=terms.pattern(entry.get("not_before", "")),
        not_after=terms.pattern(entry.get("not_after", "")),
        not_clause=terms.pattern(entry.get("not_clause", "")),
        units=terms.units(entry.get("units", ())),
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
