"""Shards → the dataset: tables, panel, data package, code book, exports.

The tables are made a block at a time (see :mod:`pipeline.tables.cut`), only those blocks that
are not there yet, and joined. Everything is written beside the dataset and moved into place at the
end, so an interrupted build leaves the last one whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.catalog import Catalog
from pipeline.files import uncache
from pipeline.tables import sql
from pipeline.tables.block import PIECES, describe_block, make_block, read_found
from pipeline.tables.codebook import codebook
from pipeline.tables.corrections import Unmatched, read_corrections
from pipeline.tables.cut import cut_blocks
from pipeline.tables.datapackage import write_datapackage
from pipeline.tables.expected import read_expected, unknown_codes
from pipeline.tables.exports import FORMATS, WIDE, possible_files, require, write_exports
from pipeline.tables.join import join_csv, join_parquet
from pipeline.tables.pages import write_pages
from pipeline.tables.panel import wide_schema
from pipeline.tables.schema import TABLES, arrow_schema, load_table

_WORK = ".tables"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote: rows by table, files in DIR, its blocks; what of the options' files had no effect.

    ``unmatched`` are corrections that changed nothing, ``unknown`` codes of the panel file that no place has.
    """

    rows: dict[str, int]
    files: list[str]
    blocks: list[str] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def make_blocks(folders: Sequence[Path]) -> None:
    """Make blocks one after the other, in this process."""
    for folder in folders:
        make_block(folder)


def build_tables(
    shards: Sequence[Path],
    out: Path,
    *,
    catalog: Catalog,
    panel: Path | None = None,
    corrections: Path | None = None,
    formats: Collection[str] = ("parquet", "csv"),
    rejects: Sequence[Mapping[str, str]] = (),
    only: Mapping[str, str] | None = None,
    blocks: Path | None = None,
    make: Callable[[Sequence[Path]], None] = make_blocks,
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
        only: report_id → what its rows depend on, of the reports that belong to the dataset; None for
            all in the shards.
        blocks: where the blocks are kept for the next build, made by the same code; None keeps none.
        make: makes blocks, given their folders, the largest first.

    Raises:
        ValueError: an unknown format, or a report that stands in two shards.
        ExtraMissing: a format needs a package that is not installed.
        PanelFileError, CorrectionsFileError: the file cannot be used.
        OSError: a file cannot be read or written.
    """
    unknown = set(formats) - set(FORMATS)
    if not formats:
        raise ValueError(f"no format is named; choose from {', '.join(FORMATS)}")
    if unknown:
        raise ValueError(f"unknown format {', '.join(sorted(unknown))}; choose from {', '.join(FORMATS)}")
    require(formats)
    expected = read_expected(panel) if panel else None
    wanted, unread = read_corrections(corrections) if corrections else ([], [])
    csv = "csv" in formats

    out.mkdir(parents=True, exist_ok=True)
    work = out / _WORK
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        with sql.connect(work) as connection:
            cut, unplaced = cut_blocks(
                connection, shards, catalog=catalog, expected=expected, corrections=wanted, only=only, csv=csv
            )
            _write_rejects(connection, work, rejects, csv=csv)
        kept = blocks or work / "blocks"
        folders = [kept / block.name for block in cut]
        new = [(block, folder) for block, folder in zip(cut, folders, strict=True) if not folder.is_dir()]
        for block, folder in new:
            describe_block(folder, block)
        make([folder for _, folder in sorted(new, key=lambda each: -len(each[0].reports))])
        for name in possible_files():
            uncache(out / name)
        _join(folders, work, [each.code for each in catalog], csv=csv)
        unmatched, pages = [*unread, *unplaced], {}
        for folder in folders:
            more, begin = read_found(folder)
            unmatched += more
            pages.update(begin)
        (work / "codebook.md").write_text(codebook(catalog), encoding="utf8", newline="\n")
        write_exports(work, formats, catalog)
        write_datapackage(work)
        files = _move_into_place(work, out)
        write_pages(pages, out)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    rows = {t: pq.read_metadata(out / f"{t}.parquet").num_rows for t in TABLES}
    names = [folder.name for folder in folders]
    unknown_places = unknown_codes(expected or ())
    return Built(rows, files, names, sorted(unmatched, key=lambda each: each.line), unknown_places)


def _write_rejects(
    connection: duckdb.DuckDBPyConnection, work: Path, rejects: Sequence[Mapping[str, str]], *, csv: bool
) -> None:
    """The one table that is not made by blocks: a file that cannot be used is of no county."""
    columns = load_table("rejects").columns
    rows = sorted(tuple(row.get(column) or "" for column in columns) for row in rejects)
    path = work / "rejects.parquet"
    pq.write_table(sql.rows_table(rows, arrow_schema("rejects")), path, compression=sql.COMPRESSION)
    if csv:
        piece = work / "rejects.piece"
        sql.write_csv(connection, path, piece)
        join_csv([piece], work / "rejects.csv", columns)
        piece.unlink()


def _join(folders: Sequence[Path], work: Path, codes: Sequence[str], *, csv: bool) -> None:
    for table in PIECES:
        schema: pa.Schema = wide_schema(codes) if table == WIDE else arrow_schema(table)
        join_parquet([folder / f"{table}.parquet" for folder in folders], work / f"{table}.parquet", schema)
        if csv:
            join_csv([folder / f"{table}.csv" for folder in folders], work / f"{table}.csv", schema.names)


def _move_into_place(work: Path, out: Path) -> list[str]:
    """Move what was written; files of an earlier build that this one did not write go."""
    files = sorted(path.name for path in work.iterdir() if path.is_file())
    for name in files:
        os.replace(work / name, out / name)
    for name in possible_files() - set(files):
        (out / name).unlink(missing_ok=True)
    return files
