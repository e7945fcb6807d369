"""Clocks, deadlines and the days that were counted for them; every date is an Europe/London calendar date."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Clock(StrEnum):
    """A promise of the policy that time can break."""

    ACKNOWLEDGE = "acknowledge"
    ASSESS = "assess"
    RESPOND = "respond"
    NEXT_UPDATE = "next update"
    PROMISED = "promised date"
    CONFIRM = "client confirms"
    PROPOSED = "client answers proposal"
    ESCALATED = "escalated review"
    EIGHT_WEEKS = "eight weeks"
    OMBUDSMAN_OPEN = "ombudsman open"
    OMBUDSMAN_DECISION = "ombudsman's decision"
    CASE_FILE = "ombudsman's case file"
    ACTION_CHOICE = "corrective action or none"
    CORRECTIVE_ACTION = "corrective action"
    EFFECTIVENESS_REVIEW = "effectiveness review"
    DATA_PROTECTION = "data protection"


class Unit(StrEnum):
    """What a length is measured in; day 0 is never counted."""

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    CALENDAR_DAYS_ROLLED = "calendar days, on to the next working day"
    MONTHS = "months"
    GIVEN = "until the day that was named"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The day by whose end, in London, a promise must be kept, counted from `day0` under `clause`."""

    clock: Clock
    clause: str
    day0: date
    due_on: date


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One calendar day on the way to a deadline: `number` is its place in the count, or None with a reason."""

    on: date
    number: int | None
    reason: str


CONCLUDED = (
    *(Clock.ACKNOWLEDGE, Clock.ASSESS, Clock.RESPOND),
    *(Clock.NEXT_UPDATE, Clock.CONFIRM, Clock.ESCALATED),
)
"""What ends when the client is told what we found."""
