"""Relations between indicators that hold in every report, wherever their figures stand."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.rates import HUNDRED
from pipeline.analyse.checks.verdict import agrees
from pipeline.catalog import Relation

_NEAR = Decimal(3)  # percentage points: farther off, the report means another share


class _Sink(Protocol):
    def has_stated(self, figure: Figure) -> bool: ...
    def share(self, parts: list[Figure], whole: Figure, stated: Figure, computed: Decimal) -> None: ...
    def rate(self, parts: list[Figure], whole: Figure, stated: Figure, computed: Decimal) -> None: ...


def find_known_relations(figures: list[Figure], relations: Iterable[Relation], found: _Sink) -> None:
    """Report shares and rates whose indicators are each given once for the report's own year.

    Sums are left to the wording: figures of several offices or periods carry the same codes.

    Args:
        figures: all figures of the report.
        relations: the catalogue's relations.
        found: takes what is found; asked first whether the stated figure is already explained.
    """
    by_code: dict[str, list[Figure]] = {}
    for figure in figures:
        claim = figure.claims[0]
        if claim.indicator and figure.is_actual and claim.year is None and figure.exact:
            by_code.setdefault(claim.indicator, []).append(figure)
    single = {code: found_figures[0] for code, found_figures in by_code.items() if len(found_figures) == 1}
    for relation in relations:
        if relation.kind == "sum" or relation.stated not in single:
            continue
        stated = single[relation.stated]
        parts = [single[code] for code in relation.parts if code in single]
        codes = relation.whole if all(code in by_code for code in relation.whole) else relation.or_whole
        if len(codes) != 1 or codes[0] not in single or not parts or found.has_stated(stated):
            continue
        whole = single[codes[0]]
        if not whole.value:
            continue
        computed = HUNDRED * sum((p.value for p in parts), Decimal(0)) / whole.value
        near = len(parts) == len(relation.parts) and abs(computed - stated.value) <= _NEAR
        if near or agrees(stated, computed):
            emit = found.share if relation.kind == "share" else found.rate
            emit(parts, whole, stated, computed)
