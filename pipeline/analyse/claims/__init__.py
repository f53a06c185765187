"""Claims: what a report asserts with each quantity."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from pipeline.analyse.claims.cells import read_cells
from pipeline.analyse.claims.lexicon import CutText
from pipeline.analyse.claims.read import read_drafts
from pipeline.analyse.quantities.grids import find_grids
from pipeline.analyse.quantities.units import normalise
from pipeline.analyse.view import View
from pipeline.model import Claim, Quantity, Section

__all__ = ["find_claims"]

# A heading on problems and plans at once leaves it to the sentences to say which.
_PROBLEMS = re.compile("问题|不足|短板|困难|差距|薄弱|弱项")


def find_claims(
    view: View,
    text: str,
    words: list[str],
    quantities: list[Quantity],
    sections: list[Section],
    year: int | None,
) -> list[Claim]:
    """Claims of a report, in order of their numbers.

    Args:
        view: the readable view of ``text``.
        text: the report's text; the claims' offsets refer to it.
        words: the view's text cut into words.
        quantities: of the view, in order.
        sections: of the text, in order of their starts.
        year: the year the report is about, if known.
    """
    cut = CutText(view.text, words)
    grids = find_grids(view.text)
    cells = {cell.quantity.start for grid in grids for cell in grid.cells}
    running = [quantity for quantity in quantities if quantity.start not in cells]
    drafts = read_drafts(
        cut, running, year, fragment=not any(section.kind == "heading" for section in sections)
    )
    for grid in grids:
        drafts += read_cells(grid, [draft for draft in drafts if draft.quantity.start < grid.start], year)
    drafts.sort(key=lambda draft: draft.quantity.start)
    starts = [section.start for section in sections]
    claims: list[Claim] = []

    @cache
    def sentence_of(start: int, end: int) -> str:
        """The sentence in the report's own characters, without what breaks its lines."""
        return "".join([text[at] for at in view.offsets[start:end]]).strip()

    ids = {id(draft): f"c{number:04d}" for number, draft in enumerate(drafts, 1)}
    for draft in drafts:
        quantity = draft.quantity
        start, end = view.source(quantity.start, quantity.end)
        section = sections[bisect_right(starts, start) - 1] if sections and start >= starts[0] else None
        modality = draft.modality
        if (
            section is not None
            and section.topic == "plans"
            and modality == "actual"
            and not _PROBLEMS.search(section.title)
        ):
            modality = "target"
        bound = quantity.bound
        if (
            bound == "over"
            and modality in ("target", "norm")
            and view.text.startswith(("以上", "及以上"), quantity.end)
        ):
            bound = "at_least"
        value, unit = normalise(quantity.value, quantity.unit)
        claims.append(
            Claim(
                claim_id=ids[id(draft)],
                section_id=section.section_id if section else None,
                start=start,
                end=end,
                text=text[start:end],
                value=quantity.value,
                value_max=quantity.value_max,
                bound=bound,
                unit=quantity.unit,
                kind=quantity.kind,
                measure=draft.measure,
                action=draft.action,
                subject=draft.subject,
                role=draft.role,
                change=draft.change,
                basis=draft.basis,
                modality=modality,
                year=draft.year,
                part_of=ids[id(draft.whole)] if draft.whole is not None else None,
                sentence=sentence_of(*draft.sentence),
                value_norm=value,
                unit_norm=unit,
            )
        )
    return claims
