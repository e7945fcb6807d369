"""The explanation of a deadline, as values and as the words an operator reads."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from worker.model.office import Policy
from worker.policy.calendar import Calendar
from worker.policy.explain import explain, in_words

POLICY = Policy(version="test", review_due=date(2023, 8, 28))
CALENDAR = replace(Calendar.of(POLICY), proclaimed_until=date(2028, 12, 31))

CHRISTMAS_EVE = """\
Received on Thursday 24 December 2026 at 09:00 GMT: this is day 0 and not counted.

Acknowledge by the end of Monday 4 January 2027 (working day 4, 3.1.8.1):
  Friday 25 December 2026      not counted (bank holiday: Christmas Day)
  Saturday 26 December 2026    not counted (Saturday)
  Sunday 27 December 2026      not counted (Sunday)
  Monday 28 December 2026      not counted (bank holiday: Boxing Day (substitute day))
  Tuesday 29 December 2026     day 1
  Wednesday 30 December 2026   day 2
  Thursday 31 December 2026    day 3
  Friday 1 January 2027        not counted (bank holiday: New Year's Day)
  Saturday 2 January 2027      not counted (Saturday)
  Sunday 3 January 2027        not counted (Sunday)
  Monday 4 January 2027        day 4

Respond by the end of Tuesday 19 January 2027 (working day 15, 3.1.8.2):
"""

BOXING_DAY = """\
The 56 calendar days end on Monday 28 December 2026 (3.1.7.9).
Send the eight-week letter by the end of Thursday 24 December 2026, because these are no working days:
  Friday 25 December 2026      not counted (bank holiday: Christmas Day)
  Saturday 26 December 2026    not counted (Saturday)
  Sunday 27 December 2026      not counted (Sunday)
  Monday 28 December 2026      not counted (bank holiday: Boxing Day (substitute day))
The ombudsman is open to the client from Tuesday 29 December 2026."""


def words(received: str) -> str:
    """What an operator reads about a complaint received then."""
    return in_words(explain(datetime.fromisoformat(received), POLICY, CALENDAR))


def test_every_day_over_christmas_is_explained() -> None:
    """Each day up to the acknowledgement is numbered or has its reason."""
    assert words("2026-12-24T09:00:00+00:00").startswith(CHRISTMAS_EVE)


def test_an_eight_week_letter_before_the_end_is_explained() -> None:
    """Where eight weeks end on a day off, the days lost stand between letter and end."""
    assert words("2026-11-02T10:00:00+00:00").endswith(BOXING_DAY)


def test_an_eight_week_letter_on_the_last_day_needs_no_reason() -> None:
    """Where eight weeks end on a working day, no day is lost."""
    assert words("2026-11-23T17:31:00+00:00").endswith(
        "The 56 calendar days end on Monday 18 January 2027 (3.1.7.9).\n"
        "Send the eight-week letter by the end of Monday 18 January 2027.\n"
        "The ombudsman is open to the client from Tuesday 19 January 2027."
    )


@pytest.mark.parametrize(
    ("received", "line"),
    [
        ("2026-08-30T23:59:00+00:00", "Received on Monday 31 August 2026 at 00:59 BST: "),
        ("2026-10-25T00:30:00+00:00", "Received on Sunday 25 October 2026 at 01:30 BST: "),
        ("2026-10-25T01:30:00+00:00", "Received on Sunday 25 October 2026 at 01:30 GMT: "),
        ("2026-11-20T23:45:00-05:00", "Received on Saturday 21 November 2026 at 04:45 GMT: "),
    ],
)
def test_receipt_is_told_in_london_time(received: str, line: str) -> None:
    """The moment of receipt is read from London's clocks and says which of two it was in October."""
    assert words(received).startswith(line)


def test_dates_beyond_the_published_bank_holidays_are_marked() -> None:
    """Only an explanation that reaches past the published list carries the warning."""
    warning = "Bank holidays are published only until Sunday 31 December 2028"
    assert warning in words("2028-11-06T10:00:00+00:00")
    assert warning not in words("2028-11-05T10:00:00+00:00")


def test_a_naive_moment_is_refused() -> None:
    """A time without a zone gives no explanation."""
    with pytest.raises(ValueError, match="has no time zone"):
        explain(datetime.now(UTC).replace(tzinfo=None), POLICY, CALENDAR)
