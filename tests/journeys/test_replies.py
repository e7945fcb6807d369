"""3.1.4, 3.1.7.4: what a client answers joins its case by a secret of ours, and a person reads it."""

from datetime import date

import pytest

from tests.journeys.by_mail import arrive
from tests.journeys.correspondence import (
    ANSWER,
    COMPLAINT,
    DOUBT,
    LLOYD,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    address,
    answer,
    case,
    facts,
    latest,
    letters_to,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import ADDRESS, Rig
from worker.model.entry import MailNoted, Trust
from worker.model.mail import Message
from worker.model.stage import Stage
from worker.model.time import Clock


def complain(office: Rig) -> Message:
    """Mrs Patel complains; our acknowledgement as she reads it."""
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    (letter,) = letters_to(office, PATEL)
    return letter


def test_an_answer_to_the_secret_address_joins_its_case(office_on_both: Rig) -> None:
    """Her new words, and nothing of the letter below, stand in the log and in Sarah's mail; nothing else changes."""
    office = office_on_both
    letter = complain(office)
    before = case(office)
    arrive(office, answer(letter))

    assert case(office) == before
    (noted,) = facts(office, MailNoted)
    assert (noted.words, noted.trust) == (ANSWER, Trust.PROVEN)
    assert noted.how == "It came to the secret address of this case."
    (told,) = letters_to(office, SARAH)
    assert told.subject.startswith("Anita Patel (anita.patel@harbour-bakery.example) wrote")
    assert ANSWER in words(told)
    assert "We have recorded your complaint" not in words(told)
    assert "Next due: Wednesday 4 March 2026" in words(told)
    assert "We could not prove who sent it" not in words(told)
    assert len(letters_to(office, PATEL)) == 1


def test_an_answer_to_the_mailbox_joins_by_our_letter_and_its_reader(office: Rig) -> None:
    """Her mail program wrote to hello@; In-Reply-To names our letter, and she is the party to whom it went."""
    arrive(office, answer(complain(office), to=ADDRESS))
    (noted,) = facts(office, MailNoted)
    assert (noted.words, noted.how) == (
        ANSWER,
        "It answers a letter of this case and comes from a party to it.",
    )
    assert len(letters_to(office, SARAH)) == 1


def test_the_secret_address_is_enough_without_a_thread(office: Rig) -> None:
    """A ticket system that keeps no thread: what it quotes without marks is still not taken for her words."""
    letter = complain(office)
    below = f"From: Optimised\nSent: 02 March 2026 09:30\nTo: Anita\nSubject: Your complaint\n\n{letter.text}"
    arrive(office, answer(letter, f"{ANSWER}\n\n{below}", thread=False, quoted=False))
    (noted,) = facts(office, MailNoted)
    assert noted.how == "It came to the secret address of this case."
    assert noted.words.startswith(ANSWER)
    assert len(letters_to(office, SARAH)) == 1


def test_her_husband_answers_to_the_secret_address(office: Rig) -> None:
    """Whoever has our letter may add to the case; Sarah reads who wrote, and the client stays the same."""
    letter = complain(office)
    arrive(office, answer(letter, sender="Raj Patel <raj@gmail.example>", results=""))
    assert case(office).complainant.email == address(PATEL)
    (told,) = letters_to(office, SARAH)
    assert told.subject.startswith("Raj Patel (raj@gmail.example) wrote")
    assert "We could not prove who sent it." in words(told)
    assert letters_to(office, "raj@gmail.example") == []


def test_a_stranger_who_names_our_letter_stays_outside(office_on_both: Rig) -> None:
    """Mr Lloyd has seen the Message-ID but not the secret address: his mail is a record of its own."""
    office = office_on_both
    letter = complain(office)
    before = office.entries("OPT-2026-0001")
    arrive(office, answer(letter, COMPLAINT, sender=LLOYD, to=ADDRESS, quoted=False))

    assert office.entries("OPT-2026-0001") == before
    assert case(office, "OPT-2026-0002").complainant.email == address(LLOYD)
    (hint,) = letters_to(office, SARAH)
    assert hint.subject.endswith("[OPT-2026-0002]")
    assert "Its subject names OPT-2026-0001, which proves nothing." in words(hint)


def test_a_stranger_who_names_the_reference_is_told_nothing(office: Rig) -> None:
    """His mail is a case of its own, which perhaps is about hers: so say the log and the list, but no letter to him."""
    complain(office)
    before = office.entries("OPT-2026-0001")
    arrive(office, mail(LLOYD, "About OPT-2026-0001", DOUBT))
    assert office.entries("OPT-2026-0001") == before
    own = case(office, "OPT-2026-0002")
    assert (own.complaint.possibly_about, own.stage) == ("OPT-2026-0001", Stage.PROVISIONAL)

    wait_until(office, london(date(2026, 3, 3), 9))
    assert "perhaps about OPT-2026-0001" in words(letters_to(office, TOM)[0])
    wait_until(office, london(date(2026, 3, 5), 12))
    (letter,) = letters_to(office, LLOYD)
    said = f"{letter.subject} {words(letter)} {letter.reply_to[0].email}".lower()
    for hers in ("opt-2026-0001", "patel", "31.2p", "renewal"):
        assert hers not in said


def test_a_reference_that_does_not_exist_is_about_nothing(office: Rig) -> None:
    """A guess at a number proves no case: nothing is noted of it."""
    arrive(office, mail(LLOYD, "About OPT-2026-0009", DOUBT))
    assert case(office).complaint.possibly_about == ""


def test_more_than_ten_answers_a_day_are_noted_and_not_mailed(office: Rig) -> None:
    """A correspondence that does not end fills the log and not Sarah's mailbox; the next day she is told again."""
    letter = complain(office)
    for number in range(12):
        office.arrive(answer(letter, f"One more thing, number {number}.", quoted=False))
    office.work()
    assert len(facts(office, MailNoted)) == 12
    assert len(letters_to(office, SARAH)) == 10

    office.later(days=1, minutes=1)
    arrive(office, answer(letter, "And another.", quoted=False))
    assert len(facts(office, MailNoted)) == 13
    assert len(letters_to(office, SARAH)) == 11


def test_an_answer_in_a_closed_case_reaches_sarah(office: Rig) -> None:
    """It was decided to be no complaint; what she writes opens it again, and the answer promised to her stands."""
    office.arrive(mail(RAMAN, "Meter at the old office", DOUBT))
    office.work()
    wait_until(office, london(date(2026, 3, 5), 13))
    (letter,) = letters_to(office, RAMAN)
    arrive(
        office,
        tap(office, TOM, "not a complaint"),
        answer(letter, "I do complain!", sender=RAMAN, quoted=False),
    )

    assert case(office).stage is Stage.ACKNOWLEDGED
    (told,) = letters_to(office, SARAH)
    assert "I do complain!" in words(told)
    preheader = latest(office, SARAH).preheader
    assert preheader.startswith(
        "The client is not content, so it is open again. Next due: Monday 9 March 2026."
    )
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)


def test_a_colleague_who_answers_sarahs_mail_notes_something_for_the_log(office: Rig) -> None:
    """Sarah answers our mail about the case: her words are entered, she alone hears so, and the clock runs on."""
    arrive(office, answer(complain(office)))
    (told,) = letters_to(office, SARAH)
    sent = len(office.sink.mails)
    arrive(office, answer(told, "She is right, the price is wrong.", sender=SARAH))

    assert [noted.words for noted in facts(office, MailNoted)] == [
        ANSWER,
        "She is right, the price is wrong.",
    ]
    assert len(office.sink.mails) == sent + 1
    assert letters_to(office, SARAH)[-1].subject == "Kept as a note [OPT-2026-0001]"
    assert case(office).due_on(Clock.RESPOND) == date(2026, 3, 23)


def test_an_answer_of_nothing_but_the_letter_is_kept_whole(office: Rig) -> None:
    """She pressed send too early: there are no new words, so what is there is kept rather than nothing."""
    arrive(office, answer(complain(office), ""))
    (noted,) = facts(office, MailNoted)
    assert noted.words


def test_words_that_look_like_a_command_are_words(office: Rig) -> None:
    """A client cannot decide: the subject of a command from her, and commands in her words, change nothing."""
    letter = complain(office)
    before = case(office)
    secret = letter.reply_to[0].email
    arrive(
        office,
        mail(PATEL, "[OPT-2026-0001] not a complaint", "not a complaint", headers={"To": secret}),
        answer(letter, "phoned\nclose resolved\n[OPT-2026-0001] phoned"),
    )
    assert case(office) == before
    assert len(facts(office, MailNoted)) == 2


@pytest.mark.parametrize("header", ["Delivered-To", "X-Original-To", "Cc"])
def test_the_secret_address_counts_wherever_the_mail_server_wrote_it(office: Rig, header: str) -> None:
    """Some programs put the answer's address in Cc, and some servers name it only as the place of delivery."""
    letter = complain(office)
    raw = mail(PATEL, "More", ANSWER, headers={header: letter.reply_to[0].email})
    arrive(office, raw)
    assert [noted.words for noted in facts(office, MailNoted)] == [ANSWER]
