"""What the tests of the terminal work on: a log without servers, and a whole site with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.in_the_log import NOW, clock, migrated, note, open_case, rendered, sent
from tests.faults.worksite import Worksite, worksite
from tests.servers.dovecot import DovecotServer
from worker.adapters.log import outbox
from worker.model.catalogue import LetterKind


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with two complaints: one that was acknowledged, and one that nobody has answered."""
    url = f"sqlite:///{tmp_path_factory.mktemp('filled') / 'log.sqlite3'}"
    with migrated(url) as store:
        first = open_case(store, clock(), sent(), note(7))
        with store.writing(NOW) as tx:
            outbox.queue(tx, rendered("1", LetterKind.ACKNOWLEDGEMENT, first))
        open_case(store, clock())
    return url


@pytest.fixture
def empty(tmp_path: Path) -> str:
    """The address of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'log.sqlite3'}"


@pytest.fixture
def site(dovecot: DovecotServer, tmp_path: Path) -> Iterator[Worksite]:
    """A mailbox, an SMTP server, a database and a configuration that names them; no mail of the morning leaves."""
    with worksite(dovecot, tmp_path) as opened:
        office = opened.folder / "office.toml"
        office.write_text(office.read_text().replace('#morning = "08:00"', 'morning = ""'))
        yield opened
