"""The command that says whether the worker is alive, for an operator and for whatever supervises it."""

import sys

import click

from worker import app
from worker.adapters import health_file
from worker.adapters.log.store import LogRefused, LogUnavailable
from worker.cli.folders import Folders
from worker.jobs import watch
from worker.policy.rulebook import Rulebook


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print JSON, as in the health file.")
@click.pass_obj
def health(folders: Folders, plain: bool) -> None:
    """Say whether the mailbox is being read and letters leave.

    Asks the log alone, so it needs no secret and disturbs nobody. Exit code 0 when all is well, 2 with a trouble.
    """
    rulebook = Rulebook.of(folders.settings_without_secrets())
    try:
        with folders.log() as tx:
            found = watch.look(tx, rulebook)
    except (LogRefused, LogUnavailable):
        # A person is told why in a sentence; a program still gets its JSON.
        if not plain:
            raise
        found = watch.without_log(rulebook, app.utc_now())
    if plain:
        click.echo(health_file.as_json(found))
    elif found.troubles:
        click.echo("\n".join(f"{each.what} {each.to_do}" for each in found.troubles))
    elif rulebook.office.may_send or not found.letters_waiting:
        click.echo("The mailbox is being read and no letter waits too long.")
    else:
        click.echo("The mailbox is being read; letters are kept back by live = false in office.toml.")
    sys.exit(0 if found.well else 2)
