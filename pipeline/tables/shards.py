"""Shards: the rows of one batch of reports as Parquet files, whole or absent.

A shard is a folder with one file a table. It is written aside and renamed, so that a killed run
leaves nothing half done, and the same rows give the same bytes.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

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
    # The name of what is written aside begins with a dot: no listing of shards takes it up.
    aside = folder / f".{name}.{uuid.uuid4().hex}"
    aside.mkdir(parents=True)
    try:
        for table in SHARD_TABLES:
            _write(aside / f"{table}.parquet", table, rows.get(table, ()))
        os.replace(aside, shard)
    except OSError:
        # Another worker may have written the same shard meanwhile: the same name is the same bytes.
        if not shard.exists():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return shard


def _write(path: Path, table: str, rows: Sequence[Row]) -> None:
    data = pa.Table.from_pylist(list(rows), schema=arrow_schema(table))
    pq.write_table(data, path, compression="zstd")
