"""Remind Thu: who has a complaint is left alone until then, a promise to the client is not, and the head sees it."""

from datetime import date

from tests.journeys.by_mail import JAMES, complain, write
from tests.journeys.correspondence import SARAH, TOM, case, facts, words
from tests.journeys.the_office import as_shipped, on, told_on
from tests.rig import Rig
from worker.model.staff_event import RemindersQuieted

# Mrs Patel complains on Monday 2 March and must have an answer by Monday 23 March; two working days before,
# on Thursday 19 March, it stands in Sarah's list as soon due.
SOON = date(2026, 3, 19)
BEFORE = date(2026, 3, 20)


def wait_for_supplier(office: Rig) -> None:
    """Sarah investigates, and can do nothing before the supplier answers."""
    as_shipped(office)
    complain(office)
    write(office, "investigate")


def test_it_is_quiet_until_the_day_before_a_promise(office: Rig) -> None:
    """Sarah asks for Wednesday 25 March, two days too late: she hears on Friday 20 March all the same."""
    wait_for_supplier(office)
    receipt = words(write(office, "remind Wed 25 March"))
    assert "You are not reminded of OPT-2026-0001 before Wednesday 25 March 2026." in receipt
    assert (
        "Due on Monday 23 March 2026: answer or update to the client. So you still hear of it on Friday 20 March"
        in receipt
    )
    on(office, SOON, 9)
    assert "OPT-2026-0001" not in told_on(office, SARAH, SOON)
    assert "quiet until Friday 20 March 2026, by Sarah Hughes" in told_on(office, JAMES, SOON)
    on(office, BEFORE, 9)
    assert "OPT-2026-0001" in told_on(office, SARAH, BEFORE)
    assert "quiet until" not in told_on(office, JAMES, BEFORE)
    assert office.faults() == []


def test_without_it_the_list_tells(office: Rig) -> None:
    """The same days, but nobody asked for quiet."""
    wait_for_supplier(office)
    on(office, SOON, 9)
    assert "OPT-2026-0001" in told_on(office, SARAH, SOON)


def test_a_later_word_takes_the_place_of_an_earlier(office: Rig) -> None:
    """Sarah is ready sooner, and asks to hear tomorrow again; Tom, who has nothing of it, is told so."""
    wait_for_supplier(office)
    write(office, "remind Thu 19 March")
    write(office, "remind tomorrow")
    assert case(office).quiet == (("sarah", date(2026, 3, 3)),)
    assert len(facts(office, RemindersQuieted)) == 2
    assert "Nothing of OPT-2026-0001 is yours" in words(write(office, "remind Thu", sender=TOM))
