"""Personal data: a request or a complaint about it is a case, with one clock more than others (DPA 2018 s.164A)."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.journeys.correspondence import (
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    answer,
    case,
    letters_to,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import Rig
from worker.model.stage import Stage
from worker.model.time import Clock

SHARED = Path(__file__).resolve().parents[3] / "shared"
REQUEST = "Please send me a copy of my personal data that you hold, under Article 15 of the UK GDPR."
BREACH = (
    "You passed on my details to another supplier without my consent. This is a data protection complaint."
)


def rolled() -> list[tuple[date, date]]:
    """The worked dates of the 30 days: when it was received, and the last day after rolling."""
    if not SHARED.exists():
        return []
    rows = json.loads((SHARED / "windows.json").read_text(encoding="utf-8"))
    return [
        (date.fromisoformat(row["received_day"]), date.fromisoformat(row["rolled"]))
        for row in rows
        if row["id"].startswith("P-")
    ]


def ask(office: Rig, text: str, received: date = date(2026, 3, 2)) -> None:
    """Mrs Raman writes about her data."""
    office.now = london(received, 10)
    # A file of the mailbox may bear a date to come; a mail that is appended may not.
    office.server.deliver(office.user, [mail(RAMAN, "My data", text)], at=office.now)
    office.work()


@pytest.mark.skipif(not SHARED.exists(), reason="../shared with the worked dates is not here")
@pytest.mark.parametrize(("received", "last"), rolled(), ids=str)
def test_the_thirty_days_end_on_a_working_day(office: Rig, received: date, last: date) -> None:
    """Counted in calendar days, and rolled on over Christmas and weekends; the other promises run beside it."""
    ask(office, BREACH, received)
    (found,) = office.cases()
    due = {deadline.clock: deadline for deadline in found.running}
    assert (due[Clock.DATA_PROTECTION].due_on, due[Clock.DATA_PROTECTION].clause) == (last, "DPA 2018 s.164A")
    assert set(due) == {Clock.ASSESS, Clock.RESPOND, Clock.EIGHT_WEEKS, Clock.DATA_PROTECTION}


def test_a_complaint_about_data_is_tagged_and_acknowledged(office_on_both: Rig) -> None:
    """It is a complaint under the policy too: recorded with its tag, and acknowledged at once."""
    ask(office_on_both, BREACH)
    found = case(office_on_both)
    assert (found.stage, found.complaint.tags) == (Stage.ACKNOWLEDGED, ("data protection complaint",))
    assert found.due_on(Clock.DATA_PROTECTION) == date(2026, 4, 1)
    assert "Monday 23 March 2026" in words(letters_to(office_on_both, RAMAN)[0])


def test_a_request_for_data_that_complains_of_nothing_is_still_a_case(office: Rig) -> None:
    """Nobody is unhappy, so a person decides; the clock of the request runs from the first moment."""
    ask(office, REQUEST)
    found = case(office)
    assert (found.stage, found.complaint.tags) == (Stage.PROVISIONAL, ("subject access request",))
    assert found.due_on(Clock.DATA_PROTECTION) == date(2026, 4, 1)

    wait_until(office, london(date(2026, 3, 3), 9))
    (listed,) = letters_to(office, TOM)
    assert 'asks for personal data: "personal data that you hold" (+2)' in words(listed)


def test_no_complaint_does_not_mean_no_request(office: Rig) -> None:
    """Tom taps that it is no complaint: the promises of the policy end, the clock that the law sets runs on."""
    ask(office, REQUEST)
    wait_until(office, london(date(2026, 3, 3), 9))
    office.arrive(tap(office, TOM, "not a complaint"))
    office.work()
    found = case(office)
    assert [(deadline.clock, deadline.due_on) for deadline in found.running] == [
        (Clock.DATA_PROTECTION, date(2026, 4, 1))
    ]
    assert found.is_open
    assert "personal data is due on Wednesday 1 April 2026." in words(letters_to(office, TOM)[-1])


def test_an_ordinary_complaint_has_no_such_clock(office: Rig) -> None:
    """Mrs Patel complains about her contract, in which no data are spoken of."""
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    assert case(office).due_on(Clock.DATA_PROTECTION) is None
    assert case(office).complaint.tags == ()


def test_a_request_in_an_answer_starts_the_clock_too(office: Rig) -> None:
    """Mrs Patel asks for her data in the middle of her complaint, and again: the days run from the first time."""
    office.arrive(mail(PATEL, "Renewal of our contract"))
    office.work()
    for day in (date(2026, 3, 10), date(2026, 3, 12)):
        office.now = london(day, 10)
        office.arrive(answer(letters_to(office, PATEL)[0], REQUEST))
        office.work()
        assert case(office).due_on(Clock.DATA_PROTECTION) == date(2026, 4, 9)
    office.arrive(mail(SARAH, "[OPT-2026-0001] personal data answered"))
    office.work()
    assert case(office).due_on(Clock.DATA_PROTECTION) is None
