"""3.1.9.2: a client who has not said everything is asked for it once, and no promise waits for the answer."""

from datetime import date

from tests.journeys.by_mail import arrive, complain
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
    words,
)
from tests.rig import Rig
from worker.model.entry import MailNoted
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
