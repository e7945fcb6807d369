"""The log through power cuts: what was committed is there, what was not is gone, and nothing is in between."""

import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from tests.adapters.in_the_log import (
    NOW,
    complaint,
    ended,
    mail,
    migrated,
    note,
    open_case,
    process,
    rendered,
)
from tests.servers.postgres import PostgresServer
from tests.servers.until import until
from worker.adapters.log import journal, outbox, register
from worker.adapters.log.store import LogUnavailable, Store, Transaction, open_store


def die() -> None:
    """As in a power cut: nothing of this process runs after it."""
    os.kill(os.getpid(), signal.SIGKILL)


def everything(tx: Transaction, between: Callable[[], object]) -> None:
    """Mail, a new case, a further line in the known case and a letter; something happens halfway."""
    # Three megabytes do not fit into the cache of SQLite: they reach the disk before the commit.
    register.keep(tx, [mail(uid, random.Random(uid).randbytes(1_000_000)) for uid in range(1, 4)])
    journal.append(tx, journal.next_reference(tx, "OPT", 2026), [complaint()])
    between()
    journal.append(tx, "OPT-2026-0001", [note(2)])
    outbox.queue(tx, rendered("mail 2"))


def assert_as_before(store: Store) -> None:
    """Only the known case, with its one line, and the log without fault; and the work can be done now."""
    with store.reading(NOW) as tx:
        assert [case.reference for case in journal.cases(tx)] == ["OPT-2026-0001"]
        assert len(journal.read(tx, "OPT-2026-0001")) == 1
        assert not list(register.unsettled(tx))
        assert outbox.oldest_unsent(tx) is None
        assert not list(journal.faults(tx))
    with store.writing(NOW) as tx:
        everything(tx, lambda: None)
    with store.reading(NOW) as tx:
        assert [len(journal.read(tx, f"OPT-2026-000{number}")) for number in (1, 2)] == [2, 1]
        assert not list(journal.faults(tx))


@pytest.mark.parametrize("place", ["halfway", "at the commit"])
def test_a_killed_worker_leaves_nothing_half_recorded(database_url: str, place: str) -> None:
    """SIGKILL in the middle of a transaction, and when it was about to be committed."""
    with migrated(database_url) as store:
        open_case(store)

    def work_and_die() -> None:
        store = open_store(database_url)
        if place == "at the commit":
            event.listen(store.engine, "commit", die_at_commit)
        with store.writing(NOW) as tx:
            everything(tx, die if place == "halfway" else lambda: None)

    def die_at_commit(_connection: Connection) -> None:
        die()

    assert ended(process(work_and_die)) == -signal.SIGKILL
    with migrated(database_url) as store:
        if store.engine.dialect.name == "sqlite":
            with store.reading(NOW) as tx:
                assert tx.connection.scalars(text("PRAGMA integrity_check")).all() == ["ok"]
        assert_as_before(store)


def test_what_was_committed_survives_the_worker(database_url: str) -> None:
    """Killed right after the commit, again and again: each commit is there in whole."""
    with migrated(database_url) as store:
        open_case(store)

    def work_and_die() -> None:
        with open_store(database_url).writing(NOW) as tx:
            journal.append(tx, journal.next_reference(tx, "OPT", 2026), [complaint(), note(2)])
        die()

    assert [ended(process(work_and_die)) for _ in range(3)] == [-signal.SIGKILL] * 3
    with migrated(database_url) as store, store.reading(NOW) as tx:
        assert [len(journal.read(tx, f"OPT-2026-000{number}")) for number in range(1, 5)] == [1, 2, 2, 2]
        assert not list(journal.faults(tx))


def test_a_dead_worker_holds_up_nobody(database_url: str, tmp_path: Path) -> None:
    """What it had locked is free as soon as it is gone."""
    with migrated(database_url) as store:
        open_case(store)
    mark = tmp_path / "locked"

    def lock_and_wait() -> None:
        with open_store(database_url).writing(NOW) as tx:
            journal.append(tx, "OPT-2026-0001", [note(1)])
            mark.touch()
            until(lambda: False, seconds=60)

    holder = process(lock_and_wait)
    assert until(mark.exists)
    holder.kill()
    assert ended(holder) == -signal.SIGKILL
    with migrated(database_url) as store, store.writing(NOW) as tx:
        assert len(journal.read(tx, "OPT-2026-0001", for_change=True)) == 1


@pytest.mark.parametrize("place", ["halfway", "at the commit", "before it begins"])
def test_a_killed_postgresql_leaves_nothing_half_recorded(postgres: PostgresServer, place: str) -> None:
    """The worker is told in a sentence to try later; afterwards the same store works as before."""
    with migrated(postgres.new_database()) as store:
        open_case(store)
        try:
            if place == "before it begins":
                postgres.kill()
            with pytest.raises(LogUnavailable) as caught:
                kill_while_writing(postgres, store, place)
            with pytest.raises(LogUnavailable, match="refused"), store.reading(NOW):
                pytest.fail("A database that is gone was read.")
        finally:
            postgres.restart()
        assert str(caught.value).startswith("The database did not record it: ")
        assert str(caught.value).count("\n") == 0
        assert_as_before(store)


def kill_while_writing(postgres: PostgresServer, store: Store, place: str) -> None:
    """A transaction whose database goes away at that place."""
    with store.writing(NOW) as tx:
        everything(tx, postgres.kill if place == "halfway" else lambda: None)
        if place == "at the commit":
            postgres.kill()


def test_a_killed_postgresql_keeps_what_it_confirmed(postgres: PostgresServer) -> None:
    """Every commit before the power cut is there after it."""
    with migrated(postgres.new_database()) as store:
        opened = [open_case(store, note(number)) for number in range(5)]
        try:
            postgres.kill()
        finally:
            postgres.restart()
        with store.reading(NOW) as tx:
            assert sorted(case.reference for case in journal.cases(tx)) == opened
            assert not list(journal.faults(tx))


def test_a_killed_postgresql_frees_the_mailbox(postgres: PostgresServer) -> None:
    """The poller that lost its lock is told so, and one poller may read again."""
    with migrated(postgres.new_database()) as store:
        try:
            with pytest.raises(LogUnavailable), store.sole_poller():
                postgres.kill()
        finally:
            postgres.restart()
        with store.sole_poller() as alone, store.sole_poller() as other:
            assert (alone, other) == (True, False)
