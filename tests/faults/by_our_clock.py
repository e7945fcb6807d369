"""`worker run` by a clock that a test sets, with a named place on both sides of each commit that queues a letter."""

import logging
import os
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.pool import ConnectionPoolEntry

from worker import app, kill_point
from worker.adapters.letters import Letters
from worker.adapters.log import schema
from worker.adapters.settings import load

_QUEUED, _COMMITTED = "queued in this transaction", "committed in this transaction"


def main() -> None:
    """Work until SIGTERM, AHEAD seconds ahead of the real clock, with the folders that were typed.

    FAULT also knows before_commit_of_M19 and after_commit_of_M19: one pass for each commit that puts a letter of that
    kind in the outbox.
    """
    kill_point.arm(os.environ["FAULT"])
    logging.basicConfig(level=logging.WARNING)
    ahead = timedelta(seconds=float(os.environ["AHEAD"]))
    config, templates = Path(sys.argv[2]), Path(sys.argv[4])
    settings = load(config, os.environ)
    letters = Letters.open(templates, settings.office)
    with closing(app.open_workplace(settings, letters, lambda: app.utc_now() + ahead)) as place:
        schema.upgrade(place.store)
        _name_commits(place.store.engine)
        app.run(place)


def _name_commits(engine: Engine) -> None:
    event.listen(engine, "after_cursor_execute", _note)
    event.listen(engine, "commit", _before_commit)
    event.listen(engine, "checkin", _after_commit)


def _note(
    connection: Connection,
    _cursor: object,
    statement: str,
    _parameters: object,
    context: DefaultExecutionContext,
    _many: object,
) -> None:
    if statement.startswith("INSERT INTO outbox_letter"):
        kinds = {row["kind"] for row in context.compiled_parameters}
        connection.info.setdefault(_QUEUED, set()).update(kinds)


def _before_commit(connection: Connection) -> None:
    kinds = connection.info[_COMMITTED] = connection.info.pop(_QUEUED, set())
    for kind in kinds:
        kill_point.reached(f"before_commit_of_{kind}")


def _after_commit(_: object, record: ConnectionPoolEntry) -> None:
    """A connection goes back to the pool as soon as its transaction has ended, and its notes are its own."""
    record.info.pop(_QUEUED, None)
    for kind in record.info.pop(_COMMITTED, ()):
        kill_point.reached(f"after_commit_of_{kind}")
