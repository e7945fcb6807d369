"""A complaint is about a colleague: they have nothing to do with it from then on, and the head has it (3.1.7.2)."""

from worker.model.entry import Fact
from worker.model.office import Person
from worker.model.people_event import AboutColleague
from worker.model.staff_event import LeadSet
from worker.policy.decide.client_letters import lead_notice
from worker.policy.decide.staff_command.giving import meant
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result
from worker.policy.fold import fold_on
from worker.policy.reading.vocabulary import Verb

_THEIR_OWN = (Verb.HELP, Verb.UNDO)
"""What somebody about whom it is may write all the same: it shows and changes nothing that others entered."""


def about(request: Request) -> Result:
    """Nobody about whom it is has it, leads it or reads of it; who has it now is told at once."""
    found = meant(request, request.rulebook.people.persons)
    if not isinstance(found, Person):
        return found if isinstance(found, NotDone) else NotDone("It is about a person, not a section.")
    case, rulebook = request.case, request.rulebook
    if found.key in case.complaint.complained_about:
        return NotDone(f"It is entered already that {case.reference} is about {found.name}.")
    fact = AboutColleague(person=found.key, by=request.by, mail=request.mail)
    facts: list[Fact] = [fact]
    after = fold_on(case, facts)
    lead = next(iter(rulebook.may_lead(after, request.today)), None) if case.lead == found.key else None
    if lead:
        facts.append(LeadSet(lead=lead.key, by=request.by, mail=request.mail))
        after = fold_on(case, facts)
    notice = lead is not None and request.can_write
    letters = (
        (lead_notice(after, lead, rulebook, request.today, mail=request.mail),) if lead and notice else ()
    )
    has_it = rulebook.owner(after, request.today)
    head = rulebook.head_of(after, request.today)
    others = () if head.key in (request.by, has_it.key) else (head,)
    return Done(
        facts=tuple(facts), letters=letters, also=others, more=_in_words(request, found, has_it, told=notice)
    )


def about_them(request: Request) -> NotDone | None:
    """Who wrote it is the one about whom the complaint is, so it is for somebody else."""
    if request.by not in request.case.complaint.complained_about or request.verb in _THEIR_OWN:
        return None
    return NotDone(f"The complaint is about {request.person.name}, so somebody else has to have it.")


def _in_words(request: Request, about: Person, has_it: Person, *, told: bool) -> str:
    has = "You have it" if has_it.key == request.by else f"{has_it.name} has it"
    client = " The client is told who leads it now." if told else ""
    return f"{about.name}, who has nothing to do with it any more. {has}.{client}"
