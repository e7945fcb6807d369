"""The whole log as a stream: however long it is, reading it takes the same memory."""

import json
from collections.abc import Iterator
from itertools import groupby

from sqlalchemy import Row, select

from worker.adapters.log import journal
from worker.adapters.log.case_unreadable import CaseUnreadable, only_told
from worker.adapters.log.journal import SetAside
from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import log_entry
from worker.model.entry import Entry, Unknown
from worker.policy.case import Case

_EVERY_LINE = select(log_entry).order_by(log_entry.c.reference, log_entry.c.number)
_STREAMED = {"yield_per": 500}


def entries(tx: Transaction) -> Iterator[Entry]:
    """Every line of the log, case after case, each in its order; nothing but the next few hundred is in memory.

    A line that the worker never wrote is given as it stands, as one of a newer version is.
    """
    for row in tx.connection.execute(_EVERY_LINE, execution_options=_STREAMED):
        try:
            yield journal.entry_of(row)
        except CaseUnreadable as unreadable:
            only_told(unreadable)
            yield _as_it_stands(row)


def cases(tx: Transaction, set_aside: SetAside = only_told) -> Iterator[tuple[Case, list[Entry]]]:
    """Each case with its lines, but for those that cannot be read."""
    rows = tx.connection.execute(_EVERY_LINE, execution_options=_STREAMED)
    for _, lines in groupby(rows, key=lambda row: row.reference):
        try:
            found = [journal.entry_of(row) for row in lines]
            case = journal.told(found)
        except CaseUnreadable as unreadable:
            set_aside(unreadable)
        else:
            yield case, found


def _as_it_stands(row: Row[tuple[object, ...]]) -> Entry:
    try:
        json.loads(row.fact)
        text = row.fact
    except ValueError:
        # What is no JSON goes into a file of JSON as a string.
        text = json.dumps(str(row.fact), ensure_ascii=False)
    return Entry(row.reference, row.number, row.at, row.actor, Unknown(row.kind, text), row.hash, text)
