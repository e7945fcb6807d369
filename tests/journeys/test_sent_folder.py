"""People answer clients out of the shared mailbox, and the worker sees it in the folder of sent mail (mail.md 4.3)."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to
from tests.journeys.correspondence import (
    LLOYD,
    PATEL,
    SARAH,
    case,
    configured,
    facts,
    letters_to,
    london,
    mail,
    tap,
    words,
)
from tests.rig import ADDRESS, Rig, rig
from tests.servers import imap
from tests.servers.dovecot import DovecotServer
from worker.adapters.log import register
from worker.model.entry import MailNoted
from worker.model.mail_by_hand import Correspondence
from worker.model.stage import Stage
from worker.model.time import Clock

FOLDERS = ("Sent", "Sent Items", "[Gmail].Sent Mail")
OURS = f"Optimised Group <{ADDRESS}>"
SORRY = "Dear Anita,\n\nI am sorry. We have cancelled it and pay you £212.40 by Friday 27 March."


@pytest.fixture(params=FOLDERS)
def any_folder(request: pytest.FixtureRequest) -> str:
    """The folder as different providers call it."""
    return str(request.param)


@pytest.fixture
def watched(dovecot: DovecotServer, tmp_path: Path) -> Iterator[Rig]:
    """An office whose folder Sent is watched and was there, with old mail in it, before the worker came."""
    with rig(dovecot, f"sqlite:///{tmp_path / 'complaints.sqlite3'}") as office:
        watch(office, "Sent")
        yield office


def watch(office: Rig, name: str) -> None:
    """The folder exists, holds a mail of last year, and is named in office.toml; the worker has looked once."""
    with imap.session(office.server.port, office.user) as session:
        session.create(f'"{name}"')
    mailbox = replace(office.place.rulebook.office.mailbox, sent_folder=name)
    configured(office, mailbox=mailbox)
    send(office, from_mailbox("Dear Anita, a happy new year."), folder=name)
    office.work()


def send(office: Rig, raw: bytes, folder: str = "Sent") -> None:
    """A person sends it from the shared mailbox: their mail program keeps a copy in the folder."""
    office.server.append(office.user, raw, folder, at=office.now)


def from_mailbox(
    text: str = SORRY,
    *,
    sender: str = OURS,
    to: str = PATEL,
    subject: str = "RE: Renewal of our contract",
    **headers: str,
) -> bytes:
    """What a person writes as hello@; no server has said anything about a mail that was never delivered to us."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return mail(sender, subject, text, results="", headers={"Received": "", "To": to, **named})


def complained(office: Rig) -> None:
    """Mrs Patel complains on Monday; it is two o'clock on Wednesday."""
    complain(office)
    office.now = london(date(2026, 3, 4), 14)


def questions(office: Rig, reader: str) -> list[str]:
    """What was asked of that person."""
    return [words(each) for each in letters_to(office, reader) if each.subject.startswith("Update, proposal")]


def test_an_answer_as_hello_is_logged_and_the_owner_asked(
    dovecot: DovecotServer, database_url: str, any_folder: str
) -> None:
    """Nobody knows who wrote it; Sarah, who has the case, says what it is, and it counts from the sending."""
    with rig(dovecot, database_url) as office:
        watch(office, any_folder)
        complained(office)
        sent_at = office.now
        send(office, from_mailbox(), any_folder)
        office.later(minutes=5)
        office.work()
        (written,) = facts(office, Correspondence)
        assert (written.by, written.sent_at, written.words) == ("", sent_at, SORRY)
        (question,) = questions(office, SARAH)
        assert "I saw an answer from the shared mailbox to Anita Patel" in question
        assert "We have cancelled it" in question
        office.now = london(date(2026, 3, 6), 10)
        arrive(office, tap(office, SARAH, "that was a proposal .*"))
        found = case(office)
        assert (found.stage, found.due_on(Clock.RESPOND)) == (Stage.PROPOSED, None)
        assert found.due_on(Clock.PROMISED) == date(2026, 3, 27)
        assert office.faults() == []


def test_nothing_in_the_folder_is_touched(watched: Rig) -> None:
    """It is opened for reading only: every mail stays where it is, and unread ones stay unread."""
    complained(watched)
    send(watched, from_mailbox())
    before = watched.server.flags(watched.user, "Sent")
    watched.work()
    assert len(facts(watched, Correspondence)) == 1
    assert watched.server.flags(watched.user, "Sent") == before
    assert not any("Seen" in each for each in before)


def test_history_is_not_news(watched: Rig) -> None:
    """What lay there before the first look is no correspondence, although it went to a client who now has a case."""
    complained(watched)
    watched.work()
    assert facts(watched, Correspondence) == []
    with watched.place.store.reading(watched.now) as tx:
        assert register.cursor(tx, "Sent") is not None


def test_what_is_sent_while_the_worker_is_down_is_seen(watched: Rig) -> None:
    """Once the folder is known, an outage loses nothing; the complaint itself came in during it, too."""
    watched.arrive(mail(PATEL, "Renewal of our contract"))
    watched.later(hours=1)
    send(watched, from_mailbox())
    watched.later(hours=30)
    watched.work()
    assert len(facts(watched, Correspondence)) == 1


def test_each_mail_is_taken_in_once(watched: Rig) -> None:
    """Look after look, and with the copy that the writer sent to hello@ as well."""
    complained(watched)
    raw = from_mailbox(Message_ID="<once@optimised.net>", Cc=ADDRESS)
    send(watched, raw)
    proof = b"Authentication-Results: mx.optimised.net; dmarc=pass header.from=optimised.net\r\n"
    arrive(watched, proof + b"Received: from a by mx.optimised.net; Wed, 4 Mar 2026 14:00:00 +0000\r\n" + raw)
    watched.work()
    watched.work()
    assert len(facts(watched, Correspondence)) == len(questions(watched, SARAH)) == 1


def test_the_workers_own_letters_are_ignored(watched: Rig) -> None:
    """The provider keeps copies of what we hand over by SMTP, as they left or with another Message-ID."""
    complained(watched)
    letter = latest_to(watched, PATEL)
    send(watched, letter)
    send(watched, letter.replace(b"Message-ID: <", b"Message-ID: <provider."))
    watched.work()
    assert facts(watched, Correspondence) == []
    assert questions(watched, SARAH) == []


def test_mail_to_others_is_nobodys_business(watched: Rig) -> None:
    """To a supplier, to a stranger with the case in the subject, to a colleague: recorded, and nothing follows."""
    complained(watched)
    before = len(letters_to(watched, SARAH)) + len(letters_to(watched, JAMES))
    for to, subject in ((LLOYD, "Your meter"), (LLOYD, f"Re: complaint [{REFERENCE}]"), (SARAH, "FYI")):
        send(watched, from_mailbox("I am very unhappy and complain.", to=to, subject=subject))
    watched.work()
    assert facts(watched, Correspondence) == []
    assert len(watched.cases()) == 1
    assert len(letters_to(watched, SARAH)) + len(letters_to(watched, JAMES)) == before


def test_a_colleague_who_sends_from_the_mailbox_under_their_own_name(watched: Rig) -> None:
    """Only who can open the mailbox can put it there: James wrote it, and he is asked."""
    complained(watched)
    send(watched, from_mailbox(sender=JAMES))
    watched.work()
    assert [each.by for each in facts(watched, Correspondence)] == ["james"]
    assert len(questions(watched, JAMES)) == 1
    assert questions(watched, SARAH) == []


def test_her_answer_to_it_joins_the_case(watched: Rig) -> None:
    """She answers a mail that a person wrote as hello@, and opens no second complaint by it."""
    complained(watched)
    send(watched, from_mailbox(Message_ID="<by.hand@optimised.net>"))
    watched.work()
    answer = {"In-Reply-To": "<by.hand@optimised.net>"}
    arrive(
        watched, mail(PATEL, "RE: Renewal of our contract", "I am very unhappy with that.", headers=answer)
    )
    assert len(watched.cases()) == 1
    assert len(facts(watched, MailNoted)) == 1


def test_a_folder_that_is_not_there_stops_nothing(office: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """The inbox is read as always; the log of the process says in one sentence what is missing."""
    mailbox = replace(office.place.rulebook.office.mailbox, sent_folder="Gesendet")
    configured(office, mailbox=mailbox)
    with caplog.at_level(logging.WARNING):
        complained(office)
    assert len(office.cases()) == 1
    (said, *_) = (each.getMessage() for each in caplog.records if "Gesendet" in each.getMessage())
    assert said.startswith("The folder Gesendet cannot be opened for reading: correct its name or the rights")


def test_without_the_setting_no_folder_is_looked_at(office: Rig) -> None:
    """Nothing is watched until somebody names the folder."""
    with imap.session(office.server.port, office.user) as session:
        session.create("Sent")
    complained(office)
    send(office, from_mailbox())
    office.work()
    assert facts(office, Correspondence) == []
    with office.place.store.reading(office.now) as tx:
        assert register.cursor(tx, "Sent") is None
