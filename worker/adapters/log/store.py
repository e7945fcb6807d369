"""Opens the database and gives out transactions; a commit is durable or it did not happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError
from sqlalchemy.pool import QueuePool

# The number is ours alone; the lock falls with the connection that holds it, so a dead poller holds none.
_TRY_POLLER_LOCK = text("SELECT pg_try_advisory_lock(20260823)")
_FREE_POLLER_LOCK = text("SELECT pg_advisory_unlock(20260823)")

_DURABLE = ("fsync", "synchronous_commit")

# One state of the database for the whole block: what another worker commits meanwhile is not seen.
_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"reading": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}


class LogUnavailable(Exception):
    """The database did not answer or did not keep what it was given; try later, nothing is half recorded."""


class LogRefused(Exception):
    """The database cannot be used as it is, or will never take what it was given; a person must look at it."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One open transaction: what happens in it is recorded together at `now` (aware UTC), or not at all."""

    connection: Connection
    now: datetime

    def __post_init__(self) -> None:
        """Refuse a naive time rather than guess its zone."""
        if self.now.tzinfo is None:
            raise ValueError("A transaction needs a time with a zone.")


@dataclass(frozen=True, slots=True)
class Store:
    """An open database."""

    engine: Engine

    @contextmanager
    def writing(self, now: datetime) -> Iterator[Transaction]:
        """A transaction that may write; committed durably when the block ends, rolled back when it raises."""
        with as_sentence(), self.engine.begin() as connection:
            yield Transaction(connection, now)

    @contextmanager
    def reading(self, now: datetime) -> Iterator[Transaction]:
        """A transaction that sees one state of the database and does not hold up a writer."""
        options = _READING[self.engine.dialect.name]
        with as_sentence(), self.engine.connect().execution_options(**options) as connection:
            yield Transaction(connection, now)

    @contextmanager
    def sole_poller(self) -> Iterator[bool]:
        """Whether we alone may read the mailbox in the block; the keys of the register guard the rest.

        PostgreSQL only: an SQLite file belongs to one worker, and a second would merely find its work done.
        """
        if self.engine.dialect.name != "postgresql":
            yield True
            return
        options = {"isolation_level": "AUTOCOMMIT"}
        with as_sentence(), self.engine.connect().execution_options(**options) as connection:
            alone = bool(connection.scalar(_TRY_POLLER_LOCK))
            try:
                yield alone
            finally:
                # The connection goes back to the pool and would keep the lock.
                if alone:
                    connection.execute(_FREE_POLLER_LOCK)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open the database at `url`, sqlite:///FILE or postgresql+psycopg://…; LogRefused, LogUnavailable."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        # The cause would show a part of the address, and a password may stand in it.
        raise LogRefused(
            "DATABASE_URL is not an address of a database, like sqlite:///complaints.sqlite3."
        ) from None
    match parsed.drivername:
        case "sqlite" | "sqlite+pysqlite":
            return Store(_sqlite(parsed))
        case "postgresql+psycopg":
            return Store(_postgresql(parsed))
    raise LogRefused(
        f"DATABASE_URL begins with {parsed.drivername}; it must begin with sqlite or postgresql+psycopg."
    )


def _sqlite(url: URL) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise LogRefused("DATABASE_URL names no file; write it like sqlite:///complaints.sqlite3.")
    folder = Path(str(url.database)).parent
    if not folder.is_dir():
        raise LogRefused(f"DATABASE_URL names a file in {folder}, which is not a folder; make it first.")
    # pysqlite's own way begins DEFERRED and late; we begin ourselves, with the write lock.
    driver = {"timeout": 30, "isolation_level": None}
    engine = create_engine(url, poolclass=QueuePool, hide_parameters=True, connect_args=driver)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Engine:
    driver = {"connect_timeout": 10}
    engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=driver)
    with as_sentence(), engine.connect() as connection:
        careless = [name for name in _DURABLE if connection.scalar(text(f"SHOW {name}")) == "off"]
    if careless:
        engine.dispose()
        raise LogRefused(
            f"PostgreSQL has {careless[0]} = off and could lose what it confirmed; set it to on."
        )
    return engine


@contextmanager
def as_sentence() -> Iterator[None]:
    """Turn a driver's error into ours; only its first line, which never holds a value that we bound."""
    try:
        yield
    # What breaks a key now will break it again; whoever meets a race reads anew before they write.
    except (DataError, IntegrityError) as error:
        raise LogRefused(f"The database refused it: {_said(error)}.") from error
    except DBAPIError as error:
        raise LogUnavailable(f"The database did not record it: {_said(error)}.") from error


def _said(error: DBAPIError) -> str:
    return (str(error.orig).splitlines() or [type(error).__name__])[0].rstrip(".")
