"""What an operator types: one file a group of commands, each command short; it calls a job or an adapter.

Exit codes: 0 all is well; 1 there is something to look at, or what was typed is wrong; 2 a fault that keeps the worker
from working. What goes wrong is a sentence on standard error and never a traceback.
"""

import errno
import logging
import os
import sys
from contextlib import suppress
from difflib import get_close_matches
from io import TextIOWrapper
from pathlib import Path

import click

from worker import kill_point
from worker.adapters.letters import BrokenTemplateError
from worker.adapters.log.case_unreadable import CaseUnreadable
from worker.adapters.log.store import LogRefused, LogUnavailable
from worker.adapters.mailbox import MailboxRefused, MailboxUnavailable
from worker.adapters.parsing.guard import ReaderFailed
from worker.adapters.settings import SettingsRefused
from worker.adapters.smtp import PostRefused, PostUnreachable
from worker.adapters.workbook import FileRefused
from worker.cli.calendar import calendar
from worker.cli.check import check
from worker.cli.complaints import case, cases, explain_, mail
from worker.cli.due import due
from worker.cli.folders import Folders
from worker.cli.health import health
from worker.cli.log import log
from worker.cli.preview import preview
from worker.cli.preview_pages import PreviewRefused
from worker.cli.simulate import simulate
from worker.cli.triage import triage
from worker.cli.work import catch_up, demo, migrate, once, run
from worker.demo import DemoRefused

_LOOK, _FAULT = 1, 2
_EXPECTED = (
    SettingsRefused,
    BrokenTemplateError,
    LogRefused,
    LogUnavailable,
    CaseUnreadable,
    MailboxRefused,
    MailboxUnavailable,
    PostRefused,
    PostUnreachable,
    FileRefused,
    ReaderFailed,
    DemoRefused,
    PreviewRefused,
)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_COMMANDS = [
    run,
    once,
    catch_up,
    check,
    health,
    migrate,
    case,
    cases,
    explain_,
    mail,
    due,
    calendar,
    triage,
    preview,
    log,
    simulate,
    demo,
]


@click.group(commands=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=_FOLDER, default="config", envvar="WORKER_CONFIG", show_default=True)
@click.option("--templates", type=_FOLDER, default="templates", envvar="WORKER_TEMPLATES", show_default=True)
@click.pass_context
def worker(context: click.Context, config: Path, templates: Path) -> None:
    """Runs the Client Complaints Policy of Optimised Group out of its shared mailbox."""
    _begin_logging(working=context.invoked_subcommand == "run")
    context.obj = Folders(config, templates)


@worker.command("help")
@click.pass_context
def help_(context: click.Context) -> None:
    """Show what there is to type."""
    click.echo(context.find_root().get_help())


def main() -> None:
    """Run the command that was typed and exit with its code."""
    kill_point.arm(os.environ.get("FAULT", ""))
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a letter of somebody's name is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = worker(prog_name="worker", standalone_mode=False)
    except click.exceptions.NoSuchCommand as unknown:
        code = _say(_nearest(unknown), _LOOK)
    except click.ClickException as wrong:
        code = _say(_whole(wrong.format_message()), _LOOK)
    except click.Abort:
        code = _say("Stopped.", _LOOK)
    except _EXPECTED as trouble:
        code = _say(str(trouble), _FAULT)
    except OSError as trouble:
        code = _of_system(trouble)
    sys.exit(code)


def _begin_logging(*, working: bool) -> None:
    """A worker that works says what it does, with the time; any other command only what went wrong."""
    logging.basicConfig(
        level=logging.INFO if working else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s %(message)s" if working else "%(message)s",
    )
    # The last one names the letters of every word that it prints, and our log may hold no personal data.
    for talkative in ("apscheduler", "alembic", "fontTools"):
        logging.getLogger(talkative).setLevel(logging.WARNING)


def _whole(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", ")")) else f"{sentence}."


def _nearest(unknown: click.exceptions.NoSuchCommand) -> str:
    context = unknown.ctx
    group = context.command if context else worker
    known = list(group.commands) if isinstance(group, click.Group) else []
    near = get_close_matches(unknown.command_name, known, 1, cutoff=0.3)
    hint = f"the nearest is {near[0]}" if near else "`worker help` lists them"
    return f"There is no command {unknown.command_name!r}; {hint}."


def _say(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code


def _of_system(trouble: OSError) -> int:
    with suppress(OSError):
        # What could not be written would be tried once more at the very end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if trouble.errno == errno.EPIPE:
        # Whoever read our output has seen enough.
        return _LOOK
    return _say(f"The operating system refused: {trouble.strerror or trouble}.", _FAULT)
