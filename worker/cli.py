"""What an operator types; each command is short and calls a job or an adapter."""

import json
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from worker import app, fault
from worker.adapters.letters import BrokenTemplateError
from worker.adapters.log import facts, journal, outbox, schema
from worker.adapters.log.store import LogRefused, LogUnavailable
from worker.adapters.mailbox import MailboxRefused, MailboxUnavailable
from worker.adapters.settings import SettingsRefused, load, load_policy
from worker.adapters.smtp import PostRefused, PostUnreachable
from worker.jobs import check as checks
from worker.model.office import Settings
from worker.policy.calendar import Calendar, date_in_words, london_date
from worker.policy.case import Case
from worker.policy.explain import Explanation, explain, in_words
from worker.workplace import Workplace

_EXPECTED = (
    SettingsRefused,
    BrokenTemplateError,
    LogRefused,
    LogUnavailable,
    MailboxRefused,
    MailboxUnavailable,
    PostRefused,
    PostUnreachable,
)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the operator's files lie."""

    config: Path
    templates: Path

    def settings(self) -> Settings:
        """Every setting, or SettingsRefused with every fault at once."""
        return load(self.config, os.environ)

    def workplace(self) -> Workplace:
        """Everything a job works with."""
        return app.open_workplace(self.settings(), self.templates)


_folder = click.Path(file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=_folder, default="config", envvar="WORKER_CONFIG", show_default=True)
@click.option("--templates", type=_folder, default="templates", envvar="WORKER_TEMPLATES", show_default=True)
@click.pass_context
def worker(context: click.Context, config: Path, templates: Path) -> None:
    """Runs the Client Complaints Policy of Optimised Group out of its shared mailbox."""
    context.obj = Folders(config, templates)


def main() -> None:
    """Run one command; an expected error is one sentence on standard error and exit code 2, never a traceback."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    fault.arm(os.environ.get("FAULT", ""))
    try:
        worker(prog_name="worker")
    except _EXPECTED as error:
        click.echo(str(error), err=True)
        sys.exit(2)


@worker.command()
@click.pass_obj
def run(folders: Folders) -> None:
    """Work until SIGTERM: read the mailbox, keep the log, send letters."""
    with _opened(folders) as place:
        schema.upgrade(place.store)
        app.run(place)


@worker.command()
@click.pass_obj
def once(folders: Folders) -> None:
    """One look at the mailbox and one round of the outbox, then stop."""
    with _opened(folders) as place:
        schema.upgrade(place.store)
        rounds = app.Rounds(place, threading.Event())
        try:
            settled = rounds.look()
            rounds.keep_time()
            accepted = rounds.hand_over()
        finally:
            rounds.close()
    click.echo(f"{settled} mails settled, {accepted} letters sent.")


@worker.command()
@click.pass_obj
def migrate(folders: Folders) -> None:
    """Bring the database up to date and stop; `worker run` does the same when it starts."""
    with _opened(folders) as place:
        schema.upgrade(place.store)
    click.echo("The database is up to date.")


@worker.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def check(folders: Folders, as_json: bool) -> None:
    """Look at configuration, templates, database, mailbox, SMTP, clock and holidays; exit code 0, 1 or 2."""
    found = list(_findings(folders))
    if as_json:
        click.echo(
            _as_json([{"subject": f.subject, "level": f.level, "sentence": f.sentence} for f in found])
        )
    else:
        for finding in found:
            click.echo(f"{finding.level:8} {finding.subject:10} {finding.sentence}")
    sys.exit(checks.worst(tuple(found)))


@worker.command()
@click.argument("reference")
@click.pass_obj
def case(folders: Folders, reference: str) -> None:
    """Show one complaint: its dates, every line of its log, its letters."""
    with _opened(folders) as place, place.store.reading(place.clock()) as tx:
        found = journal.case(tx, reference.upper())
        if found is None:
            raise click.ClickException(
                f"There is no complaint {reference.upper()}; `worker cases` lists them."
            )
        click.echo(_line(found))
        for entry in journal.read(tx, found.reference):
            what = f"{facts.kind_of(entry.fact)} {facts.to_json(entry.fact)}"
            click.echo(f"{entry.number:4} {entry.at:%Y-%m-%d %H:%M:%SZ} {entry.actor}: {what}")
        for letter in outbox.of_case(tx, found.reference):
            click.echo(f"     {letter.kind} to {letter.recipient}: {letter.state} {letter.detail}".rstrip())


@worker.command()
@click.option("--all", "closed_too", is_flag=True, help="List closed complaints too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def cases(folders: Folders, closed_too: bool, as_json: bool) -> None:
    """List the open complaints, the one that falls due first on top."""
    with _opened(folders) as place, place.store.reading(place.clock()) as tx:
        listed = journal.cases(tx, open_only=not closed_too)
    if as_json:
        click.echo(_as_json([_as_plain(each) for each in listed]))
        return
    for each in listed:
        click.echo(_line(each))
    if not listed:
        click.echo("No complaint is open.")


@worker.command()
@click.argument("received")
@click.option("--json", "as_json", is_flag=True, help="Print ISO dates as JSON.")
@click.pass_obj
def due(folders: Folders, received: str, as_json: bool) -> None:
    """Show every date that follows from a complaint received at a time like 2026-12-24T09:00Z, day by day."""
    policy = load_policy(folders.config)
    try:
        explained = explain(_instant(received), policy, Calendar.of(policy))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(_dates(explained) if as_json else in_words(explained))


@worker.group()
def log() -> None:
    """The Quality Management Action Log."""


@log.command()
@click.pass_obj
def verify(folders: Folders) -> None:
    """Prove that no line of the log was changed and that the index says the same; exit code 0 or 2."""
    with _opened(folders) as place, place.store.reading(place.clock()) as tx:
        faults = list(journal.faults(tx))
        count, seal = journal.counted(tx), journal.seal(tx)
    for sentence in faults:
        click.echo(sentence, err=True)
    click.echo(f"{count} complaints, {len(faults)} faults, seal {seal}")
    sys.exit(2 if faults else 0)


@worker.command()
@click.option(
    "--output", type=_folder, default="demo-output", show_default=True, help="Where the mails are left."
)
@click.pass_obj
def demo(folders: Folders, output: Path) -> None:
    """Play a fortnight of the complaints mailbox on this machine, in seconds, with mail made up for it."""
    # The demo's servers are an optional install; the worker runs without them.
    from worker.demo import story

    story.play(folders.templates, output, click.echo)


@contextmanager
def _opened(folders: Folders) -> Iterator[Workplace]:
    place = folders.workplace()
    try:
        yield place
    finally:
        place.close()


def _findings(folders: Folders) -> Iterator[checks.Finding]:
    try:
        settings = folders.settings()
    except SettingsRefused as refused:
        yield from (checks.Finding("config", checks.Level.FAULT, str(each)) for each in refused.faults)
        return
    yield checks.Finding("config", checks.Level.WELL, f"{folders.config} is complete.")
    try:
        place = folders.workplace()
    except (BrokenTemplateError, LogRefused, LogUnavailable) as error:
        subject = "templates" if isinstance(error, BrokenTemplateError) else "database"
        yield checks.Finding(subject, checks.Level.FAULT, str(error))
        return
    yield checks.Finding("templates", checks.Level.WELL, "Every letter can be written.")
    now = place.clock()
    yield checks.check_database(place.store, now)
    place.close()
    yield checks.check_mailbox(settings)
    yield checks.check_smtp(settings)
    yield checks.check_clock(now)
    yield checks.check_holidays(place.rulebook.calendar, london_date(now))


def _line(found: Case) -> str:
    due_on = f"due {date_in_words(found.next_due)}" if found.next_due else "nothing due"
    who = f"{found.complainant.email}  {found.complaint.subject[:60]}"
    return f"{found.reference}  {found.stage:12}  {due_on:32}  {who}"


def _as_plain(found: Case) -> dict[str, object]:
    return {
        "reference": found.reference,
        "stage": found.stage,
        "complainant": found.complainant.email,
        "subject": found.complaint.subject,
        "section": found.complaint.section,
        "received_at": found.complaint.received_at.isoformat(),
        "day0": found.complaint.day0.isoformat(),
        "due": {each.clock: each.due_on.isoformat() for each in found.running},
    }


def _dates(explained: Explanation) -> str:
    names = ("day0", "acknowledge_by", "respond_by", "eight_weeks", "eight_week_letter_by", "ombudsman_from")
    return _as_json({name: getattr(explained, name).isoformat() for name in names})


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.ClickException(f"{text!r} is not a time; write it like 2026-12-24T09:00Z.") from error
    if instant.tzinfo is None:
        raise click.ClickException(f"{text!r} has no time zone; write 2026-12-24T09:00Z for UTC.")
    return instant


_as_json: Callable[[object], str] = partial(json.dumps, indent=2, ensure_ascii=False)
