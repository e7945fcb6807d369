"""A case is its entries read in order; nothing about it is stored anywhere else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from worker.model.entry import (
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Entry,
    Fact,
    LetterSent,
    LetterUndeliverable,
)
from worker.model.letter import LetterKind
from worker.model.mail import Address
from worker.model.time import Clock, Deadline


class Stage(StrEnum):
    """Where a complaint stands; exactly one at a time."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A complaint as its log tells it: `running` are the promises not yet kept, `day0` a London date."""

    reference: str
    stage: Stage
    complainant: Address
    subject: str
    section: str
    received_at: datetime
    day0: date
    running: tuple[Deadline, ...] = ()

    @property
    def next_due(self) -> date | None:
        """The earliest day on which a running promise falls due."""
        return min((deadline.due_on for deadline in self.running), default=None)

    def due_on(self, clock: Clock) -> date | None:
        """The day on which that promise falls due, or None once it is kept."""
        return next((deadline.due_on for deadline in self.running if deadline.clock == clock), None)


def fold(entries: Iterable[Entry]) -> Case:
    """The case that these entries tell; they are all of one case, in order, the complaint first."""
    ordered = iter(entries)
    case = _opened(next(ordered))
    for entry in ordered:
        case = _after(case, entry.fact)
    return case


def _opened(entry: Entry) -> Case:
    match entry.fact:
        case ComplaintReceived() as complaint:
            return Case(
                reference=entry.reference,
                stage=Stage.NEW,
                complainant=complaint.complainant,
                subject=complaint.subject,
                section=complaint.section,
                received_at=complaint.received_at,
                day0=complaint.day0,
            )
    raise ValueError(f"The log of {entry.reference} does not begin with a complaint.")


def _after(case: Case, fact: Fact) -> Case:
    match fact:
        case ClockStarted():
            started = Deadline(fact.clock, fact.clause, fact.day0, fact.due_on)
            return replace(case, running=(*_without(case, fact.clock), started))
        case ClockStopped():
            return replace(case, running=_without(case, fact.clock))
        case LetterSent(letter=LetterKind.ACKNOWLEDGEMENT) if case.stage == Stage.NEW:
            return replace(case, stage=Stage.ACKNOWLEDGED)
        case LetterUndeliverable(letter=LetterKind.ACKNOWLEDGEMENT) if case.stage == Stage.ACKNOWLEDGED:
            return replace(case, stage=Stage.NEW)
    return case


def _without(case: Case, clock: Clock) -> tuple[Deadline, ...]:
    return tuple(deadline for deadline in case.running if deadline.clock != clock)
