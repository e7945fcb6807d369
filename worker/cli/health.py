"""The command that says whether the worker is alive, for an operator and for whatever supervises it."""

import sys

import click

from worker.cli.folders import Folders
from worker.cli.words import as_json
from worker.jobs import watch
from worker.policy.calendar import Calendar


@click.command()
@click.option("--json", "plain", is_flag=True, help="Print JSON.")
@click.pass_obj
def health(folders: Folders, plain: bool) -> None:
    """Say whether the mailbox is being read and letters leave.

    Asks the log alone, so it needs no secret and disturbs nobody. Exit code 0 when all is well, 2 with a trouble.
    """
    settings = folders.settings_without_secrets()
    with folders.log() as tx:
        found = watch.look(tx, settings.office, Calendar.of(settings.policy))
    if plain:
        keys = ({"name": each.name, "what": each.what, "to_do": each.to_do} for each in found)
        click.echo(as_json({"well": not found, "troubles": list(keys)}))
    elif found:
        click.echo("\n".join(f"{each.what} {each.to_do}" for each in found))
    else:
        click.echo("The mailbox is being read and no letter waits.")
    sys.exit(2 if found else 0)
