"""One connection to the mail server: verified, timed, and with two kinds of failure only."""

import imaplib
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from imapclient import IMAPClient, SocketTimeout

from worker.model.servers import MailboxSettings, Security, is_loopback

Answer = TypeVar("Answer")

# IMAPClient raises the errors of imaplib, and ValueError for an answer that it cannot read.
_BROKEN = (OSError, imaplib.IMAP4.error, ValueError)
_PASSING_CODES = {"UNAVAILABLE", "INUSE", "LIMIT"}  # RFC 5530 3
_NO_TLS = {"WRONG_VERSION_NUMBER", "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION"}


class MailboxUnavailable(Exception):
    """The mailbox cannot be reached now; try later with a new connection."""


class MailboxRefused(Exception):
    """The mail server does not let the worker do this; it needs a person."""


class ImapConnection:
    """A logged-in client; after MailboxUnavailable it is closed, and whatever is asked raises it again."""

    def __init__(self, settings: MailboxSettings, client: IMAPClient) -> None:
        self.settings = settings
        self.client = client

    def ask(self, command: Callable[[], Answer], refusal: str) -> Answer:
        """The server's answer; where it says NO for good, `refusal` is the sentence for a person."""
        with self.border():
            try:
                return command()
            except imaplib.IMAP4.error as error:
                if _passes(error):
                    raise
                raise MailboxRefused(f"{refusal} ({self.settings.host}{_says(error)}).") from None

    @contextmanager
    def border(self) -> Iterator[None]:
        """Lets no error of the network, of imaplib or of IMAPClient out except as MailboxUnavailable."""
        try:
            yield
        except _BROKEN as error:
            self.close()
            raise _unavailable(self.settings.host, error) from None

    def offers(self, capability: str) -> bool:
        """Whether the server has announced that it can do this."""
        with self.border():
            return bool(self.client.has_capability(capability))

    def leave(self) -> None:
        """Say goodbye and close; a server that no longer listens is no failure."""
        with suppress(*_BROKEN):
            self.client.logout()
        self.close()

    def close(self) -> None:
        """Close without a word."""
        with suppress(*_BROKEN):
            self.client.shutdown()


def open_connection(settings: MailboxSettings, password: str) -> ImapConnection:
    """Connect, see that the server is the right one, and only then log in."""
    connection = ImapConnection(settings, _connect(settings))
    try:
        _log_in(connection, password)
    except (MailboxRefused, MailboxUnavailable):
        connection.close()
        raise
    return connection


def _connect(settings: MailboxSettings) -> IMAPClient:
    context = _tls(settings)
    timeout = SocketTimeout(settings.connect_timeout, settings.read_timeout)
    secure = context is not None
    try:
        client = IMAPClient(settings.host, settings.port, ssl=secure, ssl_context=context, timeout=timeout)
        # IMAPClient sends a search and its line end apart: the second would wait for a late acknowledgement.
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except ssl.SSLCertVerificationError as error:
        raise MailboxRefused(
            f"The certificate of {settings.host} is not trusted: {error.verify_message}. Nothing was sent "
            "to it. Correct the name of the host, or give the file of its authority in `ca_file`."
        ) from None
    except _BROKEN as error:
        if isinstance(error, ssl.SSLError) and error.reason in _NO_TLS:
            raise MailboxRefused(
                f"{settings.host} speaks no TLS 1.2 on port {settings.port}. Nothing was sent to it. "
                "Correct the port: 993 is usual."
            ) from None
        raise _unavailable(settings.host, error) from None
    client._imap.debug = 0  # IMAPClient asks for a trace, which takes most of the time and holds bodies
    client.normalise_times = False
    return client


def _tls(settings: MailboxSettings) -> ssl.SSLContext | None:
    if settings.security is Security.NONE:
        if not is_loopback(settings.host):
            raise MailboxRefused(
                f"{settings.host} is another computer: no password is sent to it without TLS."
            )
        return None
    try:
        context = ssl.create_default_context(cafile=settings.ca_file or None)
    except OSError:
        raise MailboxRefused(f"The file {settings.ca_file} cannot be read: correct `ca_file`.") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _log_in(connection: ImapConnection, password: str) -> None:
    user, host = connection.settings.user, connection.settings.host
    client = connection.client
    if b"PREAUTH" in bytes(client.welcome).upper().split(b" ")[:2]:
        raise MailboxRefused(
            f"{host} skips the login, as an attacker in between would. Check the mail server."
        )
    # LOGIN carries ASCII only; AUTHENTICATE PLAIN carries UTF-8 (RFC 4616 2).
    login = client.login if f"{user}{password}".isascii() else client.plain_login
    connection.ask(
        lambda: login(user, password), f"The login of {user} was refused: correct user or password"
    )


def _passes(error: imaplib.IMAP4.error) -> bool:
    """Whether a later try may succeed: the connection was lost, or the server's code says so."""
    if isinstance(error, imaplib.IMAP4.readonly):
        return False
    # IMAPClient hides a lost connection during the login in the context of its LoginError.
    lost = isinstance(error, imaplib.IMAP4.abort) or isinstance(error.__context__, imaplib.IMAP4.abort)
    return lost or _code(error) in _PASSING_CODES


def _unavailable(host: str, error: Exception) -> MailboxUnavailable:
    """Names the kind of failure only: the server's own words may hold a password or somebody's mail."""
    kind = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
    return MailboxUnavailable(
        f"The mailbox on {host} cannot be used now ({kind}{_says(error)}). The worker tries again. "
        "If this stays, check the network and the mail server."
    )


def _says(error: Exception) -> str:
    code = _code(error)
    return f" says {code}" if code else ""


def _code(error: Exception) -> str:
    """The response code in the server's answer (RFC 5530), or nothing."""
    found = re.search(r"\[([A-Z][A-Z-]+)", str(error))
    return found[1] if found else ""
