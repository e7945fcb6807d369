"""What the configuration says, as frozen values: the office and its people."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated

from worker.model.client_phrases import ClientPhrases
from worker.model.key import Form, Key
from worker.model.party import Party
from worker.model.promises import Policy
from worker.model.servers import MailboxSettings, SmtpSettings, is_loopback
from worker.model.staff_phrases import StaffPhrases
from worker.model.triage_phrases import Triage

_PARTS_OF_THE_UK = ("England and Wales", "Wales", "Scotland", "Northern Ireland")


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who signs; number, registered office and part of the UK are statutory facts (SI 2015/17 regs 24-25)."""

    name: Annotated[str, Key(of=Form.LINE, example="Optimised Group Limited")]
    """The registered name."""
    phone: Annotated[str, Key(of=Form.PHONE, example="0333 370 2024")]
    """The telephone number for complaints (3.1.3). The policy prints it once with a digit short; this is the whole
    one."""
    address: Annotated[
        str, Key(of=Form.LINE, example="Lancaster House, 109-112 Amy Johnson Way, Blackpool, FY4 2RP")
    ]
    """The postal address for complaints (3.1.3), with its postcode. To be confirmed by the owner: the policy writes it
    in two ways and prints no postcode."""
    website: Annotated[str, Key(of=Form.WEBSITE, example="https://optimised.net")]
    """The company's website. To be confirmed by the owner: the policy does not print it."""
    number: Annotated[str, Key(of=Form.COMPANY_NUMBER, example="01234567")] = ""
    """The number at Companies House. To be given by the owner; required when live = true."""
    registered_office: Annotated[str, Key(of=Form.LINE, example="1 High Street, Blackpool, FY1 1AA")] = ""
    """The address of the registered office. To be given by the owner; required when live = true."""
    registered_in: Annotated[str, Key(choices=_PARTS_OF_THE_UK, example="England and Wales")] = ""
    """The part of the UK in which the company is registered. To be given by the owner; required when live = true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The most automatic acknowledgements that leave in a day; above them a person takes over the duty."""

    acknowledge_per_address_per_day: Annotated[
        int, Key(of="letters a day", least=1, most=1000, example=5)
    ] = 3
    """To one address."""
    per_domain_per_day: Annotated[int, Key(of="letters a day", least=1, most=10_000, example=50)] = 20
    """To all addresses of one domain."""
    per_day: Annotated[int, Key(of="letters a day", least=1, most=100_000, example=200)] = 100
    """To everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebForm:
    """How the website's form writes its mail: from which addresses, and with which labels; no senders, no form."""

    senders: Annotated[
        tuple[str, ...],
        Key(of=Form.EMAIL, many="a list of plain e-mail addresses", example=("website@optimised.net",)),
    ] = ()
    """The addresses from which the form's mail comes. Without one, no mail counts as a form."""
    name_label: Annotated[str, Key(of=Form.LINE, example="Your name")] = "Name"
    """The label in front of the client's name."""
    email_label: Annotated[str, Key(of=Form.LINE, example="E-mail address")] = "Email"
    """The label in front of the client's address, to which the acknowledgement goes."""
    phone_label: Annotated[str, Key(of=Form.LINE, example="Telephone")] = "Phone"
    """The label in front of the client's telephone number."""
    company_label: Annotated[str, Key(of=Form.LINE, example="Business name")] = "Company"
    """The label in front of the client's company."""
    subject_label: Annotated[str, Key(of=Form.LINE, example="What is it about?")] = "Subject"
    """The label in front of the subject."""
    message_label: Annotated[str, Key(of=Form.LINE, example="Your message")] = "Message"
    """The label in front of the client's words, which run to the end. The form should ask for them last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """The times of day, in London, at which mail to colleagues and scheduled letters leave; `morning` None is never."""

    morning: Annotated[time | None, Key(empty="for never", example="07:30")] = time(8)
    """The morning list of each person and the digest of each section head."""
    triage_list: Annotated[time, Key(example="08:30")] = time(9)
    """The list of mails that a person must judge, to whoever does triage."""
    neutral: Annotated[time, Key(example="11:00")] = time(12)
    """The neutral acknowledgement of a mail that nobody has judged, on the working day before the promise ends
    (3.1.8.1)."""
    auto_update: Annotated[time, Key(example="15:00")] = time(16)
    """The factual update on the last working day of the promise to respond (3.1.8.2), where nobody has answered and
    auto_update in policy.toml allows it."""
    undo_minutes: Annotated[int, Key(of="minutes (0 for at once)", least=0, most=240, example=5)] = 10
    """How long a letter to a client waits before it leaves when a colleague sent it, so that they can take it back by
    `undo`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSettings:
    """Where the worker shows how it is; empty and 0 for nowhere."""

    file: Annotated[str, Key(of=Form.PATH, empty="for none", example="/run/worker/health.json")] = ""
    """A file of JSON that is written anew every minute, also when something is wrong: the time (at), whether all is
    well, the troubles, and what `worker health --json` says. Raise an alarm when it says that all is not well, and
    when it is older than three minutes: then the worker does not run. Its folder must be there; everybody may read the
    file."""
    metrics_port: Annotated[int, Key(of="a port (0 for none)", least=0, most=65535, example=9464)] = 0
    """The port on which Prometheus reads figures from this machine (127.0.0.1) and no other. It needs the extra
    `metrics`: pip install '.[metrics]' in the worker's folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """config/office.toml: the mailbox, its servers and the company behind it."""

    live: Annotated[bool, Key(example=True)] = False
    """Whether letters may leave. With false, letters are written and recorded but handed only to an SMTP server on
    this machine. With true, the facts that the law requires below and the real people must be given."""
    address: Annotated[str, Key(of=Form.MAILBOX, example="hello@optimised.net")]
    """The mailbox to which clients complain and from which letters come (3.1.3)."""
    display_name: Annotated[str, Key(of=Form.LINE, example="Optimised")]
    """The name that mail programs show beside that address."""
    reference_prefix: Annotated[str, Key(of=Form.PREFIX, example="OPT")]
    """The letters with which each reference begins, as in OPT-2026-0012."""
    operator: Annotated[str, Key(of=Form.EMAIL, example="it.desk@optimised.net")]
    """EXAMPLE, to be replaced before live = true. Where alarms go when the mailbox itself may be what is broken;
    it must not be the mailbox or one of own_addresses."""
    plus_addressing: Annotated[bool, Key(example=False)] = True
    """Whether the mail server delivers hello+anything@ into the mailbox of hello@. Answers are then recognised by the
    address they come back to."""
    own_addresses: Annotated[
        tuple[str, ...],
        Key(of=Form.EMAIL, many="a list of plain e-mail addresses", example=("info@optimised.net",)),
    ] = ()
    """Other addresses that deliver into the same mailbox. Mail from them is our own and is never acknowledged."""
    database: Annotated[
        str, Key(of=Form.DATABASE, example="sqlite:////var/lib/worker/complaints.sqlite3")
    ] = field(default="sqlite:///complaints.sqlite3", repr=False)
    """Where the log and the outbox are kept. DATABASE_URL in the environment goes before it, and is the only place for
    an address with a password. A file is looked for from the folder in which the worker is started."""
    mailbox: Annotated[MailboxSettings, Key()]
    """Where the mail is read (IMAP). The password is MAILBOX_PASSWORD in the environment."""
    smtp: Annotated[SmtpSettings, Key()]
    """Where letters are handed over (SMTP). The password is SMTP_PASSWORD in the environment."""
    company: Annotated[Company, Key()]
    """Who signs. The facts of the Client Complaints Policy, and those that the law requires in business e-mail."""
    caps: Annotated[Caps, Key()] = field(default_factory=Caps)
    """The most automatic acknowledgements in a day. Above a cap nothing is lost: a person gets the task with the same
    due date. Each cap must be at least as large as the one before."""
    web_form: Annotated[WebForm, Key()] = field(default_factory=WebForm)
    """The form on the website, which writes to this mailbox in a client's name (3.1.3). It must put each field on a
    line behind its label, as in "Email: jane@example.com". Capital letters do not matter."""
    timetable: Annotated[Timetable, Key()] = field(default_factory=Timetable)
    """When the worker writes of its own accord, on working days. Every time is a time of day in London."""
    health: Annotated[HealthSettings, Key()] = field(default_factory=HealthSettings)
    """Where the worker shows how it is, for whatever supervises it."""

    parties: Annotated[tuple[Party, ...], Key()] = ()
    """One table for each authority, supplier or other who is no client. Their mail opens no complaint and is not
    acknowledged: it joins the complaint that it is about, or a section head is asked which that is. The ombudsman of
    policy.toml is one of them and need not stand here."""

    @property
    def may_send(self) -> bool:
        """Whether letters may leave: always to a server on this machine, to any other only when live."""
        return self.live or is_loopback(self.smtp.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of staff."""

    key: Annotated[str, Key(of=Form.KEY, example="casey")]
    """The short word by which the other keys refer to the person."""
    name: Annotated[str, Key(of=Form.LINE, example="Casey Example")]
    """The name as clients read it."""
    email: Annotated[str, Key(of=Form.EMAIL, example="casey.example@optimised.net")]
    """The address from which the person writes; no two persons share one, and it is not the mailbox."""
    role: Annotated[str, Key(of=Form.LINE, example="Account Manager")] = ""
    """What stands under the person's name in a letter."""
    cover: Annotated[str, Key(of=Form.PERSON, example="alex")] = ""
    """Who stands in while the person is away: somebody else, who is there on those days. Two people may stand in for
    each other."""
    away: Annotated[
        tuple[tuple[date, date], ...],
        Key(many="a list of first and last days", example=((date(2026, 12, 21), date(2026, 12, 31)),)),
    ] = ()
    """When the person is away, first and last day included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A service area with its head and the persons responsible for its complaints (3.1.7.2, 3.1.7.7)."""

    key: Annotated[str, Key(of=Form.KEY, example="client-services")]
    """The short word by which the other keys refer to the section."""
    name: Annotated[str, Key(of=Form.LINE, example="Client Services")]
    """The name as clients read it."""
    head: Annotated[str, Key(of=Form.PERSON, example="alex")]
    """The section head (3.1.7.7), to whom the daily digest, reminders and escalated complaints go."""
    responsible: Annotated[
        tuple[str, ...],
        Key(of=Form.PERSON, many="the key of at least one person in a list", example=("casey",)),
    ]
    """Who analyses a complaint first (3.1.7.2); at least one person, and the first is asked first."""
    client_domains: Annotated[
        tuple[str, ...],
        Key(of=Form.HOST, many="a list of domains", example=("harbour-bakery.example",)),
    ] = ()
    """The domains of clients whose complaints come to this section; the first section that fits gets a complaint, and
    the intake where none does."""
    addresses: Annotated[
        tuple[str, ...],
        Key(of=Form.EMAIL, many="a list of plain e-mail addresses", example=("billing@optimised.net",)),
    ] = ()
    """The addresses of clients, or of ours to which clients write, whose complaints come to this section."""
    words: Annotated[
        tuple[str, ...],
        Key(of=Form.LINE, many="a list of words or phrases", example=("invoice", "direct debit")),
    ] = ()
    """Words of the subject or the mail with which a complaint comes to this section; capitals play no part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """config/people.toml: who works on complaints."""

    example: Annotated[bool, Key(example=True)] = False
    """Whether the people below are invented; live = true in office.toml is refused as long as they are."""
    intake: Annotated[str, Key(of=Form.SECTION, example="client-services")]
    """The section that gets a new complaint until a person moves it."""
    triage: Annotated[str, Key(of=Form.PERSON, example="casey")]
    """Who looks at a mail that no rule could decide, and at mail that could not be read."""
    senior_management: Annotated[
        tuple[str, ...],
        Key(of=Form.PERSON, many="the key of at least one person in a list", example=("robin",)),
    ]
    """Who deals with an escalated complaint beside the section head (3.1.7.7), and hears of every broken promise; at
    least one person."""
    data_protection: Annotated[str, Key(of=Form.PERSON, example="robin")] = ""
    """Who answers for complaints about personal data and for requests to see it; empty for senior management."""
    sections: Annotated[tuple[Section, ...], Key()]
    """One table for each section, the company's service areas."""
    persons: Annotated[tuple[Person, ...], Key()]
    """One table for each person."""

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
    staff_phrases: StaffPhrases
    client_phrases: ClientPhrases
