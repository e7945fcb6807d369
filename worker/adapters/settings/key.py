"""One key of a configuration file: its kind, when its value is well formed, and what is wanted there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from worker.adapters.settings import wellformed
from worker.adapters.settings.wellformed import anything, between, line, or_empty


@dataclass(frozen=True, slots=True)
class Key:
    """One key; `*` stands for a table of an array; `each` asks every item of a list, not the list.

    Where there are `choices`, whoever wrote none of them is told the nearest.
    """

    pattern: str
    kind: type
    holds: Callable[[Any], bool]
    wanted: str
    each: bool = False
    hidden: bool = False
    choices: tuple[str, ...] = ()

    def accepts(self, value: object) -> bool:
        """Whether one value, or one item of a list where each is asked, is of the kind and well formed."""
        kind = type(value)
        # TOML writes points without a decimal point where they have none.
        return (kind is self.kind or (kind is int and self.kind is float)) and self.holds(value)

    def wanted_not(self, value: object) -> str:
        """What is wanted in the place of this value."""
        near = get_close_matches(value, self.choices, 1) if isinstance(value, str) else []
        return f"{self.wanted}; the nearest is {near[0]}" if near else self.wanted


def number(pattern: str, least: int, most: int, of: str, *, each: bool = False) -> Key:
    """A whole number within bounds, of things named by `of`."""
    wanted = f"{of} as a whole number from {least} to {most}, without quotes"
    return Key(pattern, int, between(least, most), wanted, each=each)


def points(pattern: str, least: int, most: int) -> Key:
    """Points within bounds, with or without a decimal point."""
    wanted = f"points from {least} to {most}, like 3 or 0.5, without quotes"
    return Key(pattern, float, between(least, most), wanted)


def text(pattern: str, example: str) -> Key:
    """A text on one line."""
    return Key(pattern, str, line, f"a text on one line, like {example}")


def items(pattern: str, least: int, wanted: str) -> Key:
    """A list of at least so many items; the items have a key of their own."""
    return Key(pattern, list, lambda items: len(items) >= least, wanted)


def one_of(pattern: str, choices: tuple[str, ...], wanted: str) -> Key:
    """One of these texts."""
    return Key(pattern, str, lambda text: text in choices, wanted)


def switch(pattern: str) -> Key:
    """True or false."""
    return Key(pattern, bool, anything, "true or false, without quotes")


def table(pattern: str) -> Key:
    """The table itself."""
    return Key(pattern, dict, anything, f"a table that begins with [{pattern}]")


def tables(pattern: str, least: int) -> Key:
    """The array of at least so many tables."""
    number = "at least one table that begins" if least else "tables that begin"
    return Key(pattern, list, lambda items: len(items) >= least, f"{number} with [[{pattern}]]")


def row(pattern: str) -> Key:
    """One table of such an array."""
    return Key(f"{pattern}.*", dict, anything, f"a table that begins with [[{pattern}]]")


def email(pattern: str, example: str = "jane.carter@optimised.net", *, each: bool = False) -> Key:
    """One plain address, like the example."""
    wanted = f"one plain e-mail address in small letters, like {example}"
    return Key(pattern, str, wellformed.email, wanted, each=each)


def key_of(pattern: str, of: str, *, each: bool = False, empty: bool = False) -> Key:
    """The short word by which a person or a section is known."""
    named = wellformed.matching(r"[a-z][a-z0-9_-]{0,39}")
    wanted = f"the key of {of}: small letters, digits, - and _, like jane-carter"
    return Key(pattern, str, or_empty(named) if empty else named, wanted, each=each)


def phone(pattern: str) -> Key:
    """A number of the United Kingdom."""
    return Key(pattern, str, wellformed.uk_phone, "a UK phone number that can be dialled, like 0333 370 2024")


def day(pattern: str, *, each: bool = False) -> Key:
    """A calendar date."""
    return Key(
        pattern, date, wellformed.day, "a date without quotes and without a time, like 2026-12-24", each=each
    )


def time_of_day(pattern: str, *, empty: bool = False) -> Key:
    """A time of the day at which people in London may be written to; empty is never, where that is allowed."""
    holds = wellformed.waking_time
    never = ", or empty for never" if empty else ""
    wanted = f'a time in London in quotes from "06:00" to "22:00"{never}, like "09:00"'
    return Key(pattern, str, or_empty(holds) if empty else holds, wanted)


def named(pattern: str, choices: Iterable[str], wanted: str, *, each: bool = False) -> Key:
    """One of many names."""
    names = tuple(map(str, choices))
    return Key(pattern, str, lambda text: text in names, wanted, each=each, choices=names)
