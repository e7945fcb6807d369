"""The whole log as a stream: however long it is, reading it takes the same memory."""

from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import select

from worker.adapters.log import journal
from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import log_entry
from worker.model.entry import Entry

_EVERY_LINE = select(log_entry).order_by(log_entry.c.reference, log_entry.c.number)
_STREAMED = {"yield_per": 500}


def entries(tx: Transaction) -> Iterator[Entry]:
    """Every line of the log, case after case, each in its order; nothing but the next few hundred is in memory.

    ValueError for a line that the worker never wrote, as `journal.faults` would show.
    """
    for row in tx.connection.execute(_EVERY_LINE, execution_options=_STREAMED):
        yield journal.entry_of(row)


def cases(tx: Transaction) -> Iterator[tuple[str, Iterator[Entry]]]:
    """Each reference with its lines, which can be read only until the next reference is asked for."""
    yield from groupby(entries(tx), key=lambda entry: entry.reference)
