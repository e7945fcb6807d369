"""2.1: every colleague is responsible, so what a client wrote to one of them is passed on to the mailbox."""

from datetime import UTC, date, datetime

import pytest

from tests.journeys.correspondence import (
    COMPLAINT,
    DOUBT,
    LLOYD,
    SARAH,
    TOM,
    address,
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
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.explain import explain_case

JAMES = "James Carter <james.carter@optimised.net>"
PATEL = "anita.patel@harbour-bakery.example"
NOTE = "Hi all, can somebody look at this one please? She rang me as well."

OUTLOOK = f"""{NOTE}

Kind regards,
Tom Reed

________________________________
From: Anita Patel <{PATEL}>
Sent: 02 March 2026 09:12
To: Tom Reed <tom.reed@optimised.net>
Subject: Renewal of our contract

"""
GMAIL = f"""{NOTE}

---------- Forwarded message ---------
From: Anita Patel <{PATEL}>
Date: Mon, 2 Mar 2026 at 09:12
Subject: Renewal of our contract
To: Tom Reed <tom.reed@optimised.net>

"""
APPLE = f"""{NOTE}

Begin forwarded message:

From: Anita Patel <{PATEL}>
Subject: Renewal of our contract
Date: 2 March 2026 at 09:12:11 GMT
To: Tom Reed <tom.reed@optimised.net>

"""
INLINE = {"Outlook": OUTLOOK, "Gmail": GMAIL, "Apple Mail": APPLE}

# She wrote on Friday 27 February 2026; Tom passes it on on Wednesday 4 March.
FRIDAY_OUTLOOK = OUTLOOK.replace("02 March 2026 09:12", "Friday, 27 February 2026 4:50 PM")
ON_FRIDAY = {
    "Outlook": OUTLOOK.replace("02 March 2026 09:12", "27 February 2026 16:50"),
    "Outlook with the weekday": FRIDAY_OUTLOOK,
    "Gmail": GMAIL.replace("Mon, 2 Mar 2026 at 09:12", "Fri, Feb 27, 2026 at 4:50\u202fPM"),
    "Apple Mail": APPLE.replace("2 March 2026 at 09:12:11 GMT", "27 February 2026 at 17:50:00 CET"),
    "Thunderbird": f"{NOTE}\n\n-------- Forwarded Message --------\nSubject: \tRenewal of our contract\n"
    f"Date: \tFri, 27 Feb 2026 16:50:00 +0000\nFrom: \tAnita Patel <{PATEL}>\nTo: \ttom.reed@optimised.net\n\n",
    "Yahoo": f"{NOTE}\n\n----- Forwarded message -----\nFrom: Anita Patel <{PATEL}>\nTo: Tom Reed\n"
    "Sent: Friday, 27 February 2026 at 04:50:00 pm GMT\nSubject: Renewal of our contract\n\n",
    "the line of a reply": f"{NOTE}\n\nOn 27/02/2026 16:50, Anita Patel <{PATEL}> wrote:\n\n",
}
IN_DOUBT = {
    "the weekday does not fit": FRIDAY_OUTLOOK.replace("Friday", "Monday"),
    "the month is not readable": FRIDAY_OUTLOOK.replace("February", "vasario"),
    "tomorrow": FRIDAY_OUTLOOK.replace("Friday, 27 February", "Thursday, 5 March"),
    "more than sixty days ago": FRIDAY_OUTLOOK.replace(
        "Friday, 27 February 2026", "Thursday, 27 February 2025"
    ),
    "no date": FRIDAY_OUTLOOK.replace("Sent: Friday, 27 February 2026 4:50 PM\n", ""),
}
FROM_JAMES = "From: James Carter <james.carter@optimised.net>\nSent: 03 March 2026 08:15\nTo: Tom Reed\n"
FROM_US = "From: Optimised <hello@optimised.net>\nSent: 02 March 2026 09:31\nTo: Anita Patel\n"


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


@pytest.mark.parametrize("above", ON_FRIDAY.values(), ids=ON_FRIDAY)
def test_the_clock_starts_on_the_day_that_the_quoted_mail_was_sent(office: Rig, above: str) -> None:
    """Friday is day 0; Monday to Thursday are days 1 to 4, Friday 20 March is day 15; Sarah reads it so."""
    office.later(days=2)
    arrive(office, inline(above))
    found = case(office)
    assert found.complainant.email == PATEL
    assert found.complaint.received_at == datetime(2026, 2, 27, 16, 50, tzinfo=UTC)
    assert found.complaint.day0 == date(2026, 2, 27)
    assert found.due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 5)
    assert found.due_on(Clock.RESPOND) == date(2026, 3, 20)
    assert found.due_on(Clock.EIGHT_WEEKS) == date(2026, 4, 24)
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Acknowledge by Thursday 5 March 2026: ")
    assert "A complaint arrived on Friday 27 February 2026." in words(task)


@pytest.mark.parametrize("above", IN_DOUBT.values(), ids=IN_DOUBT)
def test_a_date_in_doubt_counts_for_nothing(office: Rig, above: str) -> None:
    """Then it counts from Wednesday, when Tom passed it on, and neither a promise nor a letter names another day."""
    office.later(days=2)
    arrive(office, inline(above))
    found = case(office)
    assert (found.complainant.email, found.complaint.received_at) == (PATEL, office.now)
    assert (found.complaint.day0, found.due_on(Clock.ACKNOWLEDGE)) == (date(2026, 3, 4), date(2026, 3, 10))
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Acknowledge by Tuesday 10 March 2026: ")
    assert "A complaint arrived on Wednesday 4 March 2026." in words(task)
    rulebook = office.place.rulebook
    promises = " ".join(explain_case(found, rulebook.policy, rulebook.calendar))
    assert "from Wednesday 4 March 2026, which is day 0" in promises
    assert "February" not in promises


SAID = {
    "tomorrow": ("it says that it was written on Thursday 5 March 2026",),
    "more than sixty days ago": ("it says that it was written on Thursday 27 February 2025",),
    "no date": (),
}


@pytest.mark.parametrize(("above", "said"), SAID.items(), ids=SAID)
def test_a_day_that_does_not_count_is_told(office: Rig, above: str, said: tuple[str, ...]) -> None:
    """Whoever reads the case sees which day the mail claims."""
    office.later(days=2)
    arrive(office, inline(IN_DOUBT[above]))
    assert tuple(each for each in case(office).complaint.reasons if "written" in each) == said


def test_a_day_that_counts_needs_no_word(office: Rig) -> None:
    """Her mail was written on the Friday before, which is believed."""
    office.later(days=2)
    arrive(office, inline(FRIDAY_OUTLOOK))
    assert "written" not in " ".join(case(office).complaint.reasons)


PATELS = mail(f"Anita Patel <{PATEL}>", "Renewal of our contract", results="")
LLOYDS = mail(LLOYD, "Price", "I am very unhappy about your price and complain.", results="")
OURS = mail("Optimised <hello@optimised.net>", "We have your complaint", "Thank you.", results="")


def together(*mails: bytes, sender: str = TOM) -> bytes:
    """The sender attaches these mails to one of their own."""
    parts = [f"Content-Type: text/plain; charset=utf-8\n\n{NOTE}\n"]
    parts += [f"Content-Type: message/rfc822\n\n{each.decode()}".replace("\r\n", "\n") for each in mails]
    body = "".join(f"--{len(mails)}\n{part}" for part in parts) + f"--{len(mails)}--"
    headers = {"Content-Type": f'multipart/mixed; boundary="{len(mails)}"'}
    return mail(sender, "Fwd: two complaints", body, headers=headers)


@pytest.mark.parametrize("year", [1989, 2101])
def test_a_date_far_away_sets_no_mail_aside(office: Rig, year: int) -> None:
    """Her mail program's clock was wrong by lifetimes: it is a case from today, which says so."""
    raw = attached()
    far = raw.replace(b"Date: Mon, 2 Mar 2026", f"Date: 2 Mar {year}".encode())
    assert far != raw
    arrive(office, far)
    assert case(office).complaint.day0 == date(2026, 3, 2)
    assert "it bears a date that cannot be true" in case(office).complaint.reasons


def test_two_mails_passed_on_in_one_are_two_cases(office_on_both: Rig) -> None:
    """Tom attaches Mrs Patel's and Mr Lloyd's: each has a case with its words, and Sarah a task for each."""
    arrive(office_on_both, together(PATELS, LLOYDS))
    hers, his = office_on_both.cases()
    assert [each.complainant.email for each in (hers, his)] == [PATEL, address(LLOYD)]
    assert (hers.complaint.subject, his.complaint.subject) == ("Renewal of our contract", "Price")
    assert "your price" in his.complaint.words
    for each in (hers, his):
        assert (each.stage, each.due_on(Clock.ACKNOWLEDGE)) == (Stage.NEW, date(2026, 3, 6))
        assert "one of 2 mails that were passed on in one" in each.complaint.reasons
    tasks = [words(letter) for letter in letters_to(office_on_both, SARAH)]
    assert [PATEL in task for task in tasks] == [True, False]
    assert [address(LLOYD) in task for task in tasks] == [False, True]
    assert office_on_both.outcomes()["opened a case"] == 1
    assert office_on_both.faults() == []


TOGETHER = {
    "the same mail twice": ((PATELS, PATELS), [PATEL]),
    "our own letter with hers": ((OURS, PATELS), [PATEL]),
    "below a colleague's mail": ((together(PATELS, LLOYDS, sender=JAMES),), [PATEL, address(LLOYD)]),
    "beside a colleague's mail": ((LLOYDS, together(PATELS, sender=JAMES)), [address(LLOYD), PATEL]),
}


@pytest.mark.parametrize(("mails", "clients"), TOGETHER.values(), ids=TOGETHER)
def test_every_client_in_a_mail_has_one_case(
    office: Rig, mails: tuple[bytes, ...], clients: list[str]
) -> None:
    """Whatever else Tom attaches, and however deep a client's mail lies in it."""
    arrive(office, together(*mails))
    assert [each.complainant.email for each in office.cases()] == clients


@pytest.mark.parametrize(
    "james",
    [
        f"{FROM_JAMES}Subject: FW: Renewal\n\nTom, yours?\n\n",
        f"{FROM_JAMES.replace(' <james.carter@optimised.net>', '')}Subject: FW: Renewal\n\nTom, yours?\n\n",
        f"{FROM_JAMES}Subject: RE: Renewal\n\nDear Mrs Patel, I shall look into it.\n\n",
        f"{FROM_JAMES}Subject: FW: Renewal\n\nTom?\n\n{FROM_JAMES}Subject: RE: Renewal\n\nI shall.\n\n",
    ],
    ids=["a forward", "named without address", "an answer", "twice"],
)
def test_what_went_through_two_colleagues_is_still_hers(office: Rig, james: str) -> None:
    """James passed her mail to Tom, or answered it: hers is the first mail below that no colleague wrote."""
    office.later(days=2)
    arrive(office, inline(f"{NOTE}\n\n{james}{FRIDAY_OUTLOOK.removeprefix(NOTE)}"))
    found = case(office)
    assert (found.complainant.email, found.complaint.day0) == (PATEL, date(2026, 2, 27))
    assert found.complaint.words.startswith("You renewed our electricity contract")


def test_a_colleagues_mail_that_is_attached_is_looked_into(office: Rig) -> None:
    """Tom attaches the mail in which James passed hers on."""
    office.later(days=2)
    from_james = attached().replace(f"Anita Patel <{PATEL}>".encode(), JAMES.encode())
    arrive(
        office, from_james.replace(COMPLAINT.splitlines()[0].encode(), FRIDAY_OUTLOOK.encode() + b"You did.")
    )
    found = case(office)
    assert (found.complainant.email, found.complaint.day0) == (PATEL, date(2026, 2, 27))


def test_mail_that_only_colleagues_wrote(office: Rig) -> None:
    """James reports what a client told him: no colleague complains, so Sarah finds the client."""
    arrive(office, inline(f"{NOTE}\n\n{FROM_JAMES}Subject: A call\n\n"))
    found = case(office)
    assert (found.complainant.email, found.complaint.subject) == ("", "A call")
    assert len(letters_to(office, SARAH)) == 1
    assert letters_to(office, JAMES) == []


def test_no_more_than_five_mails_deep(office: Rig) -> None:
    """A mail below five of colleagues is not looked for."""
    james = f"{FROM_JAMES}Subject: FW: Renewal\n\n"
    arrive(office, inline(james * 5 + OUTLOOK))
    assert case(office).complainant.email == ""


@pytest.mark.parametrize("sender", ["Optimised <hello@optimised.net>", "Optimised"])
@pytest.mark.parametrize("above", ["", f"{FROM_JAMES}Subject: FW: your complaint\n\n"])
def test_our_own_letter_brings_no_client(office: Rig, sender: str, above: str) -> None:
    """Tom passes on what we wrote to a client: the mail is his own, and nobody takes us for the client."""
    ours = FROM_US.replace("Optimised <hello@optimised.net>", sender)
    arrive(office, inline(f"{NOTE}\n\n{above}{ours}Subject: Your complaint\n\n"))
    assert_toms_own(office)


def test_our_own_letter_attached_brings_no_client(office: Rig) -> None:
    """The same where he attaches it."""
    ours = attached().replace(f"Anita Patel <{PATEL}>".encode(), b"Optimised <hello@optimised.net>")
    arrive(office, ours.replace(NOTE.encode(), f"{NOTE}\n{COMPLAINT}".encode()))
    assert_toms_own(office)


def test_her_answer_to_our_letter_is_hers(office: Rig) -> None:
    """Tom passes on her answer, with our letter quoted below: she is the client."""
    arrive(office, inline(OUTLOOK, f"{COMPLAINT}\n\n{FROM_US}Subject: Your complaint\n\nThank you."))
    assert case(office).complainant.email == PATEL


def assert_toms_own(office: Rig) -> None:
    """No case is opened, Tom is asked what it is, and whoever is on triage sees it."""
    assert office.cases() == []
    (asked,) = letters_to(office, TOM)
    assert asked.subject.startswith("Where does this belong?")


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
    assert letters_to(office, PATEL) == []
    (told,) = letters_to(office, TOM)
    assert told.subject == "Not done: we could not prove that this came from you"
    assert "passed this mail on" not in " ".join(words(letter) for letter in letters_to(office, SARAH))


def test_a_client_who_forwards_something_speaks_for_herself(office: Rig) -> None:
    """Mrs Patel forwards her supplier's mail to complain about it: she is the client, and she is acknowledged."""
    supplier = GMAIL.replace("Anita Patel", "Big Energy").replace(PATEL, "bills@big-energy.example")
    arrive(office, mail(f"Anita Patel <{PATEL}>", "Fwd: Your bill", supplier + COMPLAINT))
    assert case(office).complainant.email == PATEL
    assert len(letters_to(office, PATEL)) == 1
    assert letters_to(office, "bills@big-energy.example") == []
