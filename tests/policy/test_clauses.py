"""The table of clauses against what it speaks of: clocks, letters, verbs, and the journeys that prove each row."""

import ast
import re
from pathlib import Path

import pytest

from worker.model.catalogue import LetterKind
from worker.model.time import Clock
from worker.policy.clauses import CLAUSES, Clause, what_it_asks
from worker.policy.clocks import rule_for
from worker.policy.decide.staff_command.verbs import vocabulary
from worker.policy.reading.vocabulary import Verb

JOURNEYS = Path(__file__).parent.parent / "journeys"


def stories(journey: str) -> list[str]:
    """The names of the tests in that file."""
    tree = ast.parse((JOURNEYS / journey).read_text(encoding="utf-8"))
    return [
        node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.number)
def test_each_clause_is_proved_by_a_journey(clause: Clause) -> None:
    """Somebody who doubts that we keep a clause is shown a story in which a client sees it kept."""
    assert stories(clause.journey)


@pytest.mark.parametrize("clock", Clock)
def test_each_clock_runs_under_a_clause_that_is_told(clock: Clock) -> None:
    """No date is owed for a reason that the table does not give."""
    assert what_it_asks(rule_for(clock).clause)


@pytest.mark.parametrize("letter", [each for each in LetterKind if each.is_for_client])
def test_each_letter_to_a_client_keeps_a_clause(letter: LetterKind) -> None:
    """We write to clients because the policy wants it, and the table says which clause does."""
    assert [clause.number for clause in CLAUSES if letter in clause.letters]


@pytest.mark.parametrize("letter", LetterKind)
def test_each_clause_of_a_letter_is_told(letter: LetterKind) -> None:
    """A letter is written under no clause that the table does not know."""
    assert all(what_it_asks(number) for number in letter.row.clauses)


@pytest.mark.parametrize("verb", [word.verb for word in vocabulary()])
def test_each_verb_keeps_a_clause(verb: Verb) -> None:
    """What a colleague can do serves a clause."""
    assert [clause.number for clause in CLAUSES if verb in clause.verbs]


def test_each_clause_stands_once_in_the_order_of_the_policy() -> None:
    """A reader finds a clause where its number says, and the law behind the policy."""
    numbers = [clause.number for clause in CLAUSES]
    of_the_policy = [number for number in numbers if re.fullmatch(r"\d+(\.\d+)+", number)]
    assert of_the_policy == sorted(set(of_the_policy), key=lambda number: [*map(int, number.split("."))])
    assert numbers[len(of_the_policy) :] == ["DPA 2018 s.164A"]


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.number)
def test_each_clause_says_what_it_asks_in_sentences(clause: Clause) -> None:
    """The words are shown as they stand: to an operator, to a colleague and in README."""
    assert re.fullmatch(r"[A-Z][^|`_]+\.", clause.asks)
