"""Lists whose total is named but not printed again: 审结226件。……在审结的案件中，维持103件、驳回39件."""

from __future__ import annotations

import re

from pipeline.analyse.checks.figures import Figure
from pipeline.analyse.checks.parts import LONGEST_LIST, alike
from pipeline.analyse.checks.words import NOT_DONE, TOTAL_AFTER

_AMONG = re.compile(
    r"(?:在|^|[。；;：:，,])(?:已|所|全部|上述|以上)?(?:办理)?([一-鿿]{2})的[^，,。；;的]{0,8}(?:中|里)[，,：:]?[^，,。；;]*$"
)
_REACH = 25


def link_named_totals(figures: list[Figure]) -> None:
    """Give the figures of such a list their total: the last one before with the verb by which it is named.

    Only figures without a total get it; a rate, a total behind the list or the sentence's end closes it.
    """
    for first in figures:
        if "的" not in first.gap or first.whole is not None or not (match := _AMONG.search(first.gap)):
            continue
        whole = _named(match[1], first, figures)
        if whole is None:
            continue
        for figure in figures[first.at : first.at + LONGEST_LIST]:
            if figure.sentence != first.sentence or "率" in figure.lead or TOTAL_AFTER.search(figure.gap):
                break
            if figure.whole is None and figure.depth == first.depth and alike(figure, whole):
                figure.whole = whole


def _named(verb: str, first: Figure, figures: list[Figure]) -> Figure | None:
    for figure in reversed(figures[max(0, first.at - _REACH) : first.at]):
        at = figure.lead.find(verb)
        if at >= 0 and figure.lead[max(0, at - 1) : at] not in NOT_DONE and figure.is_actual and figure.exact:
            return figure if alike(first, figure) else None
    return None
