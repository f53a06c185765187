"""A line of progress on standard error; nothing at all when that is not a terminal."""

from __future__ import annotations

import sys
import time
from typing import TextIO

EVERY = 0.2  # seconds between two updates


class Progress:
    """Counts one stage of a run: ``reading 1,280 of 20,000 · 412/s``."""

    def __init__(self, label: str, total: int, *, file: TextIO | None = None) -> None:
        self.label, self.total, self.count = label, total, 0
        self.file = file or sys.stderr
        self.shown = total > 0 and self.file.isatty()
        self.started = time.monotonic()
        self.last = 0.0

    def advance(self, count: int) -> None:
        """``count`` more documents are done."""
        self.count += count
        now = time.monotonic()
        if self.shown and (now - self.last >= EVERY or self.count >= self.total):
            self.last = now
            rate = self.count / max(now - self.started, 1e-3)
            self.file.write(f"\r{self.label} {self.count:,} of {self.total:,} · {rate:,.0f}/s ")
            self.file.flush()

    def close(self) -> None:
        """End the line."""
        if self.shown:
            self.file.write("\n")
