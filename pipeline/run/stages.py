"""The two stages that the workers do, as the run sees them: what is new is handed out, the rest is known."""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.files import digest
from pipeline.read import Corpus, Item, Reject
from pipeline.run.analysing import RowTask, Shard, analyse_batch, read_shards
from pipeline.run.batch import run_batches, split
from pipeline.run.collector import paused_collector
from pipeline.run.executor import Workers
from pipeline.run.ledger import Entry, Record, read_records
from pipeline.run.progress import Progress
from pipeline.run.reading import ReadTask, read_batch, text_path
from pipeline.run.state import State, reusable

CRASHED = Reject("", "crashed the reader", "it ends the program that reads it; convert it to txt")


def read_corpus(found: Corpus, state: State, workers: Workers) -> tuple[int, list[Entry], list[Reject]]:
    """Read what has not been read; returns how much that was, all entries of the corpus, its rejects."""
    with paused_collector():
        tasks = [_read_task(item, state) for item in found.items]
        known = _whole(read_records(state.records), state)
    new = [task for task in tasks if task.key not in known]
    crashed: list[Reject] = []
    written: list[str] = []
    progress = Progress("reading", len(new))

    def finished(batch: list[ReadTask], name: Any) -> None:
        written.append(name)
        progress.advance(len(batch))

    run_batches(
        workers,
        read_batch,
        split(new, workers.count),
        done=finished,
        crashed=lambda task: crashed.append(Reject(task.item.source, CRASHED.reason, CRASHED.detail)),
    )
    progress.close()
    known.update(read_records(state.records, written))
    records = [known[task.key] for task in tasks if task.key in known]
    entries = [entry for record in records for entry in record.entries]
    return len(new), entries, crashed + [reject for record in records for reject in record.rejects]


def _read_task(item: Item, state: State) -> ReadTask:
    # Absolute paths: a worker of a cluster may stand elsewhere.
    path = os.path.abspath(item.path)
    key = digest([item.source, asdict(item.hints) if item.hints else None, _content_hash(path)])
    return ReadTask(key, Item(item.source, path, item.hints), str(state.records), str(state.texts))


def _content_hash(path: str) -> str:
    found = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while block := file.read(1 << 20):
                found.update(block)
    except OSError:
        return "unreadable"  # the worker says why
    return found.hexdigest()


def _whole(records: dict[str, Record], state: State) -> dict[str, Record]:
    """The records whose texts are still there."""
    there = set(os.listdir(state.texts)) if state.texts.is_dir() else set()
    return {
        key: record
        for key, record in records.items()
        if all(text_path(state.texts, entry.report.report_id).name in there for entry in record.entries)
    }


def analyse_entries(
    entries: list[Entry],
    wanted: dict[str, str],
    text_ids: dict[int, str],
    catalog: Path | None,
    state: State,
    workers: Workers,
) -> tuple[list[Shard], list[Reject]]:
    """Analyse what has no rows yet; returns the shards of the dataset and what could not be analysed.

    Args:
        entries: the reports, their ids made unique.
        wanted: report_id → key of each.
        text_ids: by ``id(entry)``, the id under which its text is stored.
        catalog: another indicator catalogue.
        state: where shards and texts are.
        workers: do the work.
    """
    kept = reusable(read_shards(state.shards), wanted)
    done = {report_id for shard in kept for report_id in shard.holds}
    places = (str(state.texts), str(state.shards), str(catalog.resolve()) if catalog else "")
    new = [
        RowTask(wanted[entry.report.report_id], entry, text_ids[id(entry)], *places)
        for entry in sorted(entries, key=_in_tables)
        if entry.report.report_id not in done
    ]
    rejects: list[Reject] = []
    names: set[str] = {shard.name for shard in kept}
    progress = Progress("analysing", len(new))

    def finished(batch: list[RowTask], name: Any) -> None:
        names.add(name)
        progress.advance(len(batch))

    run_batches(
        workers,
        analyse_batch,
        # Tables are made by province, from the shards that hold its reports: the fewer, the better.
        split(new, workers.count, lambda task: task.entry.report.identity.county_code[:2]),
        done=finished,
        crashed=lambda task: rejects.append(Reject(task.entry.report.source, CRASHED.reason, CRASHED.detail)),
    )
    progress.close()
    shards = [shard for shard in read_shards(state.shards) if shard.name in names]
    live = {entry.report.source for entry in entries}
    return shards, rejects + [reject for shard in shards for reject in shard.rejects if reject.source in live]


def _in_tables(entry: Entry) -> tuple[str, str, int, str]:
    """Sorts reports as the tables do."""
    identity = entry.report.identity
    return identity.county_code, identity.county, identity.year or 0, entry.report.report_id
