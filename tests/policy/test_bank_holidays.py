"""Bank holidays in England against the published list, and how long that list still lasts."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from worker.model.promises import Policy
from worker.policy.calendar import PROCLAIMED_UNTIL, Calendar, date_in_words, london_date

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "bank_holidays_england_wales_2019_2028.csv"
CALENDAR = Calendar.of(Policy(version="test", review_due=date(2023, 8, 28)))


@pytest.mark.skipif(not PUBLISHED.exists(), reason="../shared with the published bank holidays is not here")
def test_every_day_from_2019_to_2028_agrees_with_the_published_list() -> None:
    """A day is a working day exactly when it is no weekend day and not on the list."""
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)}
    first, last = date(2019, 1, 1), date(2028, 12, 31)
    days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    wrong = [
        date_in_words(day)
        for day in days
        if CALENDAR.is_working_day(day) != (day.weekday() < 5 and day not in published)
    ]
    assert len(published) == 83
    assert wrong == []


def test_bank_holidays_are_published_for_the_next_twelve_months() -> None:
    """Somebody has to read the published list again before it runs out."""
    today = london_date(datetime.now(UTC))
    assert CALENDAR.is_proclaimed(today + timedelta(days=365)), (
        f"Bank holidays are known only until {date_in_words(PROCLAIMED_UNTIL)}, less than a year ahead. "
        "Open www.gov.uk/bank-holidays (England and Wales), compare its new years with what the package "
        "`holidays` computes, write each difference into extra_bank_holidays or not_bank_holidays of "
        "config/policy.toml, and set PROCLAIMED_UNTIL in worker/policy/calendar.py to the last day listed."
    )
