"""The command that looks at everything before the worker is trusted with a mailbox."""

import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import TypeVar

import click

from worker import app
from worker.adapters.letters import BrokenTemplateError, Letters
from worker.adapters.log.store import LogRefused, LogUnavailable, open_store
from worker.adapters.settings import Fault, SettingsRefused, load_policy, not_given
from worker.cli.as_json import as_json
from worker.cli.folders import Folders
from worker.jobs import check as checks
from worker.jobs.check import Finding, Level
from worker.model.office import Settings
from worker.model.promises import Policy
from worker.policy.calendar import Calendar, london_date

Loaded = TypeVar("Loaded")


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(folders: Folders, plain: bool) -> None:
    """Look at everything the worker leans on and say what is wrong.

    Configuration, templates, database, mailbox, SMTP, reminders, clock and bank holidays. Exit code 0 when all is
    well, 1 with warnings, 2 with a fault.
    """
    found = tuple(_findings(folders))
    if plain:
        keys = ({"subject": f.subject, "level": f.level, "sentence": f.sentence} for f in found)
        click.echo(as_json(list(keys)))
    else:
        click.echo("\n".join(f"{each.level:8} {each.subject:10} {each.sentence}" for each in found))
    sys.exit(checks.worst(found))


def _findings(folders: Folders) -> Iterator[Finding]:
    """Everything that can be looked at, whatever else is wrong."""
    now = app.utc_now()
    settings, faults = _tried(folders.settings)
    # Where only a secret is missing, the rest of the configuration is good enough for these two.
    rules = settings or _tried(folders.settings_without_secrets)[0]
    policy = _tried(lambda: load_policy(folders.config))[0]
    yield from (Finding("config", Level.FAULT, str(fault)) for fault in faults)
    if settings:
        yield from _of_config(folders, settings)
    yield _of_templates(folders, rules) if rules else _not_looked_at("templates")
    yield from _of_database(rules) if rules else (_not_looked_at("database"),)
    yield checks.check_mailbox(settings) if settings else _not_looked_at("mailbox")
    yield from checks.check_sent_folder(settings) if settings else ()
    yield checks.check_trust(rules) if rules else _not_looked_at("trust")
    yield checks.check_smtp(settings) if settings else _not_looked_at("smtp")
    yield from _of_reminders(rules) if rules else (_not_looked_at("reminders"),)
    yield from checks.check_procedure(policy) if policy else ()
    yield from checks.check_health(rules.office.health) if rules else ()
    yield checks.check_clock(now)
    yield _of_holidays(policy, now) if policy else _not_looked_at("holidays")


def _tried(load: Callable[[], Loaded]) -> tuple[Loaded | None, tuple[Fault, ...]]:
    """What could be loaded, or nothing and why not."""
    try:
        return load(), ()
    except SettingsRefused as refused:
        return None, refused.faults


def _not_looked_at(subject: str) -> Finding:
    return Finding(subject, Level.WARNING, "Not looked at, because the configuration has a fault.")


def _of_config(folders: Folders, settings: Settings) -> Iterator[Finding]:
    owed = not_given(settings)
    yield from (Finding("config", Level.WARNING, f"Before live = true: {fault}") for fault in owed)
    if not owed:
        yield Finding("config", Level.WELL, f"{folders.config} is complete.")


def _of_templates(folders: Folders, settings: Settings) -> Finding:
    try:
        Letters.open(folders.templates, settings.office)
    except BrokenTemplateError as broken:
        return Finding("templates", Level.FAULT, str(broken))
    return Finding("templates", Level.WELL, "Every letter can be written.")


def _of_database(settings: Settings) -> tuple[Finding, ...]:
    now = app.utc_now()
    try:
        with closing(open_store(settings.office.database)) as store:
            answers = checks.check_database(store, now, may_send=settings.office.may_send)
            return (answers, *checks.check_log(store, now))
    except (LogRefused, LogUnavailable) as error:
        return (Finding("database", Level.FAULT, str(error)),)


def _of_reminders(settings: Settings) -> tuple[Finding, ...]:
    return checks.check_reminders(settings.policy, settings.people)


def _of_holidays(policy: Policy, now: datetime) -> Finding:
    return checks.check_holidays(Calendar.of(policy), london_date(now))
