"""How the tables are cut into blocks: by county code, so that a table is its blocks one after the other.

A block is a province where there are many reports. Where there are few it is a region (the first
digit of the codes) or all there is, since to begin a block costs as much as the rows of a hundred
reports; a very large province is cut further. Places without a code come first. What a block has to
know of the others is settled here: which years were seen, and whom a name stands for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

import duckdb

from pipeline.catalog import Catalog
from pipeline.tables.block import Block
from pipeline.tables.corrections import Correction, Placed, Unmatched, place_corrections
from pipeline.tables.expected import CountyYear, Place, expect
from pipeline.tables.opened import keep_reports, open_table

#: Reports and county-years that a block has at most, if it is of several counties.
BLOCK = 4_000

_REPORTS = """
CREATE TABLE reports AS
SELECT report_id, county_code, county, prefecture, province, year, title, issuer, duplicate_of, source,
       {file} AS file
FROM {source}
"""
_TWICE = """
SELECT report_id, min(source) FROM reports GROUP BY report_id HAVING count(*) > 1 ORDER BY report_id LIMIT 1
"""
_HELD = "SELECT county_code, report_id, file FROM reports ORDER BY ALL"


def cut_blocks(
    connection: duckdb.DuckDBPyConnection,
    shards: Sequence[Path],
    *,
    catalog: Catalog,
    expected: Sequence[CountyYear] | None,
    corrections: Sequence[Correction],
    only: Mapping[str, str] | None,
    csv: bool,
) -> tuple[list[Block], list[Unmatched]]:
    """The blocks of a dataset in their order, and the corrections that belong to none of them.

    Args:
        connection: an empty one.
        shards: folders of shards, in any order.
        catalog: the indicators of the panel.
        expected: the county-years of the panel; None for every county by every year seen.
        corrections: the lines of the file.
        only: report_id → what its rows depend on, of the reports that count; None for all.
        csv: whether CSV is wanted.

    Raises:
        ValueError: a report stands in two shards.
    """
    _open_reports(connection, shards, only)
    places: dict[str, list[Place]] = defaultdict(list)
    for place in expect(connection, expected):
        places[place.county_code].append(place)
    placed, unmatched = place_corrections(connection, corrections)
    corrected: dict[str, list[Placed]] = defaultdict(list)
    for code, line in placed:
        corrected[code].append(line)
    reports: dict[str, dict[str, Path]] = defaultdict(dict)
    for code, report_id, file in connection.execute(_HELD).fetchall():
        reports[code][report_id] = Path(file).parent
    sizes = Counter({code: len(held) for code, held in reports.items()})
    sizes.update({code: sum(len(place.years) for place in here) for code, here in places.items()})
    indicators = [(each.code, each.name_zh, each.group, each.unit) for each in catalog]

    def block(codes: Sequence[str]) -> Block:
        held = {report_id: shard for code in codes for report_id, shard in reports[code].items()}
        return Block(
            # A shard's name stands for what all its reports depend on.
            reports={i: shard.name if only is None else only[i] for i, shard in held.items()},
            places=[place for code in codes for place in places[code]],
            corrections=[line for code in codes for line in corrected[code]],
            indicators=indicators,
            csv=csv,
            shards=sorted({str(shard) for shard in held.values()}),
        )

    return [block(codes) for codes in cut(sorted(sizes), sizes)], unmatched


def cut(codes: Sequence[str], sizes: Mapping[str, int], length: int = 0) -> Iterator[Sequence[str]]:
    """``codes``, which are sorted and begin alike, cut by as few digits more as make them small enough.

    Args:
        codes: county codes.
        sizes: reports and county-years by code.
        length: digits that they have in common.
    """
    if len(codes) < 2 or sum(sizes[code] for code in codes) <= BLOCK:
        yield codes
    else:
        for _, group in groupby(codes, lambda code: code[: length + 1]):
            yield from cut(list(group), sizes, length + 1)


def _open_reports(
    connection: duckdb.DuckDBPyConnection, shards: Sequence[Path], only: Mapping[str, str] | None
) -> None:
    """Make the table ``reports``: whose and for which year each report is, and in which file its row is."""
    source = open_table(connection, "reports", sorted(shards))
    if only is not None:
        source += f" {keep_reports(connection, only)}"
    file = "filename" if shards else "''"
    connection.execute(_REPORTS.format(source=source, file=file))
    twice = connection.execute(_TWICE).fetchone()
    if twice:
        raise ValueError(
            f"report {twice[0]} ({twice[1]}) stands in more than one shard; pass each report once"
        )
