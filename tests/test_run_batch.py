"""A document that kills or holds up its worker costs only itself."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest

from pipeline.run.batch import run_batches, split
from pipeline.run.deadline import TookTooLong, deadline
from pipeline.run.executor import ClusterError, InProcess, Workers

# Spawned workers must be able to import the work, so it is a file of its own.
WORK = """
import os, time
def work(batch):
    for task in batch:
        if task == "kill":
            os._exit(7)
        if task == "hang":
            import pipeline.run.deadline as d
            d.mark_pool_worker()
            with d.deadline(0.3):
                # Neither Python nor a signal handler gets a turn in here.
                import ctypes, signal
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
                ctypes.PyDLL(None).usleep(30_000_000)
    return [task.upper() for task in batch]
def fail(batch):
    raise ZeroDivisionError("not about a document")
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    (tmp_path / "crashing_work.py").write_text(WORK)
    monkeypatch.syspath_prepend(str(tmp_path))
    import crashing_work  # type: ignore[import-not-found]

    yield crashing_work
    del sys.modules["crashing_work"]


class Pool(Workers):
    """Two processes, however little there is to do."""

    def __init__(self) -> None:
        super().__init__(2)

    def executor(self, tasks: int) -> Executor:
        return super().executor(1_000_000)


def run(work, workers: Workers, batches: list[list[str]]) -> tuple[list[str], list[str]]:  # type: ignore[no-untyped-def]
    done: list[str] = []
    crashed: list[str] = []
    with workers:
        run_batches(
            workers, work, batches, done=lambda batch, result: done.extend(result), crashed=crashed.append
        )
    return sorted(done), crashed


@pytest.mark.parametrize("bad", ["kill", "hang"])
def test_only_the_document_that_ends_its_worker_is_lost(work, bad: str) -> None:  # type: ignore[no-untyped-def]
    batches = [["a", "b"], ["c", bad, "d"], ["e"], ["f", "g"]]
    assert run(work.work, Pool(), batches) == (["A", "B", "C", "D", "E", "F", "G"], [bad])


def test_an_error_that_is_not_about_a_document_ends_the_run(work) -> None:  # type: ignore[no-untyped-def]
    for workers in (Pool(), Workers(2)):
        with pytest.raises(ZeroDivisionError):
            run(work.fail, workers, [["a"], ["b"]])


def test_in_this_process(work) -> None:  # type: ignore[no-untyped-def]
    assert run(work.work, Workers(1), [["a"], ["b", "c"]]) == (["A", "B", "C"], [])


def test_a_deadline_interrupts_python() -> None:
    with pytest.raises(TookTooLong), deadline(0.05):
        while True:
            time.sleep(0.01)


def test_a_deadline_in_time_leaves_nothing_behind() -> None:
    with deadline(0.05):
        pass
    time.sleep(0.1)


@pytest.mark.parametrize(
    ("count", "workers", "sizes"), [(200, 1, {50}), (10, 2, {3, 2}), (1, 8, {1}), (0, 2, set())]
)
def test_batches(count: int, workers: int, sizes: set[int]) -> None:
    batches = split(list(range(count)), workers)
    assert [task for batch in batches for task in batch] == list(range(count))
    assert {len(batch) for batch in batches[:-1]} <= sizes


@pytest.mark.parametrize(
    ("provinces", "sizes"),
    [
        ({"11": 100, "12": 100}, [50, 50, 50, 50]),
        ({"11": 10, "12": 20, "13": 30, "14": 5}, [30, 30, 5]),
        ({"11": 70, "12": 20, "13": 200}, [35, 55, 50, 50, 50, 50]),
    ],
)
def test_batches_by_province(provinces: dict[str, int], sizes: list[int]) -> None:
    tasks = [f"{province}{number}" for province, count in provinces.items() for number in range(count)]
    batches = split(tasks, 1, lambda task: task[:2])
    assert [task for batch in batches for task in batch] == tasks
    assert [len(batch) for batch in batches] == sizes


def test_the_pool_is_kept_until_it_breaks() -> None:
    with Workers(1) as workers:
        assert isinstance(workers.executor(3), InProcess)
        first = workers.executor(1000)
        assert workers.executor(1000) is first and workers.executor(1) is first
        workers.drop()
        assert workers.executor(1000) is not first


def test_beside_the_tables_of_a_large_corpus_nothing_is_done_in_this_process() -> None:
    with Workers(1, reports=200_000) as workers:
        assert not isinstance(workers.executor(1), InProcess)


def test_no_cluster_gives_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.executor.CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match=r"install|no Dask scheduler answers"):
        Workers(2, "tcp://127.0.0.1:9").executor(10)
