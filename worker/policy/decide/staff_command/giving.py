"""A complaint is taken or given to a colleague or section, or an escalated one gets another lead (3.1.7.2, 3.1.7.7)."""

from collections.abc import Sequence
from difflib import get_close_matches

from worker.model.office import Person, Section
from worker.model.staff_event import LeadSet, OwnerSet
from worker.policy.decide.client_letters import lead_notice
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, suggested
from worker.policy.reading.vocabulary import Verb

_MYSELF = ("me", "myself")
_IN_FRONT = ("to ", "for ", "the ")


def take(request: Request) -> Result:
    """Who wrote it has it from now on."""
    return _to_person(request, request.person)


def give(request: Request) -> Result:
    """A colleague has it, or a section and whoever is responsible there."""
    found = meant(request, (*request.rulebook.people.persons, *request.rulebook.people.sections))
    match found:
        case Person():
            return _to_person(request, found)
        case Section():
            return _to_section(request, found)
    return found


def lead(request: Request) -> Result:
    """That colleague leads the escalated complaint, and the client hears who that is."""
    if not request.case.lead:
        return NotDone(f"{request.case.reference} is not escalated.", (suggested(Verb.ESCALATE),))
    found = meant(request, request.rulebook.people.persons)
    return _to_lead(request, found) if isinstance(found, Person) else _not_a_section(found)


def not_theirs_to_lead(request: Request) -> NotDone | None:
    """Who leads it and whoever stands above say who leads it next."""
    if request.by == request.owner.key or request.is_by_head:
        return None
    return NotDone("Only who leads it, the section head or senior management can say who leads it.")


def _not_a_section(found: Section | NotDone) -> NotDone:
    return found if isinstance(found, NotDone) else NotDone("A person leads it, not a section.")


def _to_person(request: Request, person: Person) -> Result:
    case = request.case
    if person.key in case.complaint.complained_about:
        return NotDone(f"The complaint is about {person.name}, so somebody else has to have it.")
    if case.lead:
        return not_theirs_to_lead(request) or _to_lead(request, person)
    there = request.rulebook.on_duty(person.key, request.today)
    if there.key == request.by != person.key:
        return NotDone(f"{person.name} is away, and you cover for them.", (suggested(Verb.TAKE),))
    fact = OwnerSet(owner=person.key, by=request.by, mail=request.mail, words=request.words)
    return Done(facts=(fact,), more=_now_with(request, person, there))


def _to_section(request: Request, section: Section) -> Result:
    if request.case.lead:
        return NotDone(f"{request.case.reference} is escalated. Please name a person who leads it.")
    fact = OwnerSet(owner="", section=section.key, by=request.by, mail=request.mail, words=request.words)
    moved = request.case.in_section(section.key)
    there = request.rulebook.owner(moved, request.today)
    return Done(facts=(fact,), more=f"{section.name}, where {_has_it(request, there)}")


def _to_lead(request: Request, person: Person) -> Result:
    """Never one from whom it was escalated away, nor while they would cover for who leads it."""
    case, rulebook = request.case, request.rulebook
    there = rulebook.on_duty(person.key, request.today)
    before = rulebook.handled_before(case)
    about = [each for each in (person, there) if each.key in case.complaint.complained_about]
    if about:
        return NotDone(f"The complaint is about {about[0].name}, so somebody else has to lead it.")
    both = [each for each in (person, there) if each.key in before]
    if both:
        return NotDone(f"{both[0].name} had it before it was escalated, so somebody else has to lead it.")
    fact = LeadSet(lead=person.key, by=request.by, mail=request.mail, words=request.words)
    more = _now_with(request, person, there)
    if person.key == case.lead:
        return Done(facts=(fact,), more=more)
    if not request.can_write:
        more = f"{more} {request.not_written}"
        return Done(facts=(fact,), more=more)
    notice = lead_notice(case, person, rulebook, request.today, mail=request.mail)
    return Done(facts=(fact,), letters=(notice,), more=f"{more} The client is told who leads it now.")


def _now_with(request: Request, person: Person, there: Person) -> str:
    if person.key == request.by:
        return "you."
    if there.key == person.key:
        return f"{person.name}, who is told at once."
    return f"{person.name}, who is away: {_has_it(request, there)}"


def _has_it(request: Request, there: Person) -> str:
    return "you have it." if there.key == request.by else f"{there.name} has it and is told at once."


def meant(request: Request, among: Sequence[Person | Section]) -> Person | Section | NotDone:
    """The one of that name, full or in part, or the question which one is meant."""
    words = " ".join(request.argument.split()).casefold().rstrip(".!")
    for front in _IN_FRONT:
        words = words.removeprefix(front)
    if words in _MYSELF:
        return request.person
    exact = [each for each in among if words == each.name.casefold()]
    found = exact or [each for each in among if words and words in each.name.casefold().split()]
    if len(found) == 1:
        return found[0]
    if found:
        return _which(request, f"Which {request.argument.title()}?", found)
    names = {name: each for each in among for name in (each.name.casefold(), *each.name.casefold().split())}
    near = dict.fromkeys(names[name].name for name in get_close_matches(words, names))
    return _which(
        request, f"Nobody here is called {request.argument.title()}.", [x for x in among if x.name in near]
    )


def _which(request: Request, why: str, found: Sequence[Person | Section]) -> NotDone:
    return NotDone(why, tuple(suggested(request.verb, each.name) for each in found))
