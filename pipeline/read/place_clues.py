"""Whose report it is: every spot that names a place, its weight, and what they come to together.

A title names its subject; a salutation names whom the report is addressed to and thereby the prefecture;
a signature, the opening, the file's name and the page follow in this order. The strongest spot gives the
name, the others add what is above it, and a contradiction is said in a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.model import Evidence
from pipeline.read.gazetteer import gazetteer
from pipeline.read.placenames import PlaceName
from pipeline.read.places import SITE, Place, known_code, resolve_place
from pipeline.read.printed import read_place

MANIFEST, TITLE, SALUTATION, SIGNATURE, OPENING, FILE_NAME, PAGE, FOLDER = 12, 10, 8, 7, 5, 4, 3, 1
OPENING_LENGTH = 1500  # characters
LABEL_LENGTH = 60  # what is longer below a title is text, not a salutation or the name of an office
# What may stand before the place in an office's name.
LEAD = re.compile(r"^(?:中共|中国共产党|共青团|国家税务总局|政协)")
# Where a title may begin to name its subject. What a title quotes is another text, unless it is the report.
QUOTED = re.compile(r"《(?![^》]*(?:报告|总结|情况|汇报)[^》]{0,4}》)[^》]*》")
TITLE_START = re.compile(
    r"^|关于(?:报送|印发|上报|公布|呈报)?|报送|印发|上报|审议|中共|中国共产党|共青团|国家税务总局|20\d\d年?度?|[〇○零一二三四五六七八九]{4}年度?|年度?|[《（(【】_|:：\s·—-]"
)
SALUTATION_LINE = re.compile(r"^[^。；]{4,80}[:：]$")
# X县委 and X县人大 are bodies of the county itself; X市委依法治市办 is whom it reports to.
OWN_BODY = re.compile(r"^(?:委(?!员会办|全面依法)|人大|人民代表大会|政协|常委)")
ADDRESSED = re.compile(r"^(?:人民政府|司法局|司法厅|委|行政公署|行署|政府|人大|法治)")
# A name is looked for only where a sign of rank is near.
BOUNDARY = re.compile(
    r"(?:^|[，,。；;：:、\s“]|年来|以来|年度?|我们|现将|在|是|由)(?=[^，,。；;：:、\s]{1,15}?[县区市旗州盟])"
)
FOLLOWS = re.compile(
    r"\d{4}年|人民政府|政府|坚持|以|认真|深入|全面|紧紧|紧扣|始终|委|人大|司法局|法治|持续|严格|积极|切实|牢牢|扎实|按照|根据|围绕|高度"
    r"|统筹|聚焦|锚定"
)
# A superior as reports speak of it: 在杭州市委、市政府的坚强领导下. A city visited or learnt from is none.
LEADERS = re.compile(
    r"(?:在|落实|贯彻|按照|根据|执行)(?P<who>[^，。；\s]{2,24}?)(?:委(?!党校)|人民政府|政府|行署|司法局)"
    r"(?=[^，。；]{0,20}(?:领导|指导|支持|关心|部署|要求|决策|安排|精神))"
)
OWN_SIGN = re.compile(r"(?:我|全)(?P<sign>[县区市旗州省])")
# Units that are words as well, except in a title or an office's name.
WORDS = frozenset("城区 郊区 矿区 东区 西区 南区".split())
LABELS = re.compile(r"[\d年度_\s.-]+")
NAME_START = re.compile(r"^|[_\s\-—.+（(《【】]|\d(?![\d年])|年度?")


@dataclass(slots=True)
class Clues:
    """What of a report may name its place, as printed; an empty field says nothing."""

    title: str = ""
    below_title: list[str] = field(default_factory=list)  # squeezed lines; a salutation is one of them
    issuer: str = ""  # the signature
    body: str = ""  # the text below the title
    source: str = ""  # path of the file
    page_offices: list[str] = field(default_factory=list)  # what a page states: its issuer, its site's name
    site_code: str = ""  # 网站标识码 or SiteIDCode, ten digits or its first six
    stated: str = ""  # the name in a manifest: it overrules the report and is held against nothing in it
    stated_code: str = ""  # the code in a manifest


@dataclass(frozen=True, slots=True)
class Spot:
    """A place named at a spot of some weight."""

    weight: int
    place: PlaceName
    where: str


def find_place(clues: Clues, *, year: int | None = None) -> Place:
    """The place a report is about, with evidence and warnings; ``year`` is the year reported on."""
    site_code = clues.site_code[:6]
    spots = list(_spots(clues))
    if clues.stated or clues.stated_code:
        return _stated(clues, spots, site_code, year)
    addressed = _addressed(clues.below_title)
    if not spots:
        return _from_site(site_code, clues, year)
    best = max(spots, key=lambda spot: spot.weight)
    same = [spot for spot in spots if spot.place.name == best.place.name]
    names = [spot.place for spot in same]
    if addressed and addressed.name != best.place.name:
        is_province = _is_province(addressed.name)
        names.append(PlaceName("", *(("", addressed.name) if is_province else (addressed.name, ""))))
    place = resolve_place(names, year=year, site_code=site_code, context=_context(clues))
    place.warnings += [
        f"the {best.where} names {best.place.name}, the {spot.where} {spot.place.name}"
        for spot in _hold_against(place, spots, [best.place.name, addressed.name if addressed else ""])
        if spot.weight >= SIGNATURE
    ][:1]
    _hold_against_site(place, site_code)
    return place


def _stated(clues: Clues, spots: list[Spot], site_code: str, year: int | None) -> Place:
    """The place a manifest names. It is there to overrule the report: nothing in it is warned of."""
    stated = read_place(clues.stated)
    if stated is None or stated.end != len(clues.stated):
        stated = PlaceName(clues.stated)
    place = resolve_place(
        [stated], year=year, code=clues.stated_code, site_code=site_code, context=_context(clues)
    )
    _hold_against(place, spots, [stated.name])
    said = " ".join(filter(None, (clues.stated_code, clues.stated)))
    place.evidence.insert(0, Evidence("county", "manifest", said, MANIFEST, True))
    return place


def _hold_against(place: Place, spots: list[Spot], names: list[str]) -> list[Spot]:
    """Note each spot as evidence; returns those that name neither the place nor what is above it."""
    full_name = gazetteer().full_name
    around = {full_name(name) for name in (*names, place.county, place.prefecture, place.province) if name}
    other = []
    noted = []
    for spot in spots:
        itself = (spot.place.name, spot.place.prefecture, spot.place.province)
        agrees = not around.isdisjoint(map(full_name, itself))
        noted.append(Evidence("county", spot.where, spot.place.name, spot.weight, agrees))
        if not agrees:
            other.append(spot)
    place.evidence[:0] = dict.fromkeys(noted)
    return other


def _spots(clues: Clues) -> Iterator[Spot]:
    if place := _in_title(clues.title):
        yield Spot(TITLE, place, "title")
    for place in _in_salutation(clues.below_title):
        yield Spot(SALUTATION, place, "salutation")
    if place := _of_office(clues.issuer):
        yield Spot(SIGNATURE, place, "signature")
    if place := _in_opening(clues.body):
        yield Spot(OPENING, place, "opening")
    path = PurePosixPath(clues.source.replace("\\", "/"))
    if place := _first(path.stem, NAME_START):
        yield Spot(FILE_NAME, place, "file name")
    for office in clues.page_offices:
        if place := _of_office(office):
            yield Spot(PAGE, place, "page")
    folder = read_place(path.parent.name)
    if folder and folder.end == len(path.parent.name):
        yield Spot(FOLDER, folder, "folder")


def _first(text: str, starts: re.Pattern[str]) -> PlaceName | None:
    places = (read_place(text, match.end()) for match in starts.finditer(text))
    return next((place for place in places if place), None)


def _in_title(title: str) -> PlaceName | None:
    return _first(QUOTED.sub("《》", title), TITLE_START)


def _of_office(office: str) -> PlaceName | None:
    return read_place(LEAD.sub("", office))


def _salutation(lines: Iterable[str]) -> list[str]:
    line = next((line for line in lines if SALUTATION_LINE.match(line)), "")
    return [LEAD.sub("", part) for part in re.split(r"[、,，;；和]", line.rstrip(":："))]


def _in_salutation(lines: Iterable[str]) -> Iterator[PlaceName]:
    for part in _salutation(lines):
        place = read_place(part)
        if place and OWN_BODY.match(part[place.end :]):
            yield place


def _addressed(lines: Iterable[str]) -> PlaceName | None:
    """The city or province that a salutation addresses before all others."""
    part = _salutation(lines)[0]
    place = read_place(part)
    return place if place and place.rank < 3 and ADDRESSED.match(part[place.end :]) else None


def _in_opening(body: str) -> PlaceName | None:
    """The place the opening speaks of: after a boundary, before what an office does, or again later."""
    opening = body[:OPENING_LENGTH]
    places: dict[str, PlaceName] = {}
    counts: Counter[str] = Counter()
    for match in BOUNDARY.finditer(opening):
        place = read_place(opening, match.end())
        if place is None or _is_province(place.name) or (place.name in WORDS and not place.prefecture):
            continue
        if FOLLOWS.match(opening, match.end() + place.end) or body.count(place.name) >= 3:
            counts[place.name] += 1
            if place.name not in places or (place.prefecture and not places[place.name].prefecture):
                places[place.name] = place
    if not counts:
        return None
    own = OWN_SIGN.search(opening)
    sign = own["sign"] if own else ""
    # A county's report names its city too; what it calls 我县 is the county.
    best = max(
        counts, key=lambda name: (name.endswith(sign), places[name].rank, body.count(name), -body.find(name))
    )
    return places[best]


def _context(clues: Clues) -> Iterator[str]:
    """Texts that may name the superior of an ambiguous name, the best first; read only when needed."""
    yield clues.title
    yield "，".join(line for line in clues.below_title if len(line) <= LABEL_LENGTH and "。" not in line)
    yield clues.issuer
    yield "，".join(clues.page_offices)
    yield clues.source
    yield _path_superiors(clues.source)
    yield "，".join(match["who"] for match in LEADERS.finditer(clues.body[:OPENING_LENGTH]))


def _path_superiors(source: str) -> str:
    """What is above the place in folders named without signs of rank: 江苏/南京/鼓楼区/2022.txt."""
    parts = [LABELS.sub("", part) for part in PurePosixPath(source.replace("\\", "/")).parts]
    places = (read_place("".join(parts[first:])) for first in range(len(parts)))
    return "，".join(f"{place.prefecture}，{place.province}" for place in places if place)


def _from_site(site_code: str, clues: Clues, year: int | None) -> Place:
    """Only the site speaks: its county if the text calls itself what the site's unit is."""
    own = OWN_SIGN.search(clues.body[:OPENING_LENGTH])
    if not known_code(site_code):
        return resolve_place([])
    place = resolve_place([], code=site_code, year=year)
    if own is None or not place.county.endswith(own["sign"]):
        return resolve_place([])
    place.warnings.append("the place is known from the web site's code alone")
    place.evidence.append(Evidence("county", "site code", site_code, SITE, True))
    return place


def _hold_against_site(place: Place, site_code: str) -> None:
    """Note whether the site belongs to the place, to what is above it, or to neither (it may host others)."""
    rows = gazetteer().by_code.get(site_code)
    if not rows or not place.code:
        return
    site = rows[-1]
    own = place.code in gazetteer().heirs(site_code) or site_code in gazetteer().heirs(place.code)
    agrees = own or site.name in (place.prefecture, place.province)
    noted = Evidence("county", "site code", site_code, SITE, agrees)
    if noted not in place.evidence:
        place.evidence.append(noted)
    if not agrees:
        place.warnings.append(f"the web site's code {site_code} is {site.prefecture}{site.name}")


def _is_province(name: str) -> bool:
    return name.endswith(("省", "自治区")) or any(row.level == "province" for row in gazetteer().rows(name))
