"""Dates and years as reports print them: 2024年12月31日, 二〇二五年一月九日, 2025-01-20, ２０２４年."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath

# ○ (U+25CB) is far commoner for zero in printed years than 〇, and Ｏ and 零 occur.
DIGIT_CHARS = "０１２３４５６７８９〇○零ＯO一二三四五六七八九"
ASCII = str.maketrans(DIGIT_CHARS, "0123456789" + "00000" + "123456789")
YEAR = r"[12２１二一][0-9０-９〇○零ＯO一二三四五六七八九]{3}"
NUMBER = r"[0-9０-９]{1,2}|[一二三四五六七八九十廿〇○零元]{1,4}"
DATE = re.compile(
    rf"(?P<y>{YEAR})\s*(?:年|[-./．－—])\s*(?P<m>{NUMBER})\s*(?:月|[-./．－—])(?:\s*(?P<d>{NUMBER})(?:\s*[日号]|(?![0-9年月])))?"
)
YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d{2})(?!\d)(?P<sign>年)?(?!年?\d{1,2}月)")
FIRST_YEAR, LAST_YEAR = 1980, 2079


def find_dates(text: str) -> list[tuple[int, int, str]]:
    """All dates with a year in ``text``: (start, end, ISO date as far as printed)."""
    found = []
    for match in DATE.finditer(text):
        iso = to_iso(match["y"], match["m"], match["d"])
        if iso:
            found.append((match.start(), match.end(), iso))
    return found


def is_date(line: str) -> bool:
    """Whether ``line`` is a date with a year and nothing else."""
    date = DATE.match(line)
    return date is not None and date.end() == len(line)


def to_iso(year: str, month: str, day: str | None) -> str:
    """ISO date of printed parts: ``2024-12-31``, ``2024-12`` without a day, ``""`` if impossible."""
    y, m = to_year(year), small_number(month)
    if y is None or not 1 <= m <= 12:
        return ""
    if not day:
        return f"{y:04d}-{m:02d}"
    try:
        return date(y, m, small_number(day)).isoformat()
    except ValueError:
        return ""


def to_year(printed: str) -> int | None:
    """The year that four printed digits stand for, None outside 1980 to 2079."""
    ascii_digits = printed.translate(ASCII)
    if not (len(ascii_digits) == 4 and ascii_digits.isdecimal()):
        return None
    year = int(ascii_digits)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def small_number(printed: str) -> int:
    """Months and days: 12, １２, 十二, 二十一, 廿一, 三〇; 0 where it is none."""
    text = printed.replace("廿", "二十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (int(tens.translate(ASCII)) if tens else 1) * 10 + (int(ones.translate(ASCII)) if ones else 0)
    digits = text.translate(ASCII)
    return int(digits) if digits.isdecimal() else 0


def year_reported(signed: str) -> int | None:
    """The year a date of signature speaks for: the year before when dated January to April, else its own."""
    if not signed:
        return None
    year, month = int(signed[:4]), int(signed[5:7])
    return year - 1 if month <= 4 else year


def year_in_file(source: str) -> tuple[int | None, bool]:
    """The year in a file's name and whether 年 follows it; a full date (20240115) is none."""
    stem = PurePosixPath(source.replace("\\", "/")).stem
    match = YEAR_IN_NAME.search(stem)
    # 2024-01-15 and 2024_01 are dates of saving.
    if match is None or re.match(r"[-_.]\d{1,2}(?!\d)", stem[match.end() :]):
        return None, False
    return int(match[1]), bool(match["sign"])
