"""The steps of the schema on both databases: from nothing, twice, at once, killed, and from the future."""

import os
import signal
from collections.abc import Iterator
from itertools import count

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, event, inspect, text

from tests.adapters.in_the_log import NOW, ended, open_case, process, run_sql
from worker.adapters.log import journal, schema, tables
from worker.adapters.log.store import LogRefused, LogUnavailable, Store, open_store


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A database on which nobody worked yet."""
    opened = open_store(database_url)
    yield opened
    opened.close()


def names(store: Store) -> set[str]:
    """The tables that the database holds."""
    with store.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_an_empty_database_is_behind_until_it_is_upgraded(store: Store) -> None:
    """The operator is told what to do, and that nothing is to be done any more."""
    assert schema.behind(store).startswith("The database is empty and this version needs step ")
    assert "`worker migrate`" in schema.behind(store)
    schema.upgrade(store)
    assert schema.behind(store) == ""


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(store: Store) -> None:
    """Every start of the worker upgrades; what is in the log stays."""
    schema.upgrade(store)
    reference = open_case(store)
    schema.upgrade(store)
    with store.reading(NOW) as tx:
        assert journal.case(tx, reference)
        assert not list(journal.faults(tx))


def test_work_on_an_empty_database_is_refused(store: Store) -> None:
    """Without its tables the log is unavailable, in a sentence."""
    with pytest.raises(LogUnavailable, match="case_index"), store.reading(NOW) as tx:
        journal.counted(tx)


def test_two_workers_upgrade_at_once(database_url: str) -> None:
    """One makes the tables and the other waits and finds them; neither fails."""

    def upgrade() -> None:
        schema.upgrade(open_store(database_url))

    assert [ended(each) for each in [process(upgrade), process(upgrade), process(upgrade)]] == [0, 0, 0]
    store = open_store(database_url)
    assert schema.behind(store) == ""
    assert set(tables.metadata.tables) < names(store)
    store.close()


def test_the_steps_make_what_the_code_expects(store: Store) -> None:
    """Nobody changed a table in the code and forgot the step that changes it in a database."""
    schema.upgrade(store)
    with store.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(found, tables.metadata) == []


def test_the_steps_make_every_index_word_for_word(store: Store) -> None:
    """A partial index has the condition that the code has, which alembic does not compare."""
    schema.upgrade(store)
    with store.engine.begin() as connection:
        migrated = indexes(connection)
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER log_entry_REPLACE"))
        tables.metadata.drop_all(connection)
        tables.metadata.create_all(connection)
        assert migrated == indexes(connection)
    assert sum("WHERE" in index for index in migrated) >= 4


def indexes(connection: Connection) -> set[str]:
    """How the database itself would write each index."""
    if connection.dialect.name == "sqlite":
        made = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    else:
        made = (
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        )
    return set(connection.scalars(text(made)))


def test_a_database_of_a_later_version_is_left_alone(store: Store) -> None:
    """An older worker says that it is the older one, changes nothing and does not fall over."""
    schema.upgrade(store)
    run_sql(store, "UPDATE alembic_version SET version_num = '9999'")
    assert schema.behind(store).startswith("The database is at step 9999, which this version does not know: ")
    before = names(store)
    with pytest.raises(LogRefused, match=r"step 9999, which this version does not know: .*\.$"):
        schema.upgrade(store)
    assert names(store) == before
    assert "9999" in schema.behind(store)


@pytest.mark.parametrize("at", [1, 3, 8, 15, "commit"])
def test_a_killed_upgrade_leaves_the_old_schema(database_url: str, at: int | str) -> None:
    """F-19: at no statement can a power cut leave half of the tables, and the next start makes them all."""

    def upgrade_and_die() -> None:
        store = open_store(database_url)
        die_at(store, at)
        schema.upgrade(store)

    assert ended(process(upgrade_and_die)) == -signal.SIGKILL
    store = open_store(database_url)
    assert names(store) == set()
    assert "empty" in schema.behind(store)
    schema.upgrade(store)
    assert schema.behind(store) == ""
    assert set(tables.metadata.tables) < names(store)
    store.close()


def die_at(store: Store, at: int | str) -> None:
    """Have this process killed when it has changed the database that many times, or when it would commit."""
    changes = count(1)

    def die_at_commit(_connection: Connection) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def die_at_change(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        if statement.lstrip().startswith(("CREATE", "INSERT")) and next(changes) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    if at == "commit":
        event.listen(store.engine, "commit", die_at_commit)
    else:
        event.listen(store.engine, "after_cursor_execute", die_at_change)
