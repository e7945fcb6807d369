"""Promise 10: two colleagues act in the same minute, somebody writes in a head's name, and one says only thanks."""

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    answer,
    assigned,
    case,
    facts,
    letters_to,
    mail,
    words,
)
from tests.rig import Rig
from worker.model.staff_event import CaseClosed, Escalated
from worker.model.stage import Stage


def test_two_close_it_in_one_look(office_on_both: Rig) -> None:
    """Sarah is faster by a mail: Mrs Patel hears once that it is closed, and James that it was."""
    office = office_on_both
    complain(office)
    told_by_phone(office)
    office.later(minutes=5)
    office.arrive(mail(SARAH, f"[{REFERENCE}] close resolved", "She has her refund."))
    office.arrive(mail(JAMES, f"[{REFERENCE}] close withdrawn", "She rang me."))
    office.work()
    (closed,) = facts(office, CaseClosed)
    assert (closed.by, closed.outcome) == ("sarah", "resolved")
    assert len(letters_to(office, PATEL)) == 2
    (told,) = letters_to(office, JAMES)
    assert told.subject.startswith("Not done")
    assert f"{REFERENCE} is closed." in words(told)
    assert office.faults() == []


def test_two_escalate_it_in_one_look(office: Rig) -> None:
    """It is escalated once, with one letter to the client; the second hears that it is already."""
    complain(office)
    office.later(minutes=5)
    for sender in (SARAH, TOM):
        office.arrive(mail(sender, f"[{REFERENCE}] escalate"))
    office.work()
    assert len(facts(office, Escalated)) == 1
    assert len(letters_to(office, PATEL)) == 2
    assert "is escalated already" in words(letters_to(office, TOM)[-1])


def test_nobody_acts_in_the_heads_name(office: Rig) -> None:
    """A mail from James's address without proof: nothing changes, and the real James hears of it once."""
    complain(office)
    before = case(office)
    arrive(office, mail(JAMES, f"[{REFERENCE}] close withdrawn", "Do it now.", results="fail"))
    assert case(office) == before
    (told,) = letters_to(office, JAMES)
    assert "Do it now." not in told.text
    assert "not done" in told.subject.lower() or "proven" in words(told) or "prove" in words(told)
    assert len(letters_to(office, PATEL)) == 1
    write(office, "quick", sender=JAMES)
    assert case(office).stage is Stage.QUICK


def test_a_thank_you_makes_no_noise(office: Rig) -> None:
    """Sarah answers what we sent her with thanks: no case, no letter, nothing changed."""
    complain(office)
    receipt = write(office, "quick")
    before = case(office)
    for letter in (receipt, assigned(office, SARAH)[0]):
        arrive(office, answer(letter, "Thanks!\n\nSarah", sender=SARAH))
    after = case(office)
    assert (after.stage, after.running, after.owner) == (before.stage, before.running, before.owner)
    assert letters_to(office, SARAH)[-1].message_id == receipt.message_id
    assert len(letters_to(office, PATEL)) == 1
    assert [each.reference for each in office.cases()] == [REFERENCE]
