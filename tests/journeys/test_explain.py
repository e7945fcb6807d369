"""Why is it due on that day? A colleague asks by mail and reads every day that was counted."""

from collections.abc import Iterator

import pytest

from tests.rig import Rig, rig
from tests.servers.dovecot import DovecotServer

PROVEN = (
    "Authentication-Results: mx.optimised.net; dmarc=pass header.from={domain}\r\n"
    "Received: from mail.{domain} by mx.optimised.net; Thu, 2 Apr 2026 09:12:03 +0000\r\n"
)


@pytest.fixture
def at_work(dovecot: DovecotServer, database_url: str) -> Iterator[Rig]:
    """A worker on a fresh mailbox, on each database in turn."""
    with rig(dovecot, database_url) as running:
        yield running


def mail(sender: str, subject: str, text: str) -> bytes:
    """A mail whose sender our server has proved."""
    proof = PROVEN.format(domain=sender.partition("@")[2])
    return (
        f"{proof}From: {sender}\r\nSubject: {subject}\r\nMessage-ID: <{subject}>\r\n\r\n{text}\r\n".encode()
    )


def test_a_colleague_reads_why_a_date_is_what_it_is(at_work: Rig) -> None:
    """Over Easter 2026: Good Friday and Easter Monday are named; the eight weeks are not counted in working days."""
    at_work.later(days=31)  # Thursday 2 April 2026
    at_work.arrive(
        mail("a@cafe.example", "Complaint", "I am very unhappy with your service. This is a complaint.")
    )
    at_work.look()
    at_work.arrive(mail("sarah.hughes@optimised.net", "[OPT-2026-0001] explain", ""))
    at_work.work()

    answers = [
        each for each in at_work.received("sarah.hughes@optimised.net") if "Why these dates" in each.subject
    ]
    text = " ".join(answers[0].text.split())
    assert "Acknowledge, due by the end of Friday 10 April 2026 (3.1.8.1)." in text
    assert "Friday 3 April 2026 not counted (bank holiday: Good Friday)" in text
    assert "Monday 6 April 2026 not counted (bank holiday: Easter Monday)" in text
    assert "Friday 10 April 2026 day 4" in text
    assert "It runs for 56 calendar days from Thursday 2 April 2026" in text
    assert at_work.received("a@cafe.example")[0].subject.startswith("Your complaint")


def test_somebody_else_reads_nothing(at_work: Rig) -> None:
    """The same words from a stranger are a mail like any other."""
    at_work.arrive(
        mail("a@cafe.example", "Complaint", "I am very unhappy with your service. This is a complaint.")
    )
    at_work.look()
    at_work.arrive(mail("b@stranger.example", "[OPT-2026-0001] explain", ""))
    at_work.work()

    assert not [each for each in at_work.sink.mails if b"Why these dates" in each.content]
