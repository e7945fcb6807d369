"""3.1.8.1: a client complains and hears within four working days that we have it."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.rig import Rig, rig
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import Stage as Smtp
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped
from worker.model.letter_event import LetterSent
from worker.model.mail import Message
from worker.model.reasons import StopReason
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import date_in_words

COMPLAINT = """\
Authentication-Results: mx.optimised.net; dmarc=pass header.from=harbour-bakery.example
Received: from mail.harbour-bakery.example by mx.optimised.net; Mon, 2 Mar 2026 09:12:03 +0000
From: Anita Patel <anita.patel@harbour-bakery.example>
To: hello@optimised.net
Subject: Renewal of our electricity contract
Date: Mon, 2 Mar 2026 09:12:00 +0000
Message-ID: <{id}>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

You renewed our electricity contract at 31.2p without our agreement.
I want it cancelled. I am very unhappy about this.

Anita Patel
"""


@pytest.fixture
def at_work(dovecot: DovecotServer, database_url: str) -> Iterator[Rig]:
    """A worker on a fresh mailbox, on each database in turn."""
    with rig(dovecot, database_url) as running:
        yield running


def complaint(message_id: str = "abc@harbour-bakery.example") -> bytes:
    """Mrs Patel's complaint."""
    return COMPLAINT.format(id=message_id).replace("\n", "\r\n").encode()


def words(letter: Message) -> str:
    """What the letter says, however its lines are broken."""
    return " ".join(letter.text.split())


def test_a_complaint_becomes_a_case_with_two_promises_and_an_acknowledgement(at_work: Rig) -> None:
    """Mrs Patel complains on Monday 2 March 2026 and reads our dates a moment later."""
    at_work.arrive(complaint())
    at_work.work()

    (case,) = at_work.cases()
    assert (case.reference, case.stage) == ("OPT-2026-0001", Stage.ACKNOWLEDGED)
    assert [(deadline.clock, date_in_words(deadline.due_on)) for deadline in case.running] == [
        (Clock.ASSESS, "Wednesday 4 March 2026"),
        (Clock.RESPOND, "Monday 23 March 2026"),
        (Clock.EIGHT_WEEKS, "Monday 27 April 2026"),
    ]
    (letter,) = at_work.received("anita.patel@harbour-bakery.example")
    assert letter.subject == "Your complaint: Renewal of our electricity contract [OPT-2026-0001]"
    for said in ("Monday 2 March 2026", "Monday 23 March 2026", "without our agreement"):
        assert said in words(letter)
    assert letter.in_reply_to == ("<abc@harbour-bakery.example>",)
    assert letter.header("auto-submitted") == "auto-replied"
    assert letter.reply_to[0].email.startswith("hello+opt-2026-0001-")


def test_the_log_says_sent_only_after_the_server_took_the_letter(at_work: Rig) -> None:
    """The entry stands in the log, with the running promise, before the letter leaves; sent comes after the 250."""
    at_work.arrive(complaint())
    at_work.look()
    (case,) = at_work.cases()
    assert case.due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    assert not at_work.sink.mails

    at_work.hand_over()
    facts = [entry.fact for entry in at_work.entries(case.reference)]
    assert isinstance(facts[-2], LetterSent)
    assert facts[-2].proof.startswith("250")
    assert facts[-1] == ClockStopped(
        clock=Clock.ACKNOWLEDGE,
        by=StopReason.LETTER,
        letter=LetterKind.ACKNOWLEDGEMENT,
        message_id=facts[-2].message_id,
    )
    assert at_work.faults() == []


def test_our_own_copy_comes_in_and_is_filed_without_another_letter(at_work: Rig) -> None:
    """The copy that proves the sending is known for what it is and answered by nobody."""
    at_work.arrive(complaint())
    at_work.work()
    at_work.work()

    assert at_work.outcomes() == {"opened a case": 1, "our own copy of a letter": 2}
    assert len(at_work.sink.mails) == 2
    assert at_work.server.contents(at_work.user) == ()
    assert len(at_work.server.contents(at_work.user, "Processed")) == 3


def test_the_same_mail_twice_is_one_complaint(at_work: Rig) -> None:
    """Mrs Patel's mail arrives by To and by Cc; she gets one reference and one letter."""
    at_work.arrive(complaint())
    at_work.arrive(complaint())
    at_work.work()

    assert [case.reference for case in at_work.cases()] == ["OPT-2026-0001"]
    assert len(at_work.received("anita.patel@harbour-bakery.example")) == 1


def test_an_acknowledgement_that_is_late_says_so(at_work: Rig) -> None:
    """The worker was down until Monday 9 March; the letter names the day that was missed, Friday 6 March."""
    at_work.arrive(complaint())
    at_work.later(days=7)
    at_work.work()

    (letter,) = at_work.received("anita.patel@harbour-bakery.example")
    assert "Friday 6 March 2026" in words(letter)


def test_a_letter_that_is_refused_becomes_a_task_for_a_person(at_work: Rig) -> None:
    """The client's server says no such user: the promise stands and Sarah hears of it."""
    at_work.sink.script(Smtp.RCPT, "550 5.1.1 no such user")
    at_work.arrive(complaint())
    at_work.work()

    (case,) = at_work.cases()
    assert case.due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    received = at_work.received("sarah.hughes@optimised.net")
    (task,) = (each for each in received if each.subject.startswith("Not delivered"))
    assert "anita.patel@harbour-bakery.example" in words(task)
    assert "Friday 6 March 2026" in words(task)
