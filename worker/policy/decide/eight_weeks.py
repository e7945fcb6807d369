"""Eight weeks are nearly over: the worker drafts the letter, a head approves it, and it leaves on its day (3.1.7.9)."""

from dataclasses import replace
from datetime import date, datetime, time

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Origin
from worker.model.decision import Decision
from worker.model.entry import ReminderSent
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import Person
from worker.model.position import Position, Replied, Stands
from worker.model.rung import ReminderStep, StepKind
from worker.model.staff_event import DraftWritten
from worker.model.staff_letter import Alarm, Draft
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline
from worker.policy.calendar import at_london, date_in_words, london_date
from worker.policy.case import Case
from worker.policy.clocks import eight_week_letter_by, latest_update, ombudsman_from, stopped_by
from worker.policy.decide.acknowledgement import SentToday
from worker.policy.decide.client_letters import client_letter, signpost
from worker.policy.decide.progress_update import known
from worker.policy.decide.staff_command.before_sending import open_question
from worker.policy.rulebook import Rulebook

_AT = time(9)
_DRAFT_BEFORE = 5  # working days before the day of the letter
_STANDS = {
    Stage.PROPOSED: Stands.PROPOSED,
    # What is agreed and not yet done is not resolved, so the client is told where they can go (SI 2008/1898 reg 2).
    Stage.IMPLEMENTING: Stands.AGREED,
    Stage.ESCALATED: Stands.ESCALATED,
    Stage.FINAL_SENT: Stands.ANSWERED,
}


def eight_week_draft_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When the letter is drafted; None where none is owed, or where it is approved and waits for its day.

    One that is not approved before the next date in it is over is drafted again.
    """
    deadline = _owed(case, rulebook)
    day = _first_day(case, deadline, rulebook) if deadline else None
    if day is None or (case.approved and case.approved.letter is _kind(case)):
        return None
    waits = case.eight_week_draft
    if waits and waits.letter is _kind(case):
        return at_london(waits.on, _AT) if waits.on else None
    return at_london(rulebook.calendar.working_days_before(day, _DRAFT_BEFORE), _AT)


def eight_week_draft(case: Case, rulebook: Rulebook, _: SentToday, now: datetime) -> Decision:
    """The letter with what the log knows, shown to the section head word for word; nothing leaves unapproved."""
    deadline, today = _owed(case, rulebook), london_date(now)
    if deadline is None:
        return Decision()
    if _unsayable(case, deadline, rulebook, today):
        return _told_that_none_is_known(case, deadline, rulebook, now)
    earlier = case.approved or case.eight_week_draft
    words = earlier.words if earlier else ""
    leaves_on = _leaves_on(case, deadline, rulebook, today)
    draft = DraftWritten(
        letter=_kind(case),
        words=words,
        on=latest_update(leaves_on, None, rulebook.policy, rulebook.calendar),
        by=None,
        mail=None,
        number=case.eight_week_drafts + 1,
        files=earlier.files if earlier else (),
        position=None if words else _position(case, rulebook, today),
    )
    return Decision(
        reference=case.reference, facts=(draft,), letters=_shown(case, draft, deadline, rulebook, now)
    )


def eight_week_letter_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When the approved letter leaves; None where none is approved, or where it is on its way."""
    deadline, approved = _owed(case, rulebook), case.approved
    if deadline is None or approved is None or approved.letter is not _kind(case):
        return None
    day = _first_day(case, deadline, rulebook)
    return at_london(day, _AT) if day else None


def eight_week_letter(case: Case, rulebook: Rulebook, _: SentToday, now: datetime) -> Decision:
    """The letter as it was approved, signed by who approved it, with the ombudsman's facts of that day."""
    deadline, today = _owed(case, rulebook), london_date(now)
    if case.approved is None or deadline is None:
        return Decision()
    if _unsayable(case, deadline, rulebook, today):
        return _told_that_none_is_known(case, deadline, rulebook, now)
    letter = client_letter(case, case.approved, rulebook, today)
    return Decision(reference=case.reference, letters=(letter,))


def no_ombudsman_at(case: Case, rulebook: Rulebook) -> datetime | None:
    """When it is told that the letter cannot be written, because no facts about the ombudsman hold on its day."""
    deadline = _owed(case, rulebook)
    if deadline is None or _unsayable_on(case, deadline):
        return None
    if _first_day(case, deadline, rulebook) == _letter_day(deadline, rulebook):
        return None
    day = rulebook.calendar.working_days_before(_letter_day(deadline, rulebook), _DRAFT_BEFORE)
    return at_london(day, _AT)


def no_ombudsman(case: Case, rulebook: Rulebook, _: SentToday, now: datetime) -> Decision:
    """The head and the operator hear what is missing; a client is never sent to an outdated address."""
    deadline = _owed(case, rulebook)
    return _told_that_none_is_known(case, deadline, rulebook, now) if deadline else Decision()


def _told_that_none_is_known(case: Case, deadline: Deadline, rulebook: Rulebook, now: datetime) -> Decision:
    """Once for each end of eight weeks, however often the letter is tried."""
    today = london_date(now)
    if _leaves_on(case, deadline, rulebook, today) in _unsayable_on(case, deadline):
        return Decision()
    due_on = date_in_words(_leaves_on(case, deadline, rulebook, today))
    facts = Alarm(
        on=today,
        what=f"The eight-week letter of {case.reference} cannot be written.",
        to_do=f"It leaves on {due_on}, and policy.toml names no ombudsman for that day. Look at the ombudsman's own "
        "website, add a table [[ombudsman]] with the days on which it holds, and start the worker again. "
        "What waits for it then goes on by itself.",
    )
    readers = (*_readers(case, rulebook, today), Person(key="", name="", email=rulebook.office.operator))
    letters = tuple(
        Letter(
            kind=LetterKind.ALARM,
            recipient=Address(reader.email, reader.name),
            reference="",
            cause=f"no ombudsman for {case.reference} by {deadline.due_on.isoformat()}, {reader.email}",
            facts=facts,
        )
        for reader in readers
    )
    step = ReminderStep(kind=StepKind.NO_OMBUDSMAN, on=_leaves_on(case, deadline, rulebook, today))
    noted = _noted(deadline, step, readers[0].key, LetterKind.ALARM)
    return Decision(reference=case.reference, facts=(noted,), letters=letters)


def _owed(case: Case, rulebook: Rulebook) -> Deadline | None:
    """The eight weeks, where the client is owed a letter at their end that mail can bring and none was written."""
    heard = case.is_complaint or case.acknowledged_by or case.phoned
    arrives = (each for each in case.written if each.message_id not in case.returned)
    written = any(Clock.EIGHT_WEEKS in stopped_by(each.kind) for each in arrives)
    is_over = case.is_over or case.stage is Stage.OMBUDSMAN
    owed = heard and rulebook.may_reach(case) and not written and not is_over
    return case.deadline(Clock.EIGHT_WEEKS) if owed else None


def _kind(case: Case) -> LetterKind:
    """Who may not go to the ombudsman is not sent there; where nobody has found out, the client is told of it."""
    return LetterKind.EIGHT_WEEK_UPDATE if case.eligible is False else LetterKind.EIGHT_WEEK_LETTER


def _first_day(case: Case, deadline: Deadline, rulebook: Rulebook) -> date | None:
    """The first day from that of the letter on on which what it says of the ombudsman holds, or None."""
    letter_day = _letter_day(deadline, rulebook)
    if _kind(case) is LetterKind.EIGHT_WEEK_UPDATE:
        return letter_day
    since = max((letter_day, *_unsayable_on(case, deadline)))
    facts = (each for each in rulebook.policy.ombudsman if each.valid_until >= since)
    return min((max(each.valid_from, since) for each in facts), default=None)


def _unsayable(case: Case, deadline: Deadline, rulebook: Rulebook, today: date) -> bool:
    """Whether the letter must name an ombudsman that nobody has given for the day on which it would leave."""
    if _kind(case) is LetterKind.EIGHT_WEEK_UPDATE:
        return False
    leaves_on = _leaves_on(case, deadline, rulebook, today)
    return signpost(rulebook, leaves_on, ombudsman_from(deadline.due_on)) is None


def _letter_day(deadline: Deadline, rulebook: Rulebook) -> date:
    return eight_week_letter_by(deadline.due_on, rulebook.calendar)


def _leaves_on(case: Case, deadline: Deadline, rulebook: Rulebook, today: date) -> date:
    """The day on which the letter leaves, if it is approved in time; today where that is over."""
    return max(_first_day(case, deadline, rulebook) or _letter_day(deadline, rulebook), today)


def _position(case: Case, rulebook: Rulebook, today: date) -> Position:
    """Where the complaint stands; the head may put words of their own in its place."""
    stands = _STANDS.get(case.stage, Stands.NOT_FINISHED)
    return replace(known(case, rulebook, today), stands=stands, reply=_reply(case))


def _reply(case: Case) -> Replied:
    if case.stage in (Stage.PROPOSED, Stage.FINAL_SENT) and case.refused:
        return Replied.REFUSED
    if case.deadline(Clock.PROPOSED):
        return Replied.AWAITED
    return Replied.NOT_KNOWN if case.stage is Stage.FINAL_SENT else Replied.NOT_ASKED


def _readers(case: Case, rulebook: Rulebook, today: date) -> tuple[Person, ...]:
    """Who approves: the section head, and senior management too where the head deals with the complaint."""
    people = rulebook.people
    head = rulebook.on_duty(people.section(case.section).head, today)
    if rulebook.was_taken_from(head.key, case):
        head = rulebook.head_of(case, today)
    if head.key != rulebook.owner(case, today).key:
        return (head,)
    above = (rulebook.on_duty(key, today) for key in people.senior_management)
    named = (head, *(each for each in above if not rulebook.was_taken_from(each.key, case)))
    return tuple({person.key: person for person in named}.values())


def _shown(
    case: Case, draft: DraftWritten, deadline: Deadline, rulebook: Rulebook, now: datetime
) -> tuple[Letter, ...]:
    """The draft for each who may approve it, with the dates and the ombudsman of the day on which it leaves."""
    today = london_date(now)
    leaves_on, asked = _leaves_on(case, deadline, rulebook, today), open_question(case, draft)
    facts = Draft(
        called=draft.letter.called,
        name=draft.name,
        client=case.complainant.name or case.complainant.email or "the client",
        leaves_on=leaves_on,
        due_on=deadline.due_on,
        overdue=deadline.due_on < today,
        asks=asked.why if asked else "",
        choices=asked.links if asked else (),
        files=draft.files,
    )
    shown = client_letter(case, draft, rulebook, leaves_on)
    return tuple(
        Letter(
            kind=LetterKind.DRAFT,
            recipient=Address(person.email, person.name),
            reference=case.reference,
            # A draft may be written again, when somebody has found out where the client may go.
            cause=f"{draft.letter} of {now.isoformat()}, {person.key}",
            facts=facts,
            promises=leaves_on,
            shows=shown,
            origin=Origin.SCHEDULED,
        )
        for person in _readers(case, rulebook, today)
    )


def _unsayable_on(case: Case, deadline: Deadline) -> tuple[date, ...]:
    """The days on which the letter was to leave and no facts held."""
    return tuple(
        step.on
        for clock, due_on, step, _ in case.reminded
        if (clock, due_on) == (deadline.clock, deadline.due_on)
        and step.kind is StepKind.NO_OMBUDSMAN
        and step.on
    )


def _noted(deadline: Deadline, step: ReminderStep, person: str, letter: LetterKind) -> ReminderSent:
    return ReminderSent(
        clock=deadline.clock, due_on=deadline.due_on, step=step, level=3, person=person, letter=letter
    )
