"""A worker for each test to attack."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.siege import Siege, siege
from tests.servers.dovecot import DovecotServer


@pytest.fixture
def under(dovecot: DovecotServer, tmp_path: Path) -> Iterator[Siege]:
    """A worker with two cases, on SQLite."""
    with siege(dovecot, f"sqlite:///{tmp_path / 'complaints.sqlite3'}") as attacked:
        yield attacked


@pytest.fixture
def under_on_both(dovecot: DovecotServer, database_url: str) -> Iterator[Siege]:
    """A worker with two cases, on each database in turn: what a text can break differs between them."""
    with siege(dovecot, database_url) as attacked:
        yield attacked
