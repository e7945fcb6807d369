"""A case is its entries read in order; nothing about it is stored anywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from worker.model.deed import (
    Assessed,
    Assessment,
    CaseClosed,
    CorrectiveActionAgreed,
    DraftApproved,
    DraftWritten,
    EligibilityConfirmed,
    Escalated,
    OmbudsmanDecided,
    ProposalAnswered,
    SharingRestricted,
)
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Fact,
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterUndeliverable,
    ReminderSent,
    TriageDecided,
)
from worker.model.letter import TO_CLIENTS, LetterKind
from worker.model.mail import Address
from worker.model.time import Clock, Deadline

NOT_ARRIVED = "The acknowledgement did not arrive."

ACKNOWLEDGEMENTS = (
    LetterKind.ACKNOWLEDGEMENT,
    LetterKind.NEUTRAL_ACKNOWLEDGEMENT,
    LetterKind.VERBAL_RECORD,
)


EIGHT_WEEK_LETTERS = (LetterKind.EIGHT_WEEK_LETTER, LetterKind.EIGHT_WEEK_UPDATE)
"""Letters that leave on their day once they are approved; every other approved letter leaves at once."""


class Stage(StrEnum):
    """Where a complaint stands; exactly one at a time."""

    PROVISIONAL = "provisional"
    NOT_COMPLAINT = "no complaint"
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    QUICK = "quick resolution"
    INVESTIGATING = "investigating"
    PROPOSED = "proposed"
    IMPLEMENTING = "implementing"
    ESCALATED = "escalated"
    FINAL_SENT = "answered"
    DEADLOCK = "deadlock"
    OMBUDSMAN = "ombudsman"
    CLOSED = "closed"


_STAGE_AFTER_LETTER = {
    LetterKind.PROPOSAL: Stage.PROPOSED,
    LetterKind.FINAL_RESPONSE: Stage.FINAL_SENT,
    LetterKind.DEADLOCK_LETTER: Stage.DEADLOCK,
}
_STAGE_AFTER_ASSESSMENT = {Assessment.QUICK: Stage.QUICK, Assessment.INVESTIGATE: Stage.INVESTIGATING}


@dataclass(frozen=True, slots=True)
class Ended:
    """A promise that runs no longer, and the event that ended it."""

    deadline: Deadline
    by: str


@dataclass(frozen=True, slots=True)
class Written:
    """A letter to the client: its Message-ID, the date that it promises, and whether our mail server has it."""

    kind: LetterKind
    message_id: str
    promises: date | None = None
    is_sent: bool = False


Reminded = tuple[Clock, date, str, str]
"""The clock, its due day, the step of the ladder, and the key of the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A complaint as its log tells it.

    `is_complaint` is None until a person has decided on a provisional case. `running` are the promises not yet kept,
    `started` every promise ever begun, `ended` each that runs no longer; `acknowledged_by` is the letter written as
    acknowledgement, if any; `phoned` says that a call was the acknowledgement; `withheld` why none leaves by itself,
    or that it did not arrive. `returned` holds the Message-IDs of letters that came back. `draft` waits for approval,
    `approved` is approved and waits for its day; `proposal` is the draft that was sent as proposal. `lead` is the key
    of who deals with it once escalated. `progress` is the stage that a deed or a letter brought it to.
    """

    reference: str
    complaint: ComplaintReceived
    is_complaint: bool | None
    running: tuple[Deadline, ...] = ()
    started: tuple[Deadline, ...] = ()
    ended: tuple[Ended, ...] = ()
    acknowledged_by: LetterKind | None = None
    phoned: bool = False
    withheld: str = ""
    returned: tuple[str, ...] = ()
    progress: Stage | None = None
    draft: DraftWritten | None = None
    approved: DraftWritten | None = None
    proposal: DraftWritten | None = None
    eligible: bool | None = None
    restricted: bool = False
    lead: str = ""
    action: str = ""
    written: tuple[Written, ...] = ()
    reminded: frozenset[Reminded] = frozenset()

    @property
    def stage(self) -> Stage:
        """Where the complaint stands now."""
        if self.progress is Stage.CLOSED:
            return Stage.CLOSED
        if self.is_complaint is None:
            return Stage.PROVISIONAL
        if not self.is_complaint:
            return Stage.NOT_COMPLAINT
        return self.progress or (Stage.NEW if self.due_on(Clock.ACKNOWLEDGE) else Stage.ACKNOWLEDGED)

    @property
    def complainant(self) -> Address:
        """Who complained; only staff can ever change it (promise 13)."""
        return self.complaint.complainant

    @property
    def is_open(self) -> bool:
        """Whether anything of this case is still promised."""
        over = self.stage in (Stage.NOT_COMPLAINT, Stage.CLOSED)
        # A client may go to the ombudsman for a year; that is known, and nothing that we owe.
        return not over or any(each.clock is not Clock.OMBUDSMAN_OPEN for each in self.running)

    @property
    def waits_for(self) -> str:
        """What a person owes before anything else: a decision, an acknowledgement by hand, or nothing (empty)."""
        if self.stage == Stage.PROVISIONAL:
            return "decision"
        return "acknowledgement" if self.withheld and self.due_on(Clock.ACKNOWLEDGE) else ""

    @property
    def next_due(self) -> date | None:
        """The earliest day on which a running promise falls due."""
        return min((deadline.due_on for deadline in self.running), default=None)

    @property
    def neutral_at(self) -> datetime | None:
        """When the neutral acknowledgement of a case that nobody decided leaves by itself."""
        waiting = self.stage == Stage.PROVISIONAL and self.awaits_letter
        return self.complaint.neutral_at if waiting else None

    @property
    def awaits_letter(self) -> bool:
        """Whether the client has had no acknowledgement, by letter or telephone, and no person owes it either."""
        return not (self.acknowledged_by or self.phoned or self.withheld)

    def due_on(self, clock: Clock) -> date | None:
        """The day on which that promise falls due, or None once it is kept."""
        deadline = self.deadline(clock)
        return deadline.due_on if deadline else None

    def deadline(self, clock: Clock) -> Deadline | None:
        """That promise while it runs, or None."""
        return next((deadline for deadline in self.running if deadline.clock == clock), None)

    def letter(self, message_id: str) -> Written | None:
        """The letter with that Message-ID, or None."""
        return next((each for each in self.written if each.message_id == message_id), None)

    def has_written(self, kind: LetterKind) -> int:
        """How many letters of that kind were written."""
        return sum(each.kind is kind for each in self.written)


def fold(reference: str, facts: Iterable[Fact]) -> Case:
    """The case that these facts tell in their order; the first one is the complaint."""
    ordered = iter(facts)
    case = _opened(reference, next(ordered))
    for fact in ordered:
        case = _after(case, fact)
    return case


def _opened(reference: str, fact: Fact) -> Case:
    if not isinstance(fact, ComplaintReceived):
        raise ValueError(f"The log of {reference} does not begin with a complaint.")
    return Case(reference=reference, complaint=fact, is_complaint=None if fact.provisional else True)


def _after(case: Case, fact: Fact) -> Case:
    match fact:
        case ClockStarted() | ClockMoved():
            started = Deadline(fact.clock, fact.clause, fact.day0, fact.due_on)
            running = (*_without(case.running, fact.clock), started)
            return replace(case, running=running, started=(*_without(case.started, fact.clock), started))
        case ClockStopped():
            ended = tuple(Ended(each, fact.by) for each in case.running if each.clock == fact.clock)
            return replace(case, running=_without(case.running, fact.clock), ended=(*case.ended, *ended))
        case ReminderSent():
            step = (fact.clock, fact.due_on, fact.rung, fact.person)
            return replace(case, reminded=case.reminded | {step})
        case TriageDecided():
            return replace(case, is_complaint=fact.is_complaint)
        case ClientPhoned():
            return replace(case, phoned=case.phoned or case.due_on(Clock.ACKNOWLEDGE) is not None)
        case AcknowledgementWithheld():
            return replace(case, withheld=fact.reason)
        case LetterUndeliverable() | LetterReturned():
            return _after_loss(case, fact)
        case LetterQueued() | LetterSent():
            return _after_letter(case, fact)
    return _after_deed(case, fact)


def _after_letter(case: Case, fact: LetterQueued | LetterSent) -> Case:
    if fact.letter not in TO_CLIENTS:
        return case
    if isinstance(fact, LetterQueued):
        written = (*case.written, Written(fact.letter, fact.message_id, fact.promises))
        acknowledged = fact.letter if fact.letter in ACKNOWLEDGEMENTS else case.acknowledged_by
        return replace(case, written=written, acknowledged_by=acknowledged)
    sent = tuple(
        replace(each, is_sent=True) if each.message_id == fact.message_id else each for each in case.written
    )
    stage = _STAGE_AFTER_LETTER.get(fact.letter, case.progress)
    return replace(case, written=sent, progress=stage)


def _after_deed(case: Case, fact: Fact) -> Case:
    match fact:
        case Assessed():
            return replace(case, progress=_STAGE_AFTER_ASSESSMENT[fact.assessment])
        case Escalated():
            return replace(case, progress=Stage.ESCALATED, lead=fact.lead)
        case DraftWritten():
            approved = None if fact.letter in EIGHT_WEEK_LETTERS else case.approved
            return replace(case, draft=fact, approved=approved)
        case DraftApproved():
            proposal = case.draft if fact.letter is LetterKind.PROPOSAL else case.proposal
            return replace(case, draft=None, approved=_approved(case, fact), proposal=proposal)
        case ProposalAnswered():
            return replace(case, progress=Stage.IMPLEMENTING if fact.accepted else case.progress)
        case EligibilityConfirmed():
            return replace(case, eligible=fact.eligible)
        case SharingRestricted():
            return replace(case, restricted=True)
    return _after_later_deed(case, fact)


def _approved(case: Case, fact: DraftApproved) -> DraftWritten | None:
    """The letter that waits for its day, as written by who signs it; one that leaves at once does not touch it."""
    if case.draft is None or case.draft.letter not in EIGHT_WEEK_LETTERS:
        return case.approved
    return replace(case.draft, by=fact.by)


def _after_later_deed(case: Case, fact: Fact) -> Case:
    match fact:
        case OmbudsmanDecided():
            return replace(case, progress=Stage.OMBUDSMAN)
        case CorrectiveActionAgreed():
            return replace(case, action=fact.action)
        case CaseClosed():
            return replace(case, progress=Stage.CLOSED, draft=None, approved=None)
    return case


def _after_loss(case: Case, fact: LetterUndeliverable | LetterReturned) -> Case:
    came_back = (fact.message_id,) if isinstance(fact, LetterReturned) else ()
    withheld = NOT_ARRIVED if fact.letter in ACKNOWLEDGEMENTS else case.withheld
    return replace(case, withheld=withheld, returned=(*case.returned, *came_back))


def _without(deadlines: tuple[Deadline, ...], clock: Clock) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in deadlines if deadline.clock != clock)
