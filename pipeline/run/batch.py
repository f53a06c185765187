"""Batches of documents over an executor; a document that kills its worker costs only itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from itertools import groupby, pairwise
from typing import Any, TypeVar

from pipeline.run.executor import ClusterError, Workers

Task = TypeVar("Task")

BATCH = 64
# Batches under way at once: enough that no worker waits, few enough that memory stays flat.
UNDER_WAY = 16


def split(
    tasks: Iterable[Task], workers: int, together: Callable[[Task], str] = lambda task: ""
) -> list[list[Task]]:
    """``tasks`` in batches of at most 64, smaller where that keeps all workers busy.

    Args:
        tasks: in an order in which what belongs together stands together.
        workers: how many work on them.
        together: what belongs together. A batch has more than one such group only where it has the
            whole of the second: small groups share a batch, large ones are cut evenly.
    """
    groups = [list(group) for _, group in groupby(tasks, together)]
    count = sum(map(len, groups))
    size = max(1, min(BATCH, -(-count // (2 * max(1, workers)))))
    batches: list[list[Task]] = []
    for group in groups:
        if batches and len(batches[-1]) + len(group) <= size:
            batches[-1] += group
            continue
        parts = -(-len(group) // size)
        cuts = [len(group) * part // parts for part in range(parts + 1)]
        batches += [group[begin:end] for begin, end in pairwise(cuts)]
    return batches


def run_batches(
    workers: Workers,
    work: Callable[[list[Task]], Any],
    batches: Iterable[list[Task]],
    *,
    done: Callable[[list[Task], Any], None],
    crashed: Callable[[Task], None],
    worth: int = 1,
) -> None:
    """Run ``work`` on each batch; ``done`` takes its result. A task takes as long as ``worth`` documents.

    Where a worker dies (a crash in a library, no memory, a document that hangs) a new executor is
    started, and what was under way is tried again document by document, one at a time: the one
    that ends its worker again goes to ``crashed``. Errors that ``work`` raises are not about a
    document and end the run.
    """
    waiting = deque(batches)
    suspects: deque[list[Task]] = deque()
    while waiting or suspects:
        alone = bool(suspects)
        queue = suspects if alone else waiting
        executor = workers.executor(worth * sum(map(len, queue)))
        lost = _drain(executor, work, queue, 1 if alone else UNDER_WAY, done)
        if lost:
            workers.drop()
        for batch in lost:
            if len(batch) == 1 and alone:
                crashed(batch[0])
            else:
                suspects.extend([task] for task in batch)


def _drain(
    executor: Executor,
    work: Callable[[list[Task]], Any],
    queue: deque[list[Task]],
    window: int,
    done: Callable[[list[Task], Any], None],
) -> list[list[Task]]:
    """Work through ``queue``; returns the batches that were under way when the executor broke."""
    under_way: dict[Future[Any], list[Task]] = {}
    lost: list[list[Task]] = []
    while (queue and not lost) or under_way:
        while queue and not lost and len(under_way) < window:
            batch = queue.popleft()
            try:
                under_way[executor.submit(work, batch)] = batch
            except BrokenExecutor:
                lost.append(batch)
        finished, _ = wait(under_way, return_when=FIRST_COMPLETED) if under_way else (set(), None)
        for future in finished:
            batch = under_way.pop(future)
            if future.cancelled():
                # Nobody here cancels: the scheduler is gone, and what it knew of with it.
                raise ClusterError("the cluster was lost; run the same command again to go on")
            error = future.exception()
            if error is None:
                done(batch, future.result())
            elif isinstance(error, BrokenExecutor) or type(error).__name__ == "KilledWorker":
                lost.append(batch)
            elif type(error).__module__.startswith("distributed"):
                raise ClusterError(
                    f"the cluster was lost ({error}); run the same command again to go on"
                ) from error
            else:
                raise error
    return lost
