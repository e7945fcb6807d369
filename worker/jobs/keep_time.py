"""What time alone makes due: scheduled letters, reminders that need a mail of their own, and the list for triage."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from worker.adapters.letters import BrokenTemplateError
from worker.adapters.log import held_time, journal, outbox, register, settled
from worker.adapters.log.case_unreadable import CaseUnreadable, only_told
from worker.adapters.log.journal import SetAside
from worker.adapters.log.store import LogRefused, Transaction
from worker.adapters.parsing.guard import ReaderFailed
from worker.model.catalogue import LetterKind
from worker.model.mail import Message
from worker.model.staff_letter import Quarantined, TriageLine
from worker.policy import hold
from worker.policy.calendar import at_london, london_date
from worker.policy.case import Case
from worker.policy.decide.leaving import somebody_has_to_hear
from worker.policy.decide.reminder import reminders
from worker.policy.decide.scheduled_letters import due_letters, next_letter_at
from worker.policy.decide.triage_list import Listed, line_for_mail, line_for_reply, triage_list
from worker.policy.ladder import news, next_rung_at
from worker.policy.reading.arrival import received_at
from worker.policy.rulebook import Rulebook
from worker.workplace import Workplace

logger = logging.getLogger(__name__)

_LOOKS_A_COMMIT = 500
# A mail that was set aside may be a complaint, and nothing that a person does settles it here.
_SET_ASIDE = timedelta(days=14)
_COVER_BEGINS = time(8)


@dataclass(frozen=True, slots=True)
class TimeKept:
    """How many letters were written, and why what is due waits for a person (empty where it does not).

    `unwritten` are the references of cases whose letters could not be written, `unreadable` those of cases whose log
    cannot be read; they are tried again at every look.
    """

    letters: int
    held_back: str = ""
    unwritten: tuple[str, ...] = ()
    unreadable: tuple[CaseUnreadable, ...] = ()


def begin(place: Workplace) -> None:
    """At a start have every open case looked at once, and hold time back where the clock is hard to believe."""
    with place.store.writing(place.clock()) as tx:
        journal.expect_all(tx)
        why = hold.after_silence(held_time.last_sign(tx), tx.now)
        if why:
            held_time.begin(tx, why)


def keep_time(
    place: Workplace,
    jump: timedelta = timedelta(0),
    *,
    confirmed: bool = False,
    morning: Callable[[], int] | None = None,
) -> TimeKept:
    """Write every letter that is due by now, each once however often this runs; it costs what is due, not what is open.

    `jump` is how far the clock moved more than time did since the last round. `confirmed` says that a person has looked
    at the clock and at what is due. `morning` writes the mail of the morning, with which reminders go that it tells.
    """
    now = place.clock()
    unreadable: list[CaseUnreadable] = []
    found = dict(_due(place, now, unreadable.append))
    why = "" if confirmed else _held_back(place, now, jump, sum(found.values()))
    if why:
        return TimeKept(0, why, unreadable=tuple(unreadable))
    due = tuple(found)
    written = {reference: _letters(place, now, reference) for reference in due}
    letters = sum(filter(None, written.values())) + (morning() if morning else 0)
    letters += _reminders(place, now, due) + _todays_list(place)
    unwritten = tuple(each for each, number in written.items() if number is None)
    return TimeKept(letters, unwritten=unwritten, unreadable=tuple(unreadable))


def what_is_due(place: Workplace) -> tuple[str, ...]:
    """The references of the cases in which time would act now."""
    return tuple(reference for reference, _ in _due(place, place.clock(), only_told))


def release(place: Workplace) -> TimeKept:
    """Write what is due because a person has said so, and end the hold."""
    with place.store.writing(place.clock()) as tx:
        held_time.end(tx)
    return keep_time(place, confirmed=True)


def _held_back(place: Workplace, now: datetime, jump: timedelta, due: int) -> str:
    """Why nothing may be written, or an empty string; a hold lasts until it is released or the clock is set back."""
    why = hold.after_jump(jump) or hold.of_so_many(due, place.rulebook.policy)
    with place.store.reading(now) as tx:
        found = held_time.on(tx)
    if found and not hold.is_over(found.since, now):
        return found.why
    if why or found:
        with place.store.writing(now) as tx:
            held_time.end(tx)
            if why:
                held_time.begin(tx, why)
    return why


def _due(place: Workplace, now: datetime, set_aside: SetAside) -> Iterator[tuple[str, bool]]:
    """The cases in which something is due, and whether it is new; of the others it is noted when to look next.

    A step that comes again each day is nothing new, so that many broken promises do not hold time back every morning.
    """
    rules = place.rulebook
    looks: list[tuple[Case, int, datetime | None]] = []
    with place.store.reading(now) as tx:
        for case, entries in journal.expected(tx, set_aside):
            letters, notices = due_letters(case, rules, now), news(case, rules, now)
            if letters or notices:
                yield case.reference, bool(letters) or not all(each.again for each in notices)
            else:
                looks.append((case, entries, _next_look(case, rules, now)))
    for first in range(0, len(looks), _LOOKS_A_COMMIT):
        with place.store.writing(now) as tx:
            journal.expect(tx, looks[first : first + _LOOKS_A_COMMIT])


def _next_look(case: Case, rulebook: Rulebook, now: datetime) -> datetime | None:
    # What could not be told is tried again, and is not found again where nobody looks.
    if somebody_has_to_hear(case, rulebook, london_date(now)):
        return now
    # Whoever covers from some day on hears that morning what has come to them.
    change = rulebook.next_change(london_date(now))
    covered = at_london(change, _COVER_BEGINS) if change else None
    times = (next_letter_at(case, rulebook), next_rung_at(case, rulebook, now), covered)
    return min(filter(None, times), default=None)


def _letters(place: Workplace, now: datetime, reference: str) -> int | None:
    """How many scheduled letters were written in that case; None where they cannot be, which holds up no other case."""
    try:
        with place.store.writing(now) as tx:
            return _write_letters(place, tx, reference)
    except (BrokenTemplateError, LogRefused, CaseUnreadable) as refused:
        logger.error("A letter in %s cannot be written: %s", reference, refused)
    return None


def _write_letters(place: Workplace, tx: Transaction, reference: str) -> int:
    """The scheduled letters of one case, read anew and held, because another worker may have written them meanwhile."""
    case = journal.told(journal.read(tx, reference, for_change=True))
    written = 0
    for row in due_letters(case, place.rulebook, tx.now):
        today = place.acknowledged_today(tx, case.complainant, LetterKind.NEUTRAL_ACKNOWLEDGEMENT)
        decision = row.write(case, place.rulebook, today, tx.now)
        place.record(tx, decision)
        written += len(decision.letters)
    return written


def _reminders(place: Workplace, now: datetime, references: tuple[str, ...]) -> int:
    """The reminders of all these cases in one transaction, because several for one person are one mail."""
    if not references:
        return 0
    with place.store.writing(now) as tx:
        cases = (journal.told(journal.read(tx, each, for_change=True)) for each in references)
        found = [(case, notice) for case in cases for notice in news(case, place.rulebook, now)]
        decisions = reminders(found, place.rulebook, now)
        for decision in decisions:
            place.record(tx, decision)
    return sum(len(decision.letters) for decision in decisions)


def _todays_list(place: Workplace) -> int:
    """The list for triage, or nothing while its mails cannot be read, which holds up nothing else."""
    try:
        return _list_for_triage(place)
    except ReaderFailed as failed:
        logger.warning("The list for triage waits. %s The next round tries again.", failed)
    return 0


def _list_for_triage(place: Workplace) -> int:
    """The list of a working day: what had come in by its time in London, whenever this first runs after that."""
    now = place.clock()
    today = london_date(now)
    list_at = place.rulebook.office.timetable.triage_list
    until = at_london(today, list_at)
    if now < until or not place.rulebook.calendar.is_working_day(today):
        return 0
    with place.store.writing(now) as tx:
        last = outbox.last_queued(tx, LetterKind.TRIAGE_LIST)
        if last is not None and last >= until:
            return 0
        since = at_london(london_date(last), list_at) if last else None
        listed = Listed(
            waiting=journal.waiting_for_a_person(tx, until),
            untold=_untold(place, tx, since or until - _SET_ASIDE, until),
            not_complaints=_not_complaints(place, tx, since, until),
            set_aside=_set_aside(tx, until),
        )
        decision = triage_list(listed, place.rulebook, now)
        place.record(tx, decision)
    return len(decision.letters)


def _not_complaints(
    place: Workplace, tx: Transaction, since: datetime | None, until: datetime
) -> tuple[TriageLine, ...]:
    """A line for each mail that was taken for no complaint and kept in that time."""
    form = place.rulebook.office.web_form
    numbers = settled.not_complaints(tx, since, until)
    found = ((id_, place.reader.read(register.content(tx, id_))) for id_ in numbers)
    return tuple(line_for_mail(message, form, id_) for id_, message in found if isinstance(message, Message))


def _untold(place: Workplace, tx: Transaction, since: datetime, until: datetime) -> tuple[TriageLine, ...]:
    """A line for each mail that joined a case in that time without anybody being told."""
    mails = settled.settled_as(tx, register.Disposition.UNTOLD, since, until)
    found = (
        (journal.case(tx, each.reference), place.reader.read(register.content(tx, each.id))) for each in mails
    )
    return tuple(
        line_for_reply(case, message) for case, message in found if case and isinstance(message, Message)
    )


def _set_aside(tx: Transaction, until: datetime) -> tuple[Quarantined, ...]:
    """The mails that could not be handled in the last fourteen days."""
    mails = settled.settled_as(tx, register.Disposition.QUARANTINED, until - _SET_ASIDE, until)
    return tuple(
        Quarantined(mail=each.id, arrived_at=received_at(each.internal_date, each.kept_at), reason=each.rule)
        for each in mails
    )
