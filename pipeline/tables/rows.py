"""One analysed report as rows of the tables: here Decimals become floats and lists become strings.

Pure Python, so that a worker (or ``baoshu extract``) makes rows without loading Arrow.
"""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from pipeline.catalog import Catalog
from pipeline.model import Analysis, Check, Claim, Report, Section
from pipeline.tables.cells import Cell
from pipeline.tables.said import cells_of, restatements_of

Row = dict[str, Any]


def rows_of(report: Report, analysis: Analysis, catalog: Catalog) -> dict[str, list[Row]]:
    """Rows by shard table (see :data:`pipeline.tables.schema.SHARD_TABLES`).

    Args:
        report: as read; its identity says whose and for which year it is.
        analysis: what was found in its text.
        catalog: the indicators that its claims are coded by.
    """
    rid = report.report_id
    return {
        "reports": [report_row(report, analysis)],
        "evidence": evidence_rows(report),
        "sections": [section_row(rid, s) for s in analysis.sections],
        "claims": [claim_row(report, c) for c in analysis.claims],
        "checks": [check_row(rid, c) for c in analysis.checks],
        "cells": [cell_row(rid, c) for c in cells_of(report, analysis, catalog)],
        "restatements": [
            {
                "report_id": rid,
                "indicator": figure.claim.indicator,
                "claim_year": figure.claim.year,
                "value": float(figure.value),
                "low": float(figure.low),
                "high": float(figure.high),
                "claim_id": figure.claim.claim_id,
                "text": figure.claim.text,
            }
            for figure in restatements_of(report, analysis, catalog)
        ],
        "pages": [
            {"report_id": rid, "page": number, "start": start} for number, start in enumerate(report.pages, 1)
        ],
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def report_row(report: Report, analysis: Analysis) -> Row:
    """A row of ``reports``; what it repeats is known only when all reports are."""
    who = report.identity
    return {
        "report_id": report.report_id,
        "county_code": who.county_code,
        "county": who.county,
        "prefecture": who.prefecture,
        "province": who.province,
        "year": who.year,
        "title": who.title,
        "issuer": who.issuer,
        "signed": who.signed,
        "source": report.source,
        "source_sha256": report.source_sha256,
        "text_sha256": report.text_sha256,
        "encoding": report.encoding,
        "n_chars": len(report.text),
        "n_sections": len(analysis.sections),
        "n_claims": len(analysis.claims),
        "duplicate_of": None,
        "warnings": "；".join([*report.warnings, *who.warnings]),
    }


def evidence_rows(report: Report) -> list[Row]:
    """The rows of ``evidence``: by what the report's place and year were decided."""
    return [{"report_id": report.report_id, **asdict(clue)} for clue in report.identity.evidence]


def section_row(report_id: str, section: Section) -> Row:
    """A row of ``sections``."""
    return {
        "report_id": report_id,
        "section_id": section.section_id,
        "parent_id": section.parent_id,
        "kind": section.kind,
        "level": section.level,
        "label": section.label,
        "title": section.title,
        "topic": section.topic,
        "start": section.start,
        "end": section.end,
    }


def claim_row(report: Report, claim: Claim) -> Row:
    """A row of ``claims``; ``claim_year`` is the report's own year for what it says of itself."""
    own_year = report.identity.year if claim.modality == "actual" else None
    return {
        "report_id": report.report_id,
        "county_code": report.identity.county_code,
        "county": report.identity.county,
        "year": report.identity.year,
        "claim_id": claim.claim_id,
        "section_id": claim.section_id,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "value": float(claim.value),
        "value_max": _number(claim.value_max),
        "bound": claim.bound,
        "unit": claim.unit,
        "kind": claim.kind,
        "value_norm": _number(claim.value_norm),
        "unit_norm": claim.unit_norm,
        "measure": claim.measure,
        "action": claim.action,
        "subject": claim.subject,
        "role": claim.role,
        "change": claim.change,
        "basis": claim.basis,
        "modality": claim.modality,
        "part_of": claim.part_of,
        "indicator": claim.indicator,
        "sentence": claim.sentence,
        "claim_year": own_year if claim.year is None else claim.year,
    }


def check_row(report_id: str, check: Check) -> Row:
    """A row of ``checks`` without the columns that come from its report."""
    return {
        "report_id": report_id,
        "county_code": "",
        "year": None,
        "check_id": check.check_id,
        "kind": check.kind,
        "holds": check.holds,
        "stated": float(check.stated),
        "computed": float(check.computed),
        "difference": float(check.stated - check.computed),
        "claims": ";".join(check.claims),
        "about": check.about,
    }


def cell_row(report_id: str, cell: Cell) -> Row:
    """A row of the shard table ``cells``."""
    return {
        "report_id": report_id,
        "indicator": cell.indicator,
        "value": _number(cell.value),
        "low": _number(cell.low),
        "high": _number(cell.high),
        "bound": cell.bound,
        "status": cell.status,
        "claim_id": cell.claim_id,
        "claims": ";".join(cell.claims),
        "n_claims": len(cell.claims),
        "note": cell.note,
        "evidence": cell.evidence,
    }
