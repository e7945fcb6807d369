"""Every key of the four files: its kind, when its value is well formed, and what is wanted there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from worker.adapters.settings import wellformed
from worker.adapters.settings.wellformed import anything, between, line, or_empty

_PARTS_OF_THE_UK = ("England and Wales", "Wales", "Scotland", "Northern Ireland")


@dataclass(frozen=True, slots=True)
class Key:
    """One key; `*` stands for a table of an array; `each` asks every item of a list, not the list."""

    pattern: str
    kind: type
    holds: Callable[[Any], bool]
    wanted: str
    each: bool = False
    hidden: bool = False

    def accepts(self, value: object) -> bool:
        """Whether one value, or one item of a list where each is asked, is of the kind and well formed."""
        kind = type(value)
        # TOML writes points without a decimal point where they have none.
        return (kind is self.kind or (kind is int and self.kind is float)) and self.holds(value)


def _number(pattern: str, least: int, most: int, of: str, *, each: bool = False) -> Key:
    wanted = f"{of} as a whole number from {least} to {most}, without quotes"
    return Key(pattern, int, between(least, most), wanted, each=each)


def _points(pattern: str, least: int, most: int) -> Key:
    wanted = f"points from {least} to {most}, like 3 or 0.5, without quotes"
    return Key(pattern, float, between(least, most), wanted)


def _text(pattern: str, example: str) -> Key:
    return Key(pattern, str, line, f"a text on one line, like {example}")


def _list(pattern: str, least: int, wanted: str) -> Key:
    return Key(pattern, list, lambda items: len(items) >= least, wanted)


def _one_of(pattern: str, choices: tuple[str, ...], wanted: str) -> Key:
    return Key(pattern, str, lambda text: text in choices, wanted)


def _switch(pattern: str) -> Key:
    return Key(pattern, bool, anything, "true or false, without quotes")


def _table(pattern: str) -> Key:
    return Key(pattern, dict, anything, f"a table that begins with [{pattern}]")


def _tables(pattern: str, least: int) -> Key:
    number = "at least one table that begins" if least else "tables that begin"
    return Key(pattern, list, lambda items: len(items) >= least, f"{number} with [[{pattern}]]")


def _items(pattern: str) -> Key:
    return Key(f"{pattern}.*", dict, anything, f"a table that begins with [[{pattern}]]")


def _email(pattern: str, example: str = "jane.carter@optimised.net", *, each: bool = False) -> Key:
    wanted = f"one plain e-mail address in small letters, like {example}"
    return Key(pattern, str, wellformed.email, wanted, each=each)


def _key(pattern: str, of: str, *, each: bool = False, empty: bool = False) -> Key:
    named = wellformed.matching(r"[a-z][a-z0-9_-]{0,39}")
    wanted = f"the key of {of}: small letters, digits, - and _, like jane-carter"
    return Key(pattern, str, or_empty(named) if empty else named, wanted, each=each)


def _phone(pattern: str) -> Key:
    return Key(pattern, str, wellformed.uk_phone, "a UK phone number that can be dialled, like 0333 370 2024")


def _day(pattern: str, *, each: bool = False) -> Key:
    return Key(
        pattern, date, wellformed.day, "a date without quotes and without a time, like 2026-12-24", each=each
    )


def _connection(table: str) -> tuple[Key, ...]:
    ca_file = "empty, or the full path of a file of certificates that exists"
    return (
        _table(table),
        Key(f"{table}.host", str, wellformed.host, "the bare name of a server, like mail.optimised.net"),
        _number(f"{table}.port", 1, 65535, "a port"),
        _one_of(f"{table}.security", ("tls", "none"), '"tls", or "none" for a server on this machine'),
        Key(f"{table}.ca_file", str, or_empty(wellformed.existing_file), ca_file),
        _number(f"{table}.connect_timeout", 1, 300, "seconds"),
    )


OFFICE = (
    _switch("live"),
    Key(
        "address",
        str,
        wellformed.mailbox_address,
        "one plain e-mail address in small letters, short and without +, like hello@optimised.net",
    ),
    _text("display_name", "Optimised"),
    Key("reference_prefix", str, wellformed.matching("[A-Z]{2,6}"), "2 to 6 capital letters, like OPT"),
    _email("operator", "jane.carter@example.net"),
    _switch("plus_addressing"),
    _list("own_addresses", 0, 'a list of e-mail addresses, like ["info@optimised.net"]'),
    _email("own_addresses", "info@optimised.net", each=True),
    Key(
        "database",
        str,
        wellformed.database_without_password,
        "sqlite:///FILE, or postgresql+psycopg://… without a password: that belongs in DATABASE_URL",
        hidden=True,
    ),
    *_connection("mailbox"),
    _text("mailbox.user", "hello@optimised.net"),
    _text("mailbox.inbox", "INBOX"),
    _text("mailbox.processed", "Processed"),
    _number("mailbox.poll_every", 1, 600, "seconds"),
    _switch("mailbox.idle"),
    _number("mailbox.read_timeout", 5, 600, "seconds"),
    Key(
        "mailbox.authserv_id",
        str,
        wellformed.authserv_id,
        "empty, or the name that stands first in Authentication-Results, like mx.optimised.net",
    ),
    _switch("mailbox.microsoft_365"),
    *_connection("smtp"),
    Key(
        "smtp.user",
        str,
        or_empty(line),
        "empty for no login, or the name to log in with, like hello@optimised.net",
    ),
    _number("smtp.per_minute", 1, 10_000, "letters"),
    _number("smtp.per_day", 1, 1_000_000, "letters"),
    _switch("smtp.own_copy"),
    _number("smtp.reply_timeout", 10, 3600, "seconds"),
    _number("smtp.proof_wait", 0, 86_400, "seconds"),
    _number("smtp.give_up_hours", 1, 240, "hours"),
    _list("smtp.retry_minutes", 1, "at least one wait in minutes, like [5, 15, 30]"),
    _number("smtp.retry_minutes", 1, 1440, "minutes", each=True),
    _table("company"),
    _text("company.name", "Optimised Group Limited"),
    _phone("company.phone"),
    _text("company.address", "Lancaster House, 109-112 Amy Johnson Way, Blackpool, Lancashire"),
    Key(
        "company.website",
        str,
        wellformed.website,
        "an address that begins with https://, like https://optimised.net",
    ),
    Key(
        "company.number",
        str,
        or_empty(wellformed.company_number),
        "the number at Companies House in quotes: 8 digits, or 2 capital letters and 6 digits",
    ),
    Key("company.registered_office", str, or_empty(line), "the address of the registered office on one line"),
    _one_of(
        "company.registered_in",
        ("", *_PARTS_OF_THE_UK),
        "England and Wales, Wales, Scotland or Northern Ireland",
    ),
    _table("caps"),
    _number("caps.acknowledge_per_address_per_day", 1, 1000, "letters"),
    _number("caps.per_domain_per_day", 1, 10_000, "letters"),
    _number("caps.per_day", 1, 100_000, "letters"),
    _table("web_form"),
    _list("web_form.senders", 0, 'a list of e-mail addresses, like ["website@optimised.net"]'),
    _email("web_form.senders", "website@optimised.net", each=True),
    _text("web_form.name_label", "Name"),
    _text("web_form.email_label", "Email"),
    _text("web_form.phone_label", "Phone"),
    _text("web_form.company_label", "Company"),
    _text("web_form.subject_label", "Subject"),
    _text("web_form.message_label", "Message"),
)

PEOPLE = (
    _switch("example"),
    _key("intake", "one of the [[sections]]"),
    _key("triage", "one of the [[persons]]"),
    _list("senior_management", 1, "the key of at least one person in a list"),
    _key("senior_management", "one of the [[persons]]", each=True),
    _tables("sections", 1),
    _items("sections"),
    _key("sections.*.key", "this section"),
    _text("sections.*.name", "Client Services"),
    _key("sections.*.head", "one of the [[persons]]"),
    _list(
        "sections.*.responsible",
        1,
        "the key of at least one person in a list",
    ),
    _key("sections.*.responsible", "one of the [[persons]]", each=True),
    _tables("persons", 1),
    _items("persons"),
    _key("persons.*.key", "this person"),
    _text("persons.*.name", "Jane Carter"),
    _email("persons.*.email"),
    Key("persons.*.role", str, or_empty(line), "empty, or a text on one line, like Account Manager"),
    _key("persons.*.cover", "one of the [[persons]]", empty=True),
    _list("persons.*.away", 0, "a list of first and last days, like [[2026-12-21, 2026-12-31]]"),
    Key(
        "persons.*.away",
        list,
        wellformed.days_away,
        "a first and a last day in that order, without quotes, like [2026-12-21, 2026-12-31]",
        each=True,
    ),
)

POLICY = (
    Key("version", str, line, 'the version in quotes, like "1.1"'),
    _day("review_due"),
    _list("extra_bank_holidays", 0, "a list of dates, like [2026-06-15]"),
    _day("extra_bank_holidays", each=True),
    _list("not_bank_holidays", 0, "a list of dates, like [2026-05-04]"),
    _day("not_bank_holidays", each=True),
    _table("promises"),
    _number("promises.acknowledge_working_days", 1, 30, "working days"),
    _number("promises.respond_working_days", 1, 60, "working days"),
    _number("promises.ombudsman_calendar_days", 7, 365, "calendar days"),
    _number("promises.data_protection_calendar_days", 7, 31, "calendar days"),
    _tables("ombudsman", 0),
    _items("ombudsman"),
    _text("ombudsman.*.name", "Energy Ombudsman"),
    _phone("ombudsman.*.phone"),
    _email("ombudsman.*.email", "enquiry@energyombudsman.org"),
    _text("ombudsman.*.post", "P.O. Box 966, Warrington, WA4 9DF"),
    _day("ombudsman.*.valid_from"),
    _day("ombudsman.*.valid_until"),
)

TRIAGE = (
    _points("complaint_from", 1, 100),
    _points("unsure_from", 0, 100),
    _tables("group", 1),
    _items("group"),
    _text("group.*.meaning", "asks for money back"),
    _points("group.*.weight", -10, 10),
    _list("group.*.phrases", 1, 'at least one phrase in a list, like ["not happy", "refund*"]'),
    Key(
        "group.*.phrases",
        str,
        wellformed.phrase,
        "a phrase with a whole word, or with four letters in front of its *, like refund*",
        each=True,
    ),
    _switch("group.*.strike"),
    _number("group.*.first_words", 0, 10_000, "words"),
    _switch("group.*.everyday"),
    Key("group.*.tag", str, or_empty(line), "empty, or a text on one line, like subject access request"),
)
