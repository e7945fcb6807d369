"""Commands that work: run, once, catch-up, migrate and demo."""

import sys
import threading
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from worker import app
from worker.adapters.log import held_time, outbox, register, schema
from worker.cli.folders import Folders
from worker.jobs import keep_time as time_job
from worker.rounds import Rounds
from worker.workplace import Workplace


@click.command()
@click.pass_obj
def run(folders: Folders) -> None:
    """Read the mailbox, keep the log, send letters, until SIGTERM."""
    with folders.workplace() as place:
        app.run(place)


@click.command()
@click.pass_obj
def once(folders: Folders) -> None:
    """Look at the mailbox once, send what is due, and stop.

    Exit code 0 when nothing is left to do, 1 when letters wait, 2 when the mailbox could not be read.
    """
    with folders.workplace() as place:
        began = place.clock()
        with closing(Rounds(place, threading.Event())) as rounds:
            rounds.begin()
            settled = rounds.look()
            rounds.keep_time()
            accepted = rounds.hand_over()
        waits = _waits(place)
        read = _was_read(place, began)
    click.echo(f"Mails settled: {settled}. Letters sent: {accepted}{waits}.")
    sys.exit(0 if read and not waits else 1 if read else 2)


@click.command("catch-up")
@click.option("--send", is_flag=True, help="Write it: you have looked at the clock and at what is due.")
@click.pass_obj
def catch_up(folders: Folders, send: bool) -> None:
    """Show what is due by now, and with --send write it.

    The worker holds time back after a long silence, when its clock jumps, and when more falls due at once than
    policy.toml allows; why is shown, and --send lets time go on. Exit code 0 when nothing is due and time is not held
    back, or after --send; else 1.
    """
    with folders.workplace() as place:
        why = _held_back(place)
        if why:
            click.echo(f"Time is held back. {why}")
        due = time_job.what_is_due(place)
        for reference in due:
            click.echo(reference)
        if not send:
            released = " and lets time go on" if why else ""
            click.echo(
                f"{len(due)} complaints are due. `worker catch-up --send` writes to whom it is owed{released}."
            )
            sys.exit(1 if due or why else 0)
        kept = time_job.release(place)
    goes_on = "Time goes on. " if why else ""
    click.echo(f"{goes_on}Written: {kept.letters} letters. The worker that runs sends them.")


@click.command()
@click.pass_obj
def migrate(folders: Folders) -> None:
    """Bring the database up to date, as `run` and `once` do, and stop."""
    with folders.store() as store:
        schema.upgrade(store)
    click.echo("The database is up to date.")


@click.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="demo-output",
    show_default=True,
    help="Where the mails are left.",
)
@click.pass_obj
def demo(folders: Folders, output: Path) -> None:
    """Play a month of an office in half a minute, with made-up mail.

    Nothing leaves this machine; every mail is left as a file, with a page that shows them all.
    """
    # The demo's servers are an optional install; the worker runs without them.
    from worker.demo import story

    story.play(folders.settings_without_secrets(), folders.templates, output, click.echo)


def _was_read(place: Workplace, began: datetime) -> bool:
    """Whether the mailbox was read to its end since then, by us or by the worker that has it."""
    with place.store.reading(place.clock()) as tx:
        cursor = register.cursor(tx, place.rulebook.office.mailbox.inbox)
    return cursor is not None and cursor.looked_at >= began


def _held_back(place: Workplace) -> str:
    """Why time is held back until a person has looked, or an empty string."""
    with place.store.reading(place.clock()) as tx:
        found = held_time.on(tx)
    return found.why if found else ""


def _waits(place: Workplace) -> str:
    """What to say of letters that could not leave, or an empty string."""
    with place.store.reading(place.clock()) as tx:
        if outbox.oldest_unsent(tx) is None:
            return ""
    if place.rulebook.office.may_send:
        return "; others wait in the outbox, and `worker check` says why"
    return "; others are kept back by live = false in office.toml"
