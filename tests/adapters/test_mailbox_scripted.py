"""What no good server does: the mailbox survives it, or says in a sentence what is wrong."""

import logging
from datetime import UTC, datetime

import pytest

from tests.adapters.in_the_mailbox import ARRIVED, Script, about, bodies, everything, script, uids
from tests.servers import PASSWORD
from tests.servers.scripted_imap import HANG_UP, SILENCE, ScriptedImap
from worker.adapters.mailbox import UNUSABLE_DATE, MailboxRefused, MailboxUnavailable, open_mailbox


def contents(answers: Script) -> dict[int, bytes]:
    """What is read from a server that answers so."""
    with ScriptedImap(answers) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        return {each.uid: each.content for each in everything(mailbox)}


ALL_THREE = {11: b"mail 11", 12: b"mail 12", 13: b"mail 13"}


@pytest.mark.parametrize(
    ("answers", "read"),
    [
        (script(), ALL_THREE),
        (script(UID_SEARCH="{tag} OK nothing found"), {}),
        (script(UID_FETCH=[about(11, 13), bodies(11, 13)]), {11: b"mail 11", 13: b"mail 13"}),
        (script(UID_FETCH=[about(11, 12, 13), bodies(12)]), {12: b"mail 12"}),
        (
            script(UID_FETCH=[about(11, 12), "* 1 FETCH (UID 11 BODY[] NIL)\n" + bodies(12)]),
            {12: b"mail 12"},
        ),
        (
            script(UID_FETCH=[about(11, 12), "* 1 FETCH (UID 11 BODY[] {0}\n)\n" + bodies(12)]),
            {11: b"", 12: b"mail 12"},
        ),
        (
            script(UID_FETCH=[about(11), '* 1 FETCH (UID 11 BODY[] "a \\"mail\\"")\n{tag} OK done']),
            {11: b'a "mail"'},
        ),
        (
            script(
                UID_FETCH=[
                    "* 11 FETCH (FLAGS (\\Seen))\n* 4 EXISTS\n" + about(11, 12, 13),
                    "* 12 FETCH (FLAGS ())\n* 1 EXPUNGE\n* 2 RECENT\n* OK Still here\n" + bodies(11, 13),
                ]
            ),
            {11: b"mail 11", 13: b"mail 13"},
        ),
        (
            script(UID_FETCH=["* 4 EXISTS\n" * 5000 + about(11), "* 5 EXISTS\n" * 5000 + bodies(11)]),
            {11: b"mail 11"},
        ),
        (
            script(
                UID_FETCH=[about(11, 12), "{tag} NO cannot convert", "{tag} NO cannot convert", bodies(12)]
            ),
            {12: b"mail 12"},
        ),
        (script(SELECT="* 3 EXISTS\n* OK [UIDVALIDITY 7] ok\n{tag} OK [READ-WRITE] done"), ALL_THREE),
    ],
    ids=[
        "good server",
        "no SEARCH line",
        "gone before the size",
        "gone before the bytes",
        "NIL",
        "empty",
        "quoted",
        "news of other mail between",
        "storm of EXISTS",
        "one mail that the server cannot read",
        "no UIDNEXT",
    ],
)
def test_odd_answers(answers: Script, read: dict[int, bytes]) -> None:
    """What was there is read under its own UID, and what was not is absent."""
    assert contents(answers) == read


def test_a_search_that_finds_too_much() -> None:
    """UIDs outside the range that was asked for, doubled or unordered, do not leave the mailbox."""
    answers = script(found="13 12 11 12 9 14 99")
    with ScriptedImap(answers) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        assert list(mailbox.waiting(10, 13)) == [(11, 12, 13)]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        (ARRIVED, datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ('" 2-Mar-2026 23:30:00 -0800"', datetime(2026, 3, 3, 7, 30, tzinfo=UTC)),
        ('"02-Mar-1990 09:30:00 +0000"', datetime(1990, 3, 2, 9, 30, tzinfo=UTC)),
        ('"02-Mar-1899 09:30:00 +0000"', UNUSABLE_DATE),
        ('"31-Dec-9999 23:30:00 -0800"', UNUSABLE_DATE),
        ('"02-Mar-2026 09:30:00 +9999"', UNUSABLE_DATE),
        ('"32-Mar-2026 29:30:00 +0000"', UNUSABLE_DATE),
        ('"yesterday"', UNUSABLE_DATE),
        ('""', UNUSABLE_DATE),
        ("NIL", UNUSABLE_DATE),
    ],
)
def test_arrival(said: str, date: datetime) -> None:
    """A date that cannot be true is given as unusable, with the mail (I-16)."""
    answers = script(found="11", UID_FETCH=[about(11, date=said), bodies(11)])
    with ScriptedImap(answers) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        (read,) = everything(mailbox)
    assert (read.content, read.internal_date) == (b"mail 11", date)


def test_answers_stay_short_in_a_very_large_mailbox() -> None:
    """A search spans 50,000 UIDs at most, so that no answer grows beyond what can be read (I-11)."""
    selected = (
        "* 200000 EXISTS\n* OK [UIDVALIDITY 7] ok\n* OK [UIDNEXT 200001] ok\n{tag} OK [READ-WRITE] done"
    )
    found = [f"* SEARCH {number}\n{{tag}} OK done" for number in (1, 50_001, 100_001, 200_000)]
    with ScriptedImap({"SELECT": [selected], "UID SEARCH": found}) as server:
        with open_mailbox(server.settings(), PASSWORD) as mailbox:
            assert uids(mailbox) == (1, 50_001, 100_001, 200_000)
        ranges = [command.rpartition(" ")[2] for command in server.commands("UID SEARCH")]
    assert ranges == ["1:50000", "50001:100000", "100001:150000", "150001:200000"]


@pytest.mark.parametrize(
    ("answers", "greeting"),
    [
        ({}, "* BYE too busy"),
        ({}, HANG_UP),
        ({}, SILENCE),
        ({}, "hello"),
        ({"LOGIN": ["{tag} NO [UNAVAILABLE] directory is down"]}, "* OK ready"),
        ({"LOGIN": ["* BYE too many\n{tag} NO too many"]}, "* OK ready"),
        ({"LOGIN": [HANG_UP]}, "* OK ready"),
        ({"LOGIN": [SILENCE]}, "* OK ready"),
        ({"SELECT": [HANG_UP]}, "* OK ready"),
        ({"SELECT": ["{tag} NO [INUSE] locked"]}, "* OK ready"),
        ({"SELECT": ["* many EXISTS\n{tag} OK done"]}, "* OK ready"),
    ],
)
def test_an_opening_that_fails_is_tried_later(answers: Script, greeting: str) -> None:
    """A server that is busy, silent or gone is unavailable, within the time-out."""
    with ScriptedImap(answers, greeting=greeting) as server, pytest.raises(MailboxUnavailable) as unavailable:
        open_mailbox(server.settings(), PASSWORD)
    assert "127.0.0.1 cannot be used now" in str(unavailable.value)
    assert PASSWORD not in str(unavailable.value)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"LOGIN": ["{tag} NO [AUTHENTICATIONFAILED] no"]}, "127.0.0.1 says AUTHENTICATIONFAILED"),
        ({"LOGIN": [f"{{tag}} BAD what is LOGIN hello {PASSWORD}"]}, "The login of hello was refused"),
        ({"SELECT": ["{tag} NO [NONEXISTENT] no folder"]}, "The folder INBOX cannot be opened"),
        ({"SELECT": ["* 3 EXISTS\n{tag} OK [READ-ONLY] done"]}, "The folder INBOX cannot be opened"),
        ({"SELECT": ["* 3 EXISTS\n{tag} OK [READ-WRITE] done"]}, "has no lasting UIDs"),
    ],
)
def test_an_opening_that_is_refused_needs_a_person(answers: Script, sentence: str) -> None:
    """The sentence says what to correct; a server that repeats the password does not make us print it."""
    with ScriptedImap(answers) as server, pytest.raises(MailboxRefused) as refused:
        open_mailbox(server.settings(), PASSWORD)
    assert sentence in str(refused.value)
    assert PASSWORD not in str(refused.value)


def test_a_server_that_skips_the_login_gets_nothing() -> None:
    """PREAUTH is how somebody in between makes a client talk in clear (S-25)."""
    with ScriptedImap(greeting="* PREAUTH welcome") as server:
        with pytest.raises(MailboxRefused, match="skips the login"):
            open_mailbox(server.settings(), PASSWORD)
        assert not server.heard_password()
        assert server.commands("SELECT") == []


@pytest.mark.parametrize(
    "lost", [HANG_UP, SILENCE, "* BYE going down\n{tag} NO", "* 1 FETCH (UID 11 BODY[] {50}\nmail"]
)
def test_a_connection_lost_while_reading(lost: str) -> None:
    """Half a mail is no mail; the connection is not used again."""
    answers = script(UID_FETCH=[about(11), lost])
    with ScriptedImap(answers) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        with pytest.raises(MailboxUnavailable):
            everything(mailbox)
        with pytest.raises(MailboxUnavailable):
            mailbox.folder()


@pytest.mark.parametrize(
    "said", ["* SEARCH eleven", "* SEARCH 11\n* SEARCH 12", "* SEARCH " + "1 " * 600_000]
)
def test_a_search_that_cannot_be_read(said: str) -> None:
    """A connection on which we no longer understand the server is closed, not used again."""
    answers = script(UID_SEARCH=said + "\n{tag} OK done")
    with ScriptedImap(answers) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        for _ in range(2):
            with pytest.raises(MailboxUnavailable):
                list(mailbox.waiting(1, 13))
        assert len(server.commands("UID SEARCH")) == 1


def test_a_full_mailbox_needs_a_person() -> None:
    """The sentence names the folder and the server's code, after one second try (I-06)."""
    full = {"UID MOVE": ["{tag} NO [OVERQUOTA] full"]}
    with ScriptedImap(full) as server, open_mailbox(server.settings(), PASSWORD) as mailbox:
        with pytest.raises(MailboxRefused, match=r"cannot be filed in Processed.*says OVERQUOTA"):
            mailbox.file((11,))
        assert len(server.commands("UID MOVE")) == 2


def test_only_what_was_copied_is_removed() -> None:
    """The server copied two of three: the third is neither marked nor expunged, nor called filed (I-15)."""
    answers = script(
        found="12",
        CAPABILITY="* CAPABILITY IMAP4rev1 UIDPLUS\n{tag} OK done",
        UID_COPY="{tag} OK [COPYUID 9 13,11,98:99 1:4] done",
    )
    with ScriptedImap(answers) as server:
        with open_mailbox(server.settings(), PASSWORD) as mailbox:
            assert mailbox.file((11, 12, 13)) == (11, 13)
        assert server.commands("UID STORE") == ["UID STORE 11,13 +FLAGS.SILENT (\\Deleted)"]
        assert server.commands("UID EXPUNGE") == ["UID EXPUNGE 11,13"]


def test_a_copy_that_cannot_be_read() -> None:
    """A COPYUID without its three words proves nothing: nothing is removed, and the connection is given up."""
    answers = script(
        CAPABILITY="* CAPABILITY IMAP4rev1 UIDPLUS\n{tag} OK done", UID_COPY="{tag} OK [COPYUID 9] done"
    )
    with ScriptedImap(answers) as server:
        with open_mailbox(server.settings(), PASSWORD) as mailbox, pytest.raises(MailboxUnavailable):
            mailbox.file((11,))
        assert server.commands("UID STORE") + server.commands("UID EXPUNGE") == []


@pytest.mark.parametrize(
    ("capabilities", "copied"),
    [("IMAP4rev1", 0), ("IMAP4rev1 UIDPLUS", 1)],
    ids=["neither MOVE nor UIDPLUS", "a copy that nothing proves"],
)
def test_nothing_unproven_is_removed(capabilities: str, copied: int) -> None:
    """No mail is marked as deleted that is not known to lie in the other folder."""
    answers = script(found="11", CAPABILITY=f"* CAPABILITY {capabilities}\n{{tag}} OK done")
    with ScriptedImap(answers) as server:
        with open_mailbox(server.settings(), PASSWORD) as mailbox:
            assert mailbox.file((11,)) == ()
        assert len(server.commands("UID COPY")) == copied
        assert server.commands("UID STORE") + server.commands("UID EXPUNGE") == []


def test_logs_hold_neither_password_nor_mail(caplog: pytest.LogCaptureFixture) -> None:
    """Even with everything logged (promise 16)."""
    caplog.set_level(logging.DEBUG)
    assert contents(script()) == ALL_THREE
    assert PASSWORD not in caplog.text
    assert "mail 1" not in caplog.text
