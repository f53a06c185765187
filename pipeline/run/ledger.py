"""What is remembered of the files that were read: one JSON file a batch, written aside and renamed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.files import digest, write_json
from pipeline.model import Evidence, Identity, Report
from pipeline.read.content import Reject

_REPORT = tuple(each.name for each in fields(Report) if each.name != "identity")
_IDENTITY = tuple(each.name for each in fields(Identity))


@dataclass(slots=True)
class Entry:
    """One report as read, without its text (which is in ``texts/``).

    ``duplicate_of`` is the id of the report that counts in its place, or "".
    """

    report: Report
    published: str = ""
    n_chars: int = 0
    sketch: str = ""
    duplicate_of: str = ""

    def key(self) -> str:
        """Identifies all that the rows of this report depend on, besides the code."""
        identity = self.report.identity
        known = [getattr(self.report, name) for name in _REPORT]
        known += [getattr(identity, name) for name in _IDENTITY]
        return digest([*known, self.published, self.n_chars, self.duplicate_of])


@dataclass(slots=True)
class Record:
    """What one file gave, reports and rejects. ``key`` stands for its content and manifest row."""

    key: str
    entries: list[Entry] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


def batch_name(keys: Iterable[str]) -> str:
    """The name of a batch of things known by ``keys``: the same things have the same name."""
    return digest(sorted(keys))


def write_records(path: Path, records: list[Record]) -> None:
    """Write the records of one batch."""
    write_json(path, [asdict(record) for record in records])


def read_records(folder: Path, names: Iterable[str] | None = None) -> dict[str, Record]:
    """The records under ``folder`` by key; an unreadable file is as if it were not there.

    Args:
        folder: where the records are.
        names: the batches wanted; None for all.
    """
    records: dict[str, Record] = {}
    for path in sorted(folder.glob("*.json") if names is None else (folder / f"{n}.json" for n in names)):
        try:
            for row in json.loads(path.read_text(encoding="utf-8", errors="surrogatepass")):
                records[row["key"]] = _record(row)
        except (OSError, ValueError, TypeError, KeyError):
            continue
    return records


def _record(row: dict[str, Any]) -> Record:
    entries = []
    for item in row["entries"]:
        report = item.pop("report")
        known = report.pop("identity")
        evidence = [Evidence(**clue) for clue in known.pop("evidence")]
        identity = Identity(**known, evidence=evidence)
        entries.append(Entry(report=Report(**report, identity=identity), **item))
    return Record(row["key"], entries, [Reject(**reject) for reject in row["rejects"]])
