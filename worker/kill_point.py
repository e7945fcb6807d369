"""Named places where a test may stop the worker; each costs one comparison when no test asks for it.

FAULT=after_case_commit:3 in the environment of `worker run` kills it with SIGKILL at its third pass of that place.
"""

import os
import signal
from itertools import count

_armed = ""
_passes = count()
_at = 0


def arm(order: str) -> None:
    """Obey NAME or NAME:PASS from now on; an empty order disarms."""
    global _armed, _passes, _at
    _armed, _, place = order.partition(":")
    _passes, _at = count(1), int(place or 1)


def reached(name: str) -> None:
    """Pass, or die here as in a power cut, where the test asked for it."""
    if name == _armed and next(_passes) == _at:
        os.kill(os.getpid(), signal.SIGKILL)
