"""An SMTP server that keeps what it accepts and misbehaves on request (aiosmtpd, in a thread of its own)."""

import asyncio
import json
import logging
import socket
import ssl
import threading
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import count
from pathlib import Path
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers import PASSWORD
from tests.servers.certificates import Certificate
from worker.model.servers import Security, SmtpSettings

DeliverCopy = Callable[[str, bytes], None]
Command = Callable[[str | None], Awaitable[None]]


class Stage(StrEnum):
    """Where in a session a reply is due; `DOT` is the one after the letter."""

    CONNECT = "connect"
    EHLO = "EHLO"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    DOT = "dot"


class Act(StrEnum):
    """What a stage may do instead of replying with given words."""

    USUAL = "the usual reply"
    DROP = "closes the connection; at the dot the mail is not kept"
    KEEP_AND_DROP = "at the dot: keeps the mail and closes the connection"
    INVITE_AND_DROP = "at DATA: says 354 and closes the connection in the same packet"
    HOLD = "never replies; at the dot the mail is not kept"
    KEEP_AND_HOLD = "at the dot: keeps the mail and never replies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What the answer to EHLO names; `largest` in bytes."""

    smtputf8: bool = True
    largest: int = 40_000_000
    logins: frozenset[str] = frozenset({"PLAIN", "LOGIN"})


@dataclass(frozen=True, slots=True)
class Accepted:
    """A mail that the server kept; `connection` counts from 1."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    connection: int


class SmtpSink:
    """A server on 127.0.0.1; any user may log in with the password "secret".

    Every stage replies as usual until `script` lines up other steps for it; each step is used once. `hits`
    counts how often each stage was reached.
    """

    def __init__(
        self,
        *,
        certificate: Certificate | None = None,
        offers: Offers | None = None,
        deliver_own_copies: DeliverCopy | None = None,
    ) -> None:
        """Nothing runs yet; `deliver_own_copies` gets each recipient and the bytes before the 250."""
        self.host = "127.0.0.1"
        self.port = 0
        self.hits: Counter[Stage] = Counter()
        self.open: set[_Session] = set()
        self.offers = offers or Offers()
        self._security = Security.TLS if certificate else Security.NONE
        self._tls = _server_side(certificate) if certificate else None
        self._deliver = deliver_own_copies
        self._folder: Path | None = None
        self._mails: list[Accepted] = []
        self._steps: dict[Stage, deque[str | Act]] = {stage: deque() for stage in Stage}
        self._numbers = count(1)

    def __enter__(self) -> Self:
        """The running server."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.stop()

    def start(self, folder: Path | None = None) -> Self:
        """Run, on the port of last time if any; each mail also becomes a file (see `kept_in`)."""
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of itself at each login
        self._folder = folder
        self._numbers = count(len(list(folder.glob("*.eml"))) + 1 if folder else 1)
        self._loop = asyncio.new_event_loop()
        listening = self._loop.create_server(self._session, self.host, self.port, ssl=self._tls)
        self._server = self._loop.run_until_complete(listening)
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="smtp-sink", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Close every connection and end the thread; what was kept stays readable."""
        asyncio.run_coroutine_threadsafe(self._finish(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def hang_up(self) -> None:
        """Close every connection and go on listening."""
        asyncio.run_coroutine_threadsafe(self._close_sessions(), self._loop).result(timeout=10)

    def script(self, stage: Stage, *steps: str | Act) -> None:
        """The next steps of that stage: an act, or a reply such as "450 4.7.1 later" (421 also hangs up).

        A reply 2yz is for the dot only, where it keeps the mail and says its own words.
        """
        self._steps[stage].extend(steps)

    def settings(self, *, user: str = "", ca_file: str = "", reply_timeout: int = 10) -> SmtpSettings:
        """How our adapter reaches this server."""
        return SmtpSettings(
            host=self.host,
            port=self.port,
            user=user,
            security=self._security,
            ca_file=ca_file,
            connect_timeout=min(10, reply_timeout),
            reply_timeout=reply_timeout,
        )

    @property
    def mails(self) -> tuple[Accepted, ...]:
        """Every mail kept so far, oldest first."""
        return tuple(self._mails)

    def keep(self, mail: Accepted) -> None:
        """Deliver each copy, put the mail into the folder and keep it: who sees it in `mails` finds the copies too."""
        if self._deliver:
            for recipient in mail.recipients:
                self._deliver(recipient, mail.content)
        if self._folder:
            _put_into(self._folder, next(self._numbers), mail)
        self._mails.append(mail)

    def next_step(self, stage: Stage) -> str | Act:
        """What that stage does now that it has been reached once more."""
        self.hits[stage] += 1
        steps = self._steps[stage]
        return steps.popleft() if steps else Act.USUAL

    def _session(self) -> "_Session":
        return _Session(self, self._loop)

    async def _close_sessions(self) -> None:
        tasks = [task for session in tuple(self.open) if (task := session.hang_up())]
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _finish(self) -> None:
        self._server.close()
        await self._close_sessions()
        await self._server.wait_closed()


class _Dot:
    """What aiosmtpd calls when a whole letter has arrived."""

    def __init__(self, sink: SmtpSink) -> None:
        self._sink = sink

    async def handle_DATA(self, server: "_Session", _: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd names it
        """Keep the mail or not, as the script says, and reply."""
        step = self._sink.next_step(Stage.DOT)
        if step in (Act.USUAL, Act.KEEP_AND_DROP, Act.KEEP_AND_HOLD) or step.startswith("2"):
            content = bytes(envelope.original_content or b"")
            self._sink.keep(
                Accepted(envelope.mail_from or "", tuple(envelope.rcpt_tos), content, server.number)
            )
        if step is Act.USUAL:
            return f"250 2.0.0 Ok: queued as {server.number}-{self._sink.hits[Stage.DOT]}"
        if isinstance(step, Act) or step.startswith("421"):
            await server.play(step)
        return step


class _Session(SMTP):
    """One connection; most stages of aiosmtpd can be scripted only by overriding its commands."""

    def __init__(self, sink: SmtpSink, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            _Dot(sink),
            hostname="sink.example",
            enable_SMTPUTF8=sink.offers.smtputf8,
            data_size_limit=sink.offers.largest,
            auth_exclude_mechanism={"PLAIN", "LOGIN"} - sink.offers.logins,
            auth_require_tls=False,
            authenticator=_login,
            loop=loop,
        )
        self._sink = sink
        self.number = 0
        for stage in (Stage.EHLO, Stage.AUTH, Stage.MAIL, Stage.RCPT, Stage.DATA):
            self._smtp_methods[stage] = partial(self._scripted, stage, self._smtp_methods[stage])

    def hang_up(self) -> "asyncio.Task[None] | None":
        """Close the connection; the task that serves it ends soon."""
        self._writer.transport.abort()
        return self._handler_coroutine

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client is there."""
        super().connection_made(transport)
        self._sink.open.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """The client is gone."""
        self._sink.open.discard(self)
        super().connection_lost(error)

    async def play(self, step: str | Act) -> None:
        """Reply as scripted, hang up or never reply."""
        if step is Act.INVITE_AND_DROP:
            # Corked, the words and the end of the connection go in one packet: the client has both at once.
            self._writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
            await self.push("354 Go ahead")
        if not isinstance(step, Act):
            await self.push(step)
            if not step.startswith("421"):
                return
        if step not in (Act.HOLD, Act.KEEP_AND_HOLD):
            self._writer.transport.abort()
        await asyncio.Event().wait()  # until the connection is lost, which cancels this

    async def _handle_client(self) -> None:
        try:
            if await self._is_usual(Stage.CONNECT):
                self.number = self._sink.hits[Stage.CONNECT]
                await super()._handle_client()
        finally:
            self._writer.close()

    async def _scripted(self, stage: Stage, usual: Command, arg: str | None) -> None:
        if await self._is_usual(stage):
            await usual(arg)

    async def _is_usual(self, stage: Stage) -> bool:
        """Whether the stage goes on as usual; what was scripted instead has been played."""
        step = self._sink.next_step(stage)
        if step is not Act.USUAL:
            await self.play(step)
        return step is Act.USUAL


def kept_in(folder: Path) -> tuple[Accepted, ...]:
    """Every mail that a server put into the folder, also one of another process, oldest first."""
    return tuple(_read(file) for file in sorted(folder.glob("*.eml")))


def _put_into(folder: Path, number: int, mail: Accepted) -> None:
    name = f"{number:06}"
    envelope = {"sender": mail.sender, "recipients": mail.recipients, "connection": mail.connection}
    (folder / f"{name}.json").write_text(json.dumps(envelope))
    (folder / f"{name}.part").write_bytes(mail.content)
    (folder / f"{name}.part").rename(folder / f"{name}.eml")


def _read(file: Path) -> Accepted:
    envelope = json.loads(file.with_suffix(".json").read_text())
    return Accepted(
        envelope["sender"], tuple(envelope["recipients"]), file.read_bytes(), envelope["connection"]
    )


def _login(
    _server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: LoginPassword
) -> AuthResult:
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


def _server_side(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.file, certificate.key)
    return context
