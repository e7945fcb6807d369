"""Steps that come again until the promise is kept: on which days, and how often one person hears (policy.md 8)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from tests.policy.test_scheduled_letters import MONDAY, log_of, rules, told
from worker.model.catalogue import LetterKind
from worker.model.entry import ReminderSent
from worker.model.rung import Role, Rung
from worker.model.time import Clock
from worker.policy.calendar import LONDON, Calendar, at_london, date_in_words, london_date
from worker.policy.case import Case
from worker.policy.ladder import next_rung_at, reached

HEAD = (Role.HEAD,)
DAILY = Rung(clock=Clock.RESPOND, level=5, to=HEAD, after=1, every=1)
WEEKLY = replace(DAILY, every=5)
IN_LIST = replace(WEEKLY, level=2)
THE_DAY = replace(DAILY, level=4, after=None, before=0, every=None)
OFTEN_BEFORE = replace(DAILY, level=3, after=None, before=3)


def heard(ladder: tuple[Rung, ...], first: date, last: date) -> list[str]:
    """When James hears of the answer due on Monday 14 December 2026, with a look every hour of these days."""
    return [
        f"{date_in_words(london_date(at))} {at.astimezone(LONDON):%H:%M}"
        for at in _heard(ladder, first, last)
    ]


def _heard(ladder: tuple[Rung, ...], first: date, last: date) -> Iterator[datetime]:
    rulebook, log = rules(ladder=ladder), log_of(MONDAY)
    now = at_london(first, time(0))
    while now < at_london(last + timedelta(days=1), time(0)):
        for notice in reached(told(log), rulebook, now):
            yield now
            entered = ReminderSent(
                clock=notice.deadline.clock,
                due_on=notice.deadline.due_on,
                step=notice.step,
                level=notice.rung.level,
                person=notice.person.key,
                letter=LetterKind.REMINDER,
            )
            log = (*log, entered)
        now += timedelta(hours=1)


@pytest.mark.parametrize(
    ("ladder", "first", "last", "days"),
    [
        (
            (DAILY,),
            date(2026, 12, 14),
            date(2026, 12, 29),
            [
                "Tuesday 15 December 2026 09:00",
                "Wednesday 16 December 2026 09:00",
                "Thursday 17 December 2026 09:00",
                "Friday 18 December 2026 09:00",
                "Monday 21 December 2026 09:00",
                "Tuesday 22 December 2026 09:00",
                "Wednesday 23 December 2026 09:00",
                "Thursday 24 December 2026 09:00",
                "Tuesday 29 December 2026 09:00",
            ],
        ),
        (
            (WEEKLY,),
            date(2026, 12, 14),
            date(2027, 1, 10),
            [
                "Tuesday 15 December 2026 09:00",
                "Tuesday 22 December 2026 09:00",
                "Thursday 31 December 2026 09:00",
                "Friday 8 January 2027 09:00",
            ],
        ),
        (
            (IN_LIST,),
            date(2026, 12, 14),
            date(2026, 12, 24),
            ["Tuesday 15 December 2026 00:00", "Tuesday 22 December 2026 00:00"],
        ),
        (
            (OFTEN_BEFORE, THE_DAY),
            date(2026, 12, 8),
            date(2026, 12, 15),
            [
                "Wednesday 9 December 2026 09:00",
                "Thursday 10 December 2026 09:00",
                "Friday 11 December 2026 09:00",
                "Monday 14 December 2026 09:00",
                "Tuesday 15 December 2026 09:00",
            ],
        ),
        ((WEEKLY,), date(2026, 12, 18), date(2026, 12, 21), ["Friday 18 December 2026 00:00"]),
    ],
    ids=[
        "every working day, not on Christmas",
        "every five working days",
        "in the morning list",
        "a later step takes the place of its day",
        "a worker that was down tells the last one once",
    ],
)
def test_a_step_comes_again(ladder: tuple[Rung, ...], first: date, last: date, days: list[str]) -> None:
    """Once on each of its days, however often the worker looks."""
    assert heard(ladder, first, last) == days


def coming(case: Case, *ladder: Rung, at: datetime) -> str:
    """When the worker looks next."""
    found = next_rung_at(case, rules(ladder=ladder), at)
    return f"{date_in_words(london_date(found))} {found.astimezone(LONDON):%H:%M}" if found else "never"


def test_the_next_look_is_at_the_next_of_its_days() -> None:
    """Before the first, between two, on the day itself; a step that comes once is not looked for again."""
    case = told(log_of(MONDAY))
    assert (
        coming(case, WEEKLY, at=at_london(date(2026, 12, 14), time(12))) == "Tuesday 15 December 2026 09:00"
    )
    assert (
        coming(case, WEEKLY, at=at_london(date(2026, 12, 17), time(12))) == "Tuesday 22 December 2026 09:00"
    )
    assert (
        coming(case, WEEKLY, at=at_london(date(2026, 12, 22), time(8, 59)))
        == "Tuesday 22 December 2026 09:00"
    )
    assert (
        coming(case, WEEKLY, at=at_london(date(2026, 12, 22), time(9))) == "Thursday 31 December 2026 09:00"
    )
    assert coming(case, THE_DAY, at=at_london(date(2026, 12, 14), time(9))) == "never"


@pytest.mark.parametrize("length", [0, 1, 4, 6, 30, 400])
def test_working_days_are_counted_as_they_are_added(length: int) -> None:
    """The arithmetic agrees with walking from day to day, over weekends, Christmas and Easter."""
    calendar: Calendar = rules().calendar
    for offset in range(0, 400, 3):
        first = MONDAY + timedelta(days=offset)
        until = first + timedelta(days=length)
        walked = sum(calendar.is_working_day(first + timedelta(days=day)) for day in range(1, length + 1))
        assert calendar.working_days_after(first, until) == walked
