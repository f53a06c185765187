"""The whole job: a corpus → the dataset. Does what is new, and goes on where a run was stopped."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipeline.catalog import load_catalog
from pipeline.read import Corpus, Reject, find_items
from pipeline.run import fingerprint
from pipeline.run.collector import paused_collector
from pipeline.run.duplicates import settle
from pipeline.run.executor import Workers, default_workers
from pipeline.run.ledger import Entry
from pipeline.run.reading import text_path
from pipeline.run.stages import analyse_entries, read_corpus
from pipeline.run.state import State, clean, open_state
from pipeline.run.tabling import make_tables


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

    ``rows`` counts the rows of each table, ``read`` the files done in this run, ``unplaced`` the reports
    that fill no cell because their county or year is not known; ``uncorrected`` are corrections without
    effect, ``unknown_codes`` codes of the panel file that no place has; ``seconds`` is how long each stage
    took.
    """

    files: int = 0
    read: int = 0
    reports: int = 0
    duplicates: int = 0
    unplaced: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    problems: list[Reject] = field(default_factory=list)
    uncorrected: list[str] = field(default_factory=list)
    unknown_codes: list[str] = field(default_factory=list)
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
        BlockError: making tables ended a process twice.
        ValueError, OSError: an option's file or the folder cannot be used; the message says why.
    """
    from pipeline.tables.build import build_tables

    options = options or Options()
    out = Path(out).resolve()
    catalog = load_catalog(options.catalog)
    with paused_collector():
        found = find_items([str(path) for path in corpus])
    # A dataset within its own corpus must not be read as reports.
    within = os.path.join(out, "")
    outside = [item for item in found.items if not os.path.abspath(item.path).startswith(within)]
    if found.items and not outside:
        raise ValueError(f"{out} holds the corpus itself; name another folder for the dataset (--out)")
    found.items = outside
    if not found.items:
        why = "; ".join(f"{one.source}: {one.reason}, {one.detail}" for one in found.problems[:3])
        raise FileNotFoundError(
            f"no files under {', '.join(map(str, corpus))}: {why or 'name a folder that holds reports'}"
        )
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is a file; name a folder for the dataset")
    state = open_state(
        out, fingerprint.of_reading(), fingerprint.of_rows(options.catalog), fresh=options.fresh
    )
    summary = Summary(files=len(found.items), problems=found.problems)
    count = options.workers or default_workers()
    with Workers(count, options.scheduler, reports=len(found.items)) as workers:
        shards, wanted = _rows(found, state, options, summary, workers)
        # Processes that have not loaded the pipeline have its memory for the tables.
        workers.drop()
        with summary.timed("tables"):
            built = build_tables(
                [state.shards / shard for shard in shards],
                out,
                catalog=catalog,
                panel=options.panel,
                corrections=options.corrections,
                formats=options.formats,
                rejects=[asdict(reject) for reject in summary.rejects],
                only=wanted,
                blocks=state.blocks,
                make=lambda folders: make_tables(folders, workers),
            )
    clean(state, shards, wanted, built.blocks)
    summary.rows = built.rows
    summary.unknown_codes = built.unknown
    summary.uncorrected = [f"line {line.line}: {line.reason}" for line in built.unmatched]
    return summary


def _rows(
    found: Corpus, state: State, options: Options, summary: Summary, workers: Workers
) -> tuple[list[str], dict[str, str]]:
    """The rows of the corpus; returns the names of the shards, and the reports that count: id → key.

    All else that is known of the reports is forgotten here: the tables need the memory.
    """
    with summary.timed("reading"):
        summary.read, entries, rejects = read_corpus(found, state, workers)
        with paused_collector():
            text_ids = {id(entry): entry.report.report_id for entry in entries}
            settle(entries)
            wanted = {entry.report.report_id: entry.key() for entry in entries}
    with summary.timed("analysing"):
        shards, failed = analyse_entries(entries, wanted, text_ids, options.catalog, state, workers)
    _copy_texts(entries, text_ids, state)
    summary.rejects = [*rejects, *found.problems, *failed]
    summary.reports = len(entries) - len(failed)
    summary.duplicates = sum(bool(entry.duplicate_of) for entry in entries)
    summary.unplaced = sum(not entry.duplicate_of and not _is_placed(entry) for entry in entries)
    found.items = []
    return [shard.name for shard in shards], wanted


def _is_placed(entry: Entry) -> bool:
    identity = entry.report.identity
    return bool(identity.county_code or identity.county) and identity.year is not None


def _copy_texts(entries: list[Entry], text_ids: dict[int, str], state: State) -> None:
    """Every row of ``reports`` has its text, copies too."""
    for entry in entries:
        stored, wanted = text_ids[id(entry)], entry.report.report_id
        if stored != wanted and not text_path(state.texts, wanted).exists():
            shutil.copyfile(text_path(state.texts, stored), text_path(state.texts, wanted))
