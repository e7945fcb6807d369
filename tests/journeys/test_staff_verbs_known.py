"""What colleagues add to what is known of a complaint: a note, when it happened, its cause, and who may read it."""

from datetime import date

from tests.journeys.by_mail import JAMES, complain, write
from tests.journeys.correspondence import PATEL, TOM, case, facts, letters_to, words
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.model.staff_event import CauseFound, IssueDated


def test_a_note_is_kept_as_it_was_written(office: Rig) -> None:
    """Tom heard something; it stands in the complaint in his words, and neither Mrs Patel nor a clock hears of it."""
    complain(office)
    before, to_client = case(office), len(letters_to(office, PATEL))
    receipt = write(office, "note: Mrs Patel's bakery closes at 2pm", "Ring her in the morning.", sender=TOM)
    assert "Your note is kept in OPT-2026-0001" in words(receipt)
    noted = facts(office, MailNoted)[-1]
    assert noted.words == "Mrs Patel's bakery closes at 2pm\nRing her in the morning."
    assert "Tom Reed" in noted.how
    assert case(office).running == before.running
    assert len(letters_to(office, PATEL)) == to_client
    assert office.faults() == []


def test_an_empty_note_is_told_back(office: Rig) -> None:
    """Sarah sent it too early; nothing is kept as if it said something."""
    complain(office)
    assert "There are no words to keep." in words(write(office, "note"))


def test_when_it_happened_is_a_flag_and_nothing_else(office: Rig) -> None:
    """The renewal was in December: Sarah is told that it came late, and that it changes nothing (3.1.9.1)."""
    complain(office)
    before = case(office).running
    receipt = words(write(office, "issue date 3 December"))
    assert "OPT-2026-0001 complains about happened on Wednesday 3 December 2025." in receipt
    assert "more than 7 working days later. It is handled like any other." in receipt
    # A working week before 2 March is in time.
    assert "working days later" not in words(write(office, "issue date 23/2"))
    assert [each.on for each in facts(office, IssueDated)] == [date(2025, 12, 3), date(2026, 2, 23)]
    assert case(office).running == before
    assert "lies ahead" in words(write(office, "issue date 9 March"))


def test_a_bill_of_long_ago_has_its_date(office: Rig) -> None:
    """What is complained about may be years old; only a day that is still to come is a slip."""
    complain(office)
    assert "Thursday 4 July 2024" in words(write(office, "issue date 4 July 2024"))


def test_the_cause_in_the_words_of_who_found_it(office: Rig) -> None:
    """On the subject line or below it; a second one takes the place of the first."""
    complain(office)
    assert "Write behind it, or below" in words(write(office, "cause"))
    write(office, "cause: the renewal team used an old form")
    write(office, "cause", "Nobody checked the form of NRG Ltd.")
    assert [each.cause for each in facts(office, CauseFound)] == [
        "the renewal team used an old form",
        "Nobody checked the form of NRG Ltd.",
    ]
    assert case(office).cause == "Nobody checked the form of NRG Ltd."


def test_sharing_is_allowed_again_only_by_who_has_it(office: Rig) -> None:
    """Mrs Patel changed her mind: Tom, who does not have it, is refused; Sarah does it, and a head may too (3.1.11)."""
    complain(office)
    assert "is kept from being shared" in words(write(office, "unrestrict"))
    write(office, "do not share")
    assert "Sarah Hughes has OPT-2026-0001" in words(write(office, "unrestrict", sender=TOM))
    assert case(office).restricted
    assert "may be shared again" in words(write(office, "unrestrict"))
    assert not case(office).restricted
    write(office, "do not share")
    write(office, "unrestrict", sender=JAMES)
    assert not case(office).restricted
