"""Whose report a text is, and for which year.

The manifest wins. Then the title, the salutation, the signature, the opening, the file's name.
Where two of them disagree the stronger one counts and a warning says so.
"""

from __future__ import annotations

from pipeline.model import Evidence, Identity
from pipeline.read.content import Content
from pipeline.read.dates import year_in_file, year_reported
from pipeline.read.lines import visible_lines, with_line_ends
from pipeline.read.manifest import Hints
from pipeline.read.part_of_year import part_of_year
from pipeline.read.period import period_year
from pipeline.read.place_clues import Clues, find_place
from pipeline.read.signature import Signature, find_signature
from pipeline.read.title import Title, find_title, title_issuer, titled_year
from pipeline.traditional import is_traditional, simplified

# How much a clue to the year weighs. A year marked 年 in a file's name was put there for the report.
MANIFEST, TITLE, TEXT, MARKED_FILE_NAME, SIGNATURE, FILE_NAME = 12, 10, 8, 6, 4, 2
HEAD_LINES = 60  # enough for the menus of a saved page above the title
SALUTATION_LINES = 12


def identify(content: Content, source: str, hints: Hints | None = None) -> Identity:
    """Title, place, year, issuer and date of the report in ``content``; ``source`` is its path."""
    hints = hints or Hints()
    text = simplified(with_line_ends(content.text))
    meta = {key: simplified(value) for key, value in content.meta.items()}
    source = simplified(source)
    lines = visible_lines(text, HEAD_LINES)
    title = find_title(lines, meta.get("title", ""))
    if hints.title:
        title.text = hints.title
    head = lines[: title.next_line + SALUTATION_LINES]
    below = lines[title.next_line : title.next_line + SALUTATION_LINES]
    signature = find_signature(text, head)
    body = _below(text, title, lines)
    warnings: list[str] = []
    if is_traditional(content.text):
        warnings.append(
            "written in traditional script: its title and issuer are given in simplified characters"
        )
    years = _years(hints, title, body, signature, source)
    year = _year(years, warnings)
    clues = Clues(
        title=title.text,
        below_title=below,
        issuer=signature.issuer,
        body=body,
        source=source,
        page_offices=[meta[key] for key in ("issuer", "site") if key in meta],
        site_code=meta.get("site_code", ""),
        stated=hints.county,
        stated_code=hints.county_code,
    )
    place = find_place(clues, year=year)
    part = part_of_year(title.text, body)
    if part and not hints.year:
        what = f"it reports on {part.printed} only"
        if part.is_nearly_whole:
            warnings.append(f"{what}: its figures may be lower than the year's")
        else:
            # Beside the annual report its figures would contradict it, without one they would pass for it.
            year = None
            warnings.append(
                f"{what} and is given no year: name the year in a manifest.csv to use it as its report"
            )
    return Identity(
        title=title.text,
        county=place.county,
        county_code=place.code,
        prefecture=place.prefecture,
        province=place.province,
        year=year,
        issuer=hints.issuer or signature.issuer or title_issuer(title.text) or meta.get("issuer", ""),
        signed=signature.signed,
        warnings=place.warnings + warnings,
        evidence=place.evidence
        + [Evidence("year", clue, str(said), weight, said == year) for said, clue, weight in years],
    )


def _below(text: str, title: Title, lines: list[str]) -> str:
    """``text`` from the line after the title on."""
    if not title.next_line:
        return text
    seen = 0
    position = 0
    while seen < title.next_line and position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        seen += bool(visible_lines(text[position:end]))
        position = end + 1
    return text[position:]


def _years(
    hints: Hints, title: Title, body: str, signature: Signature, source: str
) -> list[tuple[int, str, int]]:
    """Every clue to the year reported on, the weightiest first: year, where it stands, weight."""
    in_file, marked = year_in_file(source)
    found = [
        (hints.year, "manifest", MANIFEST),
        (titled_year(title.text), "title", TITLE),
        (period_year(body), "text", TEXT),
        (in_file, "file name", MARKED_FILE_NAME if marked else FILE_NAME),
        (year_reported(signature.signed), "signature", SIGNATURE),
    ]
    known = [(year, clue, weight) for year, clue, weight in found if year is not None]
    return sorted(known, key=lambda one: -one[2])


def _year(years: list[tuple[int, str, int]], warnings: list[str]) -> int | None:
    """The year of the weightiest clue."""
    if not years:
        warnings.append("no year found: name it in a manifest.csv")
        return None
    year, where, _ = years[0]
    # A report signed late in the next year is common enough; only the text's own word is a contradiction.
    other = next((said for said, clue, _ in years if clue == "text" and said != year), None)
    if other and where != "manifest":
        warnings.append(f"the {where} says {year}, the text speaks of {other}")
    return year
