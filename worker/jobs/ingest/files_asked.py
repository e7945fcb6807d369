"""A client sent what nobody can open: they are asked for it again by itself, a few times a day and case at most."""

from datetime import timedelta

from worker.adapters.log import journal, outbox
from worker.adapters.log.store import Transaction
from worker.model.catalogue import LetterKind
from worker.policy.decide.files_not_opened import by_itself
from worker.policy.reading.arrival import Arrival
from worker.workplace import Workplace

_DAY = timedelta(days=1)
_MOST_A_DAY = 3


def ask_for_files(place: Workplace, tx: Transaction, arrival: Arrival, reference: str) -> None:
    """Ask for them where the mail holds any, once all else of it is recorded in that case."""
    case = journal.case(tx, reference) if arrival.files else None
    asked = outbox.queued_since(tx, reference, LetterKind.FILES_UNREADABLE, tx.now - _DAY) if case else 0
    if case and asked < _MOST_A_DAY:
        place.record(tx, by_itself(case, arrival, place.rulebook))
