"""3.1.9.2: a client who has not said everything is asked for it once, and no promise waits for the answer."""

from datetime import date

from tests.journeys.by_mail import arrive, complain
from tests.journeys.correspondence import ANSWER, PATEL, SARAH, answer, case, facts, letters_to, words
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.model.time import Clock

ASKED = "we need to know when it happened, which site or account it concerns and what you would like"


def test_she_is_asked_and_what_she_adds_is_read(office: Rig) -> None:
    """Our first letter asks for what may be missing; her reply stands in the log, and Sarah reads it at once."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    assert ASKED in words(acknowledged)
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
