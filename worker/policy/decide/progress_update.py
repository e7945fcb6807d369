"""Nobody answered by the last hour of the promise: a factual update leaves, where the policy was told so (3.1.8.2)."""

from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.client_letter import ClientLetter
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.position import Position, Reached
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import at_london, london_date
from worker.policy.case import Case
from worker.policy.clocks import act_by, latest_update, stopped_by
from worker.policy.decide.acknowledgement import SentToday, acknowledged_as
from worker.policy.decide.client_letters import signpost_in
from worker.policy.rulebook import Rulebook
from worker.policy.told_dates import told_until


def progress_update_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When the update leaves by itself; None where it is switched off, not owed, or where no mail may go unread.

    A client whose acknowledgement was withheld, or did not arrive, is a person's task.
    """
    deadline = case.deadline(Clock.RESPOND)
    if not (rulebook.policy.auto_update and deadline and _may_leave(case, rulebook)):
        return None
    return at_london(act_by(deadline, rulebook.calendar), rulebook.office.timetable.auto_update)


def progress_update(case: Case, rulebook: Rulebook, _: SentToday, now: datetime) -> Decision:
    """Only what the log knows, and the day by which the client hears again; the section signs, because nobody wrote it.

    To a sender who is not proven it repeats nothing of what was written (promise 12).
    """
    complaint, today = case.complaint, london_date(now)
    proven = acknowledged_as(complaint.trust) is LetterKind.ACKNOWLEDGEMENT
    ends = case.due_on(Clock.EIGHT_WEEKS)
    counted = latest_update(today, ends, rulebook.policy, rulebook.calendar)
    next_on = told_until(case, LetterKind.PROGRESS_UPDATE, today, counted)
    facts = ClientLetter(
        topic=case.topic if proven else "",
        received_on=complaint.day0,
        section=rulebook.people.section(complaint.section).name,
        on=next_on,
        position=known(case, rulebook, today),
        dated=today,
        signpost=signpost_in(LetterKind.PROGRESS_UPDATE, case, rulebook, today),
    )
    letter = Letter(
        kind=LetterKind.PROGRESS_UPDATE,
        recipient=complaint.complainant if proven else Address(complaint.complainant.email),
        reference=case.reference,
        cause="time",
        facts=facts,
        answers=case.thread,
        promises=next_on,
        origin=Origin.SCHEDULED,
    )
    return Decision(reference=case.reference, letters=(letter,))


def known(case: Case, rulebook: Rulebook, today: date) -> Position:
    """What the log can say about the work on a complaint, and nothing more."""
    owner = rulebook.owner(case, today)
    section = rulebook.people.section(case.section).name
    written_to = Reached.WRITTEN_TO if case.was_acknowledged else Reached.NOT_YET
    return Position(
        reached=Reached.SPOKEN_TO if case.phoned else written_to,
        handler=f"{owner.name}, {owner.role or section}",
    )


def _may_leave(case: Case, rulebook: Rulebook) -> bool:
    """Whether a client who heard from us can be written to, and no letter that keeps the promise is on its way."""
    heard = case.is_complaint or case.acknowledged_by or case.phoned
    reachable = rulebook.may_write_to(case) and not case.withheld
    answered = any(Clock.RESPOND in stopped_by(each.kind) for each in case.written)
    return bool(
        heard and reachable and not answered and not case.is_over and case.stage is not Stage.OMBUDSMAN
    )
