"""The explanation of a deadline, as values and as the words an operator reads."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.adapters.in_the_log import complaint
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStarted, ClockStopped, Fact
from worker.model.letter_event import LetterQueued
from worker.model.promises import Policy, Promises
from worker.model.reasons import StopReason
from worker.model.time import Clock
from worker.policy.calendar import Calendar
from worker.policy.clocks import rule_for
from worker.policy.explain import explain, explain_case, explain_ended, in_words
from worker.policy.fold import fold

POLICY = Policy(version="test", review_due=date(2023, 8, 28))
CALENDAR = replace(Calendar.of(POLICY), proclaimed_until=date(2028, 12, 31))

CHRISTMAS_EVE = """\
Received on Thursday 24 December 2026 at 09:00 GMT: this is day 0 and not counted.

Acknowledge by the end of Monday 4 January 2027 (working day 4, 3.1.8.1):
  Friday 25 December 2026      not counted (bank holiday: Christmas Day)
  Saturday 26 December 2026    not counted (Saturday)
  Sunday 27 December 2026      not counted (Sunday)
  Monday 28 December 2026      not counted (bank holiday: Boxing Day (substitute day))
  Tuesday 29 December 2026     day 1
  Wednesday 30 December 2026   day 2
  Thursday 31 December 2026    day 3
  Friday 1 January 2027        not counted (bank holiday: New Year's Day)
  Saturday 2 January 2027      not counted (Saturday)
  Sunday 3 January 2027        not counted (Sunday)
  Monday 4 January 2027        day 4

Respond by the end of Tuesday 19 January 2027 (working day 15, 3.1.8.2):
"""

BOXING_DAY = """\
The 56 calendar days end on Monday 28 December 2026 (3.1.7.9).
Send the eight-week letter by the end of Thursday 24 December 2026, because these are no working days:
  Friday 25 December 2026      not counted (bank holiday: Christmas Day)
  Saturday 26 December 2026    not counted (Saturday)
  Sunday 27 December 2026      not counted (Sunday)
  Monday 28 December 2026      not counted (bank holiday: Boxing Day (substitute day))
The ombudsman is open to the client from Tuesday 29 December 2026."""


def words(received: str) -> str:
    """What an operator reads about a complaint received then."""
    return in_words(explain(datetime.fromisoformat(received), POLICY, CALENDAR))


def test_every_day_over_christmas_is_explained() -> None:
    """Each day up to the acknowledgement is numbered or has its reason."""
    assert words("2026-12-24T09:00:00+00:00").startswith(CHRISTMAS_EVE)


def test_an_eight_week_letter_before_the_end_is_explained() -> None:
    """Where eight weeks end on a day off, the days lost stand between letter and end."""
    assert words("2026-11-02T10:00:00+00:00").endswith(BOXING_DAY)


def test_an_eight_week_letter_on_the_last_day_needs_no_reason() -> None:
    """Where eight weeks end on a working day, no day is lost."""
    assert words("2026-11-23T17:31:00+00:00").endswith(
        "The 56 calendar days end on Monday 18 January 2027 (3.1.7.9).\n"
        "Send the eight-week letter by the end of Monday 18 January 2027.\n"
        "The ombudsman is open to the client from Tuesday 19 January 2027."
    )


@pytest.mark.parametrize(
    ("received", "line"),
    [
        ("2026-08-30T23:59:00+00:00", "Received on Monday 31 August 2026 at 00:59 BST: "),
        ("2026-10-25T00:30:00+00:00", "Received on Sunday 25 October 2026 at 01:30 BST: "),
        ("2026-10-25T01:30:00+00:00", "Received on Sunday 25 October 2026 at 01:30 GMT: "),
        ("2026-11-20T23:45:00-05:00", "Received on Saturday 21 November 2026 at 04:45 GMT: "),
    ],
)
def test_receipt_is_told_in_london_time(received: str, line: str) -> None:
    """The moment of receipt is read from London's clocks and says which of two it was in October."""
    assert words(received).startswith(line)


def test_dates_beyond_the_published_bank_holidays_are_marked() -> None:
    """Only an explanation that reaches past the published list carries the warning."""
    warning = "Bank holidays are published only until Sunday 31 December 2028"
    assert warning in words("2028-11-06T10:00:00+00:00")
    assert warning not in words("2028-11-05T10:00:00+00:00")


def test_a_naive_moment_is_refused() -> None:
    """A time without a zone gives no explanation."""
    with pytest.raises(ValueError, match="has no time zone"):
        explain(datetime.now(UTC).replace(tzinfo=None), POLICY, CALENDAR)


COMPLAINT = complaint()
MAY_OF_2026 = replace(POLICY, extra_bank_holidays=(date(2026, 6, 22),), not_bank_holidays=(date(2026, 5, 4),))
PUBLISHED = (
    "The bank holidays are those of England, with the changes in policy.toml; "
    "they are published until Sunday 31 December 2028."
)


def told(clock: Clock, day0: date, due_on: date, *facts: Fact, policy: Policy = POLICY) -> list[str]:
    """The lines about that promise in a complaint in which these things happened too, but for what its clause asks."""
    rule = rule_for(clock)
    began = ClockStarted(clock=clock, clause=rule.clause, day0=day0, due_on=due_on)
    case = fold("OPT-2026-0001", (COMPLAINT, *facts, began))
    *_, paragraph = explain_case(case, policy, Calendar.of(policy))
    due, _, *lines = paragraph.splitlines()
    return [due, *lines]


def test_the_clause_says_in_a_sentence_what_it_asks() -> None:
    """Whoever reads the date need not look the clause up; a clause of an older log, which no row has, is only named."""
    began = ClockStarted(
        clock=Clock.ACKNOWLEDGE, clause="3.1.8.1", day0=date(2026, 4, 20), due_on=date(2026, 4, 24)
    )
    for clause, second in (
        ("3.1.8.1", "We acknowledge every complaint within four working days."),
        ("9.9", "It runs for 4 working days from Monday 20 April 2026, which is day 0 and not counted."),
    ):
        case = fold("OPT-2026-0001", (COMPLAINT, replace(began, clause=clause)))
        (paragraph,) = explain_case(case, POLICY, CALENDAR)
        assert paragraph.splitlines()[1] == second


def test_a_promise_in_working_days() -> None:
    """The clause, day 0, each day with its number or its reason, the list, and what would stop it."""
    assert told(Clock.ASSESS, date(2026, 4, 2), date(2026, 4, 8)) == [
        "Assess, due by the end of Wednesday 8 April 2026 (3.1.7.2).",
        "It runs for 2 working days from Thursday 2 April 2026, which is day 0 and not counted.",
        "  Friday 3 April 2026          not counted (bank holiday: Good Friday)",
        "  Saturday 4 April 2026        not counted (Saturday)",
        "  Sunday 5 April 2026          not counted (Sunday)",
        "  Monday 6 April 2026          not counted (bank holiday: Easter Monday)",
        "  Tuesday 7 April 2026         day 1",
        "  Wednesday 8 April 2026       day 2",
        PUBLISHED,
        (
            "It stops when our mail server has taken the quick resolution, the proposal, the answer or the deadlock "
            "letter, "
            "when a colleague says how they will handle it, when the complaint goes to another person, "
            "when a colleague says that what is closed stays closed, or when the complaint is closed."
        ),
    ]


def test_a_promise_in_calendar_days_that_ends_on_a_day_off() -> None:
    """Eight weeks to Monday 28 December 2026: the last working day before counts, and why; then the ombudsman."""
    assert told(Clock.EIGHT_WEEKS, date(2026, 11, 2), date(2026, 12, 28))[1:-2] == [
        "It runs for 56 calendar days from Monday 2 November 2026, which is day 0 and not counted.",
        "Every day counts; day 56 is Monday 28 December 2026.",
        "Its last working day is Thursday 24 December 2026; these come after it:",
        "  Friday 25 December 2026      not counted (bank holiday: Christmas Day)",
        "  Saturday 26 December 2026    not counted (Saturday)",
        "  Sunday 27 December 2026      not counted (Sunday)",
        "  Monday 28 December 2026      not counted (bank holiday: Boxing Day (substitute day))",
        "The ombudsman is open to the client from Tuesday 29 December 2026.",
    ]


@pytest.mark.parametrize(
    ("day0", "due_on", "lines"),
    [
        (
            date(2026, 12, 24),
            date(2027, 1, 25),
            [
                "Every day counts; after day 30 it runs on to the next working day, Monday 25 January 2027:",
                "  Saturday 23 January 2027     not counted (Saturday)",
                "  Sunday 24 January 2027       not counted (Sunday)",
            ],
        ),
        (
            date(2026, 12, 23),
            date(2027, 1, 22),
            ["Every day counts; day 30, Friday 22 January 2027, is a working day."],
        ),
    ],
    ids=["rolled", "not rolled"],
)
def test_a_last_day_that_rolls(day0: date, due_on: date, lines: list[str]) -> None:
    """Personal data: a Saturday rolls on to Monday, a Friday stays."""
    assert told(Clock.DATA_PROTECTION, day0, due_on)[2:-2] == lines


@pytest.mark.parametrize(
    ("day0", "due_on", "line"),
    [
        (date(2028, 2, 29), date(2029, 2, 28), "Its last month has no day 29, so it ends with the month."),
        (date(2027, 2, 28), date(2028, 2, 28), "It ends on day 28 of its last month, as it began."),
    ],
)
def test_a_period_in_months(day0: date, due_on: date, line: str) -> None:
    """A leap day has no day of its own a year later."""
    assert told(Clock.OMBUDSMAN_OPEN, day0, due_on)[2] == line


@pytest.mark.parametrize(
    ("clock", "letter", "line"),
    [
        (Clock.NEXT_UPDATE, LetterKind.PROGRESS_UPDATE, "to the client in the progress update, which"),
        (Clock.NEXT_UPDATE, LetterKind.EIGHT_WEEK_LETTER, "to the client in the eight-week letter, which"),
        (Clock.PROMISED, LetterKind.PROPOSAL, "to the client in the proposal, which"),
        (Clock.PROMISED, LetterKind.DATE_WILL_SLIP, "to the client in the letter about a later date, which"),
        (Clock.CORRECTIVE_ACTION, None, "A colleague named that day when the corrective action was agreed"),
    ],
)
def test_who_named_a_day(clock: Clock, letter: LetterKind | None, line: str) -> None:
    """The letter in which the client reads that day, or the colleague who agreed to it."""
    saturday = date(2026, 5, 2)
    wrote = [
        LetterQueued(letter=letter, recipient="", message_id="<1@optimised.net>", promises=saturday)
        for letter in filter(None, [letter])
    ]
    found = told(clock, date(2026, 4, 20), saturday, *wrote)
    assert line in found[1]
    assert "Monday 20 April 2026" in found[1]
    assert found[2:4] == [
        "Its last working day is Friday 1 May 2026; these come after it:",
        "  Saturday 2 May 2026          not counted (Saturday)",
    ]


AGREED_ON, DONE_BY = date(2026, 4, 20), date(2026, 6, 18)  # Monday, Thursday
ACTION = ClockStarted(clock=Clock.CORRECTIVE_ACTION, clause="3.1.8.4", day0=AGREED_ON, due_on=DONE_BY)
THREE_DAYS = replace(MAY_OF_2026, promises=Promises(review_working_days=3))


def test_a_review_is_counted_from_the_last_day_of_the_corrective_action() -> None:
    """Each day from there, with the holiday that policy.toml adds and without the one before the action was due."""
    lines = told(Clock.EFFECTIVENESS_REVIEW, AGREED_ON, date(2026, 6, 24), ACTION, policy=THREE_DAYS)
    assert lines == [
        "Effectiveness review, due by the end of Wednesday 24 June 2026 (3.1.8.4).",
        "It runs for 3 working days from Thursday 18 June 2026, which is day 0 and not counted.",
        "That is the last day of the corrective action, which was agreed on Monday 20 April 2026.",
        "  Friday 19 June 2026          day 1",
        "  Saturday 20 June 2026        not counted (Saturday)",
        "  Sunday 21 June 2026          not counted (Sunday)",
        "  Monday 22 June 2026          not counted (bank holiday: listed in extra_bank_holidays)",
        "  Tuesday 23 June 2026         day 2",
        "  Wednesday 24 June 2026       day 3",
        PUBLISHED,
        "policy.toml adds Monday 22 June 2026.",
        "It stops when somebody has looked whether the corrective action works.",
    ]
    known = told(Clock.EFFECTIVENESS_REVIEW, AGREED_ON, date(2026, 6, 23), ACTION, policy=THREE_DAYS)
    assert "Counted today it would be Wednesday 24 June 2026; the date in the log stands." in known


def test_what_policy_toml_changes_in_the_span_is_named() -> None:
    """A day added and a day taken away are told where they count, and nowhere else."""
    spring = told(Clock.ASSESS, date(2026, 5, 1), date(2026, 5, 5), policy=MAY_OF_2026)
    assert spring[2:] == [
        "  Saturday 2 May 2026          not counted (Saturday)",
        "  Sunday 3 May 2026            not counted (Sunday)",
        "  Monday 4 May 2026            day 1",
        "  Tuesday 5 May 2026           day 2",
        PUBLISHED,
        "policy.toml takes Monday 4 May 2026 away.",
        spring[-1],
    ]
    summer = told(Clock.ASSESS, date(2026, 6, 19), date(2026, 6, 24), policy=MAY_OF_2026)
    assert (
        "  Monday 22 June 2026          not counted (bank holiday: listed in extra_bank_holidays)" in summer
    )
    assert summer[-2] == "policy.toml adds Monday 22 June 2026."


def test_a_date_that_counts_otherwise_today_says_so() -> None:
    """The date in the log stands until a person moves it."""
    lines = told(Clock.ASSESS, date(2026, 6, 19), date(2026, 6, 23), policy=MAY_OF_2026)
    assert "Counted today it would be Wednesday 24 June 2026; the date in the log stands." in lines


def test_a_promise_beyond_the_published_list_is_marked() -> None:
    """Nobody has proclaimed the bank holidays of 2029."""
    marked = "Later ones are only computed, so this date may still change."
    assert marked in told(Clock.ASSESS, date(2028, 12, 29), date(2029, 1, 3))
    assert marked not in told(Clock.ASSESS, date(2028, 12, 27), date(2028, 12, 29))


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (
            Clock.ACKNOWLEDGE,
            (
                "our mail server has taken the acknowledgement, the neutral acknowledgement, the verbal record, "
                "the quick resolution, the proposal, the answer or the deadlock letter, "
                "when a colleague telephones the client, "
                "or when the complaint is closed."
            ),
        ),
        (
            Clock.CONFIRM,
            (
                "our mail server has taken the quick resolution, the proposal, the answer or the deadlock letter, "
                "when the client confirms "
                "the record, when the client corrects the record, when its last day is over, or when the complaint "
                "is closed."
            ),
        ),
        (
            Clock.PROPOSED,
            (
                "our mail server has taken the answer or the deadlock letter, when the client accepts it, "
                "when the client does not accept it, when the client asks to escalate it, "
                "when the client refuses what was proposed, when a colleague enters the client's answer, "
                "when the complaint goes to another person, or when the complaint is closed."
            ),
        ),
        (Clock.OMBUDSMAN_OPEN, "the client accepts a decision of the ombudsman."),
        (Clock.OMBUDSMAN_DECISION, "what the ombudsman decided is done."),
        (
            Clock.CASE_FILE,
            "our file is with the ombudsman, or when the client accepts a decision of the ombudsman.",
        ),
        (
            Clock.ACTION_CHOICE,
            (
                "a colleague agrees a corrective action, when a colleague says why none is needed, "
                "or when the complaint is opened again."
            ),
        ),
        (Clock.CORRECTIVE_ACTION, "the corrective action is done."),
        (Clock.EFFECTIVENESS_REVIEW, "somebody has looked whether the corrective action works."),
        (Clock.DATA_PROTECTION, "the request about personal data is answered."),
    ],
)
def test_what_would_stop_it_is_told_in_words(clock: Clock, words: str) -> None:
    """Letters by their names, deeds in words, the reply of the client; what goes on past closure says nothing of it."""
    assert told(clock, date(2026, 4, 20), date(2026, 5, 5))[-1] == f"It stops when {words}"


@pytest.mark.parametrize("clock", Clock)
def test_every_clock_is_explained_whole(clock: Clock) -> None:
    """Clause and due day first, day 0, the list of holidays, and what would stop it last, in sentences."""
    lines = told(clock, date(2026, 4, 20), date(2026, 5, 5))
    clause = rule_for(clock).clause
    assert lines[0] == f"{clock.capitalize()}, due by the end of Tuesday 5 May 2026 ({clause})."
    assert "Monday 20 April 2026" in lines[1]
    assert PUBLISHED in lines
    assert lines[-1].startswith("It stops when ")
    assert all(line.startswith("  ") or line.endswith((".", ":")) for line in lines)
    assert not [line for line in lines if "_" in line and "policy.toml" not in line]


def test_an_ended_promise_says_what_ended_it() -> None:
    """The days as before, and instead of what would stop it, what did."""
    began = ClockStarted(
        clock=Clock.ASSESS, clause="3.1.7.2", day0=date(2026, 4, 20), due_on=date(2026, 4, 22)
    )
    stopped = ClockStopped(clock=Clock.ASSESS, by=StopReason.ENTRY, entry="assessed", person="sarah")
    case = fold("OPT-2026-0001", (COMPLAINT, began, stopped))
    assert explain_case(case, POLICY, CALENDAR) == ()
    (paragraph,) = explain_ended(case, POLICY, CALENDAR)
    assert paragraph.splitlines() == [
        "Assess, due by the end of Wednesday 22 April 2026 (3.1.7.2).",
        "The responsible person decides whether the complaint can be put right quickly or has to go further.",
        "Ended by Assessed, sarah.",
        "It runs for 2 working days from Monday 20 April 2026, which is day 0 and not counted.",
        "  Tuesday 21 April 2026        day 1",
        "  Wednesday 22 April 2026      day 2",
        PUBLISHED,
    ]
