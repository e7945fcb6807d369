"""Working days in England and London dates, from tables written by hand and from properties."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.promises import Policy
from worker.policy.calendar import LONDON, Calendar, date_in_words, end_of_day, london_date

POLICY = Policy(version="test", review_due=date(2023, 8, 28))
CALENDAR = Calendar.of(POLICY)

quick = settings(max_examples=80, database=None, deadline=None)
days = st.dates(date(1991, 1, 1), date(2099, 6, 30))
instants = st.datetimes(datetime(1991, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@contextmanager
def process_zone(name: str) -> Iterator[None]:
    """The time zone of this process, for the time of the block."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = name
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("Monday 23 November 2026", ""),
        ("Monday 30 November 2026", ""),  # St Andrew's Day in Scotland
        ("Wednesday 17 March 2027", ""),  # St Patrick's Day in Northern Ireland
        ("Monday 12 July 2027", ""),  # the Twelfth in Northern Ireland
        ("Monday 3 August 2026", ""),  # summer bank holiday in Scotland
        ("Thursday 24 December 2026", ""),
        ("Friday 25 December 2026", "bank holiday: Christmas Day"),
        ("Saturday 26 December 2026", "Saturday"),
        ("Sunday 27 December 2026", "Sunday"),
        ("Monday 28 December 2026", "bank holiday: Boxing Day (substitute day)"),
        ("Tuesday 29 December 2026", ""),
        ("Friday 1 January 2027", "bank holiday: New Year's Day"),
        ("Saturday 25 December 2027", "Saturday"),
        ("Monday 27 December 2027", "bank holiday: Christmas Day (substitute day)"),
        ("Tuesday 28 December 2027", "bank holiday: Boxing Day (substitute day)"),
        ("Saturday 1 January 2028", "Saturday"),
        ("Monday 3 January 2028", "bank holiday: New Year's Day (substitute day)"),
        ("Friday 3 April 2026", "bank holiday: Good Friday"),
        ("Monday 6 April 2026", "bank holiday: Easter Monday"),
        ("Monday 31 August 2026", "bank holiday: Late Summer Bank Holiday"),
        ("Friday 3 June 2022", "bank holiday: Platinum Jubilee of Elizabeth II"),
        ("Monday 30 May 2022", ""),  # the spring bank holiday moved to 2 June
        ("Monday 19 September 2022", "bank holiday: State Funeral of Queen Elizabeth II"),
        ("Monday 8 May 2023", "bank holiday: Coronation of Charles III"),
    ],
)
def test_every_day_off_has_its_reason(day: str, reason: str) -> None:
    """A weekend day is called by its weekday, a bank holiday by its name, a working day by nothing."""
    on = written(day)
    assert CALENDAR.why_not(on) == reason
    assert CALENDAR.is_working_day(on) is (reason == "")


@pytest.mark.parametrize(
    ("day0", "working_days", "due"),
    [
        ("Monday 23 November 2026", 1, "Tuesday 24 November 2026"),
        ("Monday 23 November 2026", 4, "Friday 27 November 2026"),
        ("Friday 20 November 2026", 1, "Monday 23 November 2026"),
        ("Saturday 21 November 2026", 1, "Monday 23 November 2026"),
        ("Sunday 22 November 2026", 1, "Monday 23 November 2026"),
        ("Friday 18 December 2026", 15, "Wednesday 13 January 2027"),
        ("Wednesday 13 January 2027", 15, "Wednesday 3 February 2027"),
        ("Monday 14 December 2026", 15, "Thursday 7 January 2027"),
        ("Thursday 24 December 2026", 1, "Tuesday 29 December 2026"),
        ("Thursday 2 April 2026", 1, "Tuesday 7 April 2026"),
        ("Friday 24 December 2027", 1, "Wednesday 29 December 2027"),
        ("Monday 28 February 2028", 1, "Tuesday 29 February 2028"),
        ("Friday 26 February 2027", 1, "Monday 1 March 2027"),
        ("Friday 29 August 2025", 7, "Tuesday 9 September 2025"),
    ],
)
def test_working_days_begin_after_day_0(day0: str, working_days: int, due: str) -> None:
    """Day 0 is never counted and day 1 is the next working day."""
    assert date_in_words(CALENDAR.add_working_days(written(day0), working_days)) == due


def test_counted_shows_every_day_with_number_or_reason() -> None:
    """Over Christmas each calendar day stands in the list once, numbered or with its reason."""
    shown = [
        (date_in_words(day.on), day.number, day.reason) for day in CALENDAR.counted(date(2026, 12, 24), 2)
    ]
    assert shown == [
        ("Friday 25 December 2026", None, "bank holiday: Christmas Day"),
        ("Saturday 26 December 2026", None, "Saturday"),
        ("Sunday 27 December 2026", None, "Sunday"),
        ("Monday 28 December 2026", None, "bank holiday: Boxing Day (substitute day)"),
        ("Tuesday 29 December 2026", 1, ""),
        ("Wednesday 30 December 2026", 2, ""),
    ]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("Tuesday 19 January 2027", "Tuesday 19 January 2027", "Tuesday 19 January 2027"),
        ("Monday 28 December 2026", "Thursday 24 December 2026", "Tuesday 29 December 2026"),
        ("Saturday 2 January 2027", "Thursday 31 December 2026", "Monday 4 January 2027"),
        ("Sunday 5 April 2026", "Thursday 2 April 2026", "Tuesday 7 April 2026"),
    ],
)
def test_a_date_rolls_to_the_nearest_working_day(day: str, before: str, after: str) -> None:
    """A working day stays; any other rolls back or forward over weekend and bank holidays."""
    on = written(day)
    assert date_in_words(CALENDAR.last_working_day_on_or_before(on)) == before
    assert date_in_words(CALENDAR.next_working_day_on_or_after(on)) == after


def test_the_policy_adds_and_removes_bank_holidays() -> None:
    """An added day stops counting, a removed one counts, and a day known anyway keeps its reason."""
    funeral, saturday = date(2026, 11, 30), date(2026, 12, 5)
    christmas, boxing_day = date(2026, 12, 25), date(2026, 12, 28)
    calendar = Calendar.of(
        Policy(
            version="test",
            review_due=date(2023, 8, 28),
            extra_bank_holidays=(funeral, saturday, christmas),
            not_bank_holidays=(boxing_day,),
        )
    )
    assert calendar.why_not(funeral) == "bank holiday: listed in extra_bank_holidays"
    assert calendar.why_not(saturday) == "Saturday"
    assert calendar.why_not(christmas) == "bank holiday: Christmas Day"
    assert calendar.is_working_day(boxing_day)
    assert date_in_words(calendar.add_working_days(date(2026, 11, 27), 1)) == "Tuesday 1 December 2026"


def test_a_day_both_added_and_removed_is_refused() -> None:
    """A configuration that contradicts itself is named by day and by both lists."""
    day = (date(2026, 11, 30),)
    policy = Policy(
        version="test", review_due=date(2023, 8, 28), extra_bank_holidays=day, not_bank_holidays=day
    )
    with pytest.raises(
        ValueError, match=r"^Monday 30 November 2026 stands in extra_bank_holidays and in not_"
    ):
        Calendar.of(policy)


@pytest.mark.parametrize("day", [date.min, date(1989, 12, 31), date(2101, 1, 1), date.max])
def test_far_dates_are_refused_in_a_sentence(day: date) -> None:
    """A date outside 1990 to 2100 is a mistake of whoever gave it and costs no memory."""
    far = r"is outside the years 1990 to 2100, for which working days are known"
    for ask in (CALENDAR.why_not, CALENDAR.is_working_day, CALENDAR.last_working_day_on_or_before):
        with pytest.raises(ValueError, match=far):
            ask(day)
    with pytest.raises(ValueError, match=far):
        CALENDAR.add_working_days(day, 1)
    with pytest.raises(ValueError, match=far):
        CALENDAR.add_working_days(date(2026, 11, 23), 10**9)


@pytest.mark.parametrize("year", [1, 9999])
def test_far_instants_are_refused_in_a_sentence(year: int) -> None:
    """An instant at the edge of what Python can hold is refused before any conversion overflows."""
    for hours in (-14, 14):
        instant = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=hours)))
        with pytest.raises(ValueError, match="is outside the years 1990 to 2100"):
            london_date(instant)


@pytest.mark.parametrize("working_days", [0, -1])
def test_a_promise_lasts_at_least_one_working_day(working_days: int) -> None:
    """No length below one is counted."""
    with pytest.raises(ValueError, match=f"at least one working day, not {working_days}"):
        CALENDAR.counted(date(2026, 11, 23), working_days)


def test_an_instant_is_no_date() -> None:
    """23:59 UTC on a Sunday is bank holiday Monday in London, so an instant is never taken as a date."""
    instant = datetime(2026, 8, 30, 23, 59, tzinfo=UTC)
    with pytest.raises(TypeError, match="not an instant"):
        CALENDAR.is_working_day(instant)
    assert CALENDAR.why_not(london_date(instant)) == "bank holiday: Late Summer Bank Holiday"


def test_a_naive_instant_has_no_london_date() -> None:
    """A time without a zone is refused with the time in the sentence."""
    with pytest.raises(ValueError, match="2026-11-23T10:00:00 has no time zone"):
        london_date(datetime(2026, 11, 23, 10))  # noqa: DTZ001 - naive on purpose


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-03-29T00:59:59+00:00", "Sunday 29 March 2026"),
        ("2026-06-30T22:59:59+00:00", "Tuesday 30 June 2026"),
        ("2026-06-30T23:00:00+00:00", "Wednesday 1 July 2026"),
        ("2026-10-24T22:59:59+00:00", "Saturday 24 October 2026"),
        ("2026-10-24T23:00:00+00:00", "Sunday 25 October 2026"),
        ("2026-10-25T23:59:59+00:00", "Sunday 25 October 2026"),
        ("2026-10-26T00:00:00+00:00", "Monday 26 October 2026"),
        ("2026-11-24T13:59:59+14:00", "Monday 23 November 2026"),
        ("2026-11-23T12:00:00-12:00", "Tuesday 24 November 2026"),
    ],
)
def test_the_london_date_of_an_instant(instant: str, day: str) -> None:
    """Summer time, its two changes and far offsets all end on the date that London's clocks show."""
    assert date_in_words(london_date(datetime.fromisoformat(instant))) == day


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        ("Monday 23 November 2026", "2026-11-23T23:59:59.999999+00:00"),
        ("Wednesday 15 July 2026", "2026-07-15T22:59:59.999999+00:00"),
        ("Sunday 29 March 2026", "2026-03-29T22:59:59.999999+00:00"),
        ("Sunday 25 October 2026", "2026-10-25T23:59:59.999999+00:00"),
    ],
)
def test_a_day_ends_at_midnight_in_london(day: str, ends: str) -> None:
    """The last microsecond of the London day is told in UTC."""
    assert end_of_day(written(day)).isoformat() == ends


def test_computed_bank_holidays_are_told_from_published_ones() -> None:
    """After the published list ends, dates are still computed but known as not published."""
    calendar = replace(CALENDAR, proclaimed_until=date(2028, 12, 31))
    assert calendar.is_proclaimed(date(2028, 12, 31))
    assert not calendar.is_proclaimed(date(2029, 1, 1))
    assert calendar.why_not(date(2029, 1, 1)) == "bank holiday: New Year's Day"


@quick
@given(day0=days, working_days=st.integers(1, 60))
def test_due_days_are_the_nth_working_day(day0: date, working_days: int) -> None:
    """The due day is a working day after day 0 with exactly that many working days up to it."""
    due = CALENDAR.add_working_days(day0, working_days)
    between = [day0 + timedelta(days=step) for step in range(1, (due - day0).days + 1)]
    assert CALENDAR.is_working_day(due)
    assert sum(map(CALENDAR.is_working_day, between)) == working_days
    assert [day.on for day in CALENDAR.counted(day0, working_days)] == between


@quick
@given(day0=days, later=st.integers(0, 30), working_days=st.integers(1, 40), more=st.integers(0, 10))
def test_later_receipt_or_longer_promise_is_never_due_earlier(
    day0: date, later: int, working_days: int, more: int
) -> None:
    """Due days grow with the day of receipt and with the length."""
    due = CALENDAR.add_working_days(day0, working_days)
    assert due <= CALENDAR.add_working_days(day0 + timedelta(days=later), working_days)
    assert due <= CALENDAR.add_working_days(day0, working_days + more)


@quick
@given(instant=instants, minutes=st.integers(-14 * 60, 14 * 60))
def test_the_notation_of_the_offset_does_not_matter(instant: datetime, minutes: int) -> None:
    """The same instant written with another offset has the same London date."""
    elsewhere = instant.astimezone(timezone(timedelta(minutes=minutes)))
    assert london_date(elsewhere) == london_date(instant)


@quick
@given(
    instant=instants,
    zone=st.sampled_from(["UTC", "Pacific/Kiritimati", "America/New_York", "Europe/London"]),
)
def test_the_time_zone_of_the_process_does_not_matter(instant: datetime, zone: str) -> None:
    """A server that is set to another part of the world reckons the same dates."""
    expected = (instant.astimezone(LONDON).date(), end_of_day(instant.date()))
    with process_zone(zone):
        assert (london_date(instant), end_of_day(instant.date())) == expected


@quick
@given(wall=st.datetimes(datetime(2019, 1, 1), datetime(2028, 12, 31)))  # noqa: DTZ001 - a wall clock
def test_the_repeated_hour_of_october_has_one_date(wall: datetime) -> None:
    """Which of the two readings of a London wall clock is meant never changes its date."""
    first, second = (london_date(wall.replace(tzinfo=LONDON, fold=fold)) for fold in (0, 1))
    assert first == second == wall.date()


@quick
@given(day=days)
def test_the_end_of_a_day_is_its_last_moment(day: date) -> None:
    """One microsecond after the end of the day it is the next day in London."""
    end = end_of_day(day)
    assert end.tzinfo is UTC
    assert london_date(end) == day
    assert london_date(end + timedelta(microseconds=1)) == day + timedelta(days=1)


@quick
@given(day=days)
def test_a_date_in_words_reads_back(day: date) -> None:
    """The words carry the right weekday and date."""
    assert written(date_in_words(day)) == day


def written(words: str) -> date:
    """The date of such words as "Monday 23 March 2026", with the weekday proved to fit."""
    day = datetime.strptime(words, "%A %d %B %Y").replace(tzinfo=UTC).date()
    assert f"{day:%A}" == words.split()[0], f"{words}: that date is a {day:%A}"
    return day
