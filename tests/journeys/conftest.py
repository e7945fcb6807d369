"""A worker for each story, on the real Dovecot and a real SMTP server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import desk
from tests.rig import Rig, rig
from tests.servers.dovecot import DovecotServer


@pytest.fixture
def office(dovecot: DovecotServer, tmp_path: Path) -> Iterator[Rig]:
    """A worker on a fresh mailbox, on SQLite; it is half past nine on Monday 2 March 2026."""
    with rig(dovecot, f"sqlite:///{tmp_path / 'complaints.sqlite3'}") as running:
        yield running


@pytest.fixture
def office_on_both(dovecot: DovecotServer, database_url: str) -> Iterator[Rig]:
    """The same on each database in turn."""
    with rig(dovecot, database_url) as running:
        yield running


@pytest.fixture
def at_the_desk() -> Iterator[Rig]:
    """The same without mail servers, for stories in which those play no part: a tenth of the time."""
    with desk() as running:
        yield running
