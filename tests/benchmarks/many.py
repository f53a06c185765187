"""Many reports: what one costs, what a second worker brings, what one more costs, how much memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.texts import ROOT, write_corpus

_BUILD = """
import json, resource, sys, time
from pipeline.run.build import Options, build
corpus, out, workers = sys.argv[1:]
start = time.perf_counter()
if __name__ == "__main__":
    summary = build([corpus], out, Options(workers=int(workers)))
    total = time.perf_counter() - start
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    peak = max(one.ru_maxrss for one in used) / 1024
    print(json.dumps([total, cpu, peak, summary.seconds]))
"""


@dataclass(slots=True)
class Run:
    """One build: seconds on the clock, CPU seconds of all processes, the peak of the largest in MB."""

    seconds: float
    cpu: float
    peak: float
    stages: dict[str, float]

    @property
    def by_workers(self) -> float:
        """Seconds of the stages that the workers do."""
        return self.stages["reading"] + self.stages["analysing"]


@dataclass(slots=True)
class Many:
    """The builds that are compared."""

    few_one: Run
    few_two: Run
    many: Run
    one_more: Run


def measure(few: int = 2_000, many: int = 20_000) -> Many:
    """Build ``few`` reports with one worker and with two, ``many`` with two, then one more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "few", few)
        write_corpus(folder / "many", many)
        (folder / "build.py").write_text(_BUILD)
        # By turns, as the clock counts here: whoever else uses the machine meets both.
        pairs = [(_build(folder, "few", 1), _build(folder, "few", 2)) for _ in range(3)]
        few_one, few_two = (min(runs, key=lambda run: run.by_workers) for runs in zip(*pairs, strict=True))
        whole = _build(folder, "many", 2)
        write_corpus(folder / "more", many + 1)
        shutil.rmtree(folder / "many")
        (folder / "more").rename(folder / "many")
        one_more = _build(folder, "many", 2, keep=True)
    return Many(few_one, few_two, whole, one_more)


def _build(folder: Path, corpus: str, workers: int, *, keep: bool = False) -> Run:
    out = folder / f"{corpus}-out"
    if not keep:
        shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, str(folder / "build.py"), str(folder / corpus), str(out), str(workers)]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, stdout=subprocess.PIPE, text=True
    )
    return Run(*json.loads(done.stdout.splitlines()[-1]))
