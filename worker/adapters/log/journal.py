"""The Quality Management Action Log: append-only, a hash chain a case, and the index derived (3.1.7.1)."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from worker.adapters.log import facts
from worker.adapters.log.case_unreadable import CaseUnreadable, only_told, reading
from worker.adapters.log.store import Transaction
from worker.adapters.log.tables import case_index, is_open, is_waiting, log_entry, reference_counter
from worker.model.entry import ComplaintReceived, Entry, Fact
from worker.model.stage import Stage
from worker.policy.case import Case
from worker.policy.fold import fold

WORKER = "worker"

SetAside = Callable[[CaseUnreadable], object]
"""What is done with a case that cannot be read, while the others go on."""

# What runs for every mail is written once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_THIS_CASE = case_index.c.reference == bindparam("this")
_HOLD = select(case_index.c.reference).where(_THIS_CASE).with_for_update()
_LINES = select(log_entry).where(log_entry.c.reference == bindparam("this")).order_by(log_entry.c.number)
_ADD_LINES = insert(log_entry)
_ADD_TO_INDEX = insert(case_index)
_CHANGE_INDEX = update(case_index).where(_THIS_CASE)
_EXPECT = (
    update(case_index)
    .where(_THIS_CASE, case_index.c.entries == bindparam("read"))
    .values(look_at=bindparam("at"))
)


def _counting(first: postgresql.Insert | sqlite.Insert) -> ReturningInsert[int]:
    one_more = {"last": reference_counter.c.last + 1}
    counted = first.values(last=1).on_conflict_do_update(index_elements=["series"], set_=one_more)
    return counted.returning(reference_counter.c.last)


_COUNT = {
    "postgresql": _counting(postgresql.insert(reference_counter)),
    "sqlite": _counting(sqlite.insert(reference_counter)),
}


def next_reference(tx: Transaction, prefix: str, year: int) -> str:
    """The next reference of that year, like OPT-2026-0001; unique, and free again if this is rolled back."""
    series = f"{prefix}-{year}"
    number = tx.connection.scalar(_COUNT[tx.connection.dialect.name], {"series": series})
    return _reference(series, number or 1)


def append(tx: Transaction, reference: str, new: Sequence[Fact], actor: str = WORKER) -> Case:
    """Add these facts to the case in one go and bring its line in the index up to date; a complaint begins one."""
    if not new:
        raise ValueError(f"Nothing to append to {reference}.")
    begins = isinstance(new[0], ComplaintReceived)
    entries = [] if begins else read(tx, reference, for_change=True)
    lines = list(_chained(tx, reference, entries, actor, new))
    tx.connection.execute(_ADD_LINES, lines)
    entries += [
        Entry(reference, line["number"], line["at"], actor, fact, line["hash"], line["fact"])
        for fact, line in zip(new, lines, strict=True)
    ]
    # What does not follow from the log is our own fault; the log itself was read before anything was decided.
    case = fold(reference, (entry.fact for entry in entries))
    # Whatever was entered, time may make something else of the case than before.
    row = {**_index_row(case, entries), "look_at": tx.now}
    if begins or tx.connection.execute(_CHANGE_INDEX, {"this": reference, **row}).rowcount == 0:
        tx.connection.execute(_ADD_TO_INDEX, row)
    return case


def read(tx: Transaction, reference: str, *, for_change: bool = False) -> list[Entry]:
    """The entries of a case in order, none if there is no such case; `for_change` holds it to the commit.

    CaseUnreadable for a line that the worker never wrote, here and wherever one case is asked for.
    """
    if for_change:
        tx.connection.execute(_HOLD, {"this": reference})
    with reading(reference):
        rows = tx.connection.execute(_LINES, {"this": reference}).all()
    return [entry_of(row) for row in rows]


def holds(tx: Transaction, reference: str) -> bool:
    """Whether there is a case of that reference, readable or not."""
    return (
        tx.connection.scalar(select(case_index.c.reference).where(_THIS_CASE), {"this": reference})
        is not None
    )


def case(tx: Transaction, reference: str) -> Case | None:
    """The case of that reference as its log tells it."""
    entries = read(tx, reference)
    return told(entries) if entries else None


def cases(tx: Transaction, *, open_only: bool = True, set_aside: SetAside = only_told) -> list[Case]:
    """The cases in the order in which they fall due; those without a due date last."""
    listed = select(case_index.c.reference).order_by(
        case_index.c.next_due.is_(None), case_index.c.next_due, case_index.c.reference
    )
    if open_only:
        listed = listed.where(is_open)
    return [case for case, _ in _each(tx, tx.connection.scalars(listed).all(), set_aside)]


def told(entries: Sequence[Entry]) -> Case:
    """The case that these entries tell; they are all of one case, in their order."""
    with reading(entries[0].reference) as place:
        return fold(entries[0].reference, place.along(entries))


def _each(tx: Transaction, references: Iterable[str], set_aside: SetAside) -> Iterator[tuple[Case, int]]:
    """Each of these cases with the number of its entries, but for those that cannot be read."""
    for reference in references:
        try:
            entries = read(tx, reference)
            found = told(entries), len(entries)
        except CaseUnreadable as unreadable:
            set_aside(unreadable)
        else:
            yield found


def expected(tx: Transaction, set_aside: SetAside = only_told) -> Iterator[tuple[Case, int]]:
    """The cases of which time may have made something by now, each with the number of its entries."""
    due = (
        select(case_index.c.reference)
        .where(case_index.c.look_at <= tx.now)
        .order_by(case_index.c.look_at, case_index.c.reference)
    )
    yield from _each(tx, tx.connection.scalars(due).all(), set_aside)


def expect(tx: Transaction, looks: Sequence[tuple[Case, int, datetime | None]]) -> None:
    """Note when each case is to be looked at next, unless something was entered in it since so many entries."""
    rows = [{"this": case.reference, "read": read_, "at": at} for case, read_, at in looks]
    if rows:
        tx.connection.execute(_EXPECT, rows)


def expect_all(tx: Transaction) -> None:
    """Have every open case looked at: the configuration may have changed what time makes of it."""
    tx.connection.execute(update(case_index).where(is_open).values(look_at=tx.now))


def expect_now(tx: Transaction, reference: str) -> None:
    """Have that case looked at in the next round of time-keeping."""
    tx.connection.execute(_CHANGE_INDEX, {"this": reference, "look_at": tx.now})


def waiting_for_a_person(tx: Transaction, until: datetime | None = None) -> list[Case]:
    """The cases, received before `until`, in which a person owes a decision or an acknowledgement, oldest first."""
    waiting = select(case_index.c.reference).where(is_waiting).order_by(case_index.c.reference)
    if until is not None:
        waiting = waiting.where(case_index.c.received_at < until)
    return [case for case, _ in _each(tx, tx.connection.scalars(waiting).all(), only_told)]


def counted(tx: Transaction, *, open_only: bool = False) -> int:
    """How many cases the log holds, or how many of them are open."""
    held = select(func.count()).select_from(case_index)
    return tx.connection.scalar(held.where(is_open) if open_only else held) or 0


def stages(tx: Transaction) -> dict[Stage, int]:
    """How many cases stand at each stage, without the stages at which none stands."""
    found = select(case_index.c.stage, func.count()).group_by(case_index.c.stage)
    return {Stage(stage): number for stage, number in tx.connection.execute(found)}


def seal(tx: Transaction) -> str:
    """One hash over the last line of every case, so that a later change of any line shows."""
    heads = tx.connection.execute(select(case_index.c.reference, case_index.c.head))
    sealed = hashlib.sha256()
    # Sorted here, because databases sort by the language of their machine.
    for reference, head in sorted(tuple(row) for row in heads):
        sealed.update(f"{reference} {head}\n".encode())
    return sealed.hexdigest()


def faults(tx: Transaction) -> Iterator[str]:
    """Each place where the log is not what was written, or the index not what the log says, as a sentence.

    A log that was rewritten as a whole, with every hash made anew, shows only in the seal.
    """
    for reference in sorted({*_logged(tx), *_indexed(tx), *_given(tx)}):
        try:
            yield from _faults_of(tx, reference)
        except CaseUnreadable as unreadable:
            yield str(unreadable)
        except (ValueError, TypeError):
            yield f"{reference}: a line or the index holds what the worker never writes."


def _logged(tx: Transaction) -> Iterator[str]:
    yield from tx.connection.scalars(select(log_entry.c.reference).distinct())


def _indexed(tx: Transaction) -> Iterator[str]:
    yield from tx.connection.scalars(select(case_index.c.reference))


def _given(tx: Transaction) -> Iterator[str]:
    """Every reference that was given out: none is lost with its transaction, so each has its case."""
    for series, last in tx.connection.execute(select(reference_counter)):
        yield from (_reference(series, number) for number in range(1, last + 1))


def _faults_of(tx: Transaction, reference: str) -> Iterator[str]:
    lines = tx.connection.execute(_LINES, {"this": reference}).all()
    previous = ""
    for place, line in enumerate(lines, start=1):
        if line.number != place:
            yield f"{reference}: line {place} is missing."
            return
        if line.hash != _hash(previous, line._asdict()):
            yield f"{reference}: line {place} or the one before it was changed after it was written."
            return
        previous = line.hash
    if not lines:
        yield f"{reference}: the whole case is missing from the log."
        return
    yield from _faults_of_index(tx, [entry_of(line) for line in lines])


def _faults_of_index(tx: Transaction, entries: Sequence[Entry]) -> Iterator[str]:
    reference, last = entries[0].reference, len(entries)
    indexed = tx.connection.execute(select(case_index).where(case_index.c.reference == reference)).first()
    if indexed is not None and indexed.entries > last:
        yield f"{reference}: line {last + 1} is missing, or the index was changed."
    elif indexed is None or not _index_row(told(entries), entries).items() <= indexed._asdict().items():
        yield f"{reference}: the index does not say what the log says."


def _reference(series: str, number: int) -> str:
    return f"{series}-{number:04}"


def _chained(
    tx: Transaction, reference: str, before: Sequence[Entry], actor: str, new: Sequence[Fact]
) -> Iterator[dict[str, Any]]:
    """The new lines of a case behind those that it has."""
    head, at = before[-1].hash if before else "", tx.now.astimezone(UTC)
    for number, fact in enumerate(new, start=len(before) + 1):
        line = {"reference": reference, "number": number, "at": at, "actor": actor}
        line |= {"kind": facts.stored_name(fact), "fact": facts.to_json(fact)}
        head = _hash(head, line)
        yield {**line, "hash": head}


def _hash(previous: str, line: Mapping[str, Any]) -> str:
    # Over the text as it is stored: a fact that was read may have gained a field since it was written.
    said = [previous, line["reference"], line["number"], _instant(line["at"])]
    said += [line["actor"], line["kind"], line["fact"]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def entry_of(row: Row[tuple[object, ...]]) -> Entry:
    """A row of the log as the entry that it holds."""
    with reading(row.reference) as place:
        place.number = row.number
        fact = facts.from_json(row.kind, row.fact)
    return Entry(row.reference, row.number, row.at, row.actor, fact, row.hash, row.fact)


def _index_row(case: Case, entries: Sequence[Entry]) -> dict[str, object]:
    return {
        "reference": case.reference,
        "stage": case.stage.value,
        "is_open": case.is_open,
        "section": case.section,
        "complainant": case.complainant.email,
        "subject": case.complaint.subject,
        "received_at": case.complaint.received_at,
        "day0": case.complaint.day0,
        "next_due": case.next_due,
        "waits_for": case.waits_for,
        "entries": len(entries),
        "head": entries[-1].hash,
    }
