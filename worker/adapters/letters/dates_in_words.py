"""Dates as people say them, in English whatever the machine's locale is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def in_words(when: date) -> str:
    """Monday 23 March 2026; an aware datetime is told in London with its time, as in "at 7.49am"."""
    if isinstance(when, datetime):
        local = when.astimezone(ZoneInfo("Europe/London"))
        hour, half = local.hour % 12 or 12, "am" if local.hour < 12 else "pm"
        return f"{in_words(local.date())} at {hour}.{local:%M}{half}"
    return f"{_DAYS[when.weekday()]} {when.day} {_MONTHS[when.month - 1]} {when.year}"
