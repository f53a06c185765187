"""Pieces → a table: the blocks' files one after the other, as bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.thrift import Struct, read_struct, write_struct

_BOM = "\ufeff"
_CHUNK = 1 << 18  # bytes
_MAGIC = b"PAR1"
# Field ids of https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
_NUM_ROWS, _ROW_GROUPS = 3, 4
_COLUMNS, _COLUMN_META, _ORDINAL = 1, 3, 7
# What counts bytes from the beginning of the file, in a row group, a column chunk and its metadata.
_GROUP_OFFSETS, _CHUNK_OFFSETS, _META_OFFSETS = (5,), (2, 4, 6), (9, 10, 11, 14)


def join_csv(pieces: Sequence[Path], path: Path, columns: Sequence[str]) -> None:
    """Write a header and ``pieces``, which have none: UTF-8 with BOM, as spreadsheets want it."""
    header = io.StringIO()
    csv.writer(header, lineterminator="\n").writerow(columns)
    with path.open("wb") as file:
        file.write(f"{_BOM}{header.getvalue()}".encode())
        for piece in pieces:
            with piece.open("rb") as part:
                _copy(part, file, piece.stat().st_size)


def join_parquet(pieces: Sequence[Path], path: Path, schema: pa.Schema) -> None:
    """Write the row groups of ``pieces``, which are of ``schema``, into one file.

    They are copied as they are, and only the footer, which says where they begin, is made anew: to
    read and write all figures again would take a third of the time of one more report.
    """
    pq.ParquetWriter(path, schema).close()
    with path.open("r+b") as file:
        footer, end = _footer(file)
        groups = footer[_ROW_GROUPS][1][1]
        file.seek(end)
        for piece in pieces:
            with piece.open("rb") as part:
                more, length = _footer(part)
                by = file.tell() - len(_MAGIC)
                for group in more[_ROW_GROUPS][1][1]:
                    _move(group, by, len(groups))
                    groups.append(group)
                rows = footer[_NUM_ROWS][1] + more[_NUM_ROWS][1]
                footer[_NUM_ROWS] = footer[_NUM_ROWS][0], rows
                part.seek(len(_MAGIC))
                _copy(part, file, length - len(_MAGIC))
        written = write_struct(footer)
        file.write(written + len(written).to_bytes(4, "little") + _MAGIC)
        file.truncate()


def _footer(file: BinaryIO) -> tuple[Struct, int]:
    """The footer of a Parquet file, and where it begins."""
    file.seek(-8, 2)
    begin = file.tell() - int.from_bytes(file.read(4), "little")
    file.seek(begin)
    return read_struct(file.read()), begin


def _move(group: Struct, by: int, number: int) -> None:
    """Say that a row group stands ``by`` bytes further on, and that it is the ``number``-th."""
    _add(group, _GROUP_OFFSETS, by)
    if _ORDINAL in group:
        group[_ORDINAL] = group[_ORDINAL][0], number
    for chunk in group[_COLUMNS][1][1]:
        _add(chunk, _CHUNK_OFFSETS, by)
        _add(chunk[_COLUMN_META][1], _META_OFFSETS, by)


def _add(struct: Struct, fields: Sequence[int], by: int) -> None:
    for field in fields:
        # 0 is the file's magic: nothing stands there, and it means that there is no such offset.
        if field in struct and struct[field][1]:
            struct[field] = struct[field][0], struct[field][1] + by


def _copy(part: BinaryIO, file: BinaryIO, length: int) -> None:
    while length > 0:
        data = part.read(min(length, _CHUNK))
        if not data:
            raise OSError(f"{part.name} is shorter than it should be; build again with --fresh")
        file.write(data)
        length -= len(data)
