"""Holds the files of a dataset against the table schemas and the data package.

One pass a file finds which rules are broken; only those are looked up row by row.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.tables import sql
from pipeline.tables.datapackage import NAME, file_hash
from pipeline.tables.schema import Field, Table, load_tables

_TEXTS = "texts"
_SHOWN = 3  # rows named per broken rule
_REBUILD = "build the dataset again, or restore the file"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong where. ``row`` counts records from 1, without the header; 0 is the whole file."""

    file: str
    row: int
    column: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class _Rule:
    column: str
    broken: str  # SQL, true for a row that breaks the rule
    what: str
    advice: str


def validate_dataset(folder: Path) -> list[Problem]:
    """All problems of the dataset in ``folder``, in the order of tables; empty if it is sound."""
    problems = list(_package(folder))
    with tempfile.TemporaryDirectory() as work, sql.connect(Path(work)) as connection:
        for table in load_tables():
            parquet = folder / f"{table.name}.parquet"
            if not parquet.exists():
                problems.append(Problem(parquet.name, 0, "", "the file is missing", _REBUILD))
            for path in (parquet, folder / f"{table.name}.csv"):
                if path.exists():
                    problems += _file(connection, table, path)
        if (folder / _TEXTS).is_dir():
            problems += _texts(connection, folder)
    return problems


def _texts(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Problem]:
    """The text that a report's offsets count in is there, and is the one that was read."""
    path = folder / "reports.parquet"
    try:
        query = (
            f"SELECT report_id, text_sha256 FROM {sql.files([path])} WHERE duplicate_of IS NULL ORDER BY 1"
        )
        reports = connection.execute(query).fetchall()
    except duckdb.Error:
        return  # said of the file itself
    for report_id, digest in reports:
        text = folder / _TEXTS / f"{report_id}.txt"
        if not text.exists():
            yield Problem(f"{_TEXTS}/{text.name}", 0, "", "the file is missing", _REBUILD)
        elif file_hash(text) != f"sha256:{digest}":
            yield Problem(f"{_TEXTS}/{text.name}", 0, "", "has been changed since it was read", _REBUILD)


def _package(folder: Path) -> Iterator[Problem]:
    """The data package is there, and every file in it is as it was written."""
    try:
        resources = json.loads((folder / NAME).read_text(encoding="utf8"))["resources"]
    except FileNotFoundError:
        yield Problem(NAME, 0, "", "the file is missing", "build the dataset first")
        return
    except (ValueError, KeyError, TypeError) as error:
        yield Problem(NAME, 0, "", f"is no data package: {error}", _REBUILD)
        return
    for resource in resources:
        path = folder / resource["path"]
        if not path.exists():
            yield Problem(path.name, 0, "", f"is named by {NAME} and missing", _REBUILD)
        elif path.stat().st_size != resource["bytes"] or file_hash(path) != resource["hash"]:
            yield Problem(path.name, 0, "", "has been changed since it was built", _REBUILD)


def _relation(path: Path) -> str:
    if path.suffix == ".parquet":
        return sql.files([path])
    return f"read_csv({sql.text(str(path))}, header = true, all_varchar = true, delim = ',', quote = '\"')"


def _file(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> list[Problem]:
    relation = _relation(path)
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
        have = {row[0].removeprefix("\ufeff"): row[1] for row in described}
        if tuple(have) != table.columns:
            lacking = [c for c in table.columns if c not in have]
            more = [c for c in have if c not in table.columns]
            what = (
                f"columns differ: missing {lacking}, unknown {more}"
                if lacking or more
                else "columns are out of order"
            )
            return [Problem(path.name, 0, "", what, _REBUILD)]
        columns = sql.names(table.columns)
        rows = f"(SELECT row_number() OVER () AS __row, {columns} FROM {relation} AS t({columns}))"
        # Types first: what cannot be read as its type cannot be held against the other rules.
        problems = _wrong_types(path, table, have) if path.suffix == ".parquet" else []
        problems = problems or list(_broken(connection, path, rows, _type_rules(table)))
        if not problems:
            typed = ", ".join(
                f"CAST({sql.name(f.name)} AS {f.sql_type}) AS {sql.name(f.name)}" for f in table.fields
            )
            rows = f"(SELECT __row, {typed} FROM {rows})"
            problems += _broken(connection, path, rows, _value_rules(table))
            problems += _keys(connection, path, rows, table)
    except duckdb.Error as error:
        return [Problem(path.name, 0, "", f"cannot be read: {str(error).splitlines()[0]}", _REBUILD)]
    return problems


def _wrong_types(path: Path, table: Table, have: dict[str, str]) -> list[Problem]:
    return [
        Problem(path.name, 0, f.name, f"is {have[f.name]}, not {f.sql_type}", _REBUILD)
        for f in table.fields
        if have[f.name] != f.sql_type
    ]


def _type_rules(table: Table) -> list[_Rule]:
    return [
        _Rule(
            f.name,
            f"{sql.name(f.name)} IS NOT NULL AND TRY_CAST({sql.name(f.name)} AS {f.sql_type}) IS NULL",
            f"is no {f.type}",
            f"write a value of type {f.type}",
        )
        for f in table.fields
        if f.type != "string"
    ]


def _value_rules(table: Table) -> list[_Rule]:
    return [rule for field in table.fields for rule in _field_rules(field)]


def _field_rules(field: Field) -> Iterator[_Rule]:
    column = sql.name(field.name)
    given = f"{column} IS NOT NULL" + (f" AND {column} <> ''" if field.type == "string" else "")
    if field.required:
        yield _Rule(field.name, f"NOT ({given})", "is empty", "fill it in")
    if field.enum:
        words = ", ".join(map(sql.text, field.enum))
        yield _Rule(
            field.name,
            f"{given} AND {column} NOT IN ({words})",
            "is not a listed value",
            f"one of {', '.join(field.enum)}",
        )
    if field.minimum is not None:
        yield _Rule(field.name, f"{column} < {field.minimum}", f"is below {field.minimum}", "check the value")
    if field.maximum is not None:
        yield _Rule(field.name, f"{column} > {field.maximum}", f"is above {field.maximum}", "check the value")
    if field.pattern:
        matches = f"regexp_full_match({column}, {sql.text(field.pattern)})"
        yield _Rule(
            field.name, f"{given} AND NOT {matches}", "has the wrong form", f"must match {field.pattern}"
        )


def _broken(
    connection: duckdb.DuckDBPyConnection, path: Path, rows: str, rules: list[_Rule]
) -> Iterator[Problem]:
    if not rules:
        return
    counts = ", ".join(f"count(*) FILTER ({rule.broken})" for rule in rules)
    found = connection.execute(f"SELECT {counts} FROM {rows}").fetchone() or ()
    for rule, count in zip(rules, found, strict=True):
        if count:
            query = f"SELECT __row, {sql.name(rule.column)} FROM {rows} WHERE {rule.broken}"
            for row, value in connection.execute(f"{query} ORDER BY 1 LIMIT {_SHOWN}").fetchall():
                yield Problem(
                    path.name, row, rule.column, f"{value!r} {rule.what}{_more(count)}", rule.advice
                )


def _more(count: int) -> str:
    return f" (so in {count} rows)" if count > _SHOWN else ""


def _keys(connection: duckdb.DuckDBPyConnection, path: Path, rows: str, table: Table) -> Iterator[Problem]:
    """Primary keys are unique, and what foreign keys name is there."""
    key = sql.names(table.primary_key)
    query = f"SELECT min(__row), max(__row) FROM {rows} GROUP BY {key} HAVING count(*) > 1"
    for first, last in connection.execute(f"{query} ORDER BY 1 LIMIT {_SHOWN}").fetchall():
        what = f"has the same key as row {first}"
        yield Problem(path.name, last, ", ".join(table.primary_key), what, "keep one of the two rows")
    for foreign in table.foreign_keys:
        target = path.with_name(f"{foreign.table}{path.suffix}")
        if not target.exists():
            continue
        match = " AND ".join(f"{sql.name(o)} = {sql.name(f't_{n}')}" for n, o in enumerate(foreign.fields))
        given = " AND ".join(f"{sql.name(c)} IS NOT NULL" for c in foreign.fields)
        wanted = ", ".join(f"{sql.name(c)} AS {sql.name(f't_{n}')}" for n, c in enumerate(foreign.reference))
        there = f"(SELECT {wanted} FROM {_clean(target)})"
        astray = f"{rows} ANTI JOIN {there} ON {match} WHERE {given}"
        query = f"SELECT __row, {sql.names(foreign.fields)} FROM {astray}"
        for row, *values in connection.execute(f"{query} ORDER BY 1 LIMIT {_SHOWN}").fetchall():
            what = f"{', '.join(map(str, values))} is not in {foreign.table}"
            yield Problem(
                path.name,
                row,
                ", ".join(foreign.fields),
                what,
                f"add the row to {target.name}, or mend the reference",
            )


def _clean(path: Path) -> str:
    """The relation with the BOM taken out of its first column's name."""
    return f"(SELECT COLUMNS('^\ufeff?(.*)$') AS '\\1' FROM {_relation(path)})"
