"""What the mailbox promises on every server."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.adapters.in_the_mailbox import Server, everything, mail, settings_with, uids
from tests.servers import PASSWORD, imap
from worker.adapters.mailbox import MailboxRefused, open_mailbox
from worker.model.mail import RawMail

SUMMER = datetime(2026, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))


def test_mail_is_read_byte_for_byte_with_its_arrival(mailbox_server: Server) -> None:
    """Bytes, folder, UIDVALIDITY, UID and arrival are the server's; half past midnight BST is in UTC too."""
    user = mailbox_server.new_user()
    mailbox_server.append(user, mail(1), at=SUMMER)
    with open_mailbox(mailbox_server.settings(user), PASSWORD) as mailbox:
        state = mailbox.folder()
        (read,) = everything(mailbox)
    assert read == RawMail("INBOX", state.uidvalidity, state.next_uid - 1, SUMMER.astimezone(UTC), mail(1))
    assert read.internal_date.tzinfo is UTC
    assert state.count == 1


def test_reading_changes_nothing(mailbox_server: Server) -> None:
    """After a fetch the mail is still unread for the people who work in the mailbox."""
    settings = settings_with(mailbox_server, mail(1), mail(2))
    with open_mailbox(settings, PASSWORD) as mailbox:
        assert len(everything(mailbox)) == 2
    assert not [line for line in mailbox_server.flags(settings.user) if "\\Seen" in line]


def test_mail_that_people_read_is_still_waiting(mailbox_server: Server) -> None:
    """Flags are never the queue (I-07)."""
    settings = settings_with(mailbox_server, mail(1))
    with imap.session(settings.port, settings.user) as staff:
        staff.select()
        staff.store("1", "+FLAGS", "(\\Seen \\Flagged)")
    with open_mailbox(settings, PASSWORD) as mailbox:
        assert [each.content for each in everything(mailbox)] == [mail(1)]


def test_nothing_waits_behind_the_last_mail(mailbox_server: Server) -> None:
    """From the next UID on there is nothing, although servers answer such a range with their last mail."""
    with open_mailbox(settings_with(mailbox_server, mail(1)), PASSWORD) as mailbox:
        following = mailbox.folder().next_uid
        assert list(mailbox.waiting(following, following + 10)) == []
        assert list(mailbox.waiting(following, following - 1)) == []
        assert list(mailbox.waiting(following - 1, following - 1)) == [(following - 1,)]
        assert list(mailbox.waiting(1, following - 2)) == []


def test_an_empty_inbox(mailbox_server: Server) -> None:
    """It has a state and no mail."""
    with open_mailbox(settings_with(mailbox_server), PASSWORD) as mailbox:
        assert mailbox.folder().count == 0
        assert everything(mailbox) == ()
        assert mailbox.file(()) == ()


def test_batches_are_bounded_and_a_large_mail_comes_alone(mailbox_server: Server) -> None:
    """No batch exceeds the count or, unless it is one mail, the bytes; the order is kept."""
    mails = [mail(number, size) for number, size in enumerate([300, 300, 300, 2000, 300, 300])]
    with open_mailbox(settings_with(mailbox_server, *mails), PASSWORD) as mailbox:
        found = uids(mailbox)
        by_bytes = [len(batch) for batch in mailbox.fetch(found, batch_bytes=700)]
        by_count = [len(batch) for batch in mailbox.fetch(found, batch_count=4)]
        assert [each.content for each in everything(mailbox)] == mails
    assert by_bytes == [2, 1, 1, 2]
    assert by_count == [4, 2]


def test_mail_that_vanished_is_absent(mailbox_server: Server) -> None:
    """Mail expunged between SEARCH and FETCH is left out and the others come (I-09)."""
    settings = settings_with(mailbox_server, mail(1), mail(2), mail(3))
    with open_mailbox(settings, PASSWORD) as mailbox:
        found = uids(mailbox)
        with imap.session(settings.port, settings.user) as staff:
            staff.select()
            staff.store("2", "+FLAGS", "(\\Deleted)")
            staff.expunge()
        read = [each.content for batch in mailbox.fetch(found) for each in batch]
        assert read == [mail(1), mail(3)]
        assert mailbox.file(found) == found


def test_filed_mail_is_proven_gone(mailbox_server: Server) -> None:
    """The mail lies in the other folder once, even if it is filed again, and the rest stays."""
    settings = settings_with(mailbox_server, mail(1), mail(2), mail(3))
    with open_mailbox(settings, PASSWORD) as mailbox:
        mailbox.make_folder(settings.processed)
        first, second, third = uids(mailbox)
        assert mailbox.file((first, third)) == (first, third)
        assert mailbox.file((first, third)) == (first, third)
        assert uids(mailbox) == (second,)
    assert mailbox_server.contents(settings.user, settings.processed) == (mail(1), mail(3))
    assert mailbox_server.contents(settings.user) == (mail(2),)


def test_a_missing_folder_is_made_while_filing(mailbox_server: Server) -> None:
    """Somebody deleted the folder of processed mail: it is created and the mail is filed (I-05)."""
    settings = settings_with(mailbox_server, mail(1))
    with open_mailbox(settings, PASSWORD) as mailbox:
        found = uids(mailbox)
        assert mailbox.file(found) == found
    assert mailbox_server.contents(settings.user, settings.processed) == (mail(1),)


def test_a_folder_is_made_once_and_subscribed(mailbox_server: Server) -> None:
    """Making it again changes nothing; people see it in their mail client."""
    settings = settings_with(mailbox_server)
    with open_mailbox(settings, PASSWORD) as mailbox:
        mailbox.make_folder("Processed mail")
        mailbox.make_folder("Processed mail")
    with imap.session(settings.port, settings.user) as staff:
        _, subscribed = staff.lsub()
    assert len([line for line in subscribed if isinstance(line, bytes) and b"Processed mail" in line]) == 1


def test_mail_dragged_back_waits_again(mailbox_server: Server) -> None:
    """It has a new UID, above all UIDs seen before (I-10)."""
    settings = settings_with(mailbox_server, mail(1))
    with open_mailbox(settings, PASSWORD) as mailbox:
        before = mailbox.folder().next_uid
        mailbox.file(uids(mailbox))
        with imap.session(settings.port, settings.user) as staff:
            staff.select(settings.processed)
            staff.copy("1", "INBOX")
        assert uids(mailbox) == (before,)


def test_the_doorbell_rings_for_new_mail(mailbox_server: Server) -> None:
    """Mail that comes while we wait ends the wait long before its time."""
    settings = settings_with(mailbox_server)
    with open_mailbox(settings, PASSWORD) as mailbox:
        sender = threading.Timer(0.3, mailbox_server.append, (settings.user, mail(1)))
        sender.start()
        assert mailbox.wait_for_news(60, threading.Event())
        sender.join()
        assert len(uids(mailbox)) == 1


def test_waiting_ends_when_it_is_told_to(mailbox_server: Server) -> None:
    """`stop` ends the wait and nothing rang; the connection is good for more."""
    with open_mailbox(settings_with(mailbox_server), PASSWORD) as mailbox:
        stop = threading.Event()
        teller = threading.Timer(0.2, stop.set)
        teller.start()
        assert not mailbox.wait_for_news(60, stop)
        teller.join()
        assert mailbox.folder().count == 0


@pytest.mark.parametrize("idle", [True, False])
def test_silence_is_no_news(mailbox_server: Server, idle: bool) -> None:
    """When the time is over nothing rang, with IDLE and without."""
    settings = replace(settings_with(mailbox_server), idle=idle)
    with open_mailbox(settings, PASSWORD) as mailbox:
        assert not mailbox.wait_for_news(0.05, threading.Event())
        assert mailbox.folder().count == 0


@pytest.mark.parametrize("password", ["wrong pass", "wröng £ pass", ""])
def test_a_wrong_password_needs_a_person(mailbox_server: Server, password: str) -> None:
    """The error names the host and the user, and never the password."""
    settings = settings_with(mailbox_server)
    with pytest.raises(MailboxRefused) as refused:
        open_mailbox(settings, password)
    assert settings.host in str(refused.value)
    assert settings.user in str(refused.value)
    assert not password or password not in str(refused.value)
