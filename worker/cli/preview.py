"""The command that shows letters before anybody gets one."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from worker import app
from worker.adapters.letters import Letters
from worker.adapters.log import journal
from worker.cli.folders import Folders
from worker.cli.preview_pages import leave, told
from worker.cli.previewed import shown
from worker.model.catalogue import LetterKind
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.rulebook import Rulebook


@click.command()
@click.argument("letters", nargs=-1)
@click.option("--case", "reference", default="", help="Show them as that complaint would have them.")
@click.option("--all", "every", is_flag=True, help="Show those to colleagues too.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default="preview",
    show_default=True,
    help="Where the pages are left.",
)
@click.pass_obj
def preview(folders: Folders, letters: Sequence[str], reference: str, every: bool, output: Path) -> None:
    """Show letters as their readers will see them.

    LETTERS are names like M07; without any, every letter to a client is shown, and below what the checks find.
    Nothing is sent or recorded. Exit code 0 when all is well, 1 where something was found, 2 where a template is
    broken.
    """
    kinds = _wanted(letters, every)
    settings = folders.settings_without_secrets()
    opened = Letters.open(folders.templates, settings.office)
    like = _case(folders, reference) if reference else None
    today = london_date(app.utc_now())
    found = tuple(shown(opened, kinds, like, Rulebook.of(settings), today))
    page = leave(found, output)
    for each in found:
        click.echo("\n".join(told(each)))
    click.echo(f"{len(found)} letters are shown in {page.resolve().as_uri()}")
    sys.exit(1 if any(each.found for each in found) else 0)


def _wanted(names: Sequence[str], every: bool) -> tuple[LetterKind, ...]:
    """The kinds that are meant; a name that no letter has is refused with those that there are."""
    if not names:
        return tuple(kind for kind in LetterKind if every or kind.is_for_client)
    known = {kind.casefold(): kind for kind in LetterKind}
    for name in names:
        if name.casefold() not in known:
            raise click.ClickException(f"There is no letter {name!r}; there are {', '.join(LetterKind)}.")
    return tuple(known[name.casefold()] for name in names)


def _case(folders: Folders, reference: str) -> Case:
    wanted = reference.strip().upper()
    with folders.log() as tx:
        found = journal.case(tx, wanted) if wanted.isprintable() else None
    if found is None:
        raise click.ClickException(f"There is no complaint {wanted!r}; `worker cases --all` lists them.")
    return found
