"""Starts the worker in a process of its own, forked from one that has done the imports: they cost a second each."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from worker import cli

Worker = ForkServerProcess

_PR_SET_PDEATHSIG = 1
_IMPORTED_LATE = (
    "alembic.command",
    "holidays.countries",
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.dialects.postgresql.psycopg",
)
FORKED_FROM = (__name__, *_IMPORTED_LATE, "tests.faults.ready")
"""What the process from which workers are forked imports before the first."""

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(list(FORKED_FROM))


def launch(
    words: Sequence[str], environment: Mapping[str, str], log: Path, main: Callable[[], None] = cli.main
) -> Worker:
    """`worker` with these words and only these variables, what it says in `log`; it is killed when we die.

    `main` is what the process runs: a function of a module, because it is found by its name.
    """
    process = _FORKS.Process(target=_run, args=(main, tuple(words), dict(environment), str(log)))
    process.start()
    return process


def end(worker: Worker) -> None:
    """Leave no process behind, whatever happened."""
    worker.kill()
    worker.join()
    worker.close()


def _run(main: Callable[[], None], words: tuple[str, ...], environment: dict[str, str], log: str) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    terminal = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(terminal, stream)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["worker", *words]
    main()
