"""Servers that the tests share: one of each kind a session and worker process, started when asked for."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import hypothesis
import pytest

from tests.servers import ServerMissingError
from tests.servers.dovecot import DovecotServer
from tests.servers.postgres import PostgresServer
from tests.servers.pymap_server import PymapServer

# The same examples on every machine: a new one is looked for by `make fuzz`, not by somebody's CI.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("steady")

Server = TypeVar("Server")


def pytest_configure() -> None:
    """What the tests write is thrown away, so it lies in memory where there is room, unless TMPDIR says where."""
    memory = _memory()
    if memory and "TMPDIR" not in os.environ:
        os.environ["TMPDIR"] = memory
        tempfile.tempdir = None  # what was found before


@pytest.fixture(scope="session")
def dovecot() -> Iterator[DovecotServer]:
    """A Dovecot; ask it for a new user. A test that kills it must restart it."""
    server = _started(DovecotServer.start, "dovecot")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def pymap_server() -> Iterator[PymapServer]:
    """A pymap; ask it for a new user."""
    server = PymapServer.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL; ask it for a new database. A test that kills it must restart it."""
    server = _started(PostgresServer.start, "postgres")
    yield server
    server.stop()


@pytest.fixture(params=["dovecot", "pymap_server"])
def mailbox_server(request: pytest.FixtureRequest) -> DovecotServer | PymapServer:
    """Each of the mail servers in turn, for what must hold on both."""
    server = request.getfixturevalue(request.param)
    assert isinstance(server, DovecotServer | PymapServer)
    return server


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The SQLAlchemy address of an empty database: a SQLite file, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'complaints.sqlite3'}"
    server = request.getfixturevalue("postgres")
    assert isinstance(server, PostgresServer)
    return server.new_database()


def _started(start: Callable[[Path], Server], name: str) -> Server:
    """The server; where its program is missing the test is skipped, but in CI it fails."""
    # A short path that other users may enter, which pytest's own folders are not.
    folder = Path(tempfile.mkdtemp(prefix=f"test-{name}-", dir=_memory()))
    try:
        return start(folder)
    except ServerMissingError as missing:
        shutil.rmtree(folder)
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


def _memory() -> str | None:
    """A folder in memory with room for a database, where a server's waiting for its disk costs nothing."""
    place = "/dev/shm"
    if not os.access(place, os.W_OK) or shutil.disk_usage(place).free < 4 * 1024**3:
        return None
    return place
