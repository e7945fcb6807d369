"""The alarms that are on: an operator hears when one begins and when it ends, and nothing between."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import alarm


def on(tx: Transaction) -> tuple[tuple[str, datetime], ...]:
    """The name of each alarm that is on and since when, in aware UTC."""
    return tuple((row.name, row.since) for row in tx.connection.execute(select(alarm).order_by(alarm.c.name)))


def begin(tx: Transaction, name: str) -> None:
    """Note that the alarm of that name is on from now."""
    tx.connection.execute(insert(alarm).values(name=name, since=tx.now))


def end(tx: Transaction, name: str) -> None:
    """Note that the alarm of that name is over."""
    tx.connection.execute(delete(alarm).where(alarm.c.name == name))
