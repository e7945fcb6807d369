"""What the configuration says, as frozen values: the office and its people."""

from dataclasses import dataclass, field
from datetime import date, time

from worker.model.promises import Policy
from worker.model.servers import MailboxSettings, SmtpSettings, is_loopback
from worker.model.triage_phrases import Triage


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who signs; number, registered office and part of the UK are statutory facts (SI 2015/17 regs 24-25)."""

    name: str
    phone: str
    address: str
    website: str
    number: str = ""
    registered_office: str = ""
    registered_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The most automatic acknowledgements that leave in a day; above them a person takes over the duty."""

    acknowledge_per_address_per_day: int = 3
    per_domain_per_day: int = 20
    per_day: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WebForm:
    """How the website's form writes its mail: from which addresses, and with which labels; no senders, no form."""

    senders: tuple[str, ...] = ()
    name_label: str = "Name"
    email_label: str = "Email"
    phone_label: str = "Phone"
    company_label: str = "Company"
    subject_label: str = "Subject"
    message_label: str = "Message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The times of day, in London, at which mail to colleagues and letters of time leave; `morning` None is never.

    `morning` is that of daily digests and morning lists, `neutral` that of a neutral acknowledgement on the working day
    before the promise ends, `auto_update` that of a progress update on the last working day of RESPOND.
    """

    morning: time | None = time(8)
    triage_list: time = time(9)
    neutral: time = time(12)
    auto_update: time = time(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSettings:
    """A file (full path) and a port of this machine on which the worker shows how it is; empty and 0 for neither."""

    file: str = ""
    metrics_port: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """config/office.toml: the mailbox, its servers and the company behind it.

    `operator` is an address outside the mailbox, for alarms. `live` lets letters leave for servers other than
    loopback. `database` may hold a password and is kept out of every repr.
    """

    address: str
    display_name: str
    reference_prefix: str
    operator: str
    mailbox: MailboxSettings
    smtp: SmtpSettings
    company: Company
    live: bool = False
    plus_addressing: bool = True
    own_addresses: tuple[str, ...] = ()
    database: str = field(default="sqlite:///complaints.sqlite3", repr=False)
    caps: Caps = field(default_factory=Caps)
    web_form: WebForm = field(default_factory=WebForm)
    timetable: Timetable = field(default_factory=Timetable)
    health: HealthSettings = field(default_factory=HealthSettings)

    @property
    def may_send(self) -> bool:
        """Whether letters may leave: always to a server on this machine, to any other only when live."""
        return self.live or is_loopback(self.smtp.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of staff; `cover` is the key of who stands in during `away` (inclusive London dates)."""

    key: str
    name: str
    email: str
    role: str = ""
    cover: str = ""
    away: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A service area with its head and the persons responsible for its complaints (3.1.7.2, 3.1.7.7)."""

    key: str
    name: str
    head: str
    responsible: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """config/people.toml: who works on complaints; `intake` is the section that gets a new one.

    `triage` is the key of the person who looks at what no rule could decide, `data_protection` that of who answers for
    personal data (empty: senior management); `example` says that these are not yet the company's real people.
    """

    intake: str
    triage: str
    senior_management: tuple[str, ...]
    sections: tuple[Section, ...]
    persons: tuple[Person, ...]
    data_protection: str = ""
    example: bool = False

    def person(self, key: str) -> Person:
        """The person of that key; settings have proved that every key used exists."""
        return next(person for person in self.persons if person.key == key)

    def section(self, key: str) -> Section:
        """The section of that key, or the intake where people.toml names that section no longer."""
        named = {section.key: section for section in self.sections}
        return named.get(key) or named[self.intake]


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What never stands in a file of the project and never in a repr."""

    mailbox_password: str = field(repr=False)
    smtp_password: str = field(repr=False)
    token_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything the worker was told, proved consistent."""

    office: Office
    people: People
    policy: Policy
    secrets: Secrets
    triage: Triage
