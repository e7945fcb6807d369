"""The shipped reminder ladder, step by step with its weekdays, for promises that began on Monday 23 November 2026."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from worker.adapters.settings import load
from worker.adapters.settings.reminders import LENGTHS
from worker.model.promises import Policy, Promises
from worker.model.rung import Role, Rung
from worker.model.time import Clock, Deadline
from worker.policy.calendar import LONDON, Calendar, date_in_words, london_date
from worker.policy.clocks import CLOCKS
from worker.policy.ladder import rung_at

SECRETS = {"MAILBOX_PASSWORD": "x", "SMTP_PASSWORD": "x", "TOKEN_KEY": "x" * 32}
DAY_0 = date(2026, 11, 23)
WITHOUT_STEPS = {Clock.OMBUDSMAN_OPEN}

Step = tuple[str, str, int, str]

# The last day of each promise; those of a named day are given one here.
PROMISED: dict[Clock, tuple[str, tuple[Step, ...]]] = {
    Clock.ACKNOWLEDGE: (
        "2026-11-27",
        (
            ("Tuesday 24 November 2026", "09:00", 1, "triage, owner"),
            ("Wednesday 25 November 2026", "09:00", 2, "triage, owner, head"),
            ("Thursday 26 November 2026", "09:00", 3, "head, senior management"),
            ("Friday 27 November 2026", "09:00", 4, "head, senior management"),
            ("Friday 27 November 2026", "14:00", 4, "head, senior management"),
            ("Monday 30 November 2026", "09:00", 5, "senior management"),
        ),
    ),
    Clock.ASSESS: (
        "2026-11-25",
        (
            ("Wednesday 25 November 2026", "09:00", 1, "owner"),
            ("Thursday 26 November 2026", "09:00", 2, "owner, head"),
            ("Monday 30 November 2026", "09:00", 3, "head"),
        ),
    ),
    Clock.RESPOND: (
        "2026-12-14",
        (
            ("Monday 30 November 2026", "09:00", 1, "owner"),
            ("Thursday 3 December 2026", "09:00", 1, "owner"),
            ("Monday 7 December 2026", "09:00", 2, "owner, head"),
            ("Wednesday 9 December 2026", "09:00", 2, "owner, head"),
            ("Friday 11 December 2026", "09:00", 3, "owner, head, senior management"),
            ("Monday 14 December 2026", "09:00", 4, "owner, head, senior management"),
            ("Monday 14 December 2026", "14:00", 4, "owner, head, senior management"),
            ("Tuesday 15 December 2026", "09:00", 5, "senior management"),
        ),
    ),
    Clock.NEXT_UPDATE: (
        "2027-01-07",
        (
            ("Monday 4 January 2027", "09:00", 1, "owner"),
            ("Wednesday 6 January 2027", "09:00", 2, "owner, head"),
            ("Thursday 7 January 2027", "09:00", 3, "owner, head, senior management"),
            ("Friday 8 January 2027", "09:00", 4, "owner, head, senior management"),
        ),
    ),
    Clock.PROMISED: (
        "2026-12-29",
        (
            ("Tuesday 22 December 2026", "09:00", 1, "owner"),
            ("Thursday 24 December 2026", "09:00", 2, "owner, head"),
            ("Tuesday 29 December 2026", "09:00", 3, "owner, head, senior management"),
            ("Wednesday 30 December 2026", "09:00", 4, "owner, head, senior management"),
        ),
    ),
    Clock.ESCALATED: (
        "2026-12-07",
        (
            ("Monday 30 November 2026", "09:00", 2, "owner, head"),
            ("Friday 4 December 2026", "09:00", 3, "head, senior management"),
            ("Monday 7 December 2026", "09:00", 3, "head, senior management"),
            ("Tuesday 8 December 2026", "09:00", 4, "head, senior management"),
        ),
    ),
    Clock.EIGHT_WEEKS: (
        "2027-01-18",
        (
            ("Monday 21 December 2026", "09:00", 2, "owner, head"),
            ("Monday 4 January 2027", "09:00", 3, "owner, head, senior management"),
            ("Monday 11 January 2027", "09:00", 3, "head, senior management"),
            ("Monday 11 January 2027", "09:00", 3, "head, senior management"),
            ("Friday 15 January 2027", "09:00", 4, "head, senior management"),
            ("Monday 18 January 2027", "09:00", 4, "head, senior management"),
            ("Tuesday 19 January 2027", "09:00", 5, "senior management"),
        ),
    ),
    Clock.PROPOSED: ("2026-12-21", (("Monday 21 December 2026", "09:00", 1, "owner"),)),
    Clock.CONFIRM: ("2026-12-07", (("Monday 7 December 2026", "09:00", 1, "owner"),)),
    Clock.ACTION_CHOICE: (
        "2026-11-30",
        (
            ("Monday 30 November 2026", "09:00", 1, "owner"),
            ("Tuesday 1 December 2026", "09:00", 2, "owner, head"),
            ("Tuesday 8 December 2026", "09:00", 2, "owner, head, senior management"),
        ),
    ),
    Clock.CORRECTIVE_ACTION: (
        "2026-12-31",
        (
            ("Tuesday 22 December 2026", "09:00", 1, "owner"),
            ("Thursday 31 December 2026", "09:00", 2, "owner, head"),
            ("Monday 4 January 2027", "09:00", 3, "owner, head"),
            ("Monday 11 January 2027", "09:00", 3, "owner, head, senior management"),
        ),
    ),
    Clock.EFFECTIVENESS_REVIEW: (
        "2027-03-31",
        (
            ("Monday 22 March 2027", "09:00", 1, "owner"),
            ("Wednesday 31 March 2027", "09:00", 2, "owner, head"),
            ("Thursday 1 April 2027", "09:00", 3, "owner, head"),
            ("Thursday 8 April 2027", "09:00", 3, "owner, head, senior management"),
        ),
    ),
    Clock.OMBUDSMAN_DECISION: (
        "2026-12-21",
        (
            ("Monday 7 December 2026", "09:00", 2, "owner, senior management"),
            ("Monday 14 December 2026", "09:00", 3, "owner, senior management"),
            ("Friday 18 December 2026", "09:00", 3, "owner, senior management"),
            ("Monday 21 December 2026", "09:00", 4, "owner, senior management"),
        ),
    ),
    Clock.CASE_FILE: (
        "2026-12-21",
        (
            ("Monday 14 December 2026", "09:00", 2, "owner, head"),
            ("Thursday 17 December 2026", "09:00", 3, "owner, head"),
            ("Monday 21 December 2026", "09:00", 4, "owner, head, senior management"),
            ("Tuesday 22 December 2026", "09:00", 5, "owner, head, senior management"),
        ),
    ),
    Clock.DATA_PROTECTION: (
        "2026-12-23",
        (
            ("Tuesday 24 November 2026", "09:00", 1, "data protection"),
            ("Wednesday 25 November 2026", "09:00", 1, "data protection"),
            ("Thursday 3 December 2026", "09:00", 2, "data protection, head"),
            ("Friday 11 December 2026", "09:00", 3, "data protection, head"),
            ("Friday 18 December 2026", "09:00", 4, "data protection, head, senior management"),
            ("Thursday 24 December 2026", "09:00", 5, "data protection, senior management"),
        ),
    ),
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The shipped figures and ladder."""
    return load(Path(__file__).parents[2] / "config", SECRETS).policy


@pytest.fixture(scope="module")
def calendar(policy: Policy) -> Calendar:
    """The working days of England."""
    return Calendar.of(policy)


def _said(rung: Rung, at: datetime) -> Step:
    assert at.tzinfo is UTC
    return (date_in_words(london_date(at)), f"{at.astimezone(LONDON):%H:%M}", rung.level, ", ".join(rung.to))


@pytest.mark.parametrize("clock", PROMISED)
def test_the_steps_of_each_promise(policy: Policy, calendar: Calendar, clock: Clock) -> None:
    """Each step comes on its day, to its people, at its level; several are never in another order than the days."""
    due_on, steps = PROMISED[clock]
    deadline = Deadline(clock, "", DAY_0, date.fromisoformat(due_on))
    rungs = [rung for rung in policy.ladder if rung.clock is clock]
    assert tuple(_said(rung, rung_at(rung, deadline, calendar)) for rung in rungs) == steps
    moments = [rung_at(rung, deadline, calendar) for rung in rungs]
    assert moments == sorted(moments)


def test_the_hour_is_that_of_london(policy: Policy, calendar: Calendar) -> None:
    """Nine o'clock in London is eight o'clock UTC in summer, and nine in winter."""
    rung = next(rung for rung in policy.ladder if rung.clock is Clock.RESPOND and rung.before == 0)
    summer = Deadline(Clock.RESPOND, "3.1.8.2", date(2026, 6, 1), date(2026, 6, 22))
    winter = Deadline(Clock.RESPOND, "3.1.8.2", DAY_0, date(2026, 12, 14))
    assert rung_at(rung, summer, calendar) == datetime(2026, 6, 22, 8, tzinfo=UTC)
    assert rung_at(rung, winter, calendar) == datetime(2026, 12, 14, 9, tzinfo=UTC)


def test_what_is_broken_is_told_again(policy: Policy) -> None:
    """Every working day to senior management, an overdue action and its review every week (policy.md 8)."""
    again = {(rung.clock, rung.every) for rung in policy.ladder if rung.every}
    assert again == {
        (Clock.ACKNOWLEDGE, 1),
        (Clock.RESPOND, 1),
        (Clock.EIGHT_WEEKS, 1),
        (Clock.DATA_PROTECTION, 1),
        (Clock.CASE_FILE, 1),
        (Clock.ACTION_CHOICE, 5),
        (Clock.CORRECTIVE_ACTION, 5),
        (Clock.EFFECTIVENESS_REVIEW, 5),
    }
    assert all(Role.SENIOR_MANAGEMENT in rung.to for rung in policy.ladder if rung.every)


def test_every_clock_has_steps_but_one(policy: Policy) -> None:
    """Only the months in which a client may go to the ombudsman remind nobody."""
    assert set(Clock) - {rung.clock for rung in policy.ladder} == WITHOUT_STEPS
    assert set(Clock) - set(PROMISED) == WITHOUT_STEPS


def test_urgency_only_rises(policy: Policy) -> None:
    """No later step of a promise is less urgent than one before it, so none is passed over for a milder one."""
    for clock in Clock:
        levels = [rung.level for rung in policy.ladder if rung.clock is clock]
        assert levels == sorted(levels), clock


def test_the_settings_know_the_length_of_each_promise() -> None:
    """What the settings hold a row against is the length that the clock really has."""
    for rule in CLOCKS:
        if rule.length is not None and rule.clock is not Clock.OMBUDSMAN_OPEN:
            for working in (3, 7):
                name = LENGTHS[rule.clock]
                assert rule.length(Promises(**{name: working})) == working
                assert name.endswith("_working_days") is (rule.unit == "working days"), rule.clock
        else:
            assert rule.clock not in LENGTHS
