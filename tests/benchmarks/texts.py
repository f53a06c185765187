"""Report texts to measure on: the ones of ``corpora/`` and ``tests/gold/``, and any number of variants.

A variant has other figures and another order of sentences, so that no cache of texts, sentences or
numbers helps whoever is measured.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FIGURE = re.compile(r"\d+")
_YEAR = re.compile(r"20[012]\d(?=\s*[年—－-])")
_HAN_FIGURE = re.compile(r"[二三四五六七八九](?=[个件名次场人份起项条家])")


def real_texts() -> list[str]:
    """The plain texts that come with the project, each once."""
    files = sorted(
        file
        for folder in (ROOT / "corpora", ROOT / "tests" / "gold")
        for file in folder.rglob("*.txt")
        if file.stat().st_size > 1000
    )
    return list(dict.fromkeys(_decode(file.read_bytes()) for file in files))


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def vary(text: str, seed: int | str) -> str:
    """``text`` with other figures and the sentences of each paragraph in another order; years stay."""
    made = random.Random(f"{seed}")
    lines = []
    for number, line in enumerate(text.split("\n")):
        first, *rest = line.split("。")
        if number and len(rest) > 2:
            *middle, last = rest
            made.shuffle(middle)
            line = "。".join([first, *middle, last])
        lines.append(line)
    mixed = "\n".join(lines)
    mixed = _HAN_FIGURE.sub(lambda _: made.choice("二三四五六七八九"), mixed)
    years = {found.span() for found in _YEAR.finditer(mixed)}
    return _FIGURE.sub(lambda found: found[0] if found.span() in years else _other(found[0], made), mixed)


def _other(figure: str, made: random.Random) -> str:
    """A figure of the same length; what begins with 0 keeps it, what is short enough for a label stays."""
    if figure[0] == "0" or figure == "100" or len(figure) == 1:
        return figure
    return made.choice("123456789") + "".join(made.choice("0123456789") for _ in figure[1:])


def variants(count: int, seed: str = "text") -> list[str]:
    """``count`` variants, taken from the texts in turn."""
    texts = real_texts()
    return [vary(texts[number % len(texts)], f"{seed}{number}") for number in range(count)]


def write_corpus(folder: Path, count: int) -> None:
    """Write ``count`` reports of real counties, ten years of each, as ``folder/<code>/<year>.txt``."""
    bases = real_texts()
    for number, (code, county, year) in enumerate(_county_years(count)):
        base = bases[number % len(bases)]
        path = folder / code / f"{year}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"{county}{year}年法治政府建设年度报告\n{_moved(vary(base, number), year)}"
        path.write_text(text, encoding="utf-8", newline="\n")


def _moved(text: str, year: int) -> str:
    """``text`` with all its years moved so that it reports on ``year``."""
    years = Counter(_YEAR.findall(text)) or Counter({str(year): 1})
    by = year - int(years.most_common(1)[0][0])
    return _YEAR.sub(lambda found: str(int(found[0]) + by), text)


def _county_years(count: int) -> Iterator[tuple[str, str, int]]:
    with (ROOT / "schemas" / "counties.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "county" and not row["last_year"]]
    for number in range(count):
        row = rows[number // 10 % len(rows)]
        yield row["code"], row["province"] + row["prefecture"] + row["name"], 2015 + number % 10
