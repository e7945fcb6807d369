"""The client has not answered what we proposed: they are reminded twice, and nothing is closed meanwhile (3.1.7.4)."""

from collections.abc import Iterator
from datetime import date, datetime, time

from worker.model.catalogue import LetterKind
from worker.model.client_letter import ClientReminder
from worker.model.decision import Decision
from worker.model.entry import ReminderSent
from worker.model.letter import Letter
from worker.model.rung import ReminderStep, StepKind
from worker.model.staff_event import DraftWritten
from worker.model.time import Clock, Deadline
from worker.policy.calendar import at_london, london_date
from worker.policy.case import Case, Written
from worker.policy.decide.acknowledgement import SentToday
from worker.policy.decide.client_letters import writer
from worker.policy.rulebook import Rulebook

_REMIND_AFTER = (5, 10)  # working days after the day on which the proposal was sent
_REMIND_AT = time(9)


def proposal_reminder_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When the client is next reminded; None where no answer is awaited, they have written, or it came back."""
    deadline, sent = case.deadline(Clock.PROPOSED), _proposal_letter(case)
    if (
        deadline is None
        or case.proposal is None
        or case.in_touch
        or (sent and sent.message_id in case.returned)
    ):
        return None
    return min((at for _, at in _reminders(case, deadline, rulebook)), default=None)


def proposal_reminder(case: Case, rulebook: Rulebook, _: SentToday, now: datetime) -> Decision:
    """Remind the client, once for however many reminders were missed.

    None leaves after the day by which all was to be done, because then the words are no longer true.
    """
    deadline, proposal = case.deadline(Clock.PROPOSED), case.proposal
    if deadline is None or proposal is None or case.in_touch:
        return Decision()
    reminded = tuple(
        _reminded(deadline, step) for step, at in _reminders(case, deadline, rulebook) if at <= now
    )
    still_true = london_date(now) <= _done_by(case, deadline)
    letters = (_letter(case, proposal, deadline, rulebook),) if reminded and still_true else ()
    return Decision(reference=case.reference, facts=reminded, letters=letters)


def _reminders(case: Case, deadline: Deadline, rulebook: Rulebook) -> Iterator[tuple[ReminderStep, datetime]]:
    """The reminders of this proposal still to come: the step of each and its time."""
    made = {step for clock, _, step, _ in case.reminded if clock is deadline.clock}
    for number in _REMIND_AFTER:
        day = rulebook.calendar.add_working_days(deadline.day0, number)
        step = ReminderStep(kind=StepKind.PROPOSED, number=number, on=deadline.day0)
        if step not in made and day <= _done_by(case, deadline):
            yield step, at_london(day, _REMIND_AT)


def _done_by(case: Case, deadline: Deadline) -> date:
    """The day that the client was given for all of it, in the proposal or in a later letter (3.1.7.6)."""
    return case.due_on(Clock.PROMISED) or deadline.due_on


def _reminded(deadline: Deadline, step: ReminderStep) -> ReminderSent:
    return ReminderSent(
        clock=deadline.clock,
        due_on=deadline.due_on,
        step=step,
        level=1,
        person=None,
        letter=LetterKind.PROPOSAL_REMINDER,
    )


def _letter(case: Case, proposal: DraftWritten, deadline: Deadline, rulebook: Rulebook) -> Letter:
    sent = _proposal_letter(case)
    facts = ClientReminder(
        topic=case.topic,
        proposed_on=deadline.day0,
        words=proposal.words,
        on=_done_by(case, deadline),
        signed=writer(case, proposal, rulebook).name,
        section=rulebook.people.section(case.section).name,
    )
    return Letter(
        kind=LetterKind.PROPOSAL_REMINDER,
        recipient=case.complainant,
        reference=case.reference,
        cause=f"{LetterKind.PROPOSAL_REMINDER} {case.has_written(LetterKind.PROPOSAL_REMINDER) + 1}",
        facts=facts,
        answers=(*case.thread, sent.message_id) if sent else case.thread,
    )


def _proposal_letter(case: Case) -> Written | None:
    """The latest proposal as it was sent."""
    sent = (each for each in reversed(case.written) if each.kind is LetterKind.PROPOSAL)
    return next(sent, None)
