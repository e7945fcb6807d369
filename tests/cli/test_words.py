"""Every kind of line of the log in words."""

from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, get_args, get_type_hints

import pytest

from worker.model.catalogue import LetterKind
from worker.model.entry import Fact
from worker.model.mail import Address
from worker.reports.words import kind_in_words, moment, what, what_happened

_SAMPLES: dict[type, object] = {
    str: "some text",
    int: 7,
    bool: True,
    date: date(2026, 3, 6),
    time: time(9),
    datetime: datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
    Address: Address("jane@client.example", "Jane"),
    LetterKind: LetterKind.ACKNOWLEDGEMENT,
}


def sample(kind: type[Any]) -> Any:
    """A fact of that kind with something in each field that it must have or may lack."""
    hints = get_type_hints(kind)
    needed = [each.name for each in fields(kind) if each.default in (MISSING, None)]
    return kind(**{name: _value(hints[name]) for name in needed})


def _value(hint: Any) -> Any:
    """A value of that type; of an enumeration its first, of several types one of the first."""
    if hint == tuple[int, ...]:
        return (3, 4)
    hint = next(iter(get_args(hint)), hint)
    if isinstance(hint, type) and is_dataclass(hint) and hint not in _SAMPLES:
        return sample(hint)
    return _SAMPLES[hint] if hint in _SAMPLES else next(iter(hint))


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
def test_every_kind_of_line_is_a_sentence(kind: type[Any]) -> None:
    """One line for a person: no name of a class, no machine's way to write a value, and an end."""
    fact = sample(kind)
    said = what(fact)
    assert said.endswith(".")
    assert "\n" not in said
    assert not any(mark in said for mark in (kind.__name__, "=", "{", "datetime", "None", "<"))
    assert kind_in_words(fact)[0].isupper()


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
def test_a_file_that_leaves_the_house_quotes_nobody(kind: type[Any]) -> None:
    """Neither the subject and words of a client, nor what they said by which we knew, nor a colleague's words."""
    written = {"subject", "words", "reasons", "action"} & {each.name for each in fields(kind)}
    changes: dict[str, Any] = {name: ("canary",) if name == "reasons" else "canary" for name in written}
    said = what_happened(replace(sample(kind), **changes))
    assert said.endswith(".")
    assert "canary" not in said


def test_times_are_those_of_london() -> None:
    """In summer an hour later than UTC, with the weekday of London."""
    assert moment(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July 2026 00:30"
