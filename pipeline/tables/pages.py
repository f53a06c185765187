"""On which page of its pdf a text stands: ``texts/pages.json`` beside the stored texts.

The file maps report_id to the offsets at which the pages begin, ``{"410724-2023-…": [0, 812, 1730]}``.
Reports that were no pdf are not in it.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from pathlib import Path

import duckdb

NAME = "pages.json"
_QUERY = "SELECT report_id, list(start ORDER BY page) FROM pages GROUP BY report_id"


def page_of(folder: Path, report_id: str, offset: int) -> int | None:
    """The page, from 1, on which the character at ``offset`` of a report's text is printed.

    Args:
        folder: the dataset.
        report_id: as in the tables.
        offset: a claim's or a section's ``start``.

    Returns:
        None for a report that was no pdf, and for one that the dataset does not have.
    """
    path = folder / "texts" / NAME
    starts = json.loads(path.read_text(encoding="utf-8")).get(report_id) if path.exists() else None
    return max(bisect_right(starts, offset), 1) if starts else None


def read_pages(connection: duckdb.DuckDBPyConnection) -> dict[str, list[int]]:
    """The offsets by report from the view ``pages``."""
    return dict(connection.execute(_QUERY).fetchall())


def write_pages(pages: dict[str, list[int]], folder: Path) -> None:
    """Write the file into the dataset ``folder``, in the order of the ids; without pages there is none."""
    path = folder / "texts" / NAME
    if not pages:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(f".{NAME}")
    lines = (f"{json.dumps(report_id)}: {json.dumps(starts)}" for report_id, starts in sorted(pages.items()))
    aside.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")
    os.replace(aside, path)
