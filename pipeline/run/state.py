"""The folders of a dataset's state, and what of it is still good."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.read.corpus import STATE
from pipeline.run.analysing import Shard

TEXT_NAME = re.compile(r".*-(?:\d{4}|unknown)-[0-9a-f]{10}(?:-\d+)?\.txt")


@dataclass(slots=True)
class State:
    """Where a run keeps what it has done: records of reading, shards of rows, blocks of tables, texts."""

    out: Path
    records: Path
    shards: Path
    blocks: Path
    texts: Path

    def make(self) -> None:
        """Make the folders; what a killed run left half written goes."""
        for folder in (self.records, self.shards, self.blocks, self.texts):
            folder.mkdir(parents=True, exist_ok=True)
            for name in os.listdir(folder):
                if name.startswith("."):
                    _remove(folder / name)


def open_state(out: Path, reading: str, rows: str, *, fresh: bool) -> State:
    """The state in ``out`` for the two fingerprints; ``fresh`` forgets what was done before."""
    home = out / STATE
    if fresh:
        shutil.rmtree(home, ignore_errors=True)
    state = State(
        out, home / f"read-{reading}", home / f"rows-{rows}", home / f"blocks-{rows}", out / "texts"
    )
    state.make()
    return state


def reusable(shards: list[Shard], wanted: Mapping[str, str]) -> list[Shard]:
    """The shards that can stand as they are.

    Args:
        shards: all that are there.
        wanted: report_id → key of every report of the dataset.

    A shard may hold reports that are no longer wanted (they are passed over), but no report that
    is wanted with another key, and none that another chosen shard holds.
    """
    chosen: list[Shard] = []
    taken: set[str] = set()
    # Those that hold most of what is wanted first: fewer shards, fewer passed-over rows.
    for shard in sorted(shards, key=lambda s: (-sum(i in wanted for i in s.holds), s.name)):
        good = all(wanted.get(report_id, key) == key for report_id, key in shard.holds.items())
        used = {report_id for report_id in shard.holds if report_id in wanted}
        if good and used and not taken & shard.holds.keys():
            chosen.append(shard)
            taken.update(shard.holds)
    return chosen


def clean(state: State, shards: Collection[str], texts: Collection[str], blocks: Collection[str]) -> None:
    """Remove what no longer belongs: other fingerprints, unused shards and blocks, texts that are gone."""
    home = state.records.parent
    for folder in home.iterdir():
        if folder not in (state.records, state.shards, state.blocks):
            _remove(folder)
    for folder, used in ((state.shards, shards), (state.blocks, blocks)):
        for path in folder.iterdir():
            # What a shard or a block is made from, or holds, is described in a file of its name.
            if path.stem not in used:
                _remove(path)
    for name in os.listdir(state.texts):
        if TEXT_NAME.fullmatch(name) and name.removesuffix(".txt") not in texts:
            (state.texts / name).unlink(missing_ok=True)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
