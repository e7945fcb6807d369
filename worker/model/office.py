"""What the configuration says, as frozen values: the office, its people and its policy."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from ipaddress import ip_address

from worker.model.health import HealthSettings
from worker.model.rung import Rung
from worker.model.triage_phrases import Triage


class Security(StrEnum):
    """How a connection is protected; `none` is refused except on a loopback address."""

    TLS = "tls"
    NONE = "none"


def is_loopback(host: str) -> bool:
    """Whether that host can only be this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxSettings:
    """Where the mail is read; times in seconds.

    `authserv_id` is the name by which our own mail server signs its Authentication-Results (RFC 8601 2.5), or
    empty where there is none to trust. `microsoft_365` says that the mailbox is one of Microsoft 365, which does
    not sign them.
    """

    host: str
    user: str
    port: int = 993
    security: Security = Security.TLS
    ca_file: str = ""
    inbox: str = "INBOX"
    processed: str = "Processed"
    poll_every: int = 60
    idle: bool = True
    connect_timeout: int = 20
    read_timeout: int = 60
    authserv_id: str = ""
    microsoft_365: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpSettings:
    """Where letters are handed over; times in seconds, limits per minute and per rolling 24 hours."""

    host: str
    user: str = ""
    port: int = 465
    security: Security = Security.TLS
    ca_file: str = ""
    per_minute: int = 30
    per_day: int = 10_000
    own_copy: bool = True
    connect_timeout: int = 20
    reply_timeout: int = 600
    proof_wait: int = 900
    give_up_hours: int = 72
    retry_minutes: tuple[int, ...] = (5, 15, 30, 60, 120, 240)


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
class Ombudsman:
    """Where a client can go after eight weeks or deadlock, and on which days these facts hold (3.1.7.9)."""

    name: str
    phone: str
    email: str
    post: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """The lengths of the clocks, each in the unit of its name."""

    acknowledge_working_days: int = 4
    assess_working_days: int = 2
    respond_working_days: int = 15
    confirm_working_days: int = 10
    proposal_calendar_days: int = 28
    escalated_working_days: int = 10
    review_working_days: int = 20
    ombudsman_calendar_days: int = 56
    ombudsman_open_months: int = 12
    ombudsman_decision_calendar_days: int = 28
    data_protection_calendar_days: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """config/policy.toml: the figures of the Client Complaints Policy, and its reminder ladder.

    `auto_update` lets the worker send a factual update when a person has not answered by the last hour of RESPOND.
    Where more than `most_due_at_once` cases are due at one look, nothing is sent until a person has said so.
    """

    version: str
    review_due: date
    auto_update: bool = False
    most_due_at_once: int = 100
    promises: Promises = field(default_factory=Promises)
    ladder: tuple[Rung, ...] = ()
    extra_bank_holidays: tuple[date, ...] = ()
    not_bank_holidays: tuple[date, ...] = ()
    ombudsman: tuple[Ombudsman, ...] = ()


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
