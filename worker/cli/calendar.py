"""Commands on the days that count: calendar changed."""

import sys

import click

from worker import app
from worker.adapters.log import schema
from worker.adapters.log.store import LogRefused
from worker.cli.folders import Folders
from worker.jobs.recalculate import recalculate, what_moves
from worker.policy.calendar import date_in_words
from worker.policy.recalculate import Move


@click.command()
@click.option("--dry-run", is_flag=True, help="Only show what would move.")
@click.pass_obj
def changed(folders: Folders, dry_run: bool) -> None:
    """Count the open promises anew after policy.toml has changed.

    For a bank holiday that was added or taken away, or another length of a promise. A date that a client was told
    never moves later. Restart the worker first, so that it counts in the same way. Exit code 0 when all that moves is
    entered, 1 when --dry-run finds something to move.
    """
    policy = folders.settings_without_secrets().policy
    with folders.store() as store:
        behind = schema.behind(store)
        if behind:
            raise LogRefused(behind)
        job = what_moves if dry_run else recalculate
        moved = job(store, policy, app.utc_now())
    for move in moved:
        click.echo(_line(move))
    if not moved:
        click.echo("Nothing moves.")
    elif dry_run:
        click.echo(f"{len(moved)} dates would move. `worker calendar changed` enters them in the log.")
        sys.exit(1)
    else:
        click.echo(f"{len(moved)} dates moved.")


@click.group("calendar", commands=[changed])
def calendar() -> None:
    """The working days on which every promise rests."""


def _line(move: Move) -> str:
    clock, clause = move.deadline.clock.capitalize(), move.deadline.clause
    before, after = date_in_words(move.deadline.due_on), date_in_words(move.due_on)
    return f"{move.reference}  {clock} ({clause}): from {before} to {after}"
