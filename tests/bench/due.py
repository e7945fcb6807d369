"""What time costs: a look with 100 cases due among a million entries, and a morning's mail, on both databases."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import insert, text

from tests.adapters.in_the_log import complaint
from tests.jobs.newsroom import london, respond
from tests.rig import opened, settings
from tests.servers.postgres import PostgresServer
from worker.adapters.log import journal
from worker.adapters.log.store import Store
from worker.adapters.log.tables import case_index, log_entry
from worker.jobs.keep_time import keep_time
from worker.jobs.morning import morning
from worker.model.office import Timetable
from worker.model.rung import Role, Rung
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.model.time import Clock

_CLOSED, _LINES, _DUE, _OPEN = 125_000, 8, 100, 500
_AT_ONCE = 5_000
_NOW, _LONG_AGO = london("2026-03-03", 7), london("2026-02-02")


def show() -> None:
    """Measure on SQLite and on PostgreSQL and print a line for each figure."""
    print(f"\n{_CLOSED * _LINES:,} entries of closed cases on file")
    with tempfile.TemporaryDirectory() as folder, _postgres(Path(folder)) as postgres:
        for name, url in (("SQLite", f"sqlite:///{folder}/due.sqlite3"), ("PostgreSQL", postgres)):
            _measure(name, url)


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    # The server runs as another user, who must be able to reach its folder.
    folder.chmod(0o755)
    server = PostgresServer.start(folder / "postgres")
    try:
        yield server.new_database()
    finally:
        server.stop()


def _measure(name: str, url: str) -> None:
    given = settings(MailboxSettings(host="localhost", user="hello"), SmtpSettings(host="localhost"), url)
    rung = Rung(clock=Clock.RESPOND, level=4, to=(Role.HEAD,), before=0)
    given = replace(
        given,
        policy=replace(given.policy, ladder=(rung,)),
        office=replace(given.office, timetable=Timetable(undo_minutes=0)),
    )
    now = [_NOW]
    place = opened(given, lambda: now[0])
    _fill(place.store)
    keep_time(place)
    now[0] = london("2026-03-03", 8)
    started = time.perf_counter()
    morning(place)
    print(f"  {name}: a morning with {_OPEN} open complaints {time.perf_counter() - started:.2f} s")
    now[0] = london("2026-03-04", 9)
    started = time.perf_counter()
    kept = keep_time(place)
    assert kept.letters == 1, kept  # one reminder with a hundred lines
    print(f"  {name}: a look with {_DUE} due {time.perf_counter() - started:.3f} s")
    place.close()


def _fill(store: Store) -> None:
    for first in range(0, _CLOSED, _AT_ONCE):
        with store.writing(_NOW) as tx:
            numbers = range(first, first + _AT_ONCE)
            tx.connection.execute(insert(log_entry), [_line(n, k) for n in numbers for k in range(_LINES)])
            tx.connection.execute(insert(case_index), [_closed(number) for number in numbers])
    for number in range(_OPEN):
        with store.writing(_NOW) as tx:
            due_on = "2026-03-04" if number < _DUE else "2026-03-23"
            reference = journal.next_reference(tx, "OPT", 2026)
            journal.append(tx, reference, (complaint(f"About {number}"), respond(due_on)))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _line(number: int, place: int) -> dict[str, object]:
    line = {"reference": f"OLD-{number}", "number": place + 1, "at": _LONG_AGO, "actor": "worker"}
    return {**line, "kind": "MailNoted", "fact": "{}" * 50, "hash": "0" * 64}


def _closed(number: int) -> dict[str, object]:
    case = {"reference": f"OLD-{number}", "stage": "closed", "is_open": False, "section": "client_services"}
    case |= {"complainant": "x", "subject": "y", "received_at": _LONG_AGO, "day0": date(2026, 1, 1)}
    return case | {"next_due": None, "look_at": None, "waits_for": "", "entries": _LINES, "head": "0" * 64}
