"""The servers of the mailbox, as config/office.toml names them."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address


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
    """Where the mail is read; times in seconds.

    `authserv_id` is the name by which our own mail server signs its Authentication-Results (RFC 8601 2.5), or
    empty where there is none to trust. `microsoft_365` says that the mailbox is one of Microsoft 365, which does
    not sign them.
    """

    host: str
    user: str
    port: int = 993
    security: Security = Security.TLS
    ca_file: str = ""
    inbox: str = "INBOX"
    processed: str = "Processed"
    poll_every: int = 60
    idle: bool = True
    connect_timeout: int = 20
    read_timeout: int = 60
    authserv_id: str = ""
    microsoft_365: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """Where letters are handed over; times in seconds, limits per minute and per rolling 24 hours."""

    host: str
    user: str = ""
    port: int = 465
    security: Security = Security.TLS
    ca_file: str = ""
    per_minute: int = 30
    per_day: int = 10_000
    own_copy: bool = True
    connect_timeout: int = 20
    reply_timeout: int = 600
    proof_wait: int = 900
    give_up_hours: int = 72
    retry_minutes: tuple[int, ...] = (5, 15, 30, 60, 120, 240)
