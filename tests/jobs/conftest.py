"""A worker for each test of a job."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig import Rig, rig
from tests.servers.dovecot import DovecotServer


@pytest.fixture
def office(dovecot: DovecotServer, tmp_path: Path) -> Iterator[Rig]:
    """A worker on a fresh mailbox, on SQLite; copies of its letters come in."""
    with rig(dovecot, f"sqlite:///{tmp_path / 'complaints.sqlite3'}") as running:
        yield running


@pytest.fixture
def office_on_both(dovecot: DovecotServer, database_url: str) -> Iterator[Rig]:
    """The same on each database in turn."""
    with rig(dovecot, database_url) as running:
        yield running
