"""Every date that Mrs Patel reads: the earliest promise that is still open wins, in whichever letter (rule 6)."""

from datetime import date

from tests.journeys.by_mail import REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import PATEL, SARAH, case, letters_to, london, mail, tap, wait_until, words
from tests.journeys.the_office import with_director
from tests.rig import Rig
from worker.model.time import Clock

FIRST_PROMISE = date(2026, 3, 23)


def test_escalated_late_she_still_has_the_first_date(office_on_both: Rig) -> None:
    """M01 told her 23 March; James takes over on the 16th, from where ten working days would end on the 30th."""
    office = office_on_both
    complain(office)
    wait_until(office, london(date(2026, 3, 16), 10))
    receipt = words(write(office, "escalate"))
    notice = words(letters_to(office, PATEL)[-1])
    assert "You will have an answer, or an update, by Monday 23 March 2026." in notice
    assert "The client is told to expect an answer by Monday 23 March 2026." in receipt
    assert "30 March" not in notice + receipt
    assert case(office).due_on(Clock.ESCALATED) == FIRST_PROMISE


def test_an_update_is_what_she_was_promised(office: Rig) -> None:
    """The promise to hear from us is kept by the update, so it may name a later day; the deed stays promised."""
    complain(office)
    write(office, "propose Fri 27 March", "We ask the supplier to cancel the renewal.")
    arrive(office, tap(office, SARAH, "send"))
    write(office, "update Thu 19 March", "The supplier has our letter.")
    arrive(office, tap(office, SARAH, "send"))
    assert "or another update, by Thursday 19 March 2026" in words(letters_to(office, PATEL)[-1])
    wait_until(office, london(date(2026, 3, 18), 10))
    drafted = write(office, "update Wed 1 April", "We still wait for the supplier.")
    assert "or another update, by Friday 27 March 2026" in words(drafted)
    arrive(office, tap(office, SARAH, "send"))
    assert "or another update, by Friday 27 March 2026" in words(letters_to(office, PATEL)[-1])
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 3, 27)


def test_a_new_lead_changes_no_date(office: Rig) -> None:
    """Dora leads it instead of James on 18 March: what Mrs Patel reads is still the first date."""
    with_director(office, head="james")
    complain(office)
    wait_until(office, london(date(2026, 3, 16), 10))
    write(office, "escalate")
    arrive(office, mail("James Carter <james.carter@optimised.net>", f"[{REFERENCE}] give to Dora Lane", ""))
    notice = letters_to(office, PATEL)[-1]
    assert "Dora Lane" in words(notice)
    assert "by Monday 23 March 2026" in words(notice)


def test_opened_again_before_the_first_date(office: Rig) -> None:
    """Closed and opened again on 11 March: the answer that was promised for the 23rd is promised for that day."""
    complain(office)
    told_by_phone(office)
    write(office, "close resolved")
    wait_until(office, london(date(2026, 3, 11), 10))
    write(office, "reopen")
    assert "by Monday 23 March 2026" in words(letters_to(office, PATEL)[-1])
