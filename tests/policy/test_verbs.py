"""The table of verbs: each has its row, is read as itself, and can be said back to its writer."""

from itertools import pairwise
from string import Formatter

import pytest

from worker.policy.decide.staff_command.verbs import VERBS, label_of, vocabulary
from worker.policy.decide.staff_command.verbs.row import Row
from worker.policy.reading.commands import command
from worker.policy.reading.vocabulary import Verb

PARTS_OF_A_RECEIPT = {"reference", "argument", "day", "more"}


def test_every_verb_has_one_row() -> None:
    """Nothing can be written that does nothing, and nothing means two things."""
    assert sorted(row.verb for row in VERBS) == sorted(Verb)
    names = sorted(name for word in vocabulary() for name in word.names)
    assert all(one != other for one, other in pairwise(names))


@pytest.mark.parametrize("row", VERBS, ids=[row.verb for row in VERBS])
def test_every_name_is_read_as_its_verb(row: Row) -> None:
    """With the example of its argument, and alone; where the example is one, it looks like one."""
    takes = row.argument
    for name in (row.verb, *row.aliases):
        for argument in {takes.example, ""}:
            found = command(f"[OPT-2026-0042] {name} {argument}".strip(), vocabulary())
            assert found is not None
            assert (found.verb, found.argument) == (row.verb, argument)
    assert bool(takes.shape.fullmatch(takes.example)) == bool(takes.example)


@pytest.mark.parametrize("row", VERBS, ids=[row.verb for row in VERBS])
def test_what_a_row_says_can_be_said(row: Row) -> None:
    """A receipt is made of what every deed gives, and a row completes a sentence."""
    used = {field for _, field, _, _ in Formatter().parse(row.receipt) if field}
    assert used <= PARTS_OF_A_RECEIPT
    assert row.does[0].islower()
    assert not row.does.endswith(".")


@pytest.mark.parametrize("row", VERBS, ids=[row.verb for row in VERBS])
@pytest.mark.parametrize("argument", ["", "Alex Example"])
def test_a_link_reads_as_a_sentence(row: Row, argument: str) -> None:
    """A person would tap it, and need not know how the command is written: “Give it to Alex Example”."""
    label = label_of(row.verb, argument)
    assert len(label.split()) > 1
    assert label[0].isupper()
    assert label.casefold() not in (f"{row.verb} {argument}".strip(), f"{row.verb} somebody")
    assert "{" not in label
    assert not label.endswith((":", ",", " "))
    assert argument in label or not row.argument.needed
