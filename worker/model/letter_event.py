"""What becomes of a letter, from the outbox to its reader, as the log keeps it."""

from dataclasses import dataclass
from datetime import date

from worker.model.catalogue import LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQueued:
    """A letter was written and lies in the outbox; `promises` is the date on which the client was told to expect us."""

    letter: LetterKind
    recipient: str
    message_id: str
    promises: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToPost:
    """A letter to a client without e-mail went to a colleague to print and post, in the mail with that Message-ID.

    `promises` is the date on which the client reads that they hear from us; nothing counts as sent before it is posted.
    """

    letter: LetterKind
    person: str
    message_id: str
    promises: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent:
    """Our mail server took the letter; `proof` is its reply, or how we know without one."""

    letter: LetterKind
    recipient: str
    message_id: str
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterUndeliverable:
    """The letter will not arrive by mail and a person has been told."""

    letter: LetterKind
    recipient: str
    message_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReturned:
    """A delivery report says that a letter which our server took did not arrive (RFC 3464)."""

    letter: LetterKind
    recipient: str
    message_id: str
    status: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondCopyPossible:
    """The letter was handed over again because nothing proved that the first copy arrived."""

    letter: LetterKind
    recipient: str
    message_id: str


LetterEvent = (
    LetterQueued | LetterToPost | LetterSent | LetterUndeliverable | LetterReturned | SecondCopyPossible
)
