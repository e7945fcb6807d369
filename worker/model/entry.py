"""The Quality Management Action Log: what can be entered in it (3.1.7.1).

Each fact is a frozen value of plain fields, so that the log can write it as JSON and read it back for ever:
fields may be added with a default, never renamed or removed. policy/entry_kinds.py has a row for each kind.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from worker.model.attached_file import ListedFile
from worker.model.catalogue import LetterKind
from worker.model.client_event import ClientEvent
from worker.model.file_event import FilesNotOpened
from worker.model.letter_event import LetterEvent
from worker.model.mail import Address
from worker.model.mail_by_hand import Correspondence
from worker.model.part_or_new import Likeness
from worker.model.party_event import PartyEvent
from worker.model.people_event import LeadAwayTold, LeavingTold
from worker.model.reasons import StopReason, Withheld
from worker.model.rung import ReminderStep
from worker.model.second_thought import CaseReopened, LetterWithdrawn, Undone
from worker.model.staff_event import Deed
from worker.model.time import Clock, Unit
from worker.model.two_cases import TwoCases


class Channel(StrEnum):
    """How a complaint reached the company (3.1.3)."""

    EMAIL = "email"
    WEB_FORM = "web form"
    TELEPHONE = "telephone"
    POST = "post"
    IN_PERSON = "in person"


class Trust(StrEnum):
    """Whether the sender of a mail is who it says: proven, not proven, or proven to be false."""

    PROVEN = "proven"
    UNPROVEN = "unproven"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintReceived:
    """A complaint was received; day 0 is the London date of `received_at` (3.1.7.1).

    It is provisional while only phrases, and no person, say that it is one. `reasons` are the phrases, `rule` the row
    of the triage table, `thread` the Message-IDs before this one. `taken_by` is the key of the colleague who wrote down
    what the client said (3.1.4), `complained_about` are those of the colleagues whom it names (3.1.7.2); `no_email`
    says that the client does not want to be written to by email. `phone` and `address`, lines as on an envelope, are
    how else to reach them, `files` what else they sent. `possibly_about` is a complaint of which it is perhaps part,
    for the reason `likeness`, or because its subject names that one.
    """

    channel: Channel
    complainant: Address
    subject: str
    words: str
    received_at: datetime
    day0: date
    section: str
    mail: int
    message_id: str
    provisional: bool = False
    rule: str = ""
    reasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    trust: Trust = Trust.UNPROVEN
    possibly_about: str = ""
    likeness: Likeness | None = None
    thread: tuple[str, ...] = ()
    taken_by: str = ""
    no_email: bool = False
    complained_about: tuple[str, ...] = ()
    phone: str = ""
    address: str = ""
    files: tuple[ListedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgementWithheld:
    """No acknowledgement leaves by itself, for that reason; the duty is now a person's, with the same due date."""

    why: Withheld
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageDecided:
    """A person decided whether the mail is a complaint (3.1.6.2)."""

    is_complaint: bool
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPhoned:
    """A person reached the client by telephone instead of by letter; `words` are their note."""

    by: str
    words: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    """A promise runs until the end of `due_on` in London."""

    clock: Clock
    clause: str
    day0: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped:
    """The promise no longer runs.

    A letter is named with its Message-ID, an entry by its stored name; `person` is the key of who wrote that, `mail`
    the number of the mail in which they did, `reference` another complaint that is meant. `on` is the day as of which
    it is stopped, where that is another than the day of the entry.
    """

    clock: Clock
    by: StopReason
    letter: LetterKind | None = None
    message_id: str | None = None
    entry: str | None = None
    person: str | None = None
    mail: int | None = None
    on: date | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMoved:
    """The days that count have changed, so an open promise that ran until `moved_from` now runs until `due_on`.

    It is `length` of that unit, counted anew.
    """

    clock: Clock
    clause: str
    day0: date
    due_on: date
    moved_from: date
    length: int
    unit: Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent:
    """`person`, or the client where that is None, was reminded of the promise that falls due on `due_on`, at that step.

    It is entered in the transaction that puts the reminder, a letter of kind `letter`, in the outbox.
    """

    clock: Clock
    due_on: date
    step: ReminderStep
    level: int
    person: str | None
    letter: LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleTold:
    """`person` has the complaint and was told of it by a letter of kind `letter`, with the client's words (3.1.7.2)."""

    person: str
    letter: LetterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNoted:
    """A further mail joined the case: `rule` says what it is and `how` why it belongs here; it changes nothing.

    `client` is the address of its writer where that is no colleague, and `message_id` is then its Message-ID.
    """

    mail: int
    sender: str
    rule: str
    how: str = ""
    words: str = ""
    trust: Trust = Trust.UNPROVEN
    files: tuple[ListedFile, ...] = ()
    client: str = ""
    message_id: str = ""


Fact = (
    ComplaintReceived
    | AcknowledgementWithheld
    | TriageDecided
    | ClientPhoned
    | ClockStarted
    | ClockStopped
    | ClockMoved
    | ReminderSent
    | ResponsibleTold
    | LeavingTold
    | LeadAwayTold
    | Deed
    | CaseReopened
    | TwoCases
    | Undone
    | ClientEvent
    | LetterEvent
    | LetterWithdrawn
    | MailNoted
    | PartyEvent
    | FilesNotOpened
    | Correspondence
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An entry of a kind that only a newer version knows: its stored name and its JSON, as they were written."""

    kind: str
    text: str


Stored = Fact | Unknown
"""What a line of the log can hold; only facts are ever written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: place `number` in the case `reference`, written at `at` (aware UTC) by `actor`.

    `hash` covers the line and the hash of the line before it; `text` is the fact as it is stored, with what
    only a newer version knows.
    """

    reference: str
    number: int
    at: datetime
    actor: str
    fact: Stored
    hash: str
    text: str = ""
