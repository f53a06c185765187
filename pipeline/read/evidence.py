"""Every place that a report names as its own, with the weight of where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.read.placenames import PlaceName, place_at

# Where a name stands, strongest first: a title names its subject, a site may host other offices' texts.
TITLE, SALUTATION, SIGNATURE, OPENING, FILE_NAME, PAGE, FOLDER = 10, 8, 7, 5, 4, 3, 1
SALUTATION_LINE = re.compile(r"^[^。；]{4,80}[:：]$")
OWN_BODY = re.compile(r"^(?:委(?!员会办|全面依法)|人大|人民代表大会|政协|常委)")
BOUNDARY = re.compile(r"^|[，,。；;：:、\n\s\u3000“]|年来|以来|年度?|我们|现将|在|是|将|由")
FOLLOWS = re.compile(
    r"\d{4}年|人民政府|政府|坚持|以|认真|深入|全面|紧紧|紧扣|始终|委|人大|司法局|法治|持续|严格|积极|切实|牢牢|扎实|按照|根据|围绕|高度|统筹|聚焦|锚定"
)
OPENING_LENGTH = 1500


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place named in a report and the weight of the spot where it is named."""

    weight: int
    place: PlaceName
    where: str


def from_salutation(lines: Iterable[str]) -> list[Evidence]:
    """``X市人民政府、中共Y县委、Y县人大常委会：`` speaks of Y and puts it under X."""
    found: list[Evidence] = []
    above = ""
    for line in lines:
        if not SALUTATION_LINE.match(line):
            continue
        for part in re.split(r"[、,，;；和]", line.rstrip(":：")):
            phrase = re.sub(r"^(?:中共|中国共产党)", "", part)
            place = place_at(phrase)
            if place is None:
                continue
            if OWN_BODY.match(phrase[place.end :]):
                found.append(Evidence(SALUTATION, place, "salutation"))
            elif not above and place.rank < 3:
                above = place.name
        break
    if not above or any(item.place.name == above for item in found):
        return found
    prefecture, province = ("", above) if above.endswith(("省", "自治区")) else (above, "")
    return [
        Evidence(
            item.weight,
            PlaceName(item.place.name, item.place.prefecture or prefecture, item.place.province or province),
            item.where,
        )
        for item in found
    ]


def superior(lines: Iterable[str]) -> str:
    """The city or province that a salutation addresses before all others, or ""."""
    for line in lines:
        if SALUTATION_LINE.match(line):
            place = place_at(line)
            follows = line[place.end :] if place else ""
            return place.name if place and place.rank < 3 and re.match(r"人民政府|司法局|委", follows) else ""
    return ""


def from_office(office: str, weight: int, where: str) -> list[Evidence]:
    """The place an office belongs to: 青禾县司法局 → 青禾县."""
    place = place_at(re.sub(r"^(?:中共|中国共产党)", "", office))
    return [Evidence(weight, place, where)] if place else []


def from_opening(body: str) -> list[Evidence]:
    """The place the opening speaks of: named after a boundary, followed by what an office does, and again later."""
    counts: Counter[str] = Counter()
    places: dict[str, PlaceName] = {}
    opening = body[:OPENING_LENGTH]
    for match in BOUNDARY.finditer(opening):
        place = place_at(opening, match.end())
        if place is None or place.rank == 1:
            continue
        follows = FOLLOWS.match(opening, match.end() + place.end)
        if follows or body.count(place.name) >= 3:
            counts[place.name] += 1
            places.setdefault(place.name, place)
    if not counts:
        return []
    # A county's report names its city too; what it names most in the whole text is itself.
    name = max(counts, key=lambda key: (places[key].rank, body.count(key), -body.find(key)))
    return [Evidence(OPENING, places[name], "opening")]


def from_file(source: str) -> list[Evidence]:
    """Places in the file's name and, weakest of all, in the name of its folder."""
    path = PurePosixPath(source.replace("\\", "/"))
    found = []
    for match in re.finditer(r"^|[_\s\-—.+（(]|\d(?![\d年])|年度?", path.stem):
        place = place_at(path.stem, match.end())
        if place:
            found.append(Evidence(FILE_NAME, place, "file name"))
            break
    folder = place_at(path.parent.name)
    if folder and folder.end == len(path.parent.name):
        found.append(Evidence(FOLDER, folder, "folder"))
    return found


YEAR_IN_NAME = re.compile(r"(?<!\d)(20\d{2})(?!\d)(?P<sign>年)?(?!年?\d{1,2}月)")


def year_in_file(source: str) -> tuple[int | None, bool]:
    """The year in a file's name and whether 年 follows it; a full date (20240115) is none."""
    stem = PurePosixPath(source.replace("\\", "/")).stem
    match = YEAR_IN_NAME.search(stem)
    # 2024-01-15 and 2024_01 are dates of saving.
    if match is None or re.match(r"[-_.]\d{1,2}(?!\d)", stem[match.end() :]):
        return None, False
    return int(match[1]), bool(match["sign"])
