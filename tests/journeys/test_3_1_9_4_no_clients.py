"""3.1.7.9, 3.1.9.4: an ombudsman, a regulator, a supplier is no client: their mail joins a case or asks a head."""

from dataclasses import replace
from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    LLOYD,
    PATEL,
    SARAH,
    answer,
    case,
    configured,
    facts,
    letters_to,
    links,
    mail,
    words,
)
from tests.journeys.the_office import as_shipped, on, told_on, with_ombudsman
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.model.party import Party, PartyKind
from worker.model.party_event import PartyWrote
from worker.model.second_thought import CaseReopened
from worker.model.stage import Stage
from worker.model.two_cases import MailParted

OMBUDSMAN = "Energy Ombudsman <enquiry@ombudsman.example>"
SUPPLIER = "North Grid Care <care@north-grid.example>"
ASKS = "We are very unhappy with how you dealt with this complaint. Please tell us how it stands."
FORWARDED = """Please see what your customer wrote to us.

---------- Forwarded message ---------
From: Gareth Lloyd <gareth@lloyd-joinery.example>
Date: Fri, 27 Feb 2026 at 10:12
Subject: Optimised never cancelled our contract
To: <care@north-grid.example>

Optimised never cancelled our contract. This is a complaint, and I want my money back.
"""


@pytest.fixture
def office(office: Rig) -> Rig:
    """The office knows an ombudsman and a supplier."""
    with_ombudsman(office)
    supplier = Party(name="North Grid", kind=PartyKind.SUPPLIER, domains=("north-grid.example",))
    configured(office, parties=(supplier,))
    return office


def nothing_to(office: Rig, *parties: str) -> bool:
    """Whether no letter left for any of them."""
    return not any(letters_to(office, each) for each in parties)


def test_a_head_says_with_one_tap_which_complaint_it_is(office: Rig) -> None:
    """Nobody can tell, so James is asked with all the words; then it stands there, and Sarah reads it too."""
    complain(office)
    arrive(office, mail(OMBUDSMAN, "Harbour Bakery v Optimised", ASKS))
    (asked,) = letters_to(office, JAMES)
    assert asked.subject == "Which complaint? Energy Ombudsman wrote to us"
    assert ASKS in words(asked)
    assert facts(office, PartyWrote) == []
    (about,) = (subject for _, subject in links(office, JAMES) if REFERENCE in subject)
    arrive(office, mail(JAMES, about, ""))
    (wrote,) = facts(office, PartyWrote)
    assert (wrote.by, ASKS in wrote.words) == ("james", True)
    assert ASKS in words(letters_to(office, SARAH)[-1])
    assert case(office).heard_from == 0
    assert [each.reference for each in office.cases()] == [REFERENCE]
    assert nothing_to(office, OMBUDSMAN)


@pytest.mark.parametrize(
    "said", ["0001 add", "OPT-2026-0001 add", "add to OPT-2026-0001", "It is 0001.", "OPT-2026-0001"]
)
def test_a_head_answers_which_complaint_it_is(office: Rig, said: str) -> None:
    """A plain answer to the question does the same."""
    complain(office)
    arrive(office, mail(OMBUDSMAN, "Our case 4711", ASKS))
    arrive(office, answer(letters_to(office, JAMES)[0], said, sender=JAMES))
    assert len(facts(office, PartyWrote)) == 1


def test_it_stands_in_the_heads_list_until_they_say(office: Rig) -> None:
    """James reads of it each morning, and of one that joined; once he has said that it is nothing, no more."""
    as_shipped(office)
    with_ombudsman(office)
    complain(office)
    arrive(office, mail(OMBUDSMAN, "Our case 4711", ASKS), mail(OMBUDSMAN, f"About {REFERENCE}", ASKS))
    on(office, date(2026, 3, 3), 9)
    told = told_on(office, JAMES, date(2026, 3, 3))
    assert "Which complaint is it about?" in told
    assert "Our case 4711: We are very unhappy" in told
    assert "An authority or a supplier wrote: 1 (OPT-2026-0001)" in told
    (over,) = (subject for _, subject in links(office, JAMES) if "nothing" in subject)
    arrive(office, mail(JAMES, over, ""))
    on(office, date(2026, 3, 4), 9)
    assert "Which complaint is it about?" not in told_on(office, JAMES, date(2026, 3, 4))


def test_who_only_says_that_they_are_the_ombudsman_is_shown_and_joins_nothing(office: Rig) -> None:
    """Anybody can write a reference and a name: it is shown as unproven, and nothing is sent or changed."""
    complain(office)
    before = case(office)
    arrive(office, mail(OMBUDSMAN, f"About {REFERENCE}, Anita Patel", ASKS, results="fail"))
    (asked,) = letters_to(office, JAMES)
    assert "We could not prove who sent it." in words(asked)
    assert ASKS in words(asked)
    assert case(office) == before
    assert len(office.cases()) == 1
    assert nothing_to(office, OMBUDSMAN)


def test_the_client_is_named_and_has_one_complaint(office: Rig) -> None:
    """It joins that one; what is closed stays closed, and no promise to the client stops."""
    complain(office)
    write(office, "phoned", "The renewal is cancelled, and she is content.")
    write(office, "close resolved")
    arrive(office, mail(OMBUDSMAN, "Our case 4711", f"It is about Anita Patel.\n{ASKS}"))
    assert len(facts(office, PartyWrote)) == 1
    assert (facts(office, MailNoted), facts(office, CaseReopened)) == ([], [])
    assert case(office).stage is Stage.CLOSED
    assert ASKS in words(letters_to(office, JAMES)[-1])


def test_it_joined_the_wrong_complaint(office: Rig) -> None:
    """One line puts it into the other one; both logs say so."""
    complain(office)
    arrive(office, mail(LLOYD, "Our complaint"))
    arrive(office, mail(OMBUDSMAN, f"About {REFERENCE}", ASKS))
    (wrote,) = facts(office, PartyWrote)
    arrive(office, mail(JAMES, f"[MAIL-{wrote.mail}] add to OPT-2026-0002", ""))
    assert [each.into for each in facts(office, MailParted)] == ["OPT-2026-0002"]
    assert [each.by for each in facts(office, PartyWrote, "OPT-2026-0002")] == ["james"]
    assert office.faults() == []


def test_a_head_who_does_not_have_a_complaint_that_is_not_shared_reads_its_reference(office: Rig) -> None:
    """Sarah has it and reads the words, James reads that the ombudsman wrote (3.1.11)."""
    complain(office)
    write(office, "do not share")
    arrive(office, mail(OMBUDSMAN, f"About {REFERENCE}", f"It is about Anita Patel.\n{ASKS}"))
    assert ASKS in words(letters_to(office, SARAH)[-1])
    told = words(letters_to(office, JAMES)[-1])
    assert "Energy Ombudsman" in told
    assert REFERENCE in told
    assert "Patel" not in told
    assert ASKS not in told


def test_what_a_supplier_passes_on_is_the_clients_complaint(office: Rig) -> None:
    """It is Mr Lloyd's, from the day on which it reached us; he is written to once a person has made sure of him."""
    arrive(office, mail(SUPPLIER, "Fwd: Optimised never cancelled our contract", FORWARDED))
    assert case(office).complainant.email == "gareth@lloyd-joinery.example"
    assert case(office).complaint.day0.isoformat() == "2026-03-02"
    assert "North Grid passed this mail on" in words(letters_to(office, SARAH)[-1])
    (wrote,) = facts(office, PartyWrote)
    assert "Please see what your customer wrote to us." in wrote.words
    assert nothing_to(office, SUPPLIER, LLOYD)


def test_what_a_supplier_passes_on_of_an_open_complaint_joins_it(office: Rig) -> None:
    """Mr Lloyd wrote to us too: his words to the supplier stand there as what they say, and end nothing."""
    arrive(office, mail(LLOYD, "Optimised never cancelled our contract"))
    withdrawn = FORWARDED.replace(
        "This is a complaint, and I want my money back.", "I withdraw my complaint."
    )
    arrive(office, mail(SUPPLIER, "Fwd: Optimised never cancelled our contract", withdrawn))
    assert [each.reference for each in office.cases()] == [REFERENCE]
    (noted,) = facts(office, MailNoted)
    assert "I withdraw my complaint." in noted.words
    assert noted.client == ""
    assert (case(office).heard_from, case(office).contacts) == (0, ())
    assert "I withdraw my complaint." in words(letters_to(office, SARAH)[-1])
    assert nothing_to(office, SUPPLIER)


def test_who_only_says_that_they_are_a_supplier_silences_no_client(office: Rig) -> None:
    """Nothing proves who passed it on, so James sees all of it, and one tap makes it the client's complaint."""
    arrive(office, mail(SUPPLIER, "Fwd: Optimised never cancelled our contract", FORWARDED, results=""))
    assert office.cases() == []
    (asked,) = letters_to(office, JAMES)
    assert "I want my money back" in words(asked)
    (opens,) = (subject for _, subject in links(office, JAMES) if "new complaint" in subject)
    arrive(office, mail(JAMES, opens, ""))
    assert case(office).complainant.email == "gareth@lloyd-joinery.example"
    assert nothing_to(office, SUPPLIER, LLOYD)


def test_who_is_a_client_in_the_complaint_that_they_answer_is_a_client(office: Rig) -> None:
    """Mrs Patel's company is entered as a supplier later; in her own complaint she is still the client."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    entered = Party(name="Harbour Bakery", kind=PartyKind.OTHER, domains=("harbour-bakery.example",))
    configured(office, parties=(replace(entered),))
    arrive(office, answer(acknowledged))
    assert facts(office, PartyWrote) == []
    assert case(office).clients == {"anita.patel@harbour-bakery.example"}
    assert len(facts(office, MailNoted)) == 1
