"""F-17 and T-08: SIGKILL while digests, reminders and scheduled letters are written and sent, then a restart."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from tests.faults.books import Books, assert_sent_once, assert_whole, copies
from tests.faults.clients import TRIAGE_PERSON, client
from tests.faults.worksite import Worksite, change, worksite
from tests.jobs.newsroom import london
from tests.servers.dovecot import DovecotServer
from tests.servers.until import until
from worker.model.catalogue import LetterKind
from worker.model.queued_letter import QueuedLetter
from worker.model.time import Clock
from worker.policy.calendar import london_date

CLIENTS = range(1, 4)
ALEX, SAM = "alex.example@optimised.net", "sam.example@optimised.net"
SECOND_HEAD = """
[[sections]]
key = "billing"
name = "Billing"
head = "sam"
responsible = ["casey"]

[[persons]]
key = "sam"
name = "Sam Example"
email = "sam.example@optimised.net"
"""

WEDNESDAY, THURSDAY = date(2026, 3, 4), date(2026, 3, 5)
DIGEST, LIST = LetterKind.DAILY_DIGEST, LetterKind.MORNING_LIST
REMINDER, UPDATE = LetterKind.REMINDER, LetterKind.PROGRESS_UPDATE

# The letters of a morning leave in this order: the digest of Alex, that of Sam, then the others.
HANDED_OVER = ("after_rcpt:2", "after_dot:2", "before_mark_commit:1")
# The server has the letter and the log does not know.
UNKNOWN = (("after_dot:2", SAM), ("before_mark_commit:1", ALEX))


def test_a_kill_between_two_digests(dovecot: DovecotServer, database_url: str, tmp_path: Path) -> None:
    """F-17: the first digest is recorded as sent and the second is in hand; each head gets theirs once."""
    with office(dovecot, tmp_path, database=database_url) as site:
        assert_one_morning(site, *killed_in_the_morning(site, "after_mark:1"))


@pytest.mark.parametrize("place", HANDED_OVER)
def test_a_kill_while_a_digest_is_handed_over(dovecot: DovecotServer, tmp_path: Path, place: str) -> None:
    """Our own copy proves what the server took, so that no digest leaves twice and none is left behind."""
    with office(dovecot, tmp_path) as site:
        assert_one_morning(site, *killed_in_the_morning(site, place))


@pytest.mark.parametrize(("place", "head"), UNKNOWN)
def test_a_digest_may_leave_twice_where_nothing_can_prove_the_first(
    dovecot: DovecotServer, tmp_path: Path, place: str, head: str
) -> None:
    """With own_copy = false the digest in hand leaves a second time under its Message-ID, and no other letter does."""
    with office(dovecot, tmp_path, own_copy=False) as site:
        _, books = killed_in_the_morning(site, place)
        assert_whole(books, CLIENTS)
        (twice,) = [letter.message_id for letter in of(books, DIGEST) if letter.recipient == head]
        assert copies(site.sink.mails) == Counter([*(each.message_id for each in books.letters), twice])


def test_a_digest_that_a_kill_keeps_over_midnight(dovecot: DovecotServer, tmp_path: Path) -> None:
    """T-08: Wednesday's digests, in hand at midnight, leave on Thursday, and Thursday's at eight; one of each day."""
    with office(dovecot, tmp_path) as site:
        site.go_to(london("2026-03-04", 23, 58))
        die(site, f"after_commit_of_{DIGEST}")
        die(site, "after_claim:1")
        site.go_to(london("2026-03-05", 0))
        books = site.work_until_rest(len(CLIENTS))
        assert heads_told(books, WEDNESDAY) == [ALEX, SAM]
        site.go_to(london("2026-03-05"))
        die(site, f"after_commit_of_{DIGEST}")
        books = site.work_until_rest(len(CLIENTS))
        for day in (WEDNESDAY, THURSDAY):
            assert heads_told(books, day) == [ALEX, SAM]
        assert len(of(books, DIGEST)) == 4
        assert_whole(books, CLIENTS)
        assert_sent_once(books, site.sink.mails)


def test_a_kill_round_the_commit_of_reminders_and_letters_of_time(
    dovecot: DovecotServer, database_url: str, tmp_path: Path
) -> None:
    """The last day to answer: each reminder is entered with its mail and once, each client gets one update."""
    with office(dovecot, tmp_path, database=database_url) as site:
        site.go_to(london("2026-03-23"))
        die(site, f"after_commit_of_{DIGEST}")
        morning = site.work_until_rest(len(CLIENTS))
        assert not of(morning, REMINDER)
        site.go_to(london("2026-03-23", 15, 50))
        die(site, f"before_commit_of_{REMINDER}")
        books = site.books()
        assert not of(books, REMINDER)
        assert books.reminded == morning.reminded
        die(site, f"after_commit_of_{REMINDER}")
        reminded = site.books()
        assert_reminded_once(reminded)
        site.go_to(london("2026-03-23", 16))
        die(site, f"before_commit_of_{UPDATE}")
        assert not of(site.books(), UPDATE)
        die(site, f"after_commit_of_{UPDATE}")
        assert of(site.books(), UPDATE)
        site.go_to(london("2026-03-23", 16, 5))
        books = site.work_until_rest(len(CLIENTS))
        assert_reminded_once(books)
        assert books.reminded == reminded.reminded
        assert sorted(each.recipient for each in of(books, UPDATE)) == [client(each) for each in CLIENTS]
        assert_whole(books, CLIENTS, letters=2)
        assert_sent_once(books, site.sink.mails)


@contextmanager
def office(
    server: DovecotServer, folder: Path, *, database: str = "", own_copy: bool = True
) -> Iterator[Worksite]:
    """Two heads, and complaints that were acknowledged on Monday 2 March 2026; from now on mornings are kept."""
    with worksite(server, folder, database=database, own_copy=own_copy, proof_wait=60) as site:
        site.go_to(london("2026-03-02", 10))
        site.arrive(CLIENTS)
        site.work_until_rest(len(CLIENTS))
        change(folder / "office.toml", {("timetable", "morning"): "08:00"})
        change(folder / "policy.toml", {("", "auto_update"): True})
        people = folder / "people.toml"
        people.write_text(people.read_text() + SECOND_HEAD)
        yield site


def die(site: Worksite, place: str) -> None:
    """A worker starts and dies at that place; the mail server has then dealt with all that it was given."""
    site.die_at(place)
    assert until(lambda: not site.sink.open)


def killed_in_the_morning(site: Worksite, place: str) -> tuple[Books, Books]:
    """The books before the morning and after it, which died before its commit, behind it and at that place.

    Power is back five minutes later, when a copy of what was in hand would long have come in.
    """
    before = site.books()
    site.go_to(london("2026-03-04"))
    die(site, f"before_commit_of_{DIGEST}")
    assert site.books() == before
    die(site, f"after_commit_of_{DIGEST}")
    written = site.books()
    assert len(site.sink.mails) == len(before.letters)
    die(site, place)
    site.go_to(london("2026-03-04", 8, 5))
    books = site.work_until_rest(len(CLIENTS))
    assert [each.message_id for each in books.letters] == [each.message_id for each in written.letters]
    assert books.reminded == written.reminded
    return before, books


def assert_one_morning(site: Worksite, before: Books, books: Books) -> None:
    """One digest for each head and one list for Casey, one reminder a case, one copy of each; the log is unbroken."""
    assert [each.recipient for each in of(books, DIGEST, LIST)] == [ALEX, SAM, TRIAGE_PERSON]
    assert heads_told(books, WEDNESDAY) == [ALEX, SAM]
    assert all(f"Seal of the log: {before.seal}" in words(each) for each in of(books, DIGEST))
    assert {(each.clock, each.person) for _, each in books.reminded} == {(Clock.ASSESS, "casey")}
    assert list(books.reminded.values()) == [1] * len(CLIENTS)
    assert_whole(books, CLIENTS)
    assert_sent_once(books, site.sink.mails)


def assert_reminded_once(books: Books) -> None:
    """Whoever has a line in the log has one mail with it; nobody has two of the same promise and step."""
    assert set(books.reminded.values()) == {1}
    told = Counter((each.clock, each.person) for _, each in books.reminded)
    late = dict.fromkeys(((Clock.RESPOND, name) for name in ("casey", "alex", "robin")), 2 * len(CLIENTS))
    assert told == late | {(Clock.ASSESS, "alex"): len(CLIENTS)}, "The last day is told at eight and at two."
    assert sorted(each.recipient for each in of(books, REMINDER)) == [
        f"{name}.example@optimised.net" for name in ("alex", "casey", "robin")
    ]


def of(books: Books, *kinds: LetterKind) -> list[QueuedLetter]:
    """The letters of these kinds in the order in which they were queued."""
    return sorted((each for each in books.letters if each.kind in kinds), key=lambda each: each.id)


def heads_told(books: Books, day: date) -> list[str]:
    """Who has the digest of that day, as often as they have it."""
    return [each.recipient for each in of(books, DIGEST) if london_date(each.queued_at) == day]


def words(letter: QueuedLetter) -> str:
    """The plain words of a letter on one line."""
    body = message_from_bytes(letter.content, policy=policy.default).get_body(("plain",))
    assert body
    return " ".join(body.get_content().split())
