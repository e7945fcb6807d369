"""The conversation in which a letter goes on: what its reader had from us about the same case before."""

from dataclasses import replace

from sqlalchemy import bindparam, select

from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import outbox_letter
from worker.model.catalogue import LetterKind
from worker.model.letter import Letter
from worker.model.queued_letter import LetterState

_BEFORE = (
    select(outbox_letter.c.kind, outbox_letter.c.message_id, outbox_letter.c.subject)
    .where(
        outbox_letter.c.reference == bindparam("case"),
        outbox_letter.c.recipient == bindparam("reader"),
        outbox_letter.c.state != LetterState.WITHDRAWN,
    )
    .order_by(outbox_letter.c.id)
)


def in_conversation(tx: Transaction, letter: Letter) -> Letter:
    """The letter in one thread with what its reader had before (RFC 5322 3.6.4), so that mail programs show it there.

    Gmail and Outlook begin another conversation where the subject is another; only a formal letter is meant to.
    """
    if not letter.reference:
        return letter
    before = tx.connection.execute(
        _BEFORE, {"case": letter.reference, "reader": letter.recipient.email}
    ).all()
    if not before:
        return letter
    # The client's thread begins with their complaint, the colleague's with our first mail about it.
    root = letter.answers[:1] if letter.kind.is_for_client else ()
    thread = dict.fromkeys((*root, *(each.message_id for each in before), *letter.answers[len(root) :]))
    begun = (each.subject for each in before if LetterKind(each.kind).row.acknowledges)
    under = next(begun, "") if letter.kind.row.goes_on and not letter.nameless else ""
    return replace(letter, answers=tuple(thread), goes_on_under=under)
