"""3.1.7.6: what was proposed is done by the date that the client was given, and who keeps it hears before it breaks."""

import re
from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    case,
    delivery_report,
    facts,
    letters_to,
    london,
    mail,
    tap,
    words,
)
from tests.journeys.correspondence import answer as reply
from tests.journeys.the_office import DORA, as_shipped, on, subjects_on, told_on
from tests.rig import Rig
from worker.model.entry import ReminderSent
from worker.model.staff_event import ProposalAnswered
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.reason_words import step_in_words

OFFER = "We ask the supplier to cancel the renewal, and pay you £212.40."
DONE = "The renewal is cancelled, and £212.40 left our bank today."
OWED = "what we promised the client (3.1.7.6)"
DUE_TODAY = f"Due today: what we promised the client [{REFERENCE}]"
OVERDUE = f"Overdue: what we promised the client [{REFERENCE}]"

TUESDAY = date(2026, 3, 24)  # three working days before the date
WEDNESDAY = date(2026, 3, 25)
THURSDAY = date(2026, 3, 26)  # one working day before
FRIDAY = date(2026, 3, 27)  # the date that Mrs Patel is given
MONDAY = date(2026, 3, 30)  # the working day after it, the first of summer time
WEDNESDAY_IN_APRIL = date(2026, 4, 1)


def is_told_overdue(office: Rig, reader: str, day: date) -> bool:
    """Whether the mail of that person and London day says that the promise of Friday 27 March is overdue."""
    said = rf"Overdue since Friday 27 March 2026[^:]*: {re.escape(OWED)}"
    return re.search(said, told_on(office, reader, day)) is not None


def propose(office: Rig) -> None:
    """On Monday 2 March 2026 Mrs Patel complains, and Sarah promises her that all is done by Friday 27 March."""
    as_shipped(office)
    complain(office)
    write(office, "propose Fri 27 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    assert "All of this will be done by Friday 27 March 2026." in words(letters_to(office, PATEL)[-1])
    assert case(office).due_on(Clock.PROMISED) == FRIDAY


def answer(office: Rig, sender: str = SARAH) -> None:
    """A colleague writes the answer, reads the draft and sends it."""
    write(office, "answer", DONE, sender)
    arrive(office, tap(office, sender, "send"))


def test_she_accepts_and_it_is_done_on_the_day(office_on_both: Rig) -> None:
    """She accepts; Sarah, then James, then Dora hear of the date; the answer keeps it, and nothing else does."""
    office = office_on_both
    propose(office)
    arrive(office, tap(office, PATEL, "accept"))
    assert letters_to(office, SARAH)[-1].subject.startswith("Anita Patel")
    assert facts(office, ProposalAnswered) == []
    receipt = write(office, "accepted", "She tapped that she accepts.")
    assert "Next due: what we promised the client, Friday 27 March 2026." in words(receipt)
    assert (case(office).stage, case(office).due_on(Clock.PROMISED)) == (Stage.IMPLEMENTING, FRIDAY)

    on(office, TUESDAY, 8)
    assert f"Friday 27 March 2026: {OWED}" in told_on(office, SARAH, TUESDAY)
    assert OWED not in told_on(office, JAMES, TUESDAY)
    on(office, WEDNESDAY, 8)
    digest = told_on(office, JAMES, WEDNESDAY)
    assert f"Due by Friday 27 March 2026 --------------------------- - Friday 27 March 2026: {OWED}" in digest
    assert f"Anita Patel, {REFERENCE}, with Sarah Hughes" in digest
    on(office, THURSDAY, 8)
    for reader in (SARAH, JAMES):
        assert f"Needs you today --------------- - Friday 27 March 2026: {OWED}" in told_on(
            office, reader, THURSDAY
        )
    assert letters_to(office, DORA)[1:] == []  # the first was about the review of the policy

    on(office, FRIDAY, 8, 59)
    assert subjects_on(office, SARAH, FRIDAY) == []
    on(office, FRIDAY, 9)
    for reader in (SARAH, JAMES, DORA):
        assert subjects_on(office, reader, FRIDAY) == []
        assert f"Today, Friday 27 March 2026: {OWED}" in told_on(office, reader, FRIDAY)

    arrive(office, tap(office, SARAH, "answer", text=DONE))
    assert "The client must have it by Friday 27 March 2026." in words(letters_to(office, SARAH)[-1])
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
    arrive(office, tap(office, SARAH, "send"))
    assert DONE in words(letters_to(office, PATEL)[-1])
    assert (case(office).stage, case(office).due_on(Clock.PROMISED)) == (Stage.FINAL_SENT, None)

    on(office, MONDAY, 10)
    assert all(subjects_on(office, reader, MONDAY) == [] for reader in (SARAH, JAMES, DORA))
    assert OWED not in told_on(office, JAMES, MONDAY)
    assert office.faults() == []


def test_nobody_acts_and_it_goes_up(office: Rig) -> None:
    """The date passes: all three hear so on Monday morning, and James every morning until it is done."""
    propose(office)
    on(office, MONDAY, 8)
    for reader in (SARAH, JAMES, DORA):
        assert is_told_overdue(office, reader, MONDAY)
    on(office, WEDNESDAY_IN_APRIL, 17)
    for reader in (SARAH, JAMES, DORA):
        subjects = {each.subject for each in letters_to(office, reader)}
        assert not subjects & {DUE_TODAY, OVERDUE}  # both rode in the mail of the morning
    for day in (MONDAY, date(2026, 3, 31), WEDNESDAY_IN_APRIL):
        assert is_told_overdue(office, JAMES, day)
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
    # Mrs Patel was only asked for her answer, five and ten working days after Monday 2 March.
    asked = letters_to(office, PATEL)[2:]
    assert [each.date and london_date(each.date) for each in asked] == [date(2026, 3, 9), date(2026, 3, 16)]

    answer(office, JAMES)
    assert case(office).due_on(Clock.PROMISED) is None
    on(office, date(2026, 4, 2), 10)
    assert OWED not in told_on(office, JAMES, date(2026, 4, 2))


def test_nothing_but_what_keeps_it_stops_it(office: Rig) -> None:
    """She writes, Sarah investigates, phones and updates, and drafts an answer: the date stands until that has left."""
    propose(office)
    arrive(office, tap(office, PATEL, "accept"), reply(letters_to(office, PATEL)[-1], "Is it done?"))
    assert len(office.cases()) == 1
    for line in ("accepted", "investigate", "phoned", "refused", "microbusiness yes"):
        write(office, line, "As they said.")
    write(office, "update Fri 13 March", "We wait for the supplier.")
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 3, 13)
    write(office, "delay Tue 7 April", "The supplier answers late.")
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
    write(office, "answer", DONE)
    office.arrive(tap(office, SARAH, "send"))
    office.look()
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
    office.hand_over()
    assert case(office).due_on(Clock.PROMISED) is None


def test_it_takes_longer_and_she_is_told_the_new_date(office: Rig) -> None:
    """Good Friday is no date; the Tuesday after Easter is one, the reminders follow it, and the log keeps the old."""
    propose(office)
    on(office, THURSDAY, 10)
    refused = write(office, "delay Fri 3 April", "The supplier answers late.")
    assert "Did you mean Thursday 2 April 2026 or Tuesday 7 April 2026?" in words(refused)
    arrive(office, tap(office, SARAH, "delay Tue 7 April 2026", text="The supplier answers late."))
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
    arrive(office, tap(office, SARAH, "send"))

    slipped = letters_to(office, PATEL)[-1]
    assert slipped.subject == f"Re: {letters_to(office, PATEL)[0].subject}"
    assert "The supplier answers late." in words(slipped)
    assert "would be done by Friday 27 March 2026. We will not make that date" in words(slipped)
    assert "All of it will be done by Tuesday 7 April 2026." in words(slipped)
    found = case(office)
    assert found.due_on(Clock.PROMISED) == date(2026, 4, 7)
    assert [x.deadline.due_on for x in found.ended if x.deadline.clock is Clock.PROMISED] == [FRIDAY]

    # Working days before Tuesday 7 April: Thursday 2 April is the first, Tuesday 31 March the third.
    on(office, date(2026, 4, 8), 9)
    days = (FRIDAY, date(2026, 3, 31), date(2026, 4, 2), date(2026, 4, 7), date(2026, 4, 8))
    said = re.compile(rf"Tuesday 7 April 2026[^:]*: {re.escape(OWED)}")
    told = [said.search(told_on(office, SARAH, day)) is not None for day in days]
    assert told == [False, True, True, True, True]
    assert [said.search(told_on(office, DORA, day)) is not None for day in days] == [False] * 3 + [True] * 2
    steps = [
        step_in_words(each.step) for each in facts(office, ReminderSent) if each.due_on == date(2026, 4, 7)
    ]
    assert list(dict.fromkeys(steps)) == [
        "3 working days before, 09:00",
        "1 working day before, 09:00",
        "0 working days before, 09:00",
        "1 working day after, 09:00",
    ]


def test_the_later_date_comes_back(office: Rig) -> None:
    """She never read that it takes longer: the date that she knows runs again, and all three hear on that day."""
    propose(office)
    on(office, THURSDAY, 10)
    write(office, "delay Tue 7 April", "The supplier answers late.")
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).due_on(Clock.PROMISED) == date(2026, 4, 7)
    arrive(office, delivery_report(latest_to(office, PATEL)))
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
    assert letters_to(office, SARAH)[-1].subject.startswith(
        "Not delivered: letter about a later date to anita.patel@"
    )
    on(office, FRIDAY, 9)
    for reader in (SARAH, JAMES, DORA):
        assert f"Friday 27 March 2026: {OWED}" in told_on(office, reader, FRIDAY)


def test_the_answer_comes_back_when_the_date_is_over(office: Rig) -> None:
    """It left in time and did not arrive: on Monday the promise is open again and overdue, and all three hear of it."""
    propose(office)
    on(office, FRIDAY, 15)
    answer(office)
    assert case(office).due_on(Clock.PROMISED) is None
    on(office, MONDAY, 10)
    assert all(subjects_on(office, reader, MONDAY) == [] for reader in (SARAH, JAMES, DORA))
    arrive(office, delivery_report(latest_to(office, PATEL)))
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
    assert subjects_on(office, DORA, MONDAY) == [OVERDUE]
    assert subjects_on(office, JAMES, MONDAY) == [OVERDUE]
    task, overdue = sorted(subjects_on(office, SARAH, MONDAY))
    assert task.startswith("Not delivered: answer to anita.patel@")
    assert overdue == OVERDUE


def test_she_refuses_and_the_head_promises_anew(office: Rig) -> None:
    """Once James leads it the date is his to keep; what he proposes takes the place of what Sarah promised."""
    propose(office)
    write(office, "refused", "She wants the money back as well.")
    write(office, "escalate")
    assert (case(office).lead, case(office).due_on(Clock.PROMISED)) == ("james", FRIDAY)
    on(office, TUESDAY, 8)
    assert f"Friday 27 March 2026: {OWED}" in told_on(office, JAMES, TUESDAY)
    assert OWED not in told_on(office, SARAH, TUESDAY)

    write(office, "propose Fri 10 April", "We pay you £320.", JAMES)
    arrive(office, tap(office, JAMES, "send"))
    assert case(office).due_on(Clock.PROMISED) == date(2026, 4, 10)
    on(office, MONDAY, 10)
    assert all(OVERDUE not in subjects_on(office, reader, MONDAY) for reader in (SARAH, JAMES, DORA))


def test_a_worker_that_was_down_tells_the_worst_once(office: Rig) -> None:
    """It stood still from Wednesday to Tuesday: each reads once that it is overdue, and not that it was due."""
    propose(office)
    on(office, WEDNESDAY, 10)
    office.now = london(date(2026, 3, 31), 10)
    office.work()
    office.work()
    tuesday = date(2026, 3, 31)
    for reader in (SARAH, JAMES, DORA):
        assert is_told_overdue(office, reader, tuesday)
        assert told_on(office, reader, tuesday).count(OWED) == 1
        assert DUE_TODAY not in [each.subject for each in letters_to(office, reader)]


@pytest.mark.parametrize("results", ["", "fail"])
def test_nobody_puts_off_a_date_in_sarahs_name(office: Rig, results: str) -> None:
    """A line that nothing proves to be hers drafts nothing, and Tom cannot send what was shown to her."""
    propose(office)
    arrive(office, mail(SARAH, f"[{REFERENCE}] delay Tue 7 April", "Forged.", results=results))
    assert case(office).draft is None
    write(office, "delay Tue 7 April", "The supplier answers late.")
    refused = write(office, "send", sender=TOM)
    assert "it was not shown to you" in words(refused)
    assert case(office).due_on(Clock.PROMISED) == FRIDAY
