"""The tables as Stata files: labelled variables, coded words with value labels, no timestamp."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pandas as pd

from pipeline.catalog import Catalog
from pipeline.tables.dataset import read_table
from pipeline.tables.exports import WIDE
from pipeline.tables.schema import TABLES, load_table

_MOMENT = datetime(2000, 1, 1)
_MAX_LABEL = 80  # characters of a variable label
_MAX_NAME = 32  # characters of a variable name
_RESERVED = frozenset({"end"})  # columns whose name Stata keeps for itself
_MAX_STRING = 2000  # bytes of a plain string variable; longer ones become strL


def write_stata(folder: Path, catalog: Catalog) -> None:
    """Write ``<table>.dta`` for every table in ``folder`` (Parquet).

    Words with an enumeration become numbers with value labels, in the schema's order from 1;
    an absent one is a missing value.
    """
    for name in TABLES:
        table = load_table(name)
        frame = read_table(folder, name)
        values: dict[str, dict[float, str]] = {}
        for field in table.fields:
            if field.enum:
                codes = {word: number for number, word in enumerate(field.enum, 1)}
                frame[field.name] = frame[field.name].map(codes).astype("float64")
                values[field.name] = {number: word for word, number in codes.items()}
        labels = {f.name: f"{f.title} {f.description.rpartition(' / ')[2]}" for f in table.fields}
        _write(frame, folder / f"{name}.dta", labels, values, table.title)
    labels = {f.name: f.title for f in load_table("panel").fields}
    names = _stata_names([e.code for e in catalog])
    labels |= {names[e.code]: f"{e.name_zh}（{e.unit}） {e.code}" for e in catalog}
    _write(read_table(folder, WIDE).rename(columns=names), folder / f"{WIDE}.dta", labels, {}, "宽面板")


def _stata_names(codes: list[str]) -> dict[str, str]:
    """Variable names for indicator codes: at most 32 letters, digits and underscores, all different."""
    names: dict[str, str] = {}
    for code in codes:
        name = re.sub(r"\W", "_", code, flags=re.ASCII)[:_MAX_NAME]
        number = 1
        while name in names.values():
            number += 1
            name = f"{name[: _MAX_NAME - 3]}_{number}"
        names[code] = name
    return names


def _write(
    frame: pd.DataFrame, path: Path, labels: dict[str, str], values: dict[str, dict[float, str]], title: str
) -> None:
    columns: dict[str, pd.Series] = {}
    long = []
    for column in frame.columns:
        data = frame[column]
        variable = f"{column}_" if column in _RESERVED else column
        if pd.api.types.is_string_dtype(data.dtype) or data.dtype == object:
            words = data.astype(object).where(data.notna(), "")
            columns[variable] = words
            if any(len(w.encode()) > _MAX_STRING for w in words):
                long.append(variable)
        else:
            columns[variable] = data.astype("float64")
    pd.DataFrame(columns, index=frame.index).to_stata(
        path,
        write_index=False,
        version=118,
        time_stamp=_MOMENT,
        data_label=title[:_MAX_LABEL],
        variable_labels={c: labels.get(c.removesuffix("_"), c)[:_MAX_LABEL] for c in columns},
        value_labels={c: v for c, v in values.items() if c in columns},
        convert_strl=long,
    )
