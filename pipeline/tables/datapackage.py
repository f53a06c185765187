"""``datapackage.json``: the dataset as a Frictionless Data Package, without a timestamp.

The CSV files are its tables, with their schemas; every other file is listed with size and hash,
so that a copy can be checked as a whole.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.tables.exports import WIDE, possible_files
from pipeline.tables.schema import TABLES, load_table

NAME = "datapackage.json"
_MEDIA = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".dta": "application/x-stata-dta",
    ".md": "text/markdown",
}


def file_hash(path: Path) -> str:
    """``sha256:…`` of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return "sha256:" + digest.hexdigest()


def _file(path: Path) -> dict[str, Any]:
    return {
        "path": path.name,
        "format": path.suffix[1:],
        "mediatype": _MEDIA[path.suffix],
        "bytes": path.stat().st_size,
        "hash": file_hash(path),
    }


def _wide_schema(folder: Path) -> dict[str, Any]:
    """The panel's key columns, then a number an indicator."""
    keys = {f["name"]: f for f in load_table("panel").descriptor["fields"]}
    columns = pq.read_schema(folder / f"{WIDE}.parquet").names
    fields = [keys.get(c) or {"name": c, "type": "number"} for c in columns]
    return {"fields": fields, "missingValues": [""], "primaryKey": ["county_code", "county", "year"]}


def _table(folder: Path, name: str) -> dict[str, Any]:
    if name == WIDE:
        title, description = (
            "宽面板",
            "每个县年一行、每个指标一列 / One row per county-year, one column per indicator",
        )
        schema = _wide_schema(folder)
    else:
        title, description = load_table(name).title, load_table(name).description
        kept = ("fields", "missingValues", "primaryKey", "foreignKeys")
        schema = {k: load_table(name).descriptor[k] for k in kept if k in load_table(name).descriptor}
    return {
        "name": name,
        "title": title,
        "description": description,
        **_file(folder / f"{name}.csv"),
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def write_datapackage(folder: Path) -> None:
    """Describe the tables, exports and code book that are in ``folder``."""
    tables = [t for t in (*TABLES, WIDE) if (folder / f"{t}.csv").exists()]
    others = possible_files() - {f"{t}.csv" for t in tables} | {"codebook.md"}
    resources = [_table(folder, t) for t in tables]
    for name in sorted(others):
        path = folder / name
        if path.exists():
            resources.append({"name": name.replace(".", "_"), "type": "file", **_file(path)})
    package = {
        "name": "baoshu",
        "title": "法治政府建设年度报告数据集",
        "description": "Figures of Chinese county governments' annual rule-of-law reports",
        "resources": resources,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf8", newline="\n")
