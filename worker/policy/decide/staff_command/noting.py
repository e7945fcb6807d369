"""What a colleague adds to what is known of a complaint, without any letter or promise (3.1.7.1, 3.1.8.4, 3.1.9.1)."""

from dataclasses import replace
from datetime import date

from worker.model.staff_event import CauseFound, IssueDated, SharingAllowed
from worker.policy.calendar import date_in_words
from worker.policy.decide.known_case import note
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, refused
from worker.policy.reading.dates import day_of_event, read_date

_NOTED_AS = "a colleague's note"
_IN_TIME = 7
"""Working days after what happened within which the policy wants to hear of it (3.1.9.1)."""


def keep_note(request: Request) -> Result:
    """The words are kept in the complaint; nobody else is sent them."""
    if not request.told:
        return NotDone("There are no words to keep. Write them behind it, or below.")
    how = f"{request.person.name} wrote it down."
    noted = note(request.case, replace(request.arrival, words=request.told), _NOTED_AS, how)
    return Done(facts=noted.facts)


def date_issue(request: Request) -> Result:
    """The day on which it happened; a late complaint is flagged to colleagues and handled like any other (3.1.9.1)."""
    calendar = request.rulebook.calendar
    # The bill that somebody complains about may be older than anything that a colleague enters on its day.
    day = read_date(request.argument, request.today, calendar)
    if not isinstance(day, date) or day > request.today:
        day = day_of_event(request.argument, request.today, calendar)
    if not isinstance(day, date):
        return refused(request, day)
    fact = IssueDated(on=day, by=request.by, mail=request.mail)
    return Done(facts=(fact,), day=day, more=_lateness(request, day))


def enter_cause(request: Request) -> Result:
    """What caused it, in the colleague's words."""
    if not request.told:
        return NotDone("Write behind it, or below, what caused it.")
    return Done(facts=(CauseFound(cause=request.told, by=request.by, mail=request.mail),))


def unrestrict(request: Request) -> Result:
    """What the client told us may be shared again (3.1.11)."""
    if not request.case.restricted:
        return NotDone(f"Nothing in {request.case.reference} is kept from being shared.")
    return Done(facts=(SharingAllowed(by=request.by, mail=request.mail),))


def _lateness(request: Request, day: date) -> str:
    received = request.case.complaint.day0
    if received <= request.rulebook.calendar.add_working_days(day, _IN_TIME):
        return ""
    return (
        f"The complaint of {date_in_words(received)} came more than {_IN_TIME} working days later. "
        "It is handled like any other."
    )
