"""How long a command takes from nothing, beside ``import spacy``."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "corpora" / "real" / "huojia-2024.txt"
COMMANDS = {
    "import spacy": ["-c", "import spacy"],
    "baoshu --help": ["-m", "pipeline", "--help"],
    "baoshu indicators": ["-m", "pipeline", "indicators"],
    "baoshu extract": ["-m", "pipeline", "extract", str(REPORT)],
}


def measure(rounds: int = 12) -> dict[str, float]:
    """CPU seconds of each command, all by turns: the best round."""
    best = dict.fromkeys(COMMANDS, float("inf"))
    for _ in range(rounds):
        for name, arguments in COMMANDS.items():
            before = _spent()
            subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            best[name] = min(best[name], _spent() - before)
    return best


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
