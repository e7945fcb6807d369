"""The servers of the mailbox, as config/office.toml names them."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import Annotated

from worker.model.key import Form, Key

_SECURITY = Key(of='"tls", or "none" for a server on this machine', example="none")
_CA_FILE = Key(of=Form.CERTIFICATES, example="/etc/ssl/private-authority.pem")


class Security(StrEnum):
    """How a connection is protected; `none` is refused except on a loopback address."""

    TLS = "tls"
    NONE = "none"


def is_loopback(host: str) -> bool:
    """Whether that host can only be this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """Where the mail is read."""

    host: Annotated[str, Key(of=Form.HOST, example="imap.optimised.net")]
    """EXAMPLE, to be replaced before live = true. The server that holds the mailbox."""
    user: Annotated[str, Key(of=Form.LINE, example="hello@optimised.net")]
    """The name with which the worker logs in."""
    port: Annotated[int, Key(of="a port", least=1, most=65535, example=10993)] = 993
    """The port of that server."""
    security: Annotated[Security, _SECURITY] = Security.TLS
    """How the connection is protected. "none" is refused for a server on another machine."""
    ca_file: Annotated[str, _CA_FILE] = ""
    """Certificates that are trusted instead of those of the machine, for a server with its own authority."""
    inbox: Annotated[str, Key(of=Form.FOLDER, example="INBOX")] = "INBOX"
    """The folder in which new mail arrives."""
    processed: Annotated[str, Key(of=Form.FOLDER, example="Complaints/Processed")] = "Processed"
    """The folder into which mail is moved once it is recorded; it must be another."""
    sent_folder: Annotated[
        str, Key(of=Form.FOLDER, empty="where it is not looked at", example="Sent Items")
    ] = ""
    """The folder in which the mail program keeps what people send from the mailbox. It is only read: an answer to a
    client that somebody writes there is entered in the case. What lay there before the first look is not taken in."""
    poll_every: Annotated[int, Key(of="seconds", least=1, most=600, example=30)] = 60
    """The longest time between two looks into the mailbox."""
    idle: Annotated[bool, Key(example=False)] = True
    """Whether the server is asked to ring when mail arrives (IMAP IDLE), so that it is read at once."""
    connect_timeout: Annotated[int, Key(of="seconds", least=1, most=300, example=10)] = 20
    """How long to wait for the server to take a connection."""
    read_timeout: Annotated[int, Key(of="seconds", least=5, most=600, example=120)] = 60
    """How long to wait for an answer of the server."""
    authserv_id: Annotated[str, Key(of=Form.AUTHSERV_ID, example="mx.optimised.net")] = ""
    """The name that our own mail server puts first in its Authentication-Results (RFC 8601 2.5). Staff can act by
    mail only where it is given, because nothing else proves who sent a mail."""
    microsoft_365: Annotated[bool, Key(example=True)] = False
    """Whether the mailbox is one of Microsoft 365, which does not put its name first. Its results, and its mark on
    mail from inside the company, then prove who sent a mail. With false neither is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """Where letters are handed over."""

    host: Annotated[str, Key(of=Form.HOST, example="smtp.optimised.net")]
    """EXAMPLE, to be replaced before live = true. The server that sends for the mailbox."""
    user: Annotated[str, Key(of=Form.LOGIN, empty="for no login", example="hello@optimised.net")] = ""
    """The name with which the worker logs in; empty for a server that asks for none."""
    port: Annotated[int, Key(of="a port", least=1, most=65535, example=10465)] = 465
    """The port of that server; TLS is spoken from the first byte."""
    security: Annotated[Security, _SECURITY] = Security.TLS
    """How the connection is protected. "none" is refused for a server on another machine."""
    ca_file: Annotated[str, _CA_FILE] = ""
    """Certificates that are trusted instead of those of the machine, for a server with its own authority."""
    per_minute: Annotated[int, Key(of="letters", least=1, most=10_000, example=10)] = 30
    """The most letters handed over in a minute."""
    per_day: Annotated[int, Key(of="letters", least=1, most=1_000_000, example=500)] = 10_000
    """The most letters handed over in any 24 hours; keep it below the limit of the server."""
    own_copy: Annotated[bool, Key(example=False)] = True
    """Whether each letter is copied to our own mailbox. The copy proves that a letter left when the connection broke
    before the server answered."""
    connect_timeout: Annotated[int, Key(of="seconds", least=1, most=300, example=10)] = 20
    """How long to wait for the server to take a connection."""
    reply_timeout: Annotated[int, Key(of="seconds", least=10, most=3600, example=900)] = 600
    """How long to wait for the server's answer to a whole letter. A shorter time makes second copies likelier."""
    proof_wait: Annotated[int, Key(of="seconds", least=0, most=86_400, example=1800)] = 900
    """How long to look for our own copy before a letter of unknown outcome is handed over again."""
    give_up_hours: Annotated[int, Key(of="hours", least=1, most=240, example=48)] = 72
    """How long a letter is tried before it counts as undeliverable and a person gets the task."""
    retry_minutes: Annotated[
        tuple[int, ...],
        Key(
            of="minutes",
            least=1,
            most=1440,
            many="at least one wait in minutes in a list",
            example=(1, 5, 30),
        ),
    ] = (5, 15, 30, 60, 120, 240)
    """The waits between attempts when the server says that it cannot take a letter now; the last is repeated."""
