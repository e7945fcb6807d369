"""2.1, told by Sarah and Tom: whatever they write to the mailbox, they never become complainants by it."""

import pytest

from tests.journeys.by_mail import arrive, complain
from tests.journeys.correspondence import (
    DOUBT,
    PATEL,
    SARAH,
    TOM,
    answer,
    case,
    facts,
    letters_to,
    links,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import as_shipped, on
from tests.rig import Rig
from worker.model.entry import MailNoted
from worker.policy.calendar import london_date

LEAVE = "I am very unhappy about how my leave was handled and I want it put right."


def test_a_colleague_who_is_unhappy_is_asked_first(office: Rig) -> None:
    """Tom writes what reads like a complaint: no case, no acknowledgement, and links that say what it may be."""
    arrive(office, mail(TOM, "My leave", LEAVE))
    assert office.cases() == []
    (asked,) = letters_to(office, TOM)
    assert asked.subject == "Where does this belong? My leave"
    assert LEAVE in words(asked)
    arrive(office, tap(office, TOM, "my own complaint"))
    found = case(office)
    assert (found.complainant.email, found.is_complaint) == ("tom.reed@optimised.net", True)


def test_it_is_nothing(office: Rig) -> None:
    """Tom says that there is nothing to do, and nothing follows."""
    arrive(office, mail(TOM, "Lunch", "Is anybody going to the sandwich place?"))
    arrive(office, tap(office, TOM, "nothing to do"))
    assert office.cases() == []
    assert "Nothing follows from mail 1." in words(letters_to(office, TOM)[-1])


def test_a_mail_is_added_to_a_complaint(office: Rig) -> None:
    """Sarah writes about Mrs Patel in a mail of its own and says afterwards where it belongs."""
    complain(office)
    arrive(office, mail(SARAH, "Harbour Bakery", "She rang again and wants the old price."))
    again, added = (tap(office, SARAH, "add to OPT-2026-0001") for _ in range(2))
    arrive(office, added)
    assert [each.words for each in facts(office, MailNoted)][-1] == "She rang again and wants the old price."
    arrive(office, again)
    assert "belongs to OPT-2026-0001 already" in words(letters_to(office, SARAH)[-1])


def test_an_answer_to_the_morning_list_finds_its_complaint(office: Rig) -> None:
    """One complaint stood in the list: what Sarah answers is a note on it, and no complaint of hers."""
    as_shipped(office)
    complain(office)
    on(office, london_date(office.now), 23)
    office.later(hours=10)
    office.work()
    listed = [each for each in letters_to(office, SARAH) if each.subject.startswith("Your complaints")][-1]
    arrive(office, answer(listed, "She is still waiting for the supplier.", sender=SARAH))
    assert len(office.cases()) == 1
    assert facts(office, MailNoted)[-1].words == "She is still waiting for the supplier."
    assert "nothing went to the client" in words(letters_to(office, SARAH)[-1])


def test_a_list_of_two_is_asked_back(office: Rig) -> None:
    """Two mails wait in the list for triage: an answer to it names none, so whoever wrote it taps the one."""
    as_shipped(office)
    arrive(
        office,
        mail(PATEL, "Moved", DOUBT),
        mail("Gareth Lloyd <gareth@lloyd-joinery.example>", "Moving", DOUBT),
    )
    office.later(days=1)
    office.work()
    reader = office.place.rulebook.people.person(office.place.rulebook.people.triage)
    who = f"{reader.name} <{reader.email}>"
    (listed,) = (each for each in letters_to(office, who) if "to decide" in each.subject)
    arrive(office, answer(listed, "Who knows this one?", sender=who))
    assert letters_to(office, who)[-1].subject.startswith("Which complaint?")
    offered = [subject.partition("] ")[2] for _, subject in links(office, who)]
    assert offered == ["add to OPT-2026-0001", "add to OPT-2026-0002"]


@pytest.mark.parametrize("results", ["", "fail"])
def test_somebody_who_only_writes_as_tom_changes_nothing(office: Rig, results: str) -> None:
    """Tom hears of it at the address that the company knows; the text of the forger is not sent on to him."""
    complain(office)
    arrive(office, mail(TOM, "[OPT-2026-0001] close withdrawn", LEAVE, results=results))
    (told,) = letters_to(office, TOM)
    assert told.subject == "Not done: we could not prove that this came from you"
    assert "leave" not in words(told)
    assert not case(office).is_over


def test_four_puzzles_in_an_hour_bring_three_answers(office: Rig) -> None:
    """Nobody is drowned in questions: the fourth stands in the daily list only."""
    for number in range(4):
        arrive(office, mail(TOM, f"Odd {number}", "Hm."))
    assert len(letters_to(office, TOM)) == 3
