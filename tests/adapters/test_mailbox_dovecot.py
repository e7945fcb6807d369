"""What happens to a mailbox in which people work, on the server that companies run."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.adapters.in_the_mailbox import everything, mail, settings_with, uids
from tests.servers import PASSWORD, imap
from tests.servers.dovecot import DovecotServer
from worker.adapters.mailbox import MailboxRefused, MailboxUnavailable, open_mailbox
from worker.model.servers import MailboxSettings


@pytest.fixture
def shared_folder(dovecot: DovecotServer) -> MailboxSettings:
    """An inbox that, unlike INBOX, people can delete or rename; it holds one mail."""
    user = dovecot.new_user()
    with imap.session(dovecot.port, user) as staff:
        staff.create("Complaints")
    dovecot.append(user, mail(1), "Complaints")
    return replace(dovecot.settings(user), inbox="Complaints")


@pytest.fixture
def without_move(request: pytest.FixtureRequest) -> Iterator[DovecotServer]:
    """A Dovecot that offers only what the test's parameter names."""
    folder = Path(tempfile.mkdtemp(prefix="test-dovecot-"))
    try:
        server = DovecotServer.start(folder, f"imap_capability = IMAP4rev1 LITERAL+ {request.param}")
        yield server
    finally:
        server.stop()


def test_a_new_folder_of_the_same_name_has_another_uidvalidity(
    dovecot: DovecotServer, shared_folder: MailboxSettings
) -> None:
    """The folder was deleted and made again, UIDs start anew, and the state says so (I-01, I-02)."""
    with open_mailbox(shared_folder, PASSWORD) as mailbox:
        before = mailbox.folder()
    with imap.session(dovecot.port, shared_folder.user) as staff:
        staff.delete("Complaints")
        staff.create("Complaints")
    dovecot.append(shared_folder.user, mail(2), "Complaints")
    with open_mailbox(shared_folder, PASSWORD) as mailbox:
        (read,) = everything(mailbox)
    assert (read.uid, read.content) == (1, mail(2))
    assert read.uidvalidity != before.uidvalidity


@pytest.mark.parametrize("command", [("delete", "Complaints"), ("rename", "Complaints", "Old complaints")])
def test_a_folder_that_somebody_removes_needs_a_person(
    dovecot: DovecotServer, shared_folder: MailboxSettings, command: tuple[str, ...]
) -> None:
    """The open connection is lost or refused, and a new one is refused, naming the folder (I-03, I-04)."""
    with open_mailbox(shared_folder, PASSWORD) as mailbox:
        with imap.session(dovecot.port, shared_folder.user) as staff:
            getattr(staff, command[0])(*(f'"{word}"' for word in command[1:]))
        with pytest.raises((MailboxUnavailable, MailboxRefused)):
            mailbox.folder()
    with pytest.raises(MailboxRefused, match="The folder Complaints cannot be opened"):
        open_mailbox(shared_folder, PASSWORD)


def test_a_folder_without_rights_refuses_and_the_mail_stays(dovecot: DovecotServer) -> None:
    """Filing into a folder that the server may not write to is for a person (I-05)."""
    settings = settings_with(dovecot, mail(1))
    with open_mailbox(settings, PASSWORD) as mailbox:
        mailbox.make_folder("Processed")
        folder = dovecot.folder_path(settings.user, "Processed")
        for place in (folder, *folder.iterdir()):
            place.chmod(0)
        with pytest.raises(MailboxRefused, match="cannot be filed in Processed"):
            mailbox.file(uids(mailbox))
        assert [each.content for each in everything(mailbox)] == [mail(1)]


def test_a_server_that_dies_is_tried_again_later(dovecot: DovecotServer) -> None:
    """Whatever is asked of the dead connection is unavailable; a new one finds the same mail and UIDs."""
    settings = settings_with(dovecot, mail(1), mail(2))
    with open_mailbox(settings, PASSWORD) as mailbox:
        before = everything(mailbox)
        batches = mailbox.fetch(uids(mailbox), batch_count=1)
        next(batches)
        dovecot.kill()
        with pytest.raises(MailboxUnavailable, match=r"127\.0\.0\.1 cannot be used now"):
            next(batches)
        for _ in range(2):
            with pytest.raises(MailboxUnavailable):
                mailbox.folder()
        with pytest.raises(MailboxUnavailable):
            open_mailbox(settings, PASSWORD)
    dovecot.restart()
    with open_mailbox(settings, PASSWORD) as mailbox:
        assert everything(mailbox) == before


@pytest.mark.parametrize("without_move", ["UIDPLUS"], indirect=True)
def test_without_move_only_our_own_mail_is_expunged(without_move: DovecotServer) -> None:
    """Mail that somebody marked as deleted, and did not expunge, is still there (I-15)."""
    settings = settings_with(without_move, mail(1), mail(2), mail(3))
    with imap.session(without_move.port, settings.user) as staff:
        staff.select()
        staff.store("2", "+FLAGS", "(\\Deleted)")
    with open_mailbox(settings, PASSWORD) as mailbox:
        first, second, third = uids(mailbox)
        assert mailbox.file((first, third, 99)) == (first, third, 99)
        assert mailbox.file((first, third)) == (first, third)
        assert uids(mailbox) == (second,)
    assert without_move.contents(settings.user, "Processed") == (mail(1), mail(3))


@pytest.mark.parametrize("without_move", [""], indirect=True)
def test_a_server_that_can_do_neither_keeps_the_mail(without_move: DovecotServer) -> None:
    """Nothing is copied, marked or expunged, and the worker only polls (I-15)."""
    settings = settings_with(without_move, mail(1))
    with open_mailbox(settings, PASSWORD) as mailbox:
        assert mailbox.file(uids(mailbox)) == ()
        assert len(uids(mailbox)) == 1
    assert without_move.contents(settings.user, "Processed") == ()
    assert "Deleted" not in without_move.flags(settings.user)[0]


def test_a_mailbox_of_a_thousand(dovecot: DovecotServer) -> None:
    """The windows hold 200 UIDs at most and together all of them, once and in order."""
    user = dovecot.new_user()
    dovecot.deliver(user, [mail(number) for number in range(1001)])
    with open_mailbox(dovecot.settings(user), PASSWORD) as mailbox:
        windows = list(mailbox.waiting(1, mailbox.folder().next_uid - 1))
        assert [len(window) for window in windows] == [200, 200, 200, 200, 200, 1]
        assert [uid for window in windows for uid in window] == list(range(1, 1002))
        assert mailbox.file(windows[0] + windows[1]) == windows[0] + windows[1]
        assert mailbox.folder().count == 601
