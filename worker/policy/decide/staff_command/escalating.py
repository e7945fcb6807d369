"""A complaint goes to somebody who has not dealt with it, and the client hears who that is (3.1.7.5, 3.1.7.7)."""

from worker.model.catalogue import LetterKind
from worker.model.office import Person
from worker.model.staff_event import DraftWritten, Escalated
from worker.policy.calendar import date_in_words
from worker.policy.decide.client_letters import escalation_notice
from worker.policy.decide.staff_command.giving import meant
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, suggested


def escalate(request: Request) -> Result:
    """The section head leads it, or senior management where the head has it already."""
    case, rulebook = request.case, request.rulebook
    lead = _named(request) if request.argument else _lead(request)
    if isinstance(lead, NotDone):
        return lead
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


def _named(request: Request) -> Person | NotDone:
    """The colleague who was named: a head or senior manager who has not dealt with it and about whom it is not."""
    found = meant(request, request.rulebook.people.persons)
    if not isinstance(found, Person):
        return found if isinstance(found, NotDone) else NotDone("A person leads it, not a section.")
    if found.key == request.case.lead:
        return NotDone(f"{found.name} leads it already.")
    why = _may_not_lead(request, found)
    others = [each for each in _above(request) if not _may_not_lead(request, each)]
    return (
        NotDone(why, tuple(suggested(request.verb, f"to {each.name}") for each in others)) if why else found
    )


def _above(request: Request) -> tuple[Person, ...]:
    """Every section head and senior manager, those of the section first."""
    people = request.rulebook.people
    keys = (request.head.key, *people.senior_management, *(section.head for section in people.sections))
    return tuple(people.person(key) for key in dict.fromkeys(keys))


def _may_not_lead(request: Request, person: Person) -> str:
    """Why not, or an empty string; nor may they while who would stand in for them may not."""
    if person not in _above(request):
        return f"{person.name} is neither a section head nor in senior management, and only they can lead it."
    both = {person.key, request.rulebook.on_duty(person.key, request.today).key}
    if both & {*request.case.complaint.complained_about}:
        return f"The complaint is about {person.name}, so somebody else has to lead it."
    if both & _handled(request):
        return f"{person.name} deals with it already, or with complaints like it, so somebody else has to lead it."
    return ""


def _handled(request: Request) -> frozenset[str]:
    case = request.case
    responsible = request.rulebook.people.section(case.section).responsible
    return frozenset((*responsible, *case.away_from, case.owner, case.lead))


def _lead(request: Request) -> Person | None:
    """The head, then senior management: the first who neither handles complaints of the section nor leads this one.

    Nor does who would have it for them while they are away.
    """
    people = request.rulebook.people
    section = people.section(request.case.section)
    ladder = (section.head, *people.senior_management)
    above = ladder[ladder.index(request.case.lead) + 1 :] if request.case.lead in ladder else ladder
    barred = _handled(request) | {*request.case.complaint.complained_about}
    free = (key for key in above if not {key, request.rulebook.on_duty(key, request.today).key} & barred)
    return next((people.person(key) for key in free), None)
