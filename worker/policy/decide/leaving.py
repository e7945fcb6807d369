"""A colleague has left: whoever stands above hears the same day what they had, and gives it to others (3.1.7.2).

What they led once it was escalated gets a new lead at once, and the client hears who that is (3.1.7.7).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import Fact
from worker.model.left_behind import Heir, LeftBehind, SomebodyLeft
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.people_event import LeavingTold
from worker.model.staff_event import LeadSet
from worker.model.time import Clock
from worker.policy.agenda import is_owed_by_us, owed
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.assignment import has_to_hear
from worker.policy.decide.client_letters import lead_notice
from worker.policy.decide.handover import Log
from worker.policy.decide.lead_away import missed_until
from worker.policy.decide.staff_command.verbs import label_of
from worker.policy.fold import fold_on
from worker.policy.in_confidence import NOT_NAMED
from worker.policy.people_in_case import called_by_key
from worker.policy.reading.arrival import cut
from worker.policy.reading.vocabulary import Verb
from worker.policy.rulebook import Rulebook

_MOST_OFFERED = 3
_WORDS_OF_ACTION = 300


@dataclass(frozen=True, slots=True)
class _Parted:
    """What follows in one case, and what its reader is told of it."""

    reader: Person
    told: LeftBehind
    decision: Decision


def left_in(case: Case, rulebook: Rulebook, _day: date) -> tuple[str, ...]:
    """The keys of those who had it or something in it and stand in people.toml no longer, unless that was told."""
    had = case.lead or case.owner or case.last_had
    theirs = ("" if case.is_over else had, case.action_owner if _has_action(case) else "")
    return tuple(
        dict.fromkeys(key for key in theirs if key and not rulebook.known(key) and key not in case.left)
    )


def somebody_has_to_hear(case: Case, rulebook: Rulebook, day: date) -> bool:
    """Whether something of the case is still to be told: to whom it came, or who left it."""
    led = missed_until(case, rulebook, day)
    return bool(left_in(case, rulebook, day) or led or has_to_hear(case, rulebook, day))


def partings(logs: Sequence[Log], rulebook: Rulebook, now: datetime) -> Iterator[tuple[Decision, ...]]:
    """A mail for each person who stands above, however many cases were left, and an entry in each case."""
    day = london_date(now)
    theirs: dict[str, list[_Parted]] = defaultdict(list)
    for case in (each.case for each in logs):
        left = left_in(case, rulebook, day)
        if left:
            parted = _parted(case, left, rulebook, day)
            theirs[parted.reader.key].append(parted)
    for every in theirs.values():
        yield (_letter(every, now), *(each.decision for each in every))


def _parted(case: Case, left: tuple[str, ...], rulebook: Rulebook, day: date) -> _Parted:
    reader = rulebook.head_of(case, day)
    facts: list[Fact] = [LeavingTold(left=left, person=reader.key, letter=LetterKind.SOMEBODY_LEFT)]
    led = bool(case.lead) and case.lead in left
    lead = _next_lead(case, rulebook, day) if led else None
    if lead:
        facts.append(LeadSet(lead=lead.key))
    reached = lead is not None and rulebook.may_reach(case) and not rulebook.awaits_address(case)
    letters = (lead_notice(case, lead, rulebook, day, mail=None),) if lead and reached else ()
    now = fold_on(case, facts)
    first = _next_due(now)
    told = LeftBehind(
        reference=case.reference,
        client=NOT_NAMED
        if case.restricted
        else case.complainant.name or case.complainant.email or "sender not known",
        left=" and ".join(map(called_by_key, left)),
        now=rulebook.owner(now, day).name,
        due=first[0] if first else "",
        due_on=first[1] if first else None,
        led=led,
        client_told=reached,
        nobody_leads=led and lead is None,
        action="" if case.restricted or case.action_owner not in left else cut(case.action, _WORDS_OF_ACTION),
        heirs=_heirs(now, reader, rulebook, day),
    )
    return _Parted(reader, told, Decision(reference=case.reference, facts=tuple(facts), letters=letters))


def _next_lead(case: Case, rulebook: Rulebook, day: date) -> Person | None:
    """Who stood in for the lead last, else who stands above; never one who had it before or about whom it is."""
    barred = {*rulebook.handled_before(case), *case.complaint.complained_about}
    cover = rulebook.known(case.last_had) if case.last_had != case.lead else None
    if cover and not {cover.key, rulebook.on_duty(cover.key, day).key} & barred:
        return cover
    return next(iter(rulebook.may_lead(case, day)), None)


def _heirs(case: Case, reader: Person, rulebook: Rulebook, day: date) -> tuple[Heir, ...]:
    """Up to three who may have it, the colleagues of the section first; nobody gets what is over."""
    if case.is_over:
        return ()
    people = rulebook.people
    if case.lead:
        able: Sequence[Person] = rulebook.may_lead(case, day) or _anybody_else(case, rulebook, day)
        others = (each for each in able if each.key != case.lead)
        return tuple(
            Heir(name=label_of(Verb.LEAD, each.name), command=f"{Verb.LEAD} {each.name}") for each in others
        )[:_MOST_OFFERED]
    sections = (people.section(case.section), *people.sections)
    keys = dict.fromkeys(key for section in sections for key in section.responsible)
    barred = {reader.key, *case.complaint.complained_about}
    offered = (people.person(key) for key in keys if key not in barred)
    heirs = [
        Heir(name=label_of(Verb.GIVE, each.name), command=f"{Verb.GIVE} {each.name}") for each in offered
    ]
    return (*heirs[:_MOST_OFFERED], Heir(name=label_of(Verb.TAKE), command=Verb.TAKE))


def _anybody_else(case: Case, rulebook: Rulebook, day: date) -> tuple[Person, ...]:
    """Whoever had nothing to do with it, where nobody above may lead it."""
    barred = {*rulebook.handled_before(case), *case.complaint.complained_about}
    return tuple(
        each
        for each in rulebook.people.persons
        if not {each.key, rulebook.on_duty(each.key, day).key} & barred
    )


def _next_due(case: Case) -> tuple[str, date] | None:
    first = min(filter(is_owed_by_us, case.running), key=lambda each: each.due_on, default=None)
    return (owed(first.clock), first.due_on) if first else None


def _has_action(case: Case) -> bool:
    return bool(case.due_on(Clock.CORRECTIVE_ACTION))


def _letter(every: Sequence[_Parted], now: datetime) -> Decision:
    reader = every[0].reader
    letter = Letter(
        kind=LetterKind.SOMEBODY_LEFT,
        recipient=Address(reader.email, reader.name),
        reference="",
        cause=f"{reader.key} at {now.isoformat()}",
        facts=SomebodyLeft(complaints=tuple(each.told for each in every)),
        about=tuple(each.told.reference for each in every),
    )
    return Decision(letters=(letter,))
