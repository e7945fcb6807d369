"""One mail as the policy sees it: what it says, from whom, when it arrived, and what the log knows about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.model.attached_file import ListedFile
from worker.model.decision import Decision
from worker.model.entry import Channel, Entry, Trust
from worker.model.mail import Address, Message
from worker.model.office import Person
from worker.model.part_or_new import Likeness
from worker.model.party import Party
from worker.model.queued_letter import QueuedLetter
from worker.policy.case import Case
from worker.policy.reading.automatic import Automatic, AutomaticKind
from worker.policy.reading.commands import Command
from worker.policy.reading.dissatisfaction import Judgement, Label
from worker.policy.reading.mail_command import MailCommand
from worker.policy.reading.procedure_request import ProcedureRequest
from worker.policy.reading.verbal_report import VerbalReport

_EARLIEST_YEAR = 2000
_CLOCKS_MAY_DIFFER = timedelta(hours=1)
_LONGEST_ON_A_DESK = timedelta(days=60)
_MOST_LISTED = 30


@dataclass(frozen=True, slots=True)
class History:
    """The log of a case line by line, and the Message-IDs of its letters that still lie in the outbox untouched."""

    entries: tuple[Entry, ...]
    not_in_hand: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a command touches besides its own case: another one with its log, or the one that a mail is to be.

    `adds` is the mail that is to be put into the case, `belongs_to` the case in which it stands already. `others` are
    the open cases of the same client, or the mails that a list names, where none was named.
    """

    case: Case | None = None
    history: History | None = None
    opens: Decision | None = None
    adds: "Arrival | None" = None
    belongs_to: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A mail that arrived at `received_at` (aware UTC, by the mailbox's clock) and lies in the register as `mail`.

    Who wrote it: `trust` says whether its sender is proven, `staff` is the colleague whose address it bears, proven or
    not; `is_own` that it bears our own. What it says: `client` is who complains, which for a web form or a forwarded
    mail is not who sent it, `words` are what the client wrote, and `judgement` whether they read like a complaint;
    `by_colleague` names the colleague who passed the mail on, `note` is what they wrote above it,
    `written_at` is when the words that they bring are said
    to have been written, believable or not, and `others` are the further mails that came passed on in this one.
    `automatic` is any mark of automatic mail, `command` what a colleague wants done, `mail_command` what
    one says that another mail is, `verbal_report` what one wrote down for a client (3.1.4), `completed` the lines of
    such a record that they fill in later. What the log knows: `letter` is the letter of ours that it is a copy of
    (`is_own_copy`), reports on (`is_bounce_of_ours`) or answers; `case` the complaint to which it belongs by a secret
    of ours, and `how` we know; `possibly_about` one that the subject
    names without proof, or that is like it for the reason `likeness`; `repeats` is how long ago the same words came
    that are all it says; `namesake` an earlier mail
    that bears the same Message-ID and says something else. `to_client` says that a person wrote it to the
    client of `case`, and that we got a copy; `from_sent_folder` that it lies among the mail that left our own mailbox.
    `history` is the log of the case of which a colleague takes something back, `beside` what their command touches
    besides. `party` is the authority or supplier whose address it bears, proven or not; the mail is theirs where
    `client` is None, and `others` are then the clients' mails that they pass on. `procedure` says that they ask for
    our complaints procedure. `sent_before` are the hashes of the files that came with our letter which it answers.
    `seen_at` is now.
    """

    mail: int
    message: Message
    received_at: datetime
    seen_at: datetime
    client: Address | None
    subject: str
    words: str
    trust: Trust
    trust_reason: str
    judgement: Judgement
    automatic: Automatic | None = None
    channel: Channel = Channel.EMAIL
    staff: Person | None = None
    party: Party | None = None
    is_own: bool = False
    by_colleague: str = ""
    note: str = ""
    written_at: datetime | None = None
    others: "tuple[Arrival, ...]" = ()
    together: int = 1
    command: Command | None = None
    mail_command: MailCommand | None = None
    verbal_report: VerbalReport | None = None
    completed: VerbalReport | None = None
    letter: QueuedLetter | None = None
    is_own_copy: bool = False
    is_bounce_of_ours: bool = False
    case: Case | None = None
    history: History | None = None
    sent_before: frozenset[str] = frozenset()
    beside: Beside | None = None
    how: str = ""
    possibly_about: str = ""
    likeness: Likeness | None = None
    repeats: timedelta | None = None
    namesake: int | None = None
    to_client: bool = False
    from_sent_folder: bool = False
    procedure: ProcedureRequest | None = None

    @property
    def client_trust(self) -> Trust:
        """Whether the client is proven: never where somebody else brings their words."""
        own_words = self.channel is Channel.EMAIL and not self.passed_on_by
        return self.trust if own_words else Trust.UNPROVEN

    @property
    def passed_on_by(self) -> str:
        """Who passed on the client's words, a colleague or who is no client; empty where the client wrote."""
        return self.by_colleague or (self.party.name if self.party and self.client else "")

    @property
    def is_proven_staff(self) -> bool:
        """Whether a colleague wrote it, proven."""
        return self.staff is not None and self.trust is Trust.PROVEN

    @property
    def is_bounce(self) -> bool:
        """Whether the mail says that a letter failed."""
        return self.automatic is not None and self.automatic.kind is AutomaticKind.BOUNCE

    @property
    def may_complain(self) -> bool:
        """Whether it reads like a complaint, or nearly."""
        return self.judgement.label is not Label.ENQUIRY or bool(self.judgement.tags)

    @property
    def by_machine(self) -> bool:
        """Whether a program wrote it; a mark alone, as lists and Outlook set it, may stand over a person's words."""
        mark = self.automatic
        return mark is not None and (mark.certain or mark.kind is AutomaticKind.VACATION)

    def is_certainly(self, *kinds: AutomaticKind) -> bool:
        """Whether the mail is without doubt automatic mail of one of these kinds."""
        return self.automatic is not None and self.automatic.certain and self.automatic.kind in kinds

    @property
    def files(self) -> tuple[ListedFile, ...]:
        """What came with the words, by name and size, without the pictures in them; nobody opens it here (3.1.10)."""
        shown = (each for each in self.message.attachments if not (each.in_text or each.is_ours))
        return tuple(ListedFile(name=each.name, size=each.size) for each in shown)[:_MOST_LISTED]

    @property
    def sender(self) -> str:
        """Who wrote it, for a colleague's eyes."""
        if self.client is None and self.party and self.message.sender:
            return f"{self.party.name} ({self.message.sender.email})"
        if self.client is None:
            return "sender not known"
        return f"{self.client.name} ({self.client.email})" if self.client.name else self.client.email


def received_at(internal_date: datetime, kept_at: datetime) -> datetime:
    """When the mail reached the mailbox: INTERNALDATE, or the time we first saw it where that cannot be true."""
    possible = internal_date.year >= _EARLIEST_YEAR and internal_date <= kept_at + _CLOCKS_MAY_DIFFER
    return internal_date if possible else kept_at


def first_told(arrived_at: datetime, sent_at: datetime | None) -> datetime:
    """When the client first told us: what a colleague passes on had reached the company when it was sent (2.1).

    A date that cannot be true, or lies so far back that it is more likely wrong, counts for nothing.
    """
    believable = sent_at is not None and arrived_at - _LONGEST_ON_A_DESK <= sent_at <= arrived_at
    return sent_at if sent_at and believable else arrived_at


def cut(text: str, length: int) -> str:
    """The beginning of the text, whole words only where it has any, at most `length` characters."""
    text = text.strip()
    if len(text) <= length:
        return text
    return (text[:length].rsplit(None, 1) or [""])[0][:length]
