"""Blocks of the tables made by the workers; only the names of their folders travel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.run.batch import run_batches
from pipeline.run.executor import Workers
from pipeline.run.progress import Progress
from pipeline.run.turns import in_turn

# Documents that are read and analysed while a block is made: from the second on a pool is worth it.
WORTH = 25


class BlockError(RuntimeError):
    """A block of the tables cannot be made; the message says what to do."""


@in_turn
def table_batch(folders: list[Path]) -> None:
    """Make blocks that are described beside their folders."""
    from pipeline.tables.build import make_blocks

    make_blocks(folders)


def make_tables(folders: Sequence[Path], workers: Workers) -> None:
    """Make blocks, each by itself.

    Raises:
        BlockError: a block ends the process that makes it; one alone is made in this process.
    """
    if len(folders) == 1:
        table_batch(list(folders))  # to start a process would take half as long as the block
        return
    progress = Progress("tables", len(folders))

    def finished(batch: list[Path], _: Any) -> None:
        progress.advance(len(batch))

    batches = [[folder] for folder in folders]
    run_batches(workers, table_batch, batches, done=finished, crashed=_crashed, worth=WORTH)
    progress.close()


def _crashed(folder: Path) -> None:
    raise BlockError(f"a process that made tables was ended ({folder}): give it more memory, and run again")
