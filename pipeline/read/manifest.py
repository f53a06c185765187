"""``manifest.csv``: what a person says of the files beside it. It wins over what they say of themselves."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import get_close_matches
from io import StringIO

from pipeline.read.content import Reject, Unreadable
from pipeline.read.encoding import decode

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
DELIMITERS = ",;\t，"  # a spreadsheet's choice follows the language of the system
FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
# 410724, 410724000 and 410724000000, and what a spreadsheet makes of them: 410724.0, 4.10724E+11.
CODE = re.compile(r"'?(\d{6})(?:000|000000)?(?:\.0)?|(\d)\.(\d{5})E\+?(?:0?5|0?8|11)")


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
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=_delimiter(text))
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


def _delimiter(text: str) -> str:
    """The sign that parts the first line into most columns of known names."""
    first = text.lstrip().partition("\n")[0].lower()

    def known(sign: str) -> int:
        return sum(name.strip(' \r"') in COLUMNS for name in first.split(sign))

    return max(DELIMITERS, key=known)


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
    year = re.fullmatch(r"(\d{4})(?:\.0)?\s*年?度?", values.get("year", "").translate(FULL_WIDTH))
    if values.get("year") and not year:
        manifest.problems.append(
            Reject(source, "manifest year unreadable", f"{where}: '{values['year']}' is no year")
        )
    code = CODE.fullmatch(values.get("county_code", "").translate(FULL_WIDTH))
    if values.get("county_code") and not code:
        problem = f"{where}: '{values['county_code']}' is not a county's code of six digits"
        manifest.problems.append(Reject(source, "manifest county_code unreadable", problem))
    if name in manifest.hints:
        manifest.problems.append(
            Reject(source, "manifest names a file twice", f"{where}: the first row counts")
        )
        return
    manifest.hints[name] = Hints(
        county_code="".join(filter(None, code.groups())) if code else "",
        county=values.get("county", ""),
        year=int(year[1]) if year else None,
        title=values.get("title", ""),
        issuer=values.get("issuer", ""),
        published=values.get("published", ""),
        url=values.get("url", ""),
    )
