"""Moves the open promises after the bank holidays or the lengths in policy.toml have changed."""

from collections.abc import Sequence
from datetime import datetime

from worker.adapters.log import figures, journal
from worker.adapters.log.store import Store
from worker.model.promises import Policy
from worker.policy.calendar import Calendar
from worker.policy.recalculate import Move, moves

_OPERATOR = "operator"
_CASES_A_COMMIT = 200


def what_moves(store: Store, policy: Policy, now: datetime) -> tuple[Move, ...]:
    """Every promise that would move, in the order of the references; it costs what is open, and nothing is entered."""
    calendar = Calendar.of(policy)
    with store.reading(now) as tx:
        return tuple(move for case in figures.open_cases(tx) for move in moves(case, policy, calendar))


def recalculate(store: Store, policy: Policy, now: datetime) -> tuple[Move, ...]:
    """Enter each move in the log as the operator's, and give them back; a second run finds nothing to move."""
    calendar = Calendar.of(policy)
    references = list(dict.fromkeys(move.reference for move in what_moves(store, policy, now)))
    entered: list[Move] = []
    for first in range(0, len(references), _CASES_A_COMMIT):
        entered += _enter(store, references[first : first + _CASES_A_COMMIT], policy, calendar, now)
    return tuple(entered)


def _enter(
    store: Store, references: Sequence[str], policy: Policy, calendar: Calendar, now: datetime
) -> list[Move]:
    """The moves of these cases, read anew and held: a promise may have been kept since they were listed."""
    entered: list[Move] = []
    with store.writing(now) as tx:
        for reference in references:
            case = journal.told(journal.read(tx, reference, for_change=True))
            found = moves(case, policy, calendar)
            if found:
                journal.append(tx, reference, [move.fact for move in found], actor=_OPERATOR)
            entered += found
    return entered
