"""Outbox to SMTP: claim a letter, write "sending", hand it over, write what came of it, and only then say sent."""

import logging
import threading
from datetime import timedelta

from worker import kill_point
from worker.adapters.log import journal, outbox, register
from worker.adapters.log.case_unreadable import CaseUnreadable, only_told
from worker.adapters.log.store import Transaction
from worker.adapters.smtp import Post, PostRefused
from worker.model.letter import Envelope, SendResult, SendStatus
from worker.model.letter_event import SecondCopyPossible
from worker.model.queued_letter import LetterState, QueuedLetter
from worker.workplace import Workplace

logger = logging.getLogger(__name__)

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def deliver(place: Workplace, post: Post, stop: threading.Event) -> int:
    """Hand over every letter that is due, as far as the provider's limits allow, and give how many were accepted.

    The outcome of one letter and the claim on the next share a commit: a letter costs one commit, and a crash leaves
    one letter, at most, of unknown outcome. PostRefused passes through once the letter in hand is put back.
    """
    accepted = 0
    room = 0 if stop.is_set() else _room(place)
    letter = _claim_first(place) if room > 0 else None
    while letter is not None:
        kill_point.reached("after_claim")
        outcome = _hand_over(place, post, letter)
        accepted += outcome.kind == SendStatus.DELIVERED
        logger.info("Letter %d (%s): %s.", letter.id, letter.kind, outcome.kind)
        room -= 1
        go_on = room > 0 and outcome.reached and not stop.is_set()
        letter = _conclude(place, letter, outcome, claim_next=go_on)
        kill_point.reached("after_mark")
    return accepted


def _room(place: Workplace) -> int:
    """How many letters the provider's limits leave for now."""
    smtp, now = place.rulebook.office.smtp, place.clock()
    with place.store.reading(now) as tx:
        in_minute = outbox.attempted_since(tx, now - _MINUTE)
        in_day = outbox.attempted_since(tx, now - _DAY)
    return min(smtp.per_minute - in_minute, smtp.per_day - in_day)


def _hand_over(place: Workplace, post: Post, letter: QueuedLetter) -> SendResult:
    office = place.rulebook.office
    envelope = Envelope(
        sender=office.address,
        recipient=letter.recipient,
        copy_to=office.address if office.smtp.own_copy else "",
        content=letter.content,
    )
    try:
        outcome = post.send(envelope)
    except PostRefused as refused:
        _conclude(place, letter, SendResult(SendStatus.LATER, str(refused)), claim_next=False)
        raise
    kill_point.reached("before_mark_commit")
    return outcome


def _claim_first(place: Workplace) -> QueuedLetter | None:
    with place.store.writing(place.clock()) as tx:
        return _claim(place, tx)


def _conclude(
    place: Workplace, letter: QueuedLetter, outcome: SendResult, *, claim_next: bool
) -> QueuedLetter | None:
    with place.store.writing(place.clock()) as tx:
        _write(place, tx, letter, outcome)
        return _claim(place, tx) if claim_next else None


def _claim(place: Workplace, tx: Transaction) -> QueuedLetter | None:
    office = place.rulebook.office
    cursor = register.cursor(tx, office.mailbox.inbox)
    # Without a copy to wait for, no look at the mailbox can prove anything.
    looked_at = (cursor.looked_at if cursor else None) if office.smtp.own_copy else tx.now
    letter = outbox.take_next(tx, looked_at, timedelta(seconds=office.smtp.proof_wait))
    if letter is not None and letter.state != LetterState.PENDING:
        _note_second_copy(tx, letter)
    return letter


def _note_second_copy(tx: Transaction, letter: QueuedLetter) -> None:
    """Say that the letter may arrive twice: in the log of its case, or where it has none on the terminal."""
    if not letter.reference:
        logger.warning("A letter %s to a colleague is handed over again and may arrive twice.", letter.kind)
        return
    again = SecondCopyPossible(letter=letter.kind, recipient=letter.recipient, message_id=letter.message_id)
    try:
        if journal.case(tx, letter.reference):
            journal.append(tx, letter.reference, (again,))
    except CaseUnreadable as unreadable:
        only_told(unreadable)


def _write(place: Workplace, tx: Transaction, letter: QueuedLetter, outcome: SendResult) -> None:
    match outcome.kind:
        case SendStatus.DELIVERED:
            place.conclude_sent(tx, letter, outcome.detail)
        case SendStatus.NEVER:
            place.conclude_failed(tx, letter, outcome.detail)
        case SendStatus.UNKNOWN:
            outbox.unknown(tx, letter, outcome.detail)
        case SendStatus.LATER:
            _postpone(place, tx, letter, outcome.detail)


def _postpone(place: Workplace, tx: Transaction, letter: QueuedLetter, reason: str) -> None:
    """Try again on the configured schedule, and give up while a person still has time to keep the promise by hand."""
    smtp = place.rulebook.office.smtp
    if tx.now - letter.queued_at >= timedelta(hours=smtp.give_up_hours):
        place.conclude_failed(tx, letter, f"Tried for {smtp.give_up_hours} hours. {reason}")
        return
    wait = smtp.retry_minutes[min(letter.attempts, len(smtp.retry_minutes) - 1)]
    outbox.try_again(tx, letter, tx.now + timedelta(minutes=wait), reason)
