"""A delivery report came in: an acknowledgement that did not arrive was none, so its duty is open again (3.1.8.1)."""

from datetime import datetime

from worker.model.decision import Decision
from worker.model.entry import ClockStarted, ClockStopped, LetterReturned
from worker.model.letter import DeliveryFailed
from worker.model.time import Deadline
from worker.policy.case import Case
from worker.policy.clocks import kept_by, started_by
from worker.policy.decide.letter import not_delivered
from worker.policy.rulebook import Rulebook


def returned(case: Case, report: LetterReturned, rulebook: Rulebook, now: datetime) -> Decision:
    """Restart what the letter had stopped, with the original due date, and tell somebody who can act.

    A further report about the same letter is only entered: the person knows, and may have reached the client since.
    """
    if report.message_id in case.returned:
        return Decision(reference=case.reference, facts=(report,))
    reopened = tuple(_restart(each.deadline) for each in case.ended if report.message_id in each.by)
    begun = {rule.clock for rule in started_by(report.letter)} - {each.clock for each in reopened}
    # What the letter promised, the client never read.
    undone = tuple(
        ClockStopped(clock=each.clock, by=f"{report.letter} came back")
        for each in case.running
        if each.clock in begun
    )
    failed = DeliveryFailed(
        letter=report.letter,
        address=report.recipient,
        reason=came_back(report.status),
        due_on=min((each.due_on for each in reopened if each.clock in kept_by(report.letter)), default=None),
    )
    told = not_delivered(case, failed, f"{report.message_id} returned", rulebook, now)
    return Decision(reference=case.reference, facts=(report, *undone, *reopened), letters=(told,))


def came_back(status: str) -> str:
    """Why a letter did not arrive, as far as the report about it says (RFC 3463)."""
    return f"It came back{f' with status {status}' if status else ''}."


def _restart(deadline: Deadline) -> ClockStarted:
    return ClockStarted(
        clock=deadline.clock, clause=deadline.clause, day0=deadline.day0, due_on=deadline.due_on
    )
