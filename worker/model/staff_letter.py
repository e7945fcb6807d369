"""What short letters to colleagues say: tasks, alarms, receipts, answers that say why not, and the list for triage."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from worker.model.assigned import Assignment
from worker.model.attached_file import DraftFile
from worker.model.record_letter import ProcedureToPost, RecordChecked, ToPost, VerbalForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Facts of N4: a mail that could not be handled; its bytes are kept as number `mail`."""

    mail: int
    arrived_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A command that the writer may have meant: what it does, and how it is written.

    `words` go along for the client; `needs_words` says that the writer has to add them.
    """

    label: str
    command: str
    words: str = ""
    needs_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandDone:
    """Facts of S6: what a colleague's command changed, and the command that takes it back, until then.

    `missing` are lines that they may fill in and send back. `reach_by` is the day by which they themselves have to
    reach the client, who has no letter from us. `asks` is what they are asked to say next, by one of the `choices`.
    """

    what: str
    undo: Suggestion | None = None
    undo_until: str = ""
    missing: str = ""
    reach_by: date | None = None
    asks: str = ""
    choices: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A line that a colleague can send with one tap: what it does, and the subject that does it."""

    label: str
    subject: str


class Unclear(StrEnum):
    """What is not known of a colleague's mail."""

    WHICH_COMPLAINT = "which complaint it is about"
    WHERE_IT_BELONGS = "where it belongs"
    WHO_WROTE = "who wrote it"


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMailUnclear:
    """Facts of S8: a colleague's mail, number `mail` in the register, that changed nothing; `links` would settle it."""

    unclear: Unclear
    mail: int
    arrived_at: datetime
    topic: str
    words: str
    links: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMailSorted:
    """Facts of S8b: what became of a mail that belongs to no complaint, as a colleague said."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAsNote:
    """Facts of S13: a colleague's words that changed nothing in a complaint, and up to three things they may mean."""

    words: str
    links: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandNotDone:
    """Facts of S7: the line that could not be carried out, why, and what the writer may have meant.

    `words` are what stood below it; `wants_words` says that an answer brings what is missing.
    """

    line: str
    why: str
    suggestions: tuple[Suggestion, ...] = ()
    words: str = ""
    wants_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """Facts of S12: why each running promise falls due when it does, a paragraph of lines each."""

    promises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotShared:
    """Facts of S20: the letter `called` so waited for the reader and was taken out, because it named the client.

    `who` has the complaint; `references` are the other complaints of which it told.
    """

    called: str
    who: str
    references: tuple[str, ...] = ()


class Showing(StrEnum):
    """What a colleague can have sent of a complaint; the value is what they write."""

    HISTORY = "history"
    LETTER = "letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Facts of S16: what was asked for, and once rendered its text: every line of the log, or a letter's own words.

    `owner` has the complaint, and `due` says what falls due next; both stand above its history.
    """

    what: Showing
    text: str = ""
    owner: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """A line that a colleague can write, what follows it, and what it does."""

    write: str
    behind: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGroup:
    """Lines of a sort."""

    title: str
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCard:
    """Facts of S10: all that can be written; `example` is the reference of a complaint of the reader's, if any."""

    groups: tuple[HelpGroup, ...]
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeByHand:
    """Facts of S11: a complaint whose acknowledgement did not leave by itself, why, and until when it is owed.

    `confirmable` says that it leaves as soon as a person has made sure of the address. `told_to` is the colleague who
    wrote down what the client told them, empty where the client wrote; `channel` is how they did.
    """

    client: str
    topic: str
    words: str
    reason: str
    received_on: date
    due_on: date
    confirmable: bool = False
    possibly_about: str = ""
    told_to: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageLine:
    """One mail in the list for triage: who, first words, `mail` of no case; or its case and due date.

    `part_of` is the complaint of which it is perhaps part.
    """

    sender: str
    first_words: str
    reference: str = ""
    due_on: date | None = None
    reasons: tuple[str, ...] = ()
    mail: int | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageList:
    """Facts of M05, once a day: what to decide, whom to acknowledge by hand, what was taken for no complaint.

    `untold` are new words in known cases of which nobody was told; `set_aside` mails that could not be handled. A list
    that is too long for one mail comes in `parts`, of which this is `part`, counted from 1.
    """

    on: date
    to_decide: tuple[TriageLine, ...]
    to_acknowledge: tuple[TriageLine, ...] = ()
    untold: tuple[TriageLine, ...] = ()
    not_complaints: tuple[TriageLine, ...] = ()
    set_aside: tuple[Quarantined, ...] = ()
    part: int = 1
    parts: int = 1

    @property
    def references(self) -> tuple[str, ...]:
        """The cases that it names."""
        lines = (*self.to_decide, *self.to_acknowledge, *self.untold)
        return tuple(dict.fromkeys(line.reference for line in lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Facts of M23: since which day what is wrong, and what to do about it, in plain sentences."""

    on: date
    what: str
    to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryFailed:
    """Facts of M20: the letter `called` so did not reach that address, why, and until when the duty stands."""

    called: str
    address: str
    reason: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Facts of S4: the letter `called` so waits for the reader's approval, which sees it as the client will.

    `leaves_on` is the day on which it leaves once approved, or None where it leaves at once; `due_on` the day by which
    the client must have it, and `overdue` says that it is over. `name` tells this draft from others of the case.
    `files` go with it, and no pictures that stand within the writer's own text, of which `has_pictures` tells.
    `written_by` is the colleague who wrote it, where the reader takes it over. `asks` is what somebody has to say
    before it can be sent, by one of the `choices`.
    """

    called: str
    name: str
    client: str
    written_by: str = ""
    leaves_on: date | None = None
    due_on: date | None = None
    overdue: bool = False
    asks: str = ""
    choices: tuple[Suggestion, ...] = ()
    files: tuple[DraftFile, ...] = ()
    has_pictures: bool = False


StaffFacts = (
    AcknowledgeByHand
    | Assignment
    | Draft
    | ToPost
    | ProcedureToPost
    | RecordChecked
    | CommandDone
    | CommandNotDone
    | StaffMailUnclear
    | StaffMailSorted
    | KeptAsNote
    | Explained
    | NotShared
    | Shown
    | HelpCard
    | VerbalForm
    | TriageList
    | Alarm
    | DeliveryFailed
    | Quarantined
)
