"""Where the work is done: in this process, in a pool of processes, or on a Dask cluster.

All three are ``concurrent.futures.Executor``; nothing else in the code knows which it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType, TracebackType
from typing import Any

from pipeline.run.deadline import mark_pool_worker

# Starting a process and loading the pipeline in it takes as long as some fifty reports.
WORTH_A_POOL = 50
# What is known of this many reports and the pipeline take half a gigabyte in one process; for fewer, one
# report more is done here, as to start processes would take a fifth of its time.
LARGE = 25_000
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


class Workers:
    """The executor of a run: started when there is work for it, kept for the stages that follow.

    Args:
        workers: processes on this machine.
        scheduler: address of a Dask scheduler (``tcp://host:8786``), or "" for this machine.
        reports: how many there are in all, known ones too.
    """

    def __init__(self, workers: int, scheduler: str = "", *, reports: int = 0) -> None:
        self.count, self.scheduler = workers, scheduler
        self._large = reports >= LARGE
        self._stack = ExitStack()
        self._executor: Executor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.drop()

    def executor(self, tasks: int) -> Executor:
        """An executor for ``tasks`` documents; a handful is done in this process.

        One worker is a process of its own, too: this one then only knows the reports and joins the
        tables, and outlives a document that ends its reader.

        Raises:
            ClusterError: distributed is not installed, or nobody answers at the address.
        """
        if self._executor is None:
            if self.scheduler:
                self._executor = self._stack.enter_context(_cluster(self.scheduler))
            elif tasks < WORTH_A_POOL and not self._large:
                return InProcess()
            else:
                self._executor = self._stack.enter_context(_pool(self.count))
        return self._executor

    def drop(self) -> None:
        """Let go of an executor that is broken or no longer needed; the next one is new."""
        self._executor = None
        self._stack.close()


class _Process(SpawnProcess):
    """A process that does not run the caller's script again.

    A worker needs nothing from it, and a script that calls ``build`` without asking for its own name
    (``if __name__ == "__main__"``) would start the build once more in every worker.
    """

    def start(self) -> None:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = main


class _Context(SpawnContext):
    """Spawned, not forked: a fork copies the locks of threads that do not run in the copy."""

    Process = _Process


def _pool(workers: int) -> Executor:
    return ProcessPoolExecutor(
        min(workers, MOST_PROCESSES), mp_context=_Context(), initializer=mark_pool_worker
    )


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
        client.register_plugin(_mark_worker())
        # Not pure: a batch tried again is to be done again.
        yield client.get_executor(pure=False)
    finally:
        client.close()


def _mark_worker() -> Any:
    """What each worker of the cluster does first, also one that joins later."""
    from distributed import WorkerPlugin

    class Mark(WorkerPlugin):
        def setup(self, worker: Any) -> None:
            mark_pool_worker()

    return Mark()
