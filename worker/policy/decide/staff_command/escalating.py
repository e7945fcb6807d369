"""A complaint goes to somebody who has not dealt with it, and the client hears who that is (3.1.7.5, 3.1.7.7)."""

from dataclasses import dataclass
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.letter import Letter
from worker.model.office import Person
from worker.model.staff_event import DraftWritten, Escalated
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.decide.client_letters import escalation_notice
from worker.policy.decide.staff_command.giving import meant
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, suggested
from worker.policy.rulebook import Rulebook
from worker.policy.told_dates import told_until


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked for it, a colleague's key or empty for the client, in which mail, and in which words."""

    by: str
    mail: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Who leads it from now on, until when the client is told to have an answer, and what is entered and written."""

    lead: Person
    until: date
    fact: Escalated
    letters: tuple[Letter, ...]


def escalate(request: Request) -> Result:
    """The section head leads it, or senior management where the head has it already."""
    named = _named(request) if request.argument else None
    if isinstance(named, NotDone):
        return named
    found = escalation(
        request.case, Asked(request.by, request.mail, request.words), request.rulebook, request.today, named
    )
    if found is None:
        return NotDone(f"{request.case.reference} is escalated already, and there is nobody above.")
    return done(found, request)


def done(found: Escalation, request: Request) -> Done:
    """The escalation as a colleague's command brings it about, and what its receipt says."""
    told = f"The client is told to expect an answer by {date_in_words(found.until)}."
    if not found.letters:
        told = request.not_written
    return Done(facts=(found.fact,), letters=found.letters, more=f"{found.lead.name} leads it. {told}")


def escalation(
    case: Case, asked: Asked, rulebook: Rulebook, today: date, named: Person | None = None
) -> Escalation | None:
    """The complaint in other hands, whoever asked for it; None where nobody is `named` or left who may have it."""
    lead = named or _lead(case, rulebook, today)
    if lead is None:
        return None
    handler = rulebook.owner(case, today)
    fact = Escalated(lead=lead.key, by=asked.by, mail=asked.mail, words=asked.words, handler=handler.key)
    days = rulebook.policy.promises.escalated_working_days
    counted = rulebook.calendar.add_working_days(today, days)
    until = told_until(case, LetterKind.ESCALATION_NOTICE, today, counted) or counted
    # What is said with it is a note; the client is told who and until when, and nothing that nobody approved.
    signed_by = asked.by or lead.key
    notice = DraftWritten(
        letter=LetterKind.ESCALATION_NOTICE, words="", on=until, by=signed_by, mail=asked.mail
    )
    may_write = rulebook.may_reach(case) and not rulebook.awaits_address(case)
    letters = (escalation_notice(case, notice, lead, rulebook, today),) if may_write else ()
    return Escalation(lead=lead, until=until, fact=fact, letters=letters)


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
    if both & _handled(request.case, request.rulebook):
        return f"{person.name} deals with it already, or with complaints like it, so somebody else has to lead it."
    return ""


def _handled(case: Case, rulebook: Rulebook) -> frozenset[str]:
    responsible = rulebook.people.section(case.section).responsible
    return frozenset((*responsible, *case.away_from, case.owner, case.lead))


def _lead(case: Case, rulebook: Rulebook, today: date) -> Person | None:
    """The head, then senior management: the first who neither handles complaints of the section nor leads this one.

    Nor does who would have it for them while they are away.
    """
    people = rulebook.people
    section = people.section(case.section)
    ladder = (section.head, *people.senior_management)
    above = ladder[ladder.index(case.lead) + 1 :] if case.lead in ladder else ladder
    barred = _handled(case, rulebook) | {*case.complaint.complained_about}
    free = (key for key in above if not {key, rulebook.on_duty(key, today).key} & barred)
    return next((people.person(key) for key in free), None)
