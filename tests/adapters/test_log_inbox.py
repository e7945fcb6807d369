"""The register of mail on both databases: exact bytes first, every attempt counted, nothing twice."""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import StatementError

from tests.adapters.in_the_log import NOW, at_once, mail, migrated
from worker.adapters.log import register, settled
from worker.adapters.log.register import Cursor, Disposition, Kept, Settlement
from worker.adapters.log.store import LogRefused, Store

NO_ANSWER = Settlement(Disposition.RECORDED, "an automatic answer")


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A new log on each database."""
    with migrated(database_url) as opened:
        yield opened


def keep(store: Store, *uids: int) -> list[int]:
    """The numbers of these mails, kept."""
    with store.writing(NOW) as tx:
        return [each.id for each in register.keep(tx, [mail(uid) for uid in uids])]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"Subject: caf\xe9\r\n\r\nNUL \x00 and 8 bit \x80\xff\xfe\n.\r\n..\rend",
        bytes(range(256)) * 40,
        random.Random(1).randbytes(300_000),
    ],
    ids=["empty", "NUL", "8 bit", "every byte", "incompressible"],
)
def test_bytes_come_back_exactly(store: Store, content: bytes) -> None:
    """What the mailbox gave is what the register gives, byte for byte, with its place and its time."""
    given = mail(1, content)
    with store.writing(NOW) as tx:
        (kept,) = register.keep(tx, [given])
    assert kept == Kept(kept.id, given, NOW, 1)
    with store.writing(NOW) as tx:
        assert register.content(tx, kept.id) == content
        assert register.begin_attempt(tx, kept.id) == Kept(kept.id, given, NOW, 2)


def test_a_mail_is_kept_once(store: Store) -> None:
    """The same folder, UIDVALIDITY and UID is the same mail; any of them different makes another one."""
    with store.writing(NOW) as tx:
        register.keep(tx, [mail(1), mail(2)])
    with store.writing(NOW) as tx:
        fresh = register.keep(
            tx,
            [mail(2, b"other"), mail(3), mail(1, uidvalidity=8), replace(mail(1), folder="Junk"), mail(1)],
        )
    assert [(each.mail.folder, each.mail.uidvalidity, each.mail.uid) for each in fresh] == [
        ("INBOX", 7, 3),
        ("INBOX", 8, 1),
        ("Junk", 7, 1),
    ]
    with store.reading(NOW) as tx:
        assert len(list(register.unsettled(tx))) == 5
        assert register.content(tx, list(register.unsettled(tx))[1]) == mail(2).content


def test_nothing_to_keep(store: Store) -> None:
    """An empty batch, and one that is known already, keep nothing and say so."""
    with store.writing(NOW) as tx:
        assert register.keep(tx, []) == ()
        register.keep(tx, [mail(1)])
        assert register.keep(tx, [mail(1)]) == ()


def test_a_large_batch_keeps_its_order(store: Store) -> None:
    """Numbers rise with the order in which the mailbox gave the mails."""
    batch = [mail(uid, b"%d" % uid) for uid in range(500, 0, -1)]
    with store.writing(NOW) as tx:
        kept = register.keep(tx, batch)
        assert [each.mail for each in kept] == batch
        assert [each.id for each in kept] == sorted(each.id for each in kept)
        assert all(register.content(tx, each.id) == each.mail.content for each in kept[::50])


def test_two_workers_that_keep_the_same_mail(store: Store) -> None:
    """One keeps it; the other finds it kept, or is told to try later and then finds it."""

    def keep_it() -> int:
        with suppress(LogRefused), store.writing(NOW) as tx:
            return len(register.keep(tx, [mail(1), mail(2)]))
        return 0

    assert sorted(at_once(keep_it, keep_it)) == [0, 2]
    assert keep_it() == 0


def test_attempts_are_counted(store: Store) -> None:
    """The first with the bytes, each further one by itself, and none that was rolled back."""
    (number,) = keep(store, 1)
    for attempt in (2, 3, 4):
        with store.writing(NOW) as tx:
            assert register.begin_attempt(tx, number).attempts == attempt
    with suppress(KeyError), store.writing(NOW) as tx:
        register.begin_attempt(tx, number)
        raise KeyError
    with store.writing(NOW) as tx:
        assert register.begin_attempt(tx, number).attempts == 5


def test_what_is_unsettled_comes_oldest_first(store: Store) -> None:
    """In the order of their coming, whatever their UIDs, without those that are settled or set aside."""
    first, second, third, fourth = keep(store, 30, 10, 40, 20)
    with store.writing(NOW) as tx:
        register.settle(tx, second, NO_ANSWER)
        register.settle(tx, third, Settlement(Disposition.QUARANTINED, "It stopped the worker three times."))
    with store.writing(NOW) as tx:
        assert list(register.unsettled(tx)) == [first, fourth]
        assert [register.is_unsettled(tx, each) for each in (first, second, third)] == [True, False, False]


def test_two_workers_that_settle_the_same_mail(store: Store) -> None:
    """The second waits for the first to commit and then sees that nothing is to be done."""
    (number,) = keep(store, 1)

    def settle() -> bool:
        with store.writing(NOW) as tx:
            if waits := register.is_unsettled(tx, number):
                register.settle(tx, number, NO_ANSWER)
        return waits

    assert sorted(at_once(settle, settle, settle)) == [False, False, True]


def test_every_mail_is_counted_under_what_became_of_it(store: Store) -> None:
    """Nothing is left out of the books: those that wait count under an empty name."""
    numbers = keep(store, *range(1, len(Disposition) + 2))
    with store.writing(NOW) as tx:
        for number, outcome in zip(numbers, Disposition, strict=False):
            register.settle(tx, number, Settlement(outcome, "a rule"))
    with store.reading(NOW) as tx:
        counts = dict(settled.counts(tx))
    assert counts == {"": 1} | {outcome.value: 1 for outcome in Disposition}


def test_settled_mail_is_to_be_filed_until_it_is(store: Store) -> None:
    """Only what is settled, in its own folder and UIDVALIDITY, oldest first, until the server shows it gone."""
    numbers = keep(store, 30, 10, 20, 40)
    with store.writing(NOW) as tx:
        other = register.keep(tx, [mail(10, uidvalidity=8), replace(mail(10), folder="Junk")])
        for number in (*numbers[:3], *(each.id for each in other)):
            register.settle(tx, number, NO_ANSWER)
        assert register.to_file(tx, "INBOX", 7) == (30, 10, 20)
        assert register.to_file(tx, "INBOX", 7, limit=2) == (30, 10)
        register.filed(tx, "INBOX", 7, [10, 20, 999])
        register.filed(tx, "INBOX", 7, [])
    with store.reading(NOW) as tx:
        assert register.to_file(tx, "INBOX", 7) == (30,)
        assert register.to_file(tx, "INBOX", 8) == (10,)
        assert register.to_file(tx, "Junk", 7) == (10,)
        assert register.to_file(tx, "Sent", 7) == ()


def test_quarantined_mail_is_filed_too(store: Store) -> None:
    """It is shown to a person by letter; the inbox does not keep it."""
    (number,) = keep(store, 1)
    with store.writing(NOW) as tx:
        register.settle(tx, number, Settlement(Disposition.QUARANTINED, "It has no readable header."))
        assert register.to_file(tx, "INBOX", 7) == (1,)


def test_the_cursor_of_each_folder(store: Store) -> None:
    """Nothing before the first look; then the last look, also after the folder was made anew."""
    later = NOW + timedelta(minutes=1)
    with store.writing(NOW) as tx:
        assert register.cursor(tx, "INBOX") is None
        register.move_cursor(tx, "INBOX", 7, 100)
        register.move_cursor(tx, "Junk", 1, 5)
    with store.writing(later) as tx:
        assert register.cursor(tx, "INBOX") == Cursor(7, 100, NOW)
        register.move_cursor(tx, "INBOX", 8, 1)
    with store.reading(later) as tx:
        assert register.cursor(tx, "INBOX") == Cursor(8, 1, later)
        assert register.cursor(tx, "Junk") == Cursor(1, 5, NOW)


def test_uids_of_four_billion_fit(store: Store) -> None:
    """A UID and a UIDVALIDITY have 32 bits without a sign (RFC 3501 2.3.1.1)."""
    largest = 2**32 - 1
    with store.writing(NOW) as tx:
        (kept,) = register.keep(tx, [mail(largest, uidvalidity=largest)])
        register.move_cursor(tx, "INBOX", largest, largest + 1)
    with store.writing(NOW) as tx:
        assert register.begin_attempt(tx, kept.id).mail.uid == largest
        assert register.cursor(tx, "INBOX") == Cursor(largest, largest + 1, NOW)


def test_the_same_content_is_found_in_an_earlier_mail_only(store: Store) -> None:
    """The first of its kind has none before it; the others point to the first (promise 4)."""
    with store.writing(NOW) as tx:
        first, second, third = register.keep(tx, [mail(1), mail(2), mail(3)])
        assert register.same_content(tx, third, "key") is None
        for each in (first, second):
            register.settle(tx, each.id, replace(NO_ANSWER, content_key="key"))
        assert register.same_content(tx, third, "key") == first.id
        assert register.same_content(tx, second, "key") == first.id
        assert register.same_content(tx, first, "key") is None
        assert register.same_content(tx, third, "another key") is None


def test_a_naive_arrival_is_refused(store: Store) -> None:
    """A mail whose time has no zone is not kept, nor is its batch."""
    naive = replace(mail(1), internal_date=datetime(2026, 3, 2, 9, 30))  # noqa: DTZ001  naive on purpose
    with pytest.raises(StatementError, match="without a zone"), store.writing(NOW) as tx:
        register.keep(tx, [mail(2), naive])
    with store.reading(NOW) as tx:
        assert not list(register.unsettled(tx))
