"""Every day from 2019 to 2028: the due days against a simple loop over the published bank holidays (policy.md 9)."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from worker.model.promises import Policy
from worker.model.time import Clock, Deadline, Unit
from worker.policy.calendar import Calendar, date_in_words
from worker.policy.clocks import CLOCKS, act_by, due_on, latest_update, rule_for

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "bank_holidays_england_wales_2019_2028.csv"
POLICY = Policy(version="test", review_due=date(2023, 8, 28))
CALENDAR = Calendar.of(POLICY)
FIRST, LAST = date(2019, 1, 1), date(2028, 12, 31)
ONE_DAY = timedelta(days=1)

needs_the_list = pytest.mark.skipif(
    not PUBLISHED.exists(), reason="../shared with the published bank holidays is not here"
)

# Written out once more, so that the table of the product is checked and not repeated.
WORKING_DAYS = {
    Clock.ACKNOWLEDGE: 4,
    Clock.ASSESS: 2,
    Clock.RESPOND: 15,
    Clock.CONFIRM: 10,
    Clock.ESCALATED: 10,
    Clock.ACTION_CHOICE: 5,
}
CALENDAR_DAYS = {Clock.PROPOSED: 28, Clock.EIGHT_WEEKS: 56, Clock.OMBUDSMAN_DECISION: 28}
PERSONAL_DATA = 30
NAMED = {
    *(Clock.NEXT_UPDATE, Clock.PROMISED, Clock.CASE_FILE),
    *(Clock.CORRECTIVE_ACTION, Clock.EFFECTIVENESS_REVIEW),
}


@pytest.fixture(scope="module")
def days_off() -> frozenset[date]:
    """The published bank holidays."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        return frozenset(date.fromisoformat(row["date"]) for row in csv.DictReader(file))


def every_day(until: date = LAST) -> Iterator[date]:
    """Each day of the ten years up to that one."""
    return (FIRST + timedelta(days=step) for step in range((until - FIRST).days + 1))


def works(day: date, days_off: frozenset[date]) -> bool:
    """Whether that day is neither a weekend day nor on the list."""
    return day.weekday() < 5 and day not in days_off


def working_day(day0: date, count: int, days_off: frozenset[date]) -> date:
    """The working day of that number after day 0."""
    day = day0
    while count:
        day += ONE_DAY
        count -= works(day, days_off)
    return day


def due(clock: Clock, day0: date) -> date:
    """What the product says."""
    return due_on(rule_for(clock), day0, POLICY, CALENDAR)


def test_the_loops_below_know_every_clock() -> None:
    """A clock that the table gains has to be counted here too."""
    counted = {*WORKING_DAYS, *CALENDAR_DAYS, Clock.DATA_PROTECTION, Clock.OMBUDSMAN_OPEN}
    assert counted | NAMED == set(Clock)
    assert {rule.clock for rule in CLOCKS if rule.unit is Unit.GIVEN} == NAMED


@needs_the_list
@pytest.mark.parametrize("clock", WORKING_DAYS)
def test_working_days_agree_with_the_published_list(clock: Clock, days_off: frozenset[date]) -> None:
    """Each day of receipt whose promise ends within the published years, weekends and holidays among them."""
    wrong = [
        date_in_words(day0)
        for day0 in every_day(LAST - timedelta(days=35))
        if due(clock, day0) != working_day(day0, WORKING_DAYS[clock], days_off)
    ]
    assert wrong == []


@pytest.mark.parametrize("clock", CALENDAR_DAYS)
def test_calendar_days_count_every_day(clock: Clock) -> None:
    """The same weekday so many weeks later, over clock changes and leap days."""
    late = [day0 for day0 in every_day() if (due(clock, day0) - day0).days != CALENDAR_DAYS[clock]]
    assert late == []


@needs_the_list
def test_the_last_day_for_personal_data_rolls_on(days_off: frozenset[date]) -> None:
    """Thirty days, and on to the first working day where the last one is none."""
    for day0 in every_day(LAST - timedelta(days=40)):
        last = day0 + timedelta(days=PERSONAL_DATA)
        while not works(last, days_off):
            last += ONE_DAY
        assert due(Clock.DATA_PROTECTION, day0) == last, date_in_words(day0)


def test_twelve_months_end_on_the_same_day() -> None:
    """A year later to the day; only 29 February has none and ends with its month."""
    for day0 in every_day():
        until = due(Clock.OMBUDSMAN_OPEN, day0)
        leap_day = (day0.month, day0.day) == (2, 29)
        same = date(day0.year + 1, 2, 28) if leap_day else day0.replace(year=day0.year + 1)
        assert until == same, date_in_words(day0)


@needs_the_list
def test_somebody_is_at_work_on_the_last_day_to_act(days_off: frozenset[date]) -> None:
    """The nearest working day up to the due day, whatever day that is."""
    for until in every_day():
        day = act_by(Deadline(Clock.EIGHT_WEEKS, "3.1.7.9", until, until), CALENDAR)
        after = [day + timedelta(days=step) for step in range(1, (until - day).days + 1)]
        assert day <= until
        assert works(day, days_off) or day < FIRST, date_in_words(until)
        assert not any(works(each, days_off) for each in after), date_in_words(until)


@needs_the_list
@pytest.mark.parametrize("age", [0, 21, 40, 54, 55, 56, 57, 70])
def test_the_next_update_can_be_kept(age: int, days_off: frozenset[date]) -> None:
    """On a working day, at most 15 working days ahead, and before the eight weeks end while a day is left for it."""
    for day0 in every_day(LAST - timedelta(days=110)):
        today, eight_weeks = day0 + timedelta(days=age), day0 + timedelta(days=56)
        latest = latest_update(today, eight_weeks, POLICY, CALENDAR)
        furthest = working_day(today, 15, days_off)
        between = (today + timedelta(days=step) for step in range(1, (eight_weeks - today).days))
        days = [day for day in between if works(day, days_off)]
        assert works(latest, days_off), date_in_words(day0)
        assert latest == min([furthest, *days[-1:]]), date_in_words(day0)


@pytest.mark.parametrize(
    ("day0", "respond", "second", "third", "eight_weeks"),
    [
        (
            date(2026, 11, 23),
            "Monday 14 December 2026",
            "Thursday 7 January 2027",
            "Friday 15 January 2027",
            "Monday 18 January 2027",
        ),
        (
            date(2026, 12, 18),
            "Wednesday 13 January 2027",
            "Wednesday 3 February 2027",
            "Thursday 11 February 2027",
            "Friday 12 February 2027",
        ),
    ],
    ids=["Monday 23 November 2026", "Friday 18 December 2026"],
)
def test_updates_on_the_last_day_each_time(
    day0: date, respond: str, second: str, third: str, eight_weeks: str
) -> None:
    """Who always writes on the last day and names the last day allowed is stopped by the eight weeks."""
    end, today = due(Clock.EIGHT_WEEKS, day0), due(Clock.RESPOND, day0)
    chain = [today]
    for _ in range(2):
        chain.append(latest_update(chain[-1], end, POLICY, CALENDAR))
    assert [date_in_words(day) for day in (*chain, end)] == [respond, second, third, eight_weeks]


def test_without_eight_weeks_ahead_only_the_working_days_bind() -> None:
    """After them, and without them, an update names a day at most 15 working days ahead."""
    monday = date(2027, 1, 18)
    for eight_weeks in (None, monday, date(2027, 1, 11)):
        latest = latest_update(monday, eight_weeks, POLICY, CALENDAR)
        assert date_in_words(latest) == "Monday 8 February 2027"


@pytest.mark.parametrize(
    ("clock", "day0", "until"),
    [
        (Clock.ACKNOWLEDGE, date(2028, 2, 28), "Friday 3 March 2028"),
        (Clock.RESPOND, date(2028, 2, 29), "Tuesday 21 March 2028"),
        (Clock.EIGHT_WEEKS, date(2028, 2, 29), "Tuesday 25 April 2028"),
        (Clock.DATA_PROTECTION, date(2028, 1, 30), "Tuesday 29 February 2028"),
        (Clock.OMBUDSMAN_OPEN, date(2028, 2, 29), "Wednesday 28 February 2029"),
        (Clock.OMBUDSMAN_OPEN, date(2027, 3, 1), "Wednesday 1 March 2028"),
    ],
)
def test_the_leap_day(clock: Clock, day0: date, until: str) -> None:
    """Tuesday 29 February 2028 counts like any day, and a year after it there is none."""
    assert date_in_words(due(clock, day0)) == until
