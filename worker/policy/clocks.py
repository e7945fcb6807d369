"""Every promise of the policy that time can break, as one table, and the deadlines that follow from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.duty import ActionWaived, Duty
from worker.model.entry import ComplaintReceived, Fact
from worker.model.party_event import CaseFileWanted
from worker.model.promises import Policy, Promises
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import (
    Assessed,
    CaseClosed,
    CorrectiveActionAgreed,
    Escalated,
    OmbudsmanDecided,
    ProposalAnswered,
)
from worker.model.time import Clock, Deadline, Unit
from worker.policy.calendar import Calendar

Event = type[Fact] | Duty | LetterKind | str
"""What starts or stops a clock: an entry of that type, a duty done, a letter sent, or one of the words below."""

DATA_PROTECTION_TAGS = ("data protection complaint", "subject access request")
TAKEN_FOR_COMPLAINT = "taken for a complaint"
CLIENT_REFUSED = "the client refused"
WROTE_AFTER_END = "the client wrote after the end"
CLIENT_UNHAPPY = "the client is unhappy with what we said"
NOTHING_PROMISED = "the client is unhappy, and no day is left by which they hear from us"
ANSWERS_TO_PROPOSAL = (ClientMeaning.ACCEPT, ClientMeaning.NOT_ACCEPT, ClientMeaning.ESCALATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One row: the clock runs under `clause` from one of `starts_on` until one of `stopped_by`, entries or words above.

    Which letters start and stop it when they are sent, their rows in the catalogue say.

    `length` takes the number of `unit` from the configured promises; a clock of a named day has none. What starts a
    clock that runs, starts it anew. The clocks of `past_closure` go on when the complaint is closed. On which days they
    end in one that is opened again, reopened.py says.
    """

    clock: Clock
    clause: str
    length: Callable[[Promises], int] | None
    unit: Unit
    starts_on: tuple[type[Fact] | str, ...] = ()
    stopped_by: tuple[type[Fact] | str, ...] = ()
    past_closure: bool = False


CLOCKS = (
    ClockRule(
        clock=Clock.ACKNOWLEDGE,
        clause="3.1.8.1",
        starts_on=(ComplaintReceived, CaseReopened),
        length=lambda promises: promises.acknowledge_working_days,
        unit=Unit.WORKING_DAYS,
    ),
    ClockRule(
        clock=Clock.ASSESS,
        clause="3.1.7.2",
        starts_on=(
            TAKEN_FOR_COMPLAINT,
            CLIENT_REFUSED,
            ClientMeaning.NOT_ACCEPT,
            CaseReopened,
            WROTE_AFTER_END,
            CLIENT_UNHAPPY,
        ),
        stopped_by=(Assessed, Escalated, Duty.WORDS_AFTER_END),
        length=lambda promises: promises.assess_working_days,
        unit=Unit.WORKING_DAYS,
    ),
    ClockRule(
        clock=Clock.RESPOND,
        clause="3.1.8.2",
        starts_on=(ComplaintReceived, CaseReopened, NOTHING_PROMISED),
        length=lambda promises: promises.respond_working_days,
        unit=Unit.WORKING_DAYS,
    ),
    ClockRule(
        clock=Clock.NEXT_UPDATE,
        clause="3.1.8.2",
        length=None,
        unit=Unit.GIVEN,
    ),
    ClockRule(
        clock=Clock.PROMISED,
        clause="3.1.7.6",
        length=None,
        unit=Unit.GIVEN,
    ),
    ClockRule(
        clock=Clock.CONFIRM,
        clause="3.1.4",
        stopped_by=(StatementConfirmed, StatementCorrected),
        length=lambda promises: promises.confirm_working_days,
        unit=Unit.WORKING_DAYS,
    ),
    ClockRule(
        clock=Clock.PROPOSED,
        clause="3.1.7.4",
        stopped_by=(*ANSWERS_TO_PROPOSAL, CLIENT_REFUSED, ProposalAnswered, Escalated),
        length=lambda promises: promises.proposal_calendar_days,
        unit=Unit.CALENDAR_DAYS,
    ),
    ClockRule(
        clock=Clock.ESCALATED,
        clause="3.1.7.7",
        length=lambda promises: promises.escalated_working_days,
        unit=Unit.WORKING_DAYS,
    ),
    ClockRule(
        clock=Clock.EIGHT_WEEKS,
        clause="3.1.7.9",
        starts_on=(ComplaintReceived, CaseReopened),
        stopped_by=(OmbudsmanDecided,),
        length=lambda promises: promises.ombudsman_calendar_days,
        unit=Unit.CALENDAR_DAYS,
    ),
    ClockRule(
        clock=Clock.OMBUDSMAN_OPEN,
        clause="3.1.7.9",
        stopped_by=(OmbudsmanDecided,),
        length=lambda promises: promises.ombudsman_open_months,
        unit=Unit.MONTHS,
        past_closure=True,
    ),
    ClockRule(
        clock=Clock.OMBUDSMAN_DECISION,
        clause="3.1.7.9",
        starts_on=(OmbudsmanDecided,),
        stopped_by=(Duty.OMBUDSMAN_DECISION,),
        length=lambda promises: promises.ombudsman_decision_calendar_days,
        unit=Unit.CALENDAR_DAYS,
        past_closure=True,
    ),
    ClockRule(
        clock=Clock.CASE_FILE,
        clause="3.1.7.9",
        starts_on=(CaseFileWanted,),
        stopped_by=(Duty.CASE_FILE, OmbudsmanDecided),
        length=None,
        unit=Unit.GIVEN,
        past_closure=True,
    ),
    ClockRule(
        clock=Clock.ACTION_CHOICE,
        clause="3.1.8.4",
        starts_on=(CaseClosed,),
        stopped_by=(CorrectiveActionAgreed, ActionWaived, CaseReopened),
        length=lambda promises: promises.action_choice_working_days,
        unit=Unit.WORKING_DAYS,
        past_closure=True,
    ),
    ClockRule(
        clock=Clock.CORRECTIVE_ACTION,
        clause="3.1.8.4",
        starts_on=(CorrectiveActionAgreed,),
        stopped_by=(Duty.CORRECTIVE_ACTION,),
        length=None,
        unit=Unit.GIVEN,
        past_closure=True,
    ),
    ClockRule(
        clock=Clock.EFFECTIVENESS_REVIEW,
        clause="3.1.8.4",
        starts_on=(CorrectiveActionAgreed,),
        stopped_by=(Duty.EFFECTIVENESS_REVIEW,),
        length=None,
        unit=Unit.GIVEN,
        past_closure=True,
    ),
    ClockRule(
        clock=Clock.DATA_PROTECTION,
        clause="DPA 2018 s.164A",
        starts_on=DATA_PROTECTION_TAGS,
        stopped_by=(Duty.PERSONAL_DATA,),
        length=lambda promises: promises.data_protection_calendar_days,
        unit=Unit.CALENDAR_DAYS_ROLLED,
        past_closure=True,
    ),
)


_NOT_PROMISED = (Clock.ASSESS, Clock.CONFIRM, Clock.PROPOSED)


def rule_for(clock: Clock) -> ClockRule:
    """The row of that clock; every clock has exactly one."""
    return next(rule for rule in CLOCKS if rule.clock is clock)


def stopped_by(event: Event) -> tuple[Clock, ...]:
    """The clocks that stop with that event; empty where it stops none."""
    return tuple(rule.clock for rule in CLOCKS if _stops(event, rule))


def letters_that_stop(clock: Clock) -> tuple[LetterKind, ...]:
    """The letters that stop that clock when they are sent."""
    return tuple(letter for letter in LetterKind if clock in letter.row.stops)


def kept_by(letter: LetterKind) -> tuple[Clock, ...]:
    """The promises to the client that are kept by sending that letter: without what we do for our own order."""
    return tuple(clock for clock in stopped_by(letter) if clock not in _NOT_PROMISED)


def started_by(event: Event) -> tuple[ClockRule, ...]:
    """The rows whose clocks start with that event."""
    if isinstance(event, LetterKind):
        return tuple(rule for rule in CLOCKS if rule.clock in event.row.starts)
    return tuple(rule for rule in CLOCKS if event in rule.starts_on)


def deadlines(
    day0: date, policy: Policy, calendar: Calendar, events: tuple[str, ...] = ()
) -> tuple[Deadline, ...]:
    """What must be kept by when for a complaint received on the London date `day0`; `events` are its tags and more.

    ValueError for a date outside the calendar or a configured length below one working day.
    """
    return tuple(
        Deadline(rule.clock, rule.clause, day0, due_on(rule, day0, policy, calendar))
        for rule in CLOCKS
        if {ComplaintReceived, *events} & set(rule.starts_on)
    )


def due_on(rule: ClockRule, day0: date, policy: Policy, calendar: Calendar) -> date:
    """The last day of the promise when day 0 is that; ValueError for a clock of a named day."""
    if rule.length is None:
        raise ValueError(f"The day of the clock {rule.clock} is named by a person and not counted.")
    length = rule.length(policy.promises)
    match rule.unit:
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(day0, length)
        case Unit.CALENDAR_DAYS_ROLLED:
            return calendar.next_working_day_on_or_after(day0 + timedelta(days=length))
        case Unit.MONTHS:
            return _months_after(day0, length)
    return day0 + timedelta(days=length)


def act_by(deadline: Deadline, calendar: Calendar) -> date:
    """The last working day on which somebody can still keep that promise."""
    return calendar.last_working_day_on_or_before(deadline.due_on)


def latest_update(today: date, eight_weeks: date | None, policy: Policy, calendar: Calendar) -> date:
    """The last day that an update may name as the next: as far ahead as RESPOND, and before the eight weeks end.

    Once the eight weeks have come (`eight_weeks` is None or not ahead by a working day) they bind no longer.
    """
    latest = calendar.add_working_days(today, policy.promises.respond_working_days)
    if eight_weeks is None:
        return latest
    before = calendar.last_working_day_on_or_before(eight_weeks - timedelta(days=1))
    return min(latest, before) if before > today else latest


def eight_week_letter_by(eight_weeks: date, calendar: Calendar) -> date:
    """The last working day on which the eight-week letter is still in time (3.1.7.9)."""
    return calendar.last_working_day_on_or_before(eight_weeks)


def ombudsman_from(eight_weeks: date) -> date:
    """The first London date on which a client may go to the ombudsman without deadlock (3.1.7.9)."""
    return eight_weeks + timedelta(days=1)


def _months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))


def _stops(event: Event, rule: ClockRule) -> bool:
    if isinstance(event, LetterKind):
        return rule.clock in event.row.stops
    return event in rule.stopped_by or (event is CaseClosed and not rule.past_closure)
