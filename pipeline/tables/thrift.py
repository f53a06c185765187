"""Thrift's compact protocol, in which the footer of a Parquet file is written.

Nothing is interpreted: a struct is a dict from field id to (type, value) and comes out as it went
in, also with fields that later versions of the format may add.
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
"""

from __future__ import annotations

from typing import Any

Struct = dict[int, tuple[int, Any]]

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)
_LONG = 15  # length of a list that does not fit into its first byte


def read_struct(data: bytes) -> Struct:
    """The struct that ``data`` begins with.

    Raises:
        ValueError: something is in it that Parquet does not use.
        IndexError: it is not whole.
    """
    return _struct(data, 0)[0]


def _struct(data: bytes, at: int) -> tuple[Struct, int]:
    found: Struct = {}
    field = 0
    while head := data[at]:
        kind, at = head & 15, at + 1
        if head >> 4:
            field += head >> 4
        else:
            field, at = _integer(data, at)
        if kind in (TRUE, FALSE):
            found[field] = kind, None
        else:
            value, at = _value(data, at, kind)
            found[field] = kind, value
    return found, at + 1


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (I16, I32, I64):
        return _integer(data, at)
    if kind == BINARY:
        length, at = _varint(data, at)
        return data[at : at + length], at + length
    if kind == STRUCT:
        return _struct(data, at)
    if kind in (LIST, SET):
        length, of = data[at] >> 4, data[at] & 15
        at += 1
        if length == _LONG:
            length, at = _varint(data, at)
        values = []
        for _ in range(length):
            value, at = _value(data, at, of)
            values.append(value)
        return (of, values), at
    if kind in (TRUE, FALSE, BYTE):
        return data[at : at + 1], at + 1
    if kind == DOUBLE:
        return data[at : at + 8], at + 8
    raise ValueError(f"type {kind} in the footer of a Parquet file")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    byte = data[at]
    at += 1
    value, shift = byte & 0x7F, 7
    while byte >= 0x80:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
    return value, at


def _integer(data: bytes, at: int) -> tuple[int, int]:
    value, at = _varint(data, at)
    return value >> 1 ^ -(value & 1), at


def write_struct(struct: Struct) -> bytes:
    """The bytes of ``struct``."""
    out = bytearray()
    _put_struct(out, struct)
    return bytes(out)


def _put_struct(out: bytearray, struct: Struct) -> None:
    before = 0
    for field, (kind, value) in sorted(struct.items()):
        if field - before < 16:
            out.append(field - before << 4 | kind)
        else:
            out.append(kind)
            _put_integer(out, field)
        before = field
        if kind not in (TRUE, FALSE):
            _put(out, kind, value)
    out.append(0)


def _put(out: bytearray, kind: int, value: Any) -> None:
    if kind in (I16, I32, I64):
        _put_integer(out, value)
    elif kind == BINARY:
        _put_varint(out, len(value))
        out += value
    elif kind == STRUCT:
        _put_struct(out, value)
    elif kind in (LIST, SET):
        of, values = value
        out.append(min(len(values), _LONG) << 4 | of)
        if len(values) >= _LONG:
            _put_varint(out, len(values))
        for each in values:
            _put(out, of, each)
    else:
        out += value


def _put_varint(out: bytearray, value: int) -> None:
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _put_integer(out: bytearray, value: int) -> None:
    _put_varint(out, value << 1 if value >= 0 else (-value << 1) - 1)
