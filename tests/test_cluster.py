"""A Dask cluster of real processes over TCP: the local run's bytes, whatever is killed on the way."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.run.build import Options, build
from pipeline.run.executor import ClusterError
from tests.benchmarks.texts import write_corpus

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups"),
]
REPORTS = 300


class Cluster:
    """A scheduler and its workers, each in a process group of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.file = home, home / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard")
        self.workers = [self._start("worker", "--nthreads", "1", "--no-dashboard") for _ in range(2)]
        self.address = self._address()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(self.file)]
        return subprocess.Popen(
            command,
            cwd=self.home,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _address(self) -> str:
        from distributed import Client

        with Client(scheduler_file=str(self.file), timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
            return str(client.scheduler.address)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and what it started: a worker comes with a nanny that would start it again."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.close()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, REPORTS)
    return folder


@pytest.fixture(scope="module")
def local(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("local")
    build([corpus], out, Options(workers=2))
    return fingerprints(out)


def fingerprints(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".baoshu" not in path.parts
    }


def when_half_way(out: Path, act: Callable[[], None]) -> threading.Thread:
    """Do ``act`` once the first shard is written."""

    def watch() -> None:
        while not list(out.glob(".baoshu/rows-*/*.json")):
            time.sleep(0.01)
        act()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def test_the_same_bytes_as_the_local_run(
    cluster: Cluster, corpus: Path, local: dict[str, str], tmp_path: Path
) -> None:
    build([corpus], tmp_path / "out", Options(scheduler=cluster.address))
    assert fingerprints(tmp_path / "out") == local


def test_a_worker_killed_midway_costs_nothing(
    cluster: Cluster, corpus: Path, local: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    watch = when_half_way(out, lambda: kill(cluster.workers[0]))
    summary = build([corpus], out, Options(scheduler=cluster.address))
    watch.join(1)
    assert cluster.workers[0].poll() is not None and cluster.workers[1].poll() is None
    assert not summary.rejects
    assert fingerprints(out) == local


def test_a_lost_scheduler_is_said_and_a_rerun_goes_on(
    cluster: Cluster, corpus: Path, local: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    when_half_way(out, lambda: kill(cluster.scheduler))
    with pytest.raises(ClusterError, match="run the same command again"):
        build([corpus], out, Options(scheduler=cluster.address))
    shards = len(list(out.glob(".baoshu/rows-*/*.json")))
    assert shards
    assert build([corpus], out, Options(workers=1)).read == 0
    assert fingerprints(out) == local
