"""3.1.7.1: one complaint is one case, however often and by whichever way the client sends it."""

from collections.abc import Mapping

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    COMPLAINT,
    DOUBT,
    PATEL,
    SARAH,
    TOM,
    assigned,
    case,
    facts,
    letters_to,
    mail,
    tap,
    words,
)
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.model.stage import Stage
from worker.model.two_cases import KeptApart

SECOND = "OPT-2026-0002"
RAJ = "Raj Patel <raj.patel@harbour-bakery.example>"
FIRST_MAIL = "<first@harbour-bakery.example>"
FORWARDED = f"""

---------- Forwarded message ---------
From: Anita Patel <anita.patel@harbour-bakery.example>
Date: Mon, 2 Mar 2026 at 09:12
Subject: Renewal of our contract
To: <hello@optimised.net>

{COMPLAINT}
"""


def first(office: Rig, **headers: str) -> None:
    """Her complaint, with a Message-ID that can be named again."""
    arrive(office, mail(PATEL, "Renewal of our contract", headers={"Message-ID": FIRST_MAIL, **headers}))


def references(office: Rig) -> list[str]:
    """The open cases."""
    return sorted(each.reference for each in office.cases())


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        (COMPLAINT, {}),
        (COMPLAINT, {"To": "complaints@optimised.net"}),
        (f"{COMPLAINT}\n\n--\nHarbour Bakery Ltd, Fleetwood\nThis email is confidential.", {}),
        (f"CAUTION: This email originated from outside.\n\n{COMPLAINT}", {"Message-ID": FIRST_MAIL}),
        (FORWARDED, {}),
    ],
)
def test_the_same_again_is_a_note_without_a_second_letter(
    at_the_desk: Rig, text: str, headers: Mapping[str, str]
) -> None:
    """Sent twice, through two of our addresses, with a footer, a banner, or passed on by herself."""
    office = at_the_desk
    first(office)
    before = len(office.sink.mails)
    arrive(office, mail(PATEL, "Renewal of our contract", text, headers=headers))
    assert references(office) == [REFERENCE]
    (noted,) = facts(office, MailNoted)
    assert noted.rule == "the same words again within a day"
    assert len(office.sink.mails) == before


def test_a_line_on_top_and_days_later_sarah_reads_it(at_the_desk: Rig) -> None:
    """What she wrote above it is new; the same words after two days say that she waits."""
    office = at_the_desk
    first(office)
    arrive(office, mail(PATEL, "Fwd: Renewal of our contract", f"Nobody has replied to this!{FORWARDED}"))
    assert facts(office, MailNoted)[-1].words == "Nobody has replied to this!"
    assert "Nobody has replied to this!" in words(letters_to(office, SARAH)[-1])
    told = len(letters_to(office, SARAH))
    office.later(days=2)
    arrive(office, mail(PATEL, "Renewal of our contract"))
    assert len(letters_to(office, SARAH)) == told + 1
    assert "It says again, word for word, what stands in this case." in words(letters_to(office, SARAH)[-1])
    assert references(office) == [REFERENCE]
    assert len(letters_to(office, PATEL)) == 1


@pytest.mark.parametrize("results", ["", "fail"])
def test_who_only_copies_her_words_gets_nowhere(at_the_desk: Rig, results: str) -> None:
    """Her address without its proof, or another's address: neither gets into her case."""
    office = at_the_desk
    first(office)
    before = office.entries(REFERENCE)
    arrive(
        office,
        mail(PATEL, "Renewal of our contract", results=results),
        mail("Sam <sam@stranger.example>", "x"),
    )
    assert office.entries(REFERENCE) == before
    assert len(references(office)) == 3


def test_another_price_is_another_complaint(at_the_desk: Rig) -> None:
    """The same sentence about another contract is a case of its own, and Sarah is asked with two links."""
    office = at_the_desk
    first(office)
    arrive(office, mail(PATEL, "Our other contract", COMPLAINT.replace("31.2p", "34.9p")))
    assert references(office) == [REFERENCE, SECOND]
    asked = words(assigned(office, SARAH)[-1])
    assert f"Is it part of {REFERENCE}? A client with the same address has that open." in asked
    assert "34.9p" in asked
    arrive(office, tap(office, SARAH, "separate"))
    assert [each.by for each in facts(office, KeptApart, SECOND)] == ["sarah"]
    assert f"{SECOND} is a complaint of its own." in words(letters_to(office, SARAH)[-1])
    assert case(office, SECOND).stage is Stage.ACKNOWLEDGED


@pytest.mark.parametrize(
    ("subject", "headers"),
    [
        ("Re: Renewal of our contract", {"In-Reply-To": FIRST_MAIL}),
        ("More of this", {"References": f"<other@x.example> {FIRST_MAIL}"}),
        (f"My complaint [{REFERENCE}]", {}),
    ],
)
def test_her_own_thread_or_reference_is_enough_where_she_is_proven(
    at_the_desk: Rig, subject: str, headers: Mapping[str, str]
) -> None:
    """From her Sent folder, or with our reference in the subject; without proof it is a case of its own."""
    office = at_the_desk
    first(office)
    text = "The meter reading was wrong as well, and I am very unhappy with the delay."
    arrive(office, mail(PATEL, subject, text, headers=headers))
    assert references(office) == [REFERENCE]
    assert facts(office, MailNoted)[-1].words == text
    assert text in words(letters_to(office, SARAH)[-1])
    before = office.entries(REFERENCE)
    arrive(office, mail(PATEL, subject, f"{text} Answer me.", results="", headers=headers))
    arrive(office, mail("Sam <sam@stranger.example>", subject, headers=headers))
    assert office.entries(REFERENCE) == before


def test_a_robot_that_answers_four_times_makes_no_case(at_the_desk: Rig) -> None:
    """Her ticket system answers each letter without a thread, with another number and complaining words."""
    office = at_the_desk
    first(office)
    before = len(letters_to(office, PATEL))
    for number in range(4):
        text = f"Ticket {number}: we are very unhappy that you had to wait and complain. This is unacceptable to us."
        arrive(office, mail(PATEL, f"[#{number}] received", text, headers={"Auto-Submitted": "auto-replied"}))
    assert references(office) == [REFERENCE]
    assert len(letters_to(office, PATEL)) == before


def test_her_partner_writes_about_the_same_and_a_tap_makes_them_one(at_the_desk: Rig) -> None:
    """Raj Patel of the same bakery complains of the same renewal: Sarah is asked, and the earlier one goes on."""
    office = at_the_desk
    first(office)
    text = (
        "Nobody asked us before the electricity contract was renewed at 31p. I never agreed and I am furious."
    )
    arrive(office, mail(RAJ, "Electricity", text))
    asked = words(assigned(office, SARAH)[-1])
    assert f"Is it part of {REFERENCE}? Somebody else at the same company has that open" in asked
    assert text in asked
    arrive(office, tap(office, SARAH, "merge .*"))
    assert case(office, SECOND).merged_into == REFERENCE
    assert office.faults() == []


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        (RAJ, "Your van blocked our yard again this morning. I am furious and want to complain."),
        ("Raj <raj@gmail.com>", COMPLAINT),
    ],
)
def test_another_matter_or_a_public_address_is_not_proposed(at_the_desk: Rig, sender: str, text: str) -> None:
    """The same company with something else, and the same words from an address that anybody can have."""
    office = at_the_desk
    first(office)
    arrive(office, mail(sender, "Something", text))
    assert case(office, SECOND).complaint.possibly_about == ""


def test_in_doubt_toms_list_offers_it_as_part(at_the_desk: Rig) -> None:
    """What may be none stands in the list for triage, with the open one of the same client and a link."""
    office = at_the_desk
    complain(office)
    arrive(office, mail(PATEL, "Moving", DOUBT))
    assert case(office, SECOND).stage is Stage.PROVISIONAL
    office.later(days=1)
    office.work()
    (listed,) = (each for each in letters_to(office, TOM) if "to decide" in each.subject)
    assert f"perhaps about {REFERENCE}" in words(listed)
    arrive(office, tap(office, TOM, "merge .*"))
    assert case(office, SECOND).merged_into == REFERENCE


def test_after_the_end_her_own_thread_opens_it_again(at_the_desk: Rig) -> None:
    """She goes on from her own first mail once it is closed: it is open again, with the day 0 it always had."""
    office = at_the_desk
    first(office)
    write(office, "phoned: the credit is on the June bill.")
    write(office, "close resolved", "The credit is on the June bill.")
    assert case(office).stage is Stage.CLOSED
    text = "You say it is settled, but the credit never came. I do not agree that this is closed."
    arrive(office, mail(PATEL, "Re: Renewal", text, headers={"In-Reply-To": FIRST_MAIL}))
    assert references(office) == [REFERENCE]
    assert case(office).reopened


def test_an_answer_through_two_of_our_addresses_is_one_answer(at_the_desk: Rig) -> None:
    """She answers to two of our addresses, one of which adds a footer: Sarah reads it once."""
    office = at_the_desk
    first(office)
    ours = letters_to(office, PATEL)[-1]
    text = (
        "The meter is at 14 Harbour Road, we have been there since 2014, and I would like the old price back."
    )
    twice = [
        mail(
            PATEL,
            f"Re: {ours.subject}",
            words_,
            headers={
                "To": ours.reply_to[0].email,
                "In-Reply-To": ours.message_id,
                "Message-ID": "<answer@harbour-bakery.example>",
            },
        )
        for words_ in (text, f"{text}\n\n--\nThis email is confidential.")
    ]
    arrive(office, *twice)
    assert len(facts(office, MailNoted)) == 2
    assert len(letters_to(office, SARAH)) == 1


def test_a_mark_over_a_persons_words_hides_no_second_complaint(at_the_desk: Rig) -> None:
    """Her Outlook asks for no automatic answers: what else she complains of is a case of its own all the same."""
    office = at_the_desk
    first(office)
    text = "Your meter reader broke our gate in Leeds on Friday. I am furious and want to complain about him."
    arrive(office, mail(PATEL, "Our gate", text, headers={"X-Auto-Response-Suppress": "All"}))
    assert references(office) == [REFERENCE, SECOND]
