"""3.1.8.4: what keeps a fault from coming back is agreed, done, and looked at later; it outlives the complaint."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.journeys.by_mail import JAMES, REFERENCE, arrive, complain, told_by_phone, write
from tests.journeys.correspondence import (
    DOUBT,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    case,
    facts,
    latest,
    letters_to,
    mail,
    tap,
    words,
)
from tests.journeys.the_office import DORA, as_shipped, on, subjects_on, told_on
from tests.rig import Rig
from worker.model.duty import Duty, DutyDone
from worker.model.entry import ClockStopped, ReminderSent
from worker.model.staff_event import CorrectiveActionAgreed
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.reason_words import step_in_words, stopped_by_in_words
from worker.rounds import Rounds

ACTION = "Every renewal has two signatures."
CARRY_OUT = f"carry out the corrective action: {ACTION} (3.1.8.4)"
LOOK = f"see whether the corrective action works: {ACTION} (3.1.8.4)"
OVERDUE_ACTION = "Overdue: carry out the corrective action"
OVERDUE_LOOK = "Overdue: see whether the corrective action works"

# The action is due by Friday 13 March. Twenty working days later is Tuesday 14 April: 16 to 20, 23 to 27, 30 and
# 31 March, 1 and 2 April; not Good Friday, 3 April, nor Easter Monday, 6 April; 7 to 10, 13 and 14 April.
DUE = date(2026, 3, 13)
LOOK_BY = date(2026, 4, 14)


def agree(office: Rig) -> None:
    """On Monday 2 March 2026 Mrs Patel complains, is answered and told that she was right; only the action is left."""
    as_shipped(office)
    complain(office)
    write(office, "action Fri 13 March", ACTION)
    write(office, "answer", "We cancelled the renewal, and we changed how we renew.")
    arrive(office, tap(office, SARAH, "send"))
    receipt = write(office, "close upheld")
    assert "Next due: carry out the corrective action, Friday 13 March 2026." in words(receipt)
    assert running(office) == {Clock.CORRECTIVE_ACTION: DUE, Clock.EFFECTIVENESS_REVIEW: LOOK_BY}


def running(office: Rig) -> dict[Clock, date]:
    """What is still promised in the case, and by when."""
    return {each.clock: each.due_on for each in case(office).running}


def reminded_on(office: Rig, reader: str, day: date) -> list[str]:
    """What their mail of that London day says is overdue."""
    told = told_on(office, reader, day)
    said = (each.removeprefix("Overdue: ") for each in (OVERDUE_ACTION, OVERDUE_LOOK))
    return [f"Overdue: {each}" for each in said if re.search(f"Overdue since [^:]*: {each}", told)]


def says_overdue(told: str, since: str, what: str) -> bool:
    """Whether the morning's mail says so, and perhaps to whom else it was told."""
    return re.search(f"Overdue since {since}[^:]*: {re.escape(what)}", told) is not None


def test_it_is_done_and_it_works(office_on_both: Rig) -> None:
    """Sarah reads of it five working days before, does it on its day, looks after Easter, and nothing is left."""
    office = office_on_both
    agree(office)
    to_client = len(letters_to(office, PATEL))
    (agreed,) = facts(office, CorrectiveActionAgreed)
    assert (agreed.action, agreed.by) == (ACTION, "sarah")
    assert (agreed.due_on, agreed.review_on) == (DUE, LOOK_BY)

    on(office, date(2026, 3, 5), 8)
    assert CARRY_OUT not in told_on(office, SARAH, date(2026, 3, 5))
    on(office, date(2026, 3, 6), 8)
    assert f"Friday 13 March 2026: {CARRY_OUT}" in told_on(office, SARAH, date(2026, 3, 6))
    on(office, date(2026, 3, 11), 8)
    assert f"Due by Friday 13 March 2026 --------------------------- - Friday 13 March 2026: {CARRY_OUT}" in (
        told_on(office, JAMES, date(2026, 3, 11))
    )
    on(office, DUE, 10)
    for reader in (SARAH, JAMES):
        assert f"Today, Friday 13 March 2026: {CARRY_OUT}" in told_on(office, reader, DUE)

    arrive(office, tap(office, SARAH, "action done", text="The form has two signatures since noon."))
    receipt = words(letters_to(office, SARAH)[-1])
    assert f"The corrective action in {REFERENCE} is carried out." in receipt
    assert "Next due: see whether the corrective action works, Tuesday 14 April 2026." in receipt
    assert running(office) == {Clock.EFFECTIVENESS_REVIEW: LOOK_BY}
    (done,) = facts(office, DutyDone)
    assert (done.duty, done.words) == (Duty.CORRECTIVE_ACTION, "The form has two signatures since noon.")

    on(office, date(2026, 4, 2), 10)
    assert LOOK not in told_on(office, SARAH, date(2026, 4, 2))
    on(office, date(2026, 4, 7), 10)
    assert f"Tuesday 14 April 2026: {LOOK}" in told_on(office, SARAH, date(2026, 4, 7))
    on(office, LOOK_BY, 10)
    for reader in (SARAH, JAMES):
        assert f"Today, Tuesday 14 April 2026: {LOOK}" in told_on(office, reader, LOOK_BY)

    arrive(office, tap(office, SARAH, "reviewed", text="No renewal without two signatures in a month."))
    receipt = words(letters_to(office, SARAH)[-1])
    assert f"The corrective action in {REFERENCE} is reviewed. Nothing else is due." in receipt
    _, reviewed = facts(office, DutyDone)
    assert reviewed.duty is Duty.EFFECTIVENESS_REVIEW
    assert (reviewed.by, reviewed.words) == ("sarah", "No renewal without two signatures in a month.")
    assert (case(office).stage, running(office), case(office).is_open) == (Stage.CLOSED, {}, False)
    ends = {x.clock: stopped_by_in_words(x) for x in facts(office, ClockStopped)}
    assert ends[Clock.CORRECTIVE_ACTION] == "Corrective action done, sarah"
    assert ends[Clock.EFFECTIVENESS_REVIEW] == "Effectiveness review done, sarah"

    on(office, date(2026, 4, 15), 10)
    assert REFERENCE not in told_on(office, JAMES, date(2026, 4, 15))
    assert "No complaint is open." in told_on(office, JAMES, date(2026, 4, 15))
    assert letters_to(office, DORA)[1:] == []  # the first was about the review of the policy
    assert len(letters_to(office, PATEL)) == to_client
    assert office.faults() == []


def test_nobody_carries_it_out(office: Rig) -> None:
    """Overdue on Monday, Sarah and James get a mail of it; a week later Dora too, and then every week."""
    agree(office)
    monday, later = date(2026, 3, 16), date(2026, 3, 23)  # the first and the sixth working day after
    on(office, monday, 8, 59)
    assert subjects_on(office, SARAH, monday) == []
    on(office, monday, 9)
    assert [reminded_on(office, reader, monday) for reader in (SARAH, JAMES)] == [[OVERDUE_ACTION]] * 2
    assert "Monday 16 March 2026" in told_on(office, SARAH, monday)
    assert says_overdue(told_on(office, SARAH, monday), "Friday 13 March 2026", CARRY_OUT)

    on(office, later, 17)
    assert [reminded_on(office, reader, later) for reader in (SARAH, JAMES, DORA)] == [[OVERDUE_ACTION]] * 3
    for day in (16, 17, 18, 19, 20, 23):
        told = told_on(office, JAMES, date(2026, 3, day))
        assert says_overdue(told, "Friday 13 March 2026", CARRY_OUT)
    assert running(office)[Clock.CORRECTIVE_ACTION] == DUE

    week_after = date(2026, 3, 30)
    on(office, date(2026, 3, 27), 17)
    assert subjects_on(office, DORA, date(2026, 3, 27)) == []
    on(office, week_after, 9)
    assert [reminded_on(office, reader, week_after) for reader in (SARAH, JAMES, DORA)] == [
        [OVERDUE_ACTION]
    ] * 3

    arrive(office, tap(office, JAMES, "action done"))
    assert running(office) == {Clock.EFFECTIVENESS_REVIEW: LOOK_BY}
    on(office, date(2026, 3, 31), 10)
    assert CARRY_OUT not in told_on(office, JAMES, date(2026, 3, 31))


def test_nobody_looks_whether_it_works(office: Rig) -> None:
    """It was done, and then forgotten: the day after it is overdue for both, and six working days after for Dora."""
    agree(office)
    on(office, date(2026, 3, 12), 10)
    write(office, "action done")
    missed, later = date(2026, 4, 15), date(2026, 4, 22)  # two Wednesdays
    on(office, missed, 9)
    assert [reminded_on(office, reader, missed) for reader in (SARAH, JAMES)] == [[OVERDUE_LOOK]] * 2
    assert says_overdue(told_on(office, SARAH, missed), "Tuesday 14 April 2026", LOOK)
    on(office, date(2026, 4, 21), 17)
    assert letters_to(office, DORA)[1:] == []
    on(office, later, 9)
    assert [reminded_on(office, reader, later) for reader in (SARAH, JAMES, DORA)] == [[OVERDUE_LOOK]] * 3
    steps = [
        step_in_words(each.step)
        for each in facts(office, ReminderSent)
        if each.clock is Clock.EFFECTIVENESS_REVIEW
    ]
    assert list(dict.fromkeys(steps)) == [
        "5 working days before, 09:00",
        "0 working days before, 09:00",
        "1 working day after, 09:00",
        "6 working days after, 09:00",
    ]

    write(office, "reviewed", "Twelve renewals, twelve times two signatures.", JAMES)
    assert running(office) == {}
    on(office, date(2026, 4, 23), 10)
    assert LOOK not in told_on(office, JAMES, date(2026, 4, 23))


def test_it_does_not_work_and_another_is_agreed(office: Rig) -> None:
    """Sarah has looked, and it happened again: the next action has its own day, and is looked at after twenty more."""
    agree(office)
    write(office, "action done")
    on(office, LOOK_BY, 10)
    write(office, "reviewed", "It happened again on Thursday.")
    assert running(office) == {}
    # Twenty working days after Friday 15 May, without Monday 25 May, the bank holiday, are Monday 15 June.
    receipt = write(office, "action Fri 15 May", "The system takes no renewal with one signature.")
    assert "due by Friday 15 May 2026. Its effect is looked at by Monday 15 June 2026." in words(receipt)
    assert running(office) == {
        Clock.CORRECTIVE_ACTION: date(2026, 5, 15),
        Clock.EFFECTIVENESS_REVIEW: date(2026, 6, 15),
    }
    # Working days before Friday 15 May: 14, 13, 12, 11 and, the fifth, Friday 8 May.
    on(office, date(2026, 5, 8), 8)
    line = (
        "Friday 15 May 2026: carry out the corrective action: The system takes no renewal with one signature."
    )
    assert line in told_on(office, SARAH, date(2026, 5, 8))
    assert case(office).stage is Stage.CLOSED


def test_nobody_sees_whether_it_works_before_it_is_done(office: Rig) -> None:
    """Sarah is told to say first that it is done, with the link for it; the review stays owed."""
    agree(office)
    refused = write(office, "reviewed", "Looks fine.")
    assert "The corrective action is not yet done" in words(refused)
    assert any(link.endswith("action%20done") for link in latest(office, SARAH).links)
    assert running(office) == {Clock.CORRECTIVE_ACTION: DUE, Clock.EFFECTIVENESS_REVIEW: LOOK_BY}


def test_a_second_action_does_not_push_out_the_first(office: Rig) -> None:
    """Another day is not taken while the first action runs, so that nobody can put it off unseen."""
    agree(office)
    refused = write(office, "action Fri 10 April", "Something else.")
    assert "A corrective action is due by Friday 13 March 2026" in words(refused)
    assert running(office) == {Clock.CORRECTIVE_ACTION: DUE, Clock.EFFECTIVENESS_REVIEW: LOOK_BY}
    write(office, "action done")
    refused = write(office, "action Fri 10 April", "Something else.")
    assert "is to be seen by Tuesday 14 April 2026" in words(refused)
    write(office, "reviewed", "It works.")
    write(office, "action Fri 10 April", "Something else.")
    assert running(office)[Clock.CORRECTIVE_ACTION] == date(2026, 4, 10)


def test_a_closed_complaint_is_not_called_open(office: Rig) -> None:
    """James reads that none is open, and that one is closed of which something is still owed."""
    agree(office)
    on(office, date(2026, 3, 6), 8)
    digest = told_on(office, JAMES, date(2026, 3, 6))
    assert "No complaint is open." in digest
    assert "Closed, but something is still owed: 1" in digest


def test_a_head_who_is_late_is_not_left_alone(office: Rig) -> None:
    """James leads the complaint, so the action is his: when he misses its day, Dora reads it, too."""
    as_shipped(office)
    complain(office)
    write(office, "escalate")
    write(office, "action Fri 13 March", ACTION, JAMES)
    told_by_phone(office, JAMES)
    write(office, "close resolved", sender=JAMES)
    on(office, date(2026, 3, 6), 8)
    assert f"Friday 13 March 2026: {CARRY_OUT}" in told_on(office, JAMES, date(2026, 3, 6))
    assert CARRY_OUT not in told_on(office, SARAH, date(2026, 3, 6))
    monday = date(2026, 3, 16)
    on(office, monday, 9)
    assert [reminded_on(office, reader, monday) for reader in (JAMES, DORA)] == [[OVERDUE_ACTION]] * 2
    assert subjects_on(office, SARAH, monday) == []


@pytest.mark.parametrize("outcome", ["resolved", "not upheld"])
def test_closing_ends_every_promise_but_this(office: Rig, outcome: str) -> None:
    """Whatever became of the complaint, what was agreed for the next client stands."""
    complain(office)
    write(office, "action Fri 13 March", ACTION)
    write(office, "answer", "We found that nobody had signed.")
    arrive(office, tap(office, SARAH, "send"))
    assert Clock.EIGHT_WEEKS in running(office)
    write(office, f"close {outcome}")
    assert "Your complaint is now closed." in words(letters_to(office, PATEL)[-1])
    assert running(office) == {Clock.CORRECTIVE_ACTION: DUE, Clock.EFFECTIVENESS_REVIEW: LOOK_BY}
    assert ACTION not in " ".join(words(each) for each in letters_to(office, PATEL))


@pytest.mark.parametrize(
    ("line", "text", "why", "offered"),
    [
        (
            "action Fri 13 March",
            "",
            "Write below the subject what will be done.",
            "",
        ),
        ("action", ACTION, "A date is missing.", "action%20Mon%209%20March%202026"),
        ("action Fri 3 April", ACTION, "a bank holiday: Good Friday", "action%20Tue%207%20April%202026"),
        ("action Sun 15 March", ACTION, "15 March 2026 is a Sunday.", "action%20Mon%2016%20March%202026"),
        ("action Mon 2 March", ACTION, "Monday 2 March 2026 is today.", "action%20Mon%209%20March%202026"),
        ("action done", "", "No corrective action is agreed that is not yet done.", ""),
        ("reviewed", "It works.", "No corrective action waits to be reviewed.", ""),
    ],
)
def test_what_cannot_be_entered(office: Rig, line: str, text: str, why: str, offered: str) -> None:
    """Without words, with a day that none is, or with nothing agreed: Sarah reads why, and no clock changes."""
    complain(office)
    before = running(office)
    refused = write(office, line, text)
    assert refused.subject.startswith(f"Not done: “{line}”")
    assert why in words(refused)
    assert not offered or any(offered in link for link in latest(office, SARAH).links)
    assert (running(office), facts(office, CorrectiveActionAgreed)) == (before, [])


def test_a_doubt_is_decided_before_anything_is_put_right(office: Rig) -> None:
    """Nobody has said that Mrs Raman complains, so there is no fault yet that could come back."""
    arrive(office, mail(RAMAN, "Meter", DOUBT))
    refused = write(office, "action Fri 13 March", ACTION, TOM)
    assert f"Nobody has decided yet whether {REFERENCE} is a complaint." in words(refused)
    assert Clock.CORRECTIVE_ACTION not in running(office)


@pytest.mark.parametrize("line", ["action done", "reviewed", "action Fri 11 December"])
def test_nobody_puts_it_off_in_sarahs_name(office: Rig, line: str) -> None:
    """Lines that nothing proves to be hers, or that Mrs Patel writes, stop no clock and start none."""
    agree(office)
    for sender, results in ((SARAH, ""), (SARAH, "fail"), (PATEL, "pass")):
        arrive(office, mail(sender, f"[{REFERENCE}] {line}", "It is done.", results=results))
    assert running(office) == {Clock.CORRECTIVE_ACTION: DUE, Clock.EFFECTIVENESS_REVIEW: LOOK_BY}


RENEWALS = "Check every renewal of February for a signature."


def test_it_is_toms_and_he_is_reminded(office: Rig) -> None:
    """One line says what, by when and who: both hear it, Tom alone is reminded, and his “action done” ends it."""
    as_shipped(office)
    complain(office)
    write(office, "quick")
    receipt = write(office, "action: check VAT on the renewals by Fri 27 March for Tom")
    assert "Tom Reed carries it out and is reminded of it. To be done: check VAT on the renewals." in words(
        receipt
    )
    (told,) = letters_to(office, TOM)
    assert "To be done: check VAT on the renewals." in words(told)
    (agreed,) = facts(office, CorrectiveActionAgreed)
    assert (agreed.owner, agreed.action, agreed.due_on) == (
        "tom",
        "check VAT on the renewals",
        date(2026, 3, 27),
    )
    on(office, date(2026, 3, 27), 10)
    assert "check VAT on the renewals" in told_on(office, TOM, date(2026, 3, 27))
    assert "check VAT on the renewals" not in told_on(office, SARAH, date(2026, 3, 27))
    write(office, "action done", sender=TOM)
    assert case(office).due_on(Clock.CORRECTIVE_ACTION) is None
    assert office.faults() == []


def test_the_day_first_and_the_words_behind_or_below(office: Rig) -> None:
    """As the other verbs have it, with the name behind the day."""
    complain(office)
    write(office, f"action Fri 27 March by Tom: {RENEWALS}")
    assert facts(office, CorrectiveActionAgreed)[-1].action == RENEWALS.rstrip(".")
    write(office, "action done", sender=TOM)
    write(office, "reviewed")
    write(office, "action +10 for Tom", RENEWALS)
    last = facts(office, CorrectiveActionAgreed)[-1]
    assert (last.owner, last.action) == ("tom", RENEWALS)


def test_a_name_that_several_bear_is_asked_about(office: Rig) -> None:
    """Two Toms: nothing is entered before it is known which, and a tap says it with the words that were written."""
    complain(office)
    rulebook = office.place.rulebook
    other = replace(
        rulebook.people.person("tom"), key="tom2", name="Tom Booth", email="tom.booth@optimised.net"
    )
    people = replace(rulebook.people, persons=(*rulebook.people.persons, other))
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    assert "Which Tom?" in words(write(office, "action check renewals by Fri 27 March for Tom"))
    assert facts(office, CorrectiveActionAgreed) == []
    arrive(office, tap(office, SARAH, "action check renewals by Fri 27 March for Tom Booth"))
    assert facts(office, CorrectiveActionAgreed)[0].owner == "tom2"


def test_who_was_to_do_it_has_left(office: Rig) -> None:
    """Tom leaves with it undone: James hears so, with its words, and is reminded in his place."""
    as_shipped(office)
    complain(office)
    write(office, "quick")
    write(office, "action +10 for Tom", RENEWALS)
    rulebook = office.place.rulebook
    persons = tuple(each for each in rulebook.people.persons if each.key != "tom")
    people = replace(rulebook.people, persons=persons, triage="sarah")
    office.place = replace(office.place, rulebook=replace(rulebook, people=people))
    Rounds(office.place, office.stop).begin()
    office.later(minutes=1)
    office.work()
    told = words(letters_to(office, JAMES)[-1])
    assert f"To be carried out by Tom, and now by you: {RENEWALS}" in told
