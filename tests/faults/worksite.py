"""A worker as it really runs: `worker run` in a process of its own, on real servers, that tests may kill."""

import imaplib
import json
import re
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import update

from tests.faults import by_our_clock
from tests.faults.books import Books, read_books
from tests.faults.clients import ADDRESS, complaint
from tests.faults.launching import Worker, end, launch
from tests.servers import PASSWORD
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import SmtpSink
from tests.servers.until import until
from worker import cli
from worker.adapters.log import journal
from worker.adapters.log.store import LogUnavailable, Store, open_store
from worker.adapters.log.tables import outbox_letter
from worker.model.queued_letter import LetterState

ROOT = Path(__file__).parent.parent.parent
PROCESSED = "Processed"
LONGEST_STOP = 30.0  # it promises ten seconds, of a machine that has them


@dataclass
class Worksite:
    """A mailbox, an SMTP server, a database and a config folder; `arrived` is every mail put in.

    `main` is what a worker runs, and `ahead` how far its clock goes before the real one, of which only `by_our_clock`
    knows.
    """

    server: DovecotServer
    user: str
    sink: SmtpSink
    store: Store
    folder: Path
    environment: Mapping[str, str]
    arrived: list[bytes] = field(default_factory=list)
    main: Callable[[], None] = cli.main
    ahead: timedelta = timedelta(0)

    @property
    def log(self) -> Path:
        """Where the workers of this site write what they would say on a terminal."""
        return self.folder / "worker.log"

    def arrive(self, numbers: Sequence[int]) -> None:
        """The complaints of these clients come in, all at once."""
        now = datetime.now(UTC) + self.ahead
        mails = [complaint(number, now) for number in numbers]
        self.arrived += mails
        self.server.deliver(self.user, mails, at=now)

    def go_to(self, moment: datetime) -> None:
        """It is that time (aware UTC) for the workers that start from now on, and time goes on from there."""
        self.main, self.ahead = by_our_clock.main, moment - datetime.now(UTC)

    def start(self, fault: str = "") -> Worker:
        """`worker run` from now on, to die at `fault` (NAME:PASS)."""
        folders = ("--config", str(self.folder), "--templates", str(ROOT / "templates"))
        environment = {**self.environment, "FAULT": fault, "AHEAD": str(self.ahead.total_seconds())}
        return launch((*folders, "run"), environment, self.log, self.main)

    def die_at(self, fault: str) -> None:
        """`worker run` until the power fails there; a place that it never reaches fails the test."""
        worker = self.start(fault)
        try:
            worker.join(90)
            assert worker.exitcode == -signal.SIGKILL, f"The worker did not die at {fault}.\n{self.said()}"
        finally:
            end(worker)

    @contextmanager
    def at_work(self) -> Iterator[Worker]:
        """`worker run` while the block runs, then told to stop, which it does soon."""
        worker = self.start()
        try:
            yield worker
            self.stop(worker)
        finally:
            end(worker)

    def stop(self, worker: Worker) -> None:
        """Tell a worker to stop and see that it does so, content and soon."""
        worker.terminate()
        worker.join(LONGEST_STOP)
        assert worker.exitcode == 0, (
            f"The worker did not stop as it should: {worker.exitcode}.\n{self.said()}"
        )

    def work_until_rest(self, mails: int) -> Books:
        """`worker run` until that many mails are in the register and nothing waits; the books after it stopped."""
        with self.at_work():
            self.await_rest(mails)
        return self.books()

    def await_rest(self, mails: int) -> None:
        """Wait until that many mails are in the register and nothing waits, in the books or in the mailbox."""
        rests = until(lambda: self.rests(mails), seconds=120, every=0.05)
        assert rests, f"The worker found no rest.\n{self.tried_books()}\n{self.said()}"

    def has_begun(self) -> bool:
        """Whether the first complaint is in the log."""
        with suppress(LogUnavailable), self.store.reading(datetime.now(UTC)) as tx:
            return journal.counted(tx) > 0
        return False

    def rests(self, mails: int) -> bool:
        """Whether that many mails are in the register and nothing waits, in the books or in the mailbox."""
        books = self.tried_books()
        return books is not None and books.at_rest and books.mails >= mails and not self.inbox()

    def end_waits(self) -> None:
        """Let the minutes between two attempts at a letter be over."""
        now = datetime.now(UTC)
        waiting = update(outbox_letter).where(outbox_letter.c.state == LetterState.PENDING)
        with suppress(LogUnavailable), self.store.writing(now) as tx:
            tx.connection.execute(waiting.values(due_at=now))

    def books(self) -> Books:
        """The books now."""
        with self.store.reading(datetime.now(UTC)) as tx:
            return read_books(tx)

    def tried_books(self) -> Books | None:
        """The books now, or None while the database does not answer or has no tables yet."""
        with suppress(LogUnavailable):
            return self.books()
        return None

    def inbox(self) -> tuple[bytes, ...]:
        """The mails that lie in the inbox."""
        return self.server.contents(self.user)

    def processed(self) -> tuple[bytes, ...]:
        """The mails that were filed."""
        return self.server.contents(self.user, PROCESSED)

    def forget_numbers(self) -> None:
        """Make the mail server number its mail anew: another UIDVALIDITY, UIDs from 1."""
        self.server.kill()
        for name in ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache"):
            (self.server.path / "users" / self.user / "Maildir" / name).unlink(missing_ok=True)
        self.server.restart()

    def said(self) -> str:
        """What the workers of this site have said."""
        return self.log.read_text()


@contextmanager
def worksite(
    server: DovecotServer, folder: Path, *, database: str = "", own_copy: bool = True, proof_wait: int = 2
) -> Iterator[Worksite]:
    """A fresh mailbox and the shipped configuration, pointed at these servers; copies to us really come in.

    The log is an SQLite file in the folder unless another database is named.
    """
    user = server.new_user()

    def deliver_copy(recipient: str, content: bytes) -> None:
        if recipient == ADDRESS:
            assert until(lambda: _appended(server, user, content), every=0.05)

    with SmtpSink(deliver_own_copies=deliver_copy) as sink:
        smtp = {"port": sink.port, "user": "", "own_copy": own_copy, "proof_wait": proof_wait}
        _configure(folder, {"port": server.port, "user": user}, smtp)
        (folder / "worker.log").touch()
        database = database or f"sqlite:///{folder / 'log.sqlite3'}"
        environment = {
            "MAILBOX_PASSWORD": PASSWORD,
            "TOKEN_KEY": "0123456789abcdef" * 4,
            "DATABASE_URL": database,
        }
        store = open_store(database)
        try:
            yield Worksite(server, user, sink, store, folder, environment)
        finally:
            store.close()


def _appended(server: DovecotServer, user: str, content: bytes) -> bool:
    """Whether the mailbox took the copy; a provider tries again."""
    with suppress(OSError, imaplib.IMAP4.error):
        server.append(user, content, at=datetime.now(UTC))
        return True
    return False


def _configure(folder: Path, mailbox: Mapping[str, object], smtp: Mapping[str, object]) -> None:
    """Write the shipped configuration with these servers and waits that a test can afford."""
    here: Mapping[str, object] = {"host": "127.0.0.1", "security": "none"}
    often = {"poll_every": 1, "authserv_id": "mx.optimised.net"}
    quick = {"per_minute": 10_000, "reply_timeout": 10, "retry_minutes": [1]}
    changes = {
        **{("mailbox", key): value for key, value in {**here, **often, **mailbox}.items()},
        **{("smtp", key): value for key, value in {**here, **quick, **smtp}.items()},
        # What is counted here are letters that mails bring about, on whatever day and hour the test runs.
        ("timetable", "morning"): "",
    }
    for name in ("office", "people", "policy", "reminders", "triage", "staff_phrases", "client_phrases"):
        shipped = (ROOT / "config" / f"{name}.toml").read_text()
        (folder / f"{name}.toml").write_text(shipped)
    change(folder / "office.toml", changes)


def change(file: Path, changes: Mapping[tuple[str, str], object]) -> None:
    """Put these values, each named by its table and key, in place of what stands there, or of what is commented out."""
    table, lines, waiting = "", [], dict(changes)
    for line in file.read_text().splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            table = heading[1]
        key = re.match(r"#?(\w+) = ", line)
        place = (table, key[1] if key else "")
        lines.append(f"{place[1]} = {json.dumps(waiting.pop(place))}" if place in waiting else line)
    assert not waiting, f"The shipped {file.name} does not know {sorted(waiting)}."
    file.write_text("\n".join(lines) + "\n")
