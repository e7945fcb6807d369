"""The days that count have changed: which open promises fall due on another day now (3.1.8)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from worker.model.entry import ClockMoved
from worker.model.promises import Policy
from worker.model.time import Clock, Deadline, Unit
from worker.policy.calendar import Calendar
from worker.policy.case import Case
from worker.policy.clocks import ClockRule, due_on, rule_for

_NOT_OURS = (Clock.OMBUDSMAN_OPEN, Clock.OMBUDSMAN_DECISION)
# The day of a review stands in what a colleague agreed to, but only the day of the action was theirs to name.
_REVIEW = replace(
    rule_for(Clock.EFFECTIVENESS_REVIEW),
    length=lambda promises: promises.review_working_days,
    unit=Unit.WORKING_DAYS,
)


@dataclass(frozen=True, slots=True)
class Move:
    """An open promise of that case that falls due on `due_on` instead of on the day in `deadline`."""

    reference: str
    deadline: Deadline
    due_on: date
    length: int
    unit: Unit

    @property
    def fact(self) -> ClockMoved:
        """The entry of the log that moves it."""
        return ClockMoved(
            clock=self.deadline.clock,
            clause=self.deadline.clause,
            day0=self.deadline.day0,
            due_on=self.due_on,
            moved_from=self.deadline.due_on,
            length=self.length,
            unit=self.unit,
        )


def counted_by(deadline: Deadline, case: Case) -> tuple[ClockRule, date]:
    """The row by which the day of that promise is counted, and the London day after which the count begins.

    A review is counted from the day that a person named for the corrective action, also once that is done (3.1.8.4).
    """
    action = next((each for each in case.started if each.clock is Clock.CORRECTIVE_ACTION), None)
    if action and deadline.clock is Clock.EFFECTIVENESS_REVIEW:
        return _REVIEW, action.due_on
    return rule_for(deadline.clock), deadline.day0


def moves(case: Case, policy: Policy, calendar: Calendar) -> tuple[Move, ...]:
    """The running promises that come to another day with these holidays and lengths; none where all stays.

    What a client was told never moves later. A day that a person named and the periods of the ombudsman never move.
    """
    return tuple(_moves(case, policy, calendar))


def _moves(case: Case, policy: Policy, calendar: Calendar) -> Iterator[Move]:
    for deadline in case.running:
        rule, day0 = counted_by(deadline, case)
        if rule.length is None or deadline.clock in _NOT_OURS:
            continue
        counted = due_on(rule, day0, policy, calendar)
        later = counted > deadline.due_on
        if counted != deadline.due_on and not (later and _client_was_told(case, deadline.clock)):
            length = rule.length(policy.promises)
            yield Move(case.reference, deadline, counted, length, rule.unit)


def _client_was_told(case: Case, clock: Clock) -> bool:
    # A letter that is written holds the date already, and cannot be called back from the outbox.
    return any(clock in letter.kind.row.tells for letter in case.written)
