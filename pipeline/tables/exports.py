"""The optional formats of a dataset, and which files each format makes."""

from __future__ import annotations

from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

from pipeline.catalog import Catalog
from pipeline.tables.schema import TABLES

FORMATS = ("parquet", "csv", "xlsx", "dta")
#: The panel with one column an indicator, beside the tables of the schemas.
WIDE = "panel_wide"
WORKBOOK = "baoshu.xlsx"
_PACKAGES = {"xlsx": "openpyxl"}


class ExtraMissing(ImportError):
    """A format needs a package that is not installed."""


def require(formats: Collection[str]) -> None:
    """Find out before the work, not after it, that a package is missing.

    Raises:
        ExtraMissing: with the command that installs it.
    """
    for name in sorted(set(formats) & set(_PACKAGES)):
        if find_spec(_PACKAGES[name]) is None:
            raise ExtraMissing(f"--format {name} needs {_PACKAGES[name]}: pip install 'baoshu[{name}]'")


def possible_files() -> set[str]:
    """Names of all files of tables that some format makes."""
    return {f"{t}.{kind}" for t in (*TABLES, WIDE) for kind in ("parquet", "csv", "dta")} | {WORKBOOK}


def write_exports(folder: Path, formats: Collection[str], catalog: Catalog) -> None:
    """Write the optional formats from the Parquet tables in ``folder``."""
    if "xlsx" in formats:
        from pipeline.tables.xlsx import write_workbook

        write_workbook(folder, folder / WORKBOOK)
    if "dta" in formats:
        from pipeline.tables.dta import write_stata

        write_stata(folder, catalog)
