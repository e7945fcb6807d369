"""Time passed and nobody decided: the neutral acknowledgement leaves by itself before the promise breaks (3.1.8.1)."""

from datetime import datetime

from worker.model.decision import Decision
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import at_london
from worker.policy.case import Case
from worker.policy.decide.acknowledgement import SentToday, by_hand, neutral, over_cap, too_late
from worker.policy.rulebook import Rulebook


def neutral_acknowledgement_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When it leaves, on the working day before the promise ends, so that a person can still act if it fails.

    None where a person has decided or has the duty, and where the client was acknowledged.
    """
    deadline = case.deadline(Clock.ACKNOWLEDGE)
    if deadline is None or case.stage is not Stage.PROVISIONAL or not case.awaits_letter:
        return None
    calendar = rulebook.calendar
    earliest = calendar.add_working_days(deadline.day0, 1)
    day = max(earliest, calendar.working_days_before(deadline.due_on, 1))
    return at_london(day, rulebook.office.timetable.neutral)


def neutral_acknowledgement(case: Case, rulebook: Rulebook, today: SentToday, now: datetime) -> Decision:
    """The neutral acknowledgement of a provisional case; above the caps, or too late, a person has the duty instead."""
    reason = over_cap(today, rulebook.office.caps) or too_late(case, now)
    if reason:
        held, tasks = by_hand(case, reason, rulebook, today, now)
        return Decision(reference=case.reference, facts=(held,), letters=tasks)
    return Decision(reference=case.reference, letters=(neutral(case, rulebook),))
