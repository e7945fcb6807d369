"""Days and times of day in London, as people read them."""

from datetime import datetime

from worker.policy.calendar import date_in_words, london_date, time_in_words


def day_in_words(at: datetime) -> str:
    """The London day of an aware instant: Monday 2 March 2026."""
    return date_in_words(london_date(at))


def moment_in_words(at: datetime) -> str:
    """Both: Monday 2 March 2026, 9.30am."""
    return f"{day_in_words(at)}, {time_in_words(at)}"
