"""DuckDB as this package uses it: one thread, little memory, every order spelled out.

Names of columns are quoted throughout: ``group``, ``end`` and ``value`` are words of SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.schema import Table

#: Rows of a Parquet row group: few, because a whole group of sentences is held in memory while it
#: is written, and a multiple of the 2,048 that DuckDB works in.
ROW_GROUP = 40_960
COMPRESSION = "zstd"
_MEMORY = "192MB"


def connect(work: Path) -> duckdb.DuckDBPyConnection:
    """A connection that spills to ``work`` and gives the same order on any machine."""
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    connection.execute(f"SET memory_limit = '{_MEMORY}'")
    connection.execute(f"SET temp_directory = {text(str(work / 'spill'))}")
    # Without this Python looks every unknown table name up among its own variables.
    connection.execute("SET python_enable_replacements = false")
    return connection


def name(column: str) -> str:
    """A column or table name, quoted."""
    return '"' + column.replace('"', '""') + '"'


def names(columns: Iterable[str], of: str = "") -> str:
    """Column names, quoted, joined by commas; ``of`` is the table's alias."""
    prefix = f"{of}." if of else ""
    return ", ".join(prefix + name(c) for c in columns)


def text(value: str) -> str:
    """A string literal."""
    return "'" + value.replace("'", "''") + "'"


def files(paths: Sequence[Path]) -> str:
    """Parquet files as one relation; at least one path."""
    return f"read_parquet([{', '.join(text(str(p)) for p in paths)}])"


def typed(table: Table) -> str:
    """The columns of ``table`` in order, with the types and the empty words of its schema."""
    columns = []
    for field in table.fields:
        value = f"CAST({name(field.name)} AS {field.sql_type})"
        columns.append(f"coalesce({value}, '')" if field.is_word else value)
    return ", ".join(f"{c} AS {name(f.name)}" for c, f in zip(columns, table.fields, strict=True))


def rows_table(rows: Sequence[Sequence[object]], schema: pa.Schema) -> pa.Table:
    """Rows given as tuples as a table that can be registered with a connection."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def write_parquet(connection: duckdb.DuckDBPyConnection, query: str, path: Path, schema: pa.Schema) -> None:
    """Write what ``query`` gives, in its order, as row groups of one size.

    Arrow writes the file: the bytes of DuckDB's writer depend on how its input was cut into files.

    Args:
        connection: where the query runs.
        query: gives the columns of ``schema`` in order.
        path: the file.
        schema: the table's schema.
    """
    relation = connection.sql(query)
    # DuckDB 1.4 has the same method under the name that later versions warn of.
    read = getattr(relation, "to_arrow_reader", None) or relation.fetch_arrow_reader
    with pq.ParquetWriter(path, schema, compression=COMPRESSION) as writer:
        waiting = schema.empty_table()
        for batch in read(ROW_GROUP):
            waiting = pa.concat_tables([waiting, pa.Table.from_batches([batch]).cast(schema)])
            while waiting.num_rows >= ROW_GROUP:
                writer.write_table(waiting.slice(0, ROW_GROUP).combine_chunks())
                waiting = waiting.slice(ROW_GROUP)
        if waiting.num_rows:
            writer.write_table(waiting.combine_chunks())


def write_csv(connection: duckdb.DuckDBPyConnection, parquet: Path, path: Path) -> None:
    """Write a Parquet file as CSV without a header: UTF-8, lines end in \\n, nothing for null and ""."""
    columns = (
        f"nullif({name(field.name)}, '')" if field.type == pa.string() else name(field.name)
        for field in pq.read_schema(parquet)
    )
    query = f"SELECT {', '.join(columns)} FROM {files([parquet])}"
    connection.execute(f"COPY ({query}) TO {text(str(path))} (FORMAT csv, HEADER false)")
