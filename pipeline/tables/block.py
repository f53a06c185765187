"""One block of the tables: the pieces of all tables for the county-years of some counties.

A block is known by what it is made from, so a piece that is there need not be made again. Its
description is ``NAME.json``, its pieces are in the folder ``NAME``, which is whole or absent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipeline.files import digest, new_folder, write_json
from pipeline.tables import panel as panels
from pipeline.tables import sql
from pipeline.tables.corrections import Placed, Unmatched, apply_corrections
from pipeline.tables.expected import LIVE, Place
from pipeline.tables.exports import WIDE
from pipeline.tables.opened import keep_reports, open_table
from pipeline.tables.pages import read_pages
from pipeline.tables.restated import CHECKS, RESTATED
from pipeline.tables.schema import SHARD_TABLES, TABLES, arrow_schema, load_table

#: The tables that are made by blocks; files that could not be used belong to no county.
PIECES = (*(table for table in TABLES if table != "rejects"), WIDE)
_FOUND = "found.json"
# All tables follow the reports' order, so a county's years stand together everywhere.
_RANKS = """
CREATE TABLE ranks AS
SELECT report_id, row_number() OVER (ORDER BY county_code, county, year, report_id) AS rank FROM reports
"""
_RANKED = "SELECT t.*, k.rank FROM {source} t JOIN ranks k USING (report_id)"
_ORDER = {
    "reports": "rank",
    "evidence": "rank, about, weight DESC, clue, said",
    "sections": 'rank, start, level, "end", section_id',
    "claims": 'rank, start, "end", claim_id',
    "checks": "rank, check_id",
    "restated": "county_code, county, year, indicator, report_id, claim_id",
}


@dataclass(frozen=True, slots=True)
class Block:
    """All that a block is made from.

    ``reports`` maps report_id to what its rows depend on; ``indicators`` are code, name, group and
    unit in the catalogue's order; ``shards`` are the folders that hold the reports.
    """

    reports: dict[str, str]
    places: list[Place]
    corrections: list[Placed]
    indicators: list[tuple[str, str, str, str]]
    csv: bool
    shards: list[str]

    @property
    def name(self) -> str:
        """Stands for the pieces' content. In which shards the reports are does not change it."""
        return digest([self.reports, self.places, self.corrections, self.indicators, self.csv])


def describe_block(folder: Path, block: Block) -> None:
    """Write for :func:`make_block` what ``folder`` is to be made from."""
    write_json(folder.with_suffix(".json"), asdict(block))


def make_block(folder: Path) -> None:
    """Make the pieces of the block that is described beside ``folder``; nothing where they are there."""
    if folder.is_dir():
        return
    described = folder.with_suffix(".json").read_text(encoding="utf-8", errors="surrogatepass")
    block = Block(**json.loads(described))
    with new_folder(folder) as aside:
        with sql.connect(aside) as connection:
            _open_shards(connection, block)
            panels.prepare(connection, [Place(*each) for each in block.places], block.indicators)
            unmatched = apply_corrections(connection, [Placed(*each) for each in block.corrections])
            _write_pieces(connection, aside, [code for code, *_ in block.indicators])
            if block.csv:
                for table in PIECES:
                    sql.write_csv(connection, aside / f"{table}.parquet", aside / f"{table}.csv")
            pages = read_pages(connection)
        found = {"unmatched": [[each.line, each.reason] for each in unmatched], "pages": pages}
        write_json(aside / _FOUND, found)


def read_found(folder: Path) -> tuple[list[Unmatched], dict[str, list[int]]]:
    """The corrections that changed nothing in a block, and where the pages of its reports begin."""
    found: dict[str, Any] = json.loads((folder / _FOUND).read_text(encoding="utf-8"))
    return [Unmatched(*each) for each in found["unmatched"]], found["pages"]


def _open_shards(connection: duckdb.DuckDBPyConnection, block: Block) -> None:
    """Views over the shards, named as the tables, of the block's reports."""
    kept = keep_reports(connection, block.reports)
    for table in SHARD_TABLES:
        source = open_table(connection, table, [Path(shard) for shard in block.shards])
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {source} {kept}")
    connection.execute(LIVE)
    connection.execute(_RANKS)


def _write_pieces(connection: duckdb.DuckDBPyConnection, folder: Path, codes: Sequence[str]) -> None:
    """Every table as Parquet, in its order."""

    def write(table: str, query: str) -> None:
        order = f"ORDER BY {_ORDER[table]}" if table in _ORDER else ""
        query = f"SELECT {sql.typed(load_table(table))} FROM ({query}) {order}"
        sql.write_parquet(connection, query, folder / f"{table}.parquet", arrow_schema(table))

    for table in ("reports", "evidence", "sections", "claims"):
        write(table, _RANKED.format(source=table))
    # The panel is sorted once; what is read from it keeps its order.
    connection.execute(panels.PANEL)
    write("panel", "SELECT * FROM panel")
    write("missing", panels.MISSING)
    connection.execute(RESTATED)
    write("restated", "SELECT * FROM restated")
    write("checks", _RANKED.format(source=f"({CHECKS})"))
    wide = folder / f"{WIDE}.parquet"
    sql.write_parquet(connection, panels.wide_query(codes), wide, panels.wide_schema(codes))
