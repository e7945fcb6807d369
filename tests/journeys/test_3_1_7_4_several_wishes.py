"""3.1.7.4: a client says more than one thing in one mail; what goes together takes effect together."""

from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import PATEL, SARAH, answer, case, facts, letters_to, tap, words
from tests.rig import Rig
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import Escalated, ProposalAnswered, SharingRestricted
from worker.model.stage import Stage
from worker.model.time import Clock

MANAGER = "I want a manager to look at this."


def proposed(office: Rig) -> None:
    """Mrs Patel complained, and has Sarah's proposal."""
    complain(office)
    write(office, "take")
    write(office, "propose Fri 27 March", "We pay you £212.40 back. We are sorry.")
    arrive(office, tap(office, SARAH, "send"))


def says(office: Rig, text: str) -> list[str]:
    """She answers the last letter that she had; the subjects of what leaves to her."""
    before = len(letters_to(office, PATEL))
    arrive(office, answer(letters_to(office, PATEL)[-1], text, quoted=False))
    return [each.subject for each in letters_to(office, PATEL)[before:]]


def test_a_request_in_confidence_and_one_for_the_procedure(at_the_desk: Rig) -> None:
    """She gets both letters, the log has both meanings, and no date of ours has moved."""
    office = at_the_desk
    proposed(office)
    before = case(office).running
    got = says(office, "Please do not share this with anyone. And please send me your complaints procedure.")
    assert len(got) == 2
    hers = [words(each) for each in letters_to(office, PATEL)[-2:]]
    assert any("You do not want us to share what you told us" in each for each in hers)
    assert any("complaints procedure" in each for each in hers)
    assert case(office).restricted
    assert case(office).running == before
    assert {each.meaning for each in facts(office, ClientAnswered)} == {
        ClientMeaning.DO_NOT_SHARE,
        ClientMeaning.SEND_PROCEDURE,
    }
    told = words(letters_to(office, SARAH)[-1])
    assert "The client does not want what they told us to be shared. That is entered" in told
    assert "The client asks for our complaints procedure. The copy goes to them by itself" in told
    assert "Nothing else follows" not in told
    assert office.faults() == []


def test_beside_an_acceptance(at_the_desk: Rig) -> None:
    """The harmless wishes take effect, and the acceptance is Sarah's to enter."""
    office = at_the_desk
    proposed(office)
    got = says(
        office,
        "I accept the offer. Please also send me the procedure. And don't tell my landlord about any of this.",
    )
    assert len(got) == 2
    assert len(facts(office, SharingRestricted)) == 1
    assert case(office).stage is Stage.PROPOSED
    told = words(letters_to(office, SARAH)[-1])
    assert "The client accepts. Nothing is entered yet." in told
    arrive(office, tap(office, SARAH, "accepted"))
    assert [each.accepted for each in facts(office, ProposalAnswered)] == [True]


def test_in_confidence_and_to_a_manager_she_reads_one_name(at_the_desk: Rig) -> None:
    """Both letters name James, who leads it now."""
    office = at_the_desk
    proposed(office)
    says(office, f"{MANAGER} Please do not share this with anyone.")
    assert (case(office).stage, case(office).restricted) == (Stage.ESCALATED, True)
    hers = [words(each) for each in letters_to(office, PATEL)[-2:]]
    assert all("James Carter" in each and "Sarah Hughes" not in each for each in hers)
    assert not any("We pass on everything" in each for each in hers)


def test_two_minds_are_told_in_plain_words(at_the_desk: Rig) -> None:
    """Nothing follows, and Sarah reads what does not go together."""
    office = at_the_desk
    proposed(office)
    assert says(office, f"I accept the offer. {MANAGER}") == []
    told = words(letters_to(office, SARAH)[-1])
    assert "things that do not go together: " in told
    assert "they accept" in told
    assert "they want somebody above to look at it" in told
    assert case(office).stage is Stage.PROPOSED


@pytest.mark.parametrize("tapped", [True, False])
def test_a_manager_once_it_is_closed(at_the_desk: Rig, tapped: bool) -> None:
    """By the button of an old letter or in words: it is open again, James leads it, and she reads only that."""
    office = at_the_desk
    proposed(office)
    old = tap(office, PATEL, "escalate")
    told_by_phone(office)
    write(office, "close resolved", "The credit is on the June bill.")
    assert case(office).stage is Stage.CLOSED
    before = len(letters_to(office, PATEL))
    if tapped:
        arrive(office, old)
    else:
        says(office, MANAGER)
    (hers,) = letters_to(office, PATEL)[before:]
    assert hers.subject == f"Your complaint has been escalated [{REFERENCE}]"
    assert "was closed. We have opened it again, and it has been escalated." in words(hers)
    assert "is now with James Carter" in words(hers)
    assert "Sarah Hughes" not in words(hers)
    found = case(office)
    assert (found.stage, found.lead) == (Stage.ESCALATED, "james")
    assert found.due_on(Clock.ESCALATED) is not None
    assert found.due_on(Clock.EIGHT_WEEKS) == date(2026, 4, 27)
    assert (len(facts(office, CaseReopened)), len(facts(office, Escalated))) == (1, 1)
    for reader in (SARAH, JAMES):
        told = [words(each) for each in letters_to(office, reader)]
        assert any("James Carter leads it from now on" in each for each in told)
    assert office.faults() == []


def test_in_confidence_once_it_is_closed_she_reads_that_it_is_open(at_the_desk: Rig) -> None:
    """Neither letter says that it is over, and both name James."""
    office = at_the_desk
    proposed(office)
    told_by_phone(office)
    write(office, "close resolved", "The credit is on the June bill.")
    says(office, f"{MANAGER} Please do not share this with anyone.")
    assert (case(office).stage, case(office).restricted) == (Stage.ESCALATED, True)
    hers = [words(each) for each in letters_to(office, PATEL)[-2:]]
    assert all("James Carter" in each and "is over" not in each for each in hers)


def test_who_withdraws_is_content(at_the_desk: Rig) -> None:
    """Whatever had gone wrong: nobody is asked how it goes on."""
    office = at_the_desk
    proposed(office)
    before = case(office).running
    says(office, "Please forget it, I've sorted it with the supplier directly. Withdraw my complaint.")
    told = words(letters_to(office, SARAH)[-1])
    assert "The client withdraws the complaint." in told
    assert "not content" not in told
    assert case(office).running == before
