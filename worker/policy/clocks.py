"""Every promise of the policy that time can break, as one table, and the deadlines that follow from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from worker.model.entry import ComplaintReceived, Fact
from worker.model.letter import LetterKind
from worker.model.office import Policy, Promises
from worker.model.time import Clock, Deadline
from worker.policy.calendar import Calendar

Event = type[Fact] | LetterKind | str
"""What starts or stops a clock: an entry of that type, the sending of that letter, or a tag from triage.toml."""

DATA_PROTECTION_TAGS = ("data protection complaint", "subject access request")


class Unit(StrEnum):
    """What a length is measured in; day 0 is never counted."""

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    CALENDAR_DAYS_ROLLED = "calendar days, on to the next working day"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One row: the clock runs under `clause` from `starts_on` from one of `starts_on` until one of `stopped_by`.

    `length` takes the number of `unit` from the configured promises.
    """

    clock: Clock
    clause: str
    starts_on: tuple[Event, ...]
    stopped_by: tuple[Event, ...]
    length: Callable[[Promises], int]
    unit: Unit


CLOCKS = (
    ClockRule(
        clock=Clock.ACKNOWLEDGE,
        clause="3.1.8.1",
        starts_on=(ComplaintReceived,),
        stopped_by=(LetterKind.ACKNOWLEDGEMENT, LetterKind.NEUTRAL_ACKNOWLEDGEMENT),
        length=lambda promises: promises.acknowledge_working_days,
        unit=Unit.WORKING_DAYS,
    ),
    ClockRule(
        clock=Clock.RESPOND,
        clause="3.1.8.2",
        starts_on=(ComplaintReceived,),
        stopped_by=(),
        length=lambda promises: promises.respond_working_days,
        unit=Unit.WORKING_DAYS,
    ),
    ClockRule(
        clock=Clock.EIGHT_WEEKS,
        clause="3.1.7.9",
        starts_on=(ComplaintReceived,),
        stopped_by=(),
        length=lambda promises: promises.ombudsman_calendar_days,
        unit=Unit.CALENDAR_DAYS,
    ),
    ClockRule(
        clock=Clock.DATA_PROTECTION,
        clause="DPA 2018 s.164A",
        starts_on=DATA_PROTECTION_TAGS,
        stopped_by=(),
        length=lambda promises: promises.data_protection_calendar_days,
        unit=Unit.CALENDAR_DAYS_ROLLED,
    ),
)


def rule_for(clock: Clock) -> ClockRule:
    """The row of that clock; every clock has exactly one."""
    return next(rule for rule in CLOCKS if rule.clock is clock)


def stopped_by(event: Event) -> tuple[Clock, ...]:
    """The clocks that stop when that entry is made or that letter is sent; empty where it stops none."""
    return tuple(rule.clock for rule in CLOCKS if event in rule.stopped_by)


def deadlines(
    day0: date, policy: Policy, calendar: Calendar, tags: tuple[str, ...] = ()
) -> tuple[Deadline, ...]:
    """What must be kept by when for a complaint with these tags, received on the London date `day0`.

    ValueError for a date outside the calendar or a configured length below one working day.
    """
    return tuple(
        Deadline(rule.clock, rule.clause, day0, _due_on(rule, day0, policy.promises, calendar))
        for rule in CLOCKS
        if {ComplaintReceived, *tags} & set(rule.starts_on)
    )


def eight_week_letter_by(eight_weeks: date, calendar: Calendar) -> date:
    """The last working day on which the eight-week letter is still in time (3.1.7.9)."""
    return calendar.last_working_day_on_or_before(eight_weeks)


def ombudsman_from(eight_weeks: date) -> date:
    """The first London date on which a client may go to the ombudsman without deadlock (3.1.7.9)."""
    return eight_weeks + timedelta(days=1)


def _due_on(rule: ClockRule, day0: date, promises: Promises, calendar: Calendar) -> date:
    length = rule.length(promises)
    match rule.unit:
        case Unit.WORKING_DAYS:
            return calendar.add_working_days(day0, length)
        case Unit.CALENDAR_DAYS:
            return day0 + timedelta(days=length)
        case Unit.CALENDAR_DAYS_ROLLED:
            return calendar.next_working_day_on_or_after(day0 + timedelta(days=length))
