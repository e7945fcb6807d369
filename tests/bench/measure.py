"""One measurement in a process of its own, so that what it uses is its own: prints its figures as one line of JSON.

python -m tests.bench.measure fetch PORT USER    the mailbox fetched with IMAPClient and nothing else
python -m tests.bench.measure work FOLDER        one look at the mailbox and one round of the outbox by the worker
"""

import cProfile
import json
import logging
import os
import pstats
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from imapclient import IMAPClient
from sqlalchemy import Connection, event

from tests.bench import TEMPLATES
from tests.servers import PASSWORD
from worker.adapters.log import settled
from worker.adapters.log.store import Store
from worker.cli.folders import Folders
from worker.rounds import Rounds
from worker.workplace import Workplace

_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What `count` mails or letters cost: wall and processor time in seconds, commits, most bytes of memory.

    `beside` is the most memory of the process in which the worker has large mails read.
    """

    count: int
    seconds: float
    processor: float
    commits: int = 0
    peak: int = 0
    beside: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)


class Commits:
    """Counts the transactions that changed a row and were committed; each is one sync of SQLite's WAL."""

    def __init__(self, store: Store) -> None:
        self.number = 0
        self._changes: dict[int, int] = {}
        event.listen(store.engine, "commit", self._committing)

    def _committing(self, connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        before = self._changes.get(id(driver), 0)
        self._changes[id(driver)] = driver.total_changes
        self.number += driver.total_changes != before


def fetch(port: int, user: str) -> None:
    """Fetch every mail of the inbox in batches as the worker does, without its trace; the bytes are dropped."""
    with IMAPClient("127.0.0.1", port, ssl=False) as client:
        client._imap.debug = 0
        client.login(user, PASSWORD)
        client.select_folder("INBOX", readonly=True)
        uids = client.search()
        started = _clocks()
        count = sum(
            len(client.fetch(uids[first : first + _BATCH], ["BODY.PEEK[]"]))
            for first in range(0, len(uids), _BATCH)
        )
        _print(_figures(count, started))


def work(folder: Path) -> None:
    """`worker once` on that configuration, measured: first the look, then the outbox."""
    logging.basicConfig(level=logging.INFO, filename=folder / "worker.log")
    with (
        Folders(folder, TEMPLATES).workplace() as place,
        closing(Rounds(place, threading.Event())) as rounds,
    ):
        commits, before = Commits(place.store), _outcomes(place)
        _print(_measured(rounds.look, commits))
        _print(_measured(rounds.hand_over, commits))
        after = _outcomes(place)
    outcomes = {name: count - before.get(name, 0) for name, count in after.items()}
    _print(Figures(count=0, seconds=0, processor=0, outcomes=outcomes))


def _outcomes(place: Workplace) -> dict[str, int]:
    with place.store.reading(place.clock()) as tx:
        return dict(settled.counts(tx))


def _measured(job: Callable[[], int], commits: Commits) -> Figures:
    profile = cProfile.Profile() if os.environ.get("PROFILE") else None
    commits_before, started = commits.number, _clocks()
    count = profile.runcall(job) if profile else job()
    figures = _figures(count, started, commits.number - commits_before)
    if profile:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(12)
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats("worker", 30)
    return figures


def _clocks() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _figures(count: int, started: tuple[float, float], commits: int = 0) -> Figures:
    wall, processor = (now - then for now, then in zip(_clocks(), started, strict=True))
    beside = max(map(_peak, _children()), default=0)
    own = _peak(os.getpid())
    return Figures(count=count, seconds=wall, processor=processor, commits=commits, peak=own, beside=beside)


def _children() -> list[int]:
    return [
        int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()
    ]


def _peak(pid: int) -> int:
    """The most memory that the process has held in RAM (VmHWM)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def _print(figures: Figures) -> None:
    print(json.dumps(asdict(figures)), flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "fetch":
        fetch(int(sys.argv[2]), sys.argv[3])
    else:
        work(Path(sys.argv[2]))
