"""3.1.4: a colleague tells in their own words who complained; what is missing is asked for once, in one mail."""

from datetime import date
from pathlib import Path

import pytest

from tests.journeys.by_mail import arrive, write
from tests.journeys.correspondence import (
    SARAH,
    TOM,
    address,
    answer,
    assigned,
    case,
    facts,
    letters_to,
    london,
    mail,
    tap,
    words,
)
from tests.rig import Rig
from worker.model.client_event import StatementCorrected
from worker.model.entry import Channel
from worker.model.staff_event import ClientDetailsGiven
from worker.model.time import Clock

PATEL = "Anita Patel <anita.patel@harbour-bakery.example>"
INVENTED = Path(__file__).parent.parent / "grammar" / "invented" / "11_phone_form.eml"
TUESDAY = date(2026, 3, 3)
RANG = """Mrs Patel rang at 10 about her bill, 01253 555 0199, wants a refund. She says she was charged £148 twice
in January and nobody rang her back.

Tom
"""


def told(office: Rig, subject: str = "Angry call from Mrs Patel", text: str = RANG) -> None:
    """Tom writes it on Tuesday before lunch."""
    office.now = london(TUESDAY, 11, 45)
    office.arrive(mail(TOM, subject, text))
    office.work()


def test_a_call_told_in_prose_is_a_case_by_phone(office_on_both: Rig) -> None:
    """Every clock runs from ten o'clock; Tom is asked in one mail for all that is missing."""
    office = office_on_both
    told(office)
    found = case(office)
    complaint = found.complaint
    assert (complaint.channel, complaint.taken_by) == (Channel.TELEPHONE, "tom")
    assert (complaint.complainant.name, complaint.phone) == ("Mrs Patel", "01253 555 0199")
    assert complaint.received_at == london(TUESDAY, 10)
    assert found.due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 9)
    (receipt,) = letters_to(office, TOM)
    for line in ("Recorded as OPT-2026-0001: Mrs Patel, telephone", "Email:", "Address:", "Microbusiness"):
        assert line in words(receipt)
    assert "charged £148 twice" in words(letters_to(office, SARAH)[0])


def test_who_has_it_and_took_the_call_reads_once_what_to_do(office: Rig) -> None:
    """Sarah took it and it is hers: one mail says by when she phones or writes, and that `phoned` ends the duty."""
    office.now = london(TUESDAY, 11, 45)
    office.arrive(mail(SARAH, "Angry call from Mrs Patel", RANG.replace("Tom", "Sarah")))
    office.work()
    (receipt,) = [*letters_to(office, SARAH), *assigned(office, SARAH)]
    said = words(receipt)
    assert "The client must hear from you by Monday 9 March 2026" in said
    assert "How the mail begins" not in said
    office.later(minutes=5)
    office.arrive(tap(office, SARAH, "phoned", text="Told her that we look into it."))
    office.work()
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None


def test_who_has_it_reads_of_a_call_and_not_of_a_mail(office: Rig) -> None:
    """Tom took it and it is Sarah's: what he wrote down is not called a mail of the client's."""
    told(office)
    said = words(letters_to(office, SARAH)[0])
    assert "Tom Reed wrote down what a client told us on Tuesday 3 March 2026 by phone" in said
    assert "How the mail begins" not in said
    assert "Make sure who wrote it" not in said


def test_the_lines_that_were_missing_bring_the_letter(office_on_both: Rig) -> None:
    """Tom fills them in above; she gets what the line says, and none of his own words about her."""
    office = office_on_both
    told(office)
    office.later(minutes=20)
    text = f"""Email: {address(PATEL)}
What they told us: You were charged £148 twice in January, and nobody rang you back.
What they want: your money back
"""
    office.arrive(answer(letters_to(office, TOM)[0], text, sender=TOM))
    office.work()
    assert [each.email for each in facts(office, ClientDetailsGiven)] == [address(PATEL)]
    assert [each.by for each in facts(office, StatementCorrected)] == ["tom"]
    (letter,) = letters_to(office, PATEL)
    assert "You were charged £148 twice in January" in words(letter)
    assert "Mrs Patel rang" not in words(letter)
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None
    assert "The record goes to Mrs Patel" in words(letters_to(office, TOM)[-1])


def test_a_word_of_thanks_fills_in_nothing(office: Rig) -> None:
    """Below it our own lines are quoted as they were."""
    told(office)
    office.later(minutes=20)
    office.arrive(answer(letters_to(office, TOM)[0], "Thanks, will do.", sender=TOM))
    office.work()
    assert facts(office, ClientDetailsGiven) == []
    assert letters_to(office, PATEL) == []


def test_a_letter_with_an_address_is_answered_by_post(office: Rig) -> None:
    """Mr Ainsworth's scan came with his address: Sarah gets a letter to print."""
    told(
        office,
        "Letter of complaint - Mr Ainsworth",
        "A letter of complaint came in today's post, scan attached.\n\n"
        "Mr Harold Ainsworth, 14 Fleetwood Road, Poulton-le-Fylde, FY6 7AA\n"
        "He has no email. He says his gas contract was rolled over for two years and wants to be let out of it.\n",
    )
    complaint = case(office).complaint
    assert (complaint.channel, complaint.complainant.name) == (Channel.POST, "Mr Harold Ainsworth")
    assert complaint.address == "14 Fleetwood Road\nPoulton-le-Fylde\nFY6 7AA"
    (task,) = letters_to(office, SARAH)
    assert task.subject == "Please print and post: verbal record to Mr Harold Ainsworth [OPT-2026-0001]"


def test_the_subject_phone_complaint_may_stand_over_prose(office: Rig) -> None:
    """Nobody needs the lines of the form to be heard."""
    told(office, "phone complaint")
    assert case(office).complaint.channel is Channel.TELEPHONE


def test_the_form_may_be_answered_in_prose(office: Rig) -> None:
    """Whoever has a phone in one hand fills in no lines: we asked what the client told us, and that is the answer."""
    office.now = london(TUESDAY, 11, 30)
    arrive(office, mail(TOM, "phone complaint", ""))
    (blank,) = letters_to(office, TOM)
    arrive(office, answer(blank, "Mrs Patel, 01253 555 0199, her bill is wrong again", sender=TOM))
    complaint = case(office).complaint
    assert (complaint.channel, complaint.complainant.name) == (Channel.TELEPHONE, "Mrs Patel")
    assert complaint.words.startswith("Mrs Patel, 01253 555 0199, her bill is wrong")


def test_an_answer_to_the_form_that_tells_of_no_complaint_is_shown(office: Rig) -> None:
    """Nothing is recorded, and Tom sees his own words above the form."""
    office.now = london(TUESDAY, 11, 30)
    arrive(office, mail(TOM, "phone complaint", ""))
    arrive(office, answer(letters_to(office, TOM)[0], "Sorry, that was for Friday's call.", sender=TOM))
    assert office.cases() == []
    _, again = letters_to(office, TOM)
    assert "nothing is recorded yet. You wrote: Sorry, that was for Friday's call." in words(again)


@pytest.mark.parametrize(
    "text",
    [
        "Letter arrived in the post today from Mr Imran Shah, 4 Mill Lane, Blackpool FY1 2AB. He is livid.",
        "A letter came in from Mr Imran Shah this morning. He is furious about the switch.",
    ],
)
def test_a_letter_that_arrived_is_a_complaint_by_post(office: Rig, text: str) -> None:
    """An office says it without an article, too."""
    told(office, "letter from Mr Shah", text)
    complaint = case(office).complaint
    assert (complaint.channel, complaint.complainant.name) == (Channel.POST, "Mr Imran Shah")


def test_the_form_filled_in_below_an_outlook_header_is_read(office_on_both: Rig) -> None:
    """Sam writes "Done" above and has filled the lines in where our form stood."""
    office = office_on_both
    office.now = london(date(2026, 3, 2), 11)
    office.arrive(mail(TOM, "phone complaint", ""))
    office.work()
    (blank,) = letters_to(office, TOM)
    raw = (
        INVENTED.read_text(encoding="utf-8")
        .replace("sam.booth@", "tom.reed@")
        .replace("Sam Booth", "Tom Reed")
    )
    filled = raw.replace("ANSWERED@optimised.net", blank.message_id.strip("<>"))
    office.now = london(date(2026, 3, 2), 11, 10)
    office.arrive(filled.replace("\n", "\r\n").encode())
    office.work()
    complaint = case(office).complaint
    assert complaint.channel is Channel.TELEPHONE
    assert complaint.words.startswith("she was charged £148 twice in January")
    assert len(letters_to(office, PATEL)) == 1


def test_who_only_claims_to_be_tom_tells_nothing(office: Rig) -> None:
    """Without proof it is nobody's report."""
    office.now = london(TUESDAY, 11, 45)
    office.arrive(mail(TOM, "Angry call", RANG, results="fail"))
    office.work()
    assert {found.complaint.channel for found in office.cases()} <= {Channel.EMAIL}


@pytest.mark.parametrize("line", ["answer", "propose Fri 20 March", "update Fri 20 March", "escalate"])
def test_no_letter_quotes_what_the_colleague_wrote(office: Rig, line: str) -> None:
    """Tom's own first words stand for the complaint in our lists, and in no letter to Mrs Patel."""
    told(office)
    office.later(minutes=20)
    filled = f"Email: {address(PATEL)}\nWhat they told us: You were charged £148 twice in January.\n"
    office.arrive(answer(letters_to(office, TOM)[0], filled, sender=TOM))
    office.work()
    before = len(letters_to(office, PATEL))
    write(office, line, "We are sorry. The £148 is paid back.")
    if line != "escalate":
        arrive(office, tap(office, SARAH, "send"))
    (letter,) = letters_to(office, PATEL)[before:]
    assert "Dear Mrs Patel" in words(letter)
    assert "rang" not in words(letter)
