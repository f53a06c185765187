"""CSV files that people fill in: whatever encoding and separator a spreadsheet has given them.

The manifest, the panel file and the file of corrections are read by the same rules.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from io import StringIO

from pipeline.read.encoding import decode

DELIMITERS = ",;\t，"  # a spreadsheet's choice follows the language of the system
FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
# 410724, 410724000 and 410724000000, and what a spreadsheet makes of them: 410724.0, 4.10724E+11.
_CODE = re.compile(r"'?(\d{6})(?:000|000000)?(?:\.0)?|(\d)\.(\d{5})E\+?(?:0?5|0?8|11)")
_YEAR = re.compile(r"(\d{4})(?:\.0)?\s*年?度?")


def open_rows(data: bytes, columns: Collection[str]) -> csv.DictReader[str]:
    """The rows of a CSV file by the names in its first line.

    Args:
        data: the file's bytes.
        columns: names that are expected; the separator is the one that finds most of them.

    Raises:
        Unreadable: the bytes are no text.
    """
    text, _, _ = decode(data)
    first = text.lstrip().partition("\n")[0].lower()

    def known(sign: str) -> int:
        return sum(name.strip(' \r"') in columns for name in first.split(sign))

    return csv.DictReader(StringIO(text, newline=""), delimiter=max(DELIMITERS, key=known))


def read_code(printed: str) -> str | None:
    """The six digits of a county's code as a spreadsheet may show it, None if it is none."""
    found = _CODE.fullmatch(printed.strip().translate(FULL_WIDTH))
    return "".join(filter(None, found.groups())) if found else None


def read_year(printed: str) -> int | None:
    """The year in 2023, 2023年, 2023.0 or ２０２３, None if it is none."""
    found = _YEAR.fullmatch(printed.strip().translate(FULL_WIDTH))
    return int(found[1]) if found else None
