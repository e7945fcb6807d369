"""pymap, an IMAP server in Python: up at once, stores no keywords, has a new UIDVALIDITY after a restart."""

import asyncio
import threading
import uuid
from argparse import Namespace
from contextlib import suppress
from datetime import datetime

from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.version import ProxyProtocolVersion
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.context import subsystem
from pymap.imap import IMAPServer
from pymap.user import UserMetadata
from pysasl.hashing import BuiltinHash

from tests.servers import APPENDED_AT, PASSWORD, free_port, imap
from worker.model.servers import MailboxSettings, Security


class PymapServer:
    """One server in a thread of this process; it forgets its mail when it is restarted."""

    def __init__(self) -> None:
        self.host = "127.0.0.1"
        self.port = free_port()
        self._users: list[str] = []

    @classmethod
    def start(cls) -> "PymapServer":
        """A running server without users."""
        server = cls()
        server._run()
        return server

    def stop(self) -> None:
        """End the server, its connections and its thread."""
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(timeout=10)
        if self._thread.is_alive():
            raise RuntimeError("The thread of pymap is still running 10 seconds after its end was asked for.")

    kill = stop

    def restart(self) -> None:
        """Run again on the same port with the same users and empty mailboxes."""
        self.stop()
        self._run()

    def new_user(self) -> str:
        """The name of a user whose mailbox is empty."""
        user = f"user-{uuid.uuid4().hex[:12]}"
        self._users.append(user)
        asyncio.run_coroutine_threadsafe(self._admit(user), self._loop).result(timeout=10)
        return user

    def settings(self, user: str) -> MailboxSettings:
        """How our adapter reaches that user's mailbox."""
        return MailboxSettings(host=self.host, user=user, port=self.port, security=Security.NONE)

    def append(self, user: str, raw: bytes, folder: str = "INBOX", at: datetime = APPENDED_AT) -> None:
        """Put one message in a folder that exists."""
        imap.append(self.port, user, raw, folder, at)

    def contents(self, user: str, folder: str = "INBOX") -> tuple[bytes, ...]:
        """The messages of a folder in their order; none where the folder does not exist."""
        return imap.contents(self.port, user, folder)

    def flags(self, user: str, folder: str = "INBOX") -> tuple[str, ...]:
        """For each message of a folder, what FETCH says about its UID and flags."""
        return imap.flags(self.port, user, folder)

    def _run(self) -> None:
        self._up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="pymap", daemon=True)
        self._thread.start()
        if not self._up.wait(timeout=10):
            raise RuntimeError("pymap did not start within 10 seconds.")

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        self._login = Login(_config(self.port))
        for user in self._users:
            await self._admit(user)
        backend = DictBackend(self._login, self._login.config)
        connect = ProxyProtocolReader(ProxyProtocolVersion.get()).get_callback(
            IMAPServer(backend.login, backend.config)
        )
        async with await asyncio.start_server(connect, host=self.host, port=self.port):
            self._up.set()
            await self._end.wait()
            await _cancel_others()

    async def _admit(self, user: str) -> None:
        metadata = UserMetadata(
            self._login.config, user, password=self._login.config.hash_context.hash(PASSWORD)
        )
        await Identity(user, self._login, None, frozenset()).set(metadata)


def _config(port: int) -> Config:
    """Everything the command line would have given; passwords are hashed once only, which is fast."""
    return Config(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host="127.0.0.1",
        port=port,
        demo_data=False,
        demo_user="",
        demo_password="",
        tls_enabled=False,
        hash_context=BuiltinHash(rounds=1),
        cpu_subsystem=subsystem.get(),
    )


async def _cancel_others() -> None:
    """End every open connection, so that nothing is left for the interpreter to complain about."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    for task in others:
        with suppress(asyncio.CancelledError):
            await task
