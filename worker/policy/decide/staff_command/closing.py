"""A colleague closes a complaint on a basis that they name, and the client is told no more than is true (3.1.7.4)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from worker.model.catalogue_row import CatalogueRow
from worker.model.staff_event import CaseClosed, ClosureBasis
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.decide.client_letters import closure_notice
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, suggested
from worker.policy.reading.vocabulary import Verb

_SHOWN = 3


def close(request: Request) -> Result:
    """The complaint is closed on the basis that a person names, and the client is told."""
    outcome = next((each for each in ClosureBasis if each == request.argument), None)
    if outcome is None:
        every = ", ".join(ClosureBasis)
        links = tuple(suggested(request.verb, each) for each in _nearest(request.argument))
        return NotDone(f"A complaint is closed with one of these outcomes: {every}.", links)
    fact = CaseClosed(outcome=outcome, by=request.by, mail=request.mail, words=request.words)
    if not request.can_write:
        return Done(facts=(fact,), more=request.not_written)
    unfit = _BASIS[outcome](request) if outcome in _BASIS else None
    if unfit:
        return unfit
    letter = closure_notice(request.case, fact, request.rulebook, request.today)
    return Done(facts=(fact,), letters=(letter,), more=f"The client is told by {_means(request)}.")


def not_theirs_to_close(request: Request) -> NotDone | None:
    """Who leads an escalated complaint ends it, and not the colleague it was escalated away from (3.1.7.7)."""
    if request.is_by_lead:
        return None
    return NotDone(f"The complaint is escalated. {request.owner.name} leads it and closes it.")


def _means(request: Request) -> str:
    return f"post: {request.owner.name} gets the letter to print" if request.goes_by_post else "mail"


def _nearest(words: str) -> tuple[ClosureBasis, ...]:
    """The outcomes that begin as these words do first."""
    return tuple(sorted(ClosureBasis, key=lambda each: each[:3] != words[:3])[:_SHOWN])


def _told_what_we_found(request: Request) -> NotDone | None:
    """The client has a letter of ours with what we found, or a decision of the ombudsman."""
    case = request.case
    if case.stage is Stage.OMBUDSMAN or _has(case, lambda row: row.leads_to is not None):
        return None
    why = "The client has had no letter with what we found. First answer them, or close it as resolved or withdrawn."
    return NotDone(why, (suggested(Verb.ANSWER), suggested(Verb.CLOSE, ClosureBasis.RESOLVED)))


def _accepted(request: Request) -> NotDone | None:
    """A letter of ours asked the client, and nobody has entered that they refused."""
    if not _has(request.case, lambda row: row.asks):
        why = (
            "Nothing has been proposed to the client by a letter that arrived, so there is nothing to accept."
        )
        return NotDone(why, (suggested(Verb.PROPOSE, "+10"),))
    if request.case.refused:
        why = "It is entered that the client refused. If they have accepted since, first write so."
        return NotDone(why, (suggested(Verb.ACCEPTED),))
    return None


def _did_not_reply(request: Request) -> NotDone | None:
    """We proposed something, and the time that the client had to answer has passed without a word."""
    if not _has(request.case, lambda row: row.leads_to is Stage.PROPOSED):
        why = "Nothing has been proposed to the client by a letter from here, so there is nothing to answer."
        return NotDone(why, (suggested(Verb.PROPOSE, "+10"),))
    case = request.case
    if case.stage is not Stage.PROPOSED:
        return NotDone(f"{case.reference} is {case.stage}, so it does not wait for an answer of the client.")
    waits_until = case.due_on(Clock.PROPOSED)
    if waits_until is None or case.in_touch:
        return NotDone("The client has written or answered since we proposed, so they did reply.")
    if request.today <= waits_until:
        return NotDone(f"The client has until {date_in_words(waits_until)} to answer what we proposed.")
    return None


def _has(case: Case, wanted: Callable[[CatalogueRow], bool]) -> bool:
    """Whether the client has such a letter, one that did not come back."""
    arrived = (each.kind.row for each in case.written if each.message_id not in case.returned)
    return any(map(wanted, arrived))


_BASIS: Mapping[ClosureBasis, Callable[[Request], NotDone | None]] = MappingProxyType(
    {
        ClosureBasis.ACCEPTED: _accepted,
        ClosureBasis.UPHELD: _told_what_we_found,
        ClosureBasis.PARTLY_UPHELD: _told_what_we_found,
        ClosureBasis.NOT_UPHELD: _told_what_we_found,
        ClosureBasis.NO_REPLY: _did_not_reply,
    }
)
"""What must be true before the client may read that basis; the others rest on the colleague's word."""
