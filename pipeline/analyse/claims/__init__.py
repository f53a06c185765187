"""Claims: what a report asserts with each quantity."""

from __future__ import annotations

import re

from pipeline.analyse.claims.cells import read_cells
from pipeline.analyse.claims.headings import Headings
from pipeline.analyse.claims.lexicon import CutText, wording
from pipeline.analyse.claims.read import read_drafts
from pipeline.analyse.quantities.grids import Grid, find_grids
from pipeline.analyse.quantities.units import normalise
from pipeline.analyse.view import View
from pipeline.model import Claim, Quantity, Section

__all__ = ["find_claims"]

_CELL_ENDS = re.compile(r"\s*[|\t]\s*")
_AND_MORE = ("以上", "及以上")  # behind an aim: at least


def find_claims(
    view: View,
    text: str,
    words: list[str],
    quantities: list[Quantity],
    sections: list[Section],
    year: int | None,
    grids: list[Grid] | None = None,
) -> list[Claim]:
    """Claims of a report, in order of their numbers.

    Args:
        view: the readable view of ``text``.
        text: the report's text; the claims' offsets refer to it.
        words: the view's text cut into words.
        quantities: of the view, in order.
        sections: of the text, in order of their starts.
        year: the year the report is about, if known.
        grids: the view's tables, if they are known already.
    """
    cut = CutText(view.text, words)
    grids = find_grids(view.text) if grids is None else grids
    cells = {cell.quantity.start for grid in grids for cell in grid.cells}
    running = [quantity for quantity in quantities if quantity.start not in cells]
    drafts = read_drafts(
        cut, running, year, fragment=not any(section.kind == "heading" for section in sections)
    )
    for draft in drafts:
        # A remark in a table's cell says nothing with the words of the cells before it.
        if "|" in draft.measure or "\t" in draft.measure:
            draft.measure = _CELL_ENDS.split(draft.measure)[-1]
    for grid in grids:
        drafts += read_cells(
            grid, [draft for draft in drafts if draft.quantity.start < grid.start], year, cut
        )
    drafts.sort(key=lambda draft: draft.quantity.start)
    headings = Headings(view, cut, sections, year)
    for number, draft in enumerate(drafts, 1):
        draft.number = number
    state_verbs = wording().state_verbs
    span, sentence = (0, 0), ""
    claims: list[Claim] = []
    for draft in drafts:
        if draft.sentence != span:
            span = draft.sentence
            sentence = view.written(text, *span).strip()  # without what breaks its lines
        quantity = draft.quantity
        start, end = view.source(quantity.start, quantity.end)
        place, heading = headings.over(start)
        if draft.modality == "actual" and headings.plans(heading):
            draft.modality = "target"
        often = draft.modality == "norm" and quantity.kind == "count"  # 每季度至少一次, in a plan
        if draft.year is None and (draft.modality == "target" or (often and headings.plans(heading))):
            draft.year = headings.planned_year(heading, quantity.start)
        aim = draft.modality in ("target", "norm") and view.text.startswith(_AND_MORE, quantity.end)
        value, unit = normalise(quantity.value, quantity.unit)
        # By place: so many keywords take four times as long.
        claims.append(
            Claim(
                f"c{draft.number:04d}", sections[place].section_id if place >= 0 else None,
                start, end, text[start:end], quantity.value, quantity.value_max,
                "at_least" if aim and quantity.bound == "over" else quantity.bound,
                quantity.unit, quantity.kind, draft.measure or headings.matter(heading),
                "" if draft.action in state_verbs else draft.action, draft.subject,
                draft.role, draft.change, draft.basis, draft.modality, draft.year,
                f"c{draft.whole.number:04d}" if draft.whole is not None else None,
                "", sentence, value, unit,
            )
        )  # fmt: skip
    return claims
