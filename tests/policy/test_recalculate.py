"""Which open promises move when the days that count have changed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from tests.adapters.in_the_log import complaint
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockMoved, ClockStarted, ClockStopped, Fact
from worker.model.letter_event import LetterQueued
from worker.model.promises import Policy, Promises
from worker.model.reasons import StopReason
from worker.model.staff_event import CorrectiveActionAgreed
from worker.model.time import Clock, Unit
from worker.policy.calendar import Calendar, date_in_words
from worker.policy.case import Case
from worker.policy.clocks import due_on, rule_for
from worker.policy.fold import fold
from worker.policy.recalculate import Move, moves

BEFORE = Policy(version="test", review_due=date(2027, 8, 28))
PROCLAIMED = replace(BEFORE, extra_bank_holidays=(date(2026, 6, 22),))  # Monday
NO_EARLY_MAY = replace(BEFORE, not_bank_holidays=(date(2026, 5, 4),))  # Monday
SHORTER = replace(BEFORE, promises=Promises(respond_working_days=10, ombudsman_calendar_days=42))
LONGER = replace(BEFORE, promises=Promises(respond_working_days=20))
WEDNESDAY_IN_JUNE = date(2026, 6, 17)
WEDNESDAY_IN_APRIL = date(2026, 4, 29)
NAMED = date(2026, 7, 31)  # Friday


REVIEW = {Clock.EFFECTIVENESS_REVIEW: date(2026, 8, 28)}  # Friday, twenty working days after the named day


def case(day0: date, clocks: Iterable[Clock], *facts: Fact, counted: Policy = BEFORE) -> Case:
    """A complaint in which those clocks run, as they were counted then, and these things happened."""
    calendar = Calendar.of(counted)
    started = (
        ClockStarted(clock=rule.clock, clause=rule.clause, day0=day0, due_on=REVIEW.get(rule.clock, until))
        for rule in map(rule_for, clocks)
        for until in [NAMED if rule.unit is Unit.GIVEN else due_on(rule, day0, counted, calendar)]
    )
    return fold("OPT-2026-0001", (replace(complaint(), day0=day0), *started, *facts))


def written(kind: LetterKind) -> LetterQueued:
    """That letter to the client lies in the outbox or has left."""
    return LetterQueued(letter=kind, recipient="jane@client.example", message_id="<1@optimised.net>")


def found(of: Case, policy: Policy) -> tuple[Move, ...]:
    """What moves with that policy."""
    return moves(of, policy, Calendar.of(policy))


def told(of: Case, policy: Policy) -> list[tuple[str, str, str]]:
    """What moves with that policy: the clock, from, to."""
    return [
        (move.deadline.clock.value, date_in_words(move.deadline.due_on), date_in_words(move.due_on))
        for move in found(of, policy)
    ]


RECEIPT = (Clock.ACKNOWLEDGE, Clock.ASSESS, Clock.RESPOND, Clock.EIGHT_WEEKS)


def test_a_proclaimed_monday_moves_what_is_counted_over_it() -> None:
    """Monday 22 June 2026: what ends before it stays, the eight weeks are calendar days, the rest moves by a day."""
    assert told(case(WEDNESDAY_IN_JUNE, RECEIPT), PROCLAIMED) == [
        ("acknowledge", "Tuesday 23 June 2026", "Wednesday 24 June 2026"),
        ("respond", "Wednesday 8 July 2026", "Thursday 9 July 2026"),
    ]


def test_a_holiday_that_was_taken_away_brings_dates_forward() -> None:
    """Without Monday 4 May 2026 the internal dates and the date that the client has come a working day earlier."""
    known = case(WEDNESDAY_IN_APRIL, RECEIPT, written(LetterKind.ACKNOWLEDGEMENT))
    assert told(known, NO_EARLY_MAY) == [
        ("acknowledge", "Wednesday 6 May 2026", "Tuesday 5 May 2026"),
        ("respond", "Thursday 21 May 2026", "Wednesday 20 May 2026"),
    ]


@pytest.mark.parametrize(
    "kind", [LetterKind.ACKNOWLEDGEMENT, LetterKind.NEUTRAL_ACKNOWLEDGEMENT, LetterKind.VERBAL_RECORD]
)
def test_the_date_that_a_client_has_stays(kind: LetterKind) -> None:
    """An acknowledgement of any kind names the date of the answer, so it never moves later; inside we have longer."""
    assert told(case(WEDNESDAY_IN_JUNE, RECEIPT, written(kind)), PROCLAIMED) == [
        ("acknowledge", "Tuesday 23 June 2026", "Wednesday 24 June 2026")
    ]
    assert told(case(WEDNESDAY_IN_JUNE, [Clock.RESPOND], written(kind)), LONGER) == []


def test_a_letter_that_names_no_date_promises_none() -> None:
    """A client who only knows that the complaint is escalated has no date of the answer."""
    of = case(WEDNESDAY_IN_JUNE, [Clock.RESPOND], written(LetterKind.ESCALATION_NOTICE))
    assert told(of, PROCLAIMED) == [("respond", "Wednesday 8 July 2026", "Thursday 9 July 2026")]


@pytest.mark.parametrize(
    ("clock", "day0", "before", "after"),
    [
        (Clock.ASSESS, date(2026, 6, 18), "Monday 22 June 2026", "Tuesday 23 June 2026"),
        (Clock.CONFIRM, date(2026, 6, 8), "Monday 22 June 2026", "Tuesday 23 June 2026"),
        (Clock.ESCALATED, date(2026, 6, 9), "Tuesday 23 June 2026", "Wednesday 24 June 2026"),
        (Clock.DATA_PROTECTION, date(2026, 5, 22), "Monday 22 June 2026", "Tuesday 23 June 2026"),
    ],
)
def test_internal_dates_move_both_ways(clock: Clock, day0: date, before: str, after: str) -> None:
    """Later when the Monday is proclaimed, and back when it is not; a rolled last day rolls on."""
    assert told(case(day0, [clock]), PROCLAIMED) == [(clock.value, before, after)]
    assert told(case(day0, [clock], counted=PROCLAIMED), BEFORE) == [(clock.value, after, before)]


@pytest.mark.parametrize(
    "clock",
    [
        *(Clock.NEXT_UPDATE, Clock.PROMISED, Clock.CORRECTIVE_ACTION),
        *(Clock.OMBUDSMAN_OPEN, Clock.OMBUDSMAN_DECISION, Clock.PROPOSED, Clock.EIGHT_WEEKS),
    ],
)
def test_named_days_and_calendar_days_take_no_notice_of_a_holiday(clock: Clock) -> None:
    """A day that a person named stands though it is a holiday now, and so do periods in days or months."""
    on_the_day = replace(BEFORE, extra_bank_holidays=(NAMED, date(2026, 6, 22)))
    assert told(case(WEDNESDAY_IN_JUNE, [clock]), on_the_day) == []


AGREED = (Clock.CORRECTIVE_ACTION, Clock.EFFECTIVENESS_REVIEW)


@pytest.mark.parametrize(
    ("policy", "after"),
    [
        (replace(BEFORE, extra_bank_holidays=(date(2026, 8, 10),)), "Tuesday 1 September 2026"),  # Monday
        (replace(BEFORE, promises=Promises(review_working_days=10)), "Friday 14 August 2026"),
        (replace(BEFORE, promises=Promises(review_working_days=21)), "Tuesday 1 September 2026"),
    ],
    ids=["a holiday more", "shorter", "longer"],
)
def test_a_review_is_counted_from_the_last_day_of_the_corrective_action(policy: Policy, after: str) -> None:
    """The day of the action was named and stands, also where it is done; Monday 31 August 2026 is a holiday."""
    done = ClockStopped(clock=Clock.CORRECTIVE_ACTION, by=StopReason.DUTY_DONE, person="sarah")
    for facts in ((), (done,)):
        of = case(WEDNESDAY_IN_JUNE, AGREED, *facts)
        assert told(of, policy) == [("effectiveness review", "Friday 28 August 2026", after)]
        (move,) = found(of, policy)
        assert move.fact.day0 == WEDNESDAY_IN_JUNE
        assert moves(case(WEDNESDAY_IN_JUNE, AGREED, move.fact), policy, Calendar.of(policy)) == ()


def test_a_review_takes_no_notice_of_a_holiday_before_the_action_is_due() -> None:
    """Monday 22 June 2026 lies between the agreement and the day that was named; so does a holiday on that day."""
    before = replace(BEFORE, extra_bank_holidays=(NAMED, date(2026, 6, 22)))
    assert told(case(WEDNESDAY_IN_JUNE, AGREED), before) == []


@pytest.mark.parametrize("clock", [Clock.OMBUDSMAN_OPEN, Clock.OMBUDSMAN_DECISION])
def test_the_periods_of_the_ombudsman_never_move(clock: Clock) -> None:
    """They are not ours, and what the client was told holds whatever the lengths are later."""
    other = Promises(ombudsman_open_months=6, ombudsman_decision_calendar_days=21)
    assert told(case(WEDNESDAY_IN_JUNE, [clock]), replace(BEFORE, promises=other)) == []


def test_another_length_moves_what_is_counted_by_it() -> None:
    """Ten working days and six weeks: both earlier, though the client knows a later date."""
    assert told(case(WEDNESDAY_IN_JUNE, RECEIPT, written(LetterKind.ACKNOWLEDGEMENT)), SHORTER) == [
        ("respond", "Wednesday 8 July 2026", "Wednesday 1 July 2026"),
        ("eight weeks", "Wednesday 12 August 2026", "Wednesday 29 July 2026"),
    ]


def test_an_ended_promise_stays_as_it_was() -> None:
    """What was kept is not counted again."""
    kept = case(WEDNESDAY_IN_JUNE, RECEIPT, ClockStopped(clock=Clock.ACKNOWLEDGE, by=StopReason.LETTER))
    assert [clock for clock, _, _ in told(kept, PROCLAIMED)] == ["respond"]


def test_the_fact_moves_the_promise_once() -> None:
    """Entered in the log, it makes the case run until the new day, says from where and why, and nothing moves again."""
    first = case(WEDNESDAY_IN_JUNE, [Clock.RESPOND])
    (move,) = found(first, PROCLAIMED)
    assert move.fact == ClockMoved(
        clock=Clock.RESPOND,
        clause="3.1.8.2",
        day0=WEDNESDAY_IN_JUNE,
        due_on=date(2026, 7, 9),
        moved_from=date(2026, 7, 8),
        length=15,
        unit=Unit.WORKING_DAYS,
    )
    assert found(case(WEDNESDAY_IN_JUNE, [Clock.RESPOND], move.fact), PROCLAIMED) == ()


def test_nothing_moves_while_nothing_changed() -> None:
    """Every clock of the table, counted again with the same days and lengths, stays where it is."""
    agreed = CorrectiveActionAgreed(action="A check.", due_on=NAMED, review_on=NAMED, by="sarah", mail=2)
    assert found(case(WEDNESDAY_IN_JUNE, Clock, agreed), BEFORE) == ()
