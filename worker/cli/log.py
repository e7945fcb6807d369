"""Commands on the Quality Management Action Log: log verify and log export."""

import sys
from pathlib import Path

import click

from worker.adapters.log import export as stream
from worker.adapters.log import journal
from worker.adapters.workbook import write_csv, write_lines, write_workbook
from worker.cli.as_json import line
from worker.cli.folders import Folders
from worker.reports.workbook_rows import complaints, entries

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.pass_obj
def verify(folders: Folders) -> None:
    """Prove that no line of the log was changed.

    The index, too, must say what the log says. Exit code 0 when it does, else 2.
    """
    with folders.log() as tx:
        faults = list(journal.faults(tx))
        count, seal = journal.counted(tx), journal.seal(tx)
    for sentence in faults:
        click.echo(sentence, err=True)
    click.echo(f"{count} complaints, {len(faults)} faults, seal {seal}")
    sys.exit(2 if faults else 0)


@click.command()
@click.option("--xlsx", type=_FILE, help="A workbook with a sheet of complaints and one of every line.")
@click.option("--csv", type=_FILE, help="Every line, for any spreadsheet.")
@click.option("--json", "lines", type=_FILE, help="Every line as the log holds it, one JSON object a line.")
@click.pass_obj
def export(folders: Folders, xlsx: Path | None, csv: Path | None, lines: Path | None) -> None:
    """Write the whole log to a workbook, CSV or lines of JSON.

    Only you can read the files. Each takes the place of an older one only when it is complete.
    """
    if not (xlsx or csv or lines):
        raise click.UsageError("Nothing to write; give --xlsx FILE, --csv FILE or --json FILE.")
    people = folders.settings_without_secrets().people
    with folders.log() as tx:
        if xlsx:
            write_workbook(xlsx, (complaints(tx, people), entries(tx)))
        if csv:
            write_csv(csv, entries(tx))
        if lines:
            write_lines(lines, map(line, stream.entries(tx)))
        count = journal.counted(tx)
    written = ", ".join(str(path) for path in (xlsx, csv, lines) if path)
    click.echo(f"{count} complaints with every line of their log: {written}")


@click.group(commands=[verify, export])
def log() -> None:
    """The Quality Management Action Log."""
