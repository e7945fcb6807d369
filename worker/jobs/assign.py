"""Whoever has a complaint is told as soon as it is taken or changes hands (3.1.7.2)."""

import logging

from worker.adapters.letters import BrokenTemplateError
from worker.adapters.log import journal
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.log.store import LogRefused
from worker.policy.calendar import london_date
from worker.policy.decide.assignment import assignments, has_to_hear
from worker.workplace import Workplace

logger = logging.getLogger(__name__)


def assign(place: Workplace) -> int:
    """Tell each person in one mail what has come to them; the number of mails. What fails is tried again."""
    now, rules = place.clock(), place.rulebook
    with place.store.reading(now) as tx:
        found = [
            case.reference for case, _ in journal.expected(tx) if has_to_hear(case, rules, london_date(now))
        ]
    if not found:
        return 0
    try:
        return _tell(place, found)
    except (BrokenTemplateError, LogRefused, CaseUnreadable) as refused:
        logger.error("Nobody could be told of %s: %s", ", ".join(found), refused)
    return 0


def _tell(place: Workplace, references: list[str]) -> int:
    """The cases are read anew and held, because another worker may have told of them meanwhile."""
    with place.store.writing(place.clock()) as tx:
        cases = [journal.told(journal.read(tx, each, for_change=True)) for each in references]
        told = tuple(assignments(cases, place.rulebook, tx.now))
        for decision in (each for person in told for each in person):
            place.record(tx, decision)
    return len(told)
