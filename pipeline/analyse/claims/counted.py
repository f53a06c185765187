"""What the units of figures say: which count events, and which figures can stand in one sum."""

from __future__ import annotations

from pipeline.analyse.claims.draft import Draft

#: Units that count how often something happened, not what it was done to.
EVENTS = frozenset("次 场 场次 轮 批 期".split())
#: Units that count people.
PEOPLE = frozenset("人 人次 名 名次".split())
# Units in which a part and its whole may differ.
_FAMILIES = (
    frozenset("件 宗 起 例 批次 案次 件次".split()),
    frozenset("人 名 位".split()),
    frozenset("次 场 场次 期 轮".split()),
    frozenset("家 户 户次 家次".split()),
    frozenset("份 件 本 卷 宗".split()),
    frozenset("项 个 条".split()),
)
_ALIKE = {
    unit: frozenset().union(*(family for family in _FAMILIES if unit in family))
    for unit in frozenset().union(*_FAMILIES)
}


def alike(a: Draft, b: Draft) -> bool:
    """True where two figures are counted in the same unit or in units of one family."""
    x, y = a.quantity.unit, b.quantity.unit
    return x == y or (x in _ALIKE and y in _ALIKE[x])


def adds_up(draft: Draft) -> bool:
    """True for a level, reached or planned, of what can be added up."""
    return (
        draft.quantity.kind in ("count", "money", "measure", "number")
        and not draft.change
        and draft.modality in ("actual", "target")
    )
