"""A delivery report came in: an acknowledgement that did not arrive was none, so its duty is open again (3.1.8.1)."""

from datetime import datetime

from worker.model.decision import Decision
from worker.model.entry import ClockStarted, LetterReturned
from worker.model.letter import DeliveryFailed, LetterKind
from worker.model.time import Deadline
from worker.policy.case import Case
from worker.policy.clocks import stopped_by
from worker.policy.decide.letter import not_delivered
from worker.policy.rulebook import Rulebook


def returned(case: Case, report: LetterReturned, rulebook: Rulebook, now: datetime) -> Decision:
    """Restart what the letter had stopped, with the original due date, and tell somebody who can act.

    A further report about the same letter is only entered: the person knows, and may have reached the client since.
    """
    if report.message_id in case.returned:
        return Decision(reference=case.reference, facts=(report,))
    reopened = tuple(
        _restart(deadline) for deadline in case.started if _was_stopped(case, deadline, report.letter)
    )
    failed = DeliveryFailed(
        letter=report.letter,
        address=report.recipient,
        reason=came_back(report.status),
        due_on=next((deadline.due_on for deadline in case.started if _stops(report.letter, deadline)), None),
    )
    told = not_delivered(case, failed, f"{report.message_id} returned", rulebook, now)
    return Decision(reference=case.reference, facts=(report, *reopened), letters=(told,))


def came_back(status: str) -> str:
    """Why a letter did not arrive, as far as the report about it says (RFC 3463)."""
    return f"It came back{f' with status {status}' if status else ''}."


def _was_stopped(case: Case, deadline: Deadline, letter: LetterKind) -> bool:
    return _stops(letter, deadline) and case.due_on(deadline.clock) is None


def _stops(letter: LetterKind, deadline: Deadline) -> bool:
    return deadline.clock in stopped_by(letter)


def _restart(deadline: Deadline) -> ClockStarted:
    return ClockStarted(
        clock=deadline.clock, clause=deadline.clause, day0=deadline.day0, due_on=deadline.due_on
    )
