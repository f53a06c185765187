"""Cells computed from other figures of the same report by the catalogue's relations.

Sums first, then rates, so that a rate may stand on a total that was added up. A printed figure is
never touched, and nothing is computed from a figure that is rough, disputed or in another unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.catalog import Catalog, Relation
from pipeline.tables.cells import Cell, plain

_PLACES = Decimal("0.01")  # of a derived percentage, as reports print them
_PERCENT = Decimal(100)
# Half a hundredth each way, plus the last digit of the counts, which are exact.
_MARGIN = Decimal("0.005")


def derive(cells: Mapping[str, Cell], catalog: Catalog) -> dict[str, Cell]:
    """The cells that follow from ``cells`` and that the report does not print.

    Args:
        cells: what the report prints, by indicator.
        catalog: has the relations and the indicators' names.
    """
    found: dict[str, Cell] = {}
    names = {code: indicator.name_zh for code, indicator in catalog.indicators.items()}
    known = {code: cell for code, cell in cells.items() if _is_sound(cell)}
    for relation in catalog.relations:
        if relation.kind == "sum" and relation.complete:
            for cell in _from_sum(relation, known, names):
                if cell.indicator not in cells:
                    found.setdefault(cell.indicator, cell)
    known = {**found, **known}
    for relation in catalog.relations:
        if relation.kind != "sum" and relation.stated not in cells:
            rate = _rate(relation, known, names)
            if rate is not None:
                found.setdefault(rate.indicator, rate)
    return found


def _is_sound(cell: Cell) -> bool:
    return cell.status == "reported" and cell.bound == "exact" and not cell.note


def _value(cell: Cell) -> Decimal:
    return cell.value if cell.value is not None else Decimal(0)


def _term(code: str, known: Mapping[str, Cell], names: Mapping[str, str]) -> str:
    claim = known[code].claim_id
    return f"{names[code]} {plain(_value(known[code]))}" + (f"（{claim}）" if claim else "")


def _terms(codes: Sequence[str], known: Mapping[str, Cell], names: Mapping[str, str]) -> str:
    text = " + ".join(_term(code, known, names) for code in codes)
    return f"({text})" if len(codes) > 1 else text


def _from_sum(relation: Relation, known: Mapping[str, Cell], names: Mapping[str, str]) -> list[Cell]:
    """The whole from all its parts, or the one part that is not printed."""
    whole, parts = relation.whole[0], relation.parts
    lacking = [code for code in (whole, *parts) if code not in known]
    if len(lacking) != 1:
        return []
    code = lacking[0]
    others = [part for part in parts if part != code]
    total = sum((_value(known[part]) for part in others), Decimal(0))
    if code == whole:
        return [_derived(code, total, Decimal(0), "= " + " + ".join(_term(p, known, names) for p in others))]
    rest = _value(known[whole]) - total
    if rest < 0:
        return []
    formula = f"= {_term(whole, known, names)} - {_terms(others, known, names)}"
    return [_derived(code, rest, Decimal(0), formula)]


def _rate(relation: Relation, known: Mapping[str, Cell], names: Mapping[str, str]) -> Cell | None:
    if any(code not in known for code in (*relation.parts, *relation.whole)):
        return None
    part = sum((_value(known[code]) for code in relation.parts), Decimal(0))
    whole = sum((_value(known[code]) for code in relation.whole), Decimal(0))
    if whole <= 0 or part > whole:
        return None  # then the one is not a part of the other, whatever the catalogue says
    value = (part * _PERCENT / whole).quantize(_PLACES)
    formula = f"= {_terms(relation.parts, known, names)} ÷ {_terms(relation.whole, known, names)}"
    return _derived(relation.stated, value, _MARGIN, formula)


def _derived(code: str, value: Decimal, margin: Decimal, formula: str) -> Cell:
    return Cell(
        indicator=code,
        status="derived",
        value=value,
        low=value - margin,
        high=value + margin,
        bound="exact",
        note=formula,
    )
