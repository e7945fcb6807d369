"""The log holds the keys of people.toml, which stay when somebody marries; a reader is shown who that is."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from worker.model.entry import Fact
from worker.policy.entry_kinds import kind_of

_WHO = frozenset({"by", "person", "owner", "lead", "to"})
"""Fields of a fact that hold the key of a colleague."""


def with_names(fact: Fact, names: Mapping[str, str]) -> str:
    """The sentence of the log about the fact, with these names in place of the keys."""
    keys = {each.name: getattr(fact, each.name) for each in fields(fact) if each.name in _WHO}
    known: dict[str, Any] = {field: names[key] for field, key in keys.items() if key in names}
    shown = replace(fact, **known)
    return kind_of(shown).says(shown)
