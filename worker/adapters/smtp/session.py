"""One greeted, encrypted and authenticated connection to the SMTP server; only importer of smtplib."""

import base64
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from worker.model.servers import Security, SmtpSettings, is_loopback

_LONGEST_REPLY = 200
_LONGEST_PATIENCE = 120  # seconds for a reply, but for the one to the final dot
_FAREWELL_PATIENCE = 5


class PostRefused(Exception):
    """The mail server takes no letter from us; a person must look at it, and the letters wait."""

    def __init__(self, message: str = "") -> None:
        """Say the message, or the sentence above."""
        super().__init__(message or self.__doc__)


class PostUnreachable(Exception):
    """The mail server cannot be reached at the moment; try later."""

    def __init__(self, message: str = "") -> None:
        """Say the message, or the sentence above."""
        super().__init__(message or self.__doc__)


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer; `text` is the code and the words on one clean line of at most 200 characters."""

    code: int
    text: str

    @property
    def accepts(self) -> bool:
        """Whether the server did what it was asked for."""
        return 200 <= self.code < 300

    @property
    def refuses(self) -> bool:
        """Whether the server did not do it, for now (4yz) or for good (5yz)."""
        return 400 <= self.code < 600

    @property
    def is_final(self) -> bool:
        """Whether the server will never do it (5yz)."""
        return 500 <= self.code < 600

    @property
    def ends(self) -> bool:
        """Whether the connection is of no more use: the server closes it (421) or talks nonsense."""
        return self.code == 421 or not (self.accepts or self.refuses or self.code == 354)


class SmtpSession:
    """A connection that `open` makes; whatever fails on it closes it and raises PostUnreachable."""

    def __init__(self, settings: SmtpSettings, password: str) -> None:
        """Connect to nothing yet."""
        self._settings = settings
        self._password = password
        self._patience = min(_LONGEST_PATIENCE, settings.reply_timeout)
        self._smtp = smtplib.SMTP(local_hostname="unconnected")

    @property
    def is_open(self) -> bool:
        """Whether there is a connection, as far as this side knows."""
        return self._smtp.sock is not None

    def open(self) -> None:
        """Connect, greet and authenticate; PostRefused where a person must look, else PostUnreachable."""
        self._smtp.close()
        self._refuse_clear_text()
        with self._failing_as_unreachable():
            self._smtp = self._connected()
        try:
            self._greet()
            if self._settings.user:
                self._authenticate()
        except (PostRefused, PostUnreachable):
            self._smtp.close()
            raise

    def close(self) -> None:
        """Say goodbye where a connection is open; it can be opened again."""
        if self.is_open:
            with suppress(PostUnreachable):
                self.write(b"QUIT\r\n", timeout=_FAREWELL_PATIENCE)
                self.reply(timeout=_FAREWELL_PATIENCE)
        self._smtp.close()

    def drop(self) -> None:
        """Close the connection without a word."""
        self._smtp.close()

    def offers(self, extension: str) -> bool:
        """Whether the server named that extension in its answer to EHLO."""
        return bool(self._smtp.has_extn(extension))

    def command(self, line: str) -> Reply:
        """Send one command and wait at most two minutes for its reply."""
        self.write(f"{line}\r\n".encode(), timeout=self._patience)
        return self.reply(timeout=self._patience)

    def write(self, content: bytes, *, timeout: int) -> None:
        """Give the bytes to the socket within that many seconds."""
        with self._failing_as_unreachable():
            self._wait_at_most(timeout)
            self._smtp.send(content)

    def reply(self, *, timeout: int) -> Reply:
        """The server's next reply, each line of it within that many seconds."""
        with self._failing_as_unreachable():
            self._wait_at_most(timeout)
            code, words = self._smtp.getreply()
        return self._read(code, words)

    def _refuse_clear_text(self) -> None:
        host = self._settings.host
        if self._settings.security is Security.NONE and not is_loopback(host):
            raise PostRefused(
                f"{host} is another machine, so the connection to it must be encrypted; "
                'set security = "tls" for smtp in office.toml.'
            )

    def _connected(self) -> smtplib.SMTP:
        host, port, timeout = self._settings.host, self._settings.port, self._settings.connect_timeout
        # Left to itself, smtplib asks the DNS for our full name at each connection.
        name = socket.gethostname()
        try:
            if self._settings.security is Security.NONE:
                return smtplib.SMTP(host, port, name, timeout)
            return smtplib.SMTP_SSL(host, port, name, timeout=timeout, context=self._trust())
        except ssl.SSLCertVerificationError as error:
            raise PostRefused(
                f"The certificate of {host} is not to be trusted ({error.verify_message}); nothing was sent. "
                "Have it renewed, or correct host or ca_file for smtp in office.toml."
            ) from error
        except smtplib.SMTPConnectError as error:
            reply = self._read(error.smtp_code, error.smtp_error)
        raise self._unwilling(reply)

    def _trust(self) -> ssl.SSLContext:
        ca_file = self._settings.ca_file
        try:
            context = ssl.create_default_context(cafile=ca_file or None)
        except OSError as error:
            raise PostRefused(
                f"The certificates in {ca_file} cannot be read ({error}). "
                "Correct ca_file for smtp in office.toml."
            ) from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _greet(self) -> None:
        with self._failing_as_unreachable():
            if self._smtp.sock is not None:
                # Otherwise the final dot waits until the body is acknowledged, about 40 ms a letter.
                self._smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            code, words = self._smtp.ehlo()
        if code != 250:
            raise self._unwilling(self._read(code, words))

    def _authenticate(self) -> None:
        # smtplib's login tries every way it knows with the same wrong password, which locks accounts.
        user, password = self._settings.user, self._password
        ways = self._smtp.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in ways:
            steps = [(f"AUTH PLAIN {_base64(_plain(user, password))}", 235)]
        elif "LOGIN" in ways:
            steps = [("AUTH LOGIN", 334), (_base64(user), 334), (_base64(password), 235)]
        else:
            raise PostRefused(f"{self._settings.host} has no login by user name and password.")
        for line, wanted in steps:
            reply = self.command(line)
            if reply.code != wanted:
                raise self._unwilling(reply)

    def _unwilling(self, reply: Reply) -> PostRefused | PostUnreachable:
        """The exception for a server that does not let us in."""
        said = f"{self._settings.host} did not let us in: {reply.text}"
        if 400 <= reply.code < 500:
            return PostUnreachable(f"{said}.")
        return PostRefused(f"{said}. Check host, port and user for smtp in office.toml, and the password.")

    @contextmanager
    def _failing_as_unreachable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._smtp.close()
            raise PostUnreachable(f"The connection to {self._settings.host} failed: {error}.") from error

    def _wait_at_most(self, seconds: int) -> None:
        if self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def _read(self, code: int, words: bytes | str) -> Reply:
        """The reply without control characters, and without our password should the server repeat it."""
        text = _on_one_line(words if isinstance(words, str) else words.decode(errors="replace"))
        user, password = self._settings.user, self._password
        for secret in (_base64(_plain(user, password)), _base64(password), _on_one_line(password)):
            text = text.replace(secret, "[password]") if secret else text
        return Reply(code, f"{code} {text}"[:_LONGEST_REPLY].rstrip())


def _on_one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _plain(user: str, password: str) -> str:
    """The response of SASL PLAIN (RFC 4616)."""
    return f"\0{user}\0{password}"


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
