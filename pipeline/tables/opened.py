"""Shards as relations of DuckDB, of the reports that count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from pipeline.tables import sql
from pipeline.tables.schema import arrow_schema

_KEPT = pa.schema([("report_id", pa.string())])


def keep_reports(connection: duckdb.DuckDBPyConnection, report_ids: Collection[str]) -> str:
    """SQL to be put behind a relation, of which the rows of these reports are left."""
    connection.register("kept", sql.rows_table([(report_id,) for report_id in report_ids], _KEPT))
    return "SEMI JOIN kept USING (report_id)"


def open_table(connection: duckdb.DuckDBPyConnection, table: str, shards: Sequence[Path]) -> str:
    """SQL of a table's rows in ``shards``."""
    if shards:
        return sql.files([shard / f"{table}.parquet" for shard in shards])
    connection.register(f"no_{table}", arrow_schema(table).empty_table())
    return f"no_{table}"
