"""3.1.6.2: nobody can tell whether it is a complaint, so it counts as one until a person decides."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.journeys.correspondence import (
    DOUBT,
    ENQUIRY,
    LLOYD,
    PATEL,
    RAMAN,
    SARAH,
    TOM,
    answer,
    case,
    facts,
    letters_to,
    links,
    london,
    mail,
    tap,
    wait_until,
    words,
)
from tests.rig import ADDRESS, Rig
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped, TriageDecided
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.rounds import Rounds

LIST = "New mail, "
TUESDAY_NINE = london(date(2026, 3, 3), 9)


def lists(office: Rig) -> list[str]:
    """What each of Tom's daily lists says, oldest first."""
    return [said for letter in letters_to(office, TOM) if (said := words(letter)).startswith(LIST)]


def doubt(office: Rig, at: datetime | None = None, results: str = "pass") -> None:
    """Mrs Raman of Little Oaks writes something that may be a complaint."""
    office.now = at or office.now
    office.arrive(mail(RAMAN, "Meter at the old office", DOUBT, results=results))
    office.work()


def restarted(office: Rig) -> Rounds:
    """The worker as it comes up again on the same database."""
    return Rounds(office.place, office.stop)


def test_the_clocks_run_from_the_first_moment_and_nobody_is_written_to(office_on_both: Rig) -> None:
    """Mrs Raman's mail is a case with every promise of a complaint; for now neither she nor a colleague hears of it."""
    doubt(office_on_both)

    found = case(office_on_both)
    assert (found.stage, found.waits_for) == (Stage.PROVISIONAL, "decision")
    assert {deadline.clock: deadline.due_on for deadline in found.running} == {
        Clock.ACKNOWLEDGE: date(2026, 3, 6),
        Clock.RESPOND: date(2026, 3, 23),
        Clock.EIGHT_WEEKS: date(2026, 4, 27),
    }
    assert office_on_both.sink.mails == ()


def test_tom_reads_the_list_at_nine_the_next_working_day(office: Rig) -> None:
    """It names the sender, the first words, the date by which she must hear from us, and why we are in doubt."""
    doubt(office)
    office.arrive(mail(LLOYD, "Quote", ENQUIRY))
    office.work()
    wait_until(office, TUESDAY_NINE - timedelta(minutes=1))
    assert office.sink.mails == ()

    wait_until(office, TUESDAY_NINE)
    (said,) = lists(office)
    assert "Acknowledge by Friday 6 March 2026" in said
    assert "We moved office last week" in said
    assert "office@little-oaks.example, OPT-2026-0001" in said
    assert 'says again or still: "still"' in said
    assert "No complaint: Quote: Could you please send me a quote" in said
    assert letters_to(office, LLOYD) == letters_to(office, RAMAN) == []


def test_there_is_one_list_a_day_however_often_the_worker_starts(office: Rig) -> None:
    """Ten restarts in a morning are one mail; an enquiry stands in one list, a doubt in each until it is decided."""
    doubt(office)
    office.arrive(mail(LLOYD, "Quote", ENQUIRY))
    office.work()
    wait_until(office, TUESDAY_NINE)
    for minutes in range(10):
        office.later(minutes=minutes)
        assert restarted(office).keep_time() == 0
    office.arrive(mail(PATEL, "Our move", DOUBT))
    office.work()
    assert len(lists(office)) == 1

    wait_until(office, TUESDAY_NINE + timedelta(days=1))
    _, second = lists(office)
    assert "OPT-2026-0001" in second
    assert "OPT-2026-0002" in second
    assert "Quote" not in second


def test_a_list_that_was_missed_comes_when_the_worker_is_back(office: Rig) -> None:
    """The worker was down from Monday evening to Thursday afternoon: one list, of all that came, and not three."""
    doubt(office)
    office.now = london(date(2026, 3, 5), 15)
    office.work()
    assert len(lists(office)) == 1
    assert "Thursday 5 March 2026" in lists(office)[0]


LISTED = {
    "Friday evening, before the clocks change": (
        (2026, 3, 27, 17, 0),
        datetime(2026, 3, 30, 8, 0, tzinfo=UTC),
    ),
    "Saturday": ((2026, 3, 7, 11, 0), datetime(2026, 3, 9, 9, 0, tzinfo=UTC)),
    "before Good Friday": ((2026, 4, 2, 10, 0), datetime(2026, 4, 7, 8, 0, tzinfo=UTC)),
    "the day before a bank holiday": ((2026, 5, 1, 9, 30), datetime(2026, 5, 5, 8, 0, tzinfo=UTC)),
    "Christmas Eve": ((2025, 12, 24, 9, 30), datetime(2025, 12, 29, 9, 0, tzinfo=UTC)),
    "before nine": ((2026, 3, 3, 7, 30), datetime(2026, 3, 3, 9, 0, tzinfo=UTC)),
}


@pytest.mark.parametrize(("arrived", "listed"), LISTED.values(), ids=LISTED)
def test_the_list_waits_for_a_working_day(
    office: Rig, arrived: tuple[int, int, int, int, int], listed: datetime
) -> None:
    """Nobody decides on a Saturday or a bank holiday; nine o'clock is nine in London, summer and winter."""
    doubt(office, london(date(*arrived[:3]), *arrived[3:]))
    wait_until(office, listed - timedelta(minutes=1))
    assert lists(office) == []
    wait_until(office, listed)
    assert len(lists(office)) == 1


def test_each_link_of_the_list_is_a_command(office: Rig) -> None:
    """A tap writes a mail to the mailbox itself, whose subject says which case and what; nothing more is asked for."""
    doubt(office)
    wait_until(office, TUESDAY_NINE)
    taps = links(office, TOM)
    assert [subject for _, subject in taps] == [
        "[OPT-2026-0001] complaint",
        "[OPT-2026-0001] not a complaint",
    ]
    local, _, domain = ADDRESS.partition("@")
    assert all(to.startswith(f"{local}+office.m05.") and to.endswith(f"@{domain}") for to, _ in taps)


@pytest.mark.parametrize(
    ("results", "kind", "repeated"),
    [("pass", LetterKind.ACKNOWLEDGEMENT, True), ("", LetterKind.NEUTRAL_ACKNOWLEDGEMENT, False)],
    ids=["a proven client", "a client whom nothing proves"],
)
def test_tom_taps_it_is_a_complaint(office: Rig, results: str, kind: LetterKind, repeated: bool) -> None:
    """Mrs Raman is acknowledged at once, in her own words only where she is proven, and Tom reads what he did."""
    doubt(office, results=results)
    wait_until(office, TUESDAY_NINE)
    office.arrive(tap(office, TOM, "complaint"))
    office.work()

    assert [(decided.is_complaint, decided.by) for decided in facts(office, TriageDecided)] == [(True, "tom")]
    found = case(office)
    assert (found.stage, found.acknowledged_by, found.due_on(Clock.ACKNOWLEDGE)) == (
        Stage.ACKNOWLEDGED,
        kind,
        None,
    )
    (letter,) = letters_to(office, RAMAN)
    assert ("We moved office" in words(letter)) is repeated
    assert "Monday 23 March 2026" in words(letter)
    receipt = letters_to(office, TOM)[-1]
    assert receipt.subject.startswith("Done: OPT-2026-0001 is a complaint [")
    assert "An acknowledgement is on its way." in words(receipt)

    wait_until(office, london(date(2026, 3, 9), 10))
    assert len(letters_to(office, RAMAN)) == 1
    assert len(lists(office)) == 1


def test_tom_taps_it_is_no_complaint(office: Rig) -> None:
    """The case is closed, its clocks stop, Mrs Raman gets no letter now or later, and Tom reads what he did."""
    doubt(office)
    wait_until(office, TUESDAY_NINE)
    office.arrive(tap(office, TOM, "not a complaint"))
    office.work()

    found = case(office)
    assert (found.stage, found.running, found.is_open) == (Stage.NOT_COMPLAINT, (), False)
    assert {stopped.by for stopped in facts(office, ClockStopped)} == {"not a complaint"}
    assert "Its dates no longer run." in words(letters_to(office, TOM)[-1])

    wait_until(office, london(date(2026, 3, 9), 10))
    assert letters_to(office, RAMAN) == []
    assert len(lists(office)) == 1


def test_tom_changes_his_mind(office: Rig) -> None:
    """What he closed by mistake runs on with the dates that it always had, and is acknowledged."""
    doubt(office)
    before = case(office).running
    wait_until(office, TUESDAY_NINE)
    closing, opening = tap(office, TOM, "not a complaint"), tap(office, TOM, "complaint")
    office.arrive(closing)
    office.work()
    office.later(hours=3)
    office.arrive(opening)
    office.look()
    assert {*before} < {*case(office).running}
    assert case(office).due_on(Clock.ASSESS) == date(2026, 3, 5)

    office.hand_over()
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert len(letters_to(office, RAMAN)) == 1


def test_a_second_tap_changes_nothing_and_says_so(office: Rig) -> None:
    """Tom taps twice, and Sarah the other link a day later: the first decision stands, each of them is told."""
    doubt(office)
    wait_until(office, TUESDAY_NINE)
    first, again = tap(office, TOM, "complaint"), tap(office, TOM, "complaint")
    (_, closing) = links(office, TOM)
    for raw in (first, again, mail(SARAH, closing[1], "")):
        office.arrive(raw)
        office.work()

    assert len(facts(office, TriageDecided)) == 1
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert len(letters_to(office, RAMAN)) == 1
    for person in (TOM, SARAH):
        assert "Nothing has changed: OPT-2026-0001 was decided before." in words(
            letters_to(office, person)[-1]
        )


NOON = {
    "Monday": ((2026, 3, 2, 9, 30), datetime(2026, 3, 5, 12, 0, tzinfo=UTC)),
    "Saturday": ((2026, 3, 7, 11, 0), datetime(2026, 3, 11, 12, 0, tzinfo=UTC)),
    "Friday, before the clocks change": ((2026, 3, 27, 17, 0), datetime(2026, 4, 1, 11, 0, tzinfo=UTC)),
    "Thursday before Easter": ((2026, 4, 2, 23, 59), datetime(2026, 4, 9, 11, 0, tzinfo=UTC)),
    "Thursday, before the clocks go back": ((2025, 10, 23, 9, 0), datetime(2025, 10, 28, 12, 0, tzinfo=UTC)),
    "the night in which an hour comes twice": (
        (2025, 10, 26, 1, 30),
        datetime(2025, 10, 29, 12, 0, tzinfo=UTC),
    ),
    "Christmas Eve": ((2025, 12, 24, 16, 0), datetime(2025, 12, 31, 12, 0, tzinfo=UTC)),
}


@pytest.mark.parametrize(("arrived", "noon"), NOON.values(), ids=NOON)
def test_nobody_decides_and_the_neutral_letter_leaves_by_itself(
    office: Rig, arrived: tuple[int, int, int, int, int], noon: datetime
) -> None:
    """At midday in London on working day 3, never twice; a person still has to decide, and the promise is kept."""
    doubt(office, london(date(*arrived[:3]), *arrived[3:]))
    wait_until(office, noon - timedelta(minutes=1))
    assert letters_to(office, RAMAN) == []

    wait_until(office, noon)
    (letter,) = letters_to(office, RAMAN)
    assert letter.subject.startswith("We have your message [OPT-")
    assert "moved office" not in words(letter)
    (found,) = office.cases()
    assert (found.stage, found.due_on(Clock.ACKNOWLEDGE)) == (Stage.PROVISIONAL, None)

    wait_until(office, noon + timedelta(days=4))
    assert len(letters_to(office, RAMAN)) == 1
    assert "Acknowledged: Meter at the old office" in lists(office)[-1]


def test_the_neutral_letter_leaves_on_both_databases_and_once(office_on_both: Rig) -> None:
    """Whichever database and however many rounds: one letter, one entry, and the log proves itself."""
    doubt(office_on_both)
    office_on_both.now = london(date(2026, 3, 5), 12)
    assert restarted(office_on_both).keep_time() == 2  # with the list of that day
    assert restarted(office_on_both).keep_time() == 0
    office_on_both.hand_over()
    assert [letter.kind for letter in office_on_both.letters("OPT-2026-0001")] == [
        LetterKind.NEUTRAL_ACKNOWLEDGEMENT
    ]
    assert len(facts(office_on_both, ClockStopped)) == 1
    assert office_on_both.faults() == []


def test_after_the_neutral_letter_a_decision_brings_no_second_one(office: Rig) -> None:
    """Tom decides on Thursday afternoon: it is a complaint, Mrs Raman has heard from us, and the receipt says so."""
    doubt(office)
    wait_until(office, london(date(2026, 3, 5), 14))
    office.arrive(tap(office, TOM, "complaint"))
    office.work()

    assert len(letters_to(office, RAMAN)) == 1
    assert case(office).stage is Stage.ACKNOWLEDGED
    assert "No further acknowledgement leaves by itself." in words(letters_to(office, TOM)[-1])


def test_a_decision_that_comes_too_late_promises_nothing(office: Rig) -> None:
    """Tom said that it was none, and on Monday 30 March that it is one: its answer is overdue, so Sarah must write."""
    doubt(office)
    office.arrive(mail(TOM, "[OPT-2026-0001] not a complaint"))
    office.work()
    office.now = london(date(2026, 3, 30), 10)
    office.arrive(mail(TOM, "[OPT-2026-0001] complaint"))
    office.work()
    assert letters_to(office, RAMAN) == []
    receipts = [each for each in letters_to(office, TOM) if each.subject.startswith("Done")]
    assert "An answer was due by" in words(receipts[-1])
    assert letters_to(office, SARAH)[-1].subject.startswith("Acknowledge by")


def test_an_update_to_who_did_not_complain_is_kept_too(office: Rig) -> None:
    """Mrs Raman had the neutral letter: she is promised an update, and later gets the answer that ends it."""
    doubt(office)
    wait_until(office, london(date(2026, 3, 5), 14))
    for line, text in (("not a complaint", ""), ("update Fri 20 March", "We look at it."), ("send", "")):
        office.later(minutes=5)
        office.arrive(mail(TOM, f"[OPT-2026-0001] {line}", text))
        office.work()
    assert case(office).due_on(Clock.NEXT_UPDATE) == date(2026, 3, 20)
    for line, text in (("answer", "The meter is in your name now."), ("send", "")):
        office.later(minutes=5)
        office.arrive(mail(TOM, f"[OPT-2026-0001] {line}", text))
        office.work()
    assert case(office).running == ()


def test_after_a_call_no_letter_leaves_by_itself(office: Rig) -> None:
    """Tom phones Mrs Raman before he decides: neither the neutral letter nor a late one with an apology follows."""
    doubt(office)
    office.arrive(mail(TOM, "[OPT-2026-0001] phoned"))
    office.work()
    wait_until(office, london(date(2026, 3, 9), 10))
    for verb in ("not a complaint", "complaint"):
        office.arrive(mail(TOM, f"[OPT-2026-0001] {verb}"))
        office.work()
    assert (case(office).stage, case(office).due_on(Clock.RESPOND)) == (Stage.ACKNOWLEDGED, date(2026, 3, 23))
    assert letters_to(office, RAMAN) == []


def test_a_doubt_that_must_not_be_answered_is_a_persons_task_at_once(office: Rig) -> None:
    """The sender may be forged: Sarah hears now, with the same due date, and nothing ever leaves by itself."""
    doubt(office, results="fail")
    (task,) = letters_to(office, SARAH)
    assert task.subject.startswith("Acknowledge by Friday 6 March 2026: office@little-oaks.example")
    assert "The sender may be forged" in words(task)
    assert case(office).due_on(Clock.ACKNOWLEDGE) == date(2026, 3, 6)

    wait_until(office, london(date(2026, 3, 9), 10))
    assert letters_to(office, RAMAN) == []
    assert len(letters_to(office, SARAH)) == 1
    assert "Acknowledge by Friday 6 March 2026" in lists(office)[-1]


def test_a_newsletter_in_doubt_costs_a_line_and_no_mail(office: Rig) -> None:
    """A mark of bulk mail and a word of doubt: it stands in the list with its date, and nobody is mailed about it."""
    office.arrive(mail(LLOYD, "News", DOUBT, headers={"Precedence": "bulk"}))
    office.work()
    assert (case(office).stage, office.sink.mails) == (Stage.PROVISIONAL, ())

    wait_until(office, london(date(2026, 3, 9), 10))
    assert letters_to(office, SARAH) == letters_to(office, LLOYD) == []
    assert "Acknowledge by Friday 6 March 2026: News" in lists(office)[0]


def test_tom_reads_that_a_person_must_write_and_why(office: Rig) -> None:
    """He decides that marked mail is a complaint: no letter will leave, and the receipt says until when one is owed."""
    office.arrive(mail(LLOYD, "News", DOUBT, headers={"Precedence": "bulk"}))
    office.arrive(mail(TOM, "[OPT-2026-0001] complaint"))
    office.work()
    receipt = words(letters_to(office, TOM)[-1])
    assert "The client must hear from a person by Friday 6 March 2026." in receipt
    assert "The mail carries a mark of automatic mail: Precedence: bulk or junk." in receipt


def test_an_enquiry_gets_no_letter_and_stands_in_one_list(office: Rig) -> None:
    """Mr Lloyd asks for a quote: a person answers as usual, and the list shows that nobody was written to."""
    office.arrive(mail(LLOYD, "Quote", ENQUIRY))
    office.work()
    assert office.cases() == []
    assert office.outcomes() == {"no complaint, shown to a person": 1}

    wait_until(office, london(date(2026, 3, 6), 10))
    (said,) = lists(office)
    assert "Quote: Could you please send me a quote" in said
    assert letters_to(office, LLOYD) == []


def test_no_line_of_a_long_list_is_lost(office: Rig) -> None:
    """Sixty enquiries and, behind them, Mr Lloyd's: a second mail of the same morning holds what had no room."""
    for number in range(60):
        office.arrive(mail(f"X <x@shop{number}.example>", f"Quote {number}", ENQUIRY))
    office.arrive(mail(LLOYD, "Quote 60", ENQUIRY))
    office.work()
    assert office.outcomes() == {"no complaint, shown to a person": 61}
    wait_until(office, TUESDAY_NINE)

    first, second = lists(office)
    assert "This is part 1 of 2." in first
    assert (first.count("No complaint: "), second.count("No complaint: ")) == (50, 11)
    assert "gareth@lloyd-joinery.example" in second
    subjects = [letter.subject for letter in letters_to(office, TOM)]
    assert [subject.rpartition(", ")[2] for subject in subjects] == ["part 1 of 2", "part 2 of 2"]
    wait_until(office, TUESDAY_NINE + timedelta(days=1))
    assert len(lists(office)) == 2


def test_a_mail_that_was_set_aside_stands_in_the_list_for_fourteen_days(office: Rig) -> None:
    """Nobody could read it on Monday 2 March: every list until Monday 16 March names it and when it came."""
    office.arrive(mail(LLOYD, "Contract", headers={"To": ", ".join(f"a{i}@x.example" for i in range(250))}))
    office.work()
    assert office.outcomes() == {"set aside for a person": 1}

    wait_until(office, london(date(2026, 3, 20), 10))
    said = lists(office)
    assert len(said) == 10  # each working day from Tuesday 3 to Monday 16 March
    for each in said:
        assert "Mail 1: Arrived Monday 2 March 2026 at 9.30am" in each
    assert "Monday 16 March 2026" in said[-1]


@pytest.mark.parametrize("restricted", [False, True])
def test_new_words_of_which_nobody_was_told_stand_in_the_list(office: Rig, restricted: bool) -> None:
    """Sarah gets ten of Mrs Raman's mails of one day; the eleventh and twelfth stand in the list, and once."""
    office.arrive(mail(RAMAN, "Contract"))
    office.work()
    (letter,) = letters_to(office, RAMAN)
    if restricted:
        office.arrive(mail(SARAH, "[OPT-2026-0001] do not share"))
        office.work()
    for number in range(1, 13):
        office.later(minutes=1)
        office.arrive(
            answer(letter, f"Photo {number} of the bill, and take me off your books.", sender=RAMAN)
        )
    office.work()
    assert sum("wrote [OPT" in each.subject for each in letters_to(office, SARAH)) == 10

    wait_until(office, TUESDAY_NINE + timedelta(days=1))
    (said,) = lists(office)
    assert said.count("Not passed on: ") == 2
    for number in (11, 12):
        assert (f"Photo {number} of the bill" in said) is not restricted
    assert ("office@little-oaks.example, OPT-2026-0001" in said) is not restricted
    assert said.count("OPT-2026-0001") == 2


@pytest.mark.parametrize("results", ["", "fail", "none"])
@pytest.mark.parametrize("verb", ["complaint", "not a complaint"])
def test_a_tap_that_nothing_proves_changes_nothing(office: Rig, results: str, verb: str) -> None:
    """Somebody who saw the list writes as Tom: the case stays as it was, and Tom alone hears of it."""
    doubt(office)
    wait_until(office, TUESDAY_NINE)
    before, sent = office.entries("OPT-2026-0001"), len(office.sink.mails)
    office.arrive(tap(office, TOM, verb, results=results))
    office.work()

    assert office.entries("OPT-2026-0001") == before
    assert [found.reference for found in office.cases()] == ["OPT-2026-0001"]
    assert len(office.sink.mails) == sent + 1
    wait_until(office, TUESDAY_NINE + timedelta(days=1))
    assert f"No complaint: [OPT-2026-0001] {verb}" in lists(office)[-1]


def test_a_stranger_with_the_words_of_a_tap_decides_nothing(office: Rig) -> None:
    """Mr Lloyd, proven to be himself, writes the subject of a command: he is no colleague."""
    doubt(office)
    wait_until(office, TUESDAY_NINE)
    before = office.entries("OPT-2026-0001")
    office.arrive(mail(LLOYD, "[OPT-2026-0001] not a complaint", ""))
    office.work()
    assert office.entries("OPT-2026-0001") == before
    assert "a colleague decided" not in office.outcomes()
