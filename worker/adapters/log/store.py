"""Opens the database and gives out transactions; on both databases a commit is durable or it did not happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool


# The number is ours alone; the lock falls with the connection that holds it, so a dead poller holds none.
_TRY_POLLER_LOCK = text("SELECT pg_try_advisory_lock(20260823)")


_DURABLE = ("fsync", "synchronous_commit")


class LogUnavailable(Exception):
    """The database did not answer or did not keep what it was given; try later, nothing was half recorded."""


class LogRefused(Exception):
    """The database cannot be used as it is; a person must look at DATABASE_URL, its rights and its settings."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """One open transaction: what happens in it is recorded together at `now` (aware UTC), or not at all."""

    connection: Connection
    now: datetime


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
        with as_sentence(), self.engine.connect().execution_options(reading=True) as connection:
            yield Transaction(connection, now)

    @contextmanager
    def sole_poller(self) -> Iterator[bool]:
        """Whether this process alone may read the mailbox while the block runs; the keys of the register guard the rest.

        PostgreSQL only: an SQLite file belongs to one worker, and a second one would merely find its work done.
        """
        if self.engine.dialect.name != "postgresql":
            yield True
            return
        with as_sentence(), self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            yield bool(connection.scalar(_TRY_POLLER_LOCK))
            connection.invalidate()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open the database at `url` (sqlite:///FILE or postgresql+psycopg://…) or raise LogRefused or LogUnavailable."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise LogRefused("DATABASE_URL is not an address of a database, like sqlite:///complaints.sqlite3.") from error
    if parsed.get_backend_name() == "sqlite":
        return Store(_sqlite(url))
    if parsed.drivername == "postgresql+psycopg":
        return Store(_postgresql(url))
    raise LogRefused(
        f"DATABASE_URL begins with {parsed.drivername}; it must begin with sqlite or postgresql+psycopg."
    )


def _sqlite(url: str) -> Engine:
    # autocommit False in pysqlite's own way begins DEFERRED and late; we begin ourselves, with the write lock.
    engine = create_engine(url, poolclass=QueuePool, connect_args={"timeout": 30, "isolation_level": None})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgresql(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    with as_sentence(), engine.connect() as connection:
        careless = [name for name in _DURABLE if connection.scalar(text(f"SHOW {name}")) == "off"]
    if careless:
        engine.dispose()
        raise LogRefused(f"PostgreSQL has {careless[0]} = off and could lose what it confirmed; set it to on.")
    return engine


@contextmanager
def as_sentence() -> Iterator[None]:
    """Turn a driver's error into ours; only its first line, which never holds a value that we bound."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).splitlines()[0] if error.orig else type(error).__name__
        raise LogUnavailable(f"The database did not record it: {said}.") from error
