"""Who leads an escalated complaint is away and nobody who may have it covers: somebody above says who leads (3.1.7.7).

It never comes back to those from whom it was taken. Whoever is asked hears it on the first working day of the absence.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.left_behind import Heir, LeadAway
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.people_event import LeadAwayTold
from worker.policy.agenda import client_of, is_owed_by_us, owed
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.handover import Log
from worker.policy.decide.staff_command.verbs import label_of
from worker.policy.in_confidence import NOT_NAMED
from worker.policy.reading.vocabulary import Verb
from worker.policy.rulebook import Rulebook

_MOST_OFFERED = 3


def missed_until(case: Case, rulebook: Rulebook, day: date) -> date | None:
    """The last day of an absence in which nobody leads it that London day; None where somebody does, or knows."""
    lead = rulebook.known(case.lead) if case.lead and not case.is_over else None
    until = rulebook.away_until(lead, day) if lead else None
    if lead is None or until is None or (lead.key, until) in case.missed:
        return None
    has_it = rulebook.owner(case, day)
    there = rulebook.away_until(has_it, day) is None and rulebook.may_have(has_it, case)
    return None if there or not rulebook.calendar.is_working_day(day) else until


def missed_leads(logs: Sequence[Log], rulebook: Rulebook, now: datetime) -> Iterator[tuple[Decision, ...]]:
    """A question for each such complaint, to whoever stands above and is there."""
    day = london_date(now)
    for case in (each.case for each in logs):
        until = missed_until(case, rulebook, day)
        if until:
            yield (_asked(case, until, rulebook, day),)


def _asked(case: Case, until: date, rulebook: Rulebook, day: date) -> Decision:
    reader, lead = _decides(case, rulebook, day), rulebook.people.person(case.lead)
    told = LeadAwayTold(lead=lead.key, until=until, person=reader.key, letter=LetterKind.LEAD_IS_AWAY)
    due = min(filter(is_owed_by_us, case.running), key=lambda each: each.due_on, default=None)
    facts = LeadAway(
        client=client_of(case) or NOT_NAMED,
        lead=lead.name,
        until=until,
        due=owed(due.clock) if due else "",
        due_on=due.due_on if due else None,
        heirs=tuple(_heirs(case, rulebook, day))[:_MOST_OFFERED],
    )
    letter = Letter(
        kind=LetterKind.LEAD_IS_AWAY,
        recipient=Address(reader.email, reader.name),
        reference=case.reference,
        cause=f"{lead.key} away until {until.isoformat()}",
        facts=facts,
    )
    return Decision(reference=case.reference, facts=(told,), letters=(letter,))


def _decides(case: Case, rulebook: Rulebook, day: date) -> Person:
    """Who stands above it and is there, those of the section first; rather one who had nothing to do with it."""
    people = rulebook.people
    heads = (section.head for section in people.sections)
    order = dict.fromkeys((people.section(case.section).head, *people.senior_management, *heads))
    barred = {case.lead, *case.complaint.complained_about}
    there = [rulebook.on_duty(key, day) for key in order]
    free = [each for each in there if each.key not in barred and rulebook.away_until(each, day) is None]
    fresh = (each for each in free if each.key not in rulebook.handled_before(case))
    return next(fresh, None) or next(iter(free), rulebook.head_of(case, day))


def _heirs(case: Case, rulebook: Rulebook, day: date) -> Iterator[Heir]:
    """Who may lead it and is there, those above first."""
    barred = {case.lead, *rulebook.handled_before(case), *case.complaint.complained_about}
    above = rulebook.may_lead(case, day)
    for person in dict.fromkeys((*above, *rulebook.people.persons)):
        if person.key not in barred and rulebook.away_until(person, day) is None:
            yield Heir(name=label_of(Verb.LEAD, person.name), command=f"{Verb.LEAD} {person.name}")
