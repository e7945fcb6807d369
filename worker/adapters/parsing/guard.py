"""Reads a large mail in a process of its own, so that no mail costs more than its share of time and memory."""

import os
import pickle
import select
import subprocess
import sys
import threading
from contextlib import suppress
from typing import BinaryIO, cast

from worker.adapters.parsing.child import LENGTH, OUT_OF_TIME, READY, TOO_MUCH_MEMORY
from worker.adapters.parsing.read_message import read
from worker.model.mail import Message, Unreadable

MOST_SECONDS = 20.0
MOST_MEMORY = 512 * 1024 * 1024

# Below this size the limits of `read` alone keep a mail far under a second.
_READ_HERE = 128 * 1024
_SERVE = "from worker.adapters.parsing.child import main; main()"
# A machine with much else to do gives a process its seconds late, and that is no fault of the mail.
_PATIENCE = 120.0
_TOO_SLOW = f"it gave no answer in {_PATIENCE:.0f} seconds"
_SECONDS_TO_END = 5.0
_LONGEST_WORDS = 200


class ReaderFailed(Exception):
    """The process that reads large mails failed, by no measured fault of the mail; try later.

    `began` says whether it had been given the mail.
    """

    def __init__(self, said: str, *, began: bool) -> None:
        super().__init__(f"The process that reads large mails failed: {said.rstrip('.')}.")
        self.began = began


class Guard:
    """Gives every mail at most 20 seconds and 512 MB; the process for large mails is started when first needed."""

    def __init__(self, most_seconds: float = MOST_SECONDS, most_memory: int = MOST_MEMORY) -> None:
        self._most_seconds = most_seconds
        self._most_memory = most_memory
        self._child: subprocess.Popen[bytes] | None = None
        self._trouble = ""
        # Two jobs may want a mail read at the same time, and the process takes one after the other.
        self._one_at_a_time = threading.Lock()

    @property
    def child_id(self) -> int | None:
        """The number of the process that reads large mails, once there is one."""
        return self._child.pid if self._child else None

    @property
    def trouble(self) -> str:
        """Why the last large mail could not be read, as a sentence; empty once one was read."""
        return self._trouble

    def read(self, content: bytes) -> Message | Unreadable:
        """The message in these bytes, or which limit or parser they broke; raises ReaderFailed."""
        if len(content) <= _READ_HERE:
            return read(content)
        with self._one_at_a_time:
            try:
                found = self._ask(content)
            except ReaderFailed as failed:
                self.close()
                self._trouble = str(failed)
                raise
            self._trouble = ""
            return found

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._child:
            self._child.kill()
            for pipe in (self._child.stdin, self._child.stdout, self._child.stderr):
                # What was still to be written has nowhere to go.
                with suppress(OSError):
                    cast(BinaryIO, pipe).close()
            self._child.wait()
            self._child = None

    def _ask(self, content: bytes) -> Message | Unreadable:
        # What ended it between two mails is no fault of this one.
        if self._child and self._child.poll() is not None:
            self.close()
        if self._child is None:
            self._child = _started(self._most_memory, self._most_seconds)
            _await_ready(self._child)
        answer = _answer(self._child, content)
        if answer is None:
            self.close()
            return Unreadable(f"Reading it took more than {self._most_seconds:.0f} seconds.")
        if answer == TOO_MUCH_MEMORY:
            self.close()
        return answer


def _started(most_memory: int, most_seconds: float) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  our own interpreter and module, no input in the command
            [sys.executable, "-W", "ignore", "-c", _SERVE, str(most_memory), str(most_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise ReaderFailed(error.strerror or str(error), began=False) from error


def _await_ready(child: subprocess.Popen[bytes]) -> None:
    if not _speaks(child):
        raise ReaderFailed(_TOO_SLOW, began=False)
    if cast(BinaryIO, child.stdout).read(len(READY)) != READY:
        raise ReaderFailed(_last_words(child), began=False)


def _answer(child: subprocess.Popen[bytes], content: bytes) -> Message | Unreadable | None:
    """What the process says of this mail; None where the kernel ended it because its time was up."""
    # One that ends before it has the whole mail may still have said why.
    with suppress(BrokenPipeError):
        _give(child, LENGTH.pack(len(content)) + content)
    if not _speaks(child):
        raise ReaderFailed(_TOO_SLOW, began=True)
    try:
        # Our own process made these bytes.
        return cast(Message | Unreadable, pickle.load(cast(BinaryIO, child.stdout)))  # noqa: S301  from our own child
    except (EOFError, pickle.UnpicklingError) as error:
        said = _last_words(child)
        if child.returncode == -OUT_OF_TIME:
            return None
        raise ReaderFailed(said, began=True) from error


def _give(child: subprocess.Popen[bytes], content: bytes) -> None:
    pipe, left = cast(BinaryIO, child.stdin).fileno(), memoryview(content)
    while left:
        if not select.select([], [pipe], [], _PATIENCE)[1]:
            raise ReaderFailed(_TOO_SLOW, began=True)
        # So much never blocks once the pipe takes anything: a process that stands still must not hold us.
        left = left[os.write(pipe, left[: select.PIPE_BUF]) :]


def _speaks(child: subprocess.Popen[bytes]) -> bool:
    """Whether it says something, or ends, while we wait."""
    return bool(select.select([cast(BinaryIO, child.stdout)], [], [], _PATIENCE)[0])


def _last_words(child: subprocess.Popen[bytes]) -> str:
    """Why a process that has closed its end of the pipe ended, in the words of whoever ended it."""
    try:
        code = child.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()
        code = child.wait()
    said = cast(BinaryIO, child.stderr).read().decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(said) if line.strip()), "")
    if last:
        return last[:_LONGEST_WORDS]
    return f"signal {-code} ended it" if code < 0 else f"it ended with exit code {code}"
