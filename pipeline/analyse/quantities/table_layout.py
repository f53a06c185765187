"""Which columns of a table hold labels, which figures, units or serial numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.analyse.quantities.table_figures import is_bare_year, is_figure
from pipeline.analyse.quantities.table_header import Column
from pipeline.analyse.quantities.table_words import (
    CORNER,
    SERIAL,
    YEAR_COLUMN,
    Words,
    as_unit,
    read_words,
)

_NOTHING = frozenset("— —— - -- / 无 ― × ... … ※ *".split())
_LONGEST_LABEL = 24  # what is longer describes the row


@dataclass(slots=True)
class Layout:
    """``runs`` are the groups of adjacent columns of labels, from the left."""

    runs: list[tuple[int, ...]] = field(default_factory=list)
    units: frozenset[int] = frozenset()  # columns of units
    no_figures: frozenset[int] = frozenset()

    def holds_figures(self, place: int) -> bool:
        """False in a column of serial numbers, years or labels."""
        return place not in self.no_figures

    def run_of(self, place: int) -> tuple[int, ...]:
        """The columns whose labels name the figures of a column: the nearest to its left."""
        return next((run for run in reversed(self.runs) if run[0] < place), ())

    def labels_of(self, place: int, labels: Mapping[int, str]) -> list[Words]:
        """What the labels before a figure say, none twice and none that only marks an empty cell."""
        found: list[str] = []
        for column in self.run_of(place):
            text = labels.get(column, "")
            if text and text not in _NOTHING and text not in found:
                found.append(text)
        short = [text for text in found if len(text) <= _LONGEST_LABEL]
        return [read_words(text) for text in short or found[-1:]]

    def unit_column(self, place: int) -> int | None:
        """The column that has the units of a column's figures: the nearest, rather to the left."""
        return min(self.units, key=lambda unit: (unit > place, abs(place - unit)), default=None)


def read_layout(columns: list[Column], body: list[list[str]], shift: int) -> Layout:
    """Tell the columns of a table apart.

    Args:
        columns: as the header has them.
        body: the texts of the rows below it.
        shift: places by which the header stands to the left of the body.
    """
    width = max(map(len, body), default=0)
    named = {place + shift: column for place, column in enumerate(columns)}
    cells = [[row[place] for row in body if place < len(row) and row[place]] for place in range(width)]
    units = {p for p in range(width) if _holds_units(cells[p], named.get(p))}
    serial = next((p for p in range(width) if _holds_serials(p, cells[p], named.get(p), cells)), None)
    years = {p for p in range(width) if _holds_years(p, cells[p], named.get(p))}
    labels = [
        place
        for place in range(width)
        if place != serial
        and place not in units
        and not (named[place].words.is_aside if place in named else False)
        and (place in years or _holds_labels(place, cells[place]))
    ]
    runs: list[tuple[int, ...]] = []
    between = {serial, *units}
    for place in labels:
        if runs and all(p in between for p in range(runs[-1][-1] + 1, place)):
            runs[-1] = (*runs[-1], place)
        else:
            runs.append((place,))
    runs = [run for run in runs if run is runs[0] or _names_figures(run, runs[0], named)]
    inside = {place for run in runs for place in run} | years
    return Layout(runs, frozenset(units), frozenset(inside | ({serial} if serial is not None else set())))


def _holds_units(cells: list[str], column: Column | None) -> bool:
    units = sum(as_unit(cell) is not None for cell in cells)
    if column is not None:
        is_named = "单位" in column.printed
        return is_named and units * 2 > len(cells)
    return units > 1 and units == len(cells)


def _holds_serials(place: int, cells: list[str], column: Column | None, all_cells: list[list[str]]) -> bool:
    if column is not None and SERIAL.fullmatch(column.printed):
        return True
    if place or (column is not None and column.printed not in ("", "号", "#")) or len(all_cells) < 3:
        return False
    numbers = [cell for cell in cells if is_figure(cell)]
    return len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _holds_years(place: int, cells: list[str], column: Column | None) -> bool:
    """The rows are years: 2021, 2022, 2023 below 年度, or from one to the next."""
    years = [int(cell) for cell in cells if is_bare_year(cell)]
    if place > 1 or not years or len(years) * 2 <= len(cells):
        return False
    if column is not None and YEAR_COLUMN.fullmatch(column.printed):
        return True
    return len(years) > 1 and place == 0 and {abs(b - a) for a, b in pairwise(years)} == {1}


def _holds_labels(place: int, cells: list[str]) -> bool:
    words = [cell for cell in cells if not is_figure(cell) and cell not in _NOTHING]
    return len(words) * 2 > len(cells) if place == 0 else bool(words) and len(words) == len(cells)


def _names_figures(run: tuple[int, ...], first: tuple[int, ...], named: Mapping[int, Column]) -> bool:
    """True for the labels of a second pair of columns, False for a column of names, remarks and the like."""
    column, over_first = named.get(run[-1]), named.get(first[-1])
    if column is None or over_first is None:
        return True
    return column.printed in ("", over_first.printed) or bool(CORNER.fullmatch(column.printed))
