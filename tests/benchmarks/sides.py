"""Our pipeline beside other tools on the same texts, warm and cold, each in the Python that has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.texts import ROOT, real_texts, variants

OURS = ["baoshu", "jieba.lcut", "spaCy zh with jieba", "rjieba"]
#: Recognizers-Text is not maintained and calls what emoji 2 has dropped; jieba is here as the yardstick.
THEIRS = ["jieba.lcut", "JioNLP money, time", "Recognizers-Text"]
PACKAGES = ["jieba==0.42.1", "jionlp==1.5.31", "recognizers-text-suite==1.0.2a2", "emoji<2"]
ROUNDS = 8


@dataclass(slots=True)
class Side:
    """A tool's time as multiples of ``jieba.lcut``'s: on warm variants, on the real texts, from cold."""

    name: str
    warm: float
    real: float
    cold: float


def measure(texts_a_round: int = 30) -> list[Side]:
    """All tools that can be run here."""
    sides = _sides(Path(sys.executable), OURS, texts_a_round, ROUNDS)
    with tempfile.TemporaryDirectory() as folder:
        python = _environment(Path(folder))
        if python:
            # A report takes Recognizers-Text a second or more.
            sides += _sides(python, THEIRS, 4, 3)[1:]
    return sides


def _sides(python: Path, names: list[str], texts: int, rounds: int) -> list[Side]:
    made = [variants(texts, f"round {number} ") for number in range(rounds + 1)]
    warm = _run(python, "warm", names, made)
    # The same few texts again and again: what a user sees who works on one report.
    real = _run(python, "warm", names, [real_texts()[-texts:]] * (rounds + 1))
    cold = {name: min(_run(python, "cold", [name], made[:1])[name] for _ in range(3)) for name in names}
    yard = "jieba.lcut"
    return [
        Side(name, warm[name] / warm[yard], real[name] / real[yard], cold[name] / cold[yard])
        for name in names
    ]


def _run(python: Path, how: str, names: list[str], rounds: list[list[str]]) -> dict[str, float]:
    done = subprocess.run(
        [str(python), "-W", "ignore", str(Path(__file__).with_name("tools.py")), how, *names],
        input=json.dumps(rounds),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _environment(folder: Path) -> Path | None:
    """A Python with the other tools, or None and a word why there is none."""
    try:
        venv.create(folder, with_pip=True)
        python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, *PACKAGES], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        why = getattr(error, "stderr", "") or str(error)
        print(f"JioNLP and Recognizers-Text are not measured: {why.strip().splitlines()[-1]}")
        return None
    return python
