"""Another session in the same mailbox, as a member of staff has it; with imaplib, not with our adapter."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from tests.servers import PASSWORD


@contextmanager
def session(port: int, user: str) -> Iterator[imaplib.IMAP4]:
    """A logged-in plain connection to 127.0.0.1."""
    connection = imaplib.IMAP4("127.0.0.1", port, timeout=20)
    try:
        connection.login(user, PASSWORD)
        yield connection
    finally:
        try:
            connection.logout()
        except (OSError, imaplib.IMAP4.error):
            with suppress(OSError):
                connection.shutdown()


def append(port: int, user: str, raw: bytes, folder: str, at: datetime) -> None:
    """Put the exact bytes in the folder with that INTERNALDATE."""
    with session(port, user) as connection:
        answer, detail = connection.append(f'"{folder}"', "", imaplib.Time2Internaldate(at), raw)
        assert answer == "OK", detail


def contents(port: int, user: str, folder: str) -> tuple[bytes, ...]:
    """The messages of the folder in their order; none where the folder does not exist."""
    with session(port, user) as connection:
        answer, detail = connection.select(f'"{folder}"', readonly=True)
        if answer != "OK" or detail == [b"0"]:
            return ()
        _, parts = connection.fetch("1:*", "(BODY.PEEK[])")
    return tuple(bytes(part[1]) for part in parts if isinstance(part, tuple))


def flags(port: int, user: str, folder: str) -> tuple[str, ...]:
    """For each message of the folder, what FETCH says about its UID and flags."""
    with session(port, user) as connection:
        _, count = connection.select(f'"{folder}"', readonly=True)
        if count == [b"0"]:
            return ()
        _, lines = connection.fetch("1:*", "(UID FLAGS)")
    return tuple(line.decode() for line in lines if isinstance(line, bytes))
