"""Waiting in tests: poll a condition, with a limit, instead of sleeping."""

import threading
import time
from collections.abc import Callable

_PAUSE = threading.Event()


def until(condition: Callable[[], bool], *, seconds: float = 10.0, every: float = 0.005) -> bool:
    """Whether the condition came true within the limit, looked at about every 5 ms."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        _PAUSE.wait(every)
    return True
