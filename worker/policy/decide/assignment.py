"""Whoever has a complaint is told at once, with the client's words and the dates; several are one mail (3.1.7.2)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from worker.model.assigned import Assigned, Assignment, Due
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import ResponsibleTold
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.handover import Log, handover
from worker.policy.in_confidence import NOT_NAMED
from worker.policy.reading.arrival import cut
from worker.policy.rulebook import Rulebook

_WORDS_ALONE = 3000
_WORDS_TOGETHER = 600

_DUE: Mapping[Clock, str] = MappingProxyType(
    {
        Clock.ASSESS: "Say how you will handle it",
        Clock.RESPOND: "Answer or update to the client",
        Clock.NEXT_UPDATE: "The update that we announced",
        Clock.PROMISED: "What we promised the client",
        Clock.ESCALATED: "Answer to the escalated complaint",
        Clock.EIGHT_WEEKS: "The eight weeks end",
    }
)
"""The promises of which who has a complaint is told at once, each in a few words."""

_AT_FIRST = (Stage.NEW, Stage.ACKNOWLEDGED)


def has_to_hear(case: Case, rulebook: Rulebook, day: date) -> Person | None:
    """Who has the complaint that London day and was not told since it came to them; None where nobody is to be told.

    What nobody has decided on stands in the list for triage.
    """
    if case.is_over or case.stage is Stage.PROVISIONAL:
        return None
    person = rulebook.owner(case, day)
    return person if person.key not in case.heard and rulebook.may_have(person, case) else None


def assignments(logs: Sequence[Log], rulebook: Rulebook, now: datetime) -> Iterator[tuple[Decision, ...]]:
    """A mail for each person to whom something came, and an entry in each case; one person's belong together."""
    day = london_date(now)
    theirs: dict[str, list[Log]] = defaultdict(list)
    for log in logs:
        person = has_to_hear(log.case, rulebook, day)
        if person:
            theirs[person.key].append(log)
    for key, own in theirs.items():
        told = ResponsibleTold(person=key, letter=LetterKind.ASSIGNMENT)
        entries = (Decision(reference=log.case.reference, facts=(told,)) for log in own)
        yield (_letter(rulebook.people.person(key), own, rulebook, now), *entries)


def _letter(person: Person, logs: Sequence[Log], rulebook: Rulebook, now: datetime) -> Decision:
    most = _WORDS_ALONE if len(logs) == 1 else _WORDS_TOGETHER
    facts = Assignment(complaints=tuple(_assigned(log, most, rulebook) for log in logs))
    letter = Letter(
        kind=LetterKind.ASSIGNMENT,
        recipient=Address(person.email, person.name),
        reference="",
        cause=f"{person.key} at {now.isoformat()}",
        facts=facts,
        about=facts.references,
    )
    return Decision(letters=(letter,))


def _assigned(log: Log, most: int, rulebook: Rulebook) -> Assigned:
    case = log.case
    complaint, client = case.complaint, case.complainant
    words = "" if case.restricted else cut(complaint.words, most)
    return Assigned(
        reference=case.reference,
        client=NOT_NAMED if case.restricted else client.name or client.email or "sender not known",
        email="" if case.restricted else client.email,
        topic="" if case.restricted else complaint.subject,
        words=words,
        words_cut=bool(words) and len(words) < len(complaint.words.strip()),
        received_on=complaint.day0,
        due=tuple(_due(case)),
        leads=bool(case.lead),
        again=case.reopened,
        to_assess=case.due_on(Clock.ASSESS) is not None,
        restricted=case.restricted,
        part_of=complaint.possibly_about if complaint.likeness and case.stage in _AT_FIRST else "",
        likeness=complaint.likeness,
        files=() if case.restricted else complaint.files,
        handover=handover(case, log.entries, rulebook) if case.lead and not case.restricted else None,
    )


def _due(case: Case) -> Iterator[Due]:
    running = [(each.due_on, each.clock) for each in case.running if each.clock in _DUE]
    return (
        Due(what=_DUE[clock], on=on, to_client=clock is not Clock.ASSESS)
        for on, clock in sorted((*running, *_on_its_way(case)))
    )


def _on_its_way(case: Case) -> Iterator[tuple[date, Clock]]:
    """The day that the client is about to read in the notice by which it came to whoever leads it."""
    for each in case.written:
        waits = not each.is_sent and each.message_id not in case.returned
        if each.kind is LetterKind.ESCALATION_NOTICE and waits and each.promises:
            yield each.promises, Clock.ESCALATED
