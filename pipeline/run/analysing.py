"""A batch of reports → a shard of rows. Runs in the workers; only the shard's name travels back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.files import write_json
from pipeline.model import Analysis
from pipeline.read import Reject
from pipeline.run.deadline import SECONDS, TookTooLong, deadline
from pipeline.run.ledger import Entry, batch_name
from pipeline.run.reading import text_path
from pipeline.run.turns import in_turn
from pipeline.run.warm import warm


@dataclass(slots=True)
class RowTask:
    """One report to analyse. A duplicate gets its row in ``reports`` and no analysis."""

    key: str
    entry: Entry
    text_id: str  # the id under which its text is stored
    texts: str
    shards: str
    catalog: str = ""


@dataclass(slots=True)
class Shard:
    """What a shard holds: report_id → key of the report, and the reports that could not be analysed."""

    name: str
    holds: dict[str, str]
    rejects: list[Reject]


@in_turn
def analyse_batch(tasks: list[RowTask]) -> str:
    """Analyse the reports of a batch and write their shard; returns its name.

    A report whose analysis fails is listed among the shard's rejects, and nothing of it is kept.
    """
    from pipeline.tables.schema import SHARD_TABLES
    from pipeline.tables.shards import write_shard

    catalog = Path(tasks[0].catalog) if tasks[0].catalog else None
    make_rows = _row_maker(catalog)
    folder = Path(tasks[0].shards)
    name = batch_name(task.key for task in tasks)
    rows: dict[str, list[dict[str, object]]] = {table: [] for table in SHARD_TABLES}
    shard = Shard(name, {}, [])
    for task in tasks:
        try:
            with deadline():
                found = make_rows(task)
        except TookTooLong:
            reason = f"not analysed within {SECONDS:.0f} seconds; split the file"
            shard.rejects.append(Reject(task.entry.report.source, "took too long", reason))
        except Exception as error:
            todo = f"{type(error).__name__}: {error}; please report it with the file"
            shard.rejects.append(Reject(task.entry.report.source, "analysis failed", todo))
        else:
            for table, more in found.items():
                rows[table].extend(more)
        shard.holds[task.entry.report.report_id] = task.key
    write_shard(folder, name, rows)
    # Written last: a shard without it does not count.
    rejects = [[reject.source, reject.reason, reject.detail] for reject in shard.rejects]
    write_json(folder / f"{name}.json", {"holds": shard.holds, "rejects": rejects})
    return name


def read_shards(folder: Path) -> list[Shard]:
    """The shards in ``folder`` that are whole, by name."""
    found = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            shard = Shard(path.stem, data["holds"], [Reject(*reject) for reject in data["rejects"]])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if (folder / shard.name).is_dir():
            found.append(shard)
    return found


def _row_maker(catalog: Path | None) -> Callable[[RowTask], dict[str, list[dict[str, object]]]]:
    """Load the pipeline. What goes wrong here is not about a document and ends the run."""
    from pipeline.analyse import analyse
    from pipeline.catalog import load_catalog
    from pipeline.tables.rows import evidence_rows, report_row, rows_of

    warm(catalog)
    indicators = load_catalog(catalog)

    def make_rows(task: RowTask) -> dict[str, list[dict[str, object]]]:
        report = task.entry.report
        report.text = text_path(Path(task.texts), task.text_id).read_bytes().decode("utf-8", "surrogatepass")
        if task.entry.duplicate_of:
            row = {**report_row(report, Analysis()), "duplicate_of": task.entry.duplicate_of}
            return {"reports": [row], "evidence": evidence_rows(report)}
        return rows_of(report, analyse(report.text, year=report.identity.year, catalog=catalog), indicators)

    return make_rows
