"""3.1.8.2: nobody has answered by the last hour; where the policy says so, the client is told how it stands."""

from dataclasses import replace
from datetime import date

import pytest

from tests.journeys.correspondence import PATEL, case, letters_to, london, mail, words
from tests.rig import Rig
from worker.model.time import Clock


def complain(office: Rig, *, auto_update: bool) -> None:
    """Mrs Patel complains on Monday 23 November 2026, and is acknowledged."""
    rulebook = office.place.rulebook
    policy = replace(rulebook.policy, auto_update=auto_update)
    office.place = replace(office.place, rulebook=replace(rulebook, policy=policy))
    office.now = london(date(2026, 11, 23), 10)
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()


@pytest.mark.parametrize("late", [0, 5], ids=["on time", "five hours down"])
def test_the_client_is_told_what_we_know(office: Rig, late: int) -> None:
    """At four, or when the worker is up again, she reads who deals with it and when she hears next; once."""
    complain(office, auto_update=True)
    office.now = london(date(2026, 12, 14), 15, 59)
    office.work()
    before = len(letters_to(office, PATEL))
    office.now = london(date(2026, 12, 14), 16 + late)
    office.work()
    office.later(minutes=30)
    office.work()
    (letter,) = letters_to(office, PATEL)[before:]
    assert letter.header("auto-submitted") == "auto-generated"
    text = words(letter)
    assert "We received it on Monday 23 November 2026." in text
    assert "Sarah Hughes, Client Services, is dealing with your complaint." in text
    assert "You will have our conclusion, or another update, by Thursday 7 January 2027." in text
    assert (case(office).due_on(Clock.RESPOND), case(office).due_on(Clock.NEXT_UPDATE)) == (
        None,
        date(2027, 1, 7),
    )
    assert office.faults() == []


def test_switched_off_nothing_leaves(office: Rig) -> None:
    """Unless the owner has switched it on, the promise stays a person's."""
    complain(office, auto_update=False)
    before = len(letters_to(office, PATEL))
    office.now = london(date(2026, 12, 14), 17)
    office.work()
    assert len(letters_to(office, PATEL)) == before
    assert case(office).due_on(Clock.RESPOND) == date(2026, 12, 14)
