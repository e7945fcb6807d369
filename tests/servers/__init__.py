"""Real servers for tests, each on loopback in a folder of its own; nothing touches those of the system.

`DovecotServer` and `PymapServer` have the same small surface, so that a contract test runs on both.
"""

import random
import socket
from datetime import UTC, datetime

PASSWORD = "secret"
APPENDED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class ServerMissingError(RuntimeError):
    """A program that the tests need is not installed."""


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody uses, outside the range given to outgoing connections."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def listens(port: int) -> bool:
    """Whether something on 127.0.0.1 takes connections on that port now."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
