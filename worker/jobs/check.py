"""Looks at everything the worker leans on and says in sentences what is well and what is not."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from worker.adapters import letters, metrics
from worker.adapters.log import journal, outbox, schema
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.log.store import LogRefused, LogUnavailable, Store
from worker.adapters.mailbox import MailboxRefused, MailboxUnavailable, open_mailbox
from worker.adapters.smtp import Post, PostRefused, PostUnreachable
from worker.model.office import HealthSettings, People, Person, Settings
from worker.model.promises import Policy
from worker.model.rung import Rung
from worker.policy.calendar import Calendar, date_in_words, london_date
from worker.policy.health import HOLIDAYS_AHEAD, LETTER_WAITS
from worker.policy.ladder import steps_on_one_day

_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)


class Level(StrEnum):
    """How bad a finding is: a warning lets the worker run, a fault does not."""

    WELL = "well"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at and what was found, as a sentence that says what to do where something is to be done."""

    subject: str
    level: Level
    sentence: str


def worst(findings: tuple[Finding, ...]) -> int:
    """The exit code: 0 when all is well, 1 with warnings, 2 with a fault."""
    levels = [finding.level for finding in findings]
    return 2 if Level.FAULT in levels else 1 if Level.WARNING in levels else 0


def check_database(store: Store, now: datetime, *, may_send: bool = True) -> Finding:
    """Whether the log answers, has the right schema, and sends the letters that may leave."""
    try:
        behind = schema.behind(store)
        if behind:
            return Finding("database", Level.WARNING, behind)
        with store.reading(now) as tx:
            oldest, waiting = outbox.oldest_unsent(tx), outbox.waiting(tx)
    except (LogRefused, LogUnavailable) as error:
        return Finding("database", Level.FAULT, str(error))
    if waiting and not may_send:
        kept_back = f"{waiting} written letters are kept back by live = false in office.toml"
        return Finding("database", Level.WELL, f"The log answers; {kept_back}.")
    if oldest and now - oldest > LETTER_WAITS:
        minutes = (now - oldest) // timedelta(minutes=1)
        return Finding("database", Level.WARNING, f"A letter has waited in the outbox for {minutes} minutes.")
    return Finding("database", Level.WELL, "The log answers and its schema is up to date.")


def check_log(store: Store, now: datetime) -> tuple[Finding, ...]:
    """The open cases whose log cannot be read, one after the other; nothing where the database says no."""
    unreadable: list[CaseUnreadable] = []
    with suppress(LogRefused, LogUnavailable), store.reading(now) as tx:
        journal.cases(tx, set_aside=unreadable.append)
    to_do = "Keep its promises by hand, and run `worker log verify`."
    return tuple(Finding("log", Level.FAULT, f"{each} {to_do}") for each in unreadable)


def check_mailbox(settings: Settings) -> Finding:
    """Whether the mailbox lets us in and both folders are there."""
    mailbox = settings.office.mailbox
    try:
        with open_mailbox(mailbox, settings.secrets.mailbox_password) as connection:
            waiting = connection.folder().count
            connection.make_folder(mailbox.processed)
    except (MailboxUnavailable, MailboxRefused) as error:
        return Finding("mailbox", Level.FAULT, str(error))
    return Finding(
        "mailbox", Level.WELL, f"{mailbox.inbox} holds {waiting} messages; {mailbox.processed} is there."
    )


def check_sent_folder(settings: Settings) -> tuple[Finding, ...]:
    """Whether the folder of mail that people send from the mailbox can be read, where that is wanted."""
    mailbox = settings.office.mailbox
    if not mailbox.sent_folder:
        return ()
    try:
        with open_mailbox(mailbox, settings.secrets.mailbox_password) as connection:
            count = connection.look_into(mailbox.sent_folder).count
    except (MailboxUnavailable, MailboxRefused) as error:
        missing = f"{error} Until then nothing that people send from the mailbox is seen."
        return (Finding("sent folder", Level.WARNING, missing),)
    return (Finding("sent folder", Level.WELL, f"{mailbox.sent_folder} holds {count} messages."),)


def check_trust(settings: Settings) -> Finding:
    """Whether anything can prove who sent a mail."""
    mailbox = settings.office.mailbox
    if mailbox.authserv_id or mailbox.microsoft_365:
        return Finding("trust", Level.WELL, "Our own mail server says who sent a mail.")
    return Finding(
        "trust",
        Level.WARNING,
        "No sender is proven: clients get the neutral acknowledgement and no colleague can act by mail. "
        "Set authserv_id or microsoft_365 under [mailbox] in office.toml.",
    )


def check_smtp(settings: Settings) -> Finding:
    """Whether the mail server takes our login."""
    try:
        with Post(settings.office.smtp, settings.secrets.smtp_password) as post:
            post.check()
    except (PostRefused, PostUnreachable) as error:
        return Finding("smtp", Level.FAULT, str(error))
    if not settings.office.may_send:
        return Finding(
            "smtp", Level.WARNING, "The server answers, but live = false in office.toml keeps letters back."
        )
    return Finding("smtp", Level.WELL, "The server takes our login.")


def check_holidays(calendar: Calendar, today: date) -> Finding:
    """Whether the bank holidays are known for every deadline that can arise within a year."""
    until = calendar.proclaimed_until
    if until < today + HOLIDAYS_AHEAD:
        return Finding(
            "holidays",
            Level.WARNING,
            f"Bank holidays are published only until {date_in_words(until)}: compare www.gov.uk/bank-holidays with "
            "extra_bank_holidays in policy.toml and update the worker.",
        )
    return Finding(
        "holidays", Level.WELL, f"Bank holidays in England are known until {date_in_words(until)}."
    )


def check_reminders(policy: Policy, people: People) -> tuple[Finding, ...]:
    """Whether each step of the ladder has a day of its own for whoever hears of it."""
    found = tuple(
        Finding(
            "reminders",
            Level.WARNING,
            f'Two steps of "{both.first.clock}" fall on one day for {_names(both.persons)}: '
            f"{_as_written(both.first)} and {_as_written(both.second)}. "
            "Take one of these rows out of reminders.toml, or move it to another day.",
        )
        for both in steps_on_one_day(policy, people)
    )
    return found or (Finding("reminders", Level.WELL, "Nobody hears twice on one day of one promise."),)


def _names(persons: tuple[Person, ...]) -> str:
    return " and ".join(person.name for person in persons)


def _as_written(rung: Rung) -> str:
    """What tells that row from others in reminders.toml."""
    key, number = rung.place
    return f"{key} = {number}"


def check_procedure(policy: Policy) -> tuple[Finding, ...]:
    """Whether the company's own PDF of the procedure is there, where one is named."""
    named = policy.procedure.file
    if not named:
        return ()
    if letters.own_pdf(named) is None:
        return (
            Finding(
                "procedure",
                Level.WARNING,
                f"{named} is no PDF that can be read, so our own summary is sent instead: put the file there, or "
                "change file under [procedure] in policy.toml.",
            ),
        )
    return (Finding("procedure", Level.WELL, f"{named} is sent to whoever asks for the procedure."),)


def check_health(health: HealthSettings) -> tuple[Finding, ...]:
    """Whether the worker can show how it is where that is wanted; nothing where it is not."""
    found = []
    folder = Path(health.file).parent
    if health.file and not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
        found.append(
            f"The health file cannot be written into {folder}: make that folder for the user of the worker, or change "
            "file under [health] in office.toml."
        )
    if health.metrics_port and not metrics.is_installed():
        found.append(metrics.NOT_INSTALLED)
    if found:
        return tuple(Finding("health", Level.WARNING, sentence) for sentence in found)
    wanted = health.file or health.metrics_port
    return (Finding("health", Level.WELL, "The worker can show how it is."),) if wanted else ()


def check_clock(now: datetime) -> Finding:
    """Whether our clock can be right: every deadline leans on it."""
    if now < _WRITTEN:
        return Finding(
            "clock", Level.FAULT, f"The clock says {now.isoformat()}, which has passed; set the clock."
        )
    return Finding("clock", Level.WELL, f"It is {date_in_words(london_date(now))} in London.")
