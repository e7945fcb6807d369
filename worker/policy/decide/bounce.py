"""A delivery report came in: an acknowledgement that did not arrive was none, so its duty is open again (3.1.8.1)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import dropwhile, islice

from worker.model.decision import Decision
from worker.model.entry import AcknowledgementWithheld, ClockStopped, Fact
from worker.model.letter_event import LetterReturned
from worker.model.reasons import StopReason, Withheld, WithheldReason
from worker.model.time import Clock, Deadline
from worker.policy.calendar import london_date
from worker.policy.case import Case, Written
from worker.policy.clocks import kept_by, started_by, stopped_by
from worker.policy.decide.delivery_result import not_delivered
from worker.policy.decide.joined_clocks import owed_again, runs
from worker.policy.rulebook import Rulebook


def returned(case: Case, report: LetterReturned, rulebook: Rulebook, now: datetime) -> Decision:
    """Restart what the letter had stopped, with the original due date, and tell somebody who can act.

    A letter that was sent after it keeps what it keeps. A further report about the same letter is only entered: the
    person knows, and may have reached the client since.
    """
    if report.message_id in case.returned:
        return Decision(reference=case.reference, facts=(report,))
    reopened = tuple(runs(each) for each in _to_reopen(case, report))
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


def returned_of_merged(
    merged: Case, goes_on: Case, report: LetterReturned, rulebook: Rulebook, now: datetime
) -> Decision:
    """A letter of a complaint that was merged came back: what only it had kept is owed in the one that goes on."""
    entered = Decision(reference=merged.reference, facts=(report,))
    if report.message_id in merged.returned:
        return entered
    kept = stopped_by(report.letter)
    again = tuple(each for each in owed_again(goes_on, merged.reference) if each.clock in kept)
    lost = AcknowledgementWithheld(
        why=Withheld(reason=WithheldReason.NOT_ARRIVED), person=rulebook.owner(goes_on, london_date(now)).key
    )
    unacknowledged = any(each.clock is Clock.ACKNOWLEDGE for each in again)
    owed: tuple[Fact, ...] = (lost, *again) if unacknowledged else again
    due_on = min((each.due_on for each in again), default=None)
    told = not_delivered(goes_on, report, due_on, rulebook, now)
    return Decision(reference=goes_on.reference, facts=owed, letters=(told,), others=(entered,))
