"""What a morning's mail asks the log: the open cases at one go, and what happened since the mail before it.

Nothing here reads the whole log; what happened is read from the last line backwards, because times follow the lines.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, takewhile
from typing import Any

from sqlalchemy import Row, func, literal, select

from worker.adapters.log import facts, journal
from worker.adapters.log.case_unreadable import CaseUnreadable, only_told, reading
from worker.adapters.log.journal import SetAside
from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import case_index, inbox_message, is_open, log_entry, outbox_letter
from worker.model.entry import Fact
from worker.model.queued_letter import LetterState
from worker.policy.case import Case
from worker.policy.decide.desk import Change
from worker.policy.entry_kinds import kind_for

_STREAMED = {"yield_per": 500}
# A letter is tried again for days before it fails (office.toml, smtp.give_up_hours), and is found by its age.
_OLDEST_LETTER = timedelta(days=14)


def open_cases(tx: Transaction, set_aside: SetAside = only_told) -> Iterator[Case]:
    """Every open case, in the order of the references; it costs what is open, not what was ever closed."""
    lines = (
        select(log_entry)
        .join(case_index, case_index.c.reference == log_entry.c.reference)
        .where(is_open)
        .order_by(log_entry.c.reference, log_entry.c.number)
    )
    rows = tx.connection.execute(lines, execution_options=_STREAMED)
    for _, found in groupby(rows, key=lambda row: row.reference):
        try:
            case = journal.told([journal.entry_of(row) for row in found])
        except CaseUnreadable as unreadable:
            set_aside(unreadable)
        else:
            yield case


def changes(tx: Transaction, since: datetime, kinds: tuple[type[Fact], ...]) -> tuple[Change, ...]:
    """The lines of these kinds that were written after `since`, the oldest first."""
    backwards = (
        select(
            log_entry.c.at, log_entry.c.reference, log_entry.c.kind, log_entry.c.fact, case_index.c.section
        )
        .join(case_index, case_index.c.reference == log_entry.c.reference)
        .order_by(log_entry.c.id.desc())
    )
    names = {kind_for(kind).name for kind in kinds}
    with tx.connection.execute(backwards, execution_options=_STREAMED) as rows:
        recent = takewhile(lambda row: row.at > since, rows)
        found = [row for row in recent if row.kind in names]
    return tuple(_changes(found[::-1]))


def _changes(rows: Iterable[Row[*tuple[Any, ...]]]) -> Iterator[Change]:
    for row in rows:
        try:
            with reading(row.reference):
                fact = facts.from_json(row.kind, row.fact)
        except CaseUnreadable as unreadable:
            only_told(unreadable)
        else:
            yield Change(row.reference, row.section, fact)


def quarantined(tx: Transaction, since: datetime) -> int:
    """How many mails that were kept after `since` could not be handled; it reads the mails that were kept since."""
    backwards = select(inbox_message.c.kept_at, inbox_message.c.state).order_by(inbox_message.c.id.desc())
    with tx.connection.execute(backwards, execution_options=_STREAMED) as rows:
        recent = takewhile(lambda row: row.kept_at > since, rows)
        return sum(row.state == "quarantined" for row in recent)


def failed(tx: Transaction, since: datetime) -> tuple[str, ...]:
    """The references of letters given up after `since`, one for each letter, empty where it belongs to no case."""
    letter = outbox_letter.c
    backwards = select(letter.queued_at, letter.attempted_at, letter.state, letter.reference)
    with tx.connection.execute(backwards.order_by(letter.id.desc()), execution_options=_STREAMED) as rows:
        recent = takewhile(lambda row: row.queued_at > since - _OLDEST_LETTER, rows)
        found = [each for each in recent if each.state == LetterState.FAILED and each.attempted_at > since]
    return tuple(each.reference for each in reversed(found))


def has_more_lines(tx: Transaction, most: int) -> bool:
    """Whether the log holds more lines than that; it counts no further."""
    some = select(literal(1)).select_from(log_entry).limit(most + 1).subquery()
    return (tx.connection.scalar(select(func.count()).select_from(some)) or 0) > most
