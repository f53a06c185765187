"""Changes over time: 较2022年的87件增长28.7%, 由75%提升至92.3%, 是上年的1.41倍."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.rates import HUNDRED
from pipeline.analyse.checks.verdict import agrees, slack
from pipeline.analyse.checks.words import BASELINE_BEFORE, CHANGE_WORDS, DECREASE, INCREASE, STATES_CHANGE

_LEVELS = frozenset(("count", "money", "measure", "number", "percent", "duration"))
_YEAR = re.compile(r"20\d\d(?=年)")
_CHANGE_ENDS = frozenset(
    "率比例加长少降升高低幅度增多减缩简短了约达为"
)  # spares the pattern for most figures
_REACH = 6
_LEVELS_TRIED = 3

#: Takes the baseline (or the level), the current figure (or the amount), the stated change, the computed one.
Emit = Callable[[Figure, Figure, Figure, Decimal], None]


def find_changes(figures: list[Figure], emit: Emit, emit_growth: Emit) -> None:
    """Report every stated change whose two levels are printed to ``emit``.

    One whose level and amount are printed goes to ``emit_growth``.
    """
    for stated in figures:
        if not stated.at or not _states_change(stated):
            continue
        pair = _pair(stated, figures)
        if pair is not None and pair[0].value:
            _judge(stated, *pair, emit)
        elif stated.at > 1:
            _judge_growth(stated, figures[stated.at - 1], figures[stated.at - 2], emit_growth)


def _judge_growth(stated: Figure, amount: Figure, level: Figure, emit: Emit) -> None:
    """28件，比去年同期增加9件，增长47.4%: the base is the level without the amount of change."""
    change = stated.claims[0].change
    if (
        stated.unit != "%"
        or not change
        or amount.claims[0].change != change
        or not level.is_summable
        or level.is_baseline
        or level.family != amount.family
        or not level.sentence == amount.sentence == stated.sentence
    ):
        return
    base = level.value - amount.value if change == "increase" else level.value + amount.value
    if base > 0 and agrees(stated, HUNDRED * amount.value / base):
        emit(level, amount, stated, HUNDRED * amount.value / base)


def _judge(stated: Figure, base: Figure, current: Figure, named: bool, emit: Emit) -> None:
    """Report the change if it comes out in one reading, or, if the text names the baseline, as a slip."""
    readings = _readings(stated, base, current)
    for computed in readings:
        if agrees(stated, computed) or _within_rounding(stated, base, current, computed):
            emit(base, current, stated, computed)
            return
    near = abs(readings[0] - stated.value) <= max(Decimal(10), stated.value / 2)
    if named and near and stated.exact and base.exact and current.exact and _same_thing(base, current):
        emit(base, current, stated, readings[0])


def _within_rounding(stated: Figure, base: Figure, current: Figure, computed: Decimal) -> bool:
    """20.15万 against 18.64万: rounding of the levels themselves may move the last digit of the change."""
    if stated.unit != "%":
        return False
    inputs = slack(current.value, base.value, (current, base)) * abs(current.value / base.value) * HUNDRED
    return abs(computed - stated.value) <= inputs


def _states_change(figure: Figure) -> bool:
    claim = figure.claims[0]
    if claim.modality != "actual":
        return False
    if claim.change or figure.unit == "百分点":
        return True
    if figure.gap[-1:] in _CHANGE_ENDS and STATES_CHANGE.search(figure.gap[-6:]):
        return True
    return figure.unit == "倍" and figure.gap.endswith(("的", "为", "达", "到"))


def _pair(stated: Figure, figures: list[Figure]) -> tuple[Figure, Figure, bool] | None:
    """Baseline and current figure of a change, and whether the text says which is the baseline."""
    subject = CHANGE_WORDS.sub("", stated.lead)
    before = figures[stated.at - 1]
    # 检查由9431次减至8205次，处罚下降8%: said of something else; 与上年196起相比，发案下降27%: perhaps not
    other = bool(subject) and (len(subject) < 2 or subject not in before.name)
    if other and not (before.is_baseline and stated.gap.startswith("相比")):
        return None
    if behind := _baseline_behind(stated, figures):
        return behind, figures[stated.at - 1], True
    levels: list[Figure] = []
    for figure in reversed(figures[max(0, stated.at - _REACH) : stated.at]):
        if figure.sentence != stated.sentence or len(levels) == _LEVELS_TRIED:
            break
        if figure.depth > stated.depth and not figure.is_baseline:
            continue  # 立案58起（其中工贸19起），较上年的47起增长23.4%
        if _states_change(figure) or (figure.unit == "倍" and figure.claims[0].basis):
            continue  # a second change of the same pair: 增加8名，增长9.3%
        if figure.kind == "percent" and stated.unit == "%" and figure.lead.endswith("率"):
            continue  # 受理143起，查结率97.2%；与上年的196起相比，下降27%
        if not _comparable(figure, stated):
            if len(levels) < 2:
                return None
            break
        levels.append(figure)
    pairs = [_baseline_first(levels[0], other) for other in levels[1:] if _alike(levels[0], other)]
    # A part may stand between the two: 案件1568件(其中食品612件)，较上年的1420件增长10.4%.
    for pair in pairs:
        if pair and pair[0].value and any(agrees(stated, c) for c in _readings(stated, *pair[:2])):
            return pair
    return pairs[0] if pairs and not other and _alike(*levels[:2]) else None


def _alike(one: Figure, other: Figure) -> bool:
    return one.family == other.family and one.kind == other.kind


def _same_thing(base: Figure, current: Figure) -> bool:
    """True unless the two are called by different names: 四个巡查组 is no later level of 火点7个."""
    names = [f.claims[0].measure for f in (base, current)]
    if not all(names):
        return True
    return names[0][-2:] in current.name or names[1][-2:] in base.name


def _baseline_behind(stated: Figure, figures: list[Figure]) -> Figure | None:
    """The baseline in a bracket behind the change: 同比增长37.5%（上年16件）."""
    if stated.at + 1 >= len(figures):
        return None
    behind, before = figures[stated.at + 1], figures[stated.at - 1]
    bracketed = behind.gap.lstrip("以上左右")[:1] in ("(", "（") and behind.is_baseline
    if bracketed and behind.sentence == before.sentence == stated.sentence and _alike(behind, before):
        return behind if _comparable(before, stated) else None
    return None


def _baseline_first(later: Figure, earlier: Figure) -> tuple[Figure, Figure, bool] | None:
    """The two levels with the baseline in front, or None if nothing makes either a baseline."""
    if later.is_baseline != earlier.is_baseline:
        return (later, earlier, True) if later.is_baseline else (earlier, later, True)
    years = [_YEAR.findall(f.gap) for f in (later, earlier)]
    if years[0] and years[1] and years[0][-1] != years[1][-1]:
        return (later, earlier, True) if years[0][-1] < years[1][-1] else (earlier, later, True)
    if "法定" in earlier.gap and "承诺" in later.gap:
        return earlier, later, True  # 法定时限945个工作日，承诺时限190个工作日，压缩比79.9%
    if marker := BASELINE_BEFORE.search(later.gap):
        return later, earlier, not marker.group().startswith("20")
    if marker := BASELINE_BEFORE.search(earlier.gap):
        return earlier, later, not marker.group().startswith("20")
    return None


def _comparable(level: Figure, stated: Figure) -> bool:
    """True if the change can be a change between levels of this kind."""
    if level.kind not in _LEVELS:
        return False
    if stated.unit == "百分点":
        return level.kind == "percent"
    if stated.unit in ("%", "倍"):
        return level.kind != "percent"
    return level.family == stated.family


def _readings(stated: Figure, base: Figure, current: Figure) -> list[Decimal]:
    """What the change should be, in the unit in which it is stated; the plain reading first."""
    difference = current.value - base.value
    falls = stated.claims[0].change == "decrease"
    if not stated.claims[0].change:
        falls = bool(DECREASE.search(stated.gap)) and not INCREASE.search(stated.gap)
    signed = -difference if falls else difference
    if stated.unit == "%":
        return [HUNDRED * signed / base.value]
    if stated.unit == "倍":
        quotient = current.value / base.value
        # 增长1.3倍 is written for both; only 是……的1.3倍 is plain.
        return [signed / base.value, quotient] if stated.claims[0].change else [quotient]
    return [signed]
