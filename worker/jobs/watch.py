"""Watches the worker itself: silence is an alarm, told once when it begins and once when it ends (promise 19)."""

from datetime import datetime, timedelta

from worker.adapters.log import alarms, inbox, outbox
from worker.adapters.log.store import Transaction
from worker.model.decision import Decision
from worker.model.letter import Alarm, Letter, LetterKind
from worker.model.mail import Address
from worker.model.office import Office
from worker.policy.calendar import Calendar, london_date
from worker.policy.silence import CLOCK_JUMPED, Signs, Trouble, troubles, unfetched
from worker.workplace import Workplace


def watch(
    place: Workplace, started_at: datetime, jump: timedelta, given_up: tuple[int, ...] = ()
) -> tuple[Trouble, ...]:
    """What is wrong now; what is new or over goes to the operator's own address.

    `jump` is how far the clock moved more than time did since the last watch, `given_up` the UIDs of mails that the
    server does not hand over.
    """
    with place.store.writing(place.clock()) as tx:
        signs = _signs(tx, place.rulebook.office, started_at, jump)
        found = (*troubles(signs, place.rulebook.calendar, tx.now), *unfetched(given_up))
        known = dict(alarms.on(tx))
        for trouble in found:
            if trouble.name not in known:
                alarms.begin(tx, trouble.name)
                _tell(place, tx, f"{trouble.name} since {tx.now}", trouble.what, trouble.to_do)
        for name in known.keys() - {trouble.name for trouble in found}:
            alarms.end(tx, name)
            # A jump is over at once, but what it set wrong is not.
            if name != CLOCK_JUMPED:
                cause = f"{name} since {known[name]} over"
                _tell(place, tx, cause, f"Well again: {name}.", "Nothing is to be done.")
    return found


def look(tx: Transaction, office: Office, calendar: Calendar) -> tuple[Trouble, ...]:
    """What is wrong now, as somebody sees it who was just asked; tells nobody."""
    return troubles(_signs(tx, office, None, timedelta(0)), calendar, tx.now)


def _signs(tx: Transaction, office: Office, started_at: datetime | None, jump: timedelta) -> Signs:
    cursor = inbox.cursor(tx, office.mailbox.inbox)
    return Signs(
        started_at=started_at,
        looked_at=cursor.looked_at if cursor else None,
        waits_since=outbox.oldest_unsent(tx) if office.may_send else None,
        jump=jump,
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
