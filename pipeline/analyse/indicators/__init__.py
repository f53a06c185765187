"""Which indicator of the catalogue a claim is a figure of.

``place`` says where in its sentence a claim stands, ``names`` what it may be called there, ``lookup``
finds the rules for a name, ``match`` the code that fits best, and ``settle`` compares the claims of a
report: totals and parts, sub-classes, restated figures.
"""

from __future__ import annotations

from pipeline.analyse.indicators.lookup import lookup_of
from pipeline.analyse.indicators.match import Match, match_claim
from pipeline.analyse.indicators.place import place_claims
from pipeline.analyse.indicators.settle import settle
from pipeline.catalog import Catalog
from pipeline.model import Claim, Section

__all__ = ["assign_indicators"]


def assign_indicators(
    claims: list[Claim], sections: list[Section], catalog: Catalog, *, report_year: int | None = None
) -> None:
    """Set ``claim.indicator`` of every claim of one report, "" where no code fits.

    Args:
        claims: the claims of the report with all other fields filled, ``sentence`` included.
        sections: its sections, for the titles over a claim.
        catalog: the indicators to choose from.
        report_year: the year that the report is about. With it, totals since an earlier year
            (自2021年以来) are told from those since the beginning of the year.
    """
    lookup = lookup_of(catalog)
    by_id = {claim.claim_id: claim for claim in claims}
    for claim in claims:
        claim.indicator = ""
    matches: list[Match] = []
    waiting: list[Match] = []
    places = place_claims(claims, sections)
    for place in places:
        match = match_claim(place, lookup, report_year)
        if match is None:
            continue
        (waiting if match.rule.whole else matches).append(match)
        if not match.rule.whole:
            match.place.claim.indicator = match.rule.code
    # A rule that asks for the code of the whole can only be decided once that is known.
    for match in waiting:
        whole = by_id.get(match.place.claim.part_of or "")
        if whole is not None and whole.indicator == match.rule.whole:
            match.place.claim.indicator = match.rule.code
            matches.append(match)
    settle(matches, places, catalog, by_id)
