"""The dataset as pandas frames."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from pipeline.tables.exports import WIDE
from pipeline.tables.schema import TABLES

# Whole numbers that may be absent stay whole numbers.
_WHOLE = {"int64": pd.Int64Dtype(), "bool": pd.BooleanDtype()}


def read_table(folder: Path, name: str) -> pd.DataFrame:
    """One table of a dataset.

    Absent words are "", absent numbers and references are missing values.

    Raises:
        FileNotFoundError: ``folder`` holds no such table.
    """
    path = folder / f"{name}.parquet"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is not there; build the dataset first: baoshu build CORPUS --out {folder}"
        )
    return pq.read_table(path).to_pandas(types_mapper=lambda t: _WHOLE.get(str(t)))


def read_dataset(folder: Path) -> dict[str, pd.DataFrame]:
    """All tables of a dataset by name, ``panel_wide`` among them.

    Raises:
        FileNotFoundError: a table is missing.
    """
    return {name: read_table(folder, name) for name in (*TABLES, WIDE)}
