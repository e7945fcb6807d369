"""Which letter of ours a colleague answers whose mail program names neither it nor the mark in our address."""

from datetime import timedelta

from worker.adapters.log import outbox
from worker.adapters.log.store import Transaction
from worker.model.entry import Trust
from worker.model.mail import Message
from worker.model.queued_letter import QueuedLetter
from worker.policy.reading.subject import bare
from worker.policy.reading.trust import verdict
from worker.workplace import Workplace

_REMEMBERED = timedelta(weeks=4)


def letter_by_subject(place: Workplace, tx: Transaction, message: Message) -> QueuedLetter | None:
    """The latest letter to this very colleague whose subject the mail bears, where it surely comes from them.

    A subject is no secret: it attaches nothing that a client or anybody else writes.
    """
    colleague, mailbox = place.rulebook.staff(message.sender), place.rulebook.office.mailbox
    if colleague is None or not message.subject.strip():
        return None
    if verdict(message, mailbox.authserv_id, mailbox.microsoft_365).trust is not Trust.PROVEN:
        return None
    since = tx.now - _REMEMBERED
    return outbox.latest_of_subject(tx, colleague.email, bare(message.subject).words, since)
