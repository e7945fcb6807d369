"""A delivery report came in: an acknowledgement that did not arrive was none, so its duty is open again (3.1.8.1)."""

from datetime import datetime

from worker.model.decision import Decision
from worker.model.entry import ClockStarted, LetterReturned
from worker.model.letter import DeliveryFailed, Letter, LetterKind
from worker.model.mail import Address
from worker.model.time import Deadline
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import stopped_by
from worker.policy.rulebook import Rulebook


def returned(case: Case, report: LetterReturned, rulebook: Rulebook, now: datetime) -> Decision:
    """Restart what the letter had stopped, with the original due date, and tell the responsible person."""
    reopened = tuple(
        _restart(deadline) for deadline in case.started if _was_stopped(case, deadline, report.letter)
    )
    person = rulebook.responsible(case.complaint.section, london_date(now))
    told = Letter(
        kind=LetterKind.DELIVERY_FAILED,
        recipient=Address(person.email, person.name),
        reference=case.reference,
        cause=f"{report.message_id} returned",
        facts=DeliveryFailed(
            letter=report.letter,
            address=report.recipient,
            reason=f"It came back{f' with status {report.status}' if report.status else ''}.",
            due_on=next(
                (deadline.due_on for deadline in case.started if _stops(report.letter, deadline)), None
            ),
        ),
    )
    return Decision(reference=case.reference, facts=(report, *reopened), letters=(told,))


def _was_stopped(case: Case, deadline: Deadline, letter: LetterKind) -> bool:
    return _stops(letter, deadline) and case.due_on(deadline.clock) is None


def _stops(letter: LetterKind, deadline: Deadline) -> bool:
    return deadline.clock in stopped_by(letter)


def _restart(deadline: Deadline) -> ClockStarted:
    return ClockStarted(
        clock=deadline.clock, clause=deadline.clause, day0=deadline.day0, due_on=deadline.due_on
    )
