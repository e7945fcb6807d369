"""The servers themselves keep what the other tests rely on."""

import urllib.parse

import pytest

from tests.servers import listens
from tests.servers.dovecot import DovecotServer
from tests.servers.postgres import PostgresServer
from tests.servers.pymap_server import PymapServer

RAW = b"Subject: A complaint\r\n\r\nThe report was late.\r\n"


def test_mail_is_kept_byte_for_byte(mailbox_server: DovecotServer | PymapServer) -> None:
    """What is appended is what another session reads."""
    user = mailbox_server.new_user()
    mailbox_server.append(user, RAW)
    assert mailbox_server.contents(user) == (RAW,)
    assert mailbox_server.contents(mailbox_server.new_user()) == ()


def test_dovecot_keeps_its_mail_through_a_kill(dovecot: DovecotServer) -> None:
    """After SIGKILL nothing listens; after a restart the mail is there, appended or delivered in bulk."""
    user = dovecot.new_user()
    dovecot.append(user, RAW)
    dovecot.deliver(user, [RAW, RAW])
    dovecot.kill()
    assert not listens(dovecot.port)
    dovecot.restart()
    assert dovecot.contents(user) == (RAW, RAW, RAW)


def test_pymap_forgets_its_mail_when_restarted(pymap_server: PymapServer) -> None:
    """The user can still log in and finds nothing."""
    user = pymap_server.new_user()
    pymap_server.append(user, RAW)
    pymap_server.restart()
    assert pymap_server.contents(user) == ()


def test_postgres_keeps_databases_apart_and_through_a_kill(postgres: PostgresServer) -> None:
    """Every database is new, and the server answers again after SIGKILL and a restart."""
    first, second = postgres.new_database(), postgres.new_database()
    assert first != second
    postgres.kill()
    assert not listens(urllib.parse.urlsplit(first).port or 0)
    postgres.restart()
    assert postgres.new_database() not in {first, second}


def test_a_database_of_each_kind(database_url: str, request: pytest.FixtureRequest) -> None:
    """The address names the kind that the test's parameter asks for."""
    assert database_url.partition("+")[0].partition(":")[0] in {"sqlite", "postgresql"}
    assert request.node.name.partition("[")[2].startswith(database_url[:6])
