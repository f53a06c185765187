"""Tables flattened to text: a figure's unit, name and year come from the headers of its row and column.

A bare number in a cell is a quantity; its unit is its own, its column's (``罚没金额（万元）``), the unit
column's, its row's (``行政处罚（件）``) or the table's (``单位：万元``). A number that cannot be put under
its header is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.analyse.quantities.table_figures import has_own_unit, is_figure, read_figure
from pipeline.analyse.quantities.table_header import (
    Column,
    header_rows,
    is_band,
    is_numbering,
    join_continued,
    read_columns,
    split_tables,
    texts,
)
from pipeline.analyse.quantities.table_layout import Layout, read_layout
from pipeline.analyse.quantities.table_text import Cell as TextCell
from pipeline.analyse.quantities.table_text import Row, Table, find_tables
from pipeline.analyse.quantities.table_words import (
    CORNER,
    COUNTED,
    RATE,
    SERIAL,
    Words,
    as_unit,
    read_words,
    unit_for,
    units_over,
)
from pipeline.analyse.quantities.units import kind_of
from pipeline.model import Quantity

_NO_COLUMN = Column(Words())


@dataclass(slots=True, eq=False)
class Cell:
    """A figure in a grid with the words over it and before it."""

    quantity: Quantity
    labels: tuple[Words, ...]  # of its row, from the left
    column: Column
    line: int  # of its row among the grid's
    place: int  # of its column
    span: tuple[int, int]  # of its row in the text
    label_column: Words  # what stands over the labels
    year: int | None = None
    years_ago: int = 0
    change: str = ""
    is_plan: bool = False


@dataclass(slots=True)
class Grid:
    """One table: its span in the view's text and its figures in order.

    ``blocked`` are the spans of numbers that are no quantities: serial numbers, years over columns,
    figures without a header.
    """

    start: int
    end: int
    cells: list[Cell] = field(default_factory=list)
    blocked: list[tuple[int, int]] = field(default_factory=list)


def find_grids(text: str) -> list[Grid]:
    """The tables of a view's text, in order."""
    grids = []
    for table in join_continued(find_tables(text)):
        for number, rows in enumerate(split_tables(table.rows)):
            grid = _Reader(table, rows, is_first=number == 0).read()
            if grid.cells or grid.blocked:
                grids.append(grid)
    return grids


class _Reader:
    """Reads one table row by row; what a band says holds for the rows below it."""

    def __init__(self, table: Table, rows: list[Row], *, is_first: bool) -> None:
        self.grid = Grid(rows[0][0].start, rows[-1][-1].end)
        self.aligned = table.aligned
        self.title = read_words(table.title) if is_first and table.title.endswith("表") else Words()
        self.units = units_over(table.above) if is_first else ()
        self.rows = rows
        bands = 0
        while bands < len(rows) and is_band(rows[bands]):
            self._read_band(rows[bands])
            bands += 1
        count = header_rows(rows[bands:])
        self.header = rows[bands : bands + count]
        self.first = bands + count
        if count and self.first < len(rows) and is_numbering(rows[self.first]):
            self._block(rows[self.first])
            self.first += 1
        self.columns = read_columns(self.header)
        rows[self.first :] = [self._total_in_place(row) for row in rows[self.first :]]
        self.body = [row for row in rows[self.first :] if not is_band(row)]
        self.shift = self._corner_left_out()
        self.layout: Layout = read_layout(self.columns, self._even_rows(), self.shift)
        self.above: dict[int, str] = {}  # the labels of the row before, by column
        self.band = Words()
        self.row_unit: tuple[str, str] | None = None  # of the last row that is no part of another

    def read(self) -> Grid:
        for row in self.header:
            self._block(row)
        for line, row in enumerate(self.rows[self.first :]):
            if is_band(row):
                self._read_band(row)
            else:
                self._read_row(line, row)
        return self.grid

    def _read_band(self, row: Row) -> None:
        text = texts(row)[0]
        self.units = units_over(text) or self.units
        self.band = read_words(text)

    def _block(self, row: Row) -> None:
        self.grid.blocked += [(cell.start, cell.end) for cell in row if is_figure(cell.text)]

    def _corner_left_out(self) -> int:
        """1 where the header leaves out the cell over the labels and so stands one place to the left."""
        widths = {len(row) for row in self.body}
        if not self.columns or widths != {len(self.columns) + 1}:
            return 0
        first = self.columns[0]
        return int(not first.words.is_aside and not CORNER.fullmatch(first.printed))

    def _total_in_place(self, row: Row) -> Row:
        """合计 over the columns of serial numbers and of labels is one cell: the second is empty."""
        is_short = len(row) == len(self.columns) - 1 and SERIAL.fullmatch(self.columns[0].printed)
        if not is_short or not read_words(row[0].text).is_total:
            return row
        return [row[0], TextCell(row[0].end, row[0].end, ""), *row[1:]]

    def _even_rows(self) -> list[list[str]]:
        """The body's rows; where an empty cell leaves no trace, only those that have all their cells."""
        rows = [texts(row) for row in self.body]
        width = max(map(len, rows), default=0)
        return rows if self.aligned else [row for row in rows if len(row) == width]

    def _read_row(self, line: int, row: Row) -> None:
        written = texts(row)
        labels = self._labels(written)
        # Without bars a row with another number of cells cannot be put under the header.
        loose = bool(self.columns) and (
            len(row) > len(self.columns) + self.shift
            or (not self.aligned and len(row) < len(self.columns) + self.shift)
        )
        span = row[0].start, row[-1].end
        for place, cell in enumerate(row):
            if not is_figure(written[place]):
                continue
            column = self._column(place)
            said = self.layout.labels_of(place, labels)
            quantity = None
            if loose:
                column = _NO_COLUMN
            if self._counts(place, written[place], said, column) and (
                not loose or has_own_unit(written[place])
            ):
                quantity = read_figure(cell, self._unit(row, place, column, said))
            if quantity is None:
                self.grid.blocked.append((cell.start, cell.end))
            else:
                self.grid.cells.append(self._cell(quantity, said, column, line, place, span))

    def _counts(self, place: int, text: str, said: Sequence[Words], column: Column) -> bool:
        """False for a serial number, a total over years, and where it was lost whose figure it is."""
        if not self.layout.holds_figures(place) or column.words.is_aside:
            return False
        if any(words.is_wider for words in (column.words, *said, self.band)):
            return False
        if said:
            own_unit = has_own_unit(text) or column.words.unit
            return bool(own_unit) or not said[-1].is_aside  # 邮编, 453800
        return not self.layout.run_of(place) and not any(
            CORNER.fullmatch(self._column(left).printed)
            for left in range(place)
            if self.layout.holds_figures(left) and left not in self.layout.units
        )

    def _column(self, place: int) -> Column:
        at = place - self.shift
        return self.columns[at] if 0 <= at < len(self.columns) else _NO_COLUMN

    def _labels(self, written: list[str]) -> dict[int, str]:
        """The row's labels by column; one that is left out under another goes on with it."""
        labels: dict[int, str] = {}
        totals = [text for text in written if text and read_words(text).is_total]
        for run in self.layout.runs:
            for place in run:
                text = written[place] if place < len(written) else ""
                if not text and place != run[-1] and not totals:
                    text = self.above.get(place, "")
                labels[place] = text
            if totals and not any(labels[place] for place in run):
                labels[run[-1]] = totals[0]  # stands in the column of serial numbers
        self.above = labels
        return labels

    def _unit(self, row: Row, place: int, column: Column, said: Sequence[Words]) -> tuple[str, str] | None:
        """Multiplier and unit of a number that has none of its own."""
        unit = column.words.unit
        if column.words.change.endswith(("率", "幅", "幅度")):
            return "", "%"
        if column.words.change and "." in row[place].text and unit and kind_of(unit[1]) == "count":
            return "", "%"  # a part of a case is none: the change is per cent, the unit that of the cases
        if RATE.search(column.words.name):
            # What stands over a rate and its counts, or before them in the row, has the counts' unit.
            return unit if unit and unit[1] == "%" else None
        unit = unit or as_unit(COUNTED.sub("", column.words.name))
        if unit:
            return unit
        units = self.layout.unit_column(place)
        if units is not None and units < len(row) and (unit := as_unit("".join(row[units].text.split()))):
            return unit
        unit = next((words.unit for words in reversed(said) if words.unit), None)
        if any(words.is_inner for words in said):
            unit = unit or self.row_unit  # of the whole, whose row stands above
        else:
            self.row_unit = unit
        if unit:
            return unit
        name = "".join([words.name for words in said]) + column.words.name + column.words.change
        return unit_for(name, self.units)

    def _cell(
        self,
        quantity: Quantity,
        said: Sequence[Words],
        column: Column,
        line: int,
        place: int,
        span: tuple[int, int],
    ) -> Cell:
        sources = (column.words, *said, self.band, self.title)
        return Cell(
            quantity,
            tuple(said),
            column,
            line,
            place,
            span,
            self._column(self.layout.run_of(place)[-1]).words if self.layout.run_of(place) else Words(),
            next((words.year for words in sources if words.year), None),
            next((words.years_ago for words in sources if words.years_ago), 0),
            next((words.change for words in sources[:-2] if words.change), ""),
            any(words.is_plan for words in sources[:-1]),
        )
