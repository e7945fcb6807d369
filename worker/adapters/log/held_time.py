"""The hold on what time would do by itself: once begun it lasts until a person has looked at the clock."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select

from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import outbox_letter, time_hold


@dataclass(frozen=True, slots=True)
class Hold:
    """Since when (aware UTC) time is held back, and why, as a sentence."""

    since: datetime
    why: str


def on(tx: Transaction) -> Hold | None:
    """The hold that is on, or None."""
    row = tx.connection.execute(select(time_hold).order_by(time_hold.c.since)).first()
    return Hold(row.since, row.why) if row else None


def begin(tx: Transaction, why: str) -> None:
    """Hold time back from now on; a hold that is on already stays as it is."""
    if on(tx) is None:
        tx.connection.execute(insert(time_hold).values(since=tx.now, why=why))


def end(tx: Transaction) -> None:
    """Let time go on."""
    tx.connection.execute(delete(time_hold))


def last_sign(tx: Transaction) -> datetime | None:
    """When a letter was last written, which happens on every working day; None where none ever was."""
    newest = select(func.max(outbox_letter.c.id)).scalar_subquery()
    return tx.connection.scalar(select(outbox_letter.c.queued_at).where(outbox_letter.c.id == newest))
