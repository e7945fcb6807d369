"""When silence means trouble: what an operator must hear although nobody complained (promise 19)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from worker.policy.calendar import Calendar, at_london, date_in_words, london_date

NO_LOOK = timedelta(minutes=15)
TIME_STANDS_STILL = timedelta(minutes=15)
LETTER_WAITS = timedelta(minutes=30)
HOLIDAYS_AHEAD = timedelta(days=365)
CLOCK_JUMP = timedelta(minutes=2)
DIGEST_LATE = timedelta(minutes=30)

UNREAD = "no look at the mailbox"
LETTER_WAITING = "a letter waits"
DIGEST_MISSING = "a digest was not sent"
CLOCK_JUMPED = "the clock jumped"
HOLIDAYS_END = "bank holidays end"
UNANSWERED = "the log does not answer"

# What anybody can judge who reads the log, and a jump, which is over at once.
_JUDGED = frozenset({UNREAD, LETTER_WAITING, DIGEST_MISSING, CLOCK_JUMPED, HOLIDAYS_END})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What shows that the worker is alive; times in aware UTC, None where there is none yet.

    A worker that has just started has not had the time to look, so the silence is counted from `started_at` too; so it
    is after the clock was set, because nobody knows then how long ago anything was.
    `waits_since` is the age of the letter that waits longest, `jump` how far the clock moved more than time did,
    `digests_missing` the names of the sections whose heads were not sent the daily digest that they are owed.
    """

    started_at: datetime | None
    looked_at: datetime | None
    waits_since: datetime | None
    jump: timedelta = timedelta(0)
    digests_missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in aware UTC by the clock of this machine, and in seconds by a clock that nobody can set."""

    at: datetime
    steady: float

    def passed_since(self, before: "Moment") -> timedelta:
        """How much time has passed."""
        return timedelta(seconds=self.steady - before.steady)

    def jump_since(self, before: "Moment") -> timedelta:
        """How far the clock moved more than time did."""
        return self.at - before.at - self.passed_since(before)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong: a name that stays the same while it lasts, what it is, and what to do about it.

    The name has at most 60 characters. `since` is when it was first seen, in aware UTC, or None where nobody knows.
    """

    name: str
    what: str
    to_do: str
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the worker is at `at`; times in aware UTC, None where there is none or the log does not answer.

    `looked_at` is the last proven look at the mailbox, `waits_since` the age of the letter that waits longest,
    `holidays_until` the last day up to which bank holidays are published.
    """

    at: datetime
    troubles: tuple[Trouble, ...]
    holidays_until: date
    looked_at: datetime | None = None
    letters_waiting: int | None = None
    waits_since: datetime | None = None
    open_cases: int | None = None

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.troubles


def troubles(signs: Signs, calendar: Calendar, now: datetime) -> tuple[Trouble, ...]:
    """Everything that is wrong now, in a fixed order; empty when all is well."""
    found = (
        _no_look(signs, now),
        _letter_waits(signs, now),
        _digest_missing(signs),
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


def unwritten(references: tuple[str, ...]) -> tuple[Trouble, ...]:
    """The trouble of cases in which a letter is due that cannot be written."""
    if not references:
        return ()
    return (
        Trouble(
            "a letter that cannot be written",
            f"A letter that is due in {', '.join(references)} cannot be written.",
            "What the worker writes on its terminal says why. It tries again every minute.",
        ),
    )


def unread(said: str) -> tuple[Trouble, ...]:
    """The trouble of large mails that wait because nothing could read them; `said` is the reason, as a sentence."""
    if not said:
        return ()
    return (
        Trouble(
            "large mail cannot be read",
            said,
            "Large mails wait until this is repaired. The worker tries again at every look.",
        ),
    )


def set_aside(reference: str, why: str) -> Trouble:
    """The trouble of a case whose log cannot be read; `why` says so as a sentence."""
    return Trouble(
        f"{reference} cannot be read",
        why,
        "Keep its promises by hand until it is repaired: `worker log verify` shows what is wrong, and the line must be "
        "put back from a backup. The other complaints go on.",
    )


def time_not_kept(passed: timedelta) -> tuple[Trouble, ...]:
    """The trouble of a worker that has not got through what time makes due for so long."""
    if passed <= TIME_STANDS_STILL:
        return ()
    return (
        Trouble(
            "time is not kept",
            f"For {lasting(passed)} nothing that is due could be written.",
            "What the worker writes on its terminal says why. Nothing is lost: what is due is written once it can be.",
        ),
    )


def told_by_the_worker(names: tuple[str, ...]) -> tuple[Trouble, ...]:
    """Of the alarms of these names, those that only the running worker can judge, for somebody who asks the log."""
    to_do = "The mail to the operator and what the worker writes on its terminal say what to do."
    return tuple(
        Trouble(name, f"The worker has found: {name}.", to_do) for name in names if name not in _JUDGED
    )


def unanswered(since: datetime) -> Trouble:
    """The trouble of a database that does not answer; in no letter, because letters lie there."""
    return Trouble(
        UNANSWERED,
        "The database does not answer, so no mail is recorded and no letter is sent.",
        "Run `worker check`: it says what is wrong with it.",
        since,
    )


def was_set(jump: timedelta) -> bool:
    """Whether somebody or something has set the clock, and not only kept it right."""
    return abs(jump) >= CLOCK_JUMP


def digest_owed(calendar: Calendar, digest_at: time, now: datetime) -> date:
    """The last working day whose digest, due at that time in London, should have been sent by now."""
    today = london_date(now)
    is_late = now >= at_london(today, digest_at) + DIGEST_LATE
    return calendar.last_working_day_on_or_before(today if is_late else today - timedelta(days=1))


def _no_look(signs: Signs, now: datetime) -> Trouble | None:
    seen = max(filter(None, (signs.looked_at, signs.started_at)), default=None)
    if seen and now - seen <= NO_LOOK:
        return None
    return Trouble(
        UNREAD,
        f"The mailbox has not been read for {lasting(now - seen)}."
        if seen
        else "The mailbox was never read.",
        "Run `worker check`: it says whether the mail server, the password or the network is at fault.",
    )


def _letter_waits(signs: Signs, now: datetime) -> Trouble | None:
    if signs.waits_since is None or now - signs.waits_since <= LETTER_WAITS:
        return None
    return Trouble(
        LETTER_WAITING,
        f"A letter has waited in the outbox for {lasting(now - signs.waits_since)}.",
        "Run `worker check`: it says whether the server that sends our mail takes our login.",
    )


def _digest_missing(signs: Signs) -> Trouble | None:
    if not signs.digests_missing:
        return None
    return Trouble(
        DIGEST_MISSING,
        f"The daily digest was not sent to the head of {', '.join(signs.digests_missing)}.",
        "Run `worker check`: it says whether the server that sends our mail takes our login.",
    )


def _clock_jumped(signs: Signs) -> Trouble | None:
    if not was_set(signs.jump):
        return None
    return Trouble(
        CLOCK_JUMPED,
        f"The clock of this machine jumped by {lasting(abs(signs.jump))}.",
        "Set the clock of this machine: every date that clients are promised leans on it.",
    )


def _holidays_end(calendar: Calendar, now: datetime) -> Trouble | None:
    until = calendar.proclaimed_until
    if london_date(now) + HOLIDAYS_AHEAD <= until:
        return None
    return Trouble(
        HOLIDAYS_END,
        f"Bank holidays are known only until {date_in_words(until)}.",
        "Compare www.gov.uk/bank-holidays with extra_bank_holidays in policy.toml, and update the worker.",
    )


def lasting(span: timedelta) -> str:
    """How long that is, two minutes or more, in the largest unit of which there are two."""
    for unit, name in ((timedelta(days=1), "days"), (timedelta(hours=1), "hours")):
        if span >= 2 * unit:
            return f"{span // unit} {name}"
    return f"{span // timedelta(minutes=1)} minutes"
