"""When silence means trouble: each sign just before and just after its limit, on days written out."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from worker.model.promises import Policy
from worker.policy.calendar import Calendar, date_in_words
from worker.policy.health import Moment, Signs, digest_owed, time_not_kept, told_by_the_worker, troubles
from worker.policy.hold import after_jump

CALENDAR = Calendar.of(Policy(version="test", review_due=date(2023, 8, 28)))
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
EIGHT = time(8)


@pytest.mark.parametrize(
    ("now", "owed"),
    [
        ("Monday 2 March 2026 08:29", "Friday 27 February 2026"),
        ("Monday 2 March 2026 08:30", "Monday 2 March 2026"),
        ("Monday 2 March 2026 23:59", "Monday 2 March 2026"),
        ("Tuesday 3 March 2026 00:00", "Monday 2 March 2026"),
        ("Saturday 7 March 2026 12:00", "Friday 6 March 2026"),
        ("Sunday 8 March 2026 12:00", "Friday 6 March 2026"),
        # The clocks go forward on Sunday 29 March: eight o'clock in London is then seven in UTC.
        ("Friday 27 March 2026 08:29", "Thursday 26 March 2026"),
        ("Friday 27 March 2026 08:30", "Friday 27 March 2026"),
        ("Sunday 29 March 2026 08:30", "Friday 27 March 2026"),
        ("Monday 30 March 2026 07:29", "Friday 27 March 2026"),
        ("Monday 30 March 2026 07:30", "Monday 30 March 2026"),
        # Good Friday and Easter Monday.
        ("Friday 3 April 2026 12:00", "Thursday 2 April 2026"),
        ("Monday 6 April 2026 12:00", "Thursday 2 April 2026"),
        ("Tuesday 7 April 2026 07:29", "Thursday 2 April 2026"),
        ("Tuesday 7 April 2026 07:30", "Tuesday 7 April 2026"),
        ("Monday 4 May 2026 12:00", "Friday 1 May 2026"),
        ("Friday 25 December 2026 12:00", "Thursday 24 December 2026"),
        ("Monday 28 December 2026 12:00", "Thursday 24 December 2026"),
        # The clocks go back on Sunday 25 October.
        ("Friday 23 October 2026 07:30", "Friday 23 October 2026"),
        ("Sunday 25 October 2026 09:00", "Friday 23 October 2026"),
        ("Monday 26 October 2026 08:29", "Friday 23 October 2026"),
        ("Monday 26 October 2026 08:30", "Monday 26 October 2026"),
    ],
)
def test_the_digest_that_should_be_there(now: str, owed: str) -> None:
    """From half past eight in London a working day's digest is owed, and until the next one is; times are UTC."""
    moment = datetime.strptime(now, "%A %d %B %Y %H:%M").replace(tzinfo=UTC)
    assert f"{date_in_words(moment.date())} {moment:%H:%M}" == now
    assert date_in_words(digest_owed(CALENDAR, EIGHT, moment)) == owed


def signs(
    looked: timedelta = MINUTE,
    started: timedelta = MINUTE,
    *,
    waits: timedelta | None = None,
    jump: timedelta = timedelta(0),
    digests_missing: tuple[str, ...] = (),
) -> Signs:
    """What is seen when the last look, the start and the oldest letter are that long ago."""
    return Signs(
        looked_at=NOW - looked,
        started_at=NOW - started,
        waits_since=NOW - waits if waits else None,
        jump=jump,
        digests_missing=digests_missing,
    )


@pytest.mark.parametrize(
    ("seen", "names"),
    [
        (signs(), []),
        (signs(15 * MINUTE, 15 * MINUTE), []),
        (signs(16 * MINUTE, 16 * MINUTE), ["no look at the mailbox"]),
        (signs(16 * MINUTE, 15 * MINUTE), []),
        (signs(waits=30 * MINUTE), []),
        (signs(waits=31 * MINUTE), ["a letter waits"]),
        (signs(digests_missing=("Client Services",)), ["a digest was not sent"]),
        (signs(jump=timedelta(seconds=119)), []),
        (signs(jump=2 * MINUTE), ["the clock jumped"]),
        (signs(jump=-2 * MINUTE), ["the clock jumped"]),
        (
            signs(16 * MINUTE, 16 * MINUTE, waits=31 * MINUTE, jump=2 * MINUTE, digests_missing=("A", "B")),
            ["no look at the mailbox", "a letter waits", "a digest was not sent", "the clock jumped"],
        ),
    ],
)
def test_troubles(seen: Signs, names: list[str]) -> None:
    """A limit that is just reached is no trouble, a minute more is."""
    assert [trouble.name for trouble in troubles(seen, CALENDAR, NOW)] == names


def test_every_section_without_its_digest_is_named() -> None:
    """Whoever reads the alarm knows whom to tell."""
    (trouble,) = troubles(signs(digests_missing=("Client Services", "Energy")), CALENDAR, NOW)
    assert trouble.what == "The daily digest was not sent to the head of Client Services, Energy."


def test_what_only_the_running_worker_knows() -> None:
    """An alarm that the log itself can judge is judged anew, the others are passed on."""
    alarms = ("a letter waits", "mail that the server does not hand over", "the clock jumped")
    (told,) = told_by_the_worker(alarms)
    assert told.what == "The worker has found: mail that the server does not hand over."


@pytest.mark.parametrize(
    ("jump", "words"),
    [
        (timedelta(days=1), ""),
        (timedelta(hours=25), "The clock of this machine jumped by 25 hours."),
        (timedelta(hours=48), "The clock of this machine jumped by 2 days."),
        (timedelta(days=-365), ""),
    ],
)
def test_a_jump_that_holds_time_back(jump: timedelta, words: str) -> None:
    """More than a day forward, told in the unit in which people would say it."""
    assert after_jump(jump) == words


def test_a_jump_is_what_the_clock_did_and_time_did_not() -> None:
    """Ten minutes passed while the clock went on by two hours, or back by one."""
    before = Moment(NOW, 100.0)
    for hours in (2, -1):
        after = Moment(NOW + timedelta(hours=hours), 700.0)
        assert after.passed_since(before) == 10 * MINUTE
        assert after.jump_since(before) == timedelta(hours=hours) - 10 * MINUTE


def test_time_stands_still_after_a_quarter_of_an_hour() -> None:
    """A limit that is just reached is no trouble, a minute more is."""
    assert time_not_kept(15 * MINUTE) == ()
    (trouble,) = time_not_kept(16 * MINUTE)
    assert trouble.what == "For 16 minutes nothing that is due could be written."
