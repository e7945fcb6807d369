"""The days that a letter names to its reader, as a person would read them."""

from datetime import date

import pytest

from worker.model.promises import Policy
from worker.policy.calendar import Calendar
from worker.policy.reading.mentioned_dates import days_ahead

CALENDAR = Calendar.of(Policy(version="test", review_due=date(2023, 8, 28)))
WEDNESDAY = date(2026, 3, 4)

NAMED = {
    "We pay you by Friday 27 March.": [(27, 3)],
    "We pay you by Friday, 27th of March 2026.": [(27, 3)],
    "I will ring you on Friday.": [(6, 3)],
    "You hear from us by the 20th of March at the latest, paid by March 27.": [(20, 3), (27, 3)],
    "It is done by 27/03/2026, or tell me before 12/3.": [(12, 3), (27, 3)],
    "Thank you for your mail of 2 March; your contract began on 1 February 2024.": [],
    "We may have charged 3 times; the rate is 31.2p and the meter 14/1.": [],
    "I may 5 minutes later ring 01253 123456.": [],
    "You hear more by tomorrow.": [(5, 3)],
    "Call us on Monday to Friday, 9 to 5.": [(9, 3)],
    "Nothing at all.": [],
}


@pytest.mark.parametrize(("said", "days"), NAMED.items())
def test_the_days_that_it_names(said: str, days: list[tuple[int, int]]) -> None:
    """Those that lie ahead, in whatever form people write them in Britain."""
    named = days_ahead(said, WEDNESDAY, CALENDAR)
    assert [(each.day, each.month) for each in named] == days
