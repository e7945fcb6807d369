"""The process in which `guard` has large mails read: bytes in, pickled message out, until its input ends."""

import pickle
import resource
import signal
import struct
import sys

from worker.adapters.parsing.read_message import read
from worker.model.mail import Unreadable

LENGTH = struct.Struct(">Q")
READY = b"\x06"
OUT_OF_TIME = signal.SIGPROF

TOO_MUCH_MEMORY = Unreadable("Reading it took more memory than a mail may take.")


def main() -> None:
    """Serve until the parent closes the pipe; a mail that needs more time or memory than allowed ends the process."""
    # Who stops the worker by Ctrl-C or systemd signals this process too; a mail cut off here would be set aside.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    most_memory, most_seconds = int(sys.argv[1]), float(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    _say(READY)
    # Pickled while there is memory: to be said when there is none.
    last_words = pickle.dumps(TOO_MUCH_MEMORY)
    while header := sys.stdin.buffer.read(LENGTH.size):
        # The kernel counts the time that this process is given, and ends it with a signal that nobody else sends.
        signal.setitimer(signal.ITIMER_PROF, most_seconds)
        try:
            answer = pickle.dumps(read(sys.stdin.buffer.read(LENGTH.unpack(header)[0])))
        except MemoryError:
            _say(last_words)
            sys.exit(1)  # an operator has no use for a traceback
        signal.setitimer(signal.ITIMER_PROF, 0)
        _say(answer)


def _say(said: bytes) -> None:
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
