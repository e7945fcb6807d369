"""An office of two sections for the tests of the morning's mail: a log, a clock, and the mails as they are read."""

import email
import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from tests.adapters.in_the_log import complaint
from tests.rig import opened, settings
from worker.adapters.log import journal, outbox
from worker.jobs.morning import morning
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockStarted, Fact, Stored
from worker.model.mail import Address
from worker.model.office import People, Person, Section, Settings, Timetable
from worker.model.queued_letter import QueuedLetter
from worker.model.rung import Rung
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.time import Clock
from worker.policy.calendar import LONDON
from worker.policy.clocks import rule_for
from worker.workplace import Workplace

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

JAMES, SARAH = "james.carter@optimised.net", "sarah.hughes@optimised.net"
HELEN, OMAR = "helen.price@optimised.net", "omar.khan@optimised.net"
TOM, GRACE = "tom.reed@optimised.net", "grace.lee@optimised.net"

PEOPLE = People(
    intake="client_services",
    triage="tom",
    senior_management=("grace",),
    sections=(
        Section(key="client_services", name="Client Services", head="james", responsible=("sarah",)),
        Section(key="billing", name="Billing", head="helen", responsible=("omar",)),
    ),
    persons=(
        Person(key="james", name="James Carter", email=JAMES),
        Person(key="sarah", name="Sarah Hughes", email=SARAH),
        Person(key="helen", name="Helen Price", email=HELEN),
        Person(key="omar", name="Omar Khan", email=OMAR),
        Person(key="tom", name="Tom Reed", email=TOM),
        Person(key="grace", name="Grace Lee", email=GRACE),
    ),
)


def london(day: str, hour: int = 8, minute: int = 0) -> datetime:
    """That time of day in London on that date (2026-03-02), in aware UTC."""
    return datetime.combine(date.fromisoformat(day), time(hour, minute), tzinfo=LONDON).astimezone(UTC)


def respond(due_on: str, clock: Clock = Clock.RESPOND) -> ClockStarted:
    """A promise that runs until that date."""
    day0, until = date(2026, 3, 2), date.fromisoformat(due_on)
    return ClockStarted(clock=clock, clause=rule_for(clock).clause, day0=day0, due_on=until)


@dataclass(frozen=True)
class Read:
    """A mail of the morning as its reader has it."""

    kind: LetterKind
    to: str
    message: EmailMessage
    raw: bytes

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        """Its plain words on one line."""
        body = self.message.get_body(("plain",))
        assert isinstance(body, EmailMessage)
        return " ".join(body.get_content().split())

    @property
    def files(self) -> dict[str, bytes]:
        """What is attached, by name."""
        return {str(part.get_filename()): part.get_content() for part in self.message.iter_attachments()}

    def column(self, beginning: str, letter: str, sheet: int = 1) -> list[str]:
        """The texts of a column below its header, of the attached workbook whose name begins like that."""
        texts, cells = self._workbook(beginning, sheet)
        found = [
            (int(place[1:]), texts[int(cell.findtext(f"{_MAIN}v") or 0)])
            for place, cell in cells
            if place[0] == letter
        ]
        return [words for row, words in sorted(found) if row > 1]

    def everything(self) -> str:
        """All that a reader can find in it: headers, words, and the texts of every attached workbook."""
        found = [*map(str, self.message.values()), self.text]
        html = self.message.get_body(("html",))
        found.append(html.get_content() if isinstance(html, EmailMessage) else "")
        for name in self.files:
            texts, cells = self._workbook(name, 1)
            assert cells
            found += texts
        return " ".join(found)

    def _workbook(
        self, beginning: str, sheet: int
    ) -> tuple[list[str], list[tuple[str, ElementTree.Element]]]:
        """The texts that all sheets share, and the cells of one sheet that hold one, by their place."""
        content = next(file for name, file in self.files.items() if name.startswith(beginning))
        with ZipFile(BytesIO(content)) as book:
            shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314  our own file
            cells = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))  # noqa: S314  our own file
        texts = [
            "".join(each.text or "" for each in one.iter(f"{_MAIN}t")) for one in shared.iter(f"{_MAIN}si")
        ]
        return texts, [(cell.get("r", ""), cell) for cell in cells.iter(f"{_MAIN}c") if cell.get("t") == "s"]


@dataclass
class Newsroom:
    """The worker; `now` is the time as it sees it."""

    given: Settings
    now: datetime = field(default_factory=lambda: london("2026-03-03"))
    place: Workplace = field(init=False)

    def __post_init__(self) -> None:
        """Open the books."""
        self.place = self.another()

    def another(self) -> Workplace:
        """A second worker on the same books, which its user must close."""
        return opened(self.given, lambda: self.now)

    def restart(self, **changes: object) -> None:
        """End the worker and begin it anew, perhaps with other people, policy or office."""
        self.place.close()
        self.given = replace(self.given, **changes)  # type: ignore[arg-type]  # any field
        self.place = self.another()

    def ladder(self, *rungs: Rung) -> None:
        """Have people reminded at these steps."""
        self.restart(policy=replace(self.given.policy, ladder=rungs))

    def enter(
        self,
        *facts: Fact,
        section: str = "client_services",
        client: str = "Jane Client",
        provisional: bool = False,
    ) -> str:
        """A new complaint of that section and client in which these things happened; its reference."""
        address = Address(f"{client.split()[-1].lower()}@client.example", client)
        told = complaint(f"About {client}", f"Words of {client}")
        begun = replace(told, section=section, complainant=address, provisional=provisional)
        with self.place.store.writing(self.now) as tx:
            reference = journal.next_reference(tx, "OPT", 2026)
            journal.append(tx, reference, (begun, *facts))
        return reference

    def add(self, reference: str, *facts: Fact) -> None:
        """Further things that happened in a case."""
        with self.place.store.writing(self.now) as tx:
            journal.append(tx, reference, facts)

    def write(self, at: datetime | None = None) -> int:
        """One round of the timetable, now or at another time."""
        self.now = at or self.now
        return morning(self.place)

    def mails(self) -> list[Read]:
        """Every digest, list and other mail to colleagues but the one about the policy itself, the oldest first."""
        with self.place.store.reading(self.now) as tx:
            letters = outbox.of_case(tx, "")
        return [_read(letter) for letter in letters if letter.kind is not LetterKind.POLICY_REVIEW]

    def mail_to(self, address: str) -> Read:
        """The last mail to that colleague."""
        return [mail for mail in self.mails() if mail.to == address][-1]

    def facts(self, reference: str) -> list[Stored]:
        """What the log of a case says."""
        with self.place.store.reading(self.now) as tx:
            return [entry.fact for entry in journal.read(tx, reference)]


def _read(letter: QueuedLetter) -> Read:
    message = email.message_from_bytes(letter.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return Read(letter.kind, letter.recipient, message, letter.content)


@contextmanager
def newsroom(database: str) -> Iterator[Newsroom]:
    """An office on that database; it is eight o'clock on Tuesday 3 March 2026."""
    mailbox, smtp = MailboxSettings(host="localhost", user="hello"), SmtpSettings(host="localhost")
    given = settings(mailbox, smtp, database)
    office = replace(given.office, timetable=Timetable(undo_minutes=0))
    room = Newsroom(replace(given, office=office, people=PEOPLE))
    try:
        yield room
    finally:
        room.place.close()
