"""What the tests of the log put into it, and how they do several things to it at once."""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from multiprocessing.process import BaseProcess
from typing import TypeVar

from sqlalchemy import text

from tests.new_log import new_log
from worker.adapters.log import journal
from worker.adapters.log.store import Store
from worker.model.catalogue import LetterKind
from worker.model.entry import Channel, ClockStarted, ComplaintReceived, Fact, MailNoted
from worker.model.letter import Letter, RenderedLetter
from worker.model.letter_event import LetterSent
from worker.model.mail import Address, RawMail
from worker.model.staff_letter import Quarantined
from worker.model.time import Clock

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

# `complaint()` as the first release wrote it, word for word, before it had further fields.
FIRST_RELEASE = (
    '{"channel":"email","complainant":{"email":"jane@client.example","name":"Jane Client"},'
    '"day0":"2026-03-02","mail":1,"message_id":"<1@client.example>",'
    '"received_at":"2026-03-02T09:30:00+00:00","section":"client_services",'
    '"subject":"Overcharged since January","words":"Please look at my bill."}'
)

# A child that begins at once; whoever begins it has no connection open, which would serve neither side.
_FORK = multiprocessing.get_context("fork")

Result = TypeVar("Result")


@contextmanager
def migrated(url: str) -> Iterator[Store]:
    """The database at that address with its tables, closed at the end."""
    store = new_log(url)
    try:
        yield store
    finally:
        store.close()


def complaint(
    subject: str = "Overcharged since January", words: str = "Please look at my bill."
) -> ComplaintReceived:
    """The complaint with which a case begins."""
    return ComplaintReceived(
        channel=Channel.EMAIL,
        complainant=Address("jane@client.example", "Jane Client"),
        subject=subject,
        words=words,
        received_at=NOW,
        day0=date(2026, 3, 2),
        section="client_services",
        mail=1,
        message_id="<1@client.example>",
    )


def clock(due_on: date = date(2026, 3, 6), kind: Clock = Clock.ACKNOWLEDGE) -> ClockStarted:
    """A promise that begins to run."""
    return ClockStarted(clock=kind, clause="3.1.8.1", day0=date(2026, 3, 2), due_on=due_on)


def sent() -> LetterSent:
    """The acknowledgement was taken by our server."""
    return LetterSent(
        letter=LetterKind.ACKNOWLEDGEMENT,
        recipient="jane@client.example",
        message_id="<m01@optimised.net>",
        proof="250 kept",
    )


def note(number: int) -> MailNoted:
    """A further mail of the case."""
    return MailNoted(mail=number, sender="jane@client.example", rule="known case")


def open_case(store: Store, *further: Fact) -> str:
    """The reference of a new case that holds a complaint and these facts."""
    with store.writing(NOW) as tx:
        reference = journal.next_reference(tx, "OPT", 2026)
        journal.append(tx, reference, (complaint(), *further))
    return reference


def mail(uid: int, content: bytes = b"Subject: Complaint\r\n\r\nHello\r\n", uidvalidity: int = 7) -> RawMail:
    """A mail of the inbox."""
    return RawMail("INBOX", uidvalidity, uid, NOW, content)


def rendered(
    cause: str, kind: LetterKind = LetterKind.QUARANTINED, reference: str = "OPT-2026-0001"
) -> RenderedLetter:
    """A finished letter for that cause."""
    return RenderedLetter(
        letter=Letter(
            kind=kind,
            recipient=Address("patel@bakery.example"),
            reference=reference,
            cause=cause,
            facts=Quarantined(mail=1, arrived_at=NOW, reason="It could not be read."),
        ),
        message_id=f"<{reference}.{kind}.{cause}@optimised.net>",
        subject="A letter",
        content=b"Subject: A letter\r\n\r\n\xff\x00\r\n",
    )


def run_sql(store: Store, *statements: str) -> None:
    """Do to the database what the worker never would, in one transaction."""
    with store.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def drop_guard(store: Store) -> None:
    """Take the guard away, as somebody may who has the rights of the owner."""
    if store.engine.dialect.name == "postgresql":
        run_sql(store, "DROP TRIGGER log_entry_append_only ON log_entry")
        return
    with store.engine.connect() as connection:
        triggers = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    assert triggers
    run_sql(store, *[f"DROP TRIGGER {name}" for name in triggers])


def at_once(*works: Callable[[], Result]) -> list[Result]:
    """What these gave when threads did them at the same time."""
    start = threading.Barrier(len(works))

    def work_at_start(work: Callable[[], Result]) -> Result:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(work_at_start, works))


def process(work: Callable[[], object]) -> BaseProcess:
    """A process of its own that has begun this work; nobody may have the database open when it begins."""
    begun = _FORK.Process(target=work)
    begun.start()
    return begun


def ended(begun: BaseProcess) -> int | None:
    """The exit code of that process, minus the signal's number where one killed it."""
    begun.join(30)
    code = begun.exitcode
    if code is None:
        begun.kill()
        begun.join()
    begun.close()
    return code
