"""What one report says of each indicator: one cell from all the claims that carry its code.

A cell is filled by what the report asserts of its own year. Figures that agree are one figure;
parts of a total that is not stated are added up; anything else is a conflict, shown with both
sentences and never settled in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Claim
from pipeline.tables.figures import Figure, agree

_ADDED_UP = ("count", "money", "measure", "number")
_SHOWN = 4  # figures of a conflict that are quoted; more do not help a reader decide
_SENTENCE = 120  # characters of a sentence in a note


@dataclass(slots=True)
class Cell:
    """What a report says of one indicator; ``figures`` are the claims that speak for it.

    ``value`` is None where the matter is mentioned without a figure (status ``no_figure``).
    """

    indicator: str
    status: str  # reported | derived | conflicting | partial | no_figure
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    bound: str = ""
    claim_id: str | None = None
    claims: tuple[str, ...] = ()
    note: str = ""
    evidence: str = ""  # the sentence that mentions the matter, for ``no_figure``


def fills_cell(claim: Claim, year: int | None, *, is_cut: bool = False) -> bool:
    """True for a figure of the report's own year: no plan, no change, no earlier year.

    Args:
        claim: a claim that carries an indicator.
        year: the report's year.
        is_cut: the indicator itself measures a cut, so a direction of change is no objection.
    """
    return (
        claim.modality == "actual"
        and (is_cut or not claim.change)
        and (claim.year is None or claim.year == year)
    )


def plain(value: Decimal) -> str:
    """A number as a reader writes it: 600000, 95.87."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def one_line(sentence: str) -> str:
    """A sentence without line ends and runs of spaces."""
    return " ".join(sentence.split())


def _shorten(sentence: str) -> str:
    """A sentence on one line, cut where a note would grow too long."""
    line = one_line(sentence)
    return line if len(line) <= _SENTENCE else line[: _SENTENCE - 1] + "…"


def resolve(code: str, figures: list[Figure]) -> Cell:
    """One cell from the figures (at least one) that a report gives for ``code``."""
    if len(figures) == 1:
        return _cell(code, "reported", figures[0], figures, [figures[0].flag] if figures[0].flag else [])
    ids = {f.claim.claim_id for f in figures}
    # A part of a figure that stands beside it adds nothing to it.
    wholes = [f for f in figures if f.claim.part_of not in ids] or figures
    sums = _sums(wholes)
    added = {part.claim.claim_id for parts in sums for part in parts}
    single = [f for f in wholes if f.claim.claim_id not in added]
    candidates = single + [_total(parts) for parts in sums]
    if not agree(candidates):
        return _conflict(code, wholes)
    best = min(single or candidates, key=lambda f: f.order)
    notes = [best.flag] if best.flag else []
    status = "reported"
    if not single:
        status = "partial"
        notes.append("未述总数，为各部分之和：" + " + ".join(_labelled(f) for f in sums[0]))
    return _cell(code, status, best, wholes, notes)


def _cell(code: str, status: str, best: Figure, figures: list[Figure], notes: list[str]) -> Cell:
    claim = best.claim
    if claim.bound == "range" and claim.value_max is not None:
        notes = [*notes, f"区间：{claim.text}"]
    return Cell(
        indicator=code,
        status=status,
        value=best.value,
        low=best.low,
        high=best.high,
        bound=claim.bound,
        claim_id=claim.claim_id,
        claims=tuple(f.claim.claim_id for f in figures),
        note="；".join(notes),
    )


def _conflict(code: str, figures: list[Figure]) -> Cell:
    """Keeps the figure that most others support, then the one asserted first."""

    def weight(figure: Figure) -> tuple[int, bool, tuple[bool, Decimal, int]]:
        support = sum(agree([figure, other]) for other in figures)
        return (-support, figure.claim.role != "claim", (False, Decimal(0), figure.claim.start))

    best = min(figures, key=weight)
    distinct: dict[Decimal, Figure] = {}
    for figure in figures:
        distinct.setdefault(figure.value, figure)
    quoted = [
        f"{f.claim.text.strip()}（{f.claim.claim_id}：{_shorten(f.claim.sentence)}）"
        for f in list(distinct.values())[:_SHOWN]
    ]
    notes = [f"同一报告有 {len(distinct)} 个不同数字：" + "；".join(quoted)]
    if best.flag:
        notes.append(best.flag)
    return _cell(code, "conflicting", best, figures, notes)


def _labelled(figure: Figure) -> str:
    name = figure.claim.subject if not figure.claim.measure else figure.claim.measure
    return f"{name} {plain(figure.value)}".strip()


def _total(parts: list[Figure]) -> Figure:
    """The sum of parts as a figure: it stands on the first part's claim."""
    bounds = {p.claim.bound for p in parts}
    bound = bounds.pop() if len(bounds) == 1 else "about"
    first = parts[0]
    return Figure(
        replace(first.claim, bound=bound),
        sum((p.value for p in parts), Decimal(0)),
        sum((p.low for p in parts), Decimal(0)),
        sum((p.high for p in parts), Decimal(0)),
        first.flag,
    )


def _sums(figures: list[Figure]) -> list[list[Figure]]:
    """Groups of figures that are parts of one total: named apart in one sentence, counted alike."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        claim = figure.claim
        if claim.kind in _ADDED_UP and claim.sentence:
            groups.setdefault((claim.sentence, claim.unit), []).append(figure)
    return [group for group in groups.values() if len(group) > 1 and _are_parts(group)]


def _are_parts(group: list[Figure]) -> bool:
    """True where the names differ in front and share their head: 部门救援队伍, 企业救援队伍."""
    if len({f.claim.start for f in group}) < len(group):
        return False  # one number under two names is one figure
    if any(f.claim.bound in ("at_least", "at_most") for f in group):
        return False
    names = [f.claim.measure for f in group]
    if len(set(names)) == 1:
        subjects = [f.claim.subject for f in group]
        return all(subjects) and len(set(subjects)) == len(group)
    if len(set(names)) < len(group):
        return False
    head = _common_end(names)
    # A name that is all head (培训 beside 执法培训) may be the total.
    return head >= 2 and all(len(name) > head for name in names)


def _common_end(names: list[str]) -> int:
    """Number of last characters that all names share."""
    columns = zip(*(reversed(name) for name in names), strict=False)
    return next((n for n, column in enumerate(columns) if len(set(column)) > 1), min(map(len, names)))
