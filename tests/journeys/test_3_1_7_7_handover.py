"""3.1.7.5, 3.1.7.7: who leads an escalated complaint has all that was said, and it never goes back to who had it."""

from datetime import date

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    COMPLAINT,
    PATEL,
    SARAH,
    answer,
    assigned,
    case,
    facts,
    letters_to,
    links,
    london,
    tap,
    wait_until,
    words,
)
from tests.journeys.test_leaving import leave, with_sam
from tests.journeys.the_office import DORA, away, with_director
from tests.rig import Rig
from worker.model.people_event import LeadAwayTold
from worker.model.stage import Stage

OFFER = "We ask the supplier to cancel the renewal, and pay you £212.40."
METER = "The meter is at 14 Harbour Road, and we have been there since 2014."
TOO_LITTLE = "That is not enough. I want a manager to look at it."


def escalated_by_her(office: Rig) -> None:
    """Mrs Patel wrote twice, Sarah phoned and proposed; on the day of the proposal she asks for a manager."""
    complain(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], METER))
    write(office, "phoned: she is furious about the price.")
    write(office, "propose Tue 31 March", OFFER)
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, answer(letters_to(office, PATEL)[-1], TOO_LITTLE))


def test_the_lead_has_everything_and_she_need_not_explain_it_again(at_the_desk: Rig) -> None:
    """James reads her words, what Sarah did, our letters with their dates, and what was proposed, oldest first."""
    office = at_the_desk
    escalated_by_her(office)
    assert "so you do not need to explain it again" in words(letters_to(office, PATEL)[-1])
    pack = words(assigned(office, JAMES)[-1])
    told = (
        " ".join(COMPLAINT.split()),
        "Sarah Hughes dealt with it before, and does not have it any more.",
        "Monday 2 March 2026: we sent the acknowledgement",
        "the client wrote",
        METER,
        "Sarah Hughes phoned the client",
        "she is furious about the price",
        "we sent the proposal, with the date Tuesday 31 March 2026",
        OFFER,
        TOO_LITTLE,
    )
    places = [pack.find(each) for each in told]
    assert [each for each, at in zip(told, places, strict=True) if at < 0] == []
    assert places == sorted(places)
    assert "Answer to the escalated complaint: Monday 16 March 2026" in pack
    assert office.faults() == []


def test_who_did_not_want_it_shared_is_read_by_the_lead_alone(at_the_desk: Rig) -> None:
    """Her words stand in no mail by themselves; James, who deals with it now, has them with one tap."""
    office = at_the_desk
    complain(office)
    arrive(office, answer(letters_to(office, PATEL)[-1], "Please do not share what I told you with anybody."))
    write(office, "escalate")
    pack = words(assigned(office, JAMES)[-1])
    assert "31.2p" not in pack
    arrive(office, tap(office, JAMES, "show history"))
    assert "31.2p" in words(letters_to(office, JAMES)[-1])


def test_while_the_lead_is_away_their_cover_has_it_with_everything(at_the_desk: Rig) -> None:
    """Dora Lane covers for James: she gets the same handover, and reads what Mrs Patel writes."""
    office = at_the_desk
    with_director(office, head="james")
    escalated_by_her(office)
    away(office, "james", cover="dora", first=date(2026, 3, 3), last=date(2026, 3, 13))
    office.later(days=1)
    office.work()
    pack = words(assigned(office, DORA)[-1])
    assert OFFER in pack
    assert METER in pack
    arrive(office, answer(letters_to(office, PATEL)[-1], "When do I hear from you?"))
    assert "When do I hear from you?" in words(letters_to(office, DORA)[-1])
    assert facts(office, LeadAwayTold) == []


def test_who_covers_may_not_be_one_from_whom_it_was_taken(at_the_desk: Rig) -> None:
    """Sarah covers for James, but it was escalated away from her: Dora Lane above them has it, with everything."""
    office = at_the_desk
    with_director(office, head="james")
    escalated_by_her(office)
    before = len(letters_to(office, SARAH))
    away(office, "james", cover="sarah", first=date(2026, 3, 3), last=date(2026, 3, 13))
    office.later(days=1)
    office.work()
    assert OFFER in words(assigned(office, DORA)[-1])
    assert len(letters_to(office, SARAH)) == before


def test_nobody_covers_and_who_stands_above_is_asked_the_same_day(at_the_desk: Rig) -> None:
    """James is away without any cover: Dora Lane says who leads, once, and it cannot be Sarah."""
    office = at_the_desk
    with_director(office, head="james")
    escalated_by_her(office)
    away(office, "james", cover="", first=date(2026, 3, 3), last=date(2026, 3, 13))
    office.later(days=1)
    office.work()
    asked = letters_to(office, DORA)[-1]
    assert "away until Friday 13 March 2026" in words(asked)
    assert "Please say today who leads it" in words(asked)
    assert not any("Sarah" in subject for _, subject in links(office, DORA))
    office.later(days=1)
    office.work()
    assert len(facts(office, LeadAwayTold)) == 1
    assert (case(office).lead, case(office).stage) == ("james", Stage.ESCALATED)
    arrive(office, tap(office, DORA, "lead Dora Lane"))
    assert case(office).lead == "dora"
    assert "Dora Lane" in words(letters_to(office, PATEL)[-1])
    assert OFFER in words(assigned(office, DORA)[-1])
    assert REFERENCE in asked.subject
    assert office.faults() == []


def test_an_absence_that_was_known_before_begins_without_a_restart(at_the_desk: Rig) -> None:
    """James goes on leave on Thursday, as people.toml has said for long: Dora Lane, his cover, hears that morning."""
    office = at_the_desk
    with_director(office, head="james")
    away(office, "james", cover="dora", first=date(2026, 3, 5), last=date(2026, 3, 13))
    escalated_by_her(office)
    wait_until(office, london(date(2026, 3, 4), 18))
    assert assigned(office, DORA) == []
    wait_until(office, london(date(2026, 3, 5), 9))
    assert OFFER in words(assigned(office, DORA)[-1])


def test_who_leads_after_a_lead_who_left_has_everything_too(at_the_desk: Rig) -> None:
    """Dora Lane led it and leaves: James leads it the same day with the same handover, and never Sarah."""
    office = at_the_desk
    with_sam(office)
    escalated_by_her(office)
    write(office, "lead Dora", sender=JAMES)
    before = len(assigned(office, JAMES)), len(assigned(office, SARAH))
    leave(office, "dora")
    assert case(office).lead == "james"
    assert len(assigned(office, JAMES)) == before[0] + 1
    pack = words(assigned(office, JAMES)[-1])
    assert OFFER in pack
    assert TOO_LITTLE in pack
    assert len(assigned(office, SARAH)) == before[1]
