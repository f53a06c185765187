"""The lines of a text that are rows of a table, and their cells, empty ones in their place.

Cells are parted by ``|``, by tabs or by wide gaps. Only a gap leaves no trace of an empty cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_SEPARATED = re.compile(r"\||\t|\u3000|  ")
_WIDE_GAP = re.compile(r"[ \u3000]{2,}|\u3000")
_TAB = re.compile(r"\t")
_TABS = re.compile(r"\t+")
_BAR = re.compile(r"\|")
# A line between rows: | --- | :---: | of markdown, ├──┼──┤ of a drawn frame.
_RULE = re.compile(r"[\s|:+\-—–=\u2500-\u257f]*[\-—–=\u2500-\u257f]{2}[\s|:+\-—–=\u2500-\u257f]*")
_RULED = re.compile("[\\-—–=\u2500-\u257f]{2}")
_LONGEST_SPACED_ROW = 80
_SAYS = re.compile(r"[：:。，；、\d]")


class Cell(NamedTuple):
    """The span of a cell without the blanks around it, and its text."""

    start: int
    end: int
    text: str


Row = list[Cell]


@dataclass(slots=True)
class Table:
    """Adjacent rows; ``above`` is the line before them, ``title`` that or the one before it."""

    rows: list[Row] = field(default_factory=list)
    above: str = ""
    title: str = ""
    aligned: bool = True  # an empty cell keeps its place, so that columns can be counted


def find_tables(text: str) -> Iterator[Table]:
    """The runs of rows in a view's text."""
    if not _SEPARATED.search(text):
        return
    lines: list[tuple[int, str]] = []
    kind = ""
    at = 0
    before = ("", "")
    for line in [*text.split("\n"), ""]:
        if kind and _RULED.search(line) and _RULE.fullmatch(line):
            at += len(line) + 1
            continue
        this = _kind(line, kind) if _SEPARATED.search(line) else ""
        if lines and this != kind:
            yield _table(kind, lines, before)
            before, lines = ("", ""), []
        if this == " " and not lines and _heads(before[1], line):
            lines.append((at - len(before[1]) - 1, before[1]))
            before = "", before[0]
        if this:
            lines.append((at, line))
        else:
            before = (before[1], line)
        kind = this
        at += len(line) + 1


def _kind(line: str, inside: str) -> str:
    """What parts the cells of a line: ``|``, a tab, a gap (" "), or "" where it is no row."""
    if "|" in line:
        return "|" if inside == "|" or sum(map(bool, map(str.strip, line.split("|")))) > 1 else ""
    if "\t" in line:
        return "\t"
    cells = [cell for cell in _WIDE_GAP.split(line) if cell]
    is_row = (
        len(cells) > 1
        and "。" not in line
        and len(line) < _LONGEST_SPACED_ROW
        and not re.search("[：:]", line)
        and bool(re.search(r"(?:^|\s)\d", line) or inside == " " or len(cells) > 2)
    )
    return " " if is_row else ""


def _heads(above: str, line: str) -> bool:
    """True for a line of two names over a row of a name and a figure (审结方式　件数)."""
    names = [cell for cell in _WIDE_GAP.split(above) if cell]
    return (
        len(names) == 2
        and len(names) == len([cell for cell in _WIDE_GAP.split(line) if cell])
        and not _SAYS.search(above)
        and len(above) < _LONGEST_SPACED_ROW
    )


def _table(kind: str, lines: list[tuple[int, str]], before: tuple[str, str]) -> Table:
    if kind == "\t":
        separator = _TAB if _even([line for _, line in lines]) else _TABS
    else:
        separator = _BAR if kind == "|" else _WIDE_GAP
    rows = [_cells(at, line, separator) for at, line in lines]
    while rows and all(row and not row[0].text for row in rows):
        rows = [row[1:] for row in rows]  # the bar before the first cell
    title = f"{before[0]} {before[1]}" if len(before[0]) < _LONGEST_SPACED_ROW else before[1]
    return Table([row for row in rows if any(cell.text for cell in row)], before[1], title, kind != " ")


def _even(lines: list[str]) -> bool:
    """True where each tab is a cell's end, False where several of them only align the next cell."""
    single = {len(line.rstrip("\t").split("\t")) for line in lines}
    joined = {len(_TABS.split(line.strip("\t"))) for line in lines}
    return len(single) == 1 or len(joined) > 1


def _cells(at: int, line: str, separator: re.Pattern[str]) -> Row:
    cells: Row = []
    start = 0
    for end, following in [*((m.start(), m.end()) for m in separator.finditer(line)), (len(line), 0)]:
        raw = line[start:end]
        text = raw.strip()
        begin = at + start + (len(raw) - len(raw.lstrip()))
        cells.append(Cell(begin, begin + len(text), text))
        start = following
    return cells
