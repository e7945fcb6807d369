"""A worker without mail servers, for stories in which those play no part: mail is handed to it, and it hands it on."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.rig import MONDAY, Rig, opened, settings
from worker.adapters.log import outbox
from worker.jobs.assign import assign
from worker.jobs.ingest.ingest import take_in
from worker.jobs.keep_time import keep_time
from worker.model.mail import RawMail
from worker.model.servers import MailboxSettings, SmtpSettings


@dataclass(frozen=True)
class Sent:
    """A mail that left, and for whom."""

    recipients: tuple[str, ...]
    content: bytes


@dataclass
class Tray:
    """Every mail that left, the oldest first."""

    mails: list[Sent] = field(default_factory=list)


@dataclass
class Desk(Rig):
    """The same office, whose mail comes and goes by hand."""

    waiting: list[bytes] = field(default_factory=list)
    taken: int = 0

    def arrive(self, raw: bytes, at: object = None) -> None:
        """Put a mail on the desk."""
        assert at is None
        self.waiting.append(raw)

    def look(self) -> int:
        """Take in what lies on the desk."""
        mails = [
            RawMail("INBOX", 1, self.taken + at, self.now, raw) for at, raw in enumerate(self.waiting, 1)
        ]
        self.taken += len(mails)
        self.waiting.clear()
        return take_in(self.place, mails, self.stop)

    def hand_over(self) -> int:
        """Everything that waits leaves."""
        sent, tray = 0, self.sink
        assert isinstance(tray, Tray)
        with self.place.store.writing(self.now) as tx:
            while letter := outbox.take_next(tx, self.now, timedelta(0)):
                tray.mails.append(Sent((letter.recipient,), letter.content))
                self.place.conclude_sent(tx, letter, "250 OK")
                sent += 1
        return sent

    def work(self) -> None:
        """Look, keep time, tell whose it is, and hand over."""
        self.look()
        keep_time(self.place)
        assign(self.place)
        self.hand_over()


@contextmanager
def desk() -> Iterator[Desk]:
    """A new log in a folder of its own; it is half past nine on Monday 2 March 2026."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'log.sqlite3'}"
        servers = MailboxSettings(host="localhost", user="x"), SmtpSettings(host="localhost")
        place = opened(settings(*servers, database), lambda: running.now)
        running = Desk(place, None, "", Tray(), MONDAY)  # type: ignore[arg-type]  # it has no mail server
        yield running
        place.close()
