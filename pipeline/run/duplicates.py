"""The same report twice counts once; a corrected version takes the place of the first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from pipeline.run.ledger import Entry
from pipeline.run.sketch import anchors, likeness

# Two versions of one county's report of one year share most runs of five characters; two offices'
# reports on the same year share stock phrases only (below 0.3 on the texts at hand).
SAME_COUNTY_YEAR = 0.7
# Where county or year is not known nothing but the text speaks for its being the same.
UNPLACED = 0.9
CORRECTED = re.compile(r"更正|订正|修正|修订|勘误|补正|更新|重新(?:公布|发布)")


def settle(entries: list[Entry]) -> None:
    """Set ``duplicate_of`` of every entry, and make report ids unique, whatever the order of ``entries``."""
    entries.sort(key=lambda entry: entry.report.source)
    for entry in entries:
        entry.duplicate_of = ""
    _same_texts(entries)
    _versions([entry for entry in entries if not entry.duplicate_of])
    _follow(entries)


def _same_texts(entries: list[Entry]) -> None:
    by_text: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_text[entry.report.text_sha256].append(entry)
    for group in by_text.values():
        kept: list[Entry] = []
        # The copy that is best identified stands for the others.
        for entry in sorted(group, key=lambda entry: (-_known(entry), entry.report.source)):
            original = next((other for other in kept if _compatible(entry, other)), None)
            if original:
                entry.duplicate_of = original.report.report_id
                continue
            for other in kept:
                entry.report.warnings.append(
                    f"the same text as {other.report.source}, there for another county or year"
                )
            kept.append(entry)
        _distinct_ids(group)


def _distinct_ids(group: list[Entry]) -> None:
    """Ids come from county, year and text, so copies share them: the copies are numbered by their path."""
    seen: dict[str, int] = defaultdict(int)
    for entry in sorted(group, key=lambda entry: (bool(entry.duplicate_of), entry.report.source)):
        base = entry.report.report_id
        seen[base] += 1
        if seen[base] > 1:
            entry.report.report_id = f"{base}-{seen[base]}"


def _versions(entries: list[Entry]) -> None:
    by_place: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    unplaced = []
    for entry in entries:
        identity = entry.report.identity
        place = identity.county_code or identity.county
        if place and identity.year is not None:
            by_place[place, identity.year].append(entry)
        else:
            unplaced.append(entry)
    for group in by_place.values():
        for one, two in combinations(group, 2):
            if not (one.duplicate_of or two.duplicate_of) and _same_office(one, two):
                # A name without a code may be that of two places.
                coded = one.report.identity.county_code
                _supersede(one, two, SAME_COUNTY_YEAR if coded else UNPLACED)
    if unplaced:
        index: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            for anchor in anchors(entry.sketch):
                index[anchor].append(entry)
        for entry in unplaced:
            near = {
                id(other): other
                for anchor in anchors(entry.sketch)
                for other in index[anchor]
                if other is not entry
            }
            for other in sorted(near.values(), key=lambda other: other.report.source):
                if not (entry.duplicate_of or other.duplicate_of) and _compatible(entry, other):
                    _supersede(entry, other, UNPLACED)


def _supersede(one: Entry, two: Entry, threshold: float) -> None:
    if likeness(one.sketch, two.sketch) >= threshold:
        older, newer = sorted((one, two), key=_version)
        older.duplicate_of = newer.report.report_id
        if _version(older)[:-2] == _version(newer)[:-2]:
            why = "longer" if newer.n_chars > older.n_chars else "the first by path"
            newer.report.warnings.append(
                f"{older.report.source} is another version without a later date; this one is {why} and counts"
            )


def _version(entry: Entry) -> tuple[int, bool, str, int, list[int]]:
    """Sorts the version that holds last: identified, corrected, later, longer; then the first by path."""
    report = entry.report
    corrected = bool(
        CORRECTED.search(report.identity.title) or CORRECTED.search(report.source.rsplit("/", 1)[-1])
    )
    when = entry.published or report.identity.signed
    return _known(entry), corrected, when, entry.n_chars, [-ord(char) for char in report.source]


def _follow(entries: Iterable[Entry]) -> None:
    """Let every duplicate name the report that counts, not another duplicate."""
    target = {entry.report.report_id: entry.duplicate_of for entry in entries if entry.duplicate_of}
    for entry in entries:
        while entry.duplicate_of in target:
            entry.duplicate_of = target[entry.duplicate_of]


def _known(entry: Entry) -> int:
    identity = entry.report.identity
    return bool(identity.county_code) + bool(identity.county) + (identity.year is not None)


def _compatible(one: Entry, two: Entry) -> bool:
    a, b = one.report.identity, two.report.identity
    place_a, place_b = a.county_code or a.county, b.county_code or b.county
    return (not place_a or not place_b or place_a == place_b) and (
        None in (a.year, b.year) or a.year == b.year
    )


def _same_office(one: Entry, two: Entry) -> bool:
    """By the signatures; the same title is the same office, whatever the page says of its source."""
    a, b = one.report.identity, two.report.identity
    if a.title and a.title == b.title:
        return True
    return not a.issuer or not b.issuer or a.issuer in b.issuer or b.issuer in a.issuer
