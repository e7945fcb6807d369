"""Working days in England and London dates: the ground under every promise of the policy.

A working day is not a Saturday, a Sunday or a bank holiday in England (Banking and Financial Dealings Act
1971 s.1). An office shutdown is not in that list and therefore never makes a promise longer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from holidays import country_holidays

from worker.model.promises import Policy
from worker.model.time import CountedDay

LONDON = ZoneInfo("Europe/London")

# The last day of the last year on www.gov.uk/bank-holidays; later bank holidays are only computed.
PROCLAIMED_UNTIL = date(2028, 12, 31)

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2100, 12, 31)

_ONE_DAY = timedelta(days=1)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def date_in_words(day: date) -> str:
    """The date as people read it in every locale: Monday 23 March 2026."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def time_in_words(at: datetime) -> str:
    """The London time of day of an aware instant: 9.30am, 3pm, midday."""
    local = at.astimezone(LONDON)
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def london_date(instant: datetime) -> date:
    """The Europe/London calendar date of an aware instant; ValueError where it is naive or far away."""
    if instant.utcoffset() is None:
        raise ValueError(f"The time {instant.isoformat()} has no time zone, so its London date is unknown.")
    _refuse_far_dates(instant.date())
    return instant.astimezone(LONDON).date()


def end_of_day(day: date) -> datetime:
    """The last microsecond of that London day, in aware UTC."""
    return datetime.combine(day, time.max, tzinfo=LONDON).astimezone(UTC)


def at_london(day: date, hour: time) -> datetime:
    """That time of day in London on that date, in aware UTC; in the hour that comes twice, the first."""
    return datetime.combine(day, hour, tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Knows the working days from 1990 to 2100; a date outside gives a ValueError, an instant a TypeError.

    `bank_holidays` holds only bank holidays from Monday to Friday, each with its name.
    """

    bank_holidays: Mapping[date, str] = field(repr=False)
    proclaimed_until: date = PROCLAIMED_UNTIL

    @classmethod
    def of(cls, policy: Policy) -> "Calendar":
        """The bank holidays in England with the additions and removals of the policy.

        ValueError where a day is both added and removed.
        """
        extra, removed = set(policy.extra_bank_holidays), set(policy.not_bank_holidays)
        if both := extra & removed:
            raise ValueError(
                f"{date_in_words(min(both))} stands in extra_bank_holidays and in not_bank_holidays; "
                "take it out of one of them."
            )
        named = dict.fromkeys(extra, "listed in extra_bank_holidays") | dict(_computed_bank_holidays())
        kept = {day: name for day, name in named.items() if day not in removed and not _weekend(day)}
        return cls(MappingProxyType(kept))

    def is_proclaimed(self, day: date) -> bool:
        """Whether the bank holidays up to that day are published and not merely computed."""
        return day <= self.proclaimed_until

    def is_working_day(self, day: date) -> bool:
        """Whether that London date counts towards a promise."""
        return not self.why_not(day)

    def why_not(self, day: date) -> str:
        """Why that London date is no working day, or an empty string when it is one."""
        _refuse_instants(day)
        _refuse_far_dates(day)
        if _weekend(day):
            return _WEEKDAYS[day.weekday()]
        name = self.bank_holidays.get(day)
        return f"bank holiday: {name}" if name else ""

    def counted(self, day0: date, working_days: int) -> tuple[CountedDay, ...]:
        """Every calendar day after day 0 up to the last of that many working days; ValueError below one."""
        if working_days < 1:
            raise ValueError(f"A promise lasts at least one working day, not {working_days}.")
        _refuse_far_dates(day0)
        days: list[CountedDay] = []
        day, number = day0, 0
        while number < working_days:
            day += _ONE_DAY
            reason = self.why_not(day)
            if reason:
                days.append(CountedDay(day, None, reason))
            else:
                number += 1
                days.append(CountedDay(day, number, ""))
        return tuple(days)

    def add_working_days(self, day0: date, working_days: int) -> date:
        """The last of that many working days; day 0 is never counted, day 1 is the next working day."""
        return self.counted(day0, working_days)[-1].on

    def working_days_after(self, day: date, until: date) -> int:
        """How many working days lie after that day, up to and with `until`, which is not before it."""
        weeks, rest = divmod((until - day).days, 7)
        weekdays = 5 * weeks + sum(not _weekend(until - _ONE_DAY * back) for back in range(rest))
        return weekdays - sum(day < holiday <= until for holiday in self.bank_holidays)

    def last_working_day_on_or_before(self, day: date) -> date:
        """That day, or the nearest working day before it."""
        while not self.is_working_day(day):
            day -= _ONE_DAY
        return day

    def working_days_before(self, day: date, working_days: int) -> date:
        """So many working days before that day, or before the last working day where it is none."""
        day = self.last_working_day_on_or_before(day)
        for _ in range(working_days):
            day = self.last_working_day_on_or_before(day - _ONE_DAY)
        return day

    def next_working_day_on_or_after(self, day: date) -> date:
        """That day, or the nearest working day after it."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day


def _refuse_instants(day: date) -> None:
    # A datetime is a date to Python and to mypy, but it equals no bank holiday and hides its time zone.
    if isinstance(day, datetime):
        raise TypeError("The calendar takes a London date, not an instant; london_date() makes one of it.")


def _refuse_far_dates(day: date) -> None:
    if not FIRST_DAY.year <= day.year <= LAST_DAY.year:
        raise ValueError(
            f"{date_in_words(day)} is outside the years {FIRST_DAY.year} to {LAST_DAY.year}, "
            "for which working days are known; look at the date that was given."
        )


@cache
def _computed_bank_holidays() -> Mapping[date, str]:
    """Those of every year, which are the same for every policy."""
    # All years at once: the package itself would remember one more year for every year it is asked about.
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    # Without subdiv the package leaves out Easter Monday and the August bank holiday.
    england = country_holidays("GB", subdiv="ENG", years=years, language="en_GB")
    return MappingProxyType(
        {day: name.replace("(observed)", "(substitute day)") for day, name in england.items()}
    )


def _weekend(day: date) -> bool:
    return day.weekday() >= 5
