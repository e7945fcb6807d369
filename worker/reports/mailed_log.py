"""The log as tables for a section head's mail: nobody's words, of other sections only how far a case is (3.1.10)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from worker.adapters.log import export
from worker.adapters.log.store import Transaction
from worker.adapters.workbook import Cell, Column, Shade, Table
from worker.model.entry import Entry
from worker.model.office import People
from worker.model.time import Clock
from worker.policy.case import Case
from worker.reports.words import kind_in_words, what_happened
from worker.reports.workbook_rows import due_days, names_of_sections

_COMPLAINTS = (
    Column("Reference", 15),
    Column("Stage", 16),
    Column("Client", 24),
    Column("E-mail", 30),
    Column("Section", 20),
    Column("Received", 24),
    Column("Day 0", 17),
    *(Column(clock.capitalize(), 17) for clock in Clock),
    Column("Next due", 17, Shade.OVERDUE),
    Column("Waits for", 18),
)
_LINES = (
    Column("Reference", 15),
    Column("Number", 8),
    Column("At (London)", 24),
    Column("Kind", 26),
    Column("Actor", 20),
    Column("What", 90),
)


@dataclass(frozen=True, slots=True)
class TableReader:
    """Who gets the tables: a case is shown whole only to its section, and the client only where they may be named."""

    people: People
    sections: frozenset[str]
    person: str = ""

    def has(self, case: Case) -> bool:
        """Whether the case belongs to a section of the reader and is not about them."""
        return (
            self.people.section(case.section).key in self.sections
            and self.person not in case.complaint.complained_about
        )

    def sees(self, case: Case) -> bool:
        """Whether this reader may see who the client is (3.1.11)."""
        return self.has(case) and not case.restricted


def open_complaints(cases: Iterable[Case], reader: TableReader) -> Table:
    """A row for each of these complaints of the reader's sections, what falls due first on top."""
    ordered = sorted(cases, key=lambda case: (case.next_due is None, case.next_due, case.reference))
    return Table("Open complaints", _COMPLAINTS, _rows(ordered, reader))


def all_complaints(tx: Transaction, reader: TableReader) -> Table:
    """A row for each complaint of the log, in the order of the references."""
    return Table("Complaints", _COMPLAINTS, _rows((case for case, _ in export.cases(tx)), reader))


def all_lines(tx: Transaction, reader: TableReader) -> Table:
    """A row for each line of the log, complaint after complaint."""
    cases = export.cases(tx)
    return Table("Entries", _LINES, (row for case, lines in cases for row in _lines(case, lines, reader)))


def _rows(cases: Iterable[Case], reader: TableReader) -> Iterator[tuple[Cell, ...]]:
    sections = names_of_sections(reader.people)
    return (_row(case, sections, named=reader.sees(case)) for case in cases)


def _row(case: Case, sections: Mapping[str, str], *, named: bool) -> tuple[Cell, ...]:
    complaint = case.complaint
    return (
        case.reference,
        case.stage.value,
        case.complainant.name if named else None,
        case.complainant.email if named else None,
        sections.get(case.section, case.section),
        complaint.received_at,
        complaint.day0,
        *due_days(case),
        case.next_due,
        case.waits_for if named else None,
    )


def _lines(case: Case, lines: list[Entry], reader: TableReader) -> Iterator[tuple[Cell, ...]]:
    seen = reader.sees(case)
    for each in lines:
        said = (each.actor, what_happened(each.fact)) if seen else (None, None)
        yield (each.reference, each.number, each.at, kind_in_words(each.fact), *said)
