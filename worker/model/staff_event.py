"""What a colleague decided or did in a case, as the Quality Management Action Log holds it.

Each is entered because a proven colleague wrote it; `by` is the key of that person in people.toml, `mail` the number
of the mail in which they did, and `words` are what they wrote with it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from worker.model.address_event import AddressConfirmed
from worker.model.attached_file import DraftFile
from worker.model.catalogue import LetterKind
from worker.model.duty import ActionWaived, DutyDone
from worker.model.mail_by_hand import CorrespondenceNamed
from worker.model.offer_event import OfferSaid
from worker.model.people_event import AboutColleague
from worker.model.position import Position


class Assessment(StrEnum):
    """How the responsible person will handle a complaint (3.1.7.2)."""

    QUICK = "quick"
    INVESTIGATE = "investigate"


class Contact(StrEnum):
    """How a colleague reached a client beside our mail."""

    PHONE = "phone"
    POST = "post"


class ClosureBasis(StrEnum):
    """On which basis a complaint was closed; a colleague decides it, never the worker."""

    RESOLVED = "resolved"
    ACCEPTED = "accepted"
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly upheld"
    NOT_UPHELD = "not upheld"
    WITHDRAWN = "withdrawn"
    NO_REPLY = "no reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """The responsible person said how they will handle the complaint (3.1.7.2)."""

    assessment: Assessment
    by: str
    mail: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """The complaint goes to `lead`, the key of another person than the `handler` who had it so far (3.1.7.7)."""

    lead: str
    by: str
    mail: int
    words: str = ""
    handler: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerSet:
    """The complaint is `owner`'s from now on, or that of the section of that key, of which it is no longer another's.

    Each is a key of people.toml or empty; where nobody is named, the section's responsible person has it (3.1.7.2).
    """

    owner: str
    by: str
    mail: int
    section: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSet:
    """The escalated complaint is led by another person now, whatever stage it is at (3.1.7.7).

    `by` is empty and there is no mail where the worker found that its lead has left the company.
    """

    lead: str
    by: str = ""
    mail: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftWritten:
    """A letter to the client waits for a person's approval.

    `words` are the part of it that a person writes, `on` the date that it promises. `by` is None where the worker
    wrote it; then `number` counts its drafts in this case, and `position` is what it told, as long as no person has put
    words in its place. A later draft takes the place of an earlier one, but an eight-week letter and another letter
    wait side by side. `files` go with it.
    """

    letter: LetterKind
    words: str
    on: date | None
    by: str | None
    mail: int | None
    number: int = 0
    files: tuple[DraftFile, ...] = ()
    position: Position | None = None

    @property
    def name(self) -> str:
        """What tells it from other drafts of the case in a link: draft 17, or M11 2 where the worker wrote it."""
        return f"{self.letter} {self.number}" if self.mail is None else f"draft {self.mail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftApproved:
    """A person approved the draft that waited; it leaves now, or on the day on which its kind leaves.

    `words` say why an answer leaves that seems to hold neither explanation, apology nor action (3.1.6.3).
    """

    letter: LetterKind
    by: str
    mail: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPosted:
    """A letter to a client without e-mail was posted on that London day; from then on it counts as sent."""

    letter: LetterKind
    message_id: str
    on: date
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTold:
    """On that London day a colleague told the client by phone or post what else a letter of that kind would have.

    `next_on` is the day by which they promised to be in touch again.
    """

    letter: LetterKind
    how: Contact
    on: date
    next_on: date | None
    by: str
    mail: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDetailsGiven:
    """A colleague found out how to reach the client whose complaint was written down; what is empty stays as it was."""

    name: str
    email: str
    phone: str
    address: str
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAnswered:
    """The client accepted or refused what was proposed, as a colleague read their answer (3.1.7.4, 3.1.7.6)."""

    accepted: bool
    by: str
    mail: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityConfirmed:
    """Whether the client may go to the ombudsman as a small or micro business, as a person found out (3.1.7.9)."""

    eligible: bool
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingRestricted:
    """The client does not want what they told us to be shared (3.1.11)."""

    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingAllowed:
    """What the client told us may be shared again (3.1.11)."""

    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDated:
    """What is complained about happened on `on`; nothing follows from it but a flag for colleagues (3.1.9.1)."""

    on: date
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseFound:
    """What caused the complaint, in a colleague's words; a later cause takes the place of an earlier one (3.1.8.4)."""

    cause: str
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindersQuieted:
    """Who wrote it wants no reminder of the complaint before that day; a later word takes the place of an earlier."""

    until: date
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OmbudsmanDecided:
    """The client accepted a decision of the ombudsman, of which we were notified on `notified_on` (3.1.7.9)."""

    notified_on: date
    by: str
    mail: int
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectiveActionAgreed:
    """What `owner`, or whoever has the complaint, does so that it does not happen again, and when that is reviewed."""

    action: str
    due_on: date
    review_on: date
    by: str
    mail: int
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """A person closed the complaint on that basis; what is owed beyond it, like a corrective action, goes on.

    `evidence` is the number of the client's mail that says so, where it rests on one.
    """

    outcome: ClosureBasis
    by: str
    mail: int
    words: str = ""
    evidence: int | None = None


Deed = (
    AddressConfirmed
    | Assessed
    | Escalated
    | OwnerSet
    | LeadSet
    | AboutColleague
    | DraftWritten
    | DraftApproved
    | OfferSaid
    | LetterPosted
    | ClientTold
    | ClientDetailsGiven
    | CorrespondenceNamed
    | ProposalAnswered
    | EligibilityConfirmed
    | SharingRestricted
    | SharingAllowed
    | IssueDated
    | CauseFound
    | RemindersQuieted
    | OmbudsmanDecided
    | CorrectiveActionAgreed
    | ActionWaived
    | DutyDone
    | CaseClosed
)
