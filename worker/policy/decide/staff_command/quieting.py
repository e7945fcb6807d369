"""A colleague wants no reminder of a complaint for some days; no promise to a client is broken by it (3.1.7.7)."""

from worker.model.staff_event import RemindersQuieted
from worker.model.time import Deadline
from worker.policy.agenda import is_owed, owed, owner
from worker.policy.calendar import date_in_words
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, refused
from worker.policy.quiet import heard_of_by
from worker.policy.reading.dates import Refusal, promised_day


def reminded(request: Request) -> NotDone | None:
    """Something in it is theirs, so that they are reminded at all."""
    if _theirs(request):
        return None
    return NotDone(f"Nothing of {request.case.reference} is yours, so you are not reminded of it.")


def be_quiet(request: Request) -> Result:
    """They are left alone until that day, or until the day before a promise falls due."""
    calendar = request.rulebook.calendar
    day = promised_day(request.argument, request.today, request.in_a_year, calendar)
    if isinstance(day, Refusal):
        return refused(request, day)
    first = min(_theirs(request), key=lambda each: heard_of_by(each, calendar))
    told = heard_of_by(first, calendar)
    if told <= request.today:
        return NotDone(f"It is too late for that: {owed(first.clock)}, by {date_in_words(first.due_on)}.")
    fact = RemindersQuieted(until=day, by=request.by, mail=request.mail)
    due = f"Due on {date_in_words(first.due_on)}: {owed(first.clock)}"
    more = f"{due}. So you still hear of it on {date_in_words(told)}." if told < day else ""
    return Done(facts=(fact,), day=day, more=more)


def _theirs(request: Request) -> tuple[Deadline, ...]:
    """The promises of which they are reminded."""
    return tuple(
        each
        for each in request.case.running
        if is_owed(each, request.today)
        and owner(request.case, each.clock, request.rulebook, request.today).key == request.by
    )
