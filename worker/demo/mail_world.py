"""The demo's mailbox and mail server: pymap and aiosmtpd on loopback in one thread (only importer of both)."""

import asyncio
import threading
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from imapclient import IMAPClient
from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.version import ProxyProtocolVersion
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.context import subsystem
from pymap.imap import IMAPServer
from pymap.user import UserMetadata
from pysasl.hashing import BuiltinHash

from worker.model.office import MailboxSettings, Security, SmtpSettings

_HOST = "127.0.0.1"
_PATIENCE = 10  # seconds for a server to start or to stop


class MailWorld:
    """One mailbox and the mail server that sends for it; whatever is sent to anybody else is only kept.

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
        """How the worker reaches the mailbox; the host's own name stands for whoever proves the senders."""
        port = _port(self._servers[0])
        return MailboxSettings(
            host=_HOST, port=port, user=self._address, security=Security.NONE, authserv_id=self.authserv_id
        )

    @property
    def smtp(self) -> SmtpSettings:
        """How the worker hands over letters."""
        return SmtpSettings(host=_HOST, port=_port(self._servers[1]), security=Security.NONE)

    @property
    def authserv_id(self) -> str:
        """The name under which this mail server vouches for senders (RFC 8601 2.5)."""
        return f"mx.{self._address.rpartition('@')[2]}"

    def arrive(self, mail: bytes, at: datetime) -> None:
        """Put a mail into the inbox as arrived at that time."""
        with IMAPClient(_HOST, _port(self._servers[0]), ssl=False, timeout=_PATIENCE) as client:
            client.login(self._address, self._password)
            client.append("INBOX", mail, msg_time=at)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a letter, and deliver the copy to our own mailbox, before saying that it was taken."""
        content = bytes(envelope.original_content or b"")
        if any(recipient != self._address for recipient in envelope.rcpt_tos):
            self.letters.append(content)
        if self._address in envelope.rcpt_tos:
            # The IMAP server runs in this very loop, so whoever waits for it must wait elsewhere.
            await asyncio.to_thread(self.arrive, content, self._clock())
        return "250 2.0.0 Taken"

    async def open(self) -> None:
        """Listen on two free ports."""
        imap = await _imap_server(self._address, self._password)
        loop = asyncio.get_running_loop()
        smtp = await loop.create_server(lambda: SMTP(self, hostname=self.authserv_id, loop=loop), _HOST, 0)
        self._servers = [imap, smtp]

    async def close(self) -> None:
        """Stop listening and end every connection."""
        for server in self._servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_default_executor()


@contextmanager
def mail_world(address: str, password: str, clock: Callable[[], datetime]) -> Iterator[MailWorld]:
    """The running servers, with a mailbox of that address, in a thread of their own until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="mail-world", daemon=True)
    thread.start()
    world = MailWorld(address, password, clock)
    try:
        _run(world.open(), loop)
        yield world
    finally:
        _run(world.close(), loop)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(_PATIENCE)
        loop.close()


def _run(doing: Coroutine[Any, Any, None], loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(doing, loop).result(_PATIENCE)


async def _imap_server(user: str, password: str) -> asyncio.Server:
    # Everything that pymap's command line would have given; one round of hashing is enough for a made-up password.
    config = Config(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host=_HOST,
        port=0,
        demo_data=False,
        demo_user="",
        demo_password="",
        tls_enabled=False,
        hash_context=BuiltinHash(rounds=1),
        cpu_subsystem=subsystem.get(),
    )
    login = Login(config)
    metadata = UserMetadata(config, user, password=config.hash_context.hash(password))
    await Identity(user, login, None, frozenset()).set(metadata)
    backend = DictBackend(login, config)
    imap = IMAPServer(backend.login, backend.config)
    connect = ProxyProtocolReader(ProxyProtocolVersion.get()).get_callback(imap)
    return await asyncio.start_server(connect, _HOST, 0)


def _port(server: asyncio.Server) -> int:
    return int(server.sockets[0].getsockname()[1])
