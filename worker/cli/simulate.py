"""The command that shows what the worker would do with mail, and when."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from worker.cli.folders import Folders
from worker.policy.calendar import FIRST_DAY, LAST_DAY

_WRITTEN = "written like 2026-03-02"


def _day(_context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"{text!r} is not a day; write it like 2026-03-02.") from error
    if not FIRST_DAY.year <= day.year < LAST_DAY.year:
        raise click.BadParameter(f"{text} is not a day of the years {FIRST_DAY.year} to {LAST_DAY.year - 1}.")
    return day


@click.command()
@click.option(
    "--from",
    "first",
    callback=_day,
    metavar="DAY",
    help=f"First day, {_WRITTEN}; else that of the first mail.",
)
@click.option(
    "--to", "last", callback=_day, metavar="DAY", help="Last day; else eight weeks after the first."
)
@click.option(
    "--mailbox",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Recorded mail: .eml and .mbox files. Without it made-up mail is played.",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Leave every mail and a page of them here.",
)
@click.option("--json", "plain", is_flag=True, help="Print JSON.")
@click.pass_obj
def simulate(folders: Folders, /, **wanted: Any) -> None:
    """Show what the worker would do with mail, and when.

    Plays recorded or made-up mail through the real jobs, with the configuration and the letters of this worker and
    with a clock of its own: the way to see what a change of config/policy.toml or of a letter would do. Nothing leaves
    this machine, and neither the database nor the mailbox of the worker is touched.

    Time acts at every full hour from 6am to 10pm and at each time that the configuration names. Where the worker would
    hold it back, that is said, and it goes on as after `worker catch-up --send`.

    A recorded mail arrives at the time in its name, like 2026-03-02T0930Z-anything.eml, else at that of its topmost
    Received, else of its Date. Colleagues act as they do by mail; their mail counts as proven where the recorded mail
    says so under the configured authserv_id. An answer to a letter of the real worker counts as a new mail.
    """
    # The simulated mail servers are an optional install; the worker runs without them.
    from worker.demo import diary

    asked = diary.Wanted(**wanted)
    try:
        diary.play(
            folders.settings_without_secrets(),
            folders.templates,
            asked,
            click.echo,
            partial(click.echo, err=True),
        )
    except diary.NothingToPlay as nothing:
        raise click.ClickException(str(nothing)) from nothing
