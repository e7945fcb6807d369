"""A complaint goes to somebody who has not dealt with it, and the client hears who that is (3.1.7.5, 3.1.7.7)."""

from worker.model.catalogue import LetterKind
from worker.model.office import Person
from worker.model.staff_event import DraftWritten, Escalated
from worker.policy.calendar import date_in_words
from worker.policy.decide.client_letters import escalation_notice
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result


def escalate(request: Request) -> Result:
    """The section head leads it, or senior management where the head has it already."""
    case, rulebook = request.case, request.rulebook
    lead = _lead(request)
    if lead is None:
        return NotDone(f"{case.reference} is escalated already, and there is nobody above.")
    fact = Escalated(
        lead=lead.key, by=request.by, mail=request.mail, words=request.words, handler=request.owner.key
    )
    days = rulebook.policy.promises.escalated_working_days
    until = rulebook.calendar.add_working_days(request.today, days)
    # The colleague's words are a note; the client is told who and until when, and nothing that nobody approved.
    notice = DraftWritten(
        letter=LetterKind.ESCALATION_NOTICE, words="", on=until, by=request.by, mail=request.mail
    )
    if not request.can_write:
        more = f"{lead.name} leads it. {request.not_written}"
        return Done(facts=(fact,), more=more)
    more = f"{lead.name} leads it. The client is told to expect an answer by {date_in_words(until)}."
    letter = escalation_notice(case, notice, lead, rulebook, request.today)
    return Done(facts=(fact,), letters=(letter,), more=more)


def _lead(request: Request) -> Person | None:
    """The head, then senior management: the first who neither handles complaints of the section nor leads this one.

    Nor does who would have it for them while they are away.
    """
    people = request.rulebook.people
    section = people.section(request.case.section)
    ladder = (section.head, *people.senior_management)
    above = ladder[ladder.index(request.case.lead) + 1 :] if request.case.lead in ladder else ladder
    handled = (*section.responsible, *request.case.away_from, request.case.owner, request.case.lead)
    free = (key for key in above if not {key, request.rulebook.on_duty(key, request.today).key} & {*handled})
    return next((people.person(key) for key in free), None)
