"""The days that a letter names to its reader, in whatever sentence they stand."""

import re
from datetime import date, timedelta

from worker.policy.calendar import Calendar
from worker.policy.reading.dates import MONTHS, WEEKDAYS, read_date

_A_YEAR = timedelta(days=365)
_MOST_LOOKED_AT = 20

_WEEKDAY = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in WEEKDAYS)})"
_MONTH = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' if name != 'may' else name for name in MONTHS)}|sept)"
_NOT_MAY = r"(?!may\b)"  # which is a verb before a number
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_A_DATE = re.compile(
    rf"\b(?:{_WEEKDAY},? )?(?:the )?{_DAY} (?:of )?{_MONTH}\b(?:,? \d{{4}}\b)?"
    rf"|\b(?:{_WEEKDAY},? )?{_NOT_MAY}{_MONTH} {_DAY}\b(?:,? \d{{4}}\b)?"
    r"|\b\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?\b"
    rf"|\b(?:by|before|until|on) (?:{_WEEKDAY}|tomorrow)\b(?!,? (?:the )?(?:\d|{_MONTH}\b))"
)


def days_ahead(text: str, sent_on: date, calendar: Calendar) -> tuple[date, ...]:
    """The days after `sent_on` and within a year that the text names, each once, the earliest first."""
    plain = " ".join(text.casefold().split())
    found = (each[0] for _, each in zip(range(_MOST_LOOKED_AT), _A_DATE.finditer(plain), strict=False))
    named = (read_date(words.removeprefix("before "), sent_on, calendar) for words in found)
    days = {day for day in named if isinstance(day, date)}
    return tuple(sorted(day for day in days if sent_on < day <= sent_on + _A_YEAR))
