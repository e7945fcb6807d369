"""The whole log as a stream, on both databases."""

import tracemalloc
from collections.abc import Iterator

import pytest

from tests.adapters.in_the_log import NOW, clock, complaint, migrated, note, open_case, sent
from worker.adapters.log import export, journal
from worker.adapters.log.store import Store
from worker.model.entry import MailNoted


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A new log on each database."""
    with migrated(database_url) as opened:
        yield opened


def test_every_line_comes_once_and_in_order(store: Store) -> None:
    """Case after case, each line as the journal reads it, also where cases grew in turns."""
    first, second = open_case(store, clock()), open_case(store)
    for reference, fact in ((first, note(2)), (second, note(3)), (first, sent())):
        with store.writing(NOW) as tx:
            journal.append(tx, reference, [fact])
    with store.reading(NOW) as tx:
        assert list(export.entries(tx)) == [*journal.read(tx, first), *journal.read(tx, second)]


def test_cases_come_with_their_lines(store: Store) -> None:
    """Each reference comes once, with the lines of that case and no other."""
    references = [open_case(store, note(number)) for number in range(3)]
    with store.reading(NOW) as tx:
        told = [(case.reference, [entry.fact for entry in lines]) for case, lines in export.cases(tx)]
    assert told == [(reference, [complaint(), note(number)]) for number, reference in enumerate(references)]


def test_an_empty_log_has_no_line(store: Store) -> None:
    """Nothing comes, and nothing goes wrong."""
    with store.reading(NOW) as tx:
        assert not list(export.entries(tx))


def test_lines_pass_through_and_never_pile_up(store: Store) -> None:
    """Sixteen megabytes of log take less than six of memory at any moment."""
    long = MailNoted(mail=1, sender="jane@client.example", rule="known case", words="words " * 700)
    reference = open_case(store)
    with store.writing(NOW) as tx:
        journal.append(tx, reference, [long] * 4_000)
    with store.reading(NOW) as tx:
        tracemalloc.start()
        try:
            assert sum(1 for _ in export.entries(tx)) == 4_001
            assert tracemalloc.get_traced_memory()[1] < 6_000_000
        finally:
            tracemalloc.stop()
