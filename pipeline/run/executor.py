"""Where the work is done: in this process, in a pool of processes, or on a Dask cluster.

All three are ``concurrent.futures.Executor``; nothing else in the code knows which it is.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from pipeline.run.deadline import mark_pool_worker

# Starting a process and loading the pipeline in it takes as long as some fifty reports.
WORTH_A_POOL = 50
# Windows waits on at most 63 handles.
MOST_PROCESSES = 61
CONNECT_SECONDS = 15


class ClusterError(RuntimeError):
    """The cluster asked for cannot be used; the message says what to do."""


class InProcess(Executor):
    """Runs each task when it is submitted, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run ``fn`` now; the future is done when it is returned."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def default_workers() -> int:
    """The cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


@contextmanager
def open_executor(workers: int, scheduler: str = "", tasks: int = 1_000_000) -> Iterator[Executor]:
    """An executor for ``tasks`` documents.

    Args:
        workers: processes on this machine; 1 works in this process.
        scheduler: address of a Dask scheduler (``tcp://host:8786``), or "" for this machine.
        tasks: documents to come; a handful is done in this process whatever ``workers`` says.

    Raises:
        ClusterError: distributed is not installed, or nobody answers at the address.
    """
    if scheduler:
        with _cluster(scheduler) as executor:
            yield executor
    elif workers <= 1 or tasks < WORTH_A_POOL:
        yield InProcess()
    else:
        # Spawned, not forked: a fork copies the locks of threads that do not run in the copy.
        context = multiprocessing.get_context("spawn")
        count = min(workers, MOST_PROCESSES)
        with ProcessPoolExecutor(count, mp_context=context, initializer=mark_pool_worker) as pool:
            yield pool


@contextmanager
def _cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "--scheduler needs Dask: install it with  pip install 'baoshu[cluster]'"
        ) from error
    try:
        client = Client(address, timeout=CONNECT_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(
            f"no Dask scheduler answers at {address}: start it, or correct the address"
        ) from error
    try:
        with client.get_executor() as executor:
            yield executor
    finally:
        client.close()
