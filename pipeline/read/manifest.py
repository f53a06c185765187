"""``manifest.csv``: what a person says of the files beside it. It wins over what they say of themselves."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches

from pipeline.read.content import Reject, Unreadable
from pipeline.read.spreadsheet import open_rows, read_code, read_year

NAME = "manifest.csv"
COLUMNS = ("file", "county_code", "county", "year", "title", "issuer", "published", "url")
# What a person may call them; they are not taken for them, but asked about.
MEANT = {
    **dict.fromkeys(("文件", "文件名", "filename", "path", "name"), "file"),
    **dict.fromkeys(("代码", "行政区划代码", "区划代码", "区划码", "code"), "county_code"),
    **dict.fromkeys(("县", "县区", "区县", "县名", "地区"), "county"),
    **dict.fromkeys(("年", "年份", "年度"), "year"),
    **dict.fromkeys(("标题", "题名"), "title"),
}


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
        rows = open_rows(data, COLUMNS)
    except Unreadable as error:
        manifest.problems.append(Reject(source, "damaged manifest", error.detail))
        return manifest
    columns = {name.strip().lower(): name for name in rows.fieldnames or [] if name}
    if "file" not in columns:
        todo = f"its first line is '{', '.join(columns)}': it must name the columns, one of them 'file'"
        manifest.problems.append(Reject(source, "manifest without a column 'file'", todo))
        return manifest
    manifest.problems += [problem for name in columns if (problem := _misspelt(name, columns, source))]
    try:
        for number, row in enumerate(rows, 2):
            values = {key: (row.get(name) or "").strip() for key, name in columns.items()}
            if any(values.values()):
                _take(manifest, values, f"{source}, row {number}", source, exists)
    except csv.Error as error:
        manifest.problems.append(Reject(source, "damaged manifest", f"{error}; save it again as CSV (UTF-8)"))
    return manifest


def _misspelt(name: str, columns: dict[str, str], source: str) -> Reject | None:
    """A word on a column that looks like another one of ours; people keep columns of their own too."""
    if name in COLUMNS:
        return None
    meant = MEANT.get(name) or next(iter(get_close_matches(name, COLUMNS, 1)), None)
    if meant is None or meant in columns:
        return None
    return Reject(source, "manifest column unknown", f"'{columns[name]}' is not read; is it '{meant}'?")


def _take(
    manifest: Manifest, values: dict[str, str], where: str, source: str, exists: Callable[[str], bool]
) -> None:
    name = values["file"].replace("\\", "/").removeprefix("./")
    if not name or not exists(name):
        todo = f"{where} names '{name}', which is not in the folder; correct the name or drop the row"
        manifest.problems.append(Reject(source, "manifest row names no file", todo))
        return
    year = read_year(values.get("year", ""))
    if values.get("year") and year is None:
        manifest.problems.append(
            Reject(source, "manifest year unreadable", f"{where}: '{values['year']}' is no year")
        )
    code = read_code(values.get("county_code", ""))
    if values.get("county_code") and code is None:
        problem = f"{where}: '{values['county_code']}' is not a county's code of six digits"
        manifest.problems.append(Reject(source, "manifest county_code unreadable", problem))
    if name in manifest.hints:
        manifest.problems.append(
            Reject(source, "manifest names a file twice", f"{where}: the first row counts")
        )
        return
    manifest.hints[name] = Hints(
        county_code=code or "",
        county=values.get("county", ""),
        year=year,
        title=values.get("title", ""),
        issuer=values.get("issuer", ""),
        published=values.get("published", ""),
        url=values.get("url", ""),
    )
