"""The log as tables: a row for each complaint, and a row for each line."""

from collections.abc import Iterator, Mapping

from worker.adapters.log import export
from worker.adapters.log.store import Transaction
from worker.adapters.workbook import Cell, Column, Shade, Table
from worker.model.entry import Entry
from worker.model.letter_event import LetterQueued, LetterReturned, LetterSent, LetterUndeliverable
from worker.model.office import People
from worker.model.time import Clock
from worker.policy.case import Case
from worker.reports.words import kind_in_words, line_in_words, name_of

_COMPLAINTS = (
    Column("Reference", 15),
    Column("Stage", 14),
    Column("Complainant", 24),
    Column("E-mail", 30),
    Column("Subject", 44),
    Column("Section", 20),
    Column("Received", 24),
    Column("Channel", 12),
    Column("Day 0", 17),
    *(Column(clock.capitalize(), 17) for clock in Clock),
    Column("Next due", 17, Shade.OVERDUE),
    Column("Waits for", 18),
    Column("Letters", 60),
)
_ENTRIES = (
    Column("Reference", 15),
    Column("Number", 8),
    Column("At (London)", 24),
    Column("Actor", 20),
    Column("Kind", 26),
    Column("What", 90),
    Column("Words", 90),
)


def complaints(tx: Transaction, people: People) -> Table:
    """A row for each complaint, in the order of the references."""
    sections = names_of_sections(people)
    rows = (_complaint(case, lines, sections) for case, lines in export.cases(tx))
    return Table("Complaints", _COMPLAINTS, rows)


def entries(tx: Transaction) -> Table:
    """A row for each line of the log, complaint after complaint; of what is not to be shared only its kind (3.1.11)."""
    hidden = {case.reference for case, _ in export.cases(tx) if case.restricted}
    rows = (_entry(each, shown=each.reference not in hidden) for each in export.entries(tx))
    return Table("Entries", _ENTRIES, rows)


def names_of_sections(people: People) -> Mapping[str, str]:
    """The name of each section by its key."""
    return {section.key: section.name for section in people.sections}


def due_days(case: Case) -> Iterator[Cell]:
    """The day of each promise, in the order of the clocks, kept or not; none where it was never given."""
    days = {deadline.clock: deadline.due_on for deadline in case.started}
    yield from (days.get(clock) for clock in Clock)


def _complaint(case: Case, lines: list[Entry], sections: Mapping[str, str]) -> tuple[Cell, ...]:
    complaint, named = case.complaint, not case.restricted
    return (
        case.reference,
        case.stage.value,
        case.complainant.name if named else None,
        case.complainant.email if named else None,
        complaint.subject if named else None,
        sections.get(case.section, case.section),
        complaint.received_at,
        complaint.channel.value,
        complaint.day0,
        *due_days(case),
        case.next_due,
        case.waits_for,
        ", ".join(_letters(lines).values()),
    )


def _letters(lines: list[Entry]) -> Mapping[str, str]:
    """What became of each letter, by its Message-ID."""
    letters: dict[str, str] = {}
    for entry in lines:
        match entry.fact:
            case LetterQueued() as fact:
                letters[fact.message_id] = f"{name_of(fact.letter)} waits"
            case LetterSent() as fact:
                letters[fact.message_id] = f"{name_of(fact.letter)} sent"
            case LetterUndeliverable() as fact:
                letters[fact.message_id] = f"{name_of(fact.letter)} cannot be delivered"
            case LetterReturned() as fact:
                letters[fact.message_id] = f"{name_of(fact.letter)} came back"
    return letters


def _entry(entry: Entry, *, shown: bool) -> tuple[Cell, ...]:
    said = (line_in_words(entry), getattr(entry.fact, "words", "")) if shown else (None, None)
    return (entry.reference, entry.number, entry.at, entry.actor, kind_in_words(entry.fact), *said)
