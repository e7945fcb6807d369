"""2.1: every colleague is responsible, so what a client wrote to one of them is passed on to the mailbox."""

from datetime import date

import pytest

from tests.journeys.correspondence import (
    COMPLAINT,
    DOUBT,
    LLOYD,
    SARAH,
    TOM,
    case,
    letters_to,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import Rig
from worker.model.entry import Trust
from worker.model.time import Clock
from worker.policy.case import Stage

PATEL = "anita.patel@harbour-bakery.example"
NOTE = "Hi all, can somebody look at this one please? She rang me as well."

OUTLOOK = f"""{NOTE}

Kind regards,
Tom Reed

________________________________
From: Anita Patel <{PATEL}>
Sent: 02 March 2026 08:40
To: Tom Reed <tom.reed@optimised.net>
Subject: Renewal of our contract

"""
GMAIL = f"""{NOTE}

---------- Forwarded message ---------
From: Anita Patel <{PATEL}>
Date: Mon, 2 Mar 2026 at 08:40
Subject: Renewal of our contract
To: Tom Reed <tom.reed@optimised.net>

"""
APPLE = f"""{NOTE}

Begin forwarded message:

From: Anita Patel <{PATEL}>
Subject: Renewal of our contract
Date: 2 March 2026 at 08:40:11 GMT
To: Tom Reed <tom.reed@optimised.net>

"""
INLINE = {"Outlook": OUTLOOK, "Gmail": GMAIL, "Apple Mail": APPLE}


def inline(above: str, text: str = COMPLAINT, results: str = "pass") -> bytes:
    """Tom forwards it below his note."""
    return mail(TOM, "FW: Renewal of our contract", above + text, results=results)


def attached(text: str = COMPLAINT, results: str = "pass") -> bytes:
    """Tom forwards it as an attachment."""
    inner = mail(f"Anita Patel <{PATEL}>", "Renewal of our contract", text, results="").decode()
    body = (
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{NOTE}\n"
        f'--b\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename="Renewal.eml"\n\n'
        + inner.replace("\r\n", "\n")
        + "--b--"
    )
    headers = {"Content-Type": 'multipart/mixed; boundary="b"'}
    return mail(TOM, "Renewal of our contract", body, results=results, headers=headers)


def arrive(office: Rig, raw: bytes) -> None:
    """The mail comes in and is worked on."""
    office.arrive(raw)
    office.work()


def assert_mrs_patels(office: Rig) -> None:
    """The case is hers and not Tom's, no client was written to, and Sarah knows who passed it on."""
    found = case(office)
    assert (found.complainant.email, found.complaint.subject) == (PATEL, "Renewal of our contract")
    assert found.complaint.words.startswith("You renewed our electricity contract at 31.2p")
    assert found.complaint.trust is Trust.UNPROVEN
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE)) == (Stage.NEW, date(2026, 3, 6))
    assert letters_to(office, PATEL) == letters_to(office, TOM) == []
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Acknowledge by Friday 6 March 2026: anita.patel@")
    assert "Tom Reed passed this mail on; please make sure that the address is the client's." in words(task)


@pytest.mark.parametrize("above", INLINE.values(), ids=INLINE)
def test_tom_forwards_a_clients_complaint(office: Rig, above: str) -> None:
    """From Outlook, Gmail and Apple Mail: her words are what stands below his note."""
    arrive(office, inline(above))
    assert_mrs_patels(office)
    assert "She rang me as well" not in case(office).complaint.words


def test_tom_forwards_it_as_an_attachment(office_on_both: Rig) -> None:
    """The attached mail is read whole, with its own sender and subject."""
    arrive(office_on_both, attached())
    assert_mrs_patels(office_on_both)


def test_tom_passes_it_on_in_an_answer_to_our_letter(office: Rig) -> None:
    """He answers the daily list and attaches her mail: the case has her words and not his note."""
    arrive(office, mail(LLOYD, "Meter", DOUBT))
    wait_until(office, london(date(2026, 3, 3), 9))
    office.hand_over()
    (daily,) = letters_to(office, TOM)
    arrive(office, f"In-Reply-To: {daily.message_id}\r\n".encode() + attached())
    assert case(office, "OPT-2026-0002").complaint.words.startswith("You renewed our electricity contract")


def test_the_clock_starts_when_she_wrote_to_tom(office: Rig) -> None:
    """She wrote to him on Friday 27 February; he passed it on on Monday, which does not make the promise longer."""
    friday = attached().replace(b"Date: Mon, 2 Mar 2026", b"Date: Fri, 27 Feb 2026")
    assert b"27 Feb" in friday
    arrive(office, friday)
    assert case(office).complaint.day0 == date(2026, 2, 27)
    assert case(office).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 5)


def test_sarah_phones_her_and_the_promise_is_kept(office: Rig) -> None:
    """She used a number that we had; the link in her task stops the clock."""
    arrive(office, inline(GMAIL))
    arrive(office, tap(office, SARAH, "phoned"))
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert letters_to(office, PATEL) == []


def test_what_is_passed_on_in_doubt_is_sarahs_task_too(office: Rig) -> None:
    """Nothing in it is clearly unhappy, but Tom thought that it belongs here: no letter leaves by itself."""
    arrive(office, inline(OUTLOOK, DOUBT))
    assert case(office).stage is Stage.PROVISIONAL
    assert len(letters_to(office, SARAH)) == 1
    wait_until(office, london(date(2026, 3, 6), 10))
    assert letters_to(office, PATEL) == []


def test_a_forward_that_names_no_address(office: Rig) -> None:
    """Outlook shows only the name of somebody in the address book: the duty stands, and Sarah finds the client."""
    arrive(office, inline(OUTLOOK.replace(f" <{PATEL}>", "")))
    found = case(office)
    assert (found.complainant.email, found.due_on(Clock.ACKNOWLEDGE)) == ("", date(2026, 3, 6))
    (task,) = letters_to(office, SARAH)
    assert "31.2p" in words(task)


@pytest.mark.parametrize("results", ["", "fail"])
@pytest.mark.parametrize("as_attachment", [False, True])
def test_somebody_who_only_writes_as_tom_makes_no_case_for_her(
    office: Rig, as_attachment: bool, results: str
) -> None:
    """A forward in Tom's name that nothing proves names no client: it is a mail from his address, without an answer."""
    arrive(office, attached(results=results) if as_attachment else inline(GMAIL, results=results))
    assert [found.complainant.email for found in office.cases() if found.complainant.email == PATEL] == []
    assert letters_to(office, PATEL) == letters_to(office, TOM) == []
    assert "passed this mail on" not in " ".join(words(letter) for letter in letters_to(office, SARAH))


def test_a_client_who_forwards_something_speaks_for_herself(office: Rig) -> None:
    """Mrs Patel forwards her supplier's mail to complain about it: she is the client, and she is acknowledged."""
    supplier = GMAIL.replace("Anita Patel", "Big Energy").replace(PATEL, "bills@big-energy.example")
    arrive(office, mail(f"Anita Patel <{PATEL}>", "Fwd: Your bill", supplier + COMPLAINT))
    assert case(office).complainant.email == PATEL
    assert len(letters_to(office, PATEL)) == 1
    assert letters_to(office, "bills@big-energy.example") == []
