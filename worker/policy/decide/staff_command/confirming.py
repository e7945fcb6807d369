"""A colleague makes sure of the address that a passed-on mail names; only then is the client written to (2.1)."""

from worker.model.address_event import AddressConfirmed
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.decide.acknowledgement import acknowledge, promised, too_late
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, suggested
from worker.policy.reading.vocabulary import Verb
from worker.policy.reason_words import withheld_in_words


def address_awaited(request: Request) -> NotDone | None:
    """The client is not written to before somebody has made sure of the address."""
    case = request.case
    if not request.rulebook.awaits_address(case):
        return NotDone(f"No letter of {case.reference} waits for its address to be confirmed.")
    if not request.rulebook.may_reach(case):
        why = "The mail names no address of the client. Please find out how to reach them."
        return NotDone(why, (suggested(Verb.PHONED),))
    return None


def confirm_address(request: Request) -> Result:
    """The acknowledgement leaves now for the address that the colleague has made sure of, where one is still owed."""
    case, now = request.case, request.arrival.seen_at
    if case.due_on(Clock.ACKNOWLEDGE) is None:
        fact = AddressConfirmed(email=case.complainant.email, by=request.by, mail=request.mail)
        return Done(facts=(fact,), more="Letters to the client can go there now.")
    late = too_late(case, now)
    if late:
        return NotDone(withheld_in_words(late), (suggested(Verb.PHONED),))
    fact = AddressConfirmed(email=case.complainant.email, by=request.by, mail=request.mail)
    answered_by = date_in_words(promised(case, Clock.RESPOND))
    more = f"They are acknowledged now, and told that they hear from us by {answered_by}."
    return Done(facts=(fact,), letters=(acknowledge(case, request.rulebook, now),), more=more)
