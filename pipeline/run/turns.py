"""One batch at a time in a process."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_TURN = threading.Lock()


def in_turn(work: Callable[[Task], Result]) -> Callable[[Task], Result]:
    """``work``, one call after the other.

    A Dask worker may run several tasks in threads of one process. The PDF reader cannot be
    used by two of them, and as the rest is Python nothing is lost by taking turns.
    """

    @wraps(work)
    def alone(task: Task) -> Result:
        with _TURN:
            return work(task)

    return alone
