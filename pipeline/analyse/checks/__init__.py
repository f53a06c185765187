"""Figures of one report held against each other: sums, rates, shares and changes.

The relations and the precision are those of the annotation guideline. What is found is either a
relation that holds or a contradiction that the wording leaves no way around; where two figures only
stand side by side and do not agree, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pipeline.analyse.checks.catalog import find_known_relations
from pipeline.analyse.checks.changes import find_changes
from pipeline.analyse.checks.figures import Figure, read_figures
from pipeline.analyse.checks.named import link_named_totals
from pipeline.analyse.checks.parts import total
from pipeline.analyse.checks.rates import find_rates
from pipeline.analyse.checks.shares import find_shares
from pipeline.analyse.checks.sums import find_sums
from pipeline.analyse.checks.verdict import agrees, rounded
from pipeline.catalog import Relation
from pipeline.model import Check, Claim

__all__ = ["find_checks"]


def find_checks(
    claims: list[Claim], text: str, catalog_relations: Iterable[Relation] | None = None
) -> list[Check]:
    """The arithmetic relations between the claims of one report.

    Args:
        claims: the claims of the report; ``part_of`` is a claim_id and may be missing.
        text: the report's text, which the claims' offsets point into.
        catalog_relations: shares and rates between indicators that hold in any report; they find
            relations whose figures stand far apart.

    Returns:
        Checks in the order of the text, with ids k0001, k0002, …
    """
    figures = read_figures(claims, text)
    link_named_totals(figures)
    found = _Found(figures)
    find_sums(figures, text, found.sum)
    find_rates(figures, found.rate)
    find_shares(figures, text, found.share)
    find_changes(figures, found.change, found.growth)
    if catalog_relations:
        find_known_relations(figures, catalog_relations, found)
    return found.in_order()


class _Found:
    """Collects relations, each once, and words them."""

    def __init__(self, figures: list[Figure]) -> None:
        self._figures = figures
        self._rows: dict[tuple[int, ...], Check] = {}
        self._stated: set[int] = set()

    def in_order(self) -> list[Check]:
        checks = [self._rows[key] for key in sorted(self._rows)]
        for number, check in enumerate(checks, 1):
            check.check_id = f"k{number:04d}"
        return checks

    def has_stated(self, figure: Figure) -> bool:
        """True if the figure is already known to follow from others."""
        return figure.start in self._stated

    def sum(self, whole: Figure, parts: list[Figure], must_hold: bool) -> None:
        """A total and its parts; ``must_hold`` lets a mismatch stand as a contradiction."""
        summed = total(parts)
        holds = summed == whole.value
        if not holds and not must_hold:
            return
        terms = "+".join(f"{p.label}{p.printed}" for p in parts)
        said = f"{whole.label}{whole.printed}"
        about = f"{terms}={said}" if holds else f"{terms}={_plain(summed)}，报告称{said}"
        self._add("sum", [whole, *parts], whole, summed, holds, about)

    def share(self, parts: list[Figure], whole: Figure, stated: Figure, computed: Decimal) -> None:
        self._quotient("share", parts, whole, stated, computed)

    def rate(self, parts: list[Figure], whole: Figure, stated: Figure, computed: Decimal) -> None:
        self._quotient("rate", parts, whole, stated, computed)

    def change(self, base: Figure, current: Figure, stated: Figure, computed: Decimal) -> None:
        """A stated change and the two levels that it lies between."""
        holds = agrees(stated, computed)
        about = (
            f"{current.label}{current.printed}较{base.printed}变化{_plain(computed)}{stated.unit}，"
            f"报告称{stated.printed}"
        )
        self._add("change", [base, current, stated], stated, computed, holds, about)

    def growth(self, level: Figure, amount: Figure, stated: Figure, computed: Decimal) -> None:
        """A level, by how much it has changed, and the change in per cent."""
        about = (
            f"{level.label}{level.printed}，变化{amount.printed}，即{_plain(computed)}%，"
            f"报告称{stated.printed}"
        )
        self._add("change", [level, amount, stated], stated, computed, agrees(stated, computed), about)

    def _quotient(
        self, kind: str, parts: list[Figure], whole: Figure, stated: Figure, computed: Decimal
    ) -> None:
        holds = agrees(stated, computed)
        if holds:
            for part in parts:
                part.whole = part.whole or whole  # so that it is not taken for the next share's total
        terms = "+".join(f"{p.label}{_plain(p.value)}" for p in parts)
        terms = f"({terms})" if len(parts) > 1 else terms
        about = f"{terms}/{whole.label}{_plain(whole.value)}={_plain(computed)}{_sign(stated)}"
        about += f"，报告称{stated.printed}"
        self._add(kind, [whole, *parts, stated], stated, computed, holds, about)

    def _add(
        self, kind: str, figures: list[Figure], stated: Figure, computed: Decimal, holds: bool, about: str
    ) -> None:
        key = tuple(sorted({f.start for f in figures}))
        known = self._rows.get(key)
        if known is not None and (known.holds or not holds):
            return
        if not holds and not self._is_read(figures):
            return
        if not holds and kind == "sum" and self._leaves_out(figures):
            return
        if kind != "sum":
            if stated.start in self._stated:
                return
            self._stated.add(stated.start)
        ids = list(dict.fromkeys(i for f in figures for i in f.ids()))
        self._rows[key] = Check("", kind, ids, stated.value, rounded(computed), holds, about)

    def _leaves_out(self, figures: list[Figure]) -> bool:
        """True if a plan stands among these, which may be a member of the list."""
        first, last = min(f.at for f in figures), max(f.at for f in figures)
        return any(f.follows_plan for f in self._figures[first + 1 : last + 1])

    def _is_read(self, figures: list[Figure]) -> bool:
        """True if no unread figure stands among these: one that was overlooked may explain a mismatch."""
        first, last = min(f.at for f in figures), max(f.at for f in figures)
        between = self._figures[first + 1 : last + 1]
        return not any(f.follows_unread for f in between) and not self._figures[last].precedes_unread


def _plain(value: Decimal) -> str:
    """The number for people: two decimals at most, no exponent."""
    shown = value.quantize(Decimal("0.01")).normalize()
    return f"{shown:f}"


def _sign(stated: Figure) -> str:
    return "%" if stated.kind == "percent" else stated.unit
