"""Random mail through the whole way from the mailbox to the log: python -m tests.fuzz, or make fuzz.

MAILS (20,000) and SEED (1) may stand in the environment; the same seed makes the same mail. Each mail is kept, read,
triaged, decided, its letters are rendered, and all is recorded in an SQLite file; then time passes. An escape is a mail
that made the worker fail, a log that is not whole, or a mail that did not end. Escapes are saved under build/fuzz.
"""

import hashlib
import logging
import os
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random
from typing import cast

from tests.attacks.mutants import FIRST, mutant, seeds
from tests.rig import MONDAY, opened, settings
from worker.adapters.log import journal, register, settled
from worker.adapters.log.store import LogUnavailable
from worker.adapters.mailbox import FolderState, Mailbox
from worker.jobs.ingest.fetching import Care
from worker.jobs.ingest.ingest import ingest
from worker.jobs.keep_time import keep_time
from worker.model.mail import RawMail
from worker.model.office import Caps
from worker.model.servers import MailboxSettings, SmtpSettings
from worker.workplace import Workplace

SAVED = Path(__file__).parent.parent / "build" / "fuzz"
LOT = 1_000
PROCESSES = 2

_UNCAPPED = Caps(acknowledge_per_address_per_day=10**6, per_domain_per_day=10**6, per_day=10**6)


@dataclass(frozen=True, slots=True)
class Escape:
    """What went wrong, where, and the mail that did it; empty where no single mail is to blame."""

    what: str
    mail: bytes
    details: str


@dataclass(frozen=True, slots=True)
class Result:
    """How the mails of a lot ended, and what escaped."""

    outcomes: Counter[str] = field(default_factory=Counter)
    escapes: tuple[Escape, ...] = ()


class Pile:
    """A mailbox that is a list, from which nothing is ever filed."""

    def __init__(self, mails: Sequence[bytes]) -> None:
        self._mails = mails

    def folder(self) -> FolderState:
        """As the worker sees it."""
        return FolderState(uidvalidity=1, next_uid=len(self._mails) + 1, count=len(self._mails))

    def waiting(self, from_uid: int, until: int) -> Iterator[tuple[int, ...]]:
        """All in one window."""
        yield tuple(range(from_uid, until + 1))

    def fetch(self, uids: Sequence[int]) -> Iterator[tuple[RawMail, ...]]:
        """Fifty at a time, as the mailbox does."""
        for start in range(0, len(uids), 50):
            yield tuple(
                RawMail("INBOX", 1, uid, MONDAY + timedelta(seconds=uid), self._mails[uid - 1])
                for uid in uids[start : start + 50]
            )

    def file(self, _uids: Sequence[int]) -> tuple[int, ...]:
        """Nothing moves."""
        return ()


class Failures(logging.Handler):
    """What the worker logs about mails that made it fail: the number of each with its exception."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: dict[int, BaseException] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the first exception of each mail."""
        if record.exc_info and record.exc_info[1] and isinstance(record.args, tuple):
            self.found.setdefault(cast(int, record.args[0]), record.exc_info[1])

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear the worker, which is then not heard on the terminal."""
        logger = logging.getLogger("worker.jobs.ingest.ingest")
        logger.addHandler(self)
        logger.propagate = False
        try:
            yield
        finally:
            logger.removeHandler(self)
            logger.propagate = True


@contextmanager
def workplace(folder: Path) -> Iterator[Workplace]:
    """A worker's books in that folder, without servers and without caps, on Monday."""
    told = settings(MailboxSettings(host="127.0.0.1", user="x"), SmtpSettings(host="127.0.0.1"), "")
    office = replace(told.office, database=f"sqlite:///{folder / 'log.sqlite3'}", caps=_UNCAPPED)
    place = opened(replace(told, office=office), lambda: MONDAY + timedelta(hours=1))
    try:
        yield place
    finally:
        place.close()


def run_lot(seed: str, count: int) -> Result:
    """Make and work through one lot of mail with books of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, workplace(Path(folder)) as place:
        rng, kinds = Random(seed), seeds(place.secrets.token_key)
        mails = [FIRST, *(mutant(rng, kinds) for _ in range(count))]
        failed = take_in(place, mails)
        for days in (1, 3, 7):
            keep_time(replace(place, clock=partial(MONDAY.__add__, timedelta(days=days, hours=4))))
        return _result(place, mails, failed)


def take_in(place: Workplace, mails: Sequence[bytes]) -> dict[int, BaseException]:
    """Work through the mails as they would come in; the numbers of those at which the worker failed, and how."""
    failures, refused = Failures(), dict[int, BaseException]()
    pile, stop = cast(Mailbox, Pile(mails)), threading.Event()
    with failures.listening():
        for _ in mails:
            try:
                ingest(place, pile, stop, Care())
                break
            except LogUnavailable as error:
                with place.store.reading(MONDAY) as tx:
                    refused.setdefault(next(register.unsettled(tx)), error)
    return {**failures.found, **refused}


def _result(place: Workplace, mails: Sequence[bytes], failed: dict[int, BaseException]) -> Result:
    with place.store.reading(MONDAY) as tx:
        outcomes = Counter({name or "not ended": count for name, count in settled.counts(tx)})
        escapes = [_escape(error, register.content(tx, id_)) for id_, error in failed.items()]
        escapes += [Escape("log not whole", b"", fault) for fault in journal.faults(tx)]
    if outcomes.total() != len(mails):
        escapes.append(
            Escape("mail lost", b"", f"{len(mails)} came, {outcomes.total()} are in the register.")
        )
    return Result(outcomes, tuple(escapes))


def _escape(error: BaseException, mail: bytes) -> Escape:
    last = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
    return Escape(what, mail, "".join(traceback.format_exception(error)))


def save(escape: Escape) -> Path:
    """The mail and its traceback as files."""
    SAVED.mkdir(parents=True, exist_ok=True)
    path = SAVED / f"{hashlib.sha256(escape.mail + escape.what.encode()).hexdigest()[:16]}.eml"
    path.write_bytes(escape.mail)
    path.with_suffix(".txt").write_text(f"{escape.what}\n\n{escape.details}")
    return path


def main() -> int:
    """Run all lots on two processors and say what came of them; 1 where anything escaped."""
    mails, seed = int(os.environ.get("MAILS", "20000")), os.environ.get("SEED", "1")
    lots = [(f"{seed}-{start}", min(LOT, mails - start)) for start in range(0, mails, LOT)]
    began = time.monotonic()
    with Pool(PROCESSES) as pool:
        results = pool.starmap(run_lot, lots, chunksize=1)
    seconds = time.monotonic() - began
    outcomes = sum((result.outcomes for result in results), Counter[str]())
    escapes = [escape for result in results for escape in result.escapes]
    for name, count in outcomes.most_common():
        print(f"{count:7,}  {name}")
    for what, count in Counter(escape.what for escape in escapes).most_common():
        print(f"{count:7,}  ESCAPED: {what}")
    for escape in escapes:
        save(escape)
    print(f"{mails:,} mails in {seconds:.0f} seconds, {mails / seconds:.0f} a second: {len(escapes)} escapes")
    return 1 if escapes else 0


if __name__ == "__main__":
    sys.exit(main())
