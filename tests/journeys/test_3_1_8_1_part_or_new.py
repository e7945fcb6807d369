"""3.1.8.1: a client complains of something else in the thread of an open complaint; it is acknowledged in time too."""

from datetime import date

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    answer,
    case,
    facts,
    letters_to,
    london,
    tap,
    wait_until,
    words,
)
from tests.journeys.the_office import as_shipped, on, told_on
from tests.rig import Rig
from worker.model.entry import ClockStopped, MailNoted
from worker.model.reasons import StopReason
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.model.two_cases import CaseJoined, KeptApart

SECOND = "OPT-2026-0002"
ELSE = (
    "You have also billed us twice for the warehouse in Leeds, and now they want to cut us off. Disgraceful."
)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 10)


def raised(office: Rig) -> None:
    """She complained on Monday 2 March; on Tuesday 10 March she answers Sarah's update with something else."""
    complain(office)
    write(office, "update Mon 23 March", "We look into the renewal.")
    arrive(office, tap(office, SARAH, "send"))
    wait_until(office, london(TUESDAY, 10))
    arrive(office, answer(letters_to(office, PATEL)[-1], ELSE))


def test_sarah_is_asked_and_until_then_it_has_its_own_day(at_the_desk: Rig) -> None:
    """It stands by itself from the day on which it came, to be acknowledged by Monday 16 March; she hears at once."""
    office = at_the_desk
    raised(office)
    second = case(office, SECOND)
    assert (second.stage, second.complaint.day0) == (Stage.PROVISIONAL, TUESDAY)
    assert second.due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 16)
    asked = letters_to(office, SARAH)[-1]
    assert asked.subject.startswith(f"Part of {REFERENCE}, or new?")
    assert ELSE in words(asked)
    assert "Acknowledge by: Monday 16 March 2026" in words(asked)
    assert "leaves by itself on Friday 13 March 2026" in words(asked)
    # In the open one it is a note, and nothing of hers has stopped.
    assert facts(office, MailNoted)[-1].words == ELSE
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 3, 23)
    assert office.faults() == []


@pytest.mark.parametrize("by_reply", [False, True])
def test_part_of_it_is_a_note_and_its_clock_stops_as_merged(at_the_desk: Rig, by_reply: bool) -> None:
    """One tap, or the words in a reply: the open complaint goes on for both, and no second acknowledgement leaves."""
    office = at_the_desk
    raised(office)
    hers = len(letters_to(office, PATEL))
    asked = letters_to(office, SARAH)[-1]
    arrive(office, answer(asked, "Part of it.", sender=SARAH) if by_reply else tap(office, SARAH, "merge .*"))
    assert (case(office, SECOND).stage, case(office, SECOND).merged_into) == (Stage.MERGED, REFERENCE)
    stopped = [each for each in facts(office, ClockStopped, SECOND) if each.clock is Clock.ACKNOWLEDGE]
    assert [each.by for each in stopped] == [StopReason.MERGED]
    (joined,) = facts(office, CaseJoined)
    assert joined.words == ELSE
    # She was unhappy, so an answer to that is due by its own day too.
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 31)
    wait_until(office, london(date(2026, 3, 17), 12))
    assert len(letters_to(office, PATEL)) == hers
    assert office.faults() == []


@pytest.mark.parametrize("by_reply", [False, True])
def test_new_is_a_complaint_from_the_day_on_which_it_came(at_the_desk: Rig, by_reply: bool) -> None:
    """It is acknowledged at once under its own reference, with day 0 on Tuesday 10 March; Sarah has it."""
    office = at_the_desk
    raised(office)
    asked = letters_to(office, SARAH)[-1]
    arrive(office, answer(asked, "It is new.", sender=SARAH) if by_reply else tap(office, SARAH, "separate"))
    second = case(office, SECOND)
    assert (second.stage, second.complaint.day0) == (Stage.ACKNOWLEDGED, TUESDAY)
    assert second.due_on(Clock.RESPOND) == date(2026, 3, 31)
    assert [each.of for each in facts(office, KeptApart, SECOND)] == [REFERENCE]
    told = letters_to(office, PATEL)[-1]
    assert SECOND in told.subject
    assert ELSE in words(told)
    assert case(office).stage is not Stage.MERGED
    assert office.faults() == []


def test_nobody_says_and_it_is_acknowledged_by_itself(at_the_desk: Rig) -> None:
    """It stands on Sarah's list with both links; on the working day before the last the neutral letter leaves."""
    office = at_the_desk
    as_shipped(office)
    raised(office)
    on(office, date(2026, 3, 12), 9)
    assert f"say whether it is part of {REFERENCE}, or a complaint of its own" in told_on(
        office, SARAH, date(2026, 3, 12)
    ).replace("Say", "say")
    on(office, date(2026, 3, 13), 13)
    told = letters_to(office, PATEL)[-1]
    assert SECOND in told.subject
    assert case(office, SECOND).due_on(Clock.ACKNOWLEDGE) is None
    assert case(office, SECOND).due_on(Clock.RESPOND) == date(2026, 3, 31)
    assert office.faults() == []


def test_who_is_only_tired_of_waiting_opens_nothing(at_the_desk: Rig) -> None:
    """It belongs to the complaint that is open, and the same grievance twice is one question."""
    office = at_the_desk
    raised(office)
    mine = letters_to(office, PATEL)[-1]
    arrive(
        office,
        answer(mine, "This is taking far too long. I am very unhappy."),
        answer(
            mine, "I told you: the warehouse in Leeds was billed twice, and they cut us off! Disgraceful."
        ),
        answer(mine, "We are closed until Monday. Complaints are dealt with later.", auto="auto-replied"),
    )
    assert len(office.cases()) == 2


def test_what_is_not_to_be_shared_of_the_one_is_not_of_the_other(at_the_desk: Rig) -> None:
    """She objected to sharing: Tom's list for triage names nobody, and Sarah, who has it, reads the words."""
    office = at_the_desk
    complain(office)
    write(office, "do not share")
    arrive(office, answer(letters_to(office, PATEL)[-1], f"This is a separate matter. {ELSE}"))
    assert case(office, SECOND).restricted
    assert ELSE in words(letters_to(office, SARAH)[-1])
    wait_until(office, london(date(2026, 3, 3), 9))
    (listed,) = (each for each in letters_to(office, TOM) if "to decide" in each.subject)
    assert "Leeds" not in words(listed)
    assert "Patel" not in words(listed)
