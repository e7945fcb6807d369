"""The mail of a working day's morning: gathered from one state of the log, recorded in one transaction."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from worker.adapters.log import belonging, figures, journal, outbox, register, settled
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.log.store import Transaction
from worker.adapters.parsing.guard import ReaderFailed
from worker.adapters.workbook import Table, workbook_bytes
from worker.model.agenda_facts import Unplaced
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Enclosure, Letter
from worker.model.mail import Message
from worker.policy.calendar import at_london, london_date
from worker.policy.case import Case
from worker.policy.decide.desk import Figures, Morning
from worker.policy.decide.morning_mail import (
    CHANGES,
    Head,
    daily_digest,
    heads,
    is_first_of_week,
    morning_lists,
    reminded,
)
from worker.policy.decide.policy_review import policy_review
from worker.policy.decide.triage_list import first_words
from worker.policy.in_confidence import NOT_SHARED
from worker.policy.ladder import as_in_the_morning, reached
from worker.policy.reading.arrival import received_at
from worker.policy.rulebook import Rulebook
from worker.reports.mailed_log import TableReader, all_complaints, all_lines, open_complaints
from worker.workplace import Workplace

logger = logging.getLogger(__name__)

LONGEST_LOG = 20_000
"""The lines of the longest log that is mailed whole; `worker log export` writes a longer one."""

# A mail that was set aside may be a complaint, and nothing that a person does settles it here.
_SET_ASIDE = timedelta(days=14)
# As long as the ombudsman takes who writes late; what is older stands in the register.
_UNPLACED_FOR = timedelta(days=60)
_MOST_SHOWN = 10
_NOT_READ = ("an authority or a supplier", "(not read yet)")
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def morning(place: Workplace) -> int:
    """Write the digests and morning lists of a working day once their time has come, each person's once; how many.

    A worker that was down writes them when it is back, on the same day. What is due is read first, so that nobody who
    records a mail has to wait for it.
    """
    now, at = place.clock(), place.rulebook.office.timetable.morning
    if at is None or not _has_come(place.rulebook, now, at):
        return 0
    with place.store.reading(now) as tx:
        last = outbox.last_queued(tx, LetterKind.DAILY_DIGEST)
        if last and london_date(last) == london_date(now):
            return 0
        decisions = _decisions(place.rulebook, tx, last, _unplaced(place, tx))
    with place.store.writing(now) as tx:
        last = outbox.last_queued(tx, LetterKind.DAILY_DIGEST)
        if last and london_date(last) == london_date(now):
            return 0
        review = policy_review(place.rulebook, london_date(now), journal.stages(tx))
        for decision in (*decisions, review):
            place.record(tx, decision)
    return sum(len(decision.letters) for decision in decisions)


def _has_come(rulebook: Rulebook, now: datetime, at: time) -> bool:
    today = london_date(now)
    return now >= at_london(today, at) and rulebook.calendar.is_working_day(today)


def _decisions(
    rulebook: Rulebook, tx: Transaction, last: datetime | None, unplaced: tuple[Unplaced, ...]
) -> tuple[Decision, ...]:
    unreadable: list[CaseUnreadable] = []
    cases = tuple(figures.open_cases(tx, unreadable.append))
    notices = tuple(
        (case, notice) for case in cases for notice in reached(case, rulebook, as_in_the_morning(tx.now))
    )
    today = london_date(tx.now)
    weekly = is_first_of_week(today, rulebook.calendar)
    found = _figures(rulebook, tx, last, weekly=weekly)
    found = replace(found, unreadable=tuple(each.reference for each in unreadable), unplaced=unplaced)
    this = Morning(cases=cases, notices=notices, figures=found, rulebook=rulebook, now=tx.now)
    told = heads(rulebook, today)
    whole_log = weekly and not found.log_left_out
    digests = (_with_files(tx, this, head, whole_log=whole_log) for head in told)
    letters = (*digests, *morning_lists(this, told))
    return (Decision(letters=letters), *reminded(this, told))


def _unplaced(place: Workplace, tx: Transaction) -> tuple[Unplaced, ...]:
    """The mails of authorities and suppliers that belong to no case yet; what cannot be read now is named alone."""
    mails = settled.settled_as(tx, register.Disposition.PARTY, tx.now - _UNPLACED_FOR, tx.now)
    return tuple(
        Unplaced(
            mail=each.id,
            party=party,
            first_words=words,
            arrived_on=london_date(received_at(each.internal_date, each.kept_at)),
        )
        for at, each in enumerate(mails)
        # Only so many are shown, and the rest only count.
        for party, words in (_who_and_what(place, tx, each.id) if at < _MOST_SHOWN else _NOT_READ,)
    )


def _who_and_what(place: Workplace, tx: Transaction, mail: int) -> tuple[str, str]:
    """Who wrote, and their first words, unless these name somebody who is not to be named (3.1.11)."""
    try:
        message = place.reader.read(register.content(tx, mail))
    except ReaderFailed as failed:
        logger.warning("Mail %d is listed without its words. %s", mail, failed)
        return _NOT_READ
    party = place.rulebook.party(message.sender) if isinstance(message, Message) else None
    if party is None or not isinstance(message, Message):
        return _NOT_READ
    text = f"{message.subject}\n{message.text}"
    named = belonging.named_in(tx, text, tx.now - belonging.REMEMBERED)
    hidden = any(case.restricted for case, _ in named)
    return party.name, NOT_SHARED if hidden else first_words(message.subject, message.text)


def _figures(rulebook: Rulebook, tx: Transaction, last: datetime | None, *, weekly: bool) -> Figures:
    """What happened since the last morning's mail; a mail that was set aside is told again for fourteen days."""
    since = last if last and last < tx.now else _morning_before(rulebook, tx.now)
    cursor = register.cursor(tx, rulebook.office.mailbox.inbox)
    return Figures(
        since=since,
        changes=figures.changes(tx, since, tuple(kind for kind, _ in CHANGES)),
        quarantined=figures.quarantined(tx, min(since, tx.now - _SET_ASIDE)),
        failed=figures.failed(tx, since),
        read_at=cursor.looked_at if cursor else None,
        seal=journal.seal(tx),
        log_left_out=weekly and figures.has_more_lines(tx, LONGEST_LOG),
    )


def _morning_before(rulebook: Rulebook, now: datetime) -> datetime:
    """When the last mail would have been written, where none was."""
    day = rulebook.calendar.last_working_day_on_or_before(london_date(now) - timedelta(days=1))
    return at_london(day, rulebook.office.timetable.morning or time.min)


def _with_files(tx: Transaction, this: Morning, head: Head, *, whole_log: bool) -> Letter:
    reader = TableReader(this.rulebook.people, head.keys, head.person.key)
    own = [case for case in this.cases if reader.has(case)]
    files = [_open_cases(own, reader, this.now)] if own else []
    if whole_log:
        tables = (all_complaints(tx, reader), all_lines(tx, reader))
        files.append(_file(f"action-log-{this.today.isoformat()}.xlsx", tables, this.now))
    return replace(daily_digest(this, head), attachments=tuple(files))


def _open_cases(own: Sequence[Case], reader: TableReader, now: datetime) -> Enclosure:
    name = f"open-complaints-{london_date(now).isoformat()}.xlsx"
    return _file(name, (open_complaints(own, reader),), now)


def _file(name: str, tables: Iterable[Table], now: datetime) -> Enclosure:
    return Enclosure(name, _WORKBOOK, workbook_bytes(tables, created=now))
