"""The clocks of the policy as a table and the deadlines that follow from it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.entry import ComplaintReceived
from worker.model.letter import LetterKind
from worker.model.office import Policy, Promises
from worker.model.time import Clock
from worker.policy.calendar import Calendar, date_in_words
from worker.policy.clocks import (
    CLOCKS,
    deadlines,
    eight_week_letter_by,
    ombudsman_from,
    rule_for,
    stopped_by,
)

POLICY = Policy(version="test", review_due=date(2023, 8, 28))
CALENDAR = Calendar.of(POLICY)


@pytest.mark.parametrize(
    ("day0", "acknowledge_by", "respond_by", "eight_weeks"),
    [
        (
            date(2026, 11, 23),
            "Friday 27 November 2026",
            "Monday 14 December 2026",
            "Monday 18 January 2027",
        ),
        (
            date(2026, 12, 18),
            "Thursday 24 December 2026",
            "Wednesday 13 January 2027",
            "Friday 12 February 2027",
        ),
        (
            date(2026, 12, 25),
            "Monday 4 January 2027",
            "Tuesday 19 January 2027",
            "Friday 19 February 2027",
        ),
        (
            date(2026, 4, 2),
            "Friday 10 April 2026",
            "Monday 27 April 2026",
            "Thursday 28 May 2026",
        ),
    ],
    ids=["Monday", "Friday before Christmas", "Christmas Day", "Maundy Thursday"],
)
def test_deadlines_of_a_complaint(day0: date, acknowledge_by: str, respond_by: str, eight_weeks: str) -> None:
    """Receipt starts three clocks, each under its clause."""
    found = [
        (deadline.clock, deadline.clause, deadline.day0, date_in_words(deadline.due_on))
        for deadline in deadlines(day0, POLICY, CALENDAR)
    ]
    assert found == [
        (Clock.ACKNOWLEDGE, "3.1.8.1", day0, acknowledge_by),
        (Clock.RESPOND, "3.1.8.2", day0, respond_by),
        (Clock.EIGHT_WEEKS, "3.1.7.9", day0, eight_weeks),
    ]


def test_the_lengths_come_from_the_policy() -> None:
    """Other figures in the configuration give other dates."""
    shorter = Promises(acknowledge_working_days=1, respond_working_days=2, ombudsman_calendar_days=42)
    policy = Policy(version="test", review_due=date(2023, 8, 28), promises=shorter)
    due = [date_in_words(deadline.due_on) for deadline in deadlines(date(2026, 11, 20), policy, CALENDAR)]
    assert due == ["Monday 23 November 2026", "Tuesday 24 November 2026", "Friday 1 January 2027"]


@pytest.mark.parametrize(
    ("eight_weeks", "letter_by", "open_from"),
    [
        (date(2027, 1, 18), "Monday 18 January 2027", "Tuesday 19 January 2027"),
        (date(2026, 12, 28), "Thursday 24 December 2026", "Tuesday 29 December 2026"),
        (date(2027, 1, 2), "Thursday 31 December 2026", "Sunday 3 January 2027"),
    ],
    ids=["Monday", "substitute Boxing Day", "Saturday after New Year's Day"],
)
def test_the_eight_week_letter_leaves_on_a_working_day(
    eight_weeks: date, letter_by: str, open_from: str
) -> None:
    """The letter leaves on or before the last day; the ombudsman is open the calendar day after it."""
    assert date_in_words(eight_week_letter_by(eight_weeks, CALENDAR)) == letter_by
    assert date_in_words(ombudsman_from(eight_weeks)) == open_from


def test_every_clock_has_one_row() -> None:
    """No clock is forgotten and none stands twice."""
    assert [rule.clock for rule in CLOCKS] == list(Clock)
    assert [rule_for(clock).clock for clock in Clock] == list(Clock)


def test_what_stops_a_clock() -> None:
    """Only the sent acknowledgement keeps its promise; the receipt and a mail to staff keep none."""
    assert stopped_by(LetterKind.ACKNOWLEDGEMENT) == (Clock.ACKNOWLEDGE,)
    assert stopped_by(LetterKind.DELIVERY_FAILED) == ()
    assert stopped_by(ComplaintReceived) == ()


@settings(max_examples=60, database=None, deadline=None)
@given(day0=st.dates(date(1991, 1, 1), date(2099, 6, 30)), later=st.integers(0, 20))
def test_deadlines_are_after_day_0_and_never_go_back(day0: date, later: int) -> None:
    """Due days are working days or eight weeks to the day, and later receipt never brings one forward."""
    first = deadlines(day0, POLICY, CALENDAR)
    second = deadlines(day0 + timedelta(days=later), POLICY, CALENDAR)
    acknowledge, respond, eight_weeks = (deadline.due_on for deadline in first)
    assert day0 < acknowledge < respond < eight_weeks == day0 + timedelta(weeks=8)
    assert CALENDAR.is_working_day(acknowledge)
    assert CALENDAR.is_working_day(respond)
    assert respond < eight_week_letter_by(eight_weeks, CALENDAR) <= eight_weeks
    assert all(one.due_on <= other.due_on for one, other in zip(first, second, strict=True))
