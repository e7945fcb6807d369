"""What is read from a mailbox: addresses, kept bytes and the message read out of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox address; `email` is lower case, `name` is cleaned for display and may be empty."""

    email: str
    name: str = ""

    @property
    def domain(self) -> str:
        """The part behind the last @, or an empty string."""
        return self.email.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class RawMail:
    """A message exactly as the mailbox holds it; `internal_date` is the arrival in aware UTC (RFC 3501 2.3.3)."""

    folder: str
    uidvalidity: int
    uid: int
    internal_date: datetime
    content: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; `name` is for display only and never a path.

    `in_text` says that it is a picture within the text, as in a signature; `is_ours` that it is a letter of ours.
    """

    name: str
    content_type: str
    size: int
    sha256: str
    in_text: bool = False
    is_ours: bool = False


class DeliveryKind(StrEnum):
    """What a delivery notice says happened to a letter (RFC 3464 2.3.3)."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class DeliveryNotice:
    """One recipient's line of a delivery status report; `status` is like 5.1.1 or empty (RFC 3463)."""

    address: str
    kind: DeliveryKind
    status: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as read, every text clean of NUL, lone surrogates and control characters.

    `sender` is known only when there is exactly one From with one address and two parsers agree on it;
    `from_text` is what the header shows. `headers` holds (lower-case name, decoded value) in their order.
    `date` is the sender's claim in aware UTC; it decides nothing but when a mail that a colleague passed on was first
    sent. `own_name` is what our own header says in this mail, `returned_names` what it says in the letters that a
    delivery report gives back. `delivered_to` are all addresses to which it was brought, as the servers noted too.
    `faults` names in short sentences what was wrong.
    """

    sender: Address | None
    from_text: str
    subject: str
    text: str
    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    date: datetime | None = None
    content_type: str = "text/plain"
    attachments: tuple[Attachment, ...] = ()
    attached_messages: tuple[bytes, ...] = ()
    delivery_notices: tuple[DeliveryNotice, ...] = ()
    returned_message_ids: tuple[str, ...] = ()
    returned_names: tuple[str, ...] = ()
    own_name: str = ""
    delivered_to: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """The first header of that lower-case name, or an empty string."""
        return next((value for key, value in self.headers if key == name), "")

    def header_all(self, name: str) -> tuple[str, ...]:
        """Every header of that lower-case name, topmost first."""
        return tuple(value for key, value in self.headers if key == name)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Bytes that no limit or parser let through; `reason` is a sentence for the person who looks at them."""

    reason: str
