"""Reads a large mail in a process of its own, so that no mail costs more than its share of time and memory."""

import pickle
import select
import struct
import subprocess
import sys
from contextlib import suppress
from typing import BinaryIO, cast

from worker.adapters.parsing.read_message import read
from worker.model.mail import Message, Unreadable

MOST_SECONDS = 20.0
MOST_MEMORY = 512 * 1024 * 1024

# Below this size the limits of `read` alone keep a mail far under a second.
_READ_HERE = 128 * 1024
_SERVE = "from worker.adapters.parsing.child import main; main()"
_LENGTH = struct.Struct(">Q")


class Guard:
    """Gives every mail at most 20 seconds and 512 MB; the process for large mails is started when first needed."""

    def __init__(self, most_seconds: float = MOST_SECONDS, most_memory: int = MOST_MEMORY) -> None:
        self._most_seconds = most_seconds
        self._most_memory = most_memory
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def child_id(self) -> int | None:
        """The number of the process that reads large mails, once there is one."""
        return self._child.pid if self._child else None

    def read(self, content: bytes) -> Message | Unreadable:
        """The message in these bytes, or why there is none; never raises."""
        if len(content) <= _READ_HERE:
            return read(content)
        try:
            return self._ask(content)
        except (OSError, EOFError, TimeoutError, pickle.UnpicklingError) as error:
            self.close()
            late = isinstance(error, TimeoutError)
            spent = (
                f"more than {self._most_seconds:.0f} seconds" if late else "more memory than a mail may take"
            )
            return Unreadable(f"Reading it took {spent}.")

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._child:
            self._child.kill()
            for pipe in (self._child.stdin, self._child.stdout):
                # What was still to be written has nowhere to go.
                with suppress(OSError):
                    cast(BinaryIO, pipe).close()
            self._child.wait()
            self._child = None

    def _ask(self, content: bytes) -> Message | Unreadable:
        # What ended it between two mails is no fault of this one.
        if self._child and self._child.poll() is not None:
            self.close()
        child = self._child = self._child or _started(self._most_memory)
        to_child, from_child = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
        to_child.write(_LENGTH.pack(len(content)))
        to_child.write(content)
        to_child.flush()
        if not select.select([from_child], [], [], self._most_seconds)[0]:
            raise TimeoutError
        # Our own process made these bytes.
        return cast(Message | Unreadable, pickle.load(from_child))  # noqa: S301  from our own child


def _started(most_memory: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own interpreter and module, no input in the command
        [sys.executable, "-c", _SERVE, str(most_memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
