"""Named places where a test may stop the worker; each costs one comparison when no test asks for it.

FAULT=after_case_commit:3 in the environment kills the process with SIGKILL the third time it passes that point.
"""

import os
import signal

_name, _, _count = os.environ.get("FAULT", "").partition(":")
_left = int(_count or 1)


def point(name: str) -> None:
    """Pass, or die here as a power cut would, where the environment says so."""
    if name == _name:
        _strike()


def _strike() -> None:
    global _left
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
