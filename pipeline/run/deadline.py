"""No document may hold up a batch: a limit on the time that one of them takes."""

from __future__ import annotations

import faulthandler
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# A report takes a hundredth of a second; the largest seen take one.
SECONDS = 60.0

_in_pool = False


class TookTooLong(BaseException):
    """The time limit passed. Not an Exception: no library's own handler must swallow it."""


def mark_pool_worker() -> None:
    """Say that this process works for a pool and may be ended without losing more than its batch."""
    global _in_pool
    _in_pool = True


@contextmanager
def deadline(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TookTooLong in the block after ``seconds``, where the system has timers for it.

    Code that never returns to Python cannot be interrupted: in a pool the whole process is ended
    after twice the time, and the batch goes on without the document (see ``batch.py``).
    """
    timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if _in_pool:
        faulthandler.dump_traceback_later(2 * seconds, exit=True)
    if timed:
        before = signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        if _in_pool:
            faulthandler.cancel_dump_traceback_later()


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLong
