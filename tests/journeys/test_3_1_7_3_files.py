"""3.1.7.3: what a colleague attaches to a letter goes to the client with it; what a client attaches goes nowhere."""

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain
from tests.journeys.correspondence import (
    PATEL,
    SARAH,
    TOM,
    address,
    assigned,
    case,
    configured,
    facts,
    letters_to,
    links,
    tap,
    words,
)
from tests.journeys.enclosing import LOGO, PDF, TABLE, Given, as_outlook, received_files
from tests.journeys.test_3_1_3_by_post import arrived
from tests.rig import Rig
from worker.model.mail import Message
from worker.model.office import Timetable
from worker.model.staff_event import DraftApproved, DraftWritten

OFFER = "We pay you £212.40, as the credit note shows."
NOTE = Given("Gutschrift für Bäckerei – März.pdf", PDF)
SHEET = Given("usage.csv", TABLE, "text/csv")


def draft(office: Rig, *files: Given, line: str = "propose Fri 27 March", text: str = OFFER) -> Message:
    """Sarah writes to Mrs Patel with these files, out of Outlook with her logo; what comes back."""
    arrive(office, as_outlook(f"[{REFERENCE}] {line}", text, *files, sender=SARAH))
    return letters_to(office, SARAH)[-1]


def test_her_files_go_with_the_letter_byte_for_byte(office_on_both: Rig) -> None:
    """The draft lists both; Mrs Patel gets them with their own names, and neither the logo nor anything else."""
    office = office_on_both
    complain(office)
    shown = draft(office, NOTE, SHEET)
    assert shown.subject.startswith("Check and send: proposal to Anita Patel")
    assert "Files that go with it" in words(shown)
    assert "Gutschrift für Bäckerei – März.pdf: 10 kB usage.csv: 1 kB" in words(shown)
    assert "Pictures that stand within your text stay here." in words(shown)
    assert shown.attachments == ()
    assert len(letters_to(office, PATEL)) == 1

    arrive(office, tap(office, SARAH, "send"))
    assert received_files(office, PATEL) == [
        (NOTE.name, "application/pdf", PDF),
        (SHEET.name, "text/csv", TABLE),
    ]
    assert OFFER in words(letters_to(office, PATEL)[-1])
    receipt = letters_to(office, SARAH)[-1]
    assert "with 2 files, is on its way." in words(receipt)
    assert receipt.attachments == ()
    (written,) = facts(office, DraftWritten)
    assert [each.name for each in written.files] == [NOTE.name, SHEET.name]
    assert sum(len(entry.text) for entry in office.entries(REFERENCE) if entry.fact == written) < 1500
    assert office.faults() == []


def test_other_words_keep_the_files_and_other_files_take_their_place(office: Rig) -> None:
    """She changes the text alone, and the note stays; with another file, that one goes instead."""
    complain(office)
    draft(office, NOTE)
    again = draft(office, line="text", text="We pay you £250.")
    assert NOTE.name in words(again)
    new = Given("credit note 2.pdf", PDF + b"2")
    once_more = draft(office, new, line="text", text="We pay you £260.")
    assert NOTE.name not in words(once_more)
    arrive(office, tap(office, SARAH, "send"))
    assert received_files(office, PATEL) == [(new.name, "application/pdf", new.content)]


def test_another_letter_has_only_its_own_files(office: Rig) -> None:
    """The update that takes the place of her proposal brings nothing of it."""
    complain(office)
    draft(office, NOTE)
    draft(office, line="update Fri 20 March", text="We wait for the supplier.")
    arrive(office, tap(office, SARAH, "send"))
    assert received_files(office, PATEL) == []


def test_a_letter_taken_back_takes_its_files_along(office: Rig) -> None:
    """She undoes it in time: nothing leaves; she sends it again, and the note goes with it, once."""
    configured(office, timetable=Timetable(morning=None, undo_minutes=10))
    complain(office)
    draft(office, NOTE)
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, tap(office, SARAH, "undo"))
    office.later(hours=1)
    office.work()
    assert len(letters_to(office, PATEL)) == 1
    assert facts(office, DraftApproved)
    waiting = case(office).draft
    assert waiting is not None
    assert [each.name for each in waiting.files] == [NOTE.name]

    arrive(office, as_outlook(f"[{REFERENCE}] send", "", sender=SARAH))
    office.later(hours=1)
    office.work()
    assert received_files(office, PATEL) == [(NOTE.name, "application/pdf", PDF)]


HARMFUL = (
    Given("tariff.exe", b"MZ", "application/octet-stream"),
    Given("tariff.pdf.js", b"x", "application/octet-stream"),
    Given("tariff.HTML", b"<p>", "text/html"),
    Given("tariff", b"<p>", "text/html"),
    Given("tariff.docm", b"PK", "application/octet-stream"),
    Given("the supplier said.eml", b"From: a@b.example\n\nx", "application/octet-stream"),
)


@pytest.mark.parametrize("file", HARMFUL, ids=lambda file: file.name)
def test_what_can_do_harm_is_refused_with_a_sentence(office: Rig, file: Given) -> None:
    """Nothing is drafted, Sarah reads which file and why, and her words are in the answer."""
    complain(office)
    refused = draft(office, NOTE, file)
    assert refused.subject.startswith("Not done:")
    assert f"“{file.name}” is" in words(refused)
    assert "Send what they are to read as a PDF." in words(refused)
    assert OFFER in words(refused)
    assert case(office).draft is None


def test_more_than_ten_megabytes_are_refused(office: Rig) -> None:
    """Two scans of six together; one of them alone goes."""
    complain(office)
    first, second = (Given(f"scan {n}.pdf", bytes([n]) * 6 * 1024 * 1024) for n in (1, 2))
    refused = draft(office, first, second)
    assert "The files have 12.0 MB together, and at most 10 MB go with a letter." in words(refused)
    assert case(office).draft is None
    draft(office, first)
    arrive(office, tap(office, SARAH, "send"))
    assert received_files(office, PATEL) == [(first.name, "application/pdf", first.content)]


def test_a_reply_to_a_list_or_letter_of_ours_drafts_with_files_too(office: Rig) -> None:
    """She answers the mail that told her of it, the command as the first line, the note attached."""
    complain(office)
    told = assigned(office, SARAH)[-1]
    to = told.reply_to[0].email
    office.later(minutes=5)
    raw = as_outlook(f"Re: {told.subject}", f"answer\n{OFFER}", NOTE, sender=SARAH, to=to)
    office.arrive(raw.replace(b"Subject:", f"In-Reply-To: {told.message_id}\r\nSubject:".encode(), 1))
    office.work()
    assert NOTE.name in words(letters_to(office, SARAH)[-1])
    arrive(office, tap(office, SARAH, "send"))
    assert received_files(office, PATEL) == [(NOTE.name, "application/pdf", PDF)]


def test_by_post_they_come_to_be_printed(office: Rig) -> None:
    """Mr Ainsworth has no email: Sarah gets the letter and the note to print, and reads that both go in."""
    arrived(office)
    draft(office, NOTE, line="answer", text="You are let out of it.")
    arrive(office, tap(office, SARAH, "send"))
    (task,) = (each for each in letters_to(office, SARAH) if "print and post: answer" in each.subject)
    assert "Print these files too, and put them in with it" in words(task)
    assert f"{NOTE.name}: 10 kB" in words(task)
    assert [each for each in every_file(office) if each[0] == NOTE.name] == [
        (NOTE.name, "application/pdf", PDF)
    ]


def test_what_a_client_sends_is_listed_and_goes_to_nobody(office: Rig) -> None:
    """Mrs Patel attaches a bill and, later, a photo: Sarah reads their names; no letter of ours has them."""
    bill, photo = Given("bill.pdf", PDF), Given("photo.exe", LOGO * 800, "application/octet-stream")
    text = "You renewed our contract without our agreement. I am very unhappy and complain."
    arrive(office, as_outlook("Renewal of our contract", text, bill, sender=PATEL))
    told = words(assigned(office, SARAH)[-1])
    assert "Nobody has opened them, and they are not passed on." in told
    assert "bill.pdf (10 kB)" in told
    assert "image001" not in told

    acknowledged = letters_to(office, PATEL)[0]
    to = acknowledged.reply_to[0].email
    arrive(office, as_outlook(f"Re: {acknowledged.subject}", "Here is a photo.", photo, sender=PATEL, to=to))
    assert "photo.exe (1.6 MB)" in words(letters_to(office, SARAH)[-1])
    for reader in (SARAH, TOM, JAMES, PATEL):
        assert [
            each for each in office.received(reader.partition("<")[2].strip(">")) if each.attachments
        ] == []
    assert [verb for _, verb in links(office, SARAH) if "photo" in verb] == []


def every_file(office: Rig) -> list[tuple[str, str, bytes]]:
    """Every file in a letter that left for Sarah."""
    mails = [each for each in office.sink.mails if address(SARAH) in each.recipients]
    return [file for at in range(len(mails)) for file in received_files(office, SARAH, at)]
