"""A mail program that keeps no thread and writes to hello@: a colleague's reply is known by its subject alone."""

from datetime import date

import pytest

from tests.journeys.by_mail import REFERENCE, arrive, complain, write
from tests.journeys.correspondence import (
    DOUBT,
    LLOYD,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    assigned,
    case,
    letters_to,
    london,
    mail,
    wait_until,
    words,
)
from tests.journeys.the_office import as_shipped
from tests.rig import Rig
from worker.model.catalogue import LetterKind
from worker.model.mail import Message
from worker.model.stage import Stage


def told(office: Rig, kind: LetterKind, reader: str) -> Message:
    """The latest letter of that kind to that reader."""
    of_kind = {
        each.message_id for ref in ("", REFERENCE) for each in office.letters(ref) if each.kind is kind
    }
    return [each for each in office.received(reader.rpartition("<")[2][:-1]) if each.message_id in of_kind][
        -1
    ]


def bare(
    letter: Message, text: str, sender: str = SARAH, front: str = "Re: ", results: str = "pass"
) -> bytes:
    """A reply of which nothing is left but its subject and the new words."""
    return mail(sender, f"{front}{letter.subject}", text, results=results)


@pytest.mark.parametrize("front", ["Re: ", "RE: [EXTERNAL] ", "AW: ", "[EXTERNAL] Re: ", "Re: Re: "])
def test_send_it_is_said_to_the_draft(office: Rig, front: str) -> None:
    """The draft that bears this subject is what Sarah means, and it leaves."""
    complain(office)
    draft = write(office, "answer", "We have cancelled the renewal and are sorry.")
    arrive(office, bare(draft, "Yes, send it.", front=front))
    assert "We have cancelled the renewal" in words(letters_to(office, PATEL)[-1])
    assert [each.reference for each in office.cases()] == [REFERENCE]


def test_a_take_is_said_to_the_morning_list(office: Rig) -> None:
    """The list names one complaint, so it is that one."""
    as_shipped(office)
    complain(office)
    wait_until(office, london(date(2026, 3, 4), 9))
    arrive(office, bare(told(office, LetterKind.MORNING_LIST, SARAH), "I'll take this one.\n\nSarah"))
    assert case(office).owner == "sarah"
    assert letters_to(office, SARAH)[-1].subject.startswith("Done")
    assert [each.reference for each in office.cases()] == [REFERENCE]


def test_the_triage_list_is_answered(office: Rig) -> None:
    """Tom decides about the one mail in the list."""
    as_shipped(office)
    arrive(office, mail(RAMAN, "Meter at the old office", DOUBT))
    wait_until(office, london(date(2026, 3, 3), 9))
    arrive(office, bare(told(office, LetterKind.TRIAGE_LIST, TOM), "not a complaint", TOM))
    assert case(office).stage is Stage.NOT_COMPLAINT


def test_the_latest_of_the_same_subject_is_meant(office: Rig) -> None:
    """Sarah wrote her answer anew: the second draft bears the subject of the first, and it is what leaves."""
    complain(office)
    first = write(office, "answer", "We have looked at the bill.")
    write(office, "answer", "We have cancelled the renewal and are sorry.")
    arrive(office, bare(first, "Yes, send it."))
    left = [words(each) for each in letters_to(office, PATEL)[1:]]
    assert len(left) == 1
    assert "We have cancelled the renewal" in left[0]


def test_what_is_over_for_weeks_is_no_letter_that_anybody_answers(office: Rig) -> None:
    """Six weeks later the same words are asked back: nobody remembers what the draft said."""
    complain(office)
    draft = write(office, "answer", "We have cancelled the renewal and are sorry.")
    office.later(days=40)
    arrive(office, bare(draft, "Yes, send it."))
    assert not any("We have cancelled the renewal" in words(each) for each in letters_to(office, PATEL))
    assert letters_to(office, SARAH)[-1].subject == f"Kept as a note [{REFERENCE}]"
    assert [each.reference for each in office.cases()] == [REFERENCE]


def test_a_client_joins_nothing_by_a_subject(office: Rig) -> None:
    """A subject is no secret: Mr Lloyd who writes that of our letters stays outside."""
    complain(office)
    before = office.entries(REFERENCE)
    letters = (letters_to(office, PATEL)[0], assigned(office, SARAH)[0])
    arrive(office, *(bare(each, DOUBT, LLOYD) for each in letters))
    assert office.entries(REFERENCE) == before


def test_nobody_sends_in_sarahs_name(office: Rig) -> None:
    """Without proof that it is her, the subject of her draft opens nothing."""
    complain(office)
    draft = write(office, "answer", "We have cancelled the renewal and are sorry.")
    arrive(office, bare(draft, "Yes, send it.", results="fail"))
    assert len(letters_to(office, PATEL)) == 1


def test_a_letter_to_somebody_else_is_not_hers(office: Rig) -> None:
    """Tom writes the subject of Sarah's draft: it was not sent to him, so he is asked, and nothing leaves."""
    complain(office)
    draft = write(office, "answer", "We have cancelled the renewal and are sorry.")
    arrive(office, bare(draft, "Yes, send it.", TOM))
    assert len(letters_to(office, PATEL)) == 1
    assert [each.reference for each in office.cases()] == [REFERENCE]
