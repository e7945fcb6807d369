"""Every date that a client reads of when they hear from us: the earliest open promise wins (3.1.8.2, rule 6)."""

from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.time import Clock
from worker.policy.case import Case
from worker.policy.clocks import stopped_by

TOLD_TO_CLIENT = (Clock.RESPOND, Clock.NEXT_UPDATE, Clock.PROMISED, Clock.ESCALATED)
"""The promises whose day the client has read."""


def told_until(case: Case, letter: LetterKind, since: date, counted: date | None = None) -> date | None:
    """By when the client hears from us, as that letter says it on the London date `since`.

    `counted` is the day that the letter itself brings, if any. What the letter keeps no longer waits, and a day that
    is over is no promise; of all that stands, the earliest day counts. None where nothing stands.
    """
    kept = stopped_by(letter)
    open_still = (
        each.due_on
        for each in case.running
        if each.clock in TOLD_TO_CLIENT and each.clock not in kept and each.due_on >= since
    )
    return min((*open_still, *((counted,) if counted else ())), default=None)
