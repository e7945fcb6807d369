"""A colleague passes on what a client wrote: a person confirms the address, and what is known joins its case (2.1)."""

from datetime import date

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import (
    COMPLAINT,
    PATEL,
    SARAH,
    TOM,
    address,
    case,
    facts,
    letters_to,
    links,
    london,
    mail,
    tap,
    words,
)
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.model.mail import Message
from worker.model.stage import Stage
from worker.model.time import Clock

NOTE = "Please can you deal with this, he rang me last week as well."
LLOYD = "gareth@lloyd-joinery.example"
FED_UP = "We have been charged for the old meter again. I am very unhappy and fed up with it."
REMINDED = "I still have no answer from you, and I am very unhappy about that."


def forward(
    text: str, *, by: str = f"Gareth Lloyd <{LLOYD}>", subject: str = "Overcharged again", note: str = NOTE
) -> bytes:
    """Tom passes on what the client wrote to him early on Monday, in Gmail."""
    below = (
        "---------- Forwarded message ---------\n"
        f"From: {by}\nDate: Mon, 2 Mar 2026 at 08:48\nSubject: {subject}\nTo: Tom Reed <{address(TOM)}>\n\n\n{text}"
    )
    return mail(TOM, f"Fwd: {subject}", f"{note}\n\n{below}" if note else below)


def tasks(office: Rig) -> list[Message]:
    """The letters that ask Sarah to acknowledge somebody."""
    return [each for each in letters_to(office, SARAH) if each.subject.startswith("Acknowledge by")]


def notes(office: Rig, reference: str = REFERENCE) -> list[str]:
    """What joined the case, in order."""
    return [each.words for each in facts(office, MailNoted, reference)]


def test_nothing_goes_to_him_before_somebody_confirms_the_address(office_on_both: Rig) -> None:
    """Sarah taps the link in her task, and he has the acknowledgement that he was owed, once."""
    office = office_on_both
    arrive(office, forward(FED_UP))
    assert letters_to(office, LLOYD) == []
    assert case(office).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)
    confirmed = tap(office, SARAH, "that address is right")
    arrive(office, confirmed)
    (letter,) = letters_to(office, LLOYD)
    assert "Monday 23 March 2026" in words(letter)
    found = case(office)
    assert (found.stage, found.waits_for) == (Stage.ACKNOWLEDGED, "")
    assert "The address of OPT-2026-0001 is confirmed" in words(letters_to(office, SARAH)[-1])
    arrive(office, confirmed.replace(b"Message-ID: <", b"Message-ID: <again."))
    assert len(letters_to(office, LLOYD)) == 1
    assert office.faults() == []


def test_what_tom_wrote_above_it_is_a_note(office: Rig) -> None:
    """It is kept for colleagues, and no word of it reaches the client."""
    arrive(office, forward(FED_UP))
    assert notes(office) == [NOTE]
    arrive(office, tap(office, SARAH, "that address is right"))
    assert "rang me last week" not in words(letters_to(office, LLOYD)[0])


def test_a_bare_forward_has_no_note(office: Rig) -> None:
    """There is nothing to keep beside the complaint."""
    arrive(office, forward(FED_UP, note=""))
    assert (notes(office), case(office).complaint.words) == ([], FED_UP)


def test_what_she_wrote_about_her_open_case_joins_it(office: Rig) -> None:
    """Mrs Patel complained here and wrote to Tom after that, in the same thread: one case, and Sarah reads it."""
    complain(office)
    before = case(office).running
    arrive(office, forward(REMINDED, by=PATEL, subject="Re: Renewal of our contract"))
    assert len(office.cases()) == 1
    assert notes(office) == [REMINDED, NOTE]
    assert case(office).running == before
    told = letters_to(office, SARAH)[-1]
    assert REMINDED in words(told)
    assert "Tom Reed passed it on" in words(told)


def test_by_the_reference_of_our_letters_too(office: Rig) -> None:
    """She answered our acknowledgement, but to Tom."""
    complain(office)
    arrive(office, forward(REMINDED, by=PATEL, subject=f"Re: Your complaint: about it all [{REFERENCE}]"))
    assert len(office.cases()) == 1
    assert REMINDED in notes(office)


def test_the_same_complaint_passed_on_tells_nobody_twice(office: Rig) -> None:
    """She had written to both: Sarah, who has read it, is not told again."""
    complain(office)
    told = len([each for each in letters_to(office, SARAH) if "wrote" in each.subject])
    arrive(office, forward(COMPLAINT, by=PATEL, subject="Renewal of our contract"))
    assert len(office.cases()) == 1
    assert len([each for each in letters_to(office, SARAH) if "wrote" in each.subject]) == told


def test_another_matter_is_a_case_of_its_own_that_names_the_first(office: Rig) -> None:
    """The same client and another subject: nothing is guessed, and the task says what it may be about."""
    complain(office)
    arrive(office, forward(FED_UP, by=PATEL))
    second = case(office, "OPT-2026-0002")
    assert second.complaint.possibly_about == REFERENCE
    assert "Possibly about" in words(tasks(office)[-1])
    assert REFERENCE in words(tasks(office)[-1])


def test_another_client_with_the_same_subject(office: Rig) -> None:
    """The address decides: nobody's mail joins the case of somebody else."""
    complain(office)
    arrive(office, forward(FED_UP, subject="Renewal of our contract"))
    assert case(office, "OPT-2026-0002").complainant.email == LLOYD
    assert notes(office) == []


def test_a_closed_case_is_not_joined(office: Rig) -> None:
    """What she writes after the end is a new complaint until a person says otherwise."""
    complain(office)
    told_by_phone(office)
    arrive(office, mail(SARAH, f"[{REFERENCE}] close resolved"))
    arrive(office, forward(REMINDED, by=PATEL, subject="Renewal of our contract"))
    assert case(office, "OPT-2026-0002").complaint.words == REMINDED


def test_too_late_to_promise_anything(office: Rig) -> None:
    """The answer was due when somebody confirms: no letter leaves that would promise a day that is over."""
    arrive(office, forward(FED_UP))
    confirmed = tap(office, SARAH, "that address is right")
    office.now = london(date(2026, 3, 24), 10)
    arrive(office, confirmed)
    assert letters_to(office, LLOYD) == []


def test_only_a_passed_on_mail_offers_that_link(office: Rig) -> None:
    """Where something else stands against an acknowledgement, an address alone does not put it right."""
    arrive(office, mail(PATEL, "Renewal", headers={"Reply-To": "somebody@elsewhere.example"}))
    assert not [subject for _, subject in links(office, SARAH) if "address is right" in subject]


COMMANDED = ("escalate", "close resolved", "update Fri 13 March", "answer")


@pytest.mark.parametrize("line", COMMANDED)
def test_no_commanded_letter_goes_to_an_address_that_nobody_confirmed(office: Rig, line: str) -> None:
    """Sarah rang him and goes on: whatever she writes, nothing leaves, and she reads why and what to do."""
    arrive(office, forward(FED_UP))
    write(office, "phoned", "He is Gareth Lloyd.")
    told = write(office, line, "We have looked into it.")
    office.later(hours=1)
    office.work()
    assert letters_to(office, LLOYD) == []
    assert f"Nobody has confirmed yet that {LLOYD} is the client's address" in words(told)


def test_once_confirmed_the_next_letter_goes_there(office: Rig) -> None:
    """He was phoned, so no acknowledgement leaves; her answer does."""
    arrive(office, forward(FED_UP))
    write(office, "phoned", "He is Gareth Lloyd.")
    assert "Letters to the client can go there now." in words(write(office, "that address is right"))
    assert letters_to(office, LLOYD) == []
    write(office, "answer", "We take the old meter off your bill.")
    arrive(office, tap(office, SARAH, "send"))
    (letter,) = letters_to(office, LLOYD)
    assert "We take the old meter off your bill." in words(letter)
