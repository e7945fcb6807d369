"""The Quality Management Action Log: append-only, one hash chain a case, and the index derived from it (3.1.7.1)."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from sqlalchemy import Row, func, insert, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from worker.adapters.log import facts
from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import case_index, log_entry, reference_counter
from worker.model.entry import Entry, Fact
from worker.policy.case import Case, fold

WORKER = "worker"


def next_reference(tx: Transaction, prefix: str, year: int) -> str:
    """The next reference of that year, like OPT-2026-0001; unique, and free again if the transaction fails."""
    postgresql = tx.connection.dialect.name == "postgresql"
    series = f"{prefix}-{year}"
    counting = (postgresql_insert if postgresql else sqlite_insert)(reference_counter)
    counting = counting.values(series=series, last=1).on_conflict_do_update(
        index_elements=["series"], set_={"last": reference_counter.c.last + 1}
    )
    number = tx.connection.scalar(counting.returning(reference_counter.c.last))
    return f"{series}-{number:04}"


def append(tx: Transaction, reference: str, new: Sequence[Fact], actor: str = WORKER) -> Case:
    """Add these facts to the case in one go and bring its line in the index up to date."""
    if not new:
        raise ValueError(f"Nothing to append to {reference}.")
    entries = read(tx, reference, for_change=True)
    for fact in new:
        entries.append(_next_entry(tx, reference, entries, actor, fact))
    fresh = entries[-len(new) :]
    tx.connection.execute(insert(log_entry), [_row(entry) for entry in fresh])
    case = fold(entries)
    _index(tx, case, entries)
    return case


def read(tx: Transaction, reference: str, *, for_change: bool = False) -> list[Entry]:
    """The entries of a case in order, none if there is no such case; `for_change` holds the case until we commit."""
    if for_change:
        tx.connection.execute(
            select(case_index.c.reference).where(case_index.c.reference == reference).with_for_update()
        )
    found = select(log_entry).where(log_entry.c.reference == reference).order_by(log_entry.c.number)
    return [_entry(row) for row in tx.connection.execute(found)]


def case(tx: Transaction, reference: str) -> Case | None:
    """The case of that reference as its log tells it."""
    entries = read(tx, reference)
    return fold(entries) if entries else None


def cases(tx: Transaction, *, open_only: bool = True) -> list[Case]:
    """The cases in the order in which they fall due; those without a due date last."""
    listed = select(case_index.c.reference).order_by(
        case_index.c.next_due.is_(None), case_index.c.next_due, case_index.c.reference
    )
    if open_only:
        listed = listed.where(case_index.c.is_open)
    return [fold(read(tx, reference)) for reference in tx.connection.scalars(listed)]


def counted(tx: Transaction) -> int:
    """How many cases the log holds."""
    return tx.connection.scalar(select(func.count()).select_from(case_index)) or 0


def seal(tx: Transaction) -> str:
    """One hash over the last line of every case, so that a later change of any line shows."""
    heads = select(case_index.c.reference, case_index.c.head).order_by(case_index.c.reference)
    sealed = hashlib.sha256()
    for reference, head in tx.connection.execute(heads.execution_options(yield_per=1000)):
        sealed.update(f"{reference} {head}\n".encode())
    return sealed.hexdigest()


def faults(tx: Transaction) -> Iterator[str]:
    """Each place where the log is not what was written, or the index is not what the log says, as a sentence."""
    lines = select(log_entry).order_by(log_entry.c.reference, log_entry.c.number)
    rows = tx.connection.execute(lines.execution_options(yield_per=1000))
    told = 0
    for reference, group in groupby(rows, key=lambda row: row.reference):
        told += 1
        yield from _faults_of(tx, reference, [_entry(row) for row in group])
    if told != counted(tx):
        yield f"The index lists {counted(tx)} cases and the log {told}."


def _faults_of(tx: Transaction, reference: str, entries: list[Entry]) -> Iterator[str]:
    previous = ""
    for place, entry in enumerate(entries, start=1):
        if entry.number != place:
            yield f"{reference}: line {place} is missing."
            return
        if entry.hash != _hash(previous, entry):
            yield f"{reference}: line {place} or the one before it was changed after it was written."
            return
        previous = entry.hash
    indexed = tx.connection.execute(select(case_index).where(case_index.c.reference == reference)).first()
    if indexed is None or dict(indexed._mapping) != _index_row(fold(entries), entries):
        yield f"{reference}: the index does not say what the log says."


def _next_entry(tx: Transaction, reference: str, entries: Sequence[Entry], actor: str, fact: Fact) -> Entry:
    previous = entries[-1].hash if entries else ""
    entry = Entry(reference, len(entries) + 1, tx.now.astimezone(UTC), actor, fact, hash="")
    return Entry(reference, entry.number, entry.at, actor, fact, _hash(previous, entry))


def _hash(previous: str, entry: Entry) -> str:
    line = [previous, entry.reference, entry.number, _instant(entry.at), entry.actor]
    line += [facts.kind_of(entry.fact), facts.to_json(entry.fact)]
    return hashlib.sha256(json.dumps(line, ensure_ascii=False).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _row(entry: Entry) -> dict[str, object]:
    return {
        "reference": entry.reference,
        "number": entry.number,
        "at": entry.at,
        "actor": entry.actor,
        "kind": facts.kind_of(entry.fact),
        "fact": facts.to_json(entry.fact),
        "hash": entry.hash,
    }


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return Entry(row.reference, row.number, row.at, row.actor, facts.from_json(row.kind, row.fact), row.hash)


def _index(tx: Transaction, case: Case, entries: Sequence[Entry]) -> None:
    row = _index_row(case, entries)
    if entries[-1].number == 1 or _is_new(tx, case.reference):
        tx.connection.execute(insert(case_index), row)
        return
    tx.connection.execute(case_index.update().where(case_index.c.reference == case.reference).values(row))


def _is_new(tx: Transaction, reference: str) -> bool:
    known = select(case_index.c.reference).where(case_index.c.reference == reference)
    return tx.connection.scalar(known) is None


def _index_row(case: Case, entries: Sequence[Entry]) -> dict[str, object]:
    return {
        "reference": case.reference,
        "stage": case.stage.value,
        "is_open": case.is_open,
        "section": case.complaint.section,
        "complainant": case.complainant.email,
        "subject": case.complaint.subject,
        "received_at": case.complaint.received_at,
        "day0": case.complaint.day0,
        "next_due": case.next_due,
        "acts_at": case.acts_at,
        "entries": len(entries),
        "head": entries[-1].hash,
    }
