"""A simulated mailbox and the mail server that sends for it, in one thread of this process."""

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from imapclient import IMAPClient

from worker.demo import DemoRefused
from worker.model.office import Office
from worker.model.servers import Security

_PATIENCE = 10  # seconds for a server to start, to answer or to stop
_INBOX, _PROCESSED = "INBOX", "Processed"


class MailWorld:
    """One mailbox and its mail server; what is sent to anybody else goes nowhere and is kept.

    `letters` holds every letter in the order in which it was handed over, without the copies to the mailbox itself.
    """

    def __init__(self, address: str, password: str, clock: Callable[[], datetime]) -> None:
        """Nothing runs yet; `clock` gives aware UTC and says when a copy arrives."""
        self.letters: list[bytes] = []
        self._address = address
        self._password = password
        self._clock = clock
        self._servers: list[asyncio.Server] = []

    def instead_of(self, office: Office) -> Office:
        """The same office with this mailbox and this mail server instead of its own."""
        host, port = _listening(self._servers[0])
        mailbox = replace(office.mailbox, host=host, port=port, security=Security.NONE, ca_file="")
        mailbox = replace(mailbox, user=self._address, inbox=_INBOX, processed=_PROCESSED)
        host, port = _listening(self._servers[1])
        smtp = replace(office.smtp, host=host, port=port, security=Security.NONE, ca_file="", user="")
        return replace(office, mailbox=mailbox, smtp=smtp)

    def arrive(self, mail: bytes, at: datetime) -> None:
        """Put a mail into the inbox as arrived at that time."""
        host, port = _listening(self._servers[0])
        with IMAPClient(host, port, ssl=False, timeout=_PATIENCE) as client:
            # imaplib sends a mail and its end apart, and the system would hold back the second for 40 ms.
            client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.login(self._address, self._password)
            client.append(_INBOX, mail, msg_time=at)

    async def open(self) -> None:
        """Start both servers."""
        from worker.demo.mail_servers import imap_server, smtp_server

        self._servers.append(await imap_server(self._address, self._password))
        self._servers.append(await smtp_server("localhost", self._take))

    async def close(self) -> None:
        """Stop listening and end every connection."""
        for server in self._servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_default_executor()

    async def _take(self, recipients: Sequence[str], letter: bytes) -> None:
        """Keep a letter, and put the copy for our own mailbox there."""
        if any(recipient != self._address for recipient in recipients):
            self.letters.append(letter)
        if self._address in recipients:
            # The IMAP server runs in this very thread, so whoever waits for it must wait in another.
            await asyncio.to_thread(self.arrive, letter, self._clock())


@contextmanager
def mail_world(address: str, password: str, clock: Callable[[], datetime]) -> Iterator[MailWorld]:
    """The running servers, with an empty mailbox of that address, until the block ends.

    DemoRefused with one sentence where the servers are not installed.
    """
    _find_servers()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="mail-world", daemon=True)
    thread.start()
    world = MailWorld(address, password, clock)
    try:
        _wait_for(world.open(), loop)
        yield world
    finally:
        _wait_for(world.close(), loop)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE)
        loop.close()


def _find_servers() -> None:
    """Import them while nothing runs yet: they are an optional install, without which the worker does its work."""
    try:
        import worker.demo.mail_servers  # noqa: F401  asked only whether it is installed
    except ModuleNotFoundError as missing:
        raise DemoRefused(
            f"The mail servers of demo and simulate are not installed ({missing.name} is missing); "
            "run: pip install 'complaints-worker[demo]', or: make demo"
        ) from missing


def _wait_for(doing: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(doing, loop).result(_PATIENCE)


def _listening(server: asyncio.Server) -> tuple[str, int]:
    host, port = server.sockets[0].getsockname()
    return host, port
