"""When a client told us, as a colleague notes it: Tue 3 March 10.40am, 3/3, yesterday at noon, this morning."""

import re
from datetime import date, datetime, time, timedelta
from unicodedata import normalize

from worker.policy.calendar import Calendar, at_london, london_date
from worker.policy.reading.dates import WEEKDAYS, read_date

_LONGEST = 200
_CLOCK = re.compile(
    r"(?<![\d:./+-])(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d))?(?: ?(?P<half>[ap])\.?m\b\.?)?(?! ?[:./-]?\d)"
)
_NOON = re.compile(r"\b(?:12 )?(?:noon|midday)\b")
_SAYS_NO_DAY = re.compile(
    r"\b(?:at|about|around|approx|ca|just|now|soon|after|before|in|the|this|early|late|mid|"
    r"morning|afternoon|evening|lunch|lunchtime|time|hrs|hours|uk)\b|[,;()~.]+(?=\s|$)"
)
# Who notes a call at 3.30 was not in the office at night.
_FIRST_HOUR_OF_MORNING = 7


def spoken_time(text: str, now: datetime, calendar: Calendar) -> datetime | None:
    """The instant that such a note of `now` (aware) names, in aware UTC; None for no instant or a contradiction.

    A weekday is the latest that is not to come, and a date without a year the nearest. A date without a time is the
    start of that day in London; a time alone is today's, and from 1 to 6 in the afternoon where nothing else is said.
    """
    shown = " ".join(normalize("NFKC", text[:_LONGEST]).casefold().split())
    clock, rest = _time_of_day(shown)
    words = " ".join(_SAYS_NO_DAY.sub(" ", rest).split())
    day = _day(words, london_date(now), calendar) if words else london_date(now) if shown else None
    return at_london(day, clock or time(0)) if day else None


def _day(words: str, today: date, calendar: Calendar) -> date | None:
    if words == "yesterday":
        return today - timedelta(days=1)
    last, _, weekday = words.rpartition("last ")
    number = next((place for place, name in enumerate(WEEKDAYS) if _is_short_for(weekday, name)), None)
    if number is not None and not last:
        back = (today.weekday() - number) % 7
        return today - timedelta(days=back or (7 if words.startswith("last ") else 0))
    named = read_date(words, today, calendar)
    return named if isinstance(named, date) else None


def _is_short_for(word: str, name: str) -> bool:
    return len(word) >= 3 and name.startswith(word)


def _time_of_day(text: str) -> tuple[time | None, str]:
    """The first time of day in the text and the text without it; a bare number is none."""
    found = next((each for each in _CLOCK.finditer(text) if each["minute"] or each["half"]), None)
    noon = None if found else _NOON.search(text)
    written = found or noon
    clock = time(12) if noon else _clock(found) if found else None
    if written is None or clock is None:
        return None, text
    return clock, f"{text[: written.start()]} {text[written.end() :]}"


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = found["half"] or ("p" if 0 < hour < _FIRST_HOUR_OF_MORNING else "")
    if half and 0 < hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
