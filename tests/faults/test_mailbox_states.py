"""What people and servers do to the mailbox while the worker is away or at work (promises 2 to 5)."""

from pathlib import Path

from tests.faults.books import assert_sent_once, assert_whole
from tests.faults.clients import TRIAGE_PERSON, client
from tests.faults.worksite import PROCESSED, Worksite, worksite
from tests.servers import imap
from tests.servers.dovecot import DovecotServer
from tests.servers.until import until
from worker.adapters.log.register import Disposition
from worker.model.catalogue import LetterKind

MAILS = range(1, 9)


def test_a_mail_that_stops_the_worker_three_times_is_set_aside(
    dovecot: DovecotServer, tmp_path: Path
) -> None:
    """Its attempts are counted before it is read; the fourth start tells a person and handles the mail behind it."""
    with worksite(dovecot, tmp_path) as site:
        site.arrive(MAILS)
        for _ in range(3):
            site.die_at("in_parse:1")
        books = site.work_until_rest(len(MAILS))
        assert books.outcomes[Disposition.QUARANTINED] == 1
        assert books.outcomes[Disposition.CASE] == 7
        assert books.clients == tuple(client(number) for number in MAILS[1:])
        told = [letter.kind for letter in books.to(TRIAGE_PERSON)]
        assert [kind for kind in told if kind is not LetterKind.ASSIGNMENT] == [LetterKind.QUARANTINED]
        assert_sent_once(books, site.sink.mails)


def test_new_numbers_for_old_mail_open_no_second_case(dovecot: DovecotServer, tmp_path: Path) -> None:
    """UIDVALIDITY changes while the worker is away: mail that it knows by other numbers lies in the inbox again."""
    with worksite(dovecot, tmp_path) as site:
        site.arrive(MAILS)
        site.work_until_rest(len(MAILS))
        before, dragged = uidvalidity(site), len(site.processed())
        drag_back(site)
        site.forget_numbers()
        site.arrive([9, 10])
        books = site.work_until_rest(len(MAILS) + dragged + 2)
        assert uidvalidity(site) != before
        assert books.outcomes == {
            Disposition.CASE: 10,
            Disposition.OWN_COPY: len(books.letters),
            Disposition.DUPLICATE: dragged,
        }
        assert books.clients == tuple(client(number) for number in range(1, 11))
        assert_sent_once(books, site.sink.mails)


def test_mail_at_a_number_that_was_used_before_is_read(dovecot: DovecotServer, tmp_path: Path) -> None:
    """UIDVALIDITY changes under a worker that runs, and the next two mails get the numbers 1 and 2 again."""
    with worksite(dovecot, tmp_path) as site:
        site.arrive(MAILS)
        with site.at_work():
            site.await_rest(len(MAILS))
            site.forget_numbers()
            site.arrive([9, 10])
            site.await_rest(10)
        books = site.books()
        assert_whole(books, range(1, 11))
        assert_sent_once(books, site.sink.mails)


def test_without_its_folder_mail_is_handled_and_left_in_place(dovecot: DovecotServer, tmp_path: Path) -> None:
    """Nobody can write to Processed: a warning, no second case at the next looks, and filing as soon as it can be."""
    with worksite(dovecot, tmp_path) as site:
        with imap.session(dovecot.port, site.user) as session:
            session.create(PROCESSED)
        folder = dovecot.folder_path(site.user, PROCESSED)
        folder.chmod(0)
        site.arrive(MAILS)
        with site.at_work():
            assert until(lambda: site.said().count("Settled mail stays where it is") > 2, seconds=60)
            assert len(site.inbox()) >= len(MAILS)
            folder.chmod(0o700)
            site.await_rest(len(MAILS))
        books = site.books()
        assert_whole(books, MAILS)
        assert_sent_once(books, site.sink.mails)
        assert sorted(site.processed()) == sorted(
            [*site.arrived, *(mail.content for mail in site.sink.mails)]
        )


def test_mail_dragged_back_is_not_answered_again(dovecot: DovecotServer, tmp_path: Path) -> None:
    """Somebody moves all of Processed back into the inbox, complaints and our own letters."""
    with worksite(dovecot, tmp_path) as site:
        site.arrive(MAILS)
        with site.at_work():
            site.await_rest(len(MAILS))
            dragged = len(site.processed())
            drag_back(site)
            site.await_rest(len(MAILS) + dragged)
        books = site.books()
        assert books.outcomes == {
            Disposition.CASE: 8,
            Disposition.OWN_COPY: len(books.letters),
            Disposition.DUPLICATE: dragged,
        }
        assert books.clients == tuple(client(number) for number in MAILS)
        assert_sent_once(books, site.sink.mails)


def test_flags_play_no_part(dovecot: DovecotServer, tmp_path: Path) -> None:
    """Staff read, answered and starred the mail before the worker looked."""
    with worksite(dovecot, tmp_path) as site:
        site.arrive(MAILS)
        with imap.session(dovecot.port, site.user) as session:
            session.select("INBOX")
            assert session.store("1:*", "+FLAGS", r"(\Seen \Answered \Flagged $Done)")[0] == "OK"
        books = site.work_until_rest(len(MAILS))
        assert_whole(books, MAILS)
        assert_sent_once(books, site.sink.mails)


def drag_back(site: Worksite) -> None:
    """Move all of Processed back into the inbox, as a person can with one gesture."""
    with imap.session(site.server.port, site.user) as session:
        session.select(PROCESSED)
        assert session.uid("MOVE", "1:*", "INBOX")[0] == "OK"


def uidvalidity(site: Worksite) -> bytes:
    """What the mail server says now."""
    with imap.session(site.server.port, site.user) as session:
        return bytes(session.status("INBOX", "(UIDVALIDITY)")[1][0])
