"""Letters on their way: queued with the decision, claimed one by one, concluded with what became of them."""

from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    TextClause,
    and_,
    bindparam,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import is_acknowledgement, is_task, is_unsent, outbox_letter
from worker.model.catalogue import LetterKind
from worker.model.letter import RenderedLetter
from worker.model.mail import Address
from worker.model.queued_letter import LetterState, QueuedLetter


def _how_many(which: TextClause, *to: ColumnElement[bool]) -> Select[int]:
    queued = select(literal(1)).where(which, outbox_letter.c.queued_at > bindparam("since"), *to)
    return select(func.count()).select_from(queued.limit(bindparam("most")).subquery())


# What runs for every mail or letter is written once: SQLAlchemy takes longer to build it than SQLite to run it.
_QUEUE = insert(outbox_letter)
_NEXT = (
    select(outbox_letter)
    .where(
        is_unsent,
        or_(
            and_(outbox_letter.c.state == LetterState.PENDING, outbox_letter.c.due_at <= bindparam("now")),
            and_(
                outbox_letter.c.state.in_((LetterState.UNKNOWN, LetterState.SENDING)),
                outbox_letter.c.attempted_at <= bindparam("unproven"),
            ),
        ),
    )
    .order_by(outbox_letter.c.priority, outbox_letter.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_THIS = update(outbox_letter).where(outbox_letter.c.id == bindparam("this"))
_THIS_UNSENT = _THIS.where(is_unsent)
# A worker that slept through its claim finds the letter in another's hand: that one is an attempt ahead.
_THIS_IN_OUR_HAND = _THIS.where(
    outbox_letter.c.state == LetterState.SENDING, outbox_letter.c.attempts == bindparam("attempt")
)
_BY_MESSAGE_ID = select(outbox_letter).where(outbox_letter.c.message_id == bindparam("it")).with_for_update()
_LATEST_OF_SUBJECT = (
    select(outbox_letter)
    .where(
        outbox_letter.c.recipient == bindparam("address"),
        outbox_letter.c.subject == bindparam("told"),
        outbox_letter.c.queued_at > bindparam("since"),
    )
    .order_by(outbox_letter.c.id.desc())
    .limit(1)
    .with_for_update()
)
_PENDING = outbox_letter.c.state == LetterState.PENDING
_NOT_IN_HAND = (
    select(outbox_letter.c.message_id)
    .where(outbox_letter.c.reference == bindparam("case"), _PENDING)
    .with_for_update()
)
_WITHDRAW = update(outbox_letter).where(outbox_letter.c.message_id == bindparam("it"), _PENDING)
_AS_KIND = outbox_letter.c.kind == bindparam("as_kind")
_TO_DOMAIN = outbox_letter.c.recipient_domain == bindparam("domain")
_TO_ADDRESS = outbox_letter.c.recipient == bindparam("address")
_ACKNOWLEDGED = _how_many(is_acknowledgement, _AS_KIND)
_ACKNOWLEDGED_TO_DOMAIN = _how_many(is_acknowledgement, _AS_KIND, _TO_DOMAIN)
_ACKNOWLEDGED_TO_ADDRESS = _how_many(is_acknowledgement, _AS_KIND, _TO_DOMAIN, _TO_ADDRESS)
_TASKS = _how_many(is_task)
_OF_NO_CASE = select(outbox_letter.c.id).where(
    outbox_letter.c.reference == "",
    outbox_letter.c.kind == bindparam("as_kind"),
    outbox_letter.c.cause == bindparam("for_cause"),
)


def queue(tx: Transaction, rendered: RenderedLetter) -> None:
    """Put a finished letter in the outbox; the same letter for the same cause can lie there only once."""
    letter = rendered.letter
    row = {
        "reference": letter.reference,
        "kind": letter.kind.value,
        "cause": letter.cause,
        "priority": letter.kind.row.priority,
        "recipient": letter.recipient.email,
        "recipient_domain": letter.recipient.domain,
        "subject": rendered.subject,
        "message_id": rendered.message_id,
        "content": rendered.content,
        "state": LetterState.PENDING,
        "attempts": 0,
        "queued_at": tx.now,
        "due_at": letter.not_before or tx.now,
        "about": list(letter.about),
    }
    tx.connection.execute(_QUEUE, row)


def take_next(tx: Transaction, looked_at: datetime | None, proof_wait: timedelta) -> QueuedLetter | None:
    """Claim the next letter to hand over and write "sending" to it, or None when nothing is due.

    A letter of unknown outcome, or one that a dead worker left in hand, comes back only when our mailbox was
    read (`looked_at`) `proof_wait` or more after the attempt and held no copy of it. It is given as it was
    before the claim.
    """
    # Never, where nobody has looked: no time is less than NULL.
    unproven = looked_at and min(looked_at, tx.now) - proof_wait
    row = tx.connection.execute(_NEXT, {"now": tx.now, "unproven": unproven}).first()
    if row is None:
        return None
    claim = {"state": LetterState.SENDING, "attempts": row.attempts + 1, "attempted_at": tx.now}
    tx.connection.execute(_THIS, {"this": row.id, **claim})
    return _letter(row)


def sent(tx: Transaction, letter: QueuedLetter, proof: str) -> bool:
    """Conclude the letter as accepted by our mail server; False where it was concluded before."""
    accepted = {"state": LetterState.SENT, "sent_at": tx.now, "detail": proof}
    return tx.connection.execute(_THIS_UNSENT, {"this": letter.id, **accepted}).rowcount == 1


def failed(tx: Transaction, letter: QueuedLetter, reason: str) -> bool:
    """Conclude the letter as one that will not be accepted; False where it is no longer in our hand."""
    return _leave_sending(tx, letter, state=LetterState.FAILED, detail=reason)


def try_again(tx: Transaction, letter: QueuedLetter, due_at: datetime, reason: str) -> bool:
    """Put the letter back to be handed over at `due_at`; False where it is no longer in our hand."""
    return _leave_sending(tx, letter, state=LetterState.PENDING, due_at=due_at, detail=reason)


def unknown(tx: Transaction, letter: QueuedLetter, reason: str) -> bool:
    """Note that nobody can say whether the letter was accepted; False where it is no longer in our hand."""
    return _leave_sending(tx, letter, state=LetterState.UNKNOWN, detail=reason)


def not_in_hand(tx: Transaction, reference: str) -> frozenset[str]:
    """The Message-IDs of the letters of a case that nobody has in hand; none is taken until this is committed."""
    return frozenset(tx.connection.scalars(_NOT_IN_HAND, {"case": reference}))


def withdraw(tx: Transaction, message_id: str, why: str) -> bool:
    """Conclude a letter as one that will never leave; False where a worker has had it in hand."""
    withdrawn = {"state": LetterState.WITHDRAWN, "detail": why}
    return tx.connection.execute(_WITHDRAW, {"it": message_id, **withdrawn}).rowcount == 1


def pending_about(tx: Transaction, reference: str) -> tuple[QueuedLetter, ...]:
    """The letters that nobody has in hand and that belong to the case, or name it; none is taken until the commit."""
    found = select(outbox_letter).where(_PENDING).order_by(outbox_letter.c.id).with_for_update()
    letters = map(_letter, tx.connection.execute(found))
    return tuple(each for each in letters if reference in (each.reference, *each.about))


def by_message_id(tx: Transaction, message_id: str) -> QueuedLetter | None:
    """The letter that carries this Message-ID, or None."""
    row = tx.connection.execute(_BY_MESSAGE_ID, {"it": message_id}).first()
    return _letter(row) if row else None


def latest_of_subject(tx: Transaction, recipient: str, subject: str, since: datetime) -> QueuedLetter | None:
    """The latest letter to that reader with exactly this subject that was queued since then, or None."""
    given = {"address": recipient, "told": subject, "since": since}
    row = tx.connection.execute(_LATEST_OF_SUBJECT, given).first()
    return _letter(row) if row else None


def attempted_since(tx: Transaction, moment: datetime) -> int:
    """How many letters were handed over or tried since then; what the provider's limits count."""
    tried = select(func.count()).where(outbox_letter.c.attempted_at > moment)
    return tx.connection.scalar(tried) or 0


def acknowledged_to(tx: Transaction, since: datetime, kind: LetterKind, limit: int, to: Address) -> int:
    """How many acknowledgements of that kind were queued to the address since then, counted up to `limit`."""
    given = {"since": since, "most": limit, "as_kind": kind.value, "domain": to.domain, "address": to.email}
    return tx.connection.scalar(_ACKNOWLEDGED_TO_ADDRESS, given) or 0


def acknowledged_at_domain(
    tx: Transaction, since: datetime, kind: LetterKind, limit: int, domain: str
) -> int:
    """The same for any address of the domain."""
    given = {"since": since, "most": limit, "as_kind": kind.value, "domain": domain}
    return tx.connection.scalar(_ACKNOWLEDGED_TO_DOMAIN, given) or 0


def acknowledged_in_all(tx: Transaction, since: datetime, kind: LetterKind, limit: int) -> int:
    """The same for any address."""
    return tx.connection.scalar(_ACKNOWLEDGED, {"since": since, "most": limit, "as_kind": kind.value}) or 0


def tasks_since(tx: Transaction, since: datetime, limit: int) -> int:
    """How many acknowledgements were made a person's task since then, counted up to `limit`."""
    return tx.connection.scalar(_TASKS, {"since": since, "most": limit}) or 0


def queued_since(tx: Transaction, reference: str, kind: LetterKind, since: datetime) -> int:
    """How many letters of that kind were queued for the case since then."""
    queued = select(func.count()).where(
        outbox_letter.c.reference == reference,
        outbox_letter.c.kind == kind.value,
        outbox_letter.c.queued_at > since,
    )
    return tx.connection.scalar(queued) or 0


def queued_to(tx: Transaction, recipient: str, kind: LetterKind, since: datetime) -> int:
    """How many letters of that kind were queued for that reader since then."""
    queued = select(func.count()).where(
        outbox_letter.c.recipient == recipient,
        outbox_letter.c.kind == kind.value,
        outbox_letter.c.queued_at > since,
    )
    return tx.connection.scalar(queued) or 0


def queued_in_all(tx: Transaction, kind: LetterKind, since: datetime) -> int:
    """How many letters of that kind were queued for anybody since then."""
    queued = select(func.count()).where(outbox_letter.c.kind == kind.value, outbox_letter.c.queued_at > since)
    return tx.connection.scalar(queued) or 0


def is_queued(tx: Transaction, kind: LetterKind, cause: str) -> bool:
    """Whether a letter that belongs to no case was written for that cause."""
    return tx.connection.scalar(_OF_NO_CASE, {"as_kind": kind.value, "for_cause": cause}) is not None


def is_sent(tx: Transaction, kind: LetterKind, cause: str) -> bool:
    """Whether a letter that belongs to no case, written for that cause, was accepted by our mail server."""
    accepted = select(outbox_letter.c.state == LetterState.SENT).where(
        outbox_letter.c.reference == "", outbox_letter.c.kind == kind.value, outbox_letter.c.cause == cause
    )
    return bool(tx.connection.scalar(accepted))


def last_queued(tx: Transaction, kind: LetterKind) -> datetime | None:
    """When the last letter of that kind that belongs to no case was queued, or None."""
    last = select(outbox_letter.c.queued_at).where(
        outbox_letter.c.reference == "", outbox_letter.c.kind == kind.value
    )
    row = tx.connection.execute(last.order_by(outbox_letter.c.id.desc()).limit(1)).first()
    return row.queued_at if row else None


def of_case(tx: Transaction, reference: str) -> tuple[QueuedLetter, ...]:
    """The letters of a case in the order in which they were queued."""
    found = select(outbox_letter).where(outbox_letter.c.reference == reference).order_by(outbox_letter.c.id)
    return tuple(_letter(row) for row in tx.connection.execute(found))


def oldest_unsent(tx: Transaction) -> datetime | None:
    """When the letter that waits longest was queued, or None when the outbox is empty."""
    waiting = select(outbox_letter.c.queued_at).where(is_unsent)
    return tx.connection.scalar(waiting.order_by(outbox_letter.c.queued_at).limit(1))


def waiting(tx: Transaction) -> int:
    """How many letters lie in the outbox and are neither sent nor given up."""
    return tx.connection.scalar(select(func.count()).select_from(outbox_letter).where(is_unsent)) or 0


def _leave_sending(tx: Transaction, letter: QueuedLetter, **values: object) -> bool:
    ours = {"this": letter.id, "attempt": letter.attempts + 1}
    return tx.connection.execute(_THIS_IN_OUR_HAND, {**ours, **values}).rowcount == 1


def _letter(row: Row[tuple[object, ...]]) -> QueuedLetter:
    return QueuedLetter(
        id=row.id,
        reference=row.reference,
        kind=LetterKind(row.kind),
        recipient=row.recipient,
        message_id=row.message_id,
        content=row.content,
        state=LetterState(row.state),
        attempts=row.attempts,
        queued_at=row.queued_at,
        detail=row.detail,
        about=tuple(row.about),
        cause=row.cause,
    )
