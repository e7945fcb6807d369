"""`make bench`: a seeded mailbox through the worker as it really runs, on Dovecot, SQLite and an SMTP sink.

N=2000 mails, CASES=100000 on file for the comparison, ROUNDS=3 of each with the least of each figure shown, SEED=1;
PROFILE=1 shows where the time goes. Nothing is asserted but that every mail was settled.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bench import ROOT, due
from tests.bench.archive import fill
from tests.bench.corpus import corpus
from tests.bench.measure import Figures
from tests.bench.site import Servers, Site, servers
from worker.adapters.log import schema
from worker.adapters.log.store import open_store

MAILS = int(os.environ.get("N", "2000"))
CASES = int(os.environ.get("CASES", "100000"))
ROUNDS = int(os.environ.get("ROUNDS", "3"))
SEED = int(os.environ.get("SEED", "1"))


@dataclass(frozen=True, slots=True)
class Round:
    """What one run through one mailbox cost: fetched by IMAPClient alone, settled, letters handed over."""

    bare: Figures
    ingest: Figures
    letters: Figures
    outcomes: dict[str, int]


def main() -> None:
    """Measure in turn with an empty log and with many cases on file, so that both meet the same neighbours."""
    print(f"$ N={MAILS} CASES={CASES} ROUNDS={ROUNDS} SEED={SEED} {sys.executable} -m tests.bench\n")
    mails = list(corpus(MAILS, SEED))
    _describe(mails)
    with servers() as shared:
        print(f"One fsync here: {_fsync_seconds(shared.folder) * 1000:.2f} ms")
        archive = _archive(shared)
        _round(shared.site("warm-up"), mails[:50])
        empty, full = [], []
        for _ in range(ROUNDS):
            empty.append(_round(shared.site("empty"), mails))
            if CASES:
                site = shared.site("full")
                shutil.copy(archive.database, site.database)
                full.append(_round(site, mails))
    _show(_undisturbed(empty), _undisturbed(full) if full else None)
    due.show()


def _archive(shared: Servers) -> Site:
    site = shared.site("archive")
    if CASES:
        started = time.perf_counter()
        fill(site, CASES, SEED)
        size = site.database.stat().st_size / 1e6
        print(f"{CASES:,} cases put on file in {time.perf_counter() - started:.0f} s: {size:,.0f} MB")
    return site


def _round(site: Site, mails: list[bytes]) -> Round:
    site.arrive(mails)
    _migrate(site)
    (bare,) = _measured(site, "fetch", str(site.servers.imap.port), site.servers.user)
    ingest, letters, last = _measured(site, "work", str(site.folder))
    if ingest.count != len(mails):
        sys.exit(
            f"Only {ingest.count} of {len(mails)} mails were settled:\n{(site.folder / 'worker.log').read_text()}"
        )
    return Round(bare, ingest, letters, last.outcomes)


def _migrate(site: Site) -> None:
    """What an installation does before the worker starts, so that no memory of it counts as the worker's."""
    store = open_store(site.environment["DATABASE_URL"])
    schema.upgrade(store)
    store.close()


def _measured(site: Site, *arguments: str) -> list[Figures]:
    command = [sys.executable, "-m", "tests.bench.measure", *arguments]
    print("$", " ".join(command), flush=True)
    done = subprocess.run(
        command, cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, check=True, text=True
    )
    return [Figures(**json.loads(line)) for line in done.stdout.splitlines()]


def _undisturbed(rounds: list[Round]) -> Round:
    """The least that each step took in any round: what comes on top is the work of others on this machine."""
    bare, ingest, letters = (
        [getattr(each, step) for each in rounds] for step in ("bare", "ingest", "letters")
    )
    return Round(_least(bare), _least(ingest), _least(letters), rounds[0].outcomes)


def _least(measured: list[Figures]) -> Figures:
    return replace(
        measured[0],
        seconds=min(each.seconds for each in measured),
        processor=min(each.processor for each in measured),
    )


def _describe(mails: list[bytes]) -> None:
    sizes = sorted(map(len, mails))
    large = sum(size > 100_000 for size in sizes)
    print(
        f"Corpus: {len(sizes):,} mails, median {statistics.median(sizes) / 1000:.1f} KB, "
        f"{large / len(sizes):.1%} with a file of 100 to 500 KB, {sum(sizes) / 1e6:.0f} MB in all"
    )


def _fsync_seconds(folder: Path) -> float:
    times = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(100):
            file.write(bytes(4096))
            started = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - started)
    return statistics.median(times)


def _show(empty: Round, full: Round | None) -> None:
    print("\nThe mails ended as:", ", ".join(f"{count} {name}" for name, count in empty.outcomes.items()))
    print(f"\n{'':46}{'empty log':>12}" + (f"{f'{CASES:,} cases':>18}{'cost':>9}" if full else ""))
    first, second = _lines(empty), _lines(full) if full else {}
    for name, value in first.items():
        other = second.get(name)
        print(f"{name:46}{value:>12,.2f}" + (f"{other:>18,.2f}{_change(value, other):>9}" if other else ""))
    print(
        "\nA commit is a transaction that changed a row. SQLite (WAL, synchronous=FULL) syncs once for each and, for"
    )
    print(
        "every twenty or so, once more to move its WAL into the database: strace saw 804 syncs for 761 commits."
    )


def _lines(measured: Round) -> dict[str, float]:
    """The table, row by row."""
    bare, ingest, letters = measured.bare, measured.ingest, measured.letters
    return {
        "bare fetch by IMAPClient, mails a second": bare.count / bare.seconds,
        "ingest, mails a second": ingest.count / ingest.seconds,
        "ingest takes so many times a bare fetch": ingest.seconds / bare.seconds,
        "ingest, ms a mail": 1000 * ingest.seconds / ingest.count,
        "ingest, ms of processor a mail": 1000 * ingest.processor / ingest.count,
        "ingest, durable commits a mail": ingest.commits / ingest.count,
        "letters handed over a second": letters.count / letters.seconds,
        "letters, ms of processor each": 1000 * letters.processor / max(letters.count, 1),
        "letters, durable commits each": letters.commits / max(letters.count, 1),
        "peak memory of the worker, MB": letters.peak / 1e6,
        "peak memory of its reader of large mails, MB": letters.beside / 1e6,
    }


def _change(before: float, after: float) -> str:
    return f"{after / before - 1:+.1%}" if before else ""


if __name__ == "__main__":
    main()
