"""Print every figure beside its bar; exit 1 where one is missed.

``python -m tests.benchmarks`` measures everything (half an hour); ``--quick`` leaves out the 20,000 reports.
Times are CPU times of the best of several rounds, tools by turns: other work on the machine counts little.
Two workers beside one go by the clock: on a busy machine that figure says nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from dataclasses import dataclass

from tests.benchmarks import components, many, sides, startup


@dataclass(slots=True)
class Bar:
    """A figure and what it must not pass (``most``) or must reach (``least``)."""

    what: str
    figure: float
    most: float | None = None
    least: float | None = None

    @property
    def held(self) -> bool:
        """True where the bar is met."""
        return (self.most is None or self.figure <= self.most) and (
            self.least is None or self.figure >= self.least
        )

    def __str__(self) -> str:
        bar = f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"
        return f"{'ok    ' if self.held else 'MISSED'}  {self.what}: {self.figure:.3g} ({bar})"


def main() -> int:
    """Measure, print, and say by the exit code whether all bars are held."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the builds of 2,000 and 20,000 reports")
    arguments = parser.parse_args()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"Python {platform.python_version()}, {platform.machine()}, {cores} cores\n")
    bars = [*_speed(), *_startup()]
    if not arguments.quick:
        bars += _many()
    print("\n".join(map(str, bars)))
    return 0 if all(bar.held for bar in bars) else 1


def _speed() -> list[Bar]:
    found = sides.measure()
    print(f"{'times of jieba.lcut on the same texts':40}{'warm':>8}{'real':>8}{'cold':>8}")
    for side in found:
        print(f"{side.name:40}{side.warm:8.3f}{side.real:8.3f}{side.cold:8.2f}")
    parts = components.by_component()
    whole = sum(parts.values())
    print(f"\n{'component':40}{'ms':>8}{'share':>8}")
    for name, spent in parts.items():
        print(f"{name:40}{spent:8.3f}{spent / whole:8.0%}")
    print()
    return [Bar("whole pipeline, times of jieba.lcut", found[0].warm, most=0.5)]


def _startup() -> list[Bar]:
    found = startup.measure()
    base = found["import spacy"]
    print(f"{'times of python -c import spacy':40}")
    for name, seconds in found.items():
        print(f"{name:40}{seconds / base:8.2f}")
    print()
    return [Bar("baoshu extract, times of import spacy", found["baoshu extract"] / base, most=1.5)]


def _many() -> list[Bar]:
    found = many.measure()
    few, most = found.few_two.cpu / 2_000, found.many.cpu / 20_000
    print(f"{'reports':12}{'workers':>8}{'seconds':>9}{'CPU':>9}{'peak MB':>9}   stages")
    rows = (("2,000", 1), ("2,000", 2), ("20,000", 2), ("1 more", 2))
    runs = (found.few_one, found.few_two, found.many, found.one_more)
    for (reports, workers), run in zip(rows, runs, strict=True):
        stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in run.stages.items())
        print(f"{reports:12}{workers:8}{run.seconds:9.1f}{run.cpu:9.1f}{run.peak:9.0f}   {stages}")
    print()
    return [
        Bar("two workers, times one", found.few_one.by_workers / found.few_two.by_workers, least=1.8),
        Bar("cost a report of 20,000, times that of 2,000", most / few, most=1.05),
        Bar("peak memory of a process, MB", max(run.peak for run in runs), most=600),
        Bar("one report more, share of the full build", found.one_more.cpu / found.many.cpu, most=0.02),
    ]


if __name__ == "__main__":
    sys.exit(main())
