"""A whole worker for tests: real adapters, a real database and mail servers, and a clock that the test sets."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from tests.new_log import new_log
from tests.servers import PASSWORD
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import SmtpSink
from worker import app
from worker.adapters import parsing
from worker.adapters.letters import Letters
from worker.adapters.log import journal, outbox, settled
from worker.adapters.settings import load_client_phrases, load_staff_phrases, load_triage
from worker.model.client_phrases import ClientPhrases
from worker.model.entry import Entry
from worker.model.mail import Message, Unreadable
from worker.model.office import Company, Office, People, Person, Secrets, Section, Settings, Timetable
from worker.model.promises import Policy
from worker.model.queued_letter import QueuedLetter
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.staff_phrases import StaffPhrases
from worker.model.triage_phrases import Triage
from worker.policy.case import Case
from worker.rounds import Rounds
from worker.workplace import Workplace

TEMPLATES = Path(__file__).parent.parent / "templates"
CONFIG = Path(__file__).parent.parent / "config"
AUTHENTICATED_BY = "mx.optimised.net"
ADDRESS = "hello@optimised.net"
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def people() -> People:
    """One section with a head and a responsible person, and somebody for triage."""
    return People(
        intake="client_services",
        triage="tom",
        senior_management=("james",),
        sections=(
            Section(key="client_services", name="Client Services", head="james", responsible=("sarah",)),
        ),
        persons=(
            Person(key="sarah", name="Sarah Hughes", email="sarah.hughes@optimised.net"),
            Person(key="tom", name="Tom Reed", email="tom.reed@optimised.net"),
            Person(key="james", name="James Carter", email="james.carter@optimised.net"),
        ),
    )


def settings(mailbox: MailboxSettings, smtp: SmtpSettings, database: str) -> Settings:
    """Settings as the shipped files would give them, for these servers; no letter waits to be taken back."""
    office = Office(
        address=ADDRESS,
        display_name="Optimised",
        reference_prefix="OPT",
        operator="operator@example.org",
        mailbox=replace(mailbox, authserv_id=AUTHENTICATED_BY),
        smtp=smtp,
        company=Company(
            name="Optimised Group Limited",
            phone="0333 370 2024",
            address="Lancaster House, 109-112 Amy Johnson Way, Blackpool, Lancashire, FY4 2RP",
            website="www.optimised.net",
        ),
        database=database,
        timetable=Timetable(morning=None, undo_minutes=0),
    )
    secrets = Secrets(mailbox_password=PASSWORD, smtp_password=PASSWORD, token_key=b"k" * 32)
    policy = Policy(version="1.1", review_due=date(2023, 8, 28))
    triage, staff_phrases, client_phrases = _phrases()
    return Settings(
        office=office,
        people=people(),
        policy=policy,
        secrets=secrets,
        triage=triage,
        staff_phrases=staff_phrases,
        client_phrases=client_phrases,
    )


def opened(told: Settings, clock: Callable[[], datetime]) -> Workplace:
    """A workplace with the shipped letters; who opens it must close it."""
    new_log(told.office.database).close()
    return app.open_workplace(told, replace(_letters(), office=told.office), clock)


@lru_cache(maxsize=256)
def _read(content: bytes) -> Message | Unreadable:
    """The mail in these bytes, which a story looks at again and again."""
    return parsing.read(content)


@cache
def _phrases() -> tuple[Triage, StaffPhrases, ClientPhrases]:
    """The shipped files of phrases, which are read once for all tests of a process."""
    return load_triage(CONFIG), load_staff_phrases(CONFIG), load_client_phrases(CONFIG)


@cache
def _letters() -> Letters:
    """The shipped letters, which are tried once for all tests of a process: who signs them changes no template."""
    servers = MailboxSettings(host="localhost", user="hello"), SmtpSettings(host="localhost")
    return Letters.open(TEMPLATES, settings(*servers, "sqlite:///unused.sqlite3").office)


@dataclass
class Rig:
    """The worker with its mailbox user and its SMTP sink; `now` is the time as the worker sees it."""

    place: Workplace
    server: DovecotServer
    user: str
    sink: SmtpSink
    now: datetime
    stop: threading.Event = field(default_factory=threading.Event)

    def arrive(self, raw: bytes, at: datetime | None = None) -> None:
        """Put a mail into the mailbox, arrived now or at another time."""
        self.server.append(self.user, raw, at=at or self.now)

    def look(self) -> int:
        """One look at the mailbox with a connection of its own."""
        rounds = Rounds(self.place, self.stop)
        try:
            return rounds.look()
        finally:
            rounds.close()

    def hand_over(self) -> int:
        """One round of the outbox."""
        rounds = Rounds(self.place, self.stop)
        try:
            return rounds.hand_over()
        finally:
            rounds.close()

    def work(self) -> None:
        """Look, keep time and hand over, as the timetable would."""
        self.look()
        Rounds(self.place, self.stop).keep_time()
        self.hand_over()

    def later(self, **delta: float) -> None:
        """Let time pass."""
        self.now += timedelta(**delta)

    def cases(self) -> list[Case]:
        """Every open case."""
        with self.place.store.reading(self.now) as tx:
            return journal.cases(tx)

    def entries(self, reference: str) -> list[Entry]:
        """The log of a case."""
        with self.place.store.reading(self.now) as tx:
            return journal.read(tx, reference)

    def letters(self, reference: str = "") -> tuple[QueuedLetter, ...]:
        """The letters of a case, or those of no case."""
        with self.place.store.reading(self.now) as tx:
            return outbox.of_case(tx, reference)

    def outcomes(self) -> dict[str, int]:
        """How many mails ended as what."""
        with self.place.store.reading(self.now) as tx:
            return dict(settled.counts(tx))

    def faults(self) -> list[str]:
        """What is wrong with the log."""
        with self.place.store.reading(self.now) as tx:
            return list(journal.faults(tx))

    def received(self, address: str) -> list[Message]:
        """The mails that the SMTP server took for that address, as their reader sees them."""
        return [
            message
            for mail in self.sink.mails
            if address in mail.recipients
            if isinstance(message := _read(mail.content), Message)
        ]


@contextmanager
def rig(server: DovecotServer, database: str, *, own_copy: bool = True) -> Iterator[Rig]:
    """A worker on a fresh mailbox; copies to hello@ really come in, as they do at the provider's."""
    user = server.new_user()

    def deliver_copy(recipient: str, content: bytes) -> None:
        if recipient == ADDRESS:
            server.append(user, content, at=running.now)

    with SmtpSink(deliver_own_copies=deliver_copy if own_copy else None) as sink:
        smtp = replace(sink.settings(), own_copy=own_copy, per_minute=10_000)
        place = opened(settings(server.settings(user), smtp, database), lambda: running.now)
        running = Rig(place, server, user, sink, MONDAY)
        yield running
        place.close()


def break_templates(office: Rig, folder: Path, **at_the_end_of: str) -> None:
    """Go on with templates that someone edited: these lines stand at the end of those letters."""
    shutil.copytree(TEMPLATES, folder)
    for kind, line in at_the_end_of.items():
        (path,) = folder.rglob(f"{kind}_*.txt")
        path.write_text(f"{path.read_text()}\n{line}")
    office.place = replace(office.place, letters=Letters.open(folder, office.place.rulebook.office))
