"""3.1.7.9: an ombudsman who accepts a complaint about us has our file by the day that they name, and we know it."""

from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, write
from tests.journeys.correspondence import LLOYD, SARAH, case, facts, letters_to, links, mail, words
from tests.journeys.the_office import as_shipped, on, told_on, with_ombudsman
from tests.rig import Rig
from worker.model.duty import Duty, DutyDone
from worker.model.party_event import CaseFileWanted, PartyWrote
from worker.model.stage import Stage
from worker.model.time import Clock

OMBUDSMAN = "Energy Ombudsman <enquiry@ombudsman.example>"
ACCEPTED = "We have accepted a complaint about Optimised Group."


@pytest.fixture
def office(office: Rig) -> Rig:
    """The office has its people, its ladder and an ombudsman, and Mrs Patel complained on Monday 2 March."""
    as_shipped(office)
    with_ombudsman(office)
    complain(office)
    return office


def ombudsman(office: Rig, text: str, results: str = "pass") -> None:
    """The ombudsman writes that about her complaint."""
    arrive(office, mail(OMBUDSMAN, f"New case {REFERENCE}", text, results=results))


def tapped(office: Rig, reader: str, line: str) -> str:
    """The subject that the link with that line in the reader's latest letter writes."""
    (found,) = (subject for _, subject in links(office, reader) if line in subject)
    return found


def test_the_file_is_owed_until_somebody_says_that_it_is_sent(office: Rig) -> None:
    """Whoever has it reads of it at once, hears of it before the day and on it, and ends it with one tap."""
    ombudsman(office, f"{ACCEPTED} Please send your case file by Friday 13 March 2026.")
    assert case(office).due_on(Clock.CASE_FILE) == date(2026, 3, 13)
    assert "Our file on this complaint must be with them by Friday 13 March 2026." in words(
        letters_to(office, SARAH)[-1]
    )
    done = tapped(office, SARAH, "case file sent")
    on(office, date(2026, 3, 6), 9)
    assert "send our file on it to the ombudsman" in told_on(office, SARAH, date(2026, 3, 6))
    on(office, date(2026, 3, 13), 9)
    assert "send our file on it to the ombudsman" in told_on(office, JAMES, date(2026, 3, 13))
    arrive(office, mail(SARAH, done, ""))
    assert [each.duty for each in facts(office, DutyDone)] == [Duty.CASE_FILE]
    assert case(office).due_on(Clock.CASE_FILE) is None
    assert "is with the ombudsman" in words(letters_to(office, SARAH)[-1])


def test_who_names_no_day_has_it_within_ten_working_days(office: Rig) -> None:
    """An earlier day that they name later takes its place, a later one waits for a person to enter it."""
    ombudsman(office, ACCEPTED)
    assert case(office).due_on(Clock.CASE_FILE) == date(2026, 3, 16)
    ombudsman(office, "Please send your case file by 10 March 2026.")
    assert case(office).due_on(Clock.CASE_FILE) == date(2026, 3, 10)
    ombudsman(office, "You may now send your case file by 27 March 2026. Please send it by 27 March 2026.")
    assert case(office).due_on(Clock.CASE_FILE) == date(2026, 3, 10)
    arrive(office, mail(JAMES, tapped(office, JAMES, "case file Friday 27"), ""))
    assert case(office).due_on(Clock.CASE_FILE) == date(2026, 3, 27)
    assert [each.by for each in facts(office, CaseFileWanted)] == ["", "", "james"]


def test_a_closed_complaint_stays_closed_and_the_file_is_owed(office: Rig) -> None:
    """The ombudsman looks at what is over; no promise to the client begins again."""
    write(office, "phoned", "The renewal is cancelled, and she is content.")
    write(office, "close resolved")
    before = {each.clock for each in case(office).running}
    ombudsman(office, ACCEPTED)
    assert case(office).stage is Stage.CLOSED
    assert {each.clock for each in case(office).running} - before == {Clock.CASE_FILE}


def test_who_is_not_proven_begins_nothing(office: Rig) -> None:
    """James reads it, puts it where it belongs, and enters the day once he has phoned them."""
    ombudsman(office, f"{ACCEPTED} Please send your case file within 28 days.", results="")
    assert case(office).due_on(Clock.CASE_FILE) is None
    arrive(office, mail(JAMES, tapped(office, JAMES, f"add to {REFERENCE}"), ""))
    assert case(office).due_on(Clock.CASE_FILE) is None
    arrive(office, mail(SARAH, tapped(office, SARAH, "case file Monday 30"), ""))
    assert case(office).due_on(Clock.CASE_FILE) == date(2026, 3, 30)


def test_it_was_about_another_complaint(office: Rig) -> None:
    """James puts it there: our file is owed for that one, and no longer for hers."""
    arrive(office, mail(LLOYD, "Our complaint"))
    ombudsman(office, ACCEPTED)
    (wrote,) = facts(office, PartyWrote)
    arrive(office, mail(JAMES, f"[MAIL-{wrote.mail}] add to OPT-2026-0002", ""))
    assert case(office).due_on(Clock.CASE_FILE) is None
    assert case(office, "OPT-2026-0002").due_on(Clock.CASE_FILE) == date(2026, 3, 16)
    assert office.faults() == []
