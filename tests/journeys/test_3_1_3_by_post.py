"""3.1.3: a client without e-mail complains and is answered by post; a letter counts once a colleague has posted it."""

from datetime import date

import pytest

from tests.journeys.correspondence import (
    SARAH,
    TOM,
    address,
    answer,
    case,
    facts,
    letters_to,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import Rig
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped
from worker.model.staff_event import ClientTold, LetterPosted
from worker.model.stage import Stage
from worker.model.time import Clock

TUESDAY = date(2026, 3, 3)
WEDNESDAY = date(2026, 3, 4)
THURSDAY = date(2026, 3, 5)
LETTER = """Client: Mr Harold Ainsworth
Address: 14 Fleetwood Road
Poulton-le-Fylde
FY6 7AA
When it arrived: today
What they told us: His gas contract was rolled over for two years.
What they want: to be let out of it
May we email them: no
"""


def arrived(office: Rig, text: str = LETTER) -> None:
    """A letter of complaint came on Tuesday 3 March; Tom writes it down before lunch."""
    office.now = london(TUESDAY, 11, 45)
    office.arrive(mail(TOM, "post complaint", text))
    office.work()


def write(office: Rig, sender: str, line: str, text: str = "") -> None:
    """A colleague writes a command."""
    office.later(hours=1)
    office.arrive(mail(sender, f"[OPT-2026-0001] {line}", text))
    office.work()


def test_his_letter_is_answered_with_one_to_print(office_on_both: Rig) -> None:
    """Sarah gets the record as a PDF with his address, and the complaint is not acknowledged by that."""
    office = office_on_both
    arrived(office)
    (task,) = letters_to(office, SARAH)
    assert task.subject == "Please print and post: verbal record to Mr Harold Ainsworth [OPT-2026-0001]"
    assert [each.name for each in task.attachments] == ["OPT-2026-0001 verbal record.pdf"]
    assert "14 Fleetwood Road Poulton-le-Fylde FY6 7AA" in words(task)
    assert "It must be in the post by Monday 9 March 2026" in words(task)
    found = case(office)
    assert found.stage is Stage.NEW
    assert [each.kind for each in found.to_post] == [LetterKind.VERBAL_RECORD]
    assert {reader for each in office.sink.mails for reader in each.recipients} <= {
        address(SARAH),
        address(TOM),
        "hello@optimised.net",
    }


def test_posted_counts_from_the_day_in_the_post(office_on_both: Rig) -> None:
    """On Thursday Sarah says that she posted it on Wednesday: acknowledged then, and he has ten days from then."""
    office = office_on_both
    arrived(office)
    wait_until(office, london(THURSDAY, 9))
    write(office, SARAH, "posted 4/3")
    found = case(office)
    assert (found.stage, found.to_post) == (Stage.ACKNOWLEDGED, ())
    assert found.due_on(Clock.ACKNOWLEDGE) is None
    confirm = found.deadline(Clock.CONFIRM)
    assert confirm is not None
    assert confirm.day0 == WEDNESDAY
    (posted,) = facts(office, LetterPosted)
    assert (posted.letter, posted.on, posted.by) == (LetterKind.VERBAL_RECORD, WEDNESDAY, "sarah")
    (stopped,) = (each for each in facts(office, ClockStopped) if each.clock is Clock.ACKNOWLEDGE)
    assert stopped.on == WEDNESDAY
    assert "was posted on Wednesday 4 March 2026" in words(letters_to(office, SARAH)[-1])


def test_the_link_says_today(office: Rig) -> None:
    """One tap is enough, on the day on which it was posted."""
    arrived(office)
    office.later(hours=2)
    office.arrive(tap(office, SARAH, "posted M03"))
    office.work()
    assert [each.on for each in facts(office, LetterPosted)] == [TUESDAY]


@pytest.mark.parametrize(
    ("line", "why"),
    [("posted 2/3", "was before the complaint"), ("posted 9/3", "lies ahead")],
)
def test_a_day_that_cannot_be_is_refused(office: Rig, line: str, why: str) -> None:
    """Before his letter came, or a day to come."""
    arrived(office)
    write(office, SARAH, line)
    assert facts(office, LetterPosted) == []
    assert why in words(letters_to(office, SARAH)[-1])


def test_nothing_waits_to_be_posted_twice(office: Rig) -> None:
    """Saying it again changes nothing."""
    arrived(office)
    write(office, SARAH, "posted")
    write(office, SARAH, "posted")
    assert len(facts(office, LetterPosted)) == 1
    assert "No letter to the client waits to be posted" in words(letters_to(office, SARAH)[-1])


def test_two_letters_are_asked_for_by_name(office: Rig) -> None:
    """While the record and the answer both wait, "posted" alone could be either."""
    arrived(office)
    write(office, SARAH, "answer", "You are let out of it as of 1 March.")
    office.arrive(tap(office, SARAH, "send"))
    office.work()
    assert letters_to(office, SARAH)[-1].subject.startswith("Done: The answer to Mr Harold Ainsworth")
    write(office, SARAH, "posted")
    assert "Which one?" in words(letters_to(office, SARAH)[-1])
    office.arrive(tap(office, SARAH, "posted M14"))
    office.work()
    assert case(office).stage is Stage.FINAL_SENT
    assert case(office).due_on(Clock.RESPOND) is None


def test_a_stranger_cannot_say_that_it_was_posted(office: Rig) -> None:
    """Only a proven colleague's word counts."""
    arrived(office)
    office.arrive(mail(SARAH, "[OPT-2026-0001] posted", "", results="fail"))
    office.work()
    assert facts(office, LetterPosted) == []


def test_he_is_reminded_by_post_once(office: Rig) -> None:
    """A week of working days after the record was posted; three days are too short for an answer by post."""
    arrived(office)
    write(office, SARAH, "posted")
    wait_until(office, london(date(2026, 3, 17), 20))
    reminders = [each for each in letters_to(office, SARAH) if "verbal reminder" in each.subject]
    assert len(reminders) == 1


def test_an_update_by_phone_stops_the_clock(office: Rig) -> None:
    """On Friday 20 March Sarah says that she rang him on the 19th: the next update is due from then."""
    arrived(office)
    write(office, SARAH, "posted")
    wait_until(office, london(date(2026, 3, 20), 10))
    write(office, SARAH, "update by phone 19/3", "Told him that the supplier answers next week.")
    found = case(office)
    assert found.due_on(Clock.RESPOND) is None
    assert found.due_on(Clock.NEXT_UPDATE) == date(2026, 4, 13)
    (told,) = facts(office, ClientTold)
    assert (told.on, told.words) == (date(2026, 3, 19), "Told him that the supplier answers next week.")
    assert "was told by phone on Thursday 19 March 2026" in words(letters_to(office, SARAH)[-1])


def test_an_answer_by_post_of_their_own(office: Rig) -> None:
    """Sarah wrote a letter herself: with her words it counts as our answer; without them it is asked for."""
    arrived(office)
    write(office, SARAH, "answer by post")
    assert facts(office, ClientTold) == []
    assert "Write below the line what you told the client." in words(letters_to(office, SARAH)[-1])
    write(office, SARAH, "answer by post 3/3", "You are let out of it.")
    assert case(office).stage is Stage.FINAL_SENT
    assert [each.letter for each in facts(office, ClientTold)] == [LetterKind.FINAL_RESPONSE]


def test_a_reply_to_the_mail_that_brought_it_changes_nothing_by_itself(office: Rig) -> None:
    """A word of thanks is a note."""
    arrived(office)
    office.later(hours=1)
    office.arrive(answer(letters_to(office, SARAH)[0], "Thanks, will do.", sender=SARAH))
    office.work()
    assert facts(office, LetterPosted) == []


def test_an_address_that_was_missing_brings_the_letter_again(office: Rig) -> None:
    """Nobody knew where he lives; Sarah answers with the line, and gets the PDF with it."""
    arrived(office, LETTER.replace("Address: 14 Fleetwood Road\nPoulton-le-Fylde\nFY6 7AA\n", ""))
    first = letters_to(office, SARAH)[0]
    assert "We do not know their address" in words(first)
    assert "Address:" in words(letters_to(office, TOM)[0])
    office.later(hours=1)
    office.arrive(answer(first, "Address: 14 Fleetwood Road, Poulton-le-Fylde, FY6 7AA", sender=SARAH))
    office.work()
    again = [each for each in letters_to(office, SARAH) if "print and post" in each.subject]
    assert len(again) == 2
    assert "14 Fleetwood Road" in words(again[-1])
    write(office, SARAH, "posted")
    assert case(office).due_on(Clock.ACKNOWLEDGE) is None
    assert case(office).to_post == ()


REPLIES = {
    "posted": THURSDAY,
    "posted yesterday": WEDNESDAY,
    "Posted 4/3": WEDNESDAY,
    "posted on Wednesday": WEDNESDAY,
}


@pytest.mark.parametrize("line", REPLIES)
def test_a_reply_to_the_mail_that_brought_it_says_when(office: Rig, line: str) -> None:
    """On Thursday Sarah answers with the word that the mail asks for, alone or with a day."""
    arrived(office)
    wait_until(office, london(THURSDAY, 9))
    task = next(each for each in letters_to(office, SARAH) if "print and post" in each.subject)
    office.arrive(answer(task, line, sender=SARAH))
    office.work()
    assert [each.on for each in facts(office, LetterPosted)] == [REPLIES[line]]
