"""The stored names of kinds, fields and values never change: the golden file holds each as a log out there does.

A line that is missing here is written by hand, as the new kind is stored; one that stands here is never edited.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest

from worker.adapters.log import facts
from worker.model.catalogue import LetterKind
from worker.model.entry import Fact, Unknown
from worker.policy.entry_kinds import KINDS

GOLDEN = Path(__file__).with_name("golden_entries.jsonl")


@dataclass(frozen=True)
class Golden:
    """A line of the file: a fact as it is stored, and for each field of fixed values all of them."""

    kind: str
    fact: dict[str, Any]
    values: dict[str, list[str]]

    @property
    def text(self) -> str:
        """The fact as the log holds it."""
        return stored(self.fact)


def stored(plain: object) -> str:
    """The one form in which the log holds a fact."""
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def golden() -> tuple[Golden, ...]:
    """Every line of the file."""
    return tuple(Golden(**json.loads(line)) for line in GOLDEN.read_text(encoding="utf-8").splitlines())


def places(of: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every field of that class and of the values in it, by its path, with its plain type."""
    for name, hint in get_type_hints(of).items():
        plain = next((each for each in get_args(hint) if each not in (NoneType, ...)), hint)
        if is_dataclass(plain):
            yield from places(plain, f"{above}{name}.")
        else:
            yield f"{above}{name}", plain


def at(fact: dict[str, Any], path: str) -> Any:
    """What the stored fact holds at that path; of several values the first counts."""
    for name in path.split("."):
        fact = (fact[0] if isinstance(fact, list) else fact)[name]
    return fact


def with_value(fact: dict[str, Any], path: str, value: str) -> dict[str, Any]:
    """The same stored fact with another value at that path."""
    first, _, rest = path.partition(".")
    return {**fact, first: with_value(fact[first], rest, value) if rest else value}


@pytest.mark.parametrize("line", golden(), ids=lambda line: line.kind)
def test_what_is_stored_is_read_and_written_as_it_is(line: Golden) -> None:
    """Word for word: a kind or field that was renamed or removed is not known again."""
    fact = facts.from_json(line.kind, line.text)
    assert not isinstance(fact, Unknown), f"The kind “{line.kind}” was renamed; logs out there have it."
    assert facts.to_json(fact) == line.text, "A field was renamed or removed; logs out there have it."
    assert facts.stored_name(fact) == line.kind


@pytest.mark.parametrize("line", golden(), ids=lambda line: line.kind)
def test_each_stored_value_is_read_and_written_as_it_is(line: Golden) -> None:
    """A value of a fixed set that was renamed or removed is not known again."""
    for path, values in line.values.items():
        for value in values:
            text = stored(with_value(line.fact, path, value))
            assert facts.to_json(facts.from_json(line.kind, text)) == text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_file_holds_every_field_and_value(kind: Any) -> None:
    """A new kind, field or value gets its line, so that a later renaming of it is noticed; none is left empty."""
    (line,) = (each for each in golden() if each.kind == kind.name)
    for path, of in places(kind.of):
        assert at(line.fact, path) is not None
        if isinstance(of, type) and issubclass(of, StrEnum) and of is not LetterKind:
            assert set(line.values[path]) == set(of), f"{kind.name}: {path}"


def test_every_fact_has_exactly_one_row() -> None:
    """Each class that can be entered has a stored name, a sentence and an effect, and no two share a name."""
    assert {kind.of for kind in KINDS} == set(get_args(Fact))
    assert len({kind.of for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(len(kind.name) <= 40 for kind in KINDS), "The column in the database is no longer."
