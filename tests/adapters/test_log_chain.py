"""Nobody changes the action log unseen: the guard refuses, `faults` names the place, the seal differs."""

# ruff: noqa: S608  a vandal writes SQL of his own

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.adapters.in_the_log import (
    FIRST_RELEASE,
    NOW,
    clock,
    complaint,
    drop_guard,
    migrated,
    note,
    open_case,
    run_sql,
    sent,
)
from worker.adapters.log import journal
from worker.adapters.log.store import Store, Transaction
from worker.model.entry import Entry


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """Two cases of four and two lines, on each database."""
    with migrated(database_url) as opened:
        open_case(opened, clock(), sent(), note(2))
        open_case(opened, clock())
        yield opened


def faults(store: Store) -> list[str]:
    """What is wrong with the log."""
    with store.reading(NOW) as tx:
        return list(journal.faults(tx))


def seal(store: Store) -> str:
    """The hash that the digest carries."""
    with store.reading(NOW) as tx:
        return journal.seal(tx)


def line(number: int, change: str) -> str:
    """What changes that line of the first case."""
    return f"UPDATE log_entry SET {change} WHERE reference = 'OPT-2026-0001' AND number = {number}"


def index(change: str) -> str:
    """What changes the first case in the index."""
    return f"UPDATE case_index SET {change} WHERE reference = 'OPT-2026-0001'"


def gone(table: str, reference: str = "OPT-2026-0002") -> str:
    """What takes a case out of that table, or one of its lines."""
    return f"DELETE FROM {table} WHERE reference = '{reference}'"


def copied(verb: str, columns: str, number: int) -> str:
    """What writes a line of the first case once more, with other columns."""
    return (
        f"{verb} INTO log_entry (id, reference, number, at, actor, kind, fact, hash) "
        f"SELECT {columns}, kind, fact, hash FROM log_entry "
        f"WHERE reference = 'OPT-2026-0001' AND number = {number}"
    )


SAME = "id, reference, number, at, 'somebody'"


CHANGES = (
    line(2, "fact = '{}'"),
    line(2, "actor = actor"),
    "DELETE FROM log_entry",
    gone("log_entry"),
    copied("INSERT", SAME, 2) + " ON CONFLICT (id) DO UPDATE SET actor = 'somebody'",
)


def test_the_guard_refuses_every_change(store: Store) -> None:
    """The database itself says no, whoever asks, and the log is as it was."""
    before = seal(store)
    for change in CHANGES:
        with pytest.raises(DBAPIError, match="append-only"):
            run_sql(store, change)
    assert (faults(store), seal(store)) == ([], before)


def test_the_guard_refuses_a_change_by_another_name(store: Store) -> None:
    """PostgreSQL's TRUNCATE takes lines away without DELETE, and SQLite's REPLACE does."""
    postgresql = store.engine.dialect.name == "postgresql"
    with pytest.raises(DBAPIError, match="append-only"):
        run_sql(store, "TRUNCATE log_entry" if postgresql else copied("REPLACE", SAME, 2))
    assert not faults(store)


INDEX = "OPT-2026-0001: the index does not say what the log says."
ALL_GONE = "OPT-2026-0002: the whole case is missing from the log."


def changed(number: int, reference: str = "OPT-2026-0001") -> str:
    """The sentence for a line that is not the one that was written."""
    return f"{reference}: line {number} or the one before it was changed after it was written."


VANDALISM: dict[str, tuple[str, list[str]]] = {
    "a date is moved": (changed(2), [line(2, "fact = replace(fact, '2026-03-06', '2026-03-26')")]),
    "a word is changed": (changed(1), [line(1, "fact = replace(fact, 'Please', 'Do not')")]),
    "the same fact, spaced": (changed(2), [line(2, "fact = replace(fact, ',', ', ')")]),
    "no fact at all": (changed(2), [line(2, "fact = 'never JSON'")]),
    "another kind of fact": (changed(2), [line(2, "kind = 'NeverHeardOf'")]),
    "another writer": (changed(2), [line(2, "actor = 'sarah'")]),
    "another time": (changed(2), [line(2, "at = '2026-03-01 09:30:00.000000'")]),
    "another hash": (changed(2), [line(2, f"hash = '{'0' * 64}'")]),
    "two lines are swapped": (
        changed(2),
        [line(2, "number = 99"), line(3, "number = 2"), line(99, "number = 3")],
    ),
    "a line goes elsewhere": ("OPT-2026-0001: line 2 is missing.", [line(2, "number = 99")]),
    "a line goes to another case": (
        changed(3, "OPT-2026-0002"),
        [line(4, "reference = 'OPT-2026-0002', number = 3")],
    ),
    "a line is copied": (changed(5), [copied("INSERT", "99, reference, 5, at, actor", 4)]),
    "a line of another is copied": (
        changed(3, "OPT-2026-0002"),
        [copied("INSERT", "99, 'OPT-2026-0002', 3, at, actor", 3)],
    ),
    "the first line is removed": (
        "OPT-2026-0001: line 1 is missing.",
        [gone("log_entry", "OPT-2026-0001") + " AND number = 1"],
    ),
    "a line is removed": (
        "OPT-2026-0001: line 2 is missing.",
        [gone("log_entry", "OPT-2026-0001") + " AND number = 2"],
    ),
    "the last line is removed": (
        "OPT-2026-0001: line 4 is missing, or the index was changed.",
        [gone("log_entry", "OPT-2026-0001") + " AND number = 4"],
    ),
    "a case is removed from the log": (ALL_GONE, [gone("log_entry")]),
    "a case is removed from log and index": (ALL_GONE, [gone("log_entry"), gone("case_index")]),
    "everything is removed": (ALL_GONE, ["DELETE FROM log_entry", "DELETE FROM case_index"]),
    "a case is removed from the index": (INDEX, [gone("case_index", "OPT-2026-0001")]),
    "a case is renamed in the index": (
        "OPT-2026-0077: the whole case is missing from the log.",
        [index("reference = 'OPT-2026-0077'")],
    ),
    "index: stage": (INDEX, [index("stage = 'a lie'")]),
    "index: who is waited for": (INDEX, [index("waits_for = 'a lie'")]),
    "index: open": (INDEX, [index("is_open = NOT is_open")]),
    "index: due date": (INDEX, [index("next_due = '2026-03-26'")]),
    "index: no due date": (INDEX, [index("next_due = NULL")]),
    "index: complainant": (INDEX, [index("complainant = 'somebody@else.example'")]),
    "index: head": (INDEX, [index(f"head = '{'0' * 64}'")]),
    "index: fewer lines": (INDEX, [index("entries = 3")]),
    "index: more lines": (
        "OPT-2026-0001: line 5 is missing, or the index was changed.",
        [index("entries = 5")],
    ),
}


def test_every_vandalism_is_found_and_named(store: Store) -> None:
    """Once the guard is gone somebody changed, removed, swapped or added something: the place is told."""
    drop_guard(store)
    assert not faults(store)
    found = {deed: faults_after(store, statements) for deed, (_, statements) in VANDALISM.items()}
    missed = {deed: found[deed] for deed, (sentence, _) in VANDALISM.items() if sentence not in found[deed]}
    assert missed == {}
    assert all(re.fullmatch(r"OPT-2026-\d{4}: .+\.", fault) for each in found.values() for fault in each)


def faults_after(store: Store, statements: Sequence[str]) -> list[str]:
    """What is wrong with the log after that, which is then undone."""
    with store.engine.connect() as connection:
        for statement in statements:
            assert connection.execute(text(statement)).rowcount
        return list(journal.faults(Transaction(connection, NOW)))


def test_what_only_sqlite_would_store_is_found(tmp_path: Path) -> None:
    """SQLite takes any value in any column; a check of the log names the case and goes on to the next."""
    changes = [line(2, "at = 'yesterday'"), line(2, "fact = X'FF00'"), line(2, "number = 'two'")]
    changes += [index("received_at = 'yesterday'"), index("entries = 'many'")]
    with migrated(f"sqlite:///{tmp_path / 'log.sqlite3'}") as store:
        open_case(store, clock())
        open_case(store, clock())
        drop_guard(store)
        for change in changes:
            found = [fault.split(":")[0] for fault in faults_after(store, [change, gone("log_entry")])]
            assert found == ["OPT-2026-0001", "OPT-2026-0002"]


def test_the_hash_covers_the_line_and_the_one_before(store: Store) -> None:
    """Written a second time here, so that a stranger can check the log without our code."""
    with store.reading(NOW) as tx:
        hashes = [entry.hash for entry in journal.read(tx, "OPT-2026-0001")]
    assert hashes == hashes_of_first(store)


def test_a_rewritten_log_changes_the_seal(store: Store) -> None:
    """Who makes every hash and the index anew leaves no fault behind, but the seal is another."""
    before = seal(store)
    drop_guard(store)
    run_sql(store, line(1, "fact = replace(fact, 'Please', 'Do not')"))
    hashes = hashes_of_first(store)
    run_sql(store, *[line(number, f"hash = '{each}'") for number, each in enumerate(hashes, start=1)])
    run_sql(store, index(f"head = '{hashes[-1]}'"))
    assert not faults(store)
    assert seal(store) != before


def test_a_shortened_case_changes_the_seal(store: Store) -> None:
    """Who removes the last line and sets the index back leaves no fault behind, but the seal is another."""
    before = seal(store)
    hashes = hashes_of_first(store)
    drop_guard(store)
    run_sql(store, gone("log_entry", "OPT-2026-0001") + " AND number = 4")
    run_sql(store, index(f"entries = 3, head = '{hashes[2]}'"))
    assert not faults(store)
    assert seal(store) != before


def test_a_removed_case_changes_the_seal(store: Store) -> None:
    """Even where it was taken out of the log, the index and the count of the references."""
    before = seal(store)
    drop_guard(store)
    run_sql(store, gone("log_entry"), gone("case_index"), "UPDATE reference_counter SET last = 1")
    assert not faults(store)
    assert seal(store) != before


def test_the_seal_is_the_hash_of_all_heads(store: Store) -> None:
    """It differs after every line, and can be made again without our code."""
    seals = {seal(store)}
    for number in range(3):
        with store.writing(NOW) as tx:
            journal.append(tx, "OPT-2026-0002", [note(number)])
        seals.add(seal(store))
    open_case(store)
    assert seal(store) not in seals
    assert len(seals) == 4
    with store.reading(NOW) as tx:
        heads = sorted(
            (case.reference, journal.read(tx, case.reference)[-1].hash) for case in journal.cases(tx)
        )
    lines = "".join(f"{reference} {head}\n" for reference, head in heads)
    assert seal(store) == hashlib.sha256(lines.encode()).hexdigest()


def test_an_empty_log_has_no_fault(database_url: str) -> None:
    """And a seal that is not the one of any other log."""
    with migrated(database_url) as store:
        assert not faults(store)
        empty = seal(store)
        open_case(store)
        assert seal(store) != empty


def test_a_line_from_before_a_field_was_added_still_verifies(store: Store) -> None:
    """The hash is of the text as it was written, not of what today's code would write."""
    drop_guard(store)
    with store.writing(NOW) as tx:
        journal.append(tx, "OPT-2025-0001", [complaint()])
        (entry,) = journal.read(tx, "OPT-2025-0001")
        (head,) = chain([entry], [("complaint received", FIRST_RELEASE)])
        old = {"fact": FIRST_RELEASE, "hash": head}
        for change in (
            "UPDATE log_entry SET fact = :fact, hash = :hash WHERE reference = 'OPT-2025-0001'",
            "UPDATE case_index SET head = :hash WHERE reference = 'OPT-2025-0001'",
        ):
            tx.connection.execute(text(change), old)
    assert not faults(store)
    with store.writing(NOW) as tx:
        journal.append(tx, "OPT-2025-0001", [note(2)])
    assert not faults(store)


def hashes_of_first(store: Store) -> list[str]:
    """The hashes that the lines of the first case must have, as they are stored now."""
    with store.reading(NOW) as tx:
        entries = journal.read(tx, "OPT-2026-0001")
        lines = "SELECT kind, fact FROM log_entry WHERE reference = 'OPT-2026-0001' ORDER BY number"
        stored = [(row.kind, row.fact) for row in tx.connection.execute(text(lines))]
    return chain(entries, stored)


def chain(entries: Sequence[Entry], stored: Sequence[tuple[str, str]]) -> list[str]:
    """The hashes that these lines must have, from the text that the database holds."""
    hashes = [""]
    for entry, (kind, fact) in zip(entries, stored, strict=True):
        at = entry.at.isoformat(timespec="microseconds")
        line = [hashes[-1], entry.reference, entry.number, at, entry.actor, kind, fact]
        hashes.append(hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest())
    return hashes[1:]
