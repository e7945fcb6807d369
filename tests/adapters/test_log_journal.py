"""The action log on both databases: references without a gap, one chain a case, the index beside it."""

import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy.exc import StatementError

from tests.adapters.in_the_log import (
    NOW,
    at_once,
    clock,
    complaint,
    ended,
    migrated,
    note,
    open_case,
    process,
    run_sql,
    sent,
)
from tests.servers.postgres import PostgresServer
from worker.adapters.log import journal
from worker.adapters.log.store import LogRefused, Store, open_store
from worker.model.entry import ClockStopped, Fact, MailNoted
from worker.model.reasons import StopReason
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A new log on each database."""
    with migrated(database_url) as opened:
        yield opened


def reference(store: Store, year: int = 2026, prefix: str = "OPT") -> str:
    """The next reference, taken."""
    with store.writing(NOW) as tx:
        return journal.next_reference(tx, prefix, year)


def faults(store: Store) -> list[str]:
    """What is wrong with the log."""
    with store.reading(NOW) as tx:
        return list(journal.faults(tx))


def test_references_count_from_one_each_year(store: Store) -> None:
    """A new year and another prefix begin anew, and the old year goes on where it was."""
    given = [reference(store, year) for year in (2026, 2026, 2027, 2026, 2027)]
    assert given == ["OPT-2026-0001", "OPT-2026-0002", "OPT-2027-0001", "OPT-2026-0003", "OPT-2027-0002"]
    assert reference(store, prefix="GAS") == "GAS-2026-0001"


def test_a_reference_is_free_again_after_a_rollback(store: Store) -> None:
    """What was never recorded leaves no gap."""
    assert reference(store) == "OPT-2026-0001"
    with suppress(KeyError), store.writing(NOW) as tx:
        assert journal.next_reference(tx, "OPT", 2026) == "OPT-2026-0002"
        raise KeyError
    assert reference(store) == "OPT-2026-0002"


def test_more_than_9999_references_in_a_year(store: Store) -> None:
    """They grow by a digit and stay unique."""
    run_sql(store, "INSERT INTO reference_counter (series, last) VALUES ('OPT-2026', 9998)")
    assert [reference(store) for _ in range(3)] == ["OPT-2026-9999", "OPT-2026-10000", "OPT-2026-10001"]
    with store.writing(NOW) as tx:
        journal.append(tx, "OPT-2026-10001", [complaint()])
        assert journal.case(tx, "OPT-2026-10001")


def test_threads_share_the_references_without_a_gap(store: Store) -> None:
    """Every second case fails; those that are recorded are numbered through."""

    def work() -> None:
        for turn in range(6):
            with suppress(KeyError), store.writing(NOW) as tx:
                journal.append(tx, journal.next_reference(tx, "OPT", 2026), [complaint()])
                if turn % 2:
                    raise KeyError

    at_once(work, work, work)
    with store.reading(NOW) as tx:
        given = sorted(case.reference for case in journal.cases(tx))
    assert given == [f"OPT-2026-{number:04}" for number in range(1, 10)]
    assert not faults(store)


def test_processes_share_the_references_without_a_gap(database_url: str) -> None:
    """As threads do: three workers open complaints of the same year at once."""
    with migrated(database_url):
        pass

    def work() -> None:
        store = open_store(database_url)
        for _ in range(5):
            open_case(store, clock())

    assert [ended(each) for each in [process(work), process(work), process(work)]] == [0, 0, 0]
    store = open_store(database_url)
    with store.reading(NOW) as tx:
        given = sorted(case.reference for case in journal.cases(tx))
    assert given == [f"OPT-2026-{number:04}" for number in range(1, 16)]
    assert not faults(store)
    store.close()


def test_what_is_appended_is_read_in_order(store: Store) -> None:
    """Each fact is one line with its place, its time in UTC and who wrote it."""
    opened = open_case(store, clock())
    later = NOW + timedelta(days=1)
    with store.writing(later) as tx:
        journal.append(tx, opened, [sent(), note(2)], actor="sarah")
    with store.reading(later) as tx:
        entries = journal.read(tx, opened)
        assert journal.read(tx, "OPT-2026-0099") == []
        assert journal.case(tx, "OPT-2026-0099") is None
    assert [entry.fact for entry in entries] == [complaint(), clock(), sent(), note(2)]
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [(entry.at, entry.actor) for entry in entries[1:3]] == [(NOW, "worker"), (later, "sarah")]
    assert {entry.at.tzinfo for entry in entries} == {UTC}
    assert {entry.reference for entry in entries} == {opened}
    assert len({entry.hash for entry in entries}) == 4


def test_words_of_every_kind_come_back(store: Store) -> None:
    """The databases keep line ends, quotes and other scripts as they are."""
    words = "“Ünïcode” 電気代 \U0001f4a1 'single' \"double\"\r\n\ttab \\ backslash\u2028 \u0000"
    with store.writing(NOW) as tx:
        journal.append(tx, "OPT-2026-0001", [complaint(words=words, subject=words.rstrip("\u0000"))])
    with store.reading(NOW) as tx:
        case = journal.case(tx, "OPT-2026-0001")
    assert case
    assert case.complaint == complaint(words=words, subject=words.rstrip("\u0000"))
    assert not faults(store)


def test_the_case_is_what_its_log_tells(store: Store) -> None:
    """Promises run from their start until they are stopped; the acknowledgement moves the stage."""
    answer_by = date(2026, 3, 23)
    with store.writing(NOW) as tx:
        opened = journal.append(tx, "OPT-2026-0001", [complaint(), clock(), clock(answer_by, Clock.RESPOND)])
        assert journal.case(tx, "OPT-2026-0001") == opened
    assert (opened.reference, opened.stage, opened.is_open) == ("OPT-2026-0001", Stage.NEW, True)
    assert opened.complainant == complaint().complainant
    assert opened.next_due == opened.due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    with store.writing(NOW) as tx:
        stopped = ClockStopped(clock=Clock.ACKNOWLEDGE, by=StopReason.LETTER)
        case = journal.append(tx, "OPT-2026-0001", [sent(), stopped])
        assert journal.case(tx, "OPT-2026-0001") == case
    assert case.stage == Stage.ACKNOWLEDGED
    assert case.due_on(Clock.ACKNOWLEDGE) is None
    assert case.running == (Deadline(Clock.RESPOND, "3.1.8.1", date(2026, 3, 2), answer_by),)


def test_cases_come_in_the_order_of_their_due_dates(store: Store) -> None:
    """The next to fall due on top, among equals the older one, those without a date at the end."""
    for due_on in (None, date(2026, 3, 9), date(2026, 3, 6), date(2026, 3, 9), None):
        open_case(store, *([clock(due_on)] if due_on else []))
    with store.reading(NOW) as tx:
        listed = [int(case.reference[-1]) for case in journal.cases(tx)]
        assert journal.counted(tx) == 5
    assert listed == [3, 2, 4, 1, 5]


def test_a_log_begins_with_a_complaint(store: Store) -> None:
    """Nothing else opens a case, and the refused line is not kept; nor can nothing be appended."""
    with pytest.raises(ValueError, match="OPT-2026-0001 does not begin with"), store.writing(NOW) as tx:
        journal.append(tx, "OPT-2026-0001", [note(1)])
    with pytest.raises(ValueError, match="Nothing to append to OPT-2026-0001"), store.writing(NOW) as tx:
        journal.append(tx, "OPT-2026-0001", [])
    with store.reading(NOW) as tx:
        assert journal.read(tx, "OPT-2026-0001") == []


def test_a_naive_time_in_a_fact_is_refused(store: Store) -> None:
    """Nothing of its transaction is recorded."""
    naive = replace(complaint(), received_at=datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001  naive on purpose
    with pytest.raises((ValueError, StatementError), match="without a zone"), store.writing(NOW) as tx:
        journal.append(tx, journal.next_reference(tx, "OPT", 2026), [complaint(), naive])
    with store.reading(NOW) as tx:
        assert journal.counted(tx) == 0
    assert reference(store) == "OPT-2026-0001"


def test_workers_that_append_at_once_never_fork_the_chain(store: Store) -> None:
    """Every line of every worker is there, each on top of the one before it."""
    opened = open_case(store)

    def append(worker: int) -> None:
        for turn in range(5):
            with store.writing(NOW) as tx:
                journal.append(tx, opened, [note(worker * 100 + turn), note(worker * 100 + turn + 50)])

    at_once(*[lambda worker=worker: append(worker) for worker in range(3)])
    with store.reading(NOW) as tx:
        entries = journal.read(tx, opened)
    assert [entry.number for entry in entries] == list(range(1, 32))
    mails = [entry.fact.mail for entry in entries if isinstance(entry.fact, MailNoted)]
    assert len(set(mails)) == 30
    assert all(after == before + 50 for before, after in list(pairwise(mails))[::2])
    assert not faults(store)


def test_two_workers_that_open_the_same_case(postgres: PostgresServer) -> None:
    """One is told to try later; nothing of what it wrote stays."""
    both_looked = threading.Barrier(2)
    with migrated(postgres.new_database()) as store:

        def append() -> bool:
            with suppress(LogRefused), store.writing(NOW) as tx:
                assert not journal.read(tx, "OPT-2026-0001")
                both_looked.wait()
                journal.append(tx, "OPT-2026-0001", [complaint(), clock()])
                return True
            return False

        assert sorted(at_once(append, append)) == [False, True]
        with store.reading(NOW) as tx:
            assert len(journal.read(tx, "OPT-2026-0001")) == 2
        assert not faults(store)


def test_any_history_folds_and_verifies(store: Store) -> None:
    """Forty lines in four cases, in any order and any number at a time, are a log without fault."""
    rng = random.Random(7)
    opened = [open_case(store, clock()) for _ in range(4)]
    further: list[Fact] = [note(1), note(2), sent(), clock(date(2026, 3, 23), Clock.RESPOND), clock()]
    seals = set()
    for _ in range(20):
        with store.writing(NOW + timedelta(seconds=rng.randrange(9999))) as tx:
            facts = rng.choices(further, k=rng.randint(1, 3))
            told = journal.append(tx, rng.choice(opened), facts)
            assert journal.case(tx, told.reference) == told
            seals.add(journal.seal(tx))
    assert len(seals) == 20
    assert not faults(store)
