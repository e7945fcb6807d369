"""Days and times of day in London, as people read them."""

from datetime import datetime

from worker.policy.calendar import LONDON, date_in_words, london_date


def day_in_words(at: datetime) -> str:
    """The London day of an aware instant: Monday 2 March 2026."""
    return date_in_words(london_date(at))


def time_in_words(at: datetime) -> str:
    """The London time of day of an aware instant: 9.30am, 3pm, midday."""
    local = at.astimezone(LONDON)
    if (local.hour, local.minute) == (12, 0):
        return "midday"
    minutes = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def moment_in_words(at: datetime) -> str:
    """Both: Monday 2 March 2026, 9.30am."""
    return f"{day_in_words(at)}, {time_in_words(at)}"
