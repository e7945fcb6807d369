"""3.1.8.2: a client hears where their complaint stands, and when they hear next, which is then promised."""

from dataclasses import replace
from datetime import date
from urllib.parse import unquote

from tests.journeys.by_mail import REFERENCE, arrive, complain, latest_to, write
from tests.journeys.correspondence import (
    COMPLAINT,
    PATEL,
    SARAH,
    TOM,
    answer,
    case,
    delivery_report,
    latest,
    letters_to,
    london,
    mail,
    tap,
    without_rules,
    words,
)
from tests.journeys.the_office import OMBUDSMAN, with_ombudsman
from tests.rig import Rig
from worker.model.stage import Stage
from worker.model.time import Clock

STANDS = "We have asked the supplier for the contract and wait for it."


def test_sarah_writes_where_it_stands(office_on_both: Rig) -> None:
    """The draft comes back, she sends it, and from then on the date in the letter is the promise."""
    office = office_on_both
    complain(office)
    draft = write(office, "update Fri 20 March", STANDS)
    assert draft.subject.startswith("Check and send: progress update to Anita Patel")
    arrive(office, tap(office, SARAH, "send"))

    update = letters_to(office, PATEL)[-1]
    assert update.subject == f"Re: {letters_to(office, PATEL)[0].subject}"
    assert "auto-submitted" not in dict(update.headers)
    assert STANDS in words(update)
    assert "by Friday 20 March 2026" in words(update)
    assert "mbudsman" not in words(update)
    assert without_rules(words(update)) in without_rules(words(draft))
    found = case(office)
    assert (found.due_on(Clock.RESPOND), found.due_on(Clock.NEXT_UPDATE)) == (None, date(2026, 3, 20))
    assert found.stage is Stage.ACKNOWLEDGED
    assert "It promises Friday 20 March 2026." in words(letters_to(office, SARAH)[-1])
    assert office.faults() == []


def test_a_tapped_link_without_words_is_finished_by_an_answer(office: Rig) -> None:
    """Sarah taps update, sends it as it is, and answers what she is told with her words: they are the draft."""
    complain(office)
    asked = write(office, "update Fri 20 March")
    assert "Just reply to this email with the words." in words(asked)
    assert not [link for link in latest(office, SARAH).links if "update" in link], (
        "The line that failed is not offered."
    )
    arrive(office, answer(asked, STANDS, sender=SARAH))
    draft = letters_to(office, SARAH)[-1]
    assert draft.subject.startswith("Check and send: progress update to Anita Patel")
    assert STANDS in words(draft)
    assert len(letters_to(office, PATEL)) == 1
    arrive(office, tap(office, SARAH, "send"))
    assert "by Friday 20 March 2026" in words(letters_to(office, PATEL)[-1])
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 3, 20)


def test_the_words_of_a_refused_line_are_not_lost(office: Rig) -> None:
    """A Saturday cannot be promised: the words are quoted, and the links for other days bring them along."""
    complain(office)
    refused = write(office, "update Sat 21 March", STANDS)
    assert STANDS in words(refused)
    bodies = [
        unquote(link.partition("&body=")[2]) for link in latest(office, SARAH).links if "update" in link
    ]
    assert bodies
    assert set(bodies) == {STANDS}


def test_an_answer_that_asks_back_is_only_a_note(office: Rig) -> None:
    """Tom answers that nothing could be sent: no words were missing there."""
    complain(office)
    refused = write(office, "send")
    arrive(office, answer(refused, "Which letter do you mean?", sender=SARAH))
    assert case(office).draft is None


def test_the_next_update_takes_the_place_of_the_last(office: Rig) -> None:
    """Each update keeps the date of the one before and promises its own."""
    complain(office)
    write(office, "update Fri 20 March", STANDS)
    arrive(office, tap(office, SARAH, "send"))
    office.later(days=14)
    write(office, "update +5", "It has come, and we read it.")
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 3, 23)


def test_an_update_that_comes_back_kept_nothing(office: Rig) -> None:
    """The answer is owed by the old date again, and the date that nobody read is no promise."""
    complain(office)
    write(office, "update Fri 20 March", STANDS)
    arrive(office, tap(office, SARAH, "send"))
    arrive(office, delivery_report(latest_to(office, PATEL)))
    found = case(office)
    assert (found.due_on(Clock.RESPOND), found.due_on(Clock.NEXT_UPDATE)) == (date(2026, 3, 23), None)
    assert letters_to(office, SARAH)[-1].subject.startswith("Not delivered: progress update")


def test_fifteen_working_days_ahead_and_no_more(office: Rig) -> None:
    """On Monday 2 March the latest is Monday 23 March."""
    complain(office)
    refused = write(office, "update Tue 24 March", STANDS)
    assert "Tuesday 24 March 2026 is too late. The latest day is Monday 23 March 2026." in words(refused)
    assert case(office).draft is None
    write(office, "update Mon 23 March", STANDS)
    assert case(office).draft is not None


def test_an_update_names_a_day_before_the_eight_weeks_end(office: Rig) -> None:
    """Eight weeks end on Monday 27 April: on 13 April the latest is Friday 24 April, not fifteen working days ahead."""
    complain(office)
    office.now = london(date(2026, 4, 13), 10)
    refused = write(office, "update Tue 28 April", STANDS)
    assert "The latest day is Friday 24 April 2026." in words(refused)


def test_good_friday_is_no_day_for_an_update(office: Rig) -> None:
    """Friday 3 April 2026 is a bank holiday; Sarah is offered the days around Easter and taps one."""
    complain(office)
    office.later(days=16)
    refused = write(office, "update Friday 3 April", STANDS)
    assert (
        "Friday 3 April 2026 is a bank holiday: Good Friday. "
        "Did you mean Thursday 2 April 2026 or Tuesday 7 April 2026?" in words(refused)
    )
    arrive(office, tap(office, SARAH, "update Tue 7 April 2026", text=STANDS))
    assert letters_to(office, SARAH)[-1].subject.startswith("Check and send: progress update")
    arrive(office, tap(office, SARAH, "send"))
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 4, 7)


def test_after_eight_weeks_an_update_names_the_ombudsman(office: Rig) -> None:
    """From Tuesday 28 April Mrs Patel may go there: until then she reads from when, and then that she can go now."""
    with_ombudsman(office)
    complain(office)
    unsure = f"If your business is a micro or small business, you can also go to the {OMBUDSMAN.name}"
    for day, when in ((date(2026, 4, 27), "from Tuesday 28 April 2026"), (date(2026, 4, 29), "now")):
        office.now = london(day, 10)
        assert f"{unsure} {when}." in words(write(office, "update +3", STANDS))
    write(office, "microbusiness yes")
    sure = f"If your complaint is not resolved, you can go to the {OMBUDSMAN.name} now."
    assert sure in words(write(office, "update +3", STANDS))
    write(office, "microbusiness no")
    assert OMBUDSMAN.name not in words(write(office, "update +3", STANDS))


def test_a_date_that_is_over_is_said_to_be_over(office: Rig) -> None:
    """The answer was due on 23 March: who drafts it on 28 April does not read that she must have it by then."""
    complain(office)
    office.now = london(date(2026, 4, 28), 10)
    draft = words(write(office, "update +3", STANDS))
    assert "The client should have had it by Monday 23 March 2026. That is over" in draft
    assert "must have it by" not in draft


def test_a_client_whose_address_nobody_knows(office: Rig) -> None:
    """Somebody rang Tom and left no name: the update is a letter to print, whose greeting names nobody."""
    arrive(office, mail(TOM, "Phone complaint", f"What they told us: {COMPLAINT}"))
    draft = write(office, "update Fri 20 March", STANDS)
    assert draft.subject == f"Check and send: progress update to the client [{REFERENCE}]"
    assert "Hello," in draft.text
    assert "not known" not in words(draft)
    arrive(office, tap(office, SARAH, "send"))
    assert any(each.attachments for each in letters_to(office, SARAH))


def test_facts_of_the_ombudsman_that_no_longer_hold_are_not_printed(office: Rig) -> None:
    """The facts in the policy held until 1 April: the update leaves them out rather than print what may be wrong."""
    complain(office)
    office.now = london(date(2026, 4, 28), 10)
    rulebook = office.place.rulebook
    over = replace(OMBUDSMAN, valid_until=date(2026, 4, 1))
    policy = replace(rulebook.policy, ombudsman=(over,))
    office.place = replace(office.place, rulebook=replace(rulebook, policy=policy))
    assert OMBUDSMAN.name not in words(write(office, "update +3", STANDS))
