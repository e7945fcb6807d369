"""Plays mail through the very jobs of production, with a clock that jumps from one moment to the next."""

import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from heapq import merge
from pathlib import Path
from tempfile import TemporaryDirectory

from worker import app
from worker.adapters import letters
from worker.adapters.log import held_time, journal, outbox, schema
from worker.adapters.log.store import Transaction
from worker.demo.log_table import histories, log_table
from worker.demo.mail_world import MailWorld, mail_world
from worker.demo.telling import Closing, Teller
from worker.demo.writing import Letters
from worker.jobs import keep_time as time_job
from worker.model.catalogue import LetterKind
from worker.model.mail import Address, Message, Unreadable
from worker.model.office import Secrets, Settings
from worker.model.queued_letter import QueuedLetter
from worker.policy.calendar import at_london, london_date
from worker.policy.rulebook import Rulebook
from worker.rounds import Rounds
from worker.workplace import Workplace

_PASSWORD = "made-up"  # noqa: S105  of a mailbox that lives for seconds on this machine
_SECRETS = Secrets(
    mailbox_password=_PASSWORD,
    smtp_password=_PASSWORD,
    # The same each time, so that two simulations of the same mail leave the same letters.
    token_key=b"made up, and the same in every simulation",
)
EIGHT_WEEKS = timedelta(weeks=8)

_FULL_HOURS = range(6, 23)  # between them reminders.toml and office.toml may name a time
_ONE_DAY = timedelta(days=1)
_NO_LIMIT = 10_000
_REFERENCE = re.compile(r"\[([A-Z]+-\d+-\d+)\]$")


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """A mail that arrives `at` an instant in aware UTC; `told` is what a story says about it, or empty.

    `write` gets every letter of ours so far, oldest first, and gives the bytes, or None where the letter that
    this mail answers was never sent.
    """

    at: datetime
    write: Callable[[Letters], bytes | None]
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter that our mail server took; `reference` is empty where it was not written in a case."""

    kind: LetterKind
    reference: str
    to: Address
    subject: str
    content: bytes

    @property
    def case(self) -> str:
        """The reference of the one case that it is about, or empty."""
        named = _REFERENCE.search(self.subject)
        return self.reference or (named[1] if named else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail that came in: its bytes, and what the worker reads in them."""

    content: bytes
    read: Message | Unreadable
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What came of one moment: of a `mail`, or where there is none of time alone.

    `news` are sentences about time that was held back and what the log gained; `cases` are the references of those
    that the mail changed; `at` is aware UTC.
    """

    at: datetime
    mail: Mail | None
    news: tuple[str, ...]
    letters: tuple[SentLetter, ...]
    cases: tuple[str, ...] = ()

    @property
    def became(self) -> tuple[str, ...]:
        """The news, and that nobody was written to where a mail led to no letter."""
        silent = self.mail is not None and not self.letters
        return (*self.news, "nobody is written to") if silent else self.news


@contextmanager
def simulation(settings: Settings, templates: Path, first: date) -> Iterator["Simulation"]:
    """The worker at the beginning of that London day, with an empty mailbox, an empty log and servers of its own.

    Of the settings, the servers, the database and the secrets are left alone. DemoRefused with one sentence where the
    servers are not installed; BrokenTemplateError as in production.
    """
    clock = _Clock(at_london(first, time.min))
    running = mail_world(settings.office.address, _PASSWORD, clock)
    with _quiet(), TemporaryDirectory(prefix="simulation-") as folder, running as world:
        here = _here(settings, world, Path(folder))
        place = app.open_workplace(here, letters.Letters.open(templates, here.office), clock)
        rounds = Rounds(place, threading.Event(), steady=clock.seconds)
        with closing(place), closing(rounds):
            schema.upgrade(place.store)
            yield Simulation(place, world, clock, rounds)


class Simulation:
    """The worker among its mails; time goes on only while it is played."""

    def __init__(self, place: Workplace, world: MailWorld, clock: "_Clock", rounds: Rounds) -> None:
        """Nothing has happened yet."""
        self._place = place
        self._world = world
        self._clock = clock
        self._rounds = rounds
        self._first = london_date(clock.now)
        self._times = _times(place.rulebook)
        self._undo = timedelta(minutes=place.rulebook.office.timetable.undo_minutes)
        self._letters: list[EmailMessage] = []
        self._teller = Teller(place.rulebook.people)

    def play(self, arrivals: Sequence[IncomingMail], last: date) -> Iterator[Occasion]:
        """Let the mails arrive and time pass to that London day's evening; gives only moments in which something came.

        Time acts when a mail arrives and when what it sends can no longer be taken back, at every full hour in London
        from 6am to 10pm and at each time that office.toml and reminders.toml name; what falls due in the night is shown
        at 6am. Where time is held back, that is told and it goes on as after `worker catch-up --send`. No mail may
        arrive before the beginning.
        """
        ordered = sorted(((each.at, each) for each in arrivals), key=lambda moment: moment[0])
        leaving = [(at + self._undo, None) for at, _ in ordered]
        for at, arrival in merge(ordered, leaving, self._moments(last), key=lambda moment: moment[0]):
            self._clock.now = at
            happening = self._after(arrival)
            if happening.mail or happening.news or happening.letters:
                yield happening

    def end(self) -> Closing:
        """How things stand now."""
        with self._place.store.reading(self._clock.now) as tx:
            faults, log = list(journal.faults(tx)), histories(tx)
            return Closing(
                first=self._first,
                on=self._clock.now,
                complaints=tuple(sorted(journal.cases(tx), key=lambda case: case.reference)),
                table=log_table(log, self._place.rulebook),
                histories=log,
                log=f"{journal.counted(tx)} complaints, {len(faults)} faults, seal {journal.seal(tx)}",
            )

    def _moments(self, last: date) -> Iterator[tuple[datetime, None]]:
        day = self._first
        while day <= last:
            yield from ((at_london(day, each), None) for each in self._times)
            day += _ONE_DAY

    def _after(self, arrival: IncomingMail | None) -> Occasion:
        """A round of each job that has something to do; the last look files the copies of our letters."""
        content = arrival.write(self._letters) if arrival else None
        if content:
            self._world.arrive(content, self._clock.now)
        if content or self._is_morning():
            self._rounds.look()
        held_back = self._keep_time()
        while self._rounds.hand_over():
            self._rounds.look()
        read = self._place.reader.read(content) if content else None
        mail = Mail(content=content, read=read, told=arrival.told) if arrival and content and read else None
        with self._place.store.reading(self._clock.now) as tx:
            news = self._teller.news(tx)
            return Occasion(
                at=self._clock.now,
                mail=mail,
                news=(*held_back, *news.lines),
                letters=tuple(self._new_letters(tx)),
                cases=news.by_mail,
            )

    def _is_morning(self) -> bool:
        """Whether the mail of the morning is written now, which tells when the mailbox was read last."""
        at = self._place.rulebook.office.timetable.morning
        return at is not None and self._clock.now == at_london(london_date(self._clock.now), at)

    def _keep_time(self) -> tuple[str, ...]:
        """What is due now is written; where it was held back until somebody said so, what to tell of that."""
        self._rounds.keep_time()
        with self._place.store.reading(self._clock.now) as tx:
            found = held_time.on(tx)
        if found is None:
            return ()
        time_job.release(self._place)
        # Digests and morning lists were held back with the rest.
        self._rounds.keep_time()
        return (f"time is held back: {found.why}", "time goes on, as after `worker catch-up --send`")

    def _new_letters(self, tx: Transaction) -> Iterator[SentLetter]:
        """The letters that went out since this was asked last."""
        for content in self._world.letters[len(self._letters) :]:
            mail = message_from_bytes(content, policy=default)
            self._letters.append(mail)
            queued = outbox.by_message_id(tx, mail["Message-ID"])
            if queued:
                yield _sent(queued, mail)


@dataclass
class _Clock:
    """A clock that stands still until it is set; gives aware UTC."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        """The seconds that have passed by it, so that its moments are no jumps of a clock that was set."""
        return self.now.timestamp()


def _times(rulebook: Rulebook) -> tuple[time, ...]:
    """The times of a London day at which time acts, in their order; `play` says which."""
    timetable = rulebook.office.timetable
    named = (timetable.morning, timetable.triage_list, timetable.neutral, timetable.auto_update)
    rungs = (rung.at for rung in rulebook.policy.ladder)
    return tuple(sorted({*map(time, _FULL_HOURS), *filter(None, named), *rungs}))


@contextmanager
def _quiet() -> Iterator[None]:
    """What the libraries and the jobs note in passing would tear the story apart; trouble is still shown."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(before)


def _sent(queued: QueuedLetter, mail: EmailMessage) -> SentLetter:
    return SentLetter(
        kind=queued.kind,
        reference=queued.reference,
        to=Address(queued.recipient, mail["To"].addresses[0].display_name),
        subject=mail["Subject"],
        content=queued.content,
    )


def _here(settings: Settings, world: MailWorld, folder: Path) -> Settings:
    """The settings of production with the servers of this machine and a database that is thrown away."""
    office = world.instead_of(settings.office)
    # While the clock stands still, a minute never ends.
    smtp = replace(office.smtp, per_minute=_NO_LIMIT)
    office = replace(office, smtp=smtp, database=f"sqlite:///{folder / 'simulation.sqlite3'}")
    return replace(settings, office=office, secrets=_SECRETS)
