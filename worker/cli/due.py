"""The command that explains deadlines."""

from datetime import datetime

import click

from worker.adapters.settings import load_policy
from worker.cli.as_json import as_json
from worker.cli.folders import Folders
from worker.policy.calendar import Calendar
from worker.policy.explain import Explanation, explain, in_words

_DATES = ("day0", "acknowledge_by", "respond_by", "eight_weeks", "eight_week_letter_by", "ombudsman_from")


@click.command()
@click.argument("received")
@click.option("--json", "plain", is_flag=True, help="Print the dates as JSON, each as YYYY-MM-DD.")
@click.pass_obj
def due(folders: Folders, received: str, plain: bool) -> None:
    """Show every date that follows from a time of receipt.

    RECEIVED is a time with its zone, like 2026-12-24T09:00Z or 2026-07-01T10:00+01:00.
    """
    policy = load_policy(folders.config)
    try:
        explained = explain(_instant(received), policy, Calendar.of(policy))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(_dates(explained) if plain else in_words(explained))


def _dates(explained: Explanation) -> str:
    return as_json({name: getattr(explained, name).isoformat() for name in _DATES})


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.ClickException(f"{text!r} is not a time; write it like 2026-12-24T09:00Z.") from error
    if instant.tzinfo is None:
        raise click.ClickException(f"{text!r} has no time zone; write 2026-12-24T09:00Z for UTC.")
    return instant
