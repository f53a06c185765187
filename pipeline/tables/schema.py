"""The table schemas of schemas/tables: the one source of column order, types and constraints.

A column of words is never null: absent words are "" in Parquet, as they are in the JSON of
``baoshu extract``. Numbers, and references marked ``"nullable": true``, are null when absent.
Both are an empty cell in CSV.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline.resources import schema_path

if TYPE_CHECKING:
    import pyarrow as pa

#: The tables of a dataset, in the order in which they are documented.
TABLES = ("reports", "sections", "claims", "panel", "missing", "checks", "restated", "rejects", "evidence")
#: What a worker writes for a batch of reports; the last three never leave the shards.
SHARD_TABLES = ("reports", "evidence", "sections", "claims", "checks", "cells", "restatements", "pages")
_INTERNAL = ("cells", "restatements", "pages")
_ARROW = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_"}
_SQL = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``enum`` is empty where any value may stand."""

    name: str
    type: str  # string | integer | number | boolean
    title: str
    description: str
    required: bool = False
    nullable: bool = False
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""

    @property
    def sql_type(self) -> str:
        """DuckDB's name of the type."""
        return _SQL[self.type]

    @property
    def is_word(self) -> bool:
        """True for a string that is "" when absent, never null."""
        return self.type == "string" and not self.nullable


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``fields`` of this table name a row of ``table`` by its ``reference`` columns."""

    fields: tuple[str, ...]
    table: str
    reference: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order, its keys, and the schema as written (``descriptor``)."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    descriptor: dict[str, Any]

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(field.name for field in self.fields)


def _names(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _field(raw: dict[str, Any]) -> Field:
    rules = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        type=raw["type"],
        title=raw["title"],
        description=raw["description"],
        required=rules.get("required", False),
        nullable=raw.get("nullable", raw["type"] != "string" and not rules.get("required", False)),
        enum=tuple(rules.get("enum", ())),
        minimum=rules.get("minimum"),
        maximum=rules.get("maximum"),
        pattern=rules.get("pattern", ""),
    )


@cache
def load_table(name: str) -> Table:
    """The schema of one table.

    Raises:
        FileNotFoundError: there is no table of that name.
    """
    folder = "tables/internal" if name in _INTERNAL else "tables"
    raw = json.loads(schema_path(f"{folder}/{name}.json").read_text(encoding="utf8"))
    return Table(
        name=name,
        title=raw["title"],
        description=raw["description"],
        fields=tuple(_field(f) for f in raw["fields"]),
        primary_key=_names(raw["primaryKey"]),
        foreign_keys=tuple(
            # An empty resource is Frictionless' way of naming the table itself.
            ForeignKey(
                _names(k["fields"]), k["reference"]["resource"] or name, _names(k["reference"]["fields"])
            )
            for k in raw.get("foreignKeys", ())
        ),
        descriptor=raw,
    )


def load_tables() -> tuple[Table, ...]:
    """The schemas of all tables of a dataset, in order."""
    return tuple(load_table(name) for name in TABLES)


@cache
def arrow_schema(name: str) -> pa.Schema:
    """The Arrow schema of a table."""
    import pyarrow as pa  # rows are made without Arrow where nothing is written (extract)

    return pa.schema(
        pa.field(f.name, getattr(pa, _ARROW[f.type])(), nullable=f.nullable) for f in load_table(name).fields
    )
