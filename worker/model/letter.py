"""Letters: what they are about, what they look like rendered, and what became of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from worker.model.agenda_facts import AgendaFacts
from worker.model.client_letter import ClientFacts
from worker.model.mail import Address
from worker.model.staff_letter import StaffFacts

OWN_HEADER = "X-Optimised-Ref"
"""The header by which we know our own letters; it carries the letter's unguessable name."""


class LetterKind(StrEnum):
    """The message catalogue; the value is the catalogue's id and the beginning of the template's file name."""

    ACKNOWLEDGEMENT = "M01"
    NEUTRAL_ACKNOWLEDGEMENT = "M02"
    VERBAL_RECORD = "M03"
    VERBAL_REMINDER = "M03r"
    TRIAGE_LIST = "M05"
    PROPOSAL = "M07"
    ESCALATION_NOTICE = "M08"
    PROGRESS_UPDATE = "M09"
    DATE_WILL_SLIP = "M10"
    EIGHT_WEEK_LETTER = "M11"
    EIGHT_WEEK_UPDATE = "M11b"
    DEADLOCK_LETTER = "M12"
    FINAL_RESPONSE = "M14"
    CLOSURE_NOTICE = "M15"
    PROPOSAL_REMINDER = "M16"
    REMINDER = "M18"
    DAILY_DIGEST = "M19"
    DELIVERY_FAILED = "M20"
    POLICY_REVIEW = "M22"
    QUARANTINED = "N4"
    CLIENT_WROTE = "S1"
    DRAFT = "S4"
    MORNING_LIST = "S5"
    COMMAND_DONE = "S6"
    NOT_DONE = "S7"
    VERBAL_FORM = "S9"
    EXPLAINED = "S12"
    ACKNOWLEDGE_BY_HAND = "S11"
    ALARM = "M23"

    @property
    def called(self) -> str:
        """What colleagues call it: proposal, eight-week letter."""
        return _CALLED.get(self) or self.name.lower().replace("_", " ")


_CALLED = {
    LetterKind.DATE_WILL_SLIP: "letter about a later date",
    LetterKind.EIGHT_WEEK_LETTER: "eight-week letter",
    LetterKind.EIGHT_WEEK_UPDATE: "eight-week update",
    LetterKind.FINAL_RESPONSE: "answer",
}

TO_CLIENTS = (
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.NEUTRAL_ACKNOWLEDGEMENT,
    LetterKind.VERBAL_RECORD,
    LetterKind.VERBAL_REMINDER,
    LetterKind.PROPOSAL,
    LetterKind.ESCALATION_NOTICE,
    LetterKind.PROGRESS_UPDATE,
    LetterKind.DATE_WILL_SLIP,
    LetterKind.EIGHT_WEEK_LETTER,
    LetterKind.EIGHT_WEEK_UPDATE,
    LetterKind.DEADLOCK_LETTER,
    LetterKind.FINAL_RESPONSE,
    LetterKind.CLOSURE_NOTICE,
    LetterKind.PROPOSAL_REMINDER,
)
"""The letters that clients read; all others are for colleagues."""


LetterFacts = ClientFacts | StaffFacts | AgendaFacts


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that was decided on and not yet rendered.

    `reference` is empty for a letter that belongs to no case. `cause` makes it unique: the same letter for the same
    cause is written once. `answers` holds the Message-IDs of the thread, oldest first (RFC 5322 3.6.4). `promises` is
    the date by which the client is told to hear from us next. Of a letter that shows a draft, `shows` is the letter
    whose words it gets once both are rendered.
    """

    kind: LetterKind
    recipient: Address
    reference: str
    cause: str
    facts: LetterFacts
    answers: tuple[str, ...] = ()
    promises: date | None = None
    attachments: tuple[Attachment, ...] = ()
    shows: "Letter | None" = None


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
