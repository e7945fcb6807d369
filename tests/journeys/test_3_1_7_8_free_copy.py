"""3.1.7.8: a client reads that a copy of the procedure costs nothing, and asks for it by a plain reply."""

from datetime import date

from tests.journeys.by_mail import arrive, complain
from tests.journeys.correspondence import PATEL, SARAH, answer, case, letters_to, words
from tests.rig import Rig
from worker.model.time import Clock

BY_POST = "Please send me your complaints procedure by post, to 14 Harbour Road, Whitby."


def test_she_is_offered_a_copy_and_her_reply_reaches_somebody(office: Rig) -> None:
    """Our first letter offers it by email or post; Sarah reads at once that she wants it, and where to send it."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    assert "a free copy of our complaints procedure by email or post, just ask" in words(acknowledged)
    arrive(office, answer(acknowledged, BY_POST))
    assert BY_POST in words(letters_to(office, SARAH)[-1])
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)
