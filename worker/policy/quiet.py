"""Who wants no reminder of a complaint for some days, and until when a promise lets them."""

from datetime import date

from worker.model.office import Person
from worker.model.time import Deadline
from worker.policy.calendar import Calendar
from worker.policy.case import Case
from worker.policy.clocks import act_by


def quiet_until(case: Case, deadline: Deadline, person: Person, calendar: Calendar) -> date | None:
    """The day on which they hear of that promise again, at the latest the working day before it falls due."""
    until = next((day for key, day in case.quiet if key == person.key), None)
    return min(until, heard_of_by(deadline, calendar)) if until else None


def is_quiet(case: Case, deadline: Deadline, person: Person, day: date, calendar: Calendar) -> bool:
    """Whether they do not want to hear of it on that London day."""
    until = quiet_until(case, deadline, person, calendar)
    return until is not None and day < until


def heard_of_by(deadline: Deadline, calendar: Calendar) -> date:
    """The day on which whoever has it hears of a promise, whatever they wrote."""
    return calendar.working_days_before(act_by(deadline, calendar), 1)
