"""Letters: what they are about, what they look like rendered, and what became of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from worker.model.agenda_facts import AgendaFacts
from worker.model.answer_letter import AnswerFacts
from worker.model.attached_file import DraftFile
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.client_letter import ClientFacts
from worker.model.left_behind import LeadAway, SomebodyLeft
from worker.model.mail import Address
from worker.model.part_or_new import PartOrNew
from worker.model.party_letter import PartyFacts
from worker.model.staff_letter import StaffFacts
from worker.model.what_was_it import WhatWasIt

OWN_HEADER = "X-Optimised-Ref"
"""The header by which we know our own letters; it carries the letter's unguessable name."""


LetterFacts = (
    ClientFacts
    | StaffFacts
    | AnswerFacts
    | AgendaFacts
    | WhatWasIt
    | SomebodyLeft
    | LeadAway
    | PartOrNew
    | PartyFacts
)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with a letter."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that was decided on and not yet rendered.

    `reference` is empty for a letter that belongs to no case. `cause` makes it unique: the same letter for the same
    cause is written once. `answers` holds the Message-IDs of the thread, oldest first (RFC 5322 3.6.4), and
    `goes_on_under` the subject of the acknowledgement where this one goes on under that; never where it is shown
    `nameless`, to somebody who may not know of whom it is. `promises` is the date by
    which the client is told to hear from us next. Of a letter that shows a draft, `shows` is the letter whose words
    it gets once both are rendered. `about` are the references of the cases that a list to a colleague names, so that
    an answer to the list finds them. `origin` is how this one came about, where letters of its kind come about in
    more ways than one. `not_before` is when it may leave, None for at once. `files` are those of a colleague, whose
    bytes are added when it is rendered.
    """

    kind: LetterKind
    recipient: Address
    reference: str
    cause: str
    facts: LetterFacts
    answers: tuple[str, ...] = ()
    goes_on_under: str = ""
    nameless: bool = False
    promises: date | None = None
    attachments: tuple[Enclosure, ...] = ()
    shows: "Letter | None" = None
    about: tuple[str, ...] = ()
    origin: Origin | None = None
    not_before: datetime | None = None
    files: tuple[DraftFile, ...] = ()

    @property
    def came_about(self) -> Origin:
        """How this very letter came about; who writes one of a kind that knows several ways has to say which."""
        if self.origin is None:
            (only,) = self.kind.row.origins
            return only
        return self.origin


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedLetter:
    """The exact bytes that will be sent, with the Message-ID they will always carry."""

    letter: Letter
    message_id: str
    subject: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What an SMTP server is given; `copy_to` is our own mailbox, the proof of an unknown outcome, or empty."""

    sender: str
    recipient: str
    copy_to: str
    content: bytes


class SendStatus(StrEnum):
    """What a hand-over came to: only `delivered` lets the log say sent."""

    DELIVERED = "delivered"
    LATER = "later"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SendResult:
    """The result of one hand-over and the server's words, or ours where the server said nothing.

    `reached` is False where no server answered, so that the next letter need not knock at the same door.
    """

    kind: SendStatus
    detail: str
    reached: bool = True
