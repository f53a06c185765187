"""Parquet files joined as bytes: every reader finds in the whole what was in the pieces."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.tables.join import join_csv, join_parquet
from pipeline.tables.thrift import read_struct, write_struct

SCHEMA = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        ("n", pa.int64()),
        ("value", pa.float64()),
        ("holds", pa.bool_()),
    ]
)


def rows(first: int, count: int) -> pa.Table:
    numbers = range(first, first + count)
    return pa.table(
        {
            "id": [f"报{number}" for number in numbers],
            "n": [None if number % 7 == 0 else number for number in numbers],
            "value": [number / 4 for number in numbers],
            "holds": [number % 2 == 0 for number in numbers],
        },
        schema=SCHEMA,
    )


def pieces(folder: Path, **how: object) -> list[Path]:
    """Three files: of many row groups, of one, of none."""
    sizes = [(0, 1000), (1000, 5), (1005, 0)]
    found = [folder / f"{first}.parquet" for first, _ in sizes]
    for path, (first, count) in zip(found, sizes, strict=True):
        pq.write_table(rows(first, count), path, row_group_size=60, compression="zstd", **how)
    return found


@pytest.mark.parametrize(
    "how", [{}, {"write_page_index": True}, {"use_dictionary": False}, {"data_page_size": 99}]
)
def test_the_whole_is_the_pieces(tmp_path: Path, how: dict[str, object]) -> None:
    path = tmp_path / "whole.parquet"
    join_parquet(pieces(tmp_path, **how), path, SCHEMA)
    found = pq.read_table(path)
    assert found.equals(rows(0, 1005)) and found.schema.equals(SCHEMA, check_metadata=True)
    # What readers leave out is told by the row groups' statistics and pages.
    assert pq.read_table(path, filters=[("n", ">", 990)]).num_rows == 12
    query = f"SELECT count(*), min(id), max(value) FROM '{path}' WHERE n BETWEEN 998 AND 1003"
    assert duckdb.sql(query).fetchall() == [(5, "报1000", 250.75)]
    meta = pq.read_metadata(path)
    assert (meta.num_rows, meta.num_row_groups) == (1005, 19)


def test_no_pieces_make_an_empty_table(tmp_path: Path) -> None:
    join_parquet([], tmp_path / "whole.parquet", SCHEMA)
    assert pq.read_table(tmp_path / "whole.parquet").equals(SCHEMA.empty_table())
    join_csv([], tmp_path / "whole.csv", SCHEMA.names)
    assert (tmp_path / "whole.csv").read_bytes() == b"\xef\xbb\xbfid,n,value,holds\n"


def test_a_footer_comes_out_as_it_went_in(tmp_path: Path) -> None:
    for path in pieces(tmp_path, write_page_index=True):
        data = path.read_bytes()
        footer = data[-8 - int.from_bytes(data[-8:-4], "little") : -8]
        assert write_struct(read_struct(footer)) == footer


@pytest.mark.parametrize(
    "struct",
    [
        {},
        {1: (1, None), 2: (2, None), 40: (5, -1), 41: (6, 2**62), 300: (4, -(2**15))},
        {3: (8, "统计".encode() * 99), 5: (9, (5, list(range(-20, 20)))), 6: (9, (8, [b"", b"x"]))},
        {
            2: (12, {7: (7, b"\0" * 8), 8: (3, b"\1")}),
            4: (9, (12, [{1: (5, 0)}, {}])),
            5: (9, (1, [b"\1", b"\2"])),
        },
    ],
)
def test_structs(struct: dict[int, tuple[int, object]]) -> None:
    assert read_struct(write_struct(struct) + b"more") == struct
