"""What one report says, indicator by indicator: figures first, then what follows, then mere mentions."""

from __future__ import annotations

from pipeline.catalog import Catalog
from pipeline.model import Analysis, Claim, Report
from pipeline.tables.cells import Cell, fills_cell, one_line, resolve
from pipeline.tables.derive import derive
from pipeline.tables.figures import Figure, to_figure
from pipeline.tables.mentions import mentions_of


def cells_of(report: Report, analysis: Analysis, catalog: Catalog) -> list[Cell]:
    """One cell for every indicator that the report speaks of, in the catalogue's order."""
    year = report.identity.year
    figures: dict[str, list[Figure]] = {}
    aside: dict[str, Claim] = {}
    for claim in analysis.claims:
        indicator = catalog.indicators.get(claim.indicator)
        if indicator is None:
            continue
        figure = to_figure(claim, indicator) if fills_cell(claim, year, is_cut=indicator.is_cut) else None
        if figure is not None:
            figures.setdefault(claim.indicator, []).append(figure)
        else:
            aside.setdefault(claim.indicator, claim)
    cells = {code: resolve(code, found) for code, found in figures.items()}
    cells |= derive(cells, catalog)
    for code, claim in aside.items():
        if code not in cells:
            cells[code] = Cell(
                code, "no_figure", note=_not_of_the_year(claim), evidence=one_line(claim.sentence)
            )
    mentions = mentions_of(
        report.text, analysis.claims, catalog, sections=analysis.sections, skip=cells.keys()
    )
    for code, sentence in mentions.items():
        cells[code] = Cell(code, "no_figure", evidence=one_line(sentence))
    return [cells[code] for code in catalog.indicators if code in cells]


def _not_of_the_year(claim: Claim) -> str:
    """Why a figure that is printed does not fill the cell."""
    if claim.modality == "target":
        reason = "目标"
    elif claim.modality == "norm":
        reason = "规定"
    elif claim.change:
        reason = "增减量"
    elif claim.modality == "baseline" or claim.year is not None:
        reason = "其他年度"
    else:
        reason = "计量不同"
    return f"只有{reason}的数字：{claim.text}"


def restatements_of(report: Report, analysis: Analysis, catalog: Catalog) -> list[Figure]:
    """Figures for years before the report's own, in the order of the text."""
    year = report.identity.year
    found = []
    for claim in analysis.claims:
        indicator = catalog.indicators.get(claim.indicator)
        if indicator is None or year is None or claim.year is None or claim.year >= year:
            continue
        if claim.modality in ("actual", "baseline") and (indicator.is_cut or not claim.change):
            figure = to_figure(claim, indicator)
            if figure is not None:
                found.append(figure)
    return found
