"""What may stand at each key of a file, and in which words it is asked for, read from the fields of the model."""

import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date, time
from difflib import get_close_matches
from enum import StrEnum
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from worker.adapters.settings.fault import written
from worker.adapters.settings.wellformed import HOLDS
from worker.model.key import Form, Key

# The types that have one form each, and as what TOML gives them.
_FORMS = {date: (Form.DAY, date), time: (Form.TIME, str), tuple[date, date]: (Form.DAYS, list)}

# What TOML, or a person, takes for something else than a text where it stands without quotes.
_NEEDS_QUOTES = re.compile(r"[\d.:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What may stand at one key; `*` in `at` is a table of an array; `each` asks every item of a list, not the list.

    `words` ask for it in a refusal, `unit` names it in the comment of the file. Where there are `choices`, whoever
    wrote none of them is told the nearest.
    """

    at: str
    kind: type
    words: str
    unit: str = ""
    holds: Callable[[Any], object] = lambda _: True
    example: object = None
    choices: tuple[str, ...] = ()
    each: bool = False
    hidden: bool = False
    default: Any = None
    form: Form | None = None

    def accepts(self, value: object) -> bool:
        """Whether one value, or one item of a list where each is asked, is of the kind and well formed."""
        kind = type(value)
        # TOML writes points without a decimal point where they have none.
        return (kind is self.kind or (kind is int and self.kind is float)) and bool(self.holds(value))

    def wanted_not(self, value: object) -> str:
        """What is wanted in the place of this value."""
        near = get_close_matches(value, self.choices, 1) if isinstance(value, str) else []
        # Of numbers and choices the words alone say what to write.
        shows = self.example is not None and (self.form is not None or self.kind is list)
        wanted = f"{self.words}, like {_bare(self.example)}" if shows else self.words
        return f"{wanted}; the nearest is {near[0]}" if near else wanted


def expected(kind: Any, table: str = "") -> tuple[Expected, ...]:
    """Every key of a frozen value and of all within it, in the order of its fields; a field without a Key is none."""
    return tuple(row for field, *declared in keyed(kind) for row in _of_field(table, field, *declared))


def keyed(kind: Any) -> Iterator[tuple[Field[Any], Any, Key]]:
    """Each field that is a key, with its type and what is said of it."""
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        if get_origin(hints[field.name]) is Annotated:
            declared, key = get_args(hints[field.name])
            yield field, declared, key


def item_of(declared: Any) -> Any:
    """The type of the items where the type is a list, or None."""
    match get_args(declared):
        case (item, second) if second is ...:
            return item
    return None


def _of_field(table: str, field: Field[Any], declared: Any, key: Key) -> Iterator[Expected]:
    at, item = f"{table}{field.name}", item_of(declared)
    if is_dataclass(declared):
        yield Expected(at=at, kind=dict, words=f"a table that begins with [{at}]")
        yield from expected(declared, f"{at}.")
    elif item is None:
        yield _of_value(at, field, declared, key)
    else:
        yield from _of_list(at, field, item, key)


def _of_value(at: str, field: Field[Any], declared: Any, key: Key) -> Expected:
    kind = get_args(declared)[0] if isinstance(declared, UnionType) else declared
    row = replace(_of_one(at, kind, key), example=key.example, hidden=not field.repr, default=_default(field))
    if field.default != "" and not key.empty:
        return row
    words = f"empty {key.empty}, or {row.words}" if key.empty else f"empty, or {row.words}"
    return replace(row, holds=lambda text: text == "" or row.holds(text), words=words)


def _of_list(at: str, field: Field[Any], item: Any, key: Key) -> Iterator[Expected]:
    fewest = 0 if field.default == () else 1
    whole = Expected(at=at, kind=list, words=key.many, holds=lambda items: len(items) >= fewest)
    if is_dataclass(item):
        begins = f"with [[{at}]]"
        several = f"at least one table that begins {begins}" if fewest else f"tables that begin {begins}"
        yield replace(whole, words=key.many or several, default=_default(field))
        yield Expected(at=f"{at}.*", kind=dict, words=key.of or f"a table that begins {begins}")
        yield from expected(item, f"{at}.*.")
        return
    first = key.example[0] if isinstance(key.example, tuple) else None
    each = replace(_of_one(at, item, key), each=True, example=first)
    words = key.many or f"at least {each.words} in a list"
    unit = f"{words}, each {key.least} to {key.most}" if each.unit else words
    yield replace(whole, words=words, unit=unit, default=_default(field), example=key.example)
    yield each


def _default(field: Field[Any]) -> Any:
    return None if field.default is MISSING else field.default


def _of_one(at: str, kind: Any, key: Key) -> Expected:
    """One value of that type, alone or in a list."""
    choices = key.choices or (tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ())
    if choices:
        words = key.of or f"one of {', '.join(map(written, choices))}"
        return Expected(at=at, kind=str, words=words, holds=lambda text: text in choices, choices=choices)
    if kind is bool:
        return Expected(at=at, kind=bool, words="true or false, without quotes", unit="true or false")
    if kind in (int, float):
        number = f"{key.of} as a whole number" if kind is int else "points"
        decimal = "" if kind is int else ", like 3 or 0.5"
        words = f"{number} from {key.least} to {key.most}{decimal}, without quotes"
        unit = f"{key.of or 'points'}, {key.least} to {key.most}"
        return Expected(
            at=at, kind=kind, words=words, unit=unit, holds=lambda it: key.least <= it <= key.most
        )
    form, toml = _FORMS.get(kind) or (Form(key.of), str)
    return Expected(at=at, kind=toml, words=form, holds=HOLDS[form], form=form)


def _bare(example: object) -> str:
    """The example without quotes where nobody can take it for anything but a text."""
    is_plain = isinstance(example, str) and not _NEEDS_QUOTES.fullmatch(example)
    return str(example) if is_plain else written(example)
