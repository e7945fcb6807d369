"""Two complaints are one: what was promised in either is kept, and no day becomes a later one (policy.md 6)."""

from collections.abc import Iterator

from worker.model.entry import ClockStarted, ClockStopped, Fact
from worker.model.reasons import StopReason
from worker.model.time import Clock, Deadline
from worker.policy.case import Case

_ONCE = (Clock.ACKNOWLEDGE, Clock.EIGHT_WEEKS)
"""What one letter does for both: the client has it, whichever reference it bears."""
_OURS = (Clock.ASSESS, Clock.CONFIRM)
"""What was done in the complaint that goes on is not begun again because of the other."""


def joined_clocks(goes_on: Case, merged: Case) -> Iterator[Fact]:
    """What the clocks of the complaint that goes on do: of each promise the earlier day counts."""
    for clock in Clock:
        ours, theirs = goes_on.deadline(clock), merged.deadline(clock)
        if ours and not theirs and clock in _ONCE and _had(merged, clock):
            yield ClockStopped(clock=clock, by=StopReason.KEPT_IN_JOINED, reference=merged.reference)
        if theirs and (theirs.due_on < ours.due_on if ours else _is_new(goes_on, clock)):
            yield runs(theirs)


def merged_clocks(goes_on: Case, merged: Case) -> Iterator[Fact]:
    """The promises of the other run no longer by themselves."""
    for each in merged.running:
        yield ClockStopped(clock=each.clock, by=StopReason.MERGED, reference=goes_on.reference)


def owed_again(goes_on: Case, reference: str) -> Iterator[ClockStarted]:
    """What only a letter of the other had kept is owed again, by the day that it always had."""
    last = {each.deadline.clock: each for each in goes_on.ended}
    for clock, each in last.items():
        by_other = each.stopped.by is StopReason.KEPT_IN_JOINED and each.stopped.reference == reference
        if by_other and not goes_on.deadline(clock):
            yield runs(each.deadline)


def runs(deadline: Deadline) -> ClockStarted:
    """That promise, entered as one that runs."""
    return ClockStarted(
        clock=deadline.clock, clause=deadline.clause, day0=deadline.day0, due_on=deadline.due_on
    )


def _is_new(goes_on: Case, clock: Clock) -> bool:
    """Whether the promise is one that the complaint that goes on neither kept nor leaves out."""
    return clock not in _OURS and not (clock in _ONCE and _had(goes_on, clock))


def _had(case: Case, clock: Clock) -> bool:
    return any(each.clock is clock for each in case.started)
