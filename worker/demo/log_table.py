"""The office's log as a table: a row for each complaint, with what an owner asks first of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date

from worker.adapters.log import export
from worker.adapters.log.store import Transaction
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStopped, Entry
from worker.model.letter_event import LetterSent
from worker.model.reasons import StopReason
from worker.model.staff_event import CaseClosed
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.agenda import owner
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.reading.dates import short_date
from worker.policy.rulebook import Rulebook

_GAP = "  "
_KEPT = (
    StopReason.LETTER,
    StopReason.LETTER_POSTED,
    StopReason.CLIENT_TOLD,
    StopReason.WRITTEN_BY_HAND,
    StopReason.PHONED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One complaint; the names of the fields are the headings."""

    reference: str
    client: str
    received: str
    acknowledged: str
    owner: str
    stage: str
    answered: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLog:
    """A case with every line of the log from which it follows."""

    case: Case
    entries: tuple[Entry, ...]


def histories(tx: Transaction) -> tuple[CaseLog, ...]:
    """The whole log, in the order of the references."""
    every = (CaseLog(case=case, entries=tuple(entries)) for case, entries in export.cases(tx))
    return tuple(sorted(every, key=lambda each: each.case.reference))


def log_table(log: Iterable[CaseLog], rulebook: Rulebook) -> tuple[LogRow, ...]:
    """A row for each case."""
    return tuple(_row(each.case, each.entries, rulebook) for each in log)


def in_columns(rows: Sequence[LogRow]) -> Iterator[str]:
    """The rows below their headings, as lines for a terminal."""
    cells = [headings(), *map(cells_of, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        yield _GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def headings() -> tuple[str, ...]:
    """What stands above the columns."""
    return tuple(field.name.capitalize() for field in fields(LogRow))


def cells_of(row: LogRow) -> tuple[str, ...]:
    """What stands in the columns."""
    return tuple(str(getattr(row, field.name)) for field in fields(LogRow))


def _row(case: Case, entries: Sequence[Entry], rulebook: Rulebook) -> LogRow:
    latest = london_date(entries[-1].at)
    return LogRow(
        reference=case.reference,
        client=case.complainant.name or case.complainant.email or "not known",
        received=_day(case.complaint.day0),
        acknowledged=_acknowledged(case, entries),
        owner=owner(case, Clock.RESPOND, rulebook, latest).name,
        stage=case.stage.value,
        answered=_answered(case, entries),
        outcome=_outcome(case, entries),
    )


def _acknowledged(case: Case, entries: Sequence[Entry]) -> str:
    """When the client had our first letter or call, and whether that was in time; or by when they must have it."""
    kept = [entry for entry in entries if _stops(entry, Clock.ACKNOWLEDGE)]
    return _in_time(case, Clock.ACKNOWLEDGE, kept[-1]) if kept else _due(case, Clock.ACKNOWLEDGE)


def _answered(case: Case, entries: Sequence[Entry]) -> str:
    """When the client had our answer, or else the letter by which they heard before it was due."""
    answers = [
        entry
        for entry in entries
        if isinstance(entry.fact, LetterSent) and entry.fact.letter is LetterKind.FINAL_RESPONSE
    ]
    kept = answers[-1:] or [entry for entry in entries if _stops(entry, Clock.RESPOND)]
    if not kept:
        return _due(case, Clock.RESPOND)
    letter = getattr(kept[-1].fact, "letter", None)
    return f"{_in_time(case, Clock.RESPOND, kept[-1])}{f' ({letter.called})' if letter else ''}"


def _stops(entry: Entry, clock: Clock) -> bool:
    """Whether the line says that the promise was kept, and not only that it ended with the case."""
    fact = entry.fact
    return isinstance(fact, ClockStopped) and fact.clock is clock and fact.by in _KEPT


def _in_time(case: Case, clock: Clock, entry: Entry) -> str:
    due_on = next(each.due_on for each in case.started if each.clock is clock)
    on = getattr(entry.fact, "on", None) or london_date(entry.at)
    return f"{_day(on)}, {'in time' if on <= due_on else 'late'}"


def _due(case: Case, clock: Clock) -> str:
    due_on = case.due_on(clock)
    return f"due {_day(due_on)}" if due_on else ""


def _outcome(case: Case, entries: Sequence[Entry]) -> str:
    closed = [entry.fact for entry in entries if isinstance(entry.fact, CaseClosed)]
    if case.stage is Stage.CLOSED and closed:
        return closed[-1].outcome.value
    return "" if case.stage is Stage.NOT_COMPLAINT else "open"


def _day(day: date) -> str:
    """The day with its weekday and without the year: Fri 27 March."""
    return short_date(day).rpartition(" ")[0]
