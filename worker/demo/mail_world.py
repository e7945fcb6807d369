"""The demo's mailbox and the mail server that sends for it, in one thread of this process."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from imapclient import IMAPClient

from worker.model.office import MailboxSettings, Security, SmtpSettings

_PATIENCE = 10  # seconds for a server to start, to answer or to stop


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

    @property
    def mailbox(self) -> MailboxSettings:
        """How the worker reaches the mailbox."""
        host, port = _listening(self._servers[0])
        return MailboxSettings(
            host=host, port=port, user=self._address, security=Security.NONE, authserv_id=self.name
        )

    @property
    def smtp(self) -> SmtpSettings:
        """How the worker hands over letters."""
        host, port = _listening(self._servers[1])
        return SmtpSettings(host=host, port=port, security=Security.NONE)

    @property
    def name(self) -> str:
        """The name of the mail server, under which it vouches for senders (RFC 8601 2.5)."""
        return f"mx.{self._address.rpartition('@')[2]}"

    def arrive(self, mail: bytes, at: datetime) -> None:
        """Put a mail into the inbox as arrived at that time."""
        host, port = _listening(self._servers[0])
        with IMAPClient(host, port, ssl=False, timeout=_PATIENCE) as client:
            client.login(self._address, self._password)
            client.append("INBOX", mail, msg_time=at)

    async def open(self) -> None:
        """Start both servers."""
        from worker.demo.servers import imap_server, smtp_server

        self._servers.append(await imap_server(self._address, self._password))
        self._servers.append(await smtp_server(self.name, self._take))

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

    SystemExit with one sentence where the servers are not installed.
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
        import worker.demo.servers  # noqa: F401
    except ModuleNotFoundError as missing:
        raise SystemExit(
            f"The demo's mail servers are not installed ({missing.name} is missing); "
            "run: pip install 'complaints-worker[demo]', or: make demo"
        ) from missing


def _wait_for(doing: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(doing, loop).result(_PATIENCE)


def _listening(server: asyncio.Server) -> tuple[str, int]:
    host, port = server.sockets[0].getsockname()
    return host, port
