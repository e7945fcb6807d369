"""Dates as colleagues write them in Britain, and why one cannot be promised, as a sentence with better ones."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from worker.policy.calendar import Calendar, date_in_words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_SHORTEST = 3  # letters of a weekday or a month: Fri, Mar
_MOST_WORKING_DAYS = 250
_A_DAY = timedelta(days=1)
_A_WEEK = timedelta(days=7)
_NEAR = {"today": timedelta(0), "tomorrow": _A_DAY, "yesterday": -_A_DAY}
_LONGEST_AGO = timedelta(days=366)

_BEFORE = re.compile(r"^(?:by|on|to|for|until|till)\s+")
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}|\d\d))?")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WORDS = re.compile(rf"(?:the )?{_DAY} (?:of )?(?P<month>[a-z]+)(?: (?P<year>\d{{4}}))?")
_MONTH_FIRST = re.compile(rf"(?P<month>[a-z]+) {_DAY}(?: (?P<year>\d{{4}}))?")
_SHAPES = (_NUMBERS, _ISO, _WORDS, _MONTH_FIRST)
_DAY_ALONE = re.compile(r"(?:the )?(\d{1,2})(?:st|nd|rd|th)")
_AHEAD = re.compile(r"\+\s?(\d{1,3})")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a date was not taken, as a sentence, and the days that may have been meant."""

    why: str
    instead: tuple[date, ...] = ()


_NO_DATE = Refusal("No date could be read.")


def read_date(words: str, today: date, calendar: Calendar) -> date | Refusal:
    """The day that these words name on the London date `today`; any day, also one that lies in the past.

    Without a year it is the day nearest to today. `+3` counts working days; a weekday alone is the next one.
    """
    plain = _BEFORE.sub("", " ".join(words.casefold().replace(",", " ").split()), count=1).strip(" .!")
    ahead = _AHEAD.fullmatch(plain)
    if plain in _NEAR:
        return today + _NEAR[plain]
    if ahead and 0 < int(ahead[1]) <= _MOST_WORKING_DAYS:
        return calendar.add_working_days(today, int(ahead[1]))
    first, _, rest = plain.partition(" ")
    weekday = _place(first, WEEKDAYS)
    if weekday is None:
        return _named(plain, today)
    if not rest:
        return today + _A_DAY * ((weekday - today.weekday() - 1) % 7 + 1)
    named = _named(rest, today)
    return named if isinstance(named, Refusal) else _on_weekday(named, weekday)


def promised_day(words: str, today: date, latest: date, calendar: Calendar) -> date | Refusal:
    """The working day after `today` and not after `latest` that these words name, or why it is none."""
    if not words.strip():
        return Refusal("A date is missing.", _offered(today, latest, calendar))
    named = read_date(words, today, calendar)
    if isinstance(named, Refusal):
        good = tuple(day for day in named.instead if refusal(day, today, latest, calendar) is None)
        return Refusal(named.why, good or _offered(today, latest, calendar))
    return refusal(named, today, latest, calendar) or named


def refusal(day: date, today: date, latest: date, calendar: Calendar) -> Refusal | None:
    """Why that day cannot be promised on the London date `today`, or None where it can."""
    if day <= today:
        over = "today" if day == today else "over"
        return Refusal(f"{date_in_words(day)} is {over}.", _offered(today, latest, calendar))
    if day > latest:
        why = f"{date_in_words(day)} is too late. The latest day is {date_in_words(latest)}."
        return Refusal(why, (latest,))
    why_not = calendar.why_not(day)
    return _no_working_day(day, why_not, (today, latest), calendar) if why_not else None


def day_of_event(words: str, today: date, calendar: Calendar) -> date | Refusal:
    """The day, today or before, on which something happened, or why these words name none."""
    if not words.strip():
        return Refusal("A date is missing.", (today,))
    named = read_date(words, today, calendar)
    if (
        isinstance(named, date)
        and named > today
        and _place(_BEFORE.sub("", words.casefold().strip()), WEEKDAYS) is not None
    ):
        named -= _A_WEEK  # a weekday alone, of what is over, is the last one
    if isinstance(named, date) and named > today:
        return Refusal(f"{date_in_words(named)} lies ahead.", (today,))
    if isinstance(named, date) and named < today - _LONGEST_AGO:
        return Refusal(f"{date_in_words(named)} is more than a year ago.", (today,))
    return named


def _named(plain: str, today: date) -> date | Refusal:
    of_month = _DAY_ALONE.fullmatch(plain)
    if of_month:
        return _nearest_day(int(of_month[1]), today)
    shaped = next((found for shape in _SHAPES if (found := shape.fullmatch(plain))), None)
    if shaped is None:
        return _NO_DATE
    in_words = not shaped["month"].isdecimal()
    place = _place(shaped["month"], MONTHS) if in_words else int(shaped["month"]) - 1
    if place is None or not 0 <= place < len(MONTHS):
        return _NO_DATE
    year = f"20{shaped['year']}" if shaped["year"] and len(shaped["year"]) == 2 else shaped["year"]
    years = (int(year),) if year else (today.year - 1, today.year, today.year + 1)
    days = tuple(filter(None, (_day(each, place + 1, int(shaped["day"])) for each in years)))
    there_is_none = Refusal(f"There is no day {shaped['day']} {MONTHS[place].title()}.")
    return min(days, key=lambda day: abs(day - today)) if days else there_is_none


def _nearest_day(day: int, today: date) -> date | Refusal:
    """The 18th: of the month in which it is nearest to today."""
    months = (today.replace(day=1) + _A_DAY * days for days in (-15, 0, 45))
    days = tuple(filter(None, (_day(each.year, each.month, day) for each in months)))
    return min(days, key=lambda each: abs(each - today)) if days else _NO_DATE


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _place(word: str, names: tuple[str, ...]) -> int | None:
    """Where among the names the word stands, which may be their beginning, as in Fri or Sept."""
    fits = (place for place, name in enumerate(names) if len(word) >= _SHORTEST and name.startswith(word))
    return next(fits, None)


def _on_weekday(day: date, weekday: int) -> date | Refusal:
    if day.weekday() == weekday:
        return day
    near = day + _A_DAY * ((weekday - day.weekday() + 3) % 7 - 3)
    found, meant = (WEEKDAYS[each].title() for each in (day.weekday(), weekday))
    why = f"{_without_weekday(day)} is a {found} and not a {meant}."
    instead = (min(near, day), max(near, day))
    return Refusal(f"{why} {_did_you_mean(instead)}", instead)


def _no_working_day(day: date, why_not: str, between: tuple[date, date], calendar: Calendar) -> Refusal:
    today, latest = between
    near = (calendar.last_working_day_on_or_before(day), calendar.next_working_day_on_or_after(day))
    instead = tuple(each for each in near if today < each <= latest)
    if why_not.title() == WEEKDAYS[day.weekday()].title():
        why = f"{_without_weekday(day)} is a {why_not}."
    else:
        why = f"{date_in_words(day)} is a {why_not}."
    return Refusal(f"{why} {_did_you_mean(instead)}".strip(), instead)


def _did_you_mean(days: tuple[date, ...]) -> str:
    named = " or ".join(date_in_words(day) for day in days)
    return f"Did you mean {named}?" if named else ""


def _offered(today: date, latest: date, calendar: Calendar) -> tuple[date, ...]:
    """A week ahead and the latest day, as far as they are working days that may be promised."""
    week = calendar.next_working_day_on_or_after(today + _A_WEEK)
    last = calendar.last_working_day_on_or_before(latest)
    return tuple(dict.fromkeys(day for day in (week, last) if today < day <= latest))


def _without_weekday(day: date) -> str:
    return date_in_words(day).partition(" ")[2]


def short_date(day: date) -> str:
    """The day as a command names it: Fri 27 March 2026."""
    weekday, _, rest = date_in_words(day).partition(" ")
    return f"{weekday[:_SHORTEST]} {rest}"
