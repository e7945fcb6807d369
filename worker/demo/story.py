"""Plays the demo's fortnight through the same rounds as in production, and tells what happens."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from tempfile import TemporaryDirectory

from worker import app
from worker.adapters.log import journal, schema
from worker.adapters.settings import load
from worker.demo.gallery import Closing, Exhibit, FolderTaken, hang, name_of
from worker.demo.mail_world import MailWorld, mail_world
from worker.demo.moments import moment_in_words
from worker.demo.sample_mail import Destination, SampleMail, fortnight
from worker.demo.telling import Teller, stands
from worker.model.office import Settings
from worker.policy.calendar import at_london
from worker.workplace import Workplace

_PASSWORD = "made-up"  # noqa: S105  of a mailbox that lives for seconds on this machine
_SECRETS = {
    "MAILBOX_PASSWORD": _PASSWORD,
    "SMTP_PASSWORD": _PASSWORD,
    # The same each time, so that two demos of the same version leave the same letters.
    "TOKEN_KEY": "made up, and the same in every demo",
}
_FIRST_DAY, _DAYS = date(2026, 3, 2), 12
_LOOKS_AT = range(7, 20)


def play(templates: Path, output: Path, say: Callable[[str], None], config: Path | None = None) -> None:
    """Tell the fortnight from Monday 2 March 2026 line by line, and leave every mail in `output`; takes seconds.

    `config` is the folder beside `templates` where none is given; its servers and its database are left alone.
    SystemExit with one sentence where the demo's servers are not installed or `output` cannot be used, else as
    every command: SettingsRefused, BrokenTemplateError.
    """
    settings = load(config or templates.with_name("config"), _SECRETS)
    clock = _Clock(at_london(_FIRST_DAY, time(_LOOKS_AT[0])))
    running = mail_world(settings.office.address, _PASSWORD, clock)
    with _quiet(), TemporaryDirectory(prefix="demo-") as folder, running as world:
        place = app.open_workplace(_here(settings, world, Path(folder)), templates, clock)
        with closing(place.store), closing(app.Rounds(place, threading.Event())) as rounds:
            schema.upgrade(place.store)
            played = _Fortnight(place, world, clock, rounds, say)
            for at, sample in _moments(place, world):
                played.go_on(at, sample)
            end = _end(place, clock)
    _leave(played.exhibits, end, output, say)


@dataclass
class _Clock:
    """A clock that stands still until it is set; gives aware UTC."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class _Fortnight:
    """The worker among its mails; `exhibits` are the mails so far."""

    place: Workplace
    world: MailWorld
    clock: _Clock
    rounds: app.Rounds
    say: Callable[[str], None]
    exhibits: list[Exhibit] = field(default_factory=list)
    teller: Teller = field(default_factory=Teller)

    def go_on(self, at: datetime, sample: SampleMail | None) -> None:
        """Set the clock, let the mail arrive if there is one, work as in production, and tell what came of it."""
        self.clock.now = at
        mail = sample.write([_read(letter) for letter in self.world.letters]) if sample else None
        letters = self._work(mail)
        news = self._news()
        if sample and mail:
            news = news if letters else (*news, "nobody is written to")
            self.exhibits.append(Exhibit(at=at, content=mail, sent=False, became=news))
        self.exhibits += (Exhibit(at=at, content=letter, sent=True) for letter in letters)
        if news or letters:
            what = sample.told if sample and mail else "the worker keeps time"
            self._tell(at, what, (*news, *map(_told, letters)))

    def _work(self, mail: bytes | None) -> list[bytes]:
        """A round of each job that has something to do; the last look files the copies of our letters, given here."""
        already = len(self.world.letters)
        if mail:
            self.world.arrive(mail, self.clock.now)
            self.rounds.look()
        self.rounds.keep_time()
        if self.rounds.hand_over():
            self.rounds.look()
        return self.world.letters[already:]

    def _news(self) -> tuple[str, ...]:
        with self.place.store.reading(self.clock.now) as tx:
            return self.teller.news(tx)

    def _tell(self, at: datetime, what: str, news: tuple[str, ...]) -> None:
        self.say(f"{moment_in_words(at)}: {what}")
        for line in news:
            self.say(f"    -> {line}")


@contextmanager
def _quiet() -> Iterator[None]:
    """What the libraries and the jobs note in passing would tear the story apart; trouble is still shown."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(before)


def _here(settings: Settings, world: MailWorld, folder: Path) -> Settings:
    """The settings of production with the demo's servers and a database that is thrown away."""
    office = replace(
        settings.office,
        mailbox=world.mailbox,
        smtp=world.smtp,
        database=f"sqlite:///{folder / 'demo.sqlite3'}",
    )
    return replace(settings, office=office)


def _moments(place: Workplace, world: MailWorld) -> list[tuple[datetime, SampleMail | None]]:
    """Every arrival, and every hour from 7am to 7pm, at which time alone may make something due."""
    people, address = place.rulebook.people, place.rulebook.office.address
    destination = Destination(address=address, server=world.name, colleague=people.person(people.triage))
    arrivals = [(sample.at, sample) for sample in fortnight(destination)]
    days = [_FIRST_DAY + timedelta(days=number) for number in range(_DAYS)]
    hours = [(at_london(day, time(hour)), None) for day in days for hour in _LOOKS_AT]
    return sorted([*arrivals, *hours], key=lambda moment: moment[0])


def _end(place: Workplace, clock: _Clock) -> Closing:
    with place.store.reading(clock.now) as tx:
        complaints = tuple(
            (f"{case.reference}  {case.complainant.name or case.complainant.email}", stands(case))
            for case in journal.cases(tx)
        )
        faults = list(journal.faults(tx))
        log = f"{journal.counted(tx)} complaints, {len(faults)} faults, seal {journal.seal(tx)}"
    return Closing(on=clock.now, complaints=complaints, log=log)


def _leave(exhibits: list[Exhibit], end: Closing, output: Path, say: Callable[[str], None]) -> None:
    say(f"\nOpen on {moment_in_words(end.on)}:")
    for name, how in end.complaints:
        say(f"    {name:32} {how}")
    say(f"\nworker log verify: {end.log}")
    try:
        page = hang(exhibits, end, output)
    except (FolderTaken, OSError) as trouble:
        raise SystemExit(f"The demo's mails cannot be left in {output}: {trouble}") from trouble
    say(f"Every mail is in {output} as an .eml file. Look at them all: {page.resolve().as_uri()}")


def _told(letter: bytes) -> str:
    read = _read(letter)
    return f"letter to {name_of(read['To'])}: “{read['Subject']}”"


def _read(letter: bytes) -> EmailMessage:
    return message_from_bytes(letter, policy=default)
