"""Whose report a text is, and for which year.

The manifest wins. Then the title, the salutation, the signature, the opening, the file's name.
Where two of them disagree the stronger one counts and a warning says so.
"""

from __future__ import annotations

from pipeline.model import Identity
from pipeline.read.content import Content
from pipeline.read.dates import year_in_file, year_reported
from pipeline.read.lines import visible_lines
from pipeline.read.manifest import Hints
from pipeline.read.period import period_year
from pipeline.read.place_clues import Clues, find_place
from pipeline.read.placenames import PlaceName
from pipeline.read.places import resolve_place
from pipeline.read.signature import Signature, find_signature
from pipeline.read.title import Title, find_title, title_issuer, titled_year

HEAD_LINES = 60  # enough for the menus of a saved page above the title
SALUTATION_LINES = 12


def identify(content: Content, source: str, hints: Hints | None = None) -> Identity:
    """Title, place, year, issuer and date of the report in ``content``; ``source`` is its path."""
    hints = hints or Hints()
    text, meta = content.text, content.meta
    lines = visible_lines(text, HEAD_LINES)
    title = find_title(lines, meta.get("title", ""))
    if hints.title:
        title.text = hints.title
    head = lines[: title.next_line + SALUTATION_LINES]
    below = lines[title.next_line : title.next_line + SALUTATION_LINES]
    signature = find_signature(text, head)
    body = _below(text, title, lines)
    warnings: list[str] = []
    year = hints.year or _year(title, body, signature, source, warnings)
    if hints.county or hints.county_code:
        # A manifest's place is not held against the report: it is there to overrule it.
        place = resolve_place([PlaceName(hints.county)], year=year, code=hints.county_code)
    else:
        clues = Clues(
            title=title.text,
            below_title=below,
            issuer=signature.issuer,
            body=body,
            source=source,
            page_offices=[meta[key] for key in ("issuer", "site") if key in meta],
            site_code=meta.get("site_code", ""),
        )
        place = find_place(clues, year=year)
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


def _year(title: Title, body: str, signature: Signature, source: str, warnings: list[str]) -> int | None:
    in_file, marked = year_in_file(source)
    found = [
        (titled_year(title.text), "title"),
        (period_year(body), "text"),
        (in_file if marked else None, "file name"),
        (year_reported(signature.signed), "signature"),
        (in_file, "file name"),
    ]
    known = [(year, where) for year, where in found if year is not None]
    if not known:
        warnings.append("no year found: name it in a manifest.csv")
        return None
    year, where = known[0]
    other = next(((y, w) for y, w in known[1:] if y != year and w in ("text", "signature")), None)
    # A report signed late in the next year is common enough; only the text's own word is a contradiction.
    if other and other[1] == "text":
        warnings.append(f"the {where} says {year}, the {other[1]} speaks of {other[0]}")
    return year
