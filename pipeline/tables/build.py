"""Shards → the dataset: tables, panel, data package, code book, exports.

Out of core and in one order whatever the order of the shards. Everything is written beside the
dataset and moved into place at the end, so an interrupted build leaves the last one whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.catalog import Catalog
from pipeline.tables import panel as panels
from pipeline.tables import sql
from pipeline.tables.codebook import codebook
from pipeline.tables.corrections import Unmatched, apply_corrections, read_corrections
from pipeline.tables.datapackage import write_datapackage
from pipeline.tables.exports import FORMATS, WIDE, possible_files, require, write_exports
from pipeline.tables.pages import read_pages, write_pages
from pipeline.tables.restated import checks_query, restated_query
from pipeline.tables.schema import SHARD_TABLES, TABLES, arrow_schema, load_table

_WORK = ".tables"
_KEPT = pa.schema([("report_id", pa.string())])

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
class Built:
    """What a build wrote: rows by table, files in DIR, and corrections that changed nothing."""

    rows: dict[str, int]
    files: list[str]
    unmatched: list[Unmatched] = field(default_factory=list)


def build_tables(
    shards: Sequence[Path],
    out: Path,
    *,
    catalog: Catalog,
    panel: Path | None = None,
    corrections: Path | None = None,
    formats: Collection[str] = ("parquet", "csv"),
    rejects: Sequence[Mapping[str, str]] = (),
    only: Collection[str] | None = None,
) -> Built:
    """Write the dataset.

    Args:
        shards: folders written by :func:`pipeline.tables.shards.write_shard`, in any order.
        out: the dataset's folder; made if absent.
        catalog: the indicators of the panel.
        panel: CSV of the county-years expected; None for every county by every year seen.
        corrections: CSV of corrections.
        formats: of FORMATS; Parquet is always written, all commands read it.
        rejects: rows of the table ``rejects`` (source, reason, detail).
        only: report_ids that belong to the dataset; None for all in the shards.

    Raises:
        ValueError: an unknown format, or a report that stands in two shards.
        ExtraMissing: a format needs a package that is not installed.
        PanelFileError, CorrectionsFileError: the file cannot be used.
        OSError: a file cannot be read or written.
    """
    unknown = set(formats) - set(FORMATS)
    if unknown:
        raise ValueError(f"unknown format {', '.join(sorted(unknown))}; choose from {', '.join(FORMATS)}")
    require(formats)
    expected = panels.read_expected(panel) if panel else None
    wanted, unmatched = read_corrections(corrections) if corrections else ([], [])

    out.mkdir(parents=True, exist_ok=True)
    work = out / _WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        with sql.connect(work) as connection:
            _open_shards(connection, shards, only)
            panels.prepare(connection, catalog, expected)
            unmatched = sorted(unmatched + apply_corrections(connection, wanted), key=lambda u: u.line)
            _write_rejects(work, rejects)
            _write_tables(connection, work, [e.code for e in catalog])
            if "csv" in formats:
                for table in (*TABLES, WIDE):
                    sql.write_csv(connection, work / f"{table}.parquet", work / f"{table}.csv")
            pages = read_pages(connection)
        (work / "codebook.md").write_text(codebook(catalog), encoding="utf8", newline="\n")
        write_exports(work, formats, catalog)
        write_datapackage(work)
        files = _move_into_place(work, out)
        write_pages(pages, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    rows = {t: pq.read_metadata(out / f"{t}.parquet").num_rows for t in TABLES}
    return Built(rows, files, unmatched)


def _open_shards(
    connection: duckdb.DuckDBPyConnection,
    shards: Sequence[Path],
    only: Collection[str] | None,
) -> None:
    """Views over the shards, named as the tables."""
    where = ""
    if only is not None:
        connection.register("kept", pa.table({"report_id": sorted(only)}, _KEPT))
        where = "WHERE report_id IN (SELECT report_id FROM kept)"
    for table in SHARD_TABLES:
        paths = sorted(shard / f"{table}.parquet" for shard in shards)
        if paths:
            source = sql.files(paths)
        else:
            connection.register(f"no_{table}", arrow_schema(table).empty_table())
            source = f"no_{table}"
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM {source} {where}")
    twice = connection.execute(
        "SELECT report_id, min(source) FROM reports GROUP BY report_id "
        "HAVING count(*) > 1 ORDER BY report_id LIMIT 1"
    ).fetchone()
    if twice:
        raise ValueError(
            f"report {twice[0]} ({twice[1]}) stands in more than one shard; pass each report once"
        )
    connection.execute(_RANKS)


def _write_rejects(work: Path, rejects: Sequence[Mapping[str, str]]) -> None:
    columns = load_table("rejects").columns
    rows = [{c: row.get(c) or "" for c in columns} for row in rejects]
    rows.sort(key=lambda row: tuple(row[c] for c in columns))
    data = pa.Table.from_pylist(rows, schema=arrow_schema("rejects"))
    pq.write_table(data, work / "rejects.parquet", compression="zstd")


def _write_tables(connection: duckdb.DuckDBPyConnection, work: Path, codes: list[str]) -> None:
    """Every table as Parquet, in its order."""

    def write(table: str, query: str) -> None:
        order = f"ORDER BY {_ORDER[table]}" if table in _ORDER else ""
        columns = sql.typed(load_table(table))
        path = work / f"{table}.parquet"
        sql.write_parquet(connection, f"SELECT {columns} FROM ({query}) {order}", path, arrow_schema(table))

    for table in ("reports", "evidence", "sections", "claims"):
        write(table, _RANKED.format(source=table))
    # The panel is sorted once; what is read from these files keeps its order.
    parts = panels.write_panel(connection, work)
    panel = sql.files(parts)
    write("panel", f"SELECT * FROM {panel}")
    write("missing", panels.missing_query(panel))
    connection.execute(f"CREATE TABLE restated AS {restated_query(panel)}")
    write("restated", "SELECT * FROM restated")
    write("checks", _RANKED.format(source=f"({checks_query('restated')})"))
    sql.write_parquet(connection, panels.wide_query(panel, codes), work / f"{WIDE}.parquet")
    for part in parts:
        part.unlink()


def _move_into_place(work: Path, out: Path) -> list[str]:
    """Move what was written; files of an earlier build that this one did not write go."""
    files = sorted(path.name for path in work.iterdir() if path.is_file())
    for name in files:
        os.replace(work / name, out / name)
    for name in possible_files() - set(files):
        (out / name).unlink(missing_ok=True)
    return files
