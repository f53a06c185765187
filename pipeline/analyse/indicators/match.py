"""The code that a claim's wording asks for, looking at the claim alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.analyse.indicators.place import Place
from pipeline.catalog import REACH, Catalog, Rule, TopicFinder, compile_pattern

_KINDS = frozenset({"count", "percent", "money", "number"})
# An amount for each village, school or month is a standard, not a total of the county.
_EACH = re.compile(
    r"每(?:个|村|所|校|名|户|家|件|季|月|周|年|半年|镇|乡|社区|单位|位|人|期|千|万|行政村|街道|自然村|案)"
    r"|均(?:已)?(?:配备|聘请|设立|设置|建立|配有|拥有|有)|各(?:自)?(?:配备|聘请)"
)
# Totals over several years, unless a phrase for this year comes between.
_YEARS = r"(?:[两二三四五六七八九十]|[2-9]|1\d)"
_SINCE = re.compile(
    rf"(?<!\d)(?:近|过去|这)?{_YEARS}(?:多)?年(?:多)?(?:以)?来(?!临)|(?<!\d){_YEARS}年(?:共|累计)|近年来|历年"
    r"|(?:19|20)\d\d年?(?:[—\-~～－]+|至|到)(?:19|20)\d\d年(?!度)"
    r"|[“\"]?(?:十[二三四五]五|[五六七八九]五)[”\"]?(?:普法|规划|时期|期间)*(?:启动|实施|开展|开局)?以来"
    r"|(?:十[八九]大|二十大|成立|挂牌|启动|运行|上线|改革|建成|成立至今)以来"
)
_SINCE_YEAR = re.compile(r"(?:自|从)?((?:19|20)\d\d)年(?:\d{1,2}月)?(?:以来|起|至今|开始)")
_THIS_YEAR = re.compile(
    r"今年|本年|全年|当年|年内|其中|20\d\d年(?!度?以来|\d{1,2}月以来|至|[—\-~～]|起|底?前)"
)


@dataclass(slots=True)
class Match:
    """A claim with the rule that it fits; ``grade`` as in the catalogue's rules."""

    place: Place
    rule: Rule
    grade: str


def match_claim(place: Place, catalog: Catalog, topics: TopicFinder) -> Match | None:
    """The best rule for one claim, or None."""
    claim = place.claim
    if claim.kind not in _KINDS or claim.modality == "norm" or claim.unit == "百分点":
        return None
    rule, name = None, ""
    for name in place.names:
        rule = _best(place, name, catalog, topics)
        if rule is not None:
            break
    if rule is None or not rule.code:
        return None
    indicator = catalog[rule.code]
    if claim.change and not (indicator.is_cut and not claim.basis):
        return None
    if claim.kind != "percent" and (_EACH.search(place.head) or _EACH.search(place.name)):
        return None
    if _over_years(place):
        return None
    return Match(place, rule, _grade(place, name, rule, catalog))


def _best(place: Place, name: str, catalog: Catalog, topics: TopicFinder) -> Rule | None:
    """The rule whose topic is nearest; of those alike, the one with the longest keyword."""
    best: Rule | None = None
    best_score = (99, 0)
    for candidate in catalog.candidates(name, place.claim.unit, place.claim.kind):
        rule = candidate.rule
        if rule.before and not compile_pattern(rule.before).search(place.sentence, 0, place.start):
            continue
        if rule.not_clause and compile_pattern(rule.not_clause).search(place.head):
            continue
        if rule.after and not compile_pattern(rule.after).search(place.sentence, place.end):
            continue
        distance = 0 if candidate.settled else _distance(place, rule, topics)
        if distance is not None and (distance, -candidate.key_length) < best_score:
            best, best_score = rule, (distance, -candidate.key_length)
    return best


def _distance(place: Place, rule: Rule, topics: TopicFinder) -> int | None:
    """How far the rule's topic is, or None where a rival is nearer or none is within reach."""
    for distance, text in _layers(place):
        if distance > rule.reach:
            break
        about = topics.is_about(text, rule)
        if about is not None:
            return distance if about else None
    return None


def _layers(place: Place) -> Iterator[tuple[int, str]]:
    """The texts around the name, nearest first; the last topic in each counts."""
    yield REACH["clause"], place.head + "|" + place.tail
    yield REACH["sentence"], place.sentence[: place.start]
    for text in place.context:
        yield REACH["section"], text
    for title in place.titles:
        yield REACH["titles"], title


def _over_years(place: Place) -> bool:
    """True for a total over several years (五年来累计, 自2021年以来)."""
    markers = [end for end in _multi_year(place.sentence, place.report_year) if end <= place.start]
    return bool(markers) and not _THIS_YEAR.search(place.sentence, max(markers), place.start)


@lru_cache(maxsize=1024)
def _multi_year(sentence: str, report_year: int | None) -> tuple[int, ...]:
    """Where the phrases end that open a stretch of several years."""
    ends = [marker.end() for marker in _SINCE.finditer(sentence)]
    if report_year is not None:
        ends.extend(since.end() for since in _SINCE_YEAR.finditer(sentence) if int(since[1]) < report_year)
    return tuple(ends)


def _grade(place: Place, name: str, rule: Rule, catalog: Catalog) -> str:
    """The rule's grade, or a lower one for a sub-class, a narrower scope, an addition to a stock."""
    indicator = catalog[rule.code]
    if rule.grade == "narrow" or (indicator.narrow and compile_pattern(indicator.narrow).search(name)):
        return "narrow"
    if indicator.weak_scope and compile_pattern(indicator.weak_scope).search(place.sentence, 0, place.start):
        return "weak"
    if indicator.stock and _ADDED.search(name + "|" + place.head) and not _LEVEL.search(place.head):
        return "weak"
    return rule.grade


_ADDED = re.compile(r"新(?:增|聘|建|培养|培育|推出|组建|设|任命|选|评|发展|上线|任|配)|增加(?!到|至)|拟")
_LEVEL = re.compile(r"总数|总量|达到|累计|现有|共有|增至|增加到")
