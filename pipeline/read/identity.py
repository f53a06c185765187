"""Whose report a text is, and for which year.

The manifest wins. Then the title, the salutation, the signature, the opening, the file's name.
Where two of them disagree the stronger one counts and a warning says so.
"""

from __future__ import annotations

from pipeline.model import Identity
from pipeline.read import evidence as ev
from pipeline.read.content import Content
from pipeline.read.dates import year_reported
from pipeline.read.lines import visible_lines
from pipeline.read.manifest import Hints
from pipeline.read.period import period_year
from pipeline.read.placenames import PlaceName
from pipeline.read.places import Place, known_places, resolve_place
from pipeline.read.signature import Signature, find_signature
from pipeline.read.title import Title, find_title, title_issuer, title_place, titled_year

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
        place = _place(title, signature, below, body, source, meta, year, warnings)
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
    in_file, marked = ev.year_in_file(source)
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


def _place(
    title: Title,
    signature: Signature,
    below: list[str],
    body: str,
    source: str,
    meta: dict[str, str],
    year: int | None,
    warnings: list[str],
) -> Place:
    in_title = title_place(title.text)
    found = [ev.Evidence(ev.TITLE, in_title, "title")] if in_title else []
    found += ev.from_salutation(below)
    found += ev.from_office(signature.issuer, ev.SIGNATURE, "signature")
    found += ev.from_opening(body)
    found += ev.from_file(source)
    for key in ("issuer", "site"):
        found += ev.from_office(meta.get(key, ""), ev.PAGE, "page")
    site_code = meta.get("site_code", "")[:6]
    if not found:
        known = any(row["code"] == site_code for row in known_places())
        return resolve_place([], year=year, code=site_code if known else "")
    best = max(found, key=lambda item: item.weight)
    same = [item.place for item in found if item.place.name == best.place.name]
    above = ev.superior(below)
    if above and above != best.place.name:
        at_city = above.endswith(("省", "自治区"))
        same.append(PlaceName("", "" if at_city else above, above if at_city else ""))
    other = next(
        (i for i in found if i.weight >= ev.SIGNATURE and not _agree(i.place, best.place, above)), None
    )
    if other:
        warnings.append(f"the {best.where} names {best.place.name}, the {other.where} {other.place.name}")
    return resolve_place(same, year=year)


def _agree(one: PlaceName, two: PlaceName, above: str) -> bool:
    names = {one.name, two.name}
    return len(names) == 1 or bool(
        names & {one.prefecture, two.prefecture, one.province, two.province, above}
    )
