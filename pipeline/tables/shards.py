"""Shards: the rows of one batch of reports as Parquet files, whole or absent.

A shard is a folder with one file a table. It is written aside and renamed, so that a killed run
leaves nothing half done, and the same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.files import new_folder
from pipeline.tables.schema import SHARD_TABLES, arrow_schema

Row = dict[str, Any]


def write_shard(folder: Path, name: str, rows: Mapping[str, Sequence[Row]]) -> Path:
    """Write the rows of a batch of reports.

    Args:
        folder: where the shards of a dataset are; made if absent.
        name: the shard's name; a shard that is already there under this name is kept.
        rows: rows by table, as :func:`pipeline.tables.rows.rows_of` makes them.

    Returns:
        The shard's folder.

    Raises:
        pyarrow.ArrowInvalid, pyarrow.ArrowTypeError: a row does not fit its table's schema.
    """
    shard = folder / name
    if shard.exists():
        return shard
    with new_folder(shard) as aside:
        for table in SHARD_TABLES:
            _write(aside / f"{table}.parquet", table, rows.get(table, ()))
    return shard


def _write(path: Path, table: str, rows: Sequence[Row]) -> None:
    data = pa.Table.from_pylist(list(rows), schema=arrow_schema(table))
    pq.write_table(data, path, compression="zstd")
