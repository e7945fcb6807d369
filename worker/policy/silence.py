"""When silence means trouble: what an operator must hear although nobody complained (promise 19)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from worker.policy.calendar import Calendar, date_in_words, london_date

NO_LOOK = timedelta(minutes=15)
LETTER_WAITS = timedelta(minutes=30)
HOLIDAYS_AHEAD = timedelta(days=365)
CLOCK_JUMP = timedelta(minutes=2)

CLOCK_JUMPED = "the clock jumped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What shows that the worker is alive; times in aware UTC, None where there is none yet.

    A worker that has just started has not had the time to look, so the silence is counted from `started_at` too.
    `waits_since` is the age of the letter that waits longest, `jump` how far the clock moved more than time did.
    """

    started_at: datetime | None
    looked_at: datetime | None
    waits_since: datetime | None
    jump: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong: a name that stays the same while it lasts, what it is, and what to do about it."""

    name: str
    what: str
    to_do: str


def troubles(signs: Signs, calendar: Calendar, now: datetime) -> tuple[Trouble, ...]:
    """Everything that is wrong now, in a fixed order; empty when all is well."""
    found = (
        _no_look(signs, now),
        _letter_waits(signs, now),
        _clock_jumped(signs),
        _holidays_end(calendar, now),
    )
    return tuple(trouble for trouble in found if trouble)


def unfetched(uids: tuple[int, ...]) -> tuple[Trouble, ...]:
    """The trouble of mails that lie in the mailbox and that the server does not hand over."""
    if not uids:
        return ()
    listed = ", ".join(map(str, uids))
    return (
        Trouble(
            "mail that the server does not hand over",
            f"The mail server fails to hand over the mail with UID {listed}.",
            "Open it in a mail program: it may be a complaint. The worker tries again every hour.",
        ),
    )


def _no_look(signs: Signs, now: datetime) -> Trouble | None:
    seen = max(filter(None, (signs.looked_at, signs.started_at)), default=None)
    if seen and now - seen <= NO_LOOK:
        return None
    return Trouble(
        "no look at the mailbox",
        f"The mailbox has not been read for {_lasting(now - seen)}."
        if seen
        else "The mailbox was never read.",
        "Run `worker check`: it says whether the mail server, the password or the network is at fault.",
    )


def _letter_waits(signs: Signs, now: datetime) -> Trouble | None:
    if signs.waits_since is None or now - signs.waits_since <= LETTER_WAITS:
        return None
    return Trouble(
        "a letter waits",
        f"A letter has waited in the outbox for {_lasting(now - signs.waits_since)}.",
        "Run `worker check`: it says whether the server that sends our mail takes our login.",
    )


def _clock_jumped(signs: Signs) -> Trouble | None:
    if abs(signs.jump) < CLOCK_JUMP:
        return None
    return Trouble(
        CLOCK_JUMPED,
        f"The clock of this machine jumped by {_lasting(abs(signs.jump))}.",
        "Set the clock of this machine: every date that clients are promised leans on it.",
    )


def _holidays_end(calendar: Calendar, now: datetime) -> Trouble | None:
    until = calendar.proclaimed_until
    if london_date(now) + HOLIDAYS_AHEAD <= until:
        return None
    return Trouble(
        "bank holidays end",
        f"Bank holidays are known only until {date_in_words(until)}.",
        "Compare www.gov.uk/bank-holidays with extra_bank_holidays in policy.toml, and update the worker.",
    )


def _lasting(span: timedelta) -> str:
    """How long that is, in the unit in which people would say it."""
    for unit, name in ((timedelta(days=1), "days"), (timedelta(hours=1), "hours")):
        if span >= 2 * unit:
            return f"{span // unit} {name}"
    return f"{span // timedelta(minutes=1)} minutes"
