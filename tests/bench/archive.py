"""A log with many cases on file: a few that the worker itself wrote a year ago, and copies of them."""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice

from tests.bench.corpus import complaints
from tests.bench.site import Site
from tests.rig import opened
from worker.adapters.log import journal
from worker.adapters.log.store import open_store
from worker.adapters.settings import load
from worker.rounds import Rounds

_ORIGINALS = 40
_TRIED = 3 * _ORIGINALS
_FILED_AT = 1_000_000_000  # UIDs that the mailbox itself never reaches
_YEAR = timedelta(days=365)
_TABLES = ("inbox_message", "log_entry", "case_index", "outbox_letter")

Value = str | int | float | bytes | None
Row = dict[str, Value]
Case = Mapping[str, list[Row]]


def fill(site: Site, cases: int, seed: int) -> None:
    """Make the database of the site with that many complaints, a year old and acknowledged.

    Each has its lines with a valid hash chain, its line in the index, its row in the register and its letter; the
    bytes of mails and letters are left out, as nothing but a person reads them. The first copies are held against
    `journal.faults`.
    """
    _write_originals(site, seed)
    copies = _copied(_originals(site), cases)
    _insert(site, islice(copies, _TRIED))
    _try(site)
    _insert(site, copies)


def _write_originals(site: Site, seed: int) -> None:
    long_ago = datetime.now(UTC) - _YEAR
    site.arrive(complaints(_ORIGINALS, seed), at=long_ago)
    settings = load(site.folder, site.environment)
    with (
        closing(opened(settings, lambda: long_ago)) as place,
        closing(Rounds(place, threading.Event())) as rounds,
    ):
        handled = rounds.look(), rounds.hand_over()
    if handled != (_ORIGINALS, _ORIGINALS):
        raise RuntimeError(f"Of {_ORIGINALS} complaints the worker settled and answered {handled}.")


def _originals(site: Site) -> list[Case]:
    with closing(sqlite3.connect(site.database)) as database:
        database.row_factory = sqlite3.Row
        references = [row[0] for row in database.execute("SELECT reference FROM case_index ORDER BY 1")]
        return [{table: list(_rows(database, table, each)) for table in _TABLES} for each in references]


def _rows(database: sqlite3.Connection, table: str, reference: str) -> Iterator[Row]:
    for row in database.execute(f"SELECT * FROM {table} WHERE reference = ? ORDER BY rowid", (reference,)):  # noqa: S608  our own names
        yield dict(row)


def _copied(originals: list[Case], cases: int) -> Iterator[Case]:
    series = str(originals[0]["case_index"][0]["reference"]).rpartition("-")[0]
    for number in range(len(originals) + 1, cases + 1):
        yield _copy(originals[number % len(originals)], f"{series}-{number:04}", number)


def _copy(original: Case, reference: str, number: int) -> Case:
    """The case under another reference, of another client."""
    client = str(original["case_index"][0]["complainant"])
    another = client.replace("@", f"@archive-{number:06}.")
    said = [{**line, "fact": str(line["fact"]).replace(client, another)} for line in original["log_entry"]]
    lines = list(_chained(said, reference))
    mail = original["inbox_message"][0]
    indexed = {**original["case_index"][0], "complainant": another, "head": lines[-1]["hash"]}
    register = {**mail, "uid": _FILED_AT + number, "content_key": _hash(mail["content_key"], number)}
    letters = [
        {**letter, "recipient": another, "message_id": f"<{place}.{reference}@optimised.net>", "content": b""}
        for place, letter in enumerate(original["outbox_letter"])
    ]
    copied = {
        "inbox_message": [register],
        "log_entry": lines,
        "case_index": [indexed],
        "outbox_letter": letters,
    }
    return {table: [{**row, "reference": reference} for row in rows] for table, rows in copied.items()}


def _chained(lines: list[Row], reference: str) -> Iterator[Row]:
    previous: Value = ""
    for line in lines:
        at = datetime.fromisoformat(str(line["at"])).replace(tzinfo=UTC).isoformat(timespec="microseconds")
        previous = _hash(previous, reference, line["number"], at, line["actor"], line["kind"], line["fact"])
        yield {**line, "hash": previous}


def _hash(*said: Value) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _insert(site: Site, cases: Iterable[Case]) -> None:
    with closing(sqlite3.connect(site.database)) as database:
        database.execute("PRAGMA synchronous=OFF")
        for case in cases:
            for table, rows in case.items():
                # Without its number, a row gets the next.
                fresh = [{name: value for name, value in row.items() if name != "id"} for row in rows]
                names = ", ".join(fresh[0])
                marks = ", ".join(f":{name}" for name in fresh[0])
                database.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", fresh)  # noqa: S608  our own names
        database.execute("UPDATE reference_counter SET last = (SELECT count(*) FROM case_index)")
        database.commit()


def _try(site: Site) -> None:
    store = open_store(site.environment["DATABASE_URL"])
    with store.reading(datetime.now(UTC)) as tx:
        faults = list(journal.faults(tx))
    store.close()
    if faults:
        raise RuntimeError(f"The cases on file are not as the worker writes them: {faults[0]}")
