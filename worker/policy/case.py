"""A case is its entries read in order; nothing about it is stored anywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Fact,
    LetterQueued,
    LetterReturned,
    LetterUndeliverable,
    TriageDecided,
)
from worker.model.letter import LetterKind
from worker.model.mail import Address
from worker.model.time import Clock, Deadline

NOT_ARRIVED = "The acknowledgement did not arrive."

ACKNOWLEDGEMENTS = (LetterKind.ACKNOWLEDGEMENT, LetterKind.NEUTRAL_ACKNOWLEDGEMENT)


class Stage(StrEnum):
    """Where a complaint stands; exactly one at a time."""

    PROVISIONAL = "provisional"
    NOT_COMPLAINT = "no complaint"
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A complaint as its log tells it.

    `is_complaint` is None until a person has decided on a provisional case. `running` are the promises not yet kept,
    `started` every promise ever begun; `acknowledged_by` is the letter that was written as acknowledgement, if any;
    `phoned` says that a call was the acknowledgement; `withheld` why none leaves by itself, or that it did not
    arrive. `returned` holds the Message-IDs of letters that came back.
    """

    reference: str
    complaint: ComplaintReceived
    is_complaint: bool | None
    running: tuple[Deadline, ...] = ()
    started: tuple[Deadline, ...] = ()
    acknowledged_by: LetterKind | None = None
    phoned: bool = False
    withheld: str = ""
    returned: tuple[str, ...] = ()

    @property
    def stage(self) -> Stage:
        """Where the complaint stands now."""
        if self.is_complaint is None:
            return Stage.PROVISIONAL
        if not self.is_complaint:
            return Stage.NOT_COMPLAINT
        return Stage.NEW if self.due_on(Clock.ACKNOWLEDGE) else Stage.ACKNOWLEDGED

    @property
    def complainant(self) -> Address:
        """Who complained; only staff can ever change it (promise 13)."""
        return self.complaint.complainant

    @property
    def is_open(self) -> bool:
        """Whether anything of this case is still promised."""
        return self.stage != Stage.NOT_COMPLAINT or bool(self.running)

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
    def acts_at(self) -> datetime | None:
        """When time alone makes a letter due: the neutral acknowledgement of a case that nobody decided."""
        waiting = self.stage == Stage.PROVISIONAL and self.awaits_letter
        return self.complaint.neutral_at if waiting else None

    @property
    def awaits_letter(self) -> bool:
        """Whether the client has had no acknowledgement, by letter or telephone, and no person owes it either."""
        return not (self.acknowledged_by or self.phoned or self.withheld)

    def due_on(self, clock: Clock) -> date | None:
        """The day on which that promise falls due, or None once it is kept."""
        return next((deadline.due_on for deadline in self.running if deadline.clock == clock), None)


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
        case ClockStarted():
            started = Deadline(fact.clock, fact.clause, fact.day0, fact.due_on)
            running = (*_without(case.running, fact.clock), started)
            return replace(case, running=running, started=(*_without(case.started, fact.clock), started))
        case ClockStopped():
            return replace(case, running=_without(case.running, fact.clock))
        case TriageDecided():
            return replace(case, is_complaint=fact.is_complaint)
        case ClientPhoned():
            return replace(case, phoned=case.phoned or case.due_on(Clock.ACKNOWLEDGE) is not None)
        case AcknowledgementWithheld():
            return replace(case, withheld=fact.reason)
        case LetterQueued() if fact.letter in ACKNOWLEDGEMENTS:
            return replace(case, acknowledged_by=fact.letter)
        case LetterUndeliverable() | LetterReturned():
            return _after_loss(case, fact)
    return case


def _after_loss(case: Case, fact: LetterUndeliverable | LetterReturned) -> Case:
    came_back = (fact.message_id,) if isinstance(fact, LetterReturned) else ()
    withheld = NOT_ARRIVED if fact.letter in ACKNOWLEDGEMENTS else case.withheld
    return replace(case, withheld=withheld, returned=(*case.returned, *came_back))


def _without(deadlines: tuple[Deadline, ...], clock: Clock) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in deadlines if deadline.clock != clock)
