"""What is owed in a case, in words: a line for reminders, morning lists and daily digests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from types import MappingProxyType

from worker.model.agenda_facts import Action, AgendaLine
from worker.model.office import Person
from worker.model.staff_event import ClosureBasis
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import latest_update, stopped_by
from worker.policy.quiet import quiet_until
from worker.policy.reading.dates import short_date
from worker.policy.reading.vocabulary import Verb
from worker.policy.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Owed:
    """What a promise asks for, and the commands that clear it; `{day}` stands where a date has to be named."""

    what: str
    actions: tuple[Action, ...] = ()


_UPDATE = Action(label="Update the client, next date {day}", command=f"{Verb.UPDATE} {{day}}")
_PROPOSE = Action(label="Propose, done by {day}", command=f"{Verb.PROPOSE} {{day}}")
_ANSWER = Action(label="Answer the client", command=Verb.ANSWER)

_UNDECIDED = Owed(
    "decide whether it is a complaint",
    (
        Action(label="It is a complaint", command=Verb.COMPLAINT),
        Action(label="It is no complaint", command=Verb.NOT_A_COMPLAINT),
    ),
)

_OPENED_AGAIN = Owed(
    "say whether it is opened again, because the client wrote after the end",
    (
        Action(label="Open it again", command=Verb.REOPEN),
        Action(label="It stays closed", command=Verb.STAYS_CLOSED),
    ),
)

_ELIGIBLE = Owed(
    "find out whether the client is a small or micro business",
    (
        Action(label="It is one", command=f"{Verb.MICROBUSINESS} yes"),
        Action(label="It is none", command=f"{Verb.MICROBUSINESS} no"),
    ),
)

_OWED: Mapping[Clock, Owed] = MappingProxyType(
    {
        Clock.ACKNOWLEDGE: Owed(
            "acknowledge the complaint", (Action(label="I have phoned them", command=Verb.PHONED),)
        ),
        Clock.ASSESS: Owed(
            "say how you will handle it",
            (
                Action(label="It can be put right quickly", command=Verb.QUICK),
                Action(label="I investigate it", command=Verb.INVESTIGATE),
            ),
        ),
        Clock.RESPOND: Owed("answer or update to the client", (_UPDATE, _PROPOSE, _ANSWER)),
        Clock.NEXT_UPDATE: Owed("the update that we announced to the client", (_UPDATE, _ANSWER)),
        Clock.PROMISED: Owed(
            "what we promised the client",
            (
                _ANSWER,
                Action(label="It will take until {day}", command=f"{Verb.DELAY} {{day}}"),
            ),
        ),
        Clock.CONFIRM: Owed("the client's word that we wrote down what they told us"),
        Clock.PROPOSED: Owed(
            "the client's answer to our proposal",
            (
                Action(label="They accepted", command=Verb.ACCEPTED),
                Action(label="They refused", command=Verb.REFUSED),
            ),
        ),
        Clock.ESCALATED: Owed("answer to the escalated complaint", (_UPDATE, _PROPOSE, _ANSWER)),
        Clock.EIGHT_WEEKS: Owed(
            "close the complaint, or the eight-week letter",
            (Action(label="It is resolved, close it", command=f"{Verb.CLOSE} {ClosureBasis.RESOLVED}"),),
        ),
        Clock.OMBUDSMAN_OPEN: Owed("the client can go to the ombudsman until then"),
        Clock.OMBUDSMAN_DECISION: Owed(
            "carry out what the ombudsman decided", (Action(label="It is done", command=Verb.REMEDY_DONE),)
        ),
        Clock.CASE_FILE: Owed(
            "send our file on it to the ombudsman", (Action(label="It is sent", command=Verb.CASE_FILE_SENT),)
        ),
        Clock.ACTION_CHOICE: Owed(
            "say what keeps it from happening again, or why nothing is needed",
            (
                Action(label="Agree an action, done by {day}", command=f"{Verb.ACTION} {{day}}"),
                Action(label="Nothing is needed", command=Verb.NO_ACTION),
            ),
        ),
        Clock.CORRECTIVE_ACTION: Owed(
            "carry out the corrective action", (Action(label="It is done", command=Verb.ACTION_DONE),)
        ),
        Clock.EFFECTIVENESS_REVIEW: Owed(
            "see whether the corrective action works", (Action(label="I have looked", command=Verb.REVIEWED),)
        ),
        Clock.DATA_PROTECTION: Owed(
            "answer about the client's personal data",
            (Action(label="It is answered", command=Verb.PERSONAL_DATA_ANSWERED),),
        ),
    }
)


_BESIDES = (Clock.ACKNOWLEDGE, Clock.CONFIRM)  # what a letter about something else ends too
_DETAIL_WIDTH = 80


def line(case: Case, deadline: Deadline, rulebook: Rulebook, now: datetime, reader: Person) -> AgendaLine:
    """That promise of the case in words: what is owed, by whom, under which clause, and how its reader clears it."""
    today = london_date(now)
    is_head = rulebook.is_head(reader.key, case, today)
    owed, late = _owed(case, deadline.clock, is_head=is_head), owner(case, deadline.clock, rulebook, today)
    quiet = quiet_until(case, deadline, late, rulebook.calendar)
    quiet = quiet if quiet and today < quiet else None
    # Who reads of it as head or cover, and had it before it was escalated, has nothing to do in it (3.1.7.7).
    may = reader.key == late.key or not rulebook.was_taken_from(reader.key, case)
    return AgendaLine(
        reference=case.reference,
        due_on=deadline.due_on,
        what=owed.what,
        client=client_of(case),
        owner=late.name,
        overdue=deadline.due_on < today,
        clause=deadline.clause,
        detail=_detail(case, deadline.clock),
        actions=_ready(owed.actions, case, rulebook, today) if may else (),
        told_to=_told_to(case, deadline, rulebook, late) if deadline.due_on < today else (),
        quiet_until=quiet,
        quiet_by=late.name if quiet else "",
    )


def is_owed(deadline: Deadline, day: date) -> bool:
    """Whether anybody has to do something for it: a client who confirms nothing holds nothing up (3.1.4)."""
    if deadline.clock is Clock.CONFIRM:
        return day <= deadline.due_on
    return deadline.clock is not Clock.OMBUDSMAN_OPEN


def is_owed_by_us(deadline: Deadline) -> bool:
    """Whether it is ours to keep, and not the client's to use or to answer."""
    return deadline.clock not in (Clock.OMBUDSMAN_OPEN, Clock.PROPOSED, Clock.CONFIRM)


def owed(clock: Clock) -> str:
    """What that promise asks of us, as colleagues read it: say how you will handle it."""
    return _OWED[clock].what


def owner(case: Case, clock: Clock, rulebook: Rulebook, day: date) -> Person:
    """Who has to see that this promise is kept, or their cover: triage, data protection, or the case's."""
    people = rulebook.people
    if case.stage is Stage.PROVISIONAL and not case.owner:
        return rulebook.on_duty(people.triage, day)
    if clock is Clock.DATA_PROTECTION:
        return rulebook.on_duty(people.data_protection or people.senior_management[0], day)
    if clock is Clock.CORRECTIVE_ACTION and case.action_owner:
        known = rulebook.known(case.action_owner)
        # What somebody who has left was to do is the head's, who is told so.
        return rulebook.on_duty(known.key, day) if known else rulebook.head_of(case, day)
    return rulebook.owner(case, day)


def client_of(case: Case) -> str:
    """How colleagues speak of the client: by name, else by address; empty where that must not be shared (3.1.11)."""
    return "" if case.restricted else case.complainant.name or case.complainant.email or "sender not known"


def _ready(actions: tuple[Action, ...], case: Case, rulebook: Rulebook, today: date) -> tuple[Action, ...]:
    """As they can be sent: a date that has to be named is the latest working day that an update may promise."""
    policy, calendar, ends = rulebook.policy, rulebook.calendar, case.due_on(Clock.EIGHT_WEEKS)
    day = short_date(calendar.last_working_day_on_or_before(latest_update(today, ends, policy, calendar)))
    return tuple(Action(label=x.label.format(day=day), command=x.command.format(day=day)) for x in actions)


def _told_to(case: Case, deadline: Deadline, rulebook: Rulebook, late: Person) -> tuple[str, ...]:
    """Who besides the late person has heard of that promise, in the order of people.toml."""
    promise = (deadline.clock, deadline.due_on)
    keys = {person for clock, due_on, _, person in case.reminded if (clock, due_on) == promise}
    return tuple(each.name for each in rulebook.people.persons if each.key in keys - {late.key})


def _owed(case: Case, clock: Clock, *, is_head: bool) -> Owed:
    if case.stage is Stage.PROVISIONAL and clock is not Clock.DATA_PROTECTION:
        return _part_or_new(case.complaint.possibly_about) if case.owner else _UNDECIDED
    if case.is_over and clock is Clock.ASSESS:
        return _OPENED_AGAIN
    for draft in case.drafts:
        if clock not in _BESIDES and clock in stopped_by(draft.letter):
            # Who wrote a letter has its draft, and nobody else is to send it unread; the worker's own is a head's.
            send = Action(label="Send the draft", command=f"{Verb.SEND} {draft.name}")
            return Owed(
                f"send the {draft.letter.called}, which waits for approval",
                () if draft.by or not is_head else (send,),
            )
    if case.approved and clock in stopped_by(case.approved.letter):
        return Owed(f"the {case.approved.letter.called} is approved and leaves by itself")
    if clock is Clock.EIGHT_WEEKS and case.eligible is None:
        return _ELIGIBLE
    return _OWED[clock]


def _part_or_new(other: str) -> Owed:
    return Owed(
        f"say whether it is part of {other}, or a complaint of its own",
        (
            Action(label=f"It is part of {other}", command=f"{Verb.MERGE} {other}"),
            Action(label="It is a complaint of its own", command=Verb.SEPARATE),
        ),
    )


def _detail(case: Case, clock: Clock) -> str:
    named = clock in (Clock.CORRECTIVE_ACTION, Clock.EFFECTIVENESS_REVIEW) and not case.restricted
    return shorten(case.action, _DETAIL_WIDTH, placeholder="…") if named else ""
