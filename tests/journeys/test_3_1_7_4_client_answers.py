"""3.1.7.4: the client says whether our proposal will do; silence is asked about twice, and is never taken for a yes."""

from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, latest_to, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    answer,
    assigned,
    case,
    delivery_report,
    facts,
    letters_to,
    links,
    tap,
    words,
)
from tests.journeys.the_office import as_shipped, on, told_on
from tests.rig import Rig
from worker.model.mail import Message
from worker.model.staff_event import ProposalAnswered
from worker.model.stage import Stage
from worker.model.time import Clock

OFFER = "We ask the supplier to cancel the renewal, and pay you £212.40."
ASKED_AGAIN = f"Re: What we propose to do about your complaint [{REFERENCE}]"
OWED = "the client's answer to our proposal (3.1.7.4)"

FIRST = date(2026, 3, 9)  # the Monday five working days after the proposal
SECOND = date(2026, 3, 16)  # the Monday ten working days after it
LAST = date(2026, 3, 30)  # the Monday 28 days after it
AFTER = date(2026, 3, 31)


def propose(office: Rig) -> None:
    """On Monday 2 March 2026 Mrs Patel complains, and Sarah proposes what will be done by Tuesday 31 March."""
    as_shipped(office)
    complain(office)
    write(office, "propose Tue 31 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).due_on(Clock.PROPOSED) == LAST


def asked_again(office: Rig) -> list[Message]:
    """The reminders that Mrs Patel has read, oldest first."""
    return [each for each in letters_to(office, PATEL) if each.subject == ASKED_AGAIN]


def test_she_says_nothing_and_it_is_not_taken_for_a_yes(office_on_both: Rig) -> None:
    """She reads it again after five and ten working days; on the last day Sarah hears, and closes it after."""
    office = office_on_both
    propose(office)
    on(office, FIRST, 8, 59)
    assert asked_again(office) == []
    on(office, FIRST, 9)
    (reminder,) = asked_again(office)
    assert "On Monday 2 March 2026 I wrote to you with what we propose" in words(reminder)
    assert "We do not take that as a yes." in words(reminder)
    assert OFFER in words(reminder)
    assert "All of this will be done by Tuesday 31 March 2026." in words(reminder)
    told = [subject for _, subject in links(office, PATEL)]
    assert {f"[{REFERENCE}] accept", f"[{REFERENCE}] escalate"} <= set(told)
    on(office, SECOND, 9)
    on(office, LAST, 8)
    assert len(asked_again(office)) == 2
    assert f"Today, Monday 30 March 2026: {OWED}" in told_on(office, SARAH, LAST)
    assert (case(office).stage, facts(office, ProposalAnswered)) == (Stage.PROPOSED, [])

    on(office, AFTER, 10)
    write(office, "close no reply")
    assert case(office).stage is Stage.CLOSED
    assert "We asked for your answer and have not had one." in words(letters_to(office, PATEL)[-1])
    assert office.faults() == []


def test_she_accepts_and_is_not_asked_again(office: Rig) -> None:
    """She taps that she accepts: a person reads it and enters it, and no further reminder leaves."""
    propose(office)
    on(office, FIRST, 9)
    arrive(office, tap(office, PATEL, "accept"))
    assert letters_to(office, SARAH)[-1].subject.startswith("Anita Patel")
    assert (case(office).due_on(Clock.PROPOSED), case(office).stage) == (None, Stage.PROPOSED)
    write(office, "accepted")
    assert case(office).stage is Stage.IMPLEMENTING
    on(office, SECOND, 17)
    assert len(asked_again(office)) == 1


def test_an_out_of_office_is_no_answer(office: Rig) -> None:
    """Her mailbox says that she is away: the 28 days run, and the reminder leaves."""
    propose(office)
    away = answer(letters_to(office, PATEL)[-1], "I am away until Monday.", auto="auto-replied")
    arrive(office, away)
    assert case(office).due_on(Clock.PROPOSED) == LAST
    on(office, FIRST, 9)
    assert len(asked_again(office)) == 1


def test_she_refuses_and_it_is_escalated(office: Rig) -> None:
    """She writes that it will not do: Sarah enters it and passes it on, James leads it, and nobody asks her again."""
    propose(office)
    arrive(
        office, answer(letters_to(office, PATEL)[-1], "That is not enough. I want a manager to look at it.")
    )
    write(office, "refused", "She wants a manager.")
    (answered,) = facts(office, ProposalAnswered)
    assert not answered.accepted
    write(office, "escalate")
    assert (case(office).stage, case(office).lead) == (Stage.ESCALATED, "james")
    assert "You lead an escalated complaint" in words(assigned(office, JAMES)[-1])
    on(office, SECOND, 17)
    assert asked_again(office) == []


def test_she_refuses_and_somebody_says_how_it_goes_on(office: Rig) -> None:
    """Within two working days Sarah says how she goes about it now, and it is not called accepted."""
    propose(office)
    receipt = write(office, "refused", "It is too little.")
    assert case(office).due_on(Clock.ASSESS) == date(2026, 3, 4)
    assert "Next due: say how you will handle it, Wednesday 4 March 2026." in words(receipt)
    refused = write(office, "close accepted")
    assert "It is entered that the client refused." in words(refused)
    write(office, "accepted", "She rang again: it is fine.")
    write(office, "close accepted")
    assert case(office).stage is Stage.CLOSED


def test_a_proposal_that_never_came_was_not_accepted(office: Rig) -> None:
    """It came back: nothing that Mrs Patel has read could be accepted."""
    propose(office)
    arrive(office, delivery_report(latest_to(office, PATEL)))
    assert "by a letter that arrived" in words(write(office, "close accepted"))


def test_who_was_passed_on_is_not_asked_again(office: Rig) -> None:
    """She said on the telephone that it will not do, and Sarah passes her on: nobody asks what she thinks."""
    propose(office)
    write(office, "escalate")
    on(office, SECOND, 17)
    assert asked_again(office) == []


def test_she_is_reminded_of_the_later_date(office: Rig) -> None:
    """It will take until Friday 24 April, as she was told: the reminder names that day and not the old one."""
    propose(office)
    write(office, "delay Fri 24 April", "The supplier answers late.")
    arrive(office, tap(office, SARAH, "send"))
    on(office, FIRST, 9)
    (reminder,) = asked_again(office)
    assert "All of this will be done by Friday 24 April 2026." in words(reminder)


def test_a_worker_that_was_down_asks_once(office: Rig) -> None:
    """Down from the proposal to Tuesday 17 March 2026: both reminders are over, and she gets one."""
    propose(office)
    office.later(days=15)
    office.work()
    assert len(asked_again(office)) == 1
    on(office, date(2026, 3, 27), 17)
    assert len(asked_again(office)) == 1
