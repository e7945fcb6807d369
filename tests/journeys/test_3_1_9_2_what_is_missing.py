"""3.1.9.2: a client who has not said everything is asked for it once, and no promise waits for the answer."""

from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, arrive, complain, write
from tests.journeys.correspondence import (
    ANSWER,
    COMPLAINT,
    PATEL,
    SARAH,
    answer,
    case,
    facts,
    letters_to,
    mail,
    tap,
    words,
)
from tests.journeys.enclosing import PDF, Given, as_outlook
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.model.file_event import FilesNotOpened
from worker.model.time import Clock

ASKED = "If you can, please tell us: - when it happened - which site or account it concerns"
OUTCOME = "what you would like us to do"


def test_she_is_asked_and_what_she_adds_is_read(office: Rig) -> None:
    """Our first letter asks for what is missing; her reply stands in the log, and Sarah reads it at once."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    assert ASKED in words(acknowledged)
    assert OUTCOME not in words(acknowledged)  # she wants the contract cancelled, and said so
    arrive(office, answer(acknowledged))
    assert [each.words for each in facts(office, MailNoted)] == [ANSWER]
    assert ANSWER in words(letters_to(office, SARAH)[-1])


def test_no_promise_waits_for_what_she_has_not_said(office: Rig) -> None:
    """She never answers: the days run as they would have, and she is not asked a second time."""
    complain(office)
    office.later(days=14)
    office.work()
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)
    assert len([letter for letter in letters_to(office, PATEL) if ASKED in words(letter)]) == 1


def test_who_has_said_everything_is_asked_for_nothing(office: Rig) -> None:
    """When, where and what she would like stand in her mail; the file that came with it is named."""
    told = "On 12 February you billed account number 4711 twice. Please refund the second bill."
    arrive(office, mail(PATEL, "RE: Complaint: Complaint: Billed twice", told))
    (acknowledged,) = letters_to(office, PATEL)
    assert (
        "please tell us"
        not in words(acknowledged).partition("What you told us")[2].partition("Your information")[0]
    )
    assert acknowledged.subject == "Your complaint: Billed twice [OPT-2026-0001]"


def test_an_insult_is_not_thanked_for(office: Rig) -> None:
    """Her subject calls us names: no letter gives that back, and the log keeps it."""
    arrive(office, mail(PATEL, "You are thieves and liars!!!", COMPLAINT))
    (acknowledged,) = letters_to(office, PATEL)
    assert acknowledged.subject == "Your complaint [OPT-2026-0001]"
    assert "thieves" not in words(acknowledged)
    assert "Thank you for writing to us." in words(acknowledged)
    assert case(office).complaint.subject == "You are thieves and liars!!!"


def test_a_colleague_asks_for_what_is_missing(office: Rig) -> None:
    """Her lines come back as a letter, which leaves when she says so; no promise waits for the answer."""
    complain(office)
    before = case(office).running
    draft = write(office, "ask the client", "The number of the meter\nA photo of the bill\n\nRegards\nSarah")
    assert len(letters_to(office, PATEL)) == 1
    arrive(office, answer(draft, "send", sender=SARAH))
    asked = letters_to(office, PATEL)[-1]
    assert "I need something from you: - The number of the meter - A photo of the bill Reply to" in words(
        asked
    )
    assert "Regards" not in words(asked).partition("Yours sincerely")[0]
    assert case(office).running == before
    arrive(office, answer(asked, "It is 4711."))
    assert "It is 4711." in words(letters_to(office, SARAH)[-1])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The words for the client are missing."),
        ("one\ntwo\nthree\nfour", "Please ask for one to three things"),
    ],
)
def test_nothing_is_asked_for_or_too_much(office: Rig, text: str, why: str) -> None:
    """She hears so, and no letter is written."""
    complain(office)
    told = write(office, "ask the client", text)
    assert told.subject.startswith("Not done")
    assert why in words(told)
    assert len(letters_to(office, PATEL)) == 1


def test_a_file_that_nobody_can_open_is_asked_for_again(office: Rig) -> None:
    """Outlook wrapped her file: she hears so by itself, once, and not of the one that can be opened."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    to = acknowledged.reply_to[0].email
    wrapped = Given("winmail.dat", b"x\x9f>\x22", "application/ms-tnef")
    arrive(office, as_outlook("My bill", ANSWER, wrapped, Given("bill.pdf", PDF), sender=PATEL, to=to))
    asked = letters_to(office, PATEL)[-1]
    assert "We could not open winmail.dat. Please send it as a PDF or a photo." in words(asked)
    assert "bill.pdf" not in words(asked)
    (entered,) = facts(office, FilesNotOpened)
    told = write(office, f"cannot open mail {entered.of}")
    assert "was asked for the files of mail" in words(told)
    assert len(letters_to(office, PATEL)) == 2


def test_a_colleague_cannot_open_a_file(office: Rig) -> None:
    """One tap in the letter that shows her mail asks her for it; a second one is refused."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    to = acknowledged.reply_to[0].email
    arrive(office, as_outlook("My bill", ANSWER, Given("bill.pages", PDF), sender=PATEL, to=to))
    again = tap(office, SARAH, r"cannot open mail \d+")
    arrive(office, again)
    assert "We could not open bill.pages." in words(letters_to(office, PATEL)[-1])
    assert "is asked to send this again" in words(letters_to(office, SARAH)[-1])
    assert "before. Please phone them." in words(write(office, "cannot open", sender=JAMES))
    assert len(letters_to(office, PATEL)) == 2


def test_who_is_not_proven_is_not_asked(office: Rig) -> None:
    """Somebody writes to her secret address from elsewhere: nobody gets a letter, and Sarah is told to phone."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    to, other = acknowledged.reply_to[0].email, "Jo <jo@elsewhere.example>"
    wrapped = Given("winmail.dat", b"x", "application/ms-tnef")
    arrive(office, as_outlook("My bill", ANSWER, wrapped, sender=other, to=to))
    told = write(office, "cannot open")
    assert "is not from the address of who complained" in words(told)
    assert letters_to(office, other) == []
    assert len(letters_to(office, PATEL)) == 1
