"""The client is asked to confirm what was written down for them; silence never stops their complaint (3.1.4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from worker.model.catalogue import LetterKind
from worker.model.client_letter import VerbalRecord, Version
from worker.model.decision import Decision
from worker.model.entry import ClockStopped, ReminderSent
from worker.model.letter import Letter
from worker.model.reasons import StopReason
from worker.model.rung import ReminderStep, StepKind
from worker.model.time import Clock, Deadline
from worker.policy.calendar import at_london, end_of_day
from worker.policy.case import Case
from worker.policy.clocks import due_on, rule_for
from worker.policy.decide.acknowledgement import SentToday, promised
from worker.policy.rulebook import Rulebook
from worker.policy.told_dates import told_until

_REMIND_AFTER = (3, 7)  # working days after the day on which the client was asked
_REMIND_AT = time(9)


def ask_to_confirm(case: Case, rulebook: Rulebook, today: date, version: Version = Version.FIRST) -> Letter:
    """The record of what the client told us, for them to confirm; it is also the acknowledgement."""
    confirm_by = due_on(rule_for(Clock.CONFIRM), today, rulebook.policy, rulebook.calendar)
    letter = _letter(case, LetterKind.VERBAL_RECORD, confirm_by, rulebook, asked_on=None)
    facts = letter.facts
    return replace(
        letter, facts=replace(facts, version=version) if isinstance(facts, VerbalRecord) else facts
    )


def confirmation_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When the client is next reminded, or else the end of the last day to reply; None where no reply is awaited."""
    deadline = case.deadline(Clock.CONFIRM)
    if deadline is None:
        return None
    ahead = (at for _, at in _reminders(case, deadline, rulebook))
    return min((*ahead, end_of_day(deadline.due_on)))


def confirmation(case: Case, rulebook: Rulebook, _: SentToday, now: datetime) -> Decision:
    """Remind the client, once for however many reminders were missed; after the last day the clock just stops."""
    deadline = case.deadline(Clock.CONFIRM)
    if deadline is None:
        return Decision()
    if now >= end_of_day(deadline.due_on):
        stopped = ClockStopped(clock=Clock.CONFIRM, by=StopReason.NO_REPLY)
        return Decision(reference=case.reference, facts=(stopped,))
    reminded = tuple(
        ReminderSent(
            clock=Clock.CONFIRM,
            due_on=deadline.due_on,
            step=step,
            level=1,
            person=None,
            letter=LetterKind.VERBAL_REMINDER,
        )
        for step, at in _reminders(case, deadline, rulebook)
        if at <= now
    )
    if not reminded:
        return Decision()
    letter = _letter(case, LetterKind.VERBAL_REMINDER, deadline.due_on, rulebook, asked_on=deadline.day0)
    return Decision(reference=case.reference, facts=reminded, letters=(letter,))


def _reminders(case: Case, deadline: Deadline, rulebook: Rulebook) -> Iterator[tuple[ReminderStep, datetime]]:
    """The reminders still to come: the step of each and its time, none on or after the last day to reply."""
    made = {step for clock, _, step, _ in case.reminded if clock is Clock.CONFIRM}
    # A letter is on its way for days, so whoever is asked by post is reminded once.
    for number in _REMIND_AFTER[1:] if rulebook.posts_to(case) else _REMIND_AFTER:
        day = rulebook.calendar.add_working_days(deadline.day0, number)
        step = ReminderStep(kind=StepKind.ASKED, number=number)
        if step not in made and day < deadline.due_on:
            yield step, at_london(day, _REMIND_AT)


def _letter(
    case: Case, kind: LetterKind, confirm_by: date, rulebook: Rulebook, asked_on: date | None
) -> Letter:
    complaint = case.complaint
    section = rulebook.people.section(case.section).name
    taken_by = next(
        (each.name for each in rulebook.people.persons if each.key == complaint.taken_by), section
    )
    facts = VerbalRecord(
        told_at=complaint.received_at,
        channel=complaint.channel,
        taken_by=taken_by,
        words=complaint.words,
        confirm_by=confirm_by,
        respond_by=told_until(case, kind, asked_on or complaint.day0) or promised(case, Clock.RESPOND),
        section=section,
        asked_on=asked_on,
        restricted=case.restricted,
    )
    asked = next((each.message_id for each in case.written if each.kind is LetterKind.VERBAL_RECORD), "")
    return Letter(
        kind=kind,
        recipient=complaint.complainant,
        reference=case.reference,
        cause=f"{kind} {case.has_written(kind) + 1}",
        facts=facts,
        answers=(asked,) if asked else (),
        promises=confirm_by if kind is LetterKind.VERBAL_RECORD else None,
    )
