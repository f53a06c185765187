"""Tables flattened to text: a figure's unit and name come from the headers of its row and column.

A grid is a run of lines whose cells are parted by ``|``, a tab or a wide gap. A bare number in a
cell is a quantity; its unit is its own, its column's (``罚没金额（万元）``), its row's
(``行政处罚（件）``) or the table's (``单位：万元``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.analyse.quantities.numerals import ARABIC, parse_number
from pipeline.analyse.quantities.units import kind_of, match_unit
from pipeline.model import Quantity

_CELL = re.compile(r"[^|\t\u3000]+?(?=[ ]*(?:[|\t\u3000]|[ ]{2,}|$))")
_SEPARATED = re.compile(r"\||\t|[ \u3000]{2,}|\u3000")
_BARE = re.compile(
    rf"(?P<sign>-)?(?P<number>{ARABIC})\s*(?P<scale>[百千]?[万亿]{{0,2}})(?P<rest>[^\d\s]{{0,5}})"
)
_UNIT_IN_HEADER = re.compile(
    r"[（(](?:单位[:：])?(?P<scale>[百千]?[万亿]{0,2})(?P<unit>[^（）()\d]{1,6})[）)]|单位[:：](?P<scale2>[百千]?[万亿]{0,2})(?P<unit2>[^\s，。）)|\d]{1,6})"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_SERIAL = re.compile(r"序号|编号|No\.?|次序")
TOTAL = re.compile(r"^(?:总?合计|总计|共计|小计|总数|全年|全部)")
_YEAR = re.compile(r"^(20\d\d)年(?:度)?$")


@dataclass(slots=True)
class Cell:
    """A figure in a grid with the words over it and before it."""

    quantity: Quantity
    row: str
    column: str
    place: int
    span: tuple[int, int]  # of its row in the text
    year: int | None = None


@dataclass(slots=True)
class Grid:
    """One table: its span in the view's text and its figures in order."""

    start: int
    end: int
    cells: list[Cell] = field(default_factory=list)


def find_grids(text: str) -> list[Grid]:
    """The tables of a view's text, in order."""
    grids: list[Grid] = []
    rows: list[list[tuple[int, int]]] = []
    at = 0
    unit_line = ""
    for line in [*text.split("\n"), ""]:
        cells = (
            [(at + m.start(), at + m.end()) for m in _CELL.finditer(line) if m.group().strip()]
            if _SEPARATED.search(line)
            else []
        )
        if _is_row(line, cells, bool(rows)):
            rows.append(cells)
        else:
            if rows:
                grid = _read_grid(text, rows, unit_line)
                if grid.cells:
                    grids.append(grid)
                rows = []
            unit_line = line if "单位" in line and len(line) < 40 else ""
        at += len(line) + 1
    return grids


def _is_row(line: str, cells: list[tuple[int, int]], inside: bool) -> bool:
    """Rows have two cells and no sentence; a gap alone makes a row only where a | or tab would."""
    if "|" in line or "\t" in line:
        return len(cells) > 1 or (inside and bool(cells))
    return (
        len(cells) > 1
        and "。" not in line
        and len(line) < 80
        and not re.search("[：:]", line)
        and len(_SEPARATED.findall(line)) >= 1
        and bool(re.search(r"(?:^|\s)\d", line) or inside or len(cells) > 2)
    )


def _read_grid(text: str, rows: list[list[tuple[int, int]]], unit_line: str) -> Grid:
    written = [[text[a:b].strip() for a, b in row] for row in rows]
    has_header = len(written) > 1 and not any(map(_figure, written[0]))
    header = written[0] if has_header else []
    body = len(header) and 1
    serial = _serial_column(header, written[body:])
    grid = Grid(rows[0][0][0], rows[-1][-1][1])
    for line in range(body, len(rows)):
        cells = written[line]
        span = rows[line][0][0], rows[line][-1][1]
        label = next((cell for i, cell in enumerate(cells) if i != serial and not _figure(cell)), "")
        # A header that leaves out the corner cell stands one place to the left.
        shift = int(len(header) == len(cells) - 1 and not _figure(cells[0]))
        for place, (start, end) in enumerate(rows[line]):
            name = header[place - shift] if 0 <= place - shift < len(header) else ""
            quantity = None if place == serial else _quantity(text, start, end, name, label, unit_line)
            if quantity is None:
                continue
            year = _YEAR.match(_BRACKETED.sub("", name).strip())
            row = _BRACKETED.sub("", label).strip() if _unit_of(label) else label
            column = "" if year else _BRACKETED.sub("", name).strip()
            grid.cells.append(Cell(quantity, row, column, place, span, int(year[1]) if year else None))
    return grid


def _serial_column(header: list[str], body: list[list[str]]) -> int:
    """The place of a column of serial numbers, -1 if there is none."""
    named = next((i for i, name in enumerate(header) if _SERIAL.match(name)), -1)
    if named < 0 and len(body) > 1 and all(row[:1] == [str(n)] for n, row in enumerate(body, 1)):
        return 0
    return named


def _figure(cell: str) -> re.Match[str] | None:
    """A cell that is a number, with a unit or without; a date is none."""
    found = _BARE.fullmatch(cell)
    if found is None or found["rest"] in ("年", "月", "日"):
        return None
    return found if found["rest"] in ("", match_unit(found["rest"], 0)) else None


def _unit_of(words: str) -> tuple[str, str] | None:
    """Multiplier and unit named in a header: 罚没金额（万元） is ("万", "元")."""
    found = _UNIT_IN_HEADER.search(words)
    if not found:
        return ("", "%") if words.endswith("%") else None
    scale, unit = (
        (found["scale"] or "", found["unit"]) if found["unit"] else (found["scale2"] or "", found["unit2"])
    )
    return (scale, unit) if unit == match_unit(unit, 0) else None


def _quantity(text: str, start: int, end: int, column: str, row: str, unit_line: str) -> Quantity | None:
    found = _figure(text[start:end].strip())
    if not found:
        return None
    scale, unit = found["scale"], found["rest"]
    if not unit:
        named = _unit_of(column) or _unit_of(row) or _unit_of(unit_line)
        if named:
            scale, unit = scale or named[0], named[1]
    value = parse_number(found["number"] + scale)
    begin = start + (len(text[start:end]) - len(text[start:end].lstrip()))
    unit = "百分点" if unit == "个百分点" else unit
    return Quantity(
        begin, begin + len(found.group()), -value if found["sign"] else value, unit, kind_of(unit)
    )
