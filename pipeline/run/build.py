"""The whole job: a corpus → the dataset. Does what is new, and goes on where a run was stopped."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.catalog import load_catalog
from pipeline.read import Corpus, Item, Reject, find_items
from pipeline.run import fingerprint
from pipeline.run.analysing import RowTask, Shard, analyse_batch, read_shards
from pipeline.run.batch import run_batches, split
from pipeline.run.duplicates import settle
from pipeline.run.executor import Workers, default_workers
from pipeline.run.ledger import Entry, Record, digest, read_records
from pipeline.run.progress import Progress
from pipeline.run.reading import ReadTask, read_batch, text_path
from pipeline.run.state import State, clean, open_state, reusable

CRASHED = Reject("", "crashed the reader", "it ends the program that reads it; convert it to txt")


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``workers`` 0 means all cores; ``scheduler`` is a Dask address or ""."""

    workers: int = 0
    scheduler: str = ""
    panel: Path | None = None
    catalog: Path | None = None
    corrections: Path | None = None
    formats: tuple[str, ...] = ("parquet", "csv")
    fresh: bool = False


@dataclass(slots=True)
class Summary:
    """What a build did.

    ``rows`` counts the rows of each table, ``read`` the files done in this run; ``seconds`` is how long
    each stage took.
    """

    files: int = 0
    read: int = 0
    reports: int = 0
    duplicates: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    problems: list[Reject] = field(default_factory=list)
    uncorrected: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note how long the block takes."""
        start = time.perf_counter()
        yield
        self.seconds[stage] = time.perf_counter() - start


def build(corpus: Sequence[str | Path], out: str | Path, options: Options | None = None) -> Summary:
    """Build the dataset of every report under ``corpus`` in the folder ``out``.

    Raises:
        FileNotFoundError: a path of the corpus does not exist.
        ClusterError: the cluster asked for cannot be used.
        ValueError, OSError: an option's file or the folder cannot be used; the message says why.
    """
    from pipeline.tables.build import build_tables

    options = options or Options()
    out = Path(out).resolve()
    catalog = load_catalog(options.catalog)
    found = find_items([str(path) for path in corpus])
    # A dataset within its own corpus must not be read as reports.
    found.items = [item for item in found.items if out not in Path(item.path).parents]
    if not found.items:
        raise FileNotFoundError(
            f"no files under {', '.join(map(str, corpus))}: name a folder that holds reports"
        )
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is a file; name a folder for the dataset")
    state = open_state(
        out, fingerprint.of_reading(), fingerprint.of_rows(options.catalog), fresh=options.fresh
    )
    summary = Summary(files=len(found.items), problems=found.problems)

    with Workers(options.workers or default_workers(), options.scheduler) as workers:
        with summary.timed("reading"):
            entries, rejects = _read(found, state, workers, summary)
            text_ids = {id(entry): entry.report.report_id for entry in entries}
            settle(entries)
        with summary.timed("analysing"):
            shards, more = _analyse(entries, text_ids, state, options, workers)
    rejects += found.problems + more
    wanted = [entry.report.report_id for entry in entries]
    with summary.timed("tables"):
        built = build_tables(
            [state.shards / shard.name for shard in shards],
            out,
            catalog=catalog,
            panel=options.panel,
            corrections=options.corrections,
            formats=options.formats,
            rejects=[asdict(reject) for reject in rejects],
            only=wanted,
        )
    _copy_texts(entries, text_ids, state)
    clean(state, {shard.name for shard in shards}, set(wanted))
    summary.rows = built.rows
    summary.uncorrected = [f"line {line.line}: {line.reason}" for line in built.unmatched]
    summary.rejects = rejects
    summary.reports = len(entries) - len([reject for reject in more])
    summary.duplicates = sum(bool(entry.duplicate_of) for entry in entries)
    return summary


def _read(
    found: Corpus, state: State, workers: Workers, summary: Summary
) -> tuple[list[Entry], list[Reject]]:
    """Read what has not been read; returns all entries of the corpus and its rejects."""
    tasks = [_read_task(item, state) for item in found.items]
    known = _whole(read_records(state.records), state)
    new = [task for task in tasks if task.key not in known]
    summary.read = len(new)
    crashed: list[Reject] = []
    progress = Progress("reading", len(new))
    run_batches(
        workers,
        read_batch,
        split(new, workers.count),
        done=lambda batch, _: progress.advance(len(batch)),
        crashed=lambda task: crashed.append(Reject(task.item.source, CRASHED.reason, CRASHED.detail)),
    )
    progress.close()
    if new:
        known = read_records(state.records)
    records = [known[task.key] for task in tasks if task.key in known]
    entries = [entry for record in records for entry in record.entries]
    return entries, crashed + [reject for record in records for reject in record.rejects]


def _read_task(item: Item, state: State) -> ReadTask:
    # Absolute paths: a worker of a cluster may stand elsewhere.
    path = str(Path(item.path).resolve())
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
    return {
        key: record
        for key, record in records.items()
        if all(text_path(state.texts, entry.report.report_id).exists() for entry in record.entries)
    }


def _analyse(
    entries: list[Entry], text_ids: dict[int, str], state: State, options: Options, workers: Workers
) -> tuple[list[Shard], list[Reject]]:
    """Analyse what has no rows yet; returns the shards of the dataset and what could not be analysed."""
    wanted = {entry.report.report_id: entry.key() for entry in entries}
    kept = reusable(read_shards(state.shards), wanted)
    done = {report_id for shard in kept for report_id in shard.holds}
    catalog = str(options.catalog.resolve()) if options.catalog else ""
    places = (str(state.texts), str(state.shards), catalog)
    new = [
        RowTask(wanted[entry.report.report_id], entry, text_ids[id(entry)], *places)
        for entry in entries
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
        split(new, workers.count),
        done=finished,
        crashed=lambda task: rejects.append(Reject(task.entry.report.source, CRASHED.reason, CRASHED.detail)),
    )
    progress.close()
    shards = [shard for shard in read_shards(state.shards) if shard.name in names]
    sources = {entry.report.report_id: entry.report.source for entry in entries}
    live = set(sources.values())
    return shards, rejects + [reject for shard in shards for reject in shard.rejects if reject.source in live]


def _copy_texts(entries: list[Entry], text_ids: dict[int, str], state: State) -> None:
    """Every row of ``reports`` has its text, copies too."""
    for entry in entries:
        stored, wanted = text_ids[id(entry)], entry.report.report_id
        if stored != wanted and not text_path(state.texts, wanted).exists():
            shutil.copyfile(text_path(state.texts, stored), text_path(state.texts, wanted))
