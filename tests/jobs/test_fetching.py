"""A mail that the server does not hand over is told, and called well again only when it was handed over."""

from tests.adapters.in_the_mailbox import about, bodies, script
from tests.servers import PASSWORD
from tests.servers.scripted_imap import HANG_UP, ScriptedImap
from worker.adapters.mailbox import MailboxUnavailable, open_mailbox
from worker.jobs.ingest.fetching import Care

NO = "{tag} NO cannot convert"


def fetched(care: Care, server: ScriptedImap, *uids: int) -> list[int]:
    """The UIDs that one look gets from this server."""
    found = []
    try:
        with open_mailbox(server.settings(), PASSWORD) as mailbox:
            mailbox.folder()
            for batch in care.batches(mailbox, uids):
                found += [mail.uid for mail in batch]
        care.look_ended()
    except MailboxUnavailable:
        care.look_failed()
    return found


def test_a_mail_that_is_refused_and_still_lies_there_is_told() -> None:
    """The server says NO to 11, as Exchange does to a mail that it cannot convert; 12 behind it is handed over."""
    care = Care()
    with ScriptedImap(script("11", UID_FETCH=[about(11, 12), NO, NO, bodies(12)])) as server:
        assert fetched(care, server, 11, 12) == [12]
    assert care.given_up == (11,)


def test_a_mail_that_somebody_moved_meanwhile_is_no_trouble() -> None:
    """11 was there when the folder was searched, and is gone when it is fetched."""
    care = Care()
    with ScriptedImap(script("", UID_FETCH=[about(12), bodies(12)])) as server:
        assert fetched(care, server, 11, 12) == [12]
    assert not care.given_up


def test_a_mail_that_is_tried_again_is_not_called_well_before_it_is_fetched() -> None:
    """Each comparison tries 11 anew: the trouble lasts while that fails, and ends with the look that has it."""
    care = Care()
    with ScriptedImap(script("11", UID_FETCH=[about(11), HANG_UP])) as server:
        for _ in range(3):
            fetched(care, server, 11)
    assert care.given_up == (11,)
    care.look_ended()

    care.start_again()
    assert care.given_up == (11,)
    with ScriptedImap(script("11", UID_FETCH=[about(11), bodies(11)])) as server:
        assert fetched(care, server, 11) == [11]
    assert not care.given_up
