"""The process in which `guard` has large mails read: bytes in, pickled message out, until its input ends."""

import pickle
import resource
import signal
import struct
import sys

from worker.adapters.parsing.read_message import read

_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Serve until the parent closes the pipe; a mail that needs more memory than allowed ends the process."""
    # Who stops the worker by Ctrl-C or systemd signals this process too; a mail cut off here would be set aside.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    most_memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    while header := sys.stdin.buffer.read(_LENGTH.size):
        content = sys.stdin.buffer.read(_LENGTH.unpack(header)[0])
        try:
            pickle.dump(read(content), sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except MemoryError:
            sys.exit(1)  # the parent has a sentence for it, and an operator no use for a traceback
