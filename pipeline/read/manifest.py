"""``manifest.csv``: what a person says of the files beside it. It wins over what they say of themselves."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO

from pipeline.read.content import Reject, Unreadable
from pipeline.read.encoding import decode

NAME = "manifest.csv"


@dataclass(slots=True)
class Hints:
    """What a manifest says of one file; empty fields say nothing."""

    county_code: str = ""
    county: str = ""
    year: int | None = None
    title: str = ""
    issuer: str = ""
    published: str = ""
    url: str = ""


@dataclass(slots=True)
class Manifest:
    """The rows of one manifest by file, and what is wrong with it."""

    hints: dict[str, Hints] = field(default_factory=dict)
    problems: list[Reject] = field(default_factory=list)


def read_manifest(data: bytes, source: str, exists: Callable[[str], bool]) -> Manifest:
    """Parse a manifest's bytes. ``exists`` tells whether a file it names is there; ``source`` is its path."""
    manifest = Manifest()
    try:
        text, _, _ = decode(data)
    except Unreadable as error:
        manifest.problems.append(Reject(source, "damaged manifest", error.detail))
        return manifest
    rows = csv.DictReader(StringIO(text, newline=""))
    columns = {name.strip().lower(): name for name in rows.fieldnames or [] if name}
    if "file" not in columns:
        manifest.problems.append(
            Reject(source, "manifest without a column 'file'", "its first line must name the columns")
        )
        return manifest
    try:
        for number, row in enumerate(rows, 2):
            values = {key: (row.get(name) or "").strip() for key, name in columns.items()}
            if any(values.values()):
                _take(manifest, values, f"{source}, row {number}", source, exists)
    except csv.Error as error:
        manifest.problems.append(Reject(source, "damaged manifest", f"{error}; save it again as CSV (UTF-8)"))
    return manifest


def _take(
    manifest: Manifest, values: dict[str, str], where: str, source: str, exists: Callable[[str], bool]
) -> None:
    name = values["file"].replace("\\", "/").removeprefix("./")
    if not name or not exists(name):
        todo = f"{where} names '{name}', which is not in the folder; correct the name or drop the row"
        manifest.problems.append(Reject(source, "manifest row names no file", todo))
        return
    year = re.fullmatch(r"(\d{4})(?:\.0)?\s*年?度?", values.get("year", ""))
    if values.get("year") and not year:
        manifest.problems.append(
            Reject(source, "manifest year unreadable", f"{where}: '{values['year']}' is no year")
        )
    code = re.fullmatch(r"(\d{6})(?:\.0|0{6})?", values.get("county_code", ""))
    if values.get("county_code") and not code:
        problem = f"{where}: '{values['county_code']}' is not a code of six digits"
        manifest.problems.append(Reject(source, "manifest county_code unreadable", problem))
    if name in manifest.hints:
        manifest.problems.append(
            Reject(source, "manifest names a file twice", f"{where}: the first row counts")
        )
        return
    manifest.hints[name] = Hints(
        county_code=code[1] if code else "",
        county=values.get("county", ""),
        year=int(year[1]) if year else None,
        title=values.get("title", ""),
        issuer=values.get("issuer", ""),
        published=values.get("published", ""),
        url=values.get("url", ""),
    )
