"""3.1.7.4: whoever is not content while the complaint is open hears from us by some day, whatever was said before."""

from datetime import date

from tests.journeys.by_mail import arrive, complain, write
from tests.journeys.correspondence import PATEL, SARAH, answer, case, facts, letters_to, tap, words
from tests.rig import Rig
from worker.model.entry import ClockStopped
from worker.model.stage import Stage
from worker.model.time import Clock

ANSWERED = "We are sorry. We have cancelled the renewal, and you pay the old price from 1 March."
UNHAPPY = "This is an insult. I am very unhappy with how you treat your customers."


def says(office: Rig, text: str) -> None:
    """Mrs Patel answers the last letter that she had."""
    arrive(office, answer(letters_to(office, PATEL)[-1], text))


def test_unhappy_with_our_answer_she_hears_again_by_some_day(office: Rig) -> None:
    """Her words name no wish: Sarah says within two working days how it goes on, and an answer is due by day 15.

    Thanks and questions start nothing; a second unhappy mail puts no day off.
    """
    complain(office)
    write(office, "answer", ANSWERED)
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).stage is Stage.FINAL_SENT
    before = case(office).running
    says(office, "Thank you.")
    says(office, "Which tariff is that?")
    assert case(office).running == before
    assert case(office).due_on(Clock.RESPOND) is None

    says(office, UNHAPPY)
    due = (date(2026, 3, 4), date(2026, 3, 23))
    assert (case(office).due_on(Clock.ASSESS), case(office).due_on(Clock.RESPOND)) == due
    told = words(letters_to(office, SARAH)[-1])
    assert UNHAPPY in told
    assert "The client is not content." in told
    assert "Please say by Wednesday 4 March 2026 how you will handle it." in told

    stopped = facts(office, ClockStopped)
    office.later(days=1)
    says(office, "I am still very unhappy. This is a disgrace.")
    assert (case(office).due_on(Clock.ASSESS), case(office).due_on(Clock.RESPOND)) == due
    assert facts(office, ClockStopped) == stopped
    # Who investigates owes the answer all the same.
    write(office, "investigate")
    assert (case(office).due_on(Clock.ASSESS), case(office).due_on(Clock.RESPOND)) == (None, due[1])
    assert office.faults() == []


def test_in_a_complaint_that_is_worked_on_nothing_begins_anew(office: Rig) -> None:
    """An answer is due anyway, and chasing it moves no day."""
    complain(office)
    write(office, "investigate")
    before = case(office).running
    says(office, "This is taking far too long. I am very unhappy.")
    assert case(office).running == before
    assert "The client is not content" not in words(letters_to(office, SARAH)[-1])
