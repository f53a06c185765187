"""The dataset as one Excel workbook: a sheet a table, typed, headers frozen, the same bytes each time.

A figure of the panel is a link to its row among the claims.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from pipeline.tables.exports import WIDE
from pipeline.tables.schema import TABLES, load_table

_MAX_ROWS = 1_048_576  # of a sheet, the header among them
_MAX_LINKS = 65_530  # of a sheet; Excel repairs a file with more by dropping them all
_MAX_TEXT = 32_767  # characters of a cell
_MOMENT = datetime(2000, 1, 1)  # files carry no time of their making
# XML has no place for these; a report's text may hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STAMPS = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def write_workbook(folder: Path, path: Path) -> None:
    """Write the tables in ``folder`` (Parquet) as the workbook ``path``.

    A table longer than a sheet goes on in further sheets (claims_2, …).
    """
    book = Workbook(write_only=True)
    claim_rows = _claim_rows(folder)
    for name in (*TABLES, WIDE):
        _write_table(book, folder / f"{name}.parquet", name, claim_rows if name == "panel" else {})
    aside = path.with_suffix(".tmp")
    book.save(aside)
    _without_time(aside, path)
    aside.unlink()


def _place(row: int) -> tuple[int, int]:
    """Sheet number (from 0) and row in it for a table's row (from 0)."""
    return row // (_MAX_ROWS - 1), row % (_MAX_ROWS - 1) + 2


def _sheet_name(table: str, number: int) -> str:
    return table if number == 0 else f"{table}_{number + 1}"


def _claim_rows(folder: Path) -> dict[tuple[str, str], str]:
    """Where each claim stands that the panel names, as the target of a link."""
    panel = pq.read_table(folder / "panel.parquet", columns=["report_id", "claim_id", "value"])
    wanted = {
        (row["report_id"], row["claim_id"])
        for row in panel.to_pylist()
        if row["claim_id"] and row["value"] is not None
    }
    found = {}
    for row, claim in enumerate(_rows(folder / "claims.parquet", ["report_id", "claim_id"])):
        if (claim["report_id"], claim["claim_id"]) in wanted:
            number, line = _place(row)
            found[claim["report_id"], claim["claim_id"]] = f"'{_sheet_name('claims', number)}'!A{line}"
    return found


def _rows(path: Path, columns: list[str] | None = None) -> Iterator[dict[str, Any]]:
    for batch in pq.ParquetFile(path).iter_batches(batch_size=4096, columns=columns):
        yield from batch.to_pylist()


def _new_sheet(book: Workbook, name: str, columns: list[str], titles: dict[str, str]) -> Any:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    header = []
    for number, column in enumerate(columns, 1):
        # Chinese titles are twice as wide as their length says.
        width = max(len(column), 2 * len(titles.get(column, "")), 10) + 2
        sheet.column_dimensions[get_column_letter(number)].width = min(width, 40)
        cell = WriteOnlyCell(sheet, value=column)
        cell.font = Font(bold=True)
        header.append(cell)
    sheet.append(header)
    return sheet


def _write_table(book: Workbook, path: Path, name: str, targets: dict[tuple[str, str], str]) -> None:
    columns = pq.read_schema(path).names
    titles = {} if name == WIDE else {f.name: f.title for f in load_table(name).fields}
    link_column = get_column_letter(columns.index("value") + 1) if targets else ""
    sheet, links = _new_sheet(book, name, columns, titles), 0
    for row, record in enumerate(_rows(path)):
        number, line = _place(row)
        if number and line == 2:
            sheet, links = _new_sheet(book, _sheet_name(name, number), columns, titles), 0
        target = targets.get((record.get("report_id", ""), record.get("claim_id", "")))
        if target and links < _MAX_LINKS:
            links += 1
            sheet._hyperlinks.append(Hyperlink(ref=f"{link_column}{line}", location=target))
        sheet.append([_cell(sheet, record[c]) for c in columns])


def _cell(sheet: Any, value: Any) -> Any:
    """A value as Excel can hold it; words that look like a formula stay words."""
    if not isinstance(value, str):
        return value
    clean = _CONTROL.sub("", value)[:_MAX_TEXT]
    if not clean.startswith("="):
        return clean or None
    cell = WriteOnlyCell(sheet, value=clean)
    cell.data_type = "s"
    return cell


def _without_time(source: Path, path: Path) -> None:
    """Copy a zip with every time in it set to one moment."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            info = zipfile.ZipInfo(name, _MOMENT.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _STAMPS.sub(rb"\g<1>" + _MOMENT.isoformat().encode() + b"Z", data)
            new.writestr(info, data)
