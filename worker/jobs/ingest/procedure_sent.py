"""Somebody asks for our complaints procedure: it goes to them, at most once a day and address (3.1.7.8)."""

from datetime import timedelta

from worker.adapters.log import journal, outbox
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import Channel, Trust
from worker.model.letter import Letter
from worker.policy.decide.procedure_copy import copy_by_email, copy_of_case, copy_to_stranger
from worker.policy.reading.arrival import Arrival
from worker.workplace import Workplace

_DAY = timedelta(days=1)
_MOST_TASKS_A_DAY = 10


def procedure_wanted(place: Workplace, tx: Transaction, arrival: Arrival) -> tuple[Disposition, str]:
    """Answer who has no complaint; the mail stands in the daily list all the same, for a person's eyes.

    Nothing goes to an address that somebody may have forged, nor beyond the caps of a day.
    """
    asks = arrival.procedure
    if asks and _may_be_answered(place, tx, arrival):
        letter = (
            copy_to_stranger(arrival, place.rulebook)
            if asks.by_post
            else copy_by_email(arrival, "", place.rulebook.people.intake, place.rulebook)
        )
        place.record(tx, Decision(letters=once_a_day(tx, (letter,))))
    return Disposition.NOT_A_COMPLAINT, ""


def with_procedure(place: Workplace, tx: Transaction, arrival: Arrival, reference: str) -> None:
    """The copy for somebody whose mail opened that complaint and asks for it too."""
    case = journal.case(tx, reference)
    mine = case is not None and arrival.client == case.complainant and arrival.channel is Channel.EMAIL
    if case and mine and arrival.procedure and _may_be_answered(place, tx, arrival):
        letters = once_a_day(tx, (copy_of_case(case, arrival, place.rulebook),))
        place.record(tx, Decision(reference=reference, letters=letters))


def once_a_day(tx: Transaction, letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """The letters without a copy for an address that was sent one in the last 24 hours, nor one task too many."""
    return tuple(each for each in letters if not _too_many(tx, each))


def _too_many(tx: Transaction, letter: Letter) -> bool:
    most = {LetterKind.PROCEDURE_COPY: 1, LetterKind.PROCEDURE_TO_POST: _MOST_TASKS_A_DAY}.get(letter.kind)
    if most is None:
        return False
    return outbox.queued_to(tx, letter.recipient.email, letter.kind, tx.now - _DAY) >= most


def _may_be_answered(place: Workplace, tx: Transaction, arrival: Arrival) -> bool:
    client, caps = arrival.client, place.rulebook.office.caps
    if client is None or "@" not in client.email or arrival.trust is Trust.FAILED:
        return False
    return outbox.queued_in_all(tx, LetterKind.PROCEDURE_COPY, tx.now - _DAY) < caps.per_day
