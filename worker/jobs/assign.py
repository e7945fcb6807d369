"""Whoever has a complaint is told as soon as it is taken or changes hands, and who had it as it leaves (3.1.7.2)."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from worker.adapters.letters import BrokenTemplateError
from worker.adapters.log import journal
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.log.store import LogRefused
from worker.model.decision import Decision
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.assignment import assignments, has_to_hear
from worker.policy.decide.handover import Log
from worker.policy.decide.lead_away import missed_leads, missed_until
from worker.policy.decide.leaving import left_in, partings
from worker.policy.rulebook import Rulebook
from worker.workplace import Workplace

logger = logging.getLogger(__name__)

_Wanted = Callable[[Case, Rulebook, date], object]
_Told = Callable[[Sequence[Log], Rulebook, datetime], Iterator[tuple[Decision, ...]]]
_HEARINGS: tuple[tuple[_Wanted, _Told], ...] = (
    (left_in, partings),
    (missed_until, missed_leads),
    (has_to_hear, assignments),
)
"""In which cases somebody has to hear of something, and what they are told; a new lead before they hear of it."""


@dataclass(frozen=True, slots=True)
class ToldAtOnce:
    """How many mails were written, and the complaints of which nobody could be told: that is tried again."""

    mails: int = 0
    untold: tuple[str, ...] = ()


def assign(place: Workplace) -> ToldAtOnce:
    """Tell each person in one mail what came to them, or was left."""
    heard = [_hear(place, wanted, told) for wanted, told in _HEARINGS]
    untold = dict.fromkeys(reference for each in heard for reference in each.untold)
    return ToldAtOnce(sum(each.mails for each in heard), tuple(untold))


def _hear(place: Workplace, wanted: _Wanted, told: _Told) -> ToldAtOnce:
    now, rules = place.clock(), place.rulebook
    with place.store.reading(now) as tx:
        found = [case.reference for case, _ in journal.expected(tx) if wanted(case, rules, london_date(now))]
    if not found:
        return ToldAtOnce()
    try:
        return ToldAtOnce(_tell(place, found, told))
    except (BrokenTemplateError, LogRefused, CaseUnreadable) as refused:
        logger.error("Nobody could be told of %s: %s", ", ".join(found), refused)
    return ToldAtOnce(untold=tuple(found))


def _tell(place: Workplace, references: list[str], told: _Told) -> int:
    """The cases are read anew and held, because another worker may have told of them meanwhile."""
    with place.store.writing(place.clock()) as tx:
        read = (tuple(journal.read(tx, each, for_change=True)) for each in references)
        logs = [Log(journal.told(entries), entries) for entries in read]
        every = tuple(told(logs, place.rulebook, tx.now))
        for decision in (each for person in every for each in person):
            place.record(tx, decision)
    return len(every)
