"""Transactions of the log on both databases: all or nothing, durable, and errors in plain sentences."""

import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.adapters.in_the_log import (
    NOW,
    at_once,
    complaint,
    ended,
    mail,
    migrated,
    open_case,
    process,
    rendered,
)
from tests.servers import free_port
from tests.servers.postgres import _OPTIONS as OPTIONS
from tests.servers.postgres import PostgresServer
from tests.servers.until import until
from worker.adapters.log import journal, outbox, register
from worker.adapters.log.store import LogRefused, LogUnavailable, Store, open_store

SECRET = "geheim"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A new log on each database."""
    with migrated(database_url) as opened:
        yield opened


def test_a_block_that_raises_leaves_nothing(store: Store) -> None:
    """Mail, log, letters and the number of the case are rolled back together."""
    with suppress(KeyError), store.writing(NOW) as tx:
        register.keep(tx, [mail(1)])
        journal.append(tx, journal.next_reference(tx, "OPT", 2026), [complaint()])
        outbox.queue(tx, rendered("1"))
        raise KeyError
    with store.reading(NOW) as tx:
        assert not list(register.unsettled(tx))
        assert not journal.cases(tx)
        assert outbox.oldest_unsent(tx) is None
        assert not list(journal.faults(tx))
    assert open_case(store) == "OPT-2026-0001"


def test_a_reader_waits_for_no_writer(store: Store) -> None:
    """While a writer is at work a reader sees what was committed before, at once."""
    open_case(store)
    with store.writing(NOW) as writer:
        journal.append(writer, "OPT-2026-0002", [complaint()])
        with store.reading(NOW) as reader:
            assert journal.counted(reader) == 1
    with store.reading(NOW) as reader:
        assert journal.counted(reader) == 2


def test_a_writer_waits_for_no_reader_and_the_reader_sees_one_state(store: Store) -> None:
    """What is committed while a reader reads is not seen by it: a check of the log raises no false alarm."""
    open_case(store)
    with store.reading(NOW) as reader:
        assert journal.counted(reader) == 1
        open_case(store)
        assert journal.counted(reader) == 1
        assert len(journal.cases(reader)) == 1
        assert not list(journal.faults(reader))


@pytest.mark.parametrize("kind", ["writing", "reading"])
def test_a_naive_now_is_refused(store: Store, kind: str) -> None:
    """A transaction without a time zone never begins."""
    with pytest.raises(ValueError, match="zone"), getattr(store, kind)(datetime(2026, 3, 2, 9, 30)):  # noqa: DTZ001  naive on purpose
        pytest.fail("The transaction began.")
    assert open_case(store) == "OPT-2026-0001"


def test_what_the_database_refuses_is_one_sentence(store: Store) -> None:
    """The error says what happened and ends in one full stop; what we stored is not in its traceback."""
    with store.writing(NOW) as tx:
        outbox.queue(tx, rendered("1"))
    with pytest.raises(LogRefused) as caught, store.writing(NOW) as tx:
        outbox.queue(tx, rendered("1"))
    assert str(caught.value).startswith("The database refused it: ")
    assert str(caught.value).endswith(".")
    assert not str(caught.value).endswith("..")
    assert "patel" not in "".join(traceback.format_exception(caught.value))


def test_a_sentence_of_the_database_keeps_one_full_stop(store: Store) -> None:
    """What ends in a full stop already is not given a second one."""
    open_case(store)
    with pytest.raises((LogRefused, LogUnavailable), match=r"append-only\.$"), store.writing(NOW) as tx:
        tx.connection.execute(text("DELETE FROM log_entry"))


def test_sqlite_loses_nothing_that_it_confirmed(tmp_path: Path) -> None:
    """Every connection writes ahead and waits for the disk; two at once, so that the pool opens a second."""
    address = f"sqlite:///{tmp_path / 'log.sqlite3'}"
    with migrated(address) as store, store.reading(NOW) as one, store.reading(NOW) as two:
        for tx in (one, two):
            assert tx.connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert tx.connection.scalar(text("PRAGMA synchronous")) == 2


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "is not an address"),
        (SECRET, "is not an address"),
        (f"postgresql+psycopg://worker@db.example:{SECRET}/log", "is not an address"),
        (f"mysql://worker:{SECRET}@db.example/log", "begins with mysql;"),
        (f"postgresql://worker:{SECRET}@db.example/log", r"begins with postgresql;"),
        (f"postgresql+asyncpg://worker:{SECRET}@db.example/log", r"begins with postgresql\+asyncpg;"),
        ("sqlite+aiosqlite:///log.sqlite3", r"begins with sqlite\+aiosqlite;"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:////no/such/folder/log.sqlite3", "/no/such/folder, which is not a folder"),
    ],
)
def test_a_bad_address_is_refused(url: str, sentence: str) -> None:
    """The sentence says what is wrong with the address, and a password in it is not shown."""
    with pytest.raises(LogRefused, match=sentence) as caught:
        open_store(url)
    assert str(caught.value).endswith(".")
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    """What another program wrote is left alone and named."""
    path = tmp_path / "notes.txt"
    path.write_text("These are not the tables that you are looking for. " * 100)
    store = open_store(f"sqlite:///{path}")
    with pytest.raises(LogUnavailable, match="file is not a database"), store.reading(NOW):
        pytest.fail("The file was opened.")
    store.close()
    assert path.read_text().startswith("These are not")


def test_a_postgresql_that_does_not_answer() -> None:
    """The worker is told to try later, without the password."""
    with pytest.raises(LogUnavailable) as caught:
        open_store(f"postgresql+psycopg://worker:{SECRET}@127.0.0.1:{free_port()}/log")
    assert "refused" in str(caught.value)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_database_that_does_not_exist(postgres: PostgresServer) -> None:
    """The sentence names the database that is missing."""
    with pytest.raises(LogUnavailable, match='"no_such_log" does not exist'):
        open_store(f"postgresql+psycopg://postgres@127.0.0.1:{postgres.port}/no_such_log")


def test_a_postgresql_that_commits_before_the_disk_has_it_is_refused(postgres: PostgresServer) -> None:
    """With synchronous_commit = off a confirmed mail could be lost, after it was moved out of the inbox."""
    with pytest.raises(LogRefused, match="synchronous_commit = off"):
        open_store(f"{postgres.new_database()}?options=-csynchronous_commit%3Doff")


def test_a_postgresql_without_fsync_is_refused(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With fsync = off a power cut could take the whole log."""
    url = postgres.new_database()
    monkeypatch.setitem(OPTIONS, "fsync", "off")
    postgres.restart()
    try:
        with pytest.raises(LogRefused, match="PostgreSQL has fsync = off"):
            open_store(url)
    finally:
        monkeypatch.undo()
        postgres.restart()


def test_only_one_worker_reads_the_mailbox(postgres: PostgresServer) -> None:
    """Of several only one may; the next one may when it is done, even if it ended in an error."""
    url = postgres.new_database()
    first, second = open_store(url), open_store(url)
    with first.sole_poller() as alone, second.sole_poller() as other, first.sole_poller() as again:
        assert (alone, other, again) == (True, False, False)
        with first.sole_poller() as still:
            assert not still
    with second.sole_poller() as alone, first.sole_poller() as other:
        assert (alone, other) == (True, False)
    with suppress(KeyError), first.sole_poller():
        raise KeyError
    with second.sole_poller() as alone:
        assert alone
    first.close()
    second.close()


def test_of_two_that_ask_at_once_one_reads_the_mailbox(postgres: PostgresServer) -> None:
    """The lock has no gap between looking and taking; neither lets go before both have asked."""
    url = postgres.new_database()
    stores = [open_store(url) for _ in range(4)]
    asked = []

    def ask(store: Store) -> bool:
        with store.sole_poller() as alone:
            asked.append(alone)
            assert until(lambda: len(asked) == len(stores))
            return alone

    answers = at_once(*[lambda store=store: ask(store) for store in stores])
    assert sorted(answers) == [False, False, False, True]
    for store in stores:
        store.close()


def test_a_dead_reader_of_the_mailbox_makes_room(postgres: PostgresServer, tmp_path: Path) -> None:
    """A worker that is killed in the block holds the lock no longer than its connection lives."""
    url, mark = postgres.new_database(), tmp_path / "alone"

    def poll_for_ever() -> None:
        with open_store(url).sole_poller() as alone:
            mark.touch() if alone else None
            until(lambda: False, seconds=60)

    poller = process(poll_for_ever)
    assert until(mark.exists)
    store = open_store(url)
    with store.sole_poller() as alone:
        assert not alone
    poller.kill()
    assert ended(poller) == -9

    def may_read() -> bool:
        with store.sole_poller() as alone:
            return alone

    assert until(may_read)
    store.close()


def test_sqlite_has_one_worker(tmp_path: Path) -> None:
    """An SQLite file belongs to one worker, which may always read."""
    with migrated(f"sqlite:///{tmp_path / 'log.sqlite3'}") as store, store.sole_poller() as alone:
        assert alone


def test_times_come_back_aware_in_utc(store: Store) -> None:
    """Whatever zone was stored, and whatever the database makes of it, a reader gets aware UTC."""
    with store.writing(NOW.astimezone()) as tx:
        register.move_cursor(tx, "INBOX", 7, 1)
        outbox.queue(tx, rendered("1"))
        journal.append(tx, "OPT-2026-0001", [complaint()])
    with store.reading(NOW) as tx:
        cursor, letter = register.cursor(tx, "INBOX"), outbox.of_case(tx, "OPT-2026-0001")[0]
        moments = [cursor and cursor.looked_at, letter.queued_at, journal.read(tx, "OPT-2026-0001")[0].at]
    assert moments == [NOW, NOW, NOW]
    assert {moment.utcoffset() for moment in moments if moment} == {timedelta(0)}
