"""F-01 to F-16: SIGKILL at every named place of the way from the mailbox to the client, then a restart."""

from collections import Counter
from pathlib import Path

import pytest

from tests.faults.books import Books, assert_sent_once, assert_whole, copies
from tests.faults.worksite import Worksite, worksite
from tests.servers.dovecot import DovecotServer
from tests.servers.postgres import PostgresServer
from tests.servers.until import until

MAILS = range(1, 9)


def each(*names: str) -> tuple[str, ...]:
    """These places at the first mail, at one in the middle and at the last."""
    return tuple(f"{name}:{at}" for name in names for at in (1, 4, 8))


# One look passes these places once for all eight mails.
WITH_ALL = (
    *("after_select:1", "after_fetch:1", "before_raw_commit:1", "after_raw_commit:1"),
    *("after_move:1", "after_verify:1"),
)
WITH_ONE = each("in_parse", "before_case_commit", "after_case_commit")
# The letter was in hand and the server does not have it: it leaves once, and the log says a second time.
IN_HAND = each("after_claim", "after_rcpt", "before_dot")
# The server has the letter and the log does not know.
UNKNOWN = each("after_dot", "before_mark_commit")
# The outcome of a letter and the claim on the next are one commit: behind the last no letter is in hand.
CONCLUDED = ("after_mark:1", "after_mark:4")
LAST_CONCLUDED = ("after_mark:8",)

ON_SQLITE = (*WITH_ALL, *WITH_ONE, *IN_HAND, *UNKNOWN, *CONCLUDED, *LAST_CONCLUDED)
ON_POSTGRESQL = ("after_raw_commit:1", "before_case_commit:4", "after_claim:4", "after_dot:4", "after_mark:4")
WITHOUT_OWN_COPY = ("after_claim:4", "before_dot:1", *UNKNOWN)


@pytest.mark.parametrize("place", ON_SQLITE)
def test_a_kill_costs_nothing(dovecot: DovecotServer, tmp_path: Path, place: str) -> None:
    """Each of eight mails has one row and one case, each client one letter, of which one copy left."""
    with worksite(dovecot, tmp_path) as site:
        books = killed_and_restarted(site, place)
        assert_nothing_lost_or_doubled(site, books, place)


@pytest.mark.parametrize("place", ON_POSTGRESQL)
def test_a_kill_costs_nothing_on_postgresql(
    dovecot: DovecotServer, postgres: PostgresServer, tmp_path: Path, place: str
) -> None:
    """The same on PostgreSQL, where what a dead worker had locked falls with its connections."""
    with worksite(dovecot, tmp_path, database=postgres.new_database()) as site:
        books = killed_and_restarted(site, place)
        assert_nothing_lost_or_doubled(site, books, place)


@pytest.mark.parametrize("place", WITHOUT_OWN_COPY)
def test_a_second_copy_is_announced_where_nothing_can_prove_the_first(
    dovecot: DovecotServer, tmp_path: Path, place: str
) -> None:
    """With own_copy = false a letter of unknown outcome leaves twice, under one Message-ID, and the log says so."""
    with worksite(dovecot, tmp_path, own_copy=False) as site:
        books = killed_and_restarted(site, place)
        twice = books.sent_again if place in UNKNOWN else Counter[str]()
        assert sum(books.sent_again.values()) == 1
        assert copies(site.sink.mails) == Counter(letter.message_id for letter in books.letters) + twice
        assert sorted(site.processed()) == sorted(site.arrived)


def killed_and_restarted(site: Worksite, place: str) -> Books:
    """The books after eight mails, a death at that place, a restart and a polite stop."""
    site.arrive(MAILS)
    site.die_at(place)
    name, _, passes = place.partition(":")
    if name == "after_dot":
        # The server got the whole letter a moment ago; what is tested is what follows once it has dealt with it.
        assert until(lambda: len(site.sink.mails) >= int(passes))
    books = site.work_until_rest(len(MAILS))
    assert_whole(books, MAILS)
    return books


def assert_nothing_lost_or_doubled(site: Worksite, books: Books, place: str) -> None:
    """One copy of every letter left and came in again, and the log speaks of a second only where one was in hand."""
    assert_sent_once(books, site.sink.mails)
    assert sum(books.sent_again.values()) == (place in IN_HAND or place in CONCLUDED)
    own_copies = [mail.content for mail in site.sink.mails]
    assert sorted(site.processed()) == sorted([*site.arrived, *own_copies])
