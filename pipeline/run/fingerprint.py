"""What a result depends on besides its input: the code and the data files that made it."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.resources import schema_path

PACKAGE = Path(__file__).resolve().parent.parent
_SHARED = ("model.py", "files.py", "resources.py")
READ_PARTS = (*_SHARED, "read", "run/reading.py", "run/sketch.py", "run/ledger.py")
READ_LIBRARIES = ("selectolax", "python-docx", "pypdfium2", "legacy-doc")
ROW_PARTS = (*_SHARED, "catalog.py", "analyse", "tables", "run/analysing.py")
ROW_LIBRARIES = ("spacy", "rjieba", "pyarrow", "duckdb")


def of_reading() -> str:
    """Changes when the same bytes may be read differently."""
    return _hash(READ_PARTS, [schema_path("counties.csv"), schema_path("chrome.json")], READ_LIBRARIES)


def of_rows(catalog: Path | None) -> str:
    """Changes when the same text may give other rows or tables: the analysis, the schemas, the catalogue."""
    folder = schema_path("tables").parent
    data = [path for path in folder.rglob("*") if path.is_file()]
    return _hash(ROW_PARTS, [*data, *([catalog] if catalog else [])], ROW_LIBRARIES)


def _hash(parts: Iterable[str], data: Iterable[Path], libraries: Iterable[str]) -> str:
    found = hashlib.sha256(sys.version.split()[0].encode())
    files = [path for part in parts for path in _code(PACKAGE / part)]
    for path in [*files, *sorted(data)]:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for library in libraries:
        try:
            found.update(f"{library}={version(library)}".encode())
        except PackageNotFoundError:
            continue
    return found.hexdigest()[:12]


def _code(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.exists() else []
