"""An IMAP server (pymap) and an SMTP server (aiosmtpd) in this process, on loopback (only importer of both)."""

import asyncio
from argparse import Namespace
from collections.abc import Awaitable, Callable, Sequence

from aiosmtpd.smtp import SMTP, Envelope, Session
from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.version import ProxyProtocolVersion
from pymap.backend.dict import Config, DictBackend, Identity, Login
from pymap.context import subsystem
from pymap.imap import IMAPServer
from pymap.user import UserMetadata
from pysasl.hashing import BuiltinHash

LOOPBACK = "127.0.0.1"

Take = Callable[[Sequence[str], bytes], Awaitable[None]]


async def imap_server(user: str, password: str) -> asyncio.Server:
    """Listens on a free port for that one user, whose inbox is empty."""
    # Everything that pymap's command line would have given; one round of hashing is enough for a made-up password.
    config = Config(
        Namespace(passlib_cfg=None, proxy_protocol=None),
        host=LOOPBACK,
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
    return await asyncio.start_server(connect, LOOPBACK, 0)


async def smtp_server(name: str, take: Take) -> asyncio.Server:
    """Listens on a free port, asks for no login, and says 250 once `take` has the recipients and the bytes."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: SMTP(_Taker(take), hostname=name, loop=loop), LOOPBACK, 0)


class _Taker:
    """What aiosmtpd calls when a whole letter has arrived."""

    def __init__(self, take: Take) -> None:
        self._take = take

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd names it
        """Hand on the letter before saying that it was taken."""
        await self._take(envelope.rcpt_tos, bytes(envelope.original_content or b""))
        return "250 2.0.0 Taken"
