"""The Quality Management Action Log: what can be entered in it (3.1.7.1).

Each fact is a frozen value of plain fields, so that the log can write it as JSON and read it back for ever:
fields may be added with a default, never renamed or removed.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from worker.model.letter import LetterKind
from worker.model.mail import Address
from worker.model.time import Clock


class Channel(StrEnum):
    """How a complaint reached the company (3.1.3)."""

    EMAIL = "email"
    WEB_FORM = "web form"
    TELEPHONE = "telephone"
    POST = "post"
    IN_PERSON = "in person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintReceived:
    """A complaint was received; day 0 is the London date of `received_at` (3.1.7.1)."""

    channel: Channel
    complainant: Address
    subject: str
    words: str
    received_at: datetime
    day0: date
    section: str
    mail: int
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStarted:
    """A promise runs until the end of `due_on` in London."""

    clock: Clock
    clause: str
    day0: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStopped:
    """The promise was kept by the event named in `by`."""

    clock: Clock
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterQueued:
    """A letter was written and lies in the outbox."""

    letter: LetterKind
    recipient: str
    message_id: str


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
class SecondCopyPossible:
    """The letter was handed over again because nothing proved that the first copy arrived."""

    letter: LetterKind
    recipient: str
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailNoted:
    """A further mail joined the case; `rule` says why it belongs here."""

    mail: int
    sender: str
    rule: str


Fact = (
    ComplaintReceived
    | ClockStarted
    | ClockStopped
    | LetterQueued
    | LetterSent
    | LetterUndeliverable
    | SecondCopyPossible
    | MailNoted
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log: place `number` in the case `reference`, written at `at` (aware UTC) by `actor`.

    `hash` covers the line and the hash of the line before it.
    """

    reference: str
    number: int
    at: datetime
    actor: str
    fact: Fact
    hash: str
