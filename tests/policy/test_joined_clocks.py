"""Two complaints are one: the earlier day of each promise counts, and a letter of either is enough (policy.md 6)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rig import ADDRESS
from worker.model.catalogue import LetterKind
from worker.model.entry import Channel, ClockStarted, ClockStopped, ComplaintReceived, Fact
from worker.model.mail import Address
from worker.model.reasons import StopReason
from worker.model.time import Clock, Deadline
from worker.model.two_cases import CaseJoined
from worker.policy.case import Case
from worker.policy.decide.joined_clocks import joined_clocks, merged_clocks, owed_again
from worker.policy.fold import fold, fold_on

FIRST, SECOND = "OPT-2026-0038", "OPT-2026-0042"
MONDAY, THURSDAY = date(2026, 3, 2), date(2026, 3, 5)
FRIDAY, WEDNESDAY = date(2026, 3, 6), date(2026, 3, 11)
NEXT_MONDAY, NEXT_THURSDAY = date(2026, 3, 23), date(2026, 3, 26)
A, R, N, E, D, S, C = (
    Clock.ACKNOWLEDGE,
    Clock.RESPOND,
    Clock.NEXT_UPDATE,
    Clock.EIGHT_WEEKS,
    Clock.DATA_PROTECTION,
    Clock.ASSESS,
    Clock.CONFIRM,
)


def complaint(reference: str, day0: date, running: dict[Clock, date], kept: tuple[Clock, ...] = ()) -> Case:
    """A complaint with promises that run, and others that were kept."""
    received = ComplaintReceived(
        channel=Channel.EMAIL,
        complainant=Address("patel@bakery.example"),
        subject="Our renewal",
        words="I am unhappy.",
        received_at=datetime(day0.year, day0.month, day0.day, 9, 30, tzinfo=UTC),
        day0=day0,
        section="client_services",
        mail=1,
        message_id="<1@bakery.example>",
    )
    facts: list[Fact] = [received]
    for clock, day in {**running, **dict.fromkeys(kept, day0)}.items():
        facts.append(ClockStarted(clock=clock, clause="3.1.8", day0=day0, due_on=day))
    facts += [
        ClockStopped(clock=clock, by=StopReason.LETTER, letter=LetterKind.ACKNOWLEDGEMENT) for clock in kept
    ]
    return fold(reference, facts)


@pytest.mark.parametrize(
    ("goes_on", "kept", "merged", "kept_there", "runs"),
    [
        # Monday's answer is due on Monday 23 March, Thursday's on the 26th: the 23rd counts, whichever goes on.
        ({R: NEXT_MONDAY}, (), {R: NEXT_THURSDAY}, (), {R: NEXT_MONDAY}),
        ({R: NEXT_THURSDAY}, (), {R: NEXT_MONDAY}, (), {R: NEXT_MONDAY}),
        # The client has the acknowledgement of one of them.
        ({A: FRIDAY}, (), {}, (A,), {}),
        ({}, (A,), {A: WEDNESDAY}, (), {}),
        # Of neither: it is owed by Friday 6 March, though Thursday's own would be due on Wednesday 11 March.
        ({A: FRIDAY}, (), {A: WEDNESDAY}, (), {A: FRIDAY}),
        ({A: WEDNESDAY}, (), {A: FRIDAY}, (), {A: FRIDAY}),
        # An update in one, none yet in the other: both days were read by the client, so both stand.
        ({N: FRIDAY}, (R,), {R: NEXT_MONDAY}, (), {N: FRIDAY, R: NEXT_MONDAY}),
        ({R: NEXT_THURSDAY}, (), {N: FRIDAY}, (R,), {R: NEXT_THURSDAY, N: FRIDAY}),
        # The eight-week letter of one is that of both.
        ({E: date(2026, 4, 30)}, (), {}, (E,), {}),
        ({}, (E,), {E: date(2026, 4, 27)}, (), {}),
        ({E: date(2026, 4, 30)}, (), {E: date(2026, 4, 27)}, (), {E: date(2026, 4, 27)}),
        # What the law asks for stands, wherever it was asked.
        ({}, (), {D: date(2026, 4, 1)}, (), {D: date(2026, 4, 1)}),
        # How it is handled was said already; a record that nobody checks in the one is none of the other's.
        ({}, (S,), {S: FRIDAY}, (), {}),
        ({S: FRIDAY}, (), {S: WEDNESDAY, C: FRIDAY}, (), {S: FRIDAY}),
    ],
)
def test_the_earlier_day_counts(
    goes_on: dict[Clock, date],
    kept: tuple[Clock, ...],
    merged: dict[Clock, date],
    kept_there: tuple[Clock, ...],
    runs: dict[Clock, date],
) -> None:
    """Day by day, with the complaint that goes on first."""
    one, other = complaint(FIRST, MONDAY, goes_on, kept), complaint(SECOND, THURSDAY, merged, kept_there)
    after = fold_on(one, joined_clocks(one, other))
    assert {each.clock: each.due_on for each in after.running} == runs
    assert fold_on(other, merged_clocks(one, other)).running == ()


_DAYS = st.dates(MONDAY, date(2026, 5, 1))
_RUNNING = st.dictionaries(st.sampled_from(Clock), _DAYS)


@given(one=_RUNNING, other=_RUNNING)
def test_no_promise_to_the_client_becomes_later_or_is_lost(
    one: dict[Clock, date], other: dict[Clock, date]
) -> None:
    """Whatever ran in either runs on, by the earlier of its days, but for what is only ours to order."""
    first, second = complaint(FIRST, MONDAY, one), complaint(SECOND, THURSDAY, other)
    after = fold_on(first, joined_clocks(first, second))
    for clock in {*one, *other} - {S, C} - ({A, E} - {*one}):
        days = [day for each in (one, other) if (day := each.get(clock))]
        assert after.due_on(clock) == min(days)


def test_what_only_the_other_had_kept_is_owed_again() -> None:
    """With its old day, unless it runs again anyway."""
    one, other = complaint(FIRST, MONDAY, {A: FRIDAY}), complaint(SECOND, THURSDAY, {}, (A,))
    after = fold_on(one, joined_clocks(one, other))
    assert [(each.clock, each.due_on) for each in owed_again(after, SECOND)] == [(A, FRIDAY)]
    assert list(owed_again(after, "OPT-2026-0099")) == []
    again = fold_on(after, owed_again(after, SECOND))
    assert again.running == (Deadline(A, "3.1.8", MONDAY, FRIDAY),)
    assert list(owed_again(again, SECOND)) == []


def test_the_first_day_of_the_two_counts() -> None:
    """Also where the later complaint is the one that goes on."""
    later = complaint(SECOND, THURSDAY, {})
    joins = CaseJoined(
        reference=FIRST,
        complainant=Address(ADDRESS),
        received_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        day0=MONDAY,
        by="sarah",
        mail=9,
        acknowledged_by=LetterKind.ACKNOWLEDGEMENT,
    )
    after = fold_on(later, (joins,))
    assert after.complaint.day0 == MONDAY
    assert after.complaint.received_at == joins.received_at
    assert later.awaits_letter
    assert not after.awaits_letter
    assert after.was_acknowledged
