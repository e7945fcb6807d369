"""Until when the promises run of a complaint that is opened again: its day 0 stays what it was (3.1.7.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from worker.model.reasons import StopReason
from worker.model.staff_event import CaseClosed
from worker.model.time import Clock, Deadline
from worker.policy.case import Case, Ended
from worker.policy.clocks import ClockRule, due_on
from worker.policy.entry_kinds import kind_for
from worker.policy.rulebook import Rulebook
from worker.policy.told_dates import TOLD_TO_CLIENT


def runs_again(case: Case, rule: ClockRule, today: date, rulebook: Rulebook) -> Deadline | None:
    """The promise of that row once the case is opened again on that London day; None where it stays ended.

    `case` is as it stood before.
    """
    match rule.clock:
        case Clock.ACKNOWLEDGE:
            return _acknowledgement(case)
        case Clock.EIGHT_WEEKS:
            return _eight_weeks(case, today)
    counted = due_on(rule, today, rulebook.policy, rulebook.calendar)
    fresh = Deadline(rule.clock, rule.clause, today, counted)
    if rule.clock is not Clock.RESPOND:
        return fresh
    # A client who was told a day waits for that day, whatever happened in between.
    told = (replace(each, clock=rule.clock, clause=rule.clause) for each in _still_told(case, today))
    return min((fresh, *told), key=lambda each: each.due_on)


def _acknowledgement(case: Case) -> Deadline | None:
    """Still owed where it was taken for no complaint before anybody had acknowledged it."""
    ended = _last_ended(case, Clock.ACKNOWLEDGE)
    owed = ended and ended.stopped.by is StopReason.NOT_A_COMPLAINT and not case.acknowledged_by
    return ended.deadline if ended and owed and not case.phoned else None


def _eight_weeks(case: Case, today: date) -> Deadline | None:
    """The original day while it lies ahead, unless a letter or the ombudsman's decision has ended it."""
    running = case.deadline(Clock.EIGHT_WEEKS)
    if running:
        return running
    ended = _last_ended(case, Clock.EIGHT_WEEKS)
    return ended.deadline if ended and _ended_with_case(ended) and ended.deadline.due_on > today else None


def _still_told(case: Case, today: date) -> Iterator[Deadline]:
    """What the client was told and still lies ahead: it runs, or only the end of the case stopped it."""
    for clock in TOLD_TO_CLIENT:
        ended = _last_ended(case, clock)
        stopped = ended.deadline if ended and _ended_with_case(ended) else None
        told = case.deadline(clock) or stopped
        if told and told.due_on > today:
            yield told


def _last_ended(case: Case, clock: Clock) -> Ended | None:
    return next((each for each in reversed(case.ended) if each.deadline.clock is clock), None)


def _ended_with_case(ended: Ended) -> bool:
    """Whether nothing kept that promise: it ended because the complaint did."""
    stopped = ended.stopped
    return stopped.by is StopReason.NOT_A_COMPLAINT or stopped.entry == kind_for(CaseClosed).name
