"""Steps of the ladder that need a mail of their own: one for each person, however many promises are in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from worker.model.agenda_facts import Reminder
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import ReminderSent
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.policy.agenda import line
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.ladder import Notice
from worker.policy.rulebook import Rulebook

Found = Sequence[tuple[Case, Notice]]


def reminders(found: Found, rulebook: Rulebook, now: datetime) -> tuple[Decision, ...]:
    """A mail for each person, and an entry in each case for each person and promise; all belong in one transaction."""
    return (*_letters(found, rulebook, now), *entries(found, LetterKind.REMINDER))


def entries(found: Found, letter: LetterKind) -> Iterator[Decision]:
    """That these people were reminded of these promises, by a letter of that kind: one decision for each case."""
    by_case: dict[str, list[ReminderSent]] = defaultdict(list)
    for case, notice in found:
        by_case[case.reference].append(_entry(notice, letter))
    for reference, facts in by_case.items():
        yield Decision(reference=reference, facts=tuple(facts))


def _letters(found: Found, rulebook: Rulebook, now: datetime) -> Iterator[Decision]:
    people = {notice.person.key: notice.person for _, notice in found}
    for key, person in people.items():
        theirs = [(case, notice) for case, notice in found if notice.person.key == key]
        theirs.sort(key=lambda one: one[1].deadline.due_on)
        lines = tuple(line(case, notice.deadline, rulebook, now, person) for case, notice in theirs)
        facts = Reminder(on=london_date(now), lines=lines)
        letter = Letter(
            kind=LetterKind.REMINDER,
            recipient=Address(person.email, person.name),
            reference="",
            cause=f"{key} at {now.isoformat()}",
            facts=facts,
            about=facts.references,
        )
        yield Decision(letters=(letter,))


def _entry(notice: Notice, letter: LetterKind) -> ReminderSent:
    return ReminderSent(
        clock=notice.deadline.clock,
        due_on=notice.deadline.due_on,
        step=notice.step,
        level=notice.rung.level,
        person=notice.person.key,
        letter=letter,
    )
