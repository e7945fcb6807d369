"""The clocks of the policy as a table and the deadlines that follow from it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.duty import ActionWaived, Duty
from worker.model.entry import ComplaintReceived
from worker.model.party_event import CaseFileWanted
from worker.model.promises import Policy, Promises
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import (
    Assessed,
    CaseClosed,
    CorrectiveActionAgreed,
    Escalated,
    OmbudsmanDecided,
    ProposalAnswered,
)
from worker.model.time import Clock, Deadline, Unit
from worker.policy.calendar import Calendar, date_in_words
from worker.policy.clocks import (
    CLOCKS,
    DATA_PROTECTION_TAGS,
    TAKEN_FOR_COMPLAINT,
    Event,
    act_by,
    deadlines,
    due_on,
    eight_week_letter_by,
    ombudsman_from,
    rule_for,
    started_by,
    stopped_by,
)

POLICY = Policy(version="test", review_due=date(2023, 8, 28))
CALENDAR = Calendar.of(POLICY)


@pytest.mark.parametrize(
    ("day0", "acknowledge_by", "respond_by", "eight_weeks"),
    [
        (
            date(2026, 11, 23),
            "Friday 27 November 2026",
            "Monday 14 December 2026",
            "Monday 18 January 2027",
        ),
        (
            date(2026, 12, 18),
            "Thursday 24 December 2026",
            "Wednesday 13 January 2027",
            "Friday 12 February 2027",
        ),
        (
            date(2026, 12, 25),
            "Monday 4 January 2027",
            "Tuesday 19 January 2027",
            "Friday 19 February 2027",
        ),
        (
            date(2026, 4, 2),
            "Friday 10 April 2026",
            "Monday 27 April 2026",
            "Thursday 28 May 2026",
        ),
    ],
    ids=["Monday", "Friday before Christmas", "Christmas Day", "Maundy Thursday"],
)
def test_deadlines_of_a_complaint(day0: date, acknowledge_by: str, respond_by: str, eight_weeks: str) -> None:
    """Receipt starts three clocks, each under its clause."""
    found = [
        (deadline.clock, deadline.clause, deadline.day0, date_in_words(deadline.due_on))
        for deadline in deadlines(day0, POLICY, CALENDAR)
    ]
    assert found == [
        (Clock.ACKNOWLEDGE, "3.1.8.1", day0, acknowledge_by),
        (Clock.RESPOND, "3.1.8.2", day0, respond_by),
        (Clock.EIGHT_WEEKS, "3.1.7.9", day0, eight_weeks),
    ]


def test_the_lengths_come_from_the_policy() -> None:
    """Other figures in the configuration give other dates."""
    shorter = Promises(acknowledge_working_days=1, respond_working_days=2, ombudsman_calendar_days=42)
    policy = Policy(version="test", review_due=date(2023, 8, 28), promises=shorter)
    due = [date_in_words(deadline.due_on) for deadline in deadlines(date(2026, 11, 20), policy, CALENDAR)]
    assert due == ["Monday 23 November 2026", "Tuesday 24 November 2026", "Friday 1 January 2027"]


@pytest.mark.parametrize(
    ("eight_weeks", "letter_by", "open_from"),
    [
        (date(2027, 1, 18), "Monday 18 January 2027", "Tuesday 19 January 2027"),
        (date(2026, 12, 28), "Thursday 24 December 2026", "Tuesday 29 December 2026"),
        (date(2027, 1, 2), "Thursday 31 December 2026", "Sunday 3 January 2027"),
    ],
    ids=["Monday", "substitute Boxing Day", "Saturday after New Year's Day"],
)
def test_the_eight_week_letter_leaves_on_a_working_day(
    eight_weeks: date, letter_by: str, open_from: str
) -> None:
    """The letter leaves on or before the last day; the ombudsman is open the calendar day after it."""
    assert date_in_words(eight_week_letter_by(eight_weeks, CALENDAR)) == letter_by
    assert date_in_words(ombudsman_from(eight_weeks)) == open_from


def test_every_clock_has_one_row() -> None:
    """No clock is forgotten and none stands twice."""
    assert [rule.clock for rule in CLOCKS] == list(Clock)
    assert [rule_for(clock).clock for clock in Clock] == list(Clock)


@pytest.mark.parametrize(
    ("clock", "clause", "day0", "due", "last_working_day"),
    [
        (Clock.ACKNOWLEDGE, "3.1.8.1", date(2026, 12, 24), "Monday 4 January 2027", "Monday 4 January 2027"),
        (Clock.ASSESS, "3.1.7.2", date(2026, 4, 3), "Wednesday 8 April 2026", "Wednesday 8 April 2026"),
        (Clock.RESPOND, "3.1.8.2", date(2026, 12, 24), "Tuesday 19 January 2027", "Tuesday 19 January 2027"),
        (Clock.CONFIRM, "3.1.4", date(2026, 5, 1), "Monday 18 May 2026", "Monday 18 May 2026"),
        (Clock.PROPOSED, "3.1.7.4", date(2026, 3, 6), "Friday 3 April 2026", "Thursday 2 April 2026"),
        (Clock.ESCALATED, "3.1.7.7", date(2026, 8, 21), "Monday 7 September 2026", "Monday 7 September 2026"),
        (
            Clock.EIGHT_WEEKS,
            "3.1.7.9",
            date(2026, 11, 2),
            "Monday 28 December 2026",
            "Thursday 24 December 2026",
        ),
        (
            Clock.OMBUDSMAN_OPEN,
            "3.1.7.9",
            date(2026, 1, 31),
            "Sunday 31 January 2027",
            "Friday 29 January 2027",
        ),
        (
            Clock.OMBUDSMAN_DECISION,
            "3.1.7.9",
            date(2026, 11, 28),
            "Saturday 26 December 2026",
            "Thursday 24 December 2026",
        ),
        (
            Clock.DATA_PROTECTION,
            "DPA 2018 s.164A",
            date(2026, 11, 25),
            "Tuesday 29 December 2026",
            "Tuesday 29 December 2026",
        ),
    ],
)
def test_each_counted_clock(clock: Clock, clause: str, day0: date, due: str, last_working_day: str) -> None:
    """Over Easter, Christmas and August: the day until whose end it holds, and the last day to act."""
    rule = rule_for(clock)
    deadline = Deadline(clock, rule.clause, day0, due_on(rule, day0, POLICY, CALENDAR))
    assert deadline.clause == clause
    assert date_in_words(deadline.due_on) == due
    assert date_in_words(act_by(deadline, CALENDAR)) == last_working_day


@pytest.mark.parametrize(
    ("clock", "clause"),
    [
        (Clock.NEXT_UPDATE, "3.1.8.2"),
        (Clock.PROMISED, "3.1.7.6"),
        (Clock.CORRECTIVE_ACTION, "3.1.8.4"),
        (Clock.EFFECTIVENESS_REVIEW, "3.1.8.4"),
    ],
)
def test_a_named_day_is_not_counted(clock: Clock, clause: str) -> None:
    """A person names it; asked to count, the table refuses. Somebody can act until the working day before it."""
    rule = rule_for(clock)
    assert (rule.clause, rule.unit, rule.length) == (clause, Unit.GIVEN, None)
    with pytest.raises(ValueError, match="is named by a person and not counted"):
        due_on(rule, date(2026, 12, 1), POLICY, CALENDAR)
    named = Deadline(clock, clause, date(2026, 12, 1), date(2026, 12, 27))
    assert date_in_words(act_by(named, CALENDAR)) == "Thursday 24 December 2026"


@pytest.mark.parametrize(
    ("day0", "months", "until"),
    [
        (date(2028, 2, 29), 12, "Wednesday 28 February 2029"),
        (date(2026, 8, 31), 6, "Sunday 28 February 2027"),
        (date(2027, 8, 31), 6, "Tuesday 29 February 2028"),
        (date(2026, 10, 31), 1, "Monday 30 November 2026"),
        (date(2026, 12, 31), 12, "Friday 31 December 2027"),
        (date(2026, 12, 15), 60, "Monday 15 December 2031"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day0: date, months: int, until: str) -> None:
    """A shorter month ends the period on its last day, in leap years too."""
    promises = Promises(ombudsman_open_months=months)
    policy = Policy(version="test", review_due=date(2023, 8, 28), promises=promises)
    assert date_in_words(due_on(rule_for(Clock.OMBUDSMAN_OPEN), day0, policy, CALENDAR)) == until


@pytest.mark.parametrize(
    ("event", "clocks"),
    [
        (ComplaintReceived, {Clock.ACKNOWLEDGE, Clock.RESPOND, Clock.EIGHT_WEEKS}),
        (TAKEN_FOR_COMPLAINT, {Clock.ASSESS}),
        (LetterKind.VERBAL_RECORD, {Clock.CONFIRM}),
        (LetterKind.PROGRESS_UPDATE, {Clock.NEXT_UPDATE}),
        (LetterKind.PROPOSAL, {Clock.PROMISED, Clock.PROPOSED}),
        (LetterKind.DATE_WILL_SLIP, {Clock.PROMISED}),
        (LetterKind.ESCALATION_NOTICE, {Clock.ESCALATED}),
        (LetterKind.EIGHT_WEEK_LETTER, {Clock.NEXT_UPDATE, Clock.OMBUDSMAN_OPEN}),
        (LetterKind.EIGHT_WEEK_UPDATE, {Clock.NEXT_UPDATE}),
        (LetterKind.DEADLOCK_LETTER, {Clock.OMBUDSMAN_OPEN}),
        (OmbudsmanDecided, {Clock.OMBUDSMAN_DECISION}),
        (CaseFileWanted, {Clock.CASE_FILE}),
        (CorrectiveActionAgreed, {Clock.CORRECTIVE_ACTION, Clock.EFFECTIVENESS_REVIEW}),
        *((tag, {Clock.DATA_PROTECTION}) for tag in DATA_PROTECTION_TAGS),
        (LetterKind.ACKNOWLEDGEMENT, set()),
        (LetterKind.FINAL_RESPONSE, set()),
        (Escalated, set()),
        (CaseClosed, {Clock.ACTION_CHOICE}),
    ],
)
def test_what_starts_a_clock(event: Event, clocks: set[Clock]) -> None:
    """Receipt, a decision, or the sending of a letter; writing or deciding alone promises the client nothing."""
    assert {rule.clock for rule in started_by(event)} == clocks


CONCLUDED = {
    *(Clock.ACKNOWLEDGE, Clock.ASSESS, Clock.CONFIRM),
    *(Clock.RESPOND, Clock.NEXT_UPDATE, Clock.ESCALATED),
}
AFTER_CLOSURE = {
    *(Clock.OMBUDSMAN_OPEN, Clock.OMBUDSMAN_DECISION, Clock.CASE_FILE, Clock.DATA_PROTECTION),
    *(Clock.ACTION_CHOICE, Clock.CORRECTIVE_ACTION, Clock.EFFECTIVENESS_REVIEW),
}


@pytest.mark.parametrize(
    ("event", "clocks"),
    [
        (LetterKind.ACKNOWLEDGEMENT, {Clock.ACKNOWLEDGE}),
        (LetterKind.NEUTRAL_ACKNOWLEDGEMENT, {Clock.ACKNOWLEDGE}),
        (LetterKind.VERBAL_RECORD, {Clock.ACKNOWLEDGE}),
        (LetterKind.PROGRESS_UPDATE, {Clock.RESPOND, Clock.NEXT_UPDATE, Clock.ESCALATED}),
        (LetterKind.PROPOSAL, CONCLUDED),
        (LetterKind.FINAL_RESPONSE, {*CONCLUDED, Clock.PROMISED, Clock.PROPOSED}),
        (LetterKind.DEADLOCK_LETTER, {*CONCLUDED, Clock.PROMISED, Clock.PROPOSED, Clock.EIGHT_WEEKS}),
        (LetterKind.DATE_WILL_SLIP, {Clock.PROMISED}),
        (LetterKind.EIGHT_WEEK_LETTER, {Clock.EIGHT_WEEKS}),
        (LetterKind.EIGHT_WEEK_UPDATE, {Clock.EIGHT_WEEKS}),
        (Assessed, {Clock.ASSESS}),
        (Escalated, {Clock.ASSESS, Clock.PROPOSED}),
        (ClientMeaning.ACCEPT, {Clock.PROPOSED}),
        (ClientMeaning.NOT_ACCEPT, {Clock.PROPOSED}),
        (ClientMeaning.ESCALATE, {Clock.PROPOSED}),
        (ClientMeaning.THANKS, set()),
        (ProposalAnswered, {Clock.PROPOSED}),
        (OmbudsmanDecided, {Clock.EIGHT_WEEKS, Clock.OMBUDSMAN_OPEN, Clock.CASE_FILE}),
        (Duty.CASE_FILE, {Clock.CASE_FILE}),
        (Duty.OMBUDSMAN_DECISION, {Clock.OMBUDSMAN_DECISION}),
        (Duty.CORRECTIVE_ACTION, {Clock.CORRECTIVE_ACTION}),
        (Duty.EFFECTIVENESS_REVIEW, {Clock.EFFECTIVENESS_REVIEW}),
        (Duty.PERSONAL_DATA, {Clock.DATA_PROTECTION}),
        (CaseClosed, set(Clock) - AFTER_CLOSURE),
        (CorrectiveActionAgreed, {Clock.ACTION_CHOICE}),
        (ActionWaived, {Clock.ACTION_CHOICE}),
        (CaseReopened, {Clock.ACTION_CHOICE}),
        (LetterKind.DELIVERY_FAILED, set()),
        (LetterKind.ESCALATION_NOTICE, set()),
        (ComplaintReceived, set()),
    ],
)
def test_what_stops_a_clock(event: Event, clocks: set[Clock]) -> None:
    """A letter that was sent, a deed, the client's reply; closure ends what is not owed beyond it."""
    assert set(stopped_by(event)) == clocks


@pytest.mark.parametrize(
    ("events", "further"),
    [
        ((TAKEN_FOR_COMPLAINT,), [(Clock.ASSESS, "Wednesday 25 November 2026")]),
        ((DATA_PROTECTION_TAGS[1],), [(Clock.DATA_PROTECTION, "Wednesday 23 December 2026")]),
        (("overcharged",), []),
    ],
)
def test_a_complaint_that_is_more_has_more_deadlines(
    events: tuple[str, ...], further: list[tuple[Clock, str]]
) -> None:
    """Taken for a complaint it is to be assessed, and its tags may start the clock of the law; others start none."""
    monday = date(2026, 11, 23)
    plain = deadlines(monday, POLICY, CALENDAR)
    more = [each for each in deadlines(monday, POLICY, CALENDAR, events) if each not in plain]
    assert [(each.clock, date_in_words(each.due_on)) for each in more] == further


@settings(max_examples=60, database=None, deadline=None)
@given(day0=st.dates(date(1991, 1, 1), date(2099, 6, 30)), later=st.integers(0, 20))
def test_deadlines_are_after_day_0_and_never_go_back(day0: date, later: int) -> None:
    """Due days are working days or eight weeks to the day, and later receipt never brings one forward."""
    first = deadlines(day0, POLICY, CALENDAR)
    second = deadlines(day0 + timedelta(days=later), POLICY, CALENDAR)
    acknowledge, respond, eight_weeks = (deadline.due_on for deadline in first)
    assert day0 < acknowledge < respond < eight_weeks == day0 + timedelta(weeks=8)
    assert CALENDAR.is_working_day(acknowledge)
    assert CALENDAR.is_working_day(respond)
    assert respond < eight_week_letter_by(eight_weeks, CALENDAR) <= eight_weeks
    assert all(one.due_on <= other.due_on for one, other in zip(first, second, strict=True))
