"""Letters on their way: queued with the decision, claimed one by one, concluded with what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Row,
    Update,
    and_,
    false,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import outbox_letter
from worker.model.letter import LetterKind, RenderedLetter


class State(StrEnum):
    """Where a letter is; `unknown` means that it was handed over and nobody can say whether it arrived."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedLetter:
    """A letter of the outbox as it will be sent; times in aware UTC."""

    id: int
    reference: str
    kind: LetterKind
    recipient: str
    message_id: str
    content: bytes
    state: State
    attempts: int
    queued_at: datetime
    detail: str


# Acknowledgements first: they carry the shortest promise.
_PRIORITY = {LetterKind.ACKNOWLEDGEMENT: 0, LetterKind.NEUTRAL_ACKNOWLEDGEMENT: 0}
_OTHERS = 5
# Written out where the partial indexes need to see them.
_ACKNOWLEDGEMENTS: tuple[ColumnElement[str], ...] = tuple(
    literal_column(f"'{kind.value}'") for kind in _PRIORITY
)
_BY_HAND: tuple[ColumnElement[str], ...] = (literal_column("'S11'"), literal_column("'M23'"))
_UNSENT = (State.PENDING, State.SENDING, State.UNKNOWN)


def queue(tx: Transaction, rendered: RenderedLetter) -> None:
    """Put a finished letter in the outbox; the same letter for the same cause can lie there only once."""
    letter = rendered.letter
    tx.connection.execute(
        insert(outbox_letter).values(
            reference=letter.reference,
            kind=letter.kind.value,
            cause=letter.cause,
            priority=_PRIORITY.get(letter.kind, _OTHERS),
            recipient=letter.recipient.email,
            recipient_domain=letter.recipient.domain,
            subject=rendered.subject,
            message_id=rendered.message_id,
            content=rendered.content,
            state=State.PENDING,
            attempts=0,
            queued_at=tx.now,
            due_at=tx.now,
        )
    )


def take_next(tx: Transaction, looked_at: datetime | None, proof_wait: timedelta) -> QueuedLetter | None:
    """Claim the next letter to hand over and write "sending" to it, or None when nothing is due.

    A letter of unknown outcome, or one that a dead worker left in hand, comes back only when our mailbox was
    read (`looked_at`) `proof_wait` or more after the attempt and held no copy of it. It is given as it was
    before the claim.
    """
    due = or_(
        and_(outbox_letter.c.state == State.PENDING, outbox_letter.c.due_at <= tx.now),
        _unproven(tx, looked_at, proof_wait),
    )
    next_one = (
        select(outbox_letter)
        .where(outbox_letter.c.state.in_(_UNSENT), due)
        .order_by(outbox_letter.c.priority, outbox_letter.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = tx.connection.execute(next_one).first()
    if row is None:
        return None
    tx.connection.execute(
        _this(row.id).values(state=State.SENDING, attempts=row.attempts + 1, attempted_at=tx.now)
    )
    return _letter(row)


def sent(tx: Transaction, letter: QueuedLetter, proof: str) -> bool:
    """Conclude the letter as accepted by our mail server; False where it was concluded before."""
    unsent = outbox_letter.c.state.in_(_UNSENT)
    concluding = _this(letter.id).where(unsent).values(state=State.SENT, sent_at=tx.now, detail=proof)
    return tx.connection.execute(concluding).rowcount == 1


def failed(tx: Transaction, letter: QueuedLetter, reason: str) -> bool:
    """Conclude the letter as one that will not be accepted; False where it is no longer in our hand."""
    return _leave_sending(tx, letter, state=State.FAILED, detail=reason)


def try_again(tx: Transaction, letter: QueuedLetter, due_at: datetime, reason: str) -> bool:
    """Put the letter back to be handed over at `due_at`; False where it is no longer in our hand."""
    return _leave_sending(tx, letter, state=State.PENDING, due_at=due_at, detail=reason)


def unknown(tx: Transaction, letter: QueuedLetter, reason: str) -> bool:
    """Note that nobody can say whether the letter was accepted; False where it is no longer in our hand."""
    return _leave_sending(tx, letter, state=State.UNKNOWN, detail=reason)


def by_message_id(tx: Transaction, message_id: str) -> QueuedLetter | None:
    """The letter that carries this Message-ID, or None."""
    found = select(outbox_letter).where(outbox_letter.c.message_id == message_id)
    row = tx.connection.execute(found.with_for_update()).first()
    return _letter(row) if row else None


def attempted_since(tx: Transaction, moment: datetime) -> int:
    """How many letters were handed over or tried since then; what the provider's limits count."""
    tried = select(func.count()).where(outbox_letter.c.attempted_at > moment)
    return tx.connection.scalar(tried) or 0


def acknowledged_since(
    tx: Transaction, since: datetime, limit: int, *, address: str = "", domain: str = ""
) -> int:
    """How many acknowledgements were queued since then, up to `limit`: to an address, to a domain, or in all."""
    queued = select(literal(1)).where(
        outbox_letter.c.kind.in_(_ACKNOWLEDGEMENTS), outbox_letter.c.queued_at > since
    )
    if address or domain:
        queued = queued.where(outbox_letter.c.recipient_domain == (domain or address.rpartition("@")[2]))
    if address:
        queued = queued.where(outbox_letter.c.recipient == address)
    return tx.connection.scalar(select(func.count()).select_from(queued.limit(limit).subquery())) or 0


def tasks_since(tx: Transaction, since: datetime, limit: int) -> int:
    """How many acknowledgements were made a person's task since then, counted up to `limit`."""
    queued = select(literal(1)).where(outbox_letter.c.kind.in_(_BY_HAND), outbox_letter.c.queued_at > since)
    return tx.connection.scalar(select(func.count()).select_from(queued.limit(limit).subquery())) or 0


def queued_since(tx: Transaction, reference: str, kind: LetterKind, since: datetime) -> int:
    """How many letters of that kind were queued for the case since then."""
    queued = select(func.count()).where(
        outbox_letter.c.reference == reference,
        outbox_letter.c.kind == kind.value,
        outbox_letter.c.queued_at > since,
    )
    return tx.connection.scalar(queued) or 0


def is_queued(tx: Transaction, kind: LetterKind, cause: str) -> bool:
    """Whether a letter that belongs to no case was written for that cause."""
    written = select(outbox_letter.c.id).where(
        outbox_letter.c.reference == "", outbox_letter.c.kind == kind.value, outbox_letter.c.cause == cause
    )
    return tx.connection.scalar(written) is not None


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
    waiting = select(outbox_letter.c.queued_at).where(outbox_letter.c.state.in_(_UNSENT))
    return tx.connection.scalar(waiting.order_by(outbox_letter.c.queued_at).limit(1))


def _unproven(tx: Transaction, looked_at: datetime | None, proof_wait: timedelta) -> ColumnElement[bool]:
    if looked_at is None:
        return false()
    return and_(
        outbox_letter.c.state.in_((State.UNKNOWN, State.SENDING)),
        outbox_letter.c.attempted_at <= min(looked_at, tx.now) - proof_wait,
    )


def _leave_sending(tx: Transaction, letter: QueuedLetter, **values: object) -> bool:
    # A worker that slept through its claim finds the letter in another's hand: that one is an attempt ahead.
    ours = and_(outbox_letter.c.state == State.SENDING, outbox_letter.c.attempts == letter.attempts + 1)
    return tx.connection.execute(_this(letter.id).where(ours).values(**values)).rowcount == 1


def _this(id_: int) -> Update:
    return update(outbox_letter).where(outbox_letter.c.id == id_)


def _letter(row: Row[tuple[object, ...]]) -> QueuedLetter:
    return QueuedLetter(
        id=row.id,
        reference=row.reference,
        kind=LetterKind(row.kind),
        recipient=row.recipient,
        message_id=row.message_id,
        content=row.content,
        state=State(row.state),
        attempts=row.attempts,
        queued_at=row.queued_at,
        detail=row.detail,
    )
