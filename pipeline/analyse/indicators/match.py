"""The code that a claim's wording asks for, looking at the claim alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.analyse.indicators.lookup import Candidate, Lookup, Options, is_about
from pipeline.analyse.indicators.place import Place
from pipeline.catalog import REACH, Indicator, Rule, compile_pattern

_KINDS = frozenset({"count", "percent", "money", "number"})
# Totals over several years, unless a phrase for this year comes between.
_YEARS = r"(?:[两二三四五六七八九十]|[2-9]|1\d)"
_SINCE = re.compile(
    rf"(?<!\d)(?:近|过去|这)?{_YEARS}(?:多)?年(?:多)?(?:以)?来(?!临)|(?<!\d){_YEARS}年(?:共|累计)|近年来|历年(?!的?(?:行政|现行|存量)?(?:规范性|文件|积案|旧案|案卷|遗留))"
    r"|(?:19|20)\d\d年?(?:[—\-~～－]+|至|到)(?:19|20)\d\d年(?!度)"
    r"|[“\"]?(?:十[二三四五]五|[五六七八九]五)[”\"]?(?:普法|规划|时期|期间)*(?:(?:启动|实施|开展|开局)?以来|期间)"
    r"|(?:十[八九]大|二十大|成立|挂牌|启动|运行|上线|改革|建成|成立至今)以来"
)
# 2010年以来印发的158件文件: since when the documents are, not since when they were counted.
_SINCE_YEAR = re.compile(
    r"(?:自|从)?((?:19|20)\d\d)年(?:\d{1,2}月)?(?:以来|起|至今|开始)"
    r"(?![^，,。；;]{0,8}(?:印发|制定|出台|发布|公布|制发|下发|形成|签订|实施)的)"
)
# One of these stands in both.
_MAY_SPAN = re.compile("来|期间|历年|年共|年累|年起|月起|年开|月开|至今|至19|至20|到19|到20|—|-|~|～|－")
# 对近三年来的213件文件进行清理: the years are those of the documents, the act is this year's.
_OBJECT = re.compile(r"(?:对|将|把)[^，,。；;：:\d]{0,6}$")
_OF_OBJECT = re.compile(r"[^，,。；;：:\d]{0,12}的")
# 连续三年低于8% says nothing of the year's own rate.
_STEADY = re.compile(r"连续[^，,。；;]{1,3}年[^，,。；;]{0,8}(?:低于|高于|超过|不超过|不低于|在)$")
# 个别县行政机关败诉率高于15%: the rate of a few, not of all.
_SOME = re.compile(r"个别|(?<!大)(?<!绝)部分|少数(?!民族)|有的(?!放矢)|有些|一些|某些")
# 比原计划的18个多出3个: how far apart two figures are.
_DIFFERENCE = re.compile(r"(?:比|较)[^，,。；;]*(?:多出?|(?<!减)少|高出|低|超出|相差)(?:了|约)?$")
_ENDS_DIFFERENCE = frozenset("多出少高低超差了约")
_NOUN = re.compile(r"[一-鿿]{2,}")
_CLASS = ("以上的", "以下的", "以内的")  # 罚款万元以上的17件
_THIS_YEAR = re.compile(
    r"今年|本年|全年|当年|年内|其中|20\d\d年(?!度?以来|\d{1,2}月以来|至|[—\-~～]|起|底?前)"
)


@dataclass(slots=True)
class Match:
    """A claim with the rule that it fits; ``grade`` as in the catalogue's rules."""

    place: Place
    rule: Rule
    grade: str


def match_claim(place: Place, lookup: Lookup, report_year: int | None) -> Match | None:
    """The best rule for one claim, or None."""
    claim = place.claim
    if claim.kind not in _KINDS or claim.modality == "norm" or claim.unit == "百分点":
        return None
    options = lookup.options(place.said, claim.unit, claim.kind)
    best = _find(place, options, lookup) if options.is_open else options.decided
    if best is None or (options.for_each and claim.kind != "percent"):
        return None
    indicator = best.indicator
    if indicator is None:  # a decoy
        return None
    if claim.change and not (indicator.is_cut and not claim.basis):
        return None
    text = place.sentence.text
    if (phrases := _multi_year(text, report_year)) and _over_years(place, phrases):
        return None
    if text[place.start - 1 : place.start] in _ENDS_DIFFERENCE and _DIFFERENCE.search(text, 0, place.start):
        return None
    if claim.kind == "percent" and _SOME.search(place.head):
        return None
    if "最" in place.head and _EXTREME.search(place.head):
        return None
    if claim.kind == "percent" and "连续" in text and _STEADY.search(text, 0, place.start):
        return None
    grade = _grade(place, best, indicator)
    if indicator.stock and _BENEFICIARY.search(place.head):
        return None
    if indicator.stock and _is_addition(place):
        if indicator.stock == "excludes":
            return None
        grade = grade or "weak"
    return Match(place, best.rule, grade)


def _find(place: Place, options: Options, lookup: Lookup) -> Candidate | None:
    """The best rule for the first of the claim's names that has one."""
    claim = place.claim
    while options.repeats and place.last is not None and place.last.claim.unit == claim.unit:
        place = place.last
        options = lookup.options(place.said, claim.unit, claim.kind)
    if options.decided is not None:
        return options.decided
    for candidates in options:
        best = _best(place, candidates, lookup)
        if best is not None:
            return best
    return None


def _best(place: Place, candidates: Iterable[Candidate], lookup: Lookup) -> Candidate | None:
    """The rule whose topic is nearest; of those alike, the one with the longest keyword.

    Of two with that keyword the one goes first whose words around the figure were found as well.
    """
    best: Candidate | None = None
    best_score = (99, 0, True)
    text = place.sentence.text
    for candidate in candidates:
        rule = candidate.rule
        if candidate.looks_around and not _is_amid(rule, text, place):
            continue
        distance = 0 if candidate.settled else _distance(place, rule, lookup)
        if distance is None:
            continue
        score = (distance, -candidate.key_length, not (rule.before or rule.after))
        if score < best_score:
            best, best_score = candidate, score
    return best


def _is_amid(rule: Rule, text: str, place: Place) -> bool:
    """True where the words before and after the figure are what the rule asks for."""
    start, behind = place.start, text[place.end :]
    return (
        (not rule.before or compile_pattern(rule.before).search(text, 0, start) is not None)
        and (not rule.after or compile_pattern(rule.after).search(behind) is not None)
        and not (rule.not_before and compile_pattern(rule.not_before).search(text, 0, start))
        and not (rule.not_after and compile_pattern(rule.not_after).search(behind))
    )


def _distance(place: Place, rule: Rule, lookup: Lookup) -> int | None:
    """How far the rule's topic is, or None where a rival is nearer or none is within reach."""
    hits = lookup.topics_in(place.sentence.text)
    if hits:
        about = is_about(hits, rule, place.end, place.right)
        if about is None:
            about = is_about(hits, rule, place.left, place.start)
        if about is not None:
            return REACH["clause"] if about else None
        if rule.reach >= REACH["sentence"]:
            about = is_about(hits, rule, 0, _antecedent_end(place))
            if about is not None:
                return REACH["sentence"] if about else None
    for distance, text in _farther(place):
        if distance > rule.reach:
            break
        about = is_about(lookup.topics_in(text), rule, 0, len(text))
        if about is not None:
            return distance if about else None
    return None


def _antecedent_end(place: Place) -> int:
    """Where the words end that tell what the figure is about, going back from it.

    收到复议申请90件，超过应诉案件的60件；办结80件，其中和解10件: what was settled is the 申请, and so the
    words between are passed over, also for the parts of it and the rates that follow.
    """
    if place.about_end < 0:
        claim, text = place.claim, place.sentence.text
        place.about_end = place.start
        whole = place.last
        while claim.kind != "percent" and whole is not None and whole.claim.claim_id != claim.part_of:
            whole = whole.last
        if whole is not None:
            end = _antecedent_end(whole)
            place.about_end = end if end < whole.start else place.start
        elif _NOUN.fullmatch(claim.measure) and claim.measure not in text[place.left : place.right]:
            at = text.rfind(claim.measure, 0, place.left)
            if at >= 0:
                place.about_end = at + len(claim.measure)
    return place.about_end


def _farther(place: Place) -> Iterator[tuple[int, str]]:
    """The texts beyond the sentence, nearest first, with how far they are."""
    for name in place.earlier_names():
        yield REACH["section"], name
    for sentence in place.earlier_sentences():
        yield REACH["section"], sentence.text
    for title in place.titles:
        yield REACH["titles"], title


def _over_years(place: Place, phrases: tuple[int, ...]) -> bool:
    """True for a total over several years (五年来累计, 自2021年以来).

    Args:
        place: of the figure.
        phrases: where the phrases end in its sentence that open a stretch of several years.
    """
    markers = [end for end in phrases if end <= place.start]
    return bool(markers) and not _THIS_YEAR.search(place.sentence.text, max(markers), place.start)


@lru_cache(maxsize=1024)
def _multi_year(sentence: str, report_year: int | None) -> tuple[int, ...]:
    """Where the phrases end that open a stretch of several years."""
    if not _MAY_SPAN.search(sentence):
        return ()
    markers = list(_SINCE.finditer(sentence))
    if report_year is not None:
        markers += [since for since in _SINCE_YEAR.finditer(sentence) if int(since[1]) < report_year]
    return tuple(
        marker.end()
        for marker in markers
        if not (_OBJECT.search(sentence, 0, marker.start()) and _OF_OBJECT.match(sentence, marker.end()))
    )


def _grade(place: Place, candidate: Candidate, indicator: Indicator) -> str:
    """The rule's grade, or a lower one for a sub-class or a narrower scope."""
    text, start = place.sentence.text, place.start
    if candidate.narrow or place.head.endswith(_CLASS):
        return "narrow"
    if indicator.narrow_scope and _first(indicator.narrow_scope, text) <= start:
        return "narrow"
    if indicator.weak_scope and _first(indicator.weak_scope, text) <= start:
        return "weak"
    return candidate.rule.grade


def _is_addition(place: Place) -> bool:
    """True where the figure is what was added to a stock, not the stock."""
    head = place.head
    return bool(_ADDED.search(head) or _ADDED.search(place.name)) and not _LEVEL.search(head)


@lru_cache(maxsize=4096)
def _first(pattern: str, sentence: str) -> int:
    """Where the first words that fit a pattern end; beyond any sentence if there are none."""
    found = compile_pattern(pattern).search(sentence)
    return found.end() if found else 1 << 30


# 单个项目最高审减386万元: one of many, not how much they come to.
_EXTREME = re.compile(r"最[高低大长短](?!人民|限度|程度)")
_BENEFICIARY = re.compile(r"(?:为|给|向|帮助|惠及)(?:了)?$")  # 为3.1万户市场主体减税: not how many there are
_ADDED = re.compile(r"新(?:增|聘|建|培养|培育|推出|组建|设|任命|选|评|发展|上线|任|配)|增加(?!到|至)|拟")
_LEVEL = re.compile(r"总数|总量|达到|累计|现有|共有|增至|增加到")
