"""Rates and averages: 败诉率, 整改率, 纠错率, 平均每个乡镇."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from decimal import Decimal

from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.verdict import agrees
from pipeline.analyse.checks.words import (
    AVERAGE,
    COMPOSITE_RATES,
    NEGATIONS,
    NOT_DONE,
    NUMERATOR_WORDS,
    OUTCOMES,
    QUALIFIED,
    TOTAL_ROW,
)

_COUNTED = frozenset(("count", "money", "measure", "number"))
_AVERAGED = frozenset(("ratio", "count", "money", "measure"))
_RATE = re.compile(r"(.{1,16}?)(?:率|满意度)(?:分别|均|为|达到?|约|实现|是|:|：)*$")
_FROM = re.compile(r"(.{1,16}?)率(?:也|已)?(?:由|从)[^率]*$")
_REACHED = re.compile(
    r"[，,]?(?:大幅|逐步|进一步)?(?:[提升上降下增回压减缩扩涨][高升降至到加长减少落大缩]*[到至为])(?:了|约)?"
)
_PASSED = re.compile("优秀|优等|良好|(?<!不)合格")
_CONCLUDED = re.compile(r"审结|办结|结案|审理完毕")
_REACH = 12
_OF_VILLAGES = "规民级干务"  # 村规民约 and 村民 are no villages
HUNDRED = Decimal(100)

#: Takes numerators, denominator, stated figure, computed figure.
Emit = Callable[[list[Figure], Figure, Figure, Decimal], None]


def find_rates(figures: list[Figure], emit: Emit) -> None:
    """Report every rate and average whose figures are printed to ``emit``."""
    for figure in figures:
        if figure.kind == "percent" and figure.is_actual:
            if stem := _stem(figure) or _stem_of_level(figure, figures):
                _judge_rate(figure, stem, figures, emit)
        elif figure.kind in _AVERAGED and "均" in figure.gap:
            _judge_average(figure, figures, emit)


def _stem(figure: Figure) -> str:
    """What the rate is a rate of (败诉率 → 败诉), or "" if the figure is no rate."""
    lead = figure.lead
    if match := _RATE.search(lead):
        return match.group(1)
    measure = figure.claims[0].measure
    if not measure.endswith("率") or ("率" not in figure.gap and figure.gap.strip(" |\t")):
        return ""
    return measure[:-1]


def _stem_of_level(figure: Figure, figures: list[Figure]) -> str:
    """不合格率由上年的3.4%降至1.9%: the level reached is of the rate that is named before the base."""
    base = figures[figure.at - 1] if figure.at else figure
    if not (base.is_baseline and base.kind == "percent" and base.sentence == figure.sentence):
        return ""
    named = _FROM.search(base.lead)
    return named.group(1) if named and _REACHED.fullmatch(figure.gap) else ""


def _judge_rate(rate: Figure, stem: str, figures: list[Figure], emit: Emit) -> None:
    if stem.endswith("合格") and _judge_grades(rate, stem, figures, emit):
        return
    parts = _numerators(rate, stem, figures)
    if not parts:
        return
    numerator = sum((p.value for p in parts), Decimal(0))
    principal, others = _denominators(parts, numerator, rate, stem, figures)
    for whole in (*principal, *others):
        computed = HUNDRED * numerator / whole.value
        if agrees(rate, computed):
            emit(parts, whole, rate, computed)
            return
    if "其中" in rate.gap:
        return  # of a part: 合格率96%，其中农药合格率92.7%
    if not principal or not rate.exact or not all(p.exact for p in parts) or not principal[0].exact:
        return
    if QUALIFIED.search(stem) and not (
        set(QUALIFIED.findall(stem)) <= set(QUALIFIED.findall(parts[-1].name))
    ):
        return
    whole = min(principal, key=lambda w: abs(HUNDRED * numerator / w.value - rate.value))
    computed = HUNDRED * numerator / whole.value
    if abs(computed - rate.value) <= _tolerance(rate, parts, figures):
        emit(parts, whole, rate, computed)


def _judge_grades(rate: Figure, stem: str, figures: list[Figure], emit: Emit) -> bool:
    """优秀28卷，合格61卷，不合格3卷，合格率96.7%: better than 合格 is 合格, too; only if it comes out."""
    parts = _composite(rate, _PASSED, figures)
    if len(parts) < 2:
        return False
    numerator = sum((p.value for p in parts), Decimal(0))
    for whole in itertools.chain(*_denominators(parts, numerator, rate, stem, figures)):
        if whole.value and agrees(rate, HUNDRED * numerator / whole.value):
            emit(parts, whole, rate, HUNDRED * numerator / whole.value)
            return True
    return False


def _far(figure: Figure, rate: Figure) -> bool:
    """True for a figure of another paragraph, but for a table or a line with a label right above."""
    near = rate.paragraph - figure.paragraph <= 1
    listed = "\t" in figure.gap or "|" in figure.gap or figure.gap.endswith(("：", ":"))
    return figure.paragraph != rate.paragraph and not (near and listed)


def _tolerance(rate: Figure, parts: list[Figure], figures: list[Figure]) -> Decimal:
    """How far a stated rate may be off and still be taken for a slip rather than for another rate."""
    if rate.value == HUNDRED:
        return Decimal(3)
    between = figures[parts[-1].at + 1 : rate.at]
    adjoins = rate.sentence == parts[-1].sentence and not any(f.kind != "percent" for f in between)
    return Decimal(12) if adjoins and len(parts) == 1 else max(Decimal(3), rate.value / 10)


def _numerators(rate: Figure, stem: str, figures: list[Figure]) -> list[Figure]:
    """The printed count, or counts, that the rate is computed from."""
    for name, pattern in COMPOSITE_RATES.items():
        if stem.endswith(name) and (found := _composite(rate, pattern, figures)):
            return found
    words = _words(stem)
    negated = any(n in stem for n in NEGATIONS)
    for figure in reversed(figures[max(0, rate.at - _REACH) : rate.at]):
        if _far(figure, rate) or rate.sentence - figure.sentence > 1:
            break
        if figure.kind in _COUNTED and figure.is_actual and _names(figure, words, negated):
            return [_whole_of(figure, rate, words, negated)]
    return []


def _whole_of(figure: Figure, rate: Figure, words: tuple[str, ...], negated: bool) -> Figure:
    """审结337件，其中裁决结案105件，结案率96.8%: of a total and its parts called alike, the total."""
    whole = figure.whole
    if whole is None or whole.start > figure.start or whole.paragraph != rate.paragraph:
        return figure
    called = any(word in whole.lead for word in words) and _names(whole, words, negated)
    return whole if whole.is_actual and called else figure


def _words(stem: str) -> tuple[str, ...]:
    for size in (4, 3, 2):
        if words := NUMERATOR_WORDS.get(stem[-size:]):
            return words
    return (stem[-2:],)


def _names(figure: Figure, words: tuple[str, ...], negated: bool) -> bool:
    """True if the figure counts what one of ``words`` says (and not its opposite)."""
    lead = figure.lead
    own = lead if any([word in lead for word in words]) else figure.name
    if len(lead) <= 1 or lead in ("其中", "含") or lead.endswith(("中的", "有")):
        own += figure.tail
    for word in words:
        at = own.find(word)
        if at >= 0 and (negated or at == 0 or own[at - 1] not in NOT_DONE) and own[at - 2 : at] != "不予":
            return True
    return False


def _composite(rate: Figure, pattern: re.Pattern[str], figures: list[Figure]) -> list[Figure]:
    """The members of the list before the rate that count towards it."""
    found: list[Figure] = []
    for figure in reversed(figures[max(0, rate.at - _REACH) : rate.at]):
        if _far(figure, rate) or rate.sentence - figure.sentence > 1:
            break
        if figure.kind not in _COUNTED or not figure.is_actual:
            continue
        named = pattern.search(figure.lead) or pattern.search(figure.name)
        same_list = not found or (figure.whole is found[0].whole and figure.family == found[0].family)
        if named and same_list:
            found.insert(0, figure)
        elif _is_total_of_cases(figure) and not TOTAL_ROW.search(figure.gap):
            break
    return found


def _is_total_of_cases(figure: Figure) -> bool:
    """True for 审结113件, False for 终止(调解)结案55件."""
    return _CONCLUDED.search(figure.name) is not None and not OUTCOMES.search(figure.name)


def _denominators(
    parts: list[Figure], numerator: Decimal, rate: Figure, stem: str, figures: list[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """The figures that the text makes the denominator, and others that may be it if they fit."""
    first = parts[0]
    principal: list[Figure] = []
    whole = first.whole
    while whole is not None and whole not in principal and len(principal) < 3:
        principal.append(whole)
        whole = whole.whole
    others: list[Figure] = []
    taken = {id(p) for p in parts}
    for figure in reversed(figures[max(0, first.at - _REACH) : rate.at]):
        if _far(figure, first) or first.sentence - figure.sentence > 2:
            break
        if id(figure) in taken or figure.kind not in _COUNTED or figure.is_baseline or not figure.value:
            continue
        if figure.claims[0].change or figure in principal:
            continue
        if figure.value < numerator and rate.value <= HUNDRED:
            continue
        if figure.family == first.family or not figure.unit:
            is_part = figure.whole is not None and figure.whole.start < figure.start
            plain = len(parts) == 1 and figure.sentence == first.sentence
            if (
                not principal
                and not is_part
                and figure.at < first.at
                and (plain or _is_total_of_cases(figure))
            ):
                principal.append(figure)
            else:
                others.append(figure)
        else:
            others.append(figure)
    exceeds = rate.value > HUNDRED  # 完成率105.4%
    return [f for f in principal if f.value and (exceeds or f.value >= numerator)], others


def counted_as(noun: str, figures: list[Figure]) -> list[Figure]:
    """The last count of what is called ``noun``, wherever it stands: 辖14个行政村; for a match only."""
    for figure in reversed(figures):
        if figure.kind == "count" and figure.is_actual and figure.exact and figure.whole is None:
            words = figure.tail if figure.tail else figure.claims[0].measure
            if words.startswith(noun) or (not figure.tail and words.endswith(noun)):
                return [figure]
    return []


def _judge_average(average: Figure, figures: list[Figure], emit: Emit) -> None:
    """平均每个乡镇10.9件 beside 12个乡镇 and 131件."""
    match = AVERAGE.search(average.lead)
    if not match:
        return
    noun = next(filter(None, match.groups()))[:4]
    counted: Figure | None = None
    divisors: list[Figure] = []
    for figure in reversed(figures[max(0, average.at - _REACH) : average.at]):
        if figure.paragraph != average.paragraph:
            break
        if figure.kind not in _COUNTED or figure.claims[0].change or figure.is_baseline:
            continue
        if counted is None and (figure.family == average.family or figure.unit.endswith(average.unit)):
            counted = figure  # 户均2.1次 of 4870户次
        elif _is_said_of(noun, figure):
            divisors.append(figure)
    if counted is None:
        return
    # The villages and towns there are may be named where the report begins.
    for divided in divisors or counted_as(noun, figures[: counted.at]):
        if divided.value and agrees(average, counted.value / divided.value):
            emit([counted], divided, average, counted.value / divided.value)
            return
    if divisors and divisors[0].value and average.exact:
        computed = counted.value / divisors[0].value
        if abs(computed - average.value) * 10 <= average.value:
            emit([counted], divisors[0], average, computed)


def _is_said_of(noun: str, figure: Figure) -> bool:
    """True for a figure that counts what the average is taken over."""
    if figure.unit == noun:
        return True
    said = figure.name + figure.tail
    return noun in said and re.search(rf"{noun}(?![{_OF_VILLAGES}])", said) is not None
