"""Tables as reports print them, from a file's bytes to the claims, the same in every format.

A case of ``tests/cases/tables.jsonl`` has the rows of one table and what must be claimed of it: for each
figure in order its text, its value and the fields that the case is about; ``part_of`` is the text of the
whole. ``not_in`` names formats that lose what the case is about. A cell is a text or ``[text, columns,
rows]`` where it covers several places. Tables without such cells are also tried as plain text, with bars,
tabs and as markdown.
"""

from __future__ import annotations

import html
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from pipeline.analyse.claims import find_claims
from pipeline.analyse.indicators import assign_indicators
from pipeline.analyse.quantities import find_quantities
from pipeline.analyse.sections import find_sections
from pipeline.analyse.view import read_view
from pipeline.analyse.words import cut
from pipeline.catalog import load_catalog
from pipeline.model import Claim
from pipeline.read import read_content
from tests.claim_rows import differences
from tests.test_read_pdf import EM, LEFT, TOP, Placed, pdf

LINES = (Path(__file__).parent / "cases" / "tables.jsonl").read_text(encoding="utf8").splitlines()
CASES = [json.loads(line) for line in LINES]
BEFORE = "青禾县2023年度法治政府建设情况报告"
AFTER = "各项工作取得新的进展和明显成效。"
WIDTH = 11 * EM  # of a column of the pdf

Spans = list[list[tuple[str, int, int]]]


def spans_of(rows: list[list[Any]]) -> Spans:
    return [[(cell, 1, 1) if isinstance(cell, str) else tuple(cell) for cell in row] for row in rows]  # type: ignore[misc]


def as_html(rows: Spans) -> str:
    table = "".join(
        "<tr>"
        + "".join(f"<td colspan={c} rowspan={r}>{html.escape(text)}</td>" for text, c, r in row)
        + "</tr>"
        for row in rows
    )
    page = (
        f"<html><body><div id='zoom'><p>{BEFORE}</p><table>{table}</table><p>{AFTER}</p></div></body></html>"
    )
    return read_content(page.encode()).text


def placed(rows: Spans) -> list[tuple[str, int, int, int, int]]:
    """Each cell with its row and column and how many of them it covers."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        column = 0
        for text, columns, down in row:
            while (number, column) in taken:
                column += 1
            found.append((text, number, column, columns, down))
            taken |= {(number + y, column + x) for y in range(down) for x in range(columns)}
            column += columns
    return found


def as_docx(rows: Spans) -> str:
    cells = placed(rows)
    document = docx.Document()
    document.add_paragraph(BEFORE)
    table = document.add_table(len(rows), max(column + columns for _, _, column, columns, _ in cells))
    for text, row, column, columns, down in cells:
        table.cell(row, column).merge(table.cell(row + down - 1, column + columns - 1)).text = text
    document.add_paragraph(AFTER)
    saved = BytesIO()
    document.save(saved)
    return read_content(saved.getvalue()).text


def as_pdf(rows: Spans) -> str:
    """Every cell printed in the middle of the places that it covers, row by row."""
    shown: list[Placed] = [(LEFT, TOP + 28, BEFORE)]
    for text, row, column, columns, down in placed(rows):
        wide = sum(1.0 if ord(char) > 255 else 0.5 for char in text) * EM
        middle = LEFT + WIDTH * (column + columns / 2)
        if text:
            shown.append((middle - wide / 2, TOP - 28 * (row + (down - 1) / 2), text))
    return read_content(pdf([shown])).text


def as_bars(rows: Spans) -> str:
    return "\n".join([BEFORE, *(" | ".join(text for text, _, _ in row) for row in rows), AFTER])


def as_tabs(rows: Spans) -> str:
    return "\n".join([BEFORE, *("\t".join(text for text, _, _ in row) for row in rows), AFTER])


def as_markdown(rows: Spans) -> str:
    lines = ["| " + " | ".join(text for text, _, _ in row) + " |" for row in rows]
    return "\n".join([BEFORE, lines[0], "|" + " --- |" * len(rows[0]), *lines[1:], AFTER])


WITH_SPANS = {"html": as_html, "docx": as_docx, "pdf": as_pdf}
PLAIN = {"bars": as_bars, "tabs": as_tabs, "markdown": as_markdown}


def tried() -> list[Any]:
    found = []
    for case in CASES:
        rows = spans_of(case["rows"])
        merged = any(cell[1:] != (1, 1) for row in rows for cell in row)
        for name in [*WITH_SPANS, *([] if merged else PLAIN)]:
            if name not in case.get("not_in", []):
                found.append(pytest.param(case, rows, name, id=f"{case['name']}: {name}"))
    return found


def claims_of(text: str, year: int) -> list[Claim]:
    view = read_view(text)
    sections = find_sections(view, text)
    claims = find_claims(view, text, cut(view.text), find_quantities(view), sections, year)
    assign_indicators(claims, sections, load_catalog(), report_year=year)
    return claims


@pytest.mark.parametrize(("case", "rows", "form"), tried())
def test_what_a_table_claims(case: dict[str, Any], rows: Spans, form: str) -> None:
    text = (WITH_SPANS | PLAIN)[form](rows)
    wrong = differences(claims_of(text, case.get("year", 2023)), case["claims"])
    assert not wrong, "\n".join([*wrong, text])
