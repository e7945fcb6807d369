"""3.1.7.8: whoever asks for a copy of the procedure gets it by itself, free, by email or by post."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, latest_to
from tests.journeys.correspondence import (
    LLOYD,
    PATEL,
    SARAH,
    TOM,
    answer,
    case,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import OMBUDSMAN, with_ombudsman
from tests.rig import Rig
from worker.adapters import parsing
from worker.adapters.letters import paper
from worker.model.mail import Message
from worker.model.staff_event import LetterPosted
from worker.model.time import Clock

ASKED = "Could you send me a copy of your complaints procedure, please?"
BY_POST = "Please send me your complaints procedure by post, to 14 Harbour Road, Whitby."
AUDIT = (
    "Please send me your complaints procedure for our supplier file. Nothing is wrong, it is for an audit."
)


def copies(office: Rig, reader: str) -> list[Message]:
    """The letters to that person with which the procedure came."""
    return [each for each in letters_to(office, reader) if pdfs(each)]


def pdfs(letter: Message) -> list[str]:
    """The names of the PDFs that came with it."""
    return [each.name for each in letter.attachments if each.content_type == "application/pdf"]


def in_pdf(office: Rig, reader: str, name: str) -> bytes:
    """That PDF of the last letter to the reader."""
    raw = latest_to(office, reader)
    read = parsing.read(raw)
    assert isinstance(read, Message)
    (found,) = (each for each in read.attachments if each.name == name)
    return parsing.file(raw, found.sha256)


def test_a_client_asks_and_has_it_at_once(office: Rig) -> None:
    """Our first letter offers it; a plain reply brings the PDF by itself, Sarah reads that, and every clock runs on."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    assert "a free copy of our complaints procedure by email or post, just ask" in words(acknowledged)
    arrive(office, answer(acknowledged, ASKED))
    (copy,) = copies(office, PATEL)
    assert pdfs(copy) == ["Complaints procedure 1.1.pdf"]
    assert "It costs nothing" in words(copy)
    assert "1.1 of Monday 3 October 2022" in words(copy)
    assert in_pdf(office, PATEL, "Complaints procedure 1.1.pdf").startswith(b"%PDF-")
    assert "The copy goes to them by itself" in words(letters_to(office, SARAH)[-1])
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)


def test_nobody_gets_it_twice_in_a_day(office: Rig) -> None:
    """Who asks again within 24 hours has it; the next day it goes again."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    for _ in range(3):
        arrive(office, answer(acknowledged, ASKED))
    assert len(copies(office, PATEL)) == 1
    office.later(days=1)
    arrive(office, answer(acknowledged, "Please send me the complaints procedure again."))
    arrive(office, answer(acknowledged, f"{ASKED} Thank you."))
    assert len(copies(office, PATEL)) == 2


def test_by_post_a_colleague_prints_it(office: Rig) -> None:
    """Sarah gets the PDF and Mrs Patel's words with the address in them, and says that it is posted."""
    complain(office)
    (acknowledged,) = letters_to(office, PATEL)
    arrive(office, answer(acknowledged, BY_POST))
    (task,) = copies(office, SARAH)
    assert pdfs(task) == [f"{REFERENCE} copy of our procedure.pdf", "Complaints procedure 1.1.pdf"]
    assert "14 Harbour Road, Whitby" in words(task)
    assert "in the post by Tuesday 3 March 2026" in words(task)
    assert copies(office, PATEL) == []
    arrive(office, answer(task, "posted", sender=SARAH))
    posted = [each.fact for each in office.entries(REFERENCE) if isinstance(each.fact, LetterPosted)]
    assert [each.letter.value for each in posted] == ["M13"]


def test_the_letter_with_the_copy_offers_paper(office: Rig) -> None:
    """Its button, and a plain word below it, bring the task to post it."""
    complain(office)
    arrive(office, answer(letters_to(office, PATEL)[0], ASKED))
    arrive(office, tap(office, PATEL, "please post it to me", text="My address: 14 Harbour Road, Whitby"))
    (task,) = copies(office, SARAH)
    assert "14 Harbour Road, Whitby" in words(task)
    arrive(office, answer(copies(office, PATEL)[-1], "Please post it to 2 Mill Lane, Whitby."))
    assert "2 Mill Lane" in words(copies(office, SARAH)[-1])


@pytest.mark.parametrize("results", ["pass", "", "none"])
@pytest.mark.parametrize(
    "text",
    [
        AUDIT,
        ASKED,
        f"Hello,\n\n{ASKED}\n\nKind regards\nGareth Lloyd",
        "Can you send me your complaints policy?",
    ],
)
def test_who_has_no_complaint_gets_it_and_opens_none(office: Rig, text: str, results: str) -> None:
    """It is public: proven or not, they get the copy, and nobody makes a complainant of them."""
    arrive(office, mail(LLOYD, "Complaints procedure", text, results=results))
    (copy,) = letters_to(office, LLOYD)
    assert pdfs(copy) == ["Complaints procedure 1.1.pdf"]
    assert copy.subject == "Our complaints procedure"
    assert office.cases() == []
    arrive(office, mail(LLOYD, "Complaints procedure again", ASKED, results=results))
    assert len(letters_to(office, LLOYD)) == 1


def test_a_forged_sender_is_sent_nothing(office: Rig) -> None:
    """The mail is shown in the daily list instead."""
    arrive(office, mail(LLOYD, "Complaints procedure", ASKED, results="fail"))
    assert letters_to(office, LLOYD) == []
    assert office.cases() == []
    assert office.outcomes() == {"no complaint, shown to a person": 1}


def test_who_has_no_complaint_gets_it_by_post(office: Rig) -> None:
    """Tom, who does triage, is asked to print it and reads where it goes."""
    arrive(
        office,
        mail(LLOYD, "Your procedure", "Please post me your complaints procedure, to 2 Mill Lane, Whitby."),
    )
    (task,) = copies(office, TOM)
    assert pdfs(task) == ["Complaints procedure 1.1.pdf"]
    assert "2 Mill Lane, Whitby" in words(task)
    assert office.cases() == []
    assert letters_to(office, LLOYD) == []


@pytest.mark.parametrize("address", ["2 Mill Lane, Whitby", ""])
def test_a_stranger_taps_that_it_be_posted(office: Rig, address: str) -> None:
    """The button of the letter without a reference says all that is needed; who forgets the address opens no case."""
    arrive(office, mail(LLOYD, "Complaints procedure", ASKED))
    ((to, subject),) = links(office, LLOYD)
    arrive(office, mail(LLOYD, subject, f"My address: {address}", headers={"To": to}))
    (task,) = copies(office, TOM)
    assert f"My address: {address}".strip() in words(task)
    assert office.cases() == []


@pytest.mark.parametrize(
    "text",
    [
        f"You have overcharged me for months and nobody rings back. {ASKED}",
        f"I am very unhappy with your service. {ASKED}",
        f"We cannot go on like this. {ASKED}",
        f"You did not answer my last letter. {ASKED}",
    ],
)
def test_who_is_unhappy_too_has_a_complaint_and_the_copy(office: Rig, text: str) -> None:
    """The request hides no complaint: it is opened, its clocks run, and the copy goes as well."""
    arrive(office, mail(LLOYD, "Complaints procedure", text))
    (opened,) = office.cases()
    assert opened.due_on(Clock.ACKNOWLEDGE) or opened.due_on(Clock.RESPOND)
    assert len(copies(office, LLOYD)) == 1


def test_the_company_may_name_a_pdf_of_its_own(office: Rig, tmp_path: Path) -> None:
    """It goes in place of the summary; while the file is missing, the summary goes."""
    own = tmp_path / "procedure.pdf"
    rulebook = office.place.rulebook
    procedure = replace(rulebook.policy.procedure, file=str(own))
    policy = replace(rulebook.policy, procedure=procedure)
    office.place = replace(office.place, rulebook=replace(rulebook, policy=policy))
    arrive(office, mail(LLOYD, "Procedure", ASKED))
    assert in_pdf(office, LLOYD, "Complaints procedure 1.1.pdf").startswith(b"%PDF-")
    own.write_bytes(b"%PDF-1.7 our own words")
    office.later(days=2)
    arrive(office, mail(LLOYD, "Procedure", AUDIT))
    assert in_pdf(office, LLOYD, "Complaints procedure 1.1.pdf") == b"%PDF-1.7 our own words"


def test_the_summary_names_our_promises_and_the_ombudsman(
    office: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are in the PDF: the figures of the configuration and the facts of the day."""
    written: list[str] = []
    fit = paper._Pages.fit

    def kept(pages: paper._Pages, text: str) -> str:
        written.append(text)
        return fit(pages, text)

    monkeypatch.setattr(paper._Pages, "fit", kept)
    with_ombudsman(office)
    arrive(office, mail(LLOYD, "Procedure", ASKED))
    said = " ".join(" ".join(written).split())
    assert "within 4 working days" in said
    assert "Within 15 working days" in said
    assert "when 8 weeks have passed" in said
    assert OMBUDSMAN.phone in said
    assert "Version 1.1 of Monday 3 October 2022" in said
