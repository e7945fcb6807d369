"""What the log says reads as a sentence, whichever of the things that an entry may lack are not there."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest

from tests.adapters.test_log_golden import Golden, golden, stored, with_value
from worker.adapters.log import facts
from worker.model.entry import Stored
from worker.policy.entry_kinds import kind_named
from worker.reports.words import what, what_happened

_TORN = re.compile(r"\bNone\b|\( *\)|, *[).;]|\( *,|[(] | ;|\s\.|\b(\w+) \1\b")
"""A name of nothing, or the hole that a word left behind."""


def as_stored(line: Golden) -> Iterator[Stored]:
    """The fact of that line with every fixed value that it may hold, and with each thing missing that may be."""
    every = [line.fact]
    for path, values in line.values.items():
        every += [with_value(line.fact, path, value) for value in values]
    for plain in every:
        yield facts.from_json(line.kind, stored(plain))
        for name in _may_lack(line):
            yield facts.from_json(line.kind, stored({**plain, name: None}))


def _may_lack(line: Golden) -> Iterator[str]:
    """The fields of the kind that may hold nothing."""
    kind = kind_named(line.kind)
    assert kind is not None
    hints: dict[str, Any] = get_type_hints(kind.of)
    yield from (name for name, hint in hints.items() if type(None) in get_args(hint))


@pytest.mark.parametrize("line", golden(), ids=lambda line: line.kind)
def test_no_line_of_the_log_speaks_of_none(line: Golden) -> None:
    """Whoever reads the log, the workbook or the terminal never meets a None or a bracket around nothing."""
    for fact in as_stored(line):
        for said in (what(fact), what_happened(fact)):
            assert not _TORN.search(said), f"{said}   <- {json.dumps(line.kind)}"
