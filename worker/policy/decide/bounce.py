"""A delivery report came in: an acknowledgement that did not arrive was none, so its duty is open again (3.1.8.1)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import dropwhile, islice

from worker.model.decision import Decision
from worker.model.entry import ClockStarted, ClockStopped
from worker.model.letter_event import LetterReturned
from worker.model.reasons import StopReason
from worker.model.time import Clock, Deadline
from worker.policy.case import Case, Written
from worker.policy.clocks import kept_by, started_by, stopped_by
from worker.policy.decide.delivery_result import not_delivered
from worker.policy.rulebook import Rulebook


def returned(case: Case, report: LetterReturned, rulebook: Rulebook, now: datetime) -> Decision:
    """Restart what the letter had stopped, with the original due date, and tell somebody who can act.

    A letter that was sent after it keeps what it keeps. A further report about the same letter is only entered: the
    person knows, and may have reached the client since.
    """
    if report.message_id in case.returned:
        return Decision(reference=case.reference, facts=(report,))
    reopened = tuple(_restart(each) for each in _to_reopen(case, report))
    undone = tuple(
        ClockStopped(
            clock=each, by=StopReason.LETTER_RETURNED, letter=report.letter, message_id=report.message_id
        )
        for each in _never_promised(case, report)
        if each not in {one.clock for one in reopened}
    )
    due_on = min((each.due_on for each in reopened if each.clock in kept_by(report.letter)), default=None)
    told = not_delivered(case, report, due_on, rulebook, now)
    return Decision(reference=case.reference, facts=(report, *undone, *reopened), letters=(told,))


def _to_reopen(case: Case, report: LetterReturned) -> Iterator[Deadline]:
    """What the letter kept and nothing else does, while the case is one in which that is still owed."""
    if case.is_over:
        return
    kept = {clock for letter in _sent_after(case, report) for clock in stopped_by(letter.kind)}
    for each in case.ended:
        if _by(each.stopped, report) and each.deadline.clock not in kept:
            yield each.deadline


def _by(stopped: ClockStopped, report: LetterReturned) -> bool:
    return stopped.by is StopReason.LETTER and stopped.message_id == report.message_id


def _never_promised(case: Case, report: LetterReturned) -> Iterator[Clock]:
    """What the letter promised, the client never read; what a later one promises stands."""
    again = {rule.clock for letter in _sent_after(case, report) for rule in started_by(letter.kind)}
    for rule in started_by(report.letter):
        if rule.clock not in again and case.deadline(rule.clock):
            yield rule.clock


def _sent_after(case: Case, report: LetterReturned) -> tuple[Written, ...]:
    """The letters to the client that our server took after this one, and that have not come back."""
    behind = dropwhile(lambda each: each.message_id != report.message_id, case.written)
    return tuple(
        each for each in islice(behind, 1, None) if each.is_sent and each.message_id not in case.returned
    )


def _restart(deadline: Deadline) -> ClockStarted:
    return ClockStarted(
        clock=deadline.clock, clause=deadline.clause, day0=deadline.day0, due_on=deadline.due_on
    )
