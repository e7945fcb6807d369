"""Watches the worker itself: silence is an alarm, told once when it begins and once when it ends (promise 19)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from worker.adapters.log import alarms, journal, outbox, register
from worker.adapters.log.store import Transaction
from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import People, Section
from worker.model.staff_letter import Alarm
from worker.policy.calendar import london_date
from worker.policy.health import (
    CLOCK_JUMPED,
    DIGEST_LATE,
    DIGEST_MISSING,
    UNANSWERED,
    UNREAD,
    Health,
    Signs,
    Trouble,
    digest_owed,
    told_by_the_worker,
    troubles,
    unanswered,
)
from worker.policy.rulebook import Rulebook
from worker.workplace import Workplace

_STILL = timedelta(0)


def watch(
    place: Workplace, started_at: datetime, jump: timedelta, found_elsewhere: tuple[Trouble, ...] = ()
) -> Health:
    """How the worker is now; what is newly wrong or well again goes to the operator's own address.

    `jump` is how far the clock moved more than time did since the last watch, `found_elsewhere` what other jobs know
    to be wrong, each trouble as long as it lasts.
    """
    with place.store.writing(place.clock()) as tx:
        known = alarms.on(tx)
        signs = _signs(tx, place.rulebook, {name for name, _ in known}, started_at, jump)
        found = (*troubles(signs, place.rulebook.calendar, tx.now), *found_elsewhere)
        _tell_of_changes(place, tx, found)
        return _health(tx, place.rulebook, found)


def look(tx: Transaction, rulebook: Rulebook) -> Health:
    """How the worker is now, as the log shows it to somebody who was just asked; tells nobody."""
    on = tuple(name for name, _ in alarms.on(tx))
    signs = _signs(tx, rulebook, set(on), None, _STILL)
    return _health(tx, rulebook, (*troubles(signs, rulebook.calendar, tx.now), *told_by_the_worker(on)))


def without_log(rulebook: Rulebook, now: datetime, before: Health | None = None) -> Health:
    """How the worker is while its log does not answer, which it may not have done at the watch `before` either."""
    known = before.troubles if before else ()
    since = next((each.since for each in known if each.name == UNANSWERED and each.since), now)
    return Health(at=now, troubles=(unanswered(since),), holidays_until=rulebook.calendar.proclaimed_until)


def _signs(
    tx: Transaction, rulebook: Rulebook, on: set[str], started_at: datetime | None, jump: timedelta
) -> Signs:
    office = rulebook.office
    cursor = register.cursor(tx, office.mailbox.inbox)
    return Signs(
        # A start repairs nothing, so it does not end an alarm that is on.
        started_at=None if UNREAD in on else started_at,
        looked_at=cursor.looked_at if cursor else None,
        waits_since=outbox.oldest_unsent(tx) if office.may_send else None,
        jump=jump,
        digests_missing=_digests_missing(tx, rulebook, started_at, is_on=DIGEST_MISSING in on),
    )


def _digests_missing(
    tx: Transaction, rulebook: Rulebook, started_at: datetime | None, *, is_on: bool
) -> tuple[str, ...]:
    """The sections without the digest of today; once the alarm is on, only a digest that is sent ends it."""
    digest_at = rulebook.office.timetable.morning
    if digest_at is None or not rulebook.office.may_send:
        return ()
    day = digest_owed(rulebook.calendar, digest_at, tx.now)
    has_just_started = started_at is not None and tx.now - started_at < DIGEST_LATE
    if not is_on and (has_just_started or day != london_date(tx.now)):
        return ()
    return tuple(
        section.name
        for section in rulebook.people.sections
        if not _is_digest_sent(tx, rulebook, section, day)
    )


def _is_digest_sent(tx: Transaction, rulebook: Rulebook, section: Section, day: date) -> bool:
    """Whether our mail server took the digest of that day for that section, whoever it was written to."""
    causes = (f"{key} on {day.isoformat()}" for key in _may_get_digest(rulebook.people, section))
    # Who is away now may have been there when the digests were written, so what was written counts.
    written = next((cause for cause in causes if outbox.is_queued(tx, LetterKind.DAILY_DIGEST, cause)), None)
    return written is not None and outbox.is_sent(tx, LetterKind.DAILY_DIGEST, written)


def _may_get_digest(people: People, section: Section) -> list[str]:
    """The keys of the head, of who covers for the head, of who covers for that person, and so on."""
    keys = [section.head]
    while (cover := people.person(keys[-1]).cover) and cover not in keys:
        keys.append(cover)
    return keys


def _health(tx: Transaction, rulebook: Rulebook, found: tuple[Trouble, ...]) -> Health:
    cursor = register.cursor(tx, rulebook.office.mailbox.inbox)
    since = dict(alarms.on(tx))
    return Health(
        at=tx.now,
        troubles=tuple(replace(trouble, since=since.get(trouble.name)) for trouble in found),
        holidays_until=rulebook.calendar.proclaimed_until,
        looked_at=cursor.looked_at if cursor else None,
        letters_waiting=outbox.waiting(tx),
        waits_since=outbox.oldest_unsent(tx),
        open_cases=journal.counted(tx, open_only=True),
    )


def _tell_of_changes(place: Workplace, tx: Transaction, found: tuple[Trouble, ...]) -> None:
    known = dict(alarms.on(tx))
    by_name = {trouble.name: trouble for trouble in found}
    for name, trouble in by_name.items():
        if name not in known:
            alarms.begin(tx, name)
            _tell(place, tx, f"{name} since {tx.now}", trouble.what, trouble.to_do)
    for name, since in known.items():
        if name not in by_name:
            alarms.end(tx, name)
            # A jump is over at once, but what it set wrong is not.
            if name != CLOCK_JUMPED:
                _tell(
                    place, tx, f"{name} since {since} over", f"Well again: {name}.", "Nothing is to be done."
                )


def _tell(place: Workplace, tx: Transaction, cause: str, what: str, to_do: str) -> None:
    letter = Letter(
        kind=LetterKind.ALARM,
        recipient=Address(place.rulebook.office.operator),
        reference="",
        cause=cause,
        facts=Alarm(on=london_date(tx.now), what=what, to_do=to_do),
    )
    place.record(tx, Decision(letters=(letter,)))
