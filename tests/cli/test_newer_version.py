"""An older version reads the log of a newer one: what it does not know is kept, shown and exported as it is."""

import hashlib
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.adapters.in_the_log import NOW, clock, migrated, note, open_case
from tests.cli.terminal import typed
from worker.adapters.log import journal
from worker.adapters.log.store import Store
from worker.model.time import Clock

CASE = "OPT-2026-0001"
NEW_KIND = ("site visited", '{"by":"sarah",  "visit":{"on":"2026-03-05","étage":2}}')
NEW_FIELDS = (
    "letter sent",
    (
        '{"letter":"M01","message_id":"<m01@optimised.net>","proof":"250 kept","recipient":"jane@client.example",'
        '"seconds":1.50,"tls":{"version":"1.3"}}'
    ),
)


@pytest.fixture
def log(empty: str) -> str:
    """A case with a line of a new kind and one with new fields, each followed by one that is known."""
    with migrated(empty) as store:
        open_case(store, clock())
        for newer in (NEW_KIND, NEW_FIELDS):
            write(store, *newer)
        with store.writing(NOW) as tx:
            journal.append(tx, CASE, [note(2)])
    return empty


def write(store: Store, kind: str, fact: str) -> None:
    """Write that line behind the last, as the newer version does: with its hash, and in the index."""
    with store.writing(NOW) as tx:
        entries = journal.read(tx, CASE)
        number = len(entries) + 1
        said = [entries[-1].hash, CASE, number, NOW.isoformat(timespec="microseconds"), "worker", kind, fact]
        line = {
            "reference": CASE,
            "number": number,
            "at": NOW.replace(tzinfo=None) if store.engine.dialect.name == "sqlite" else NOW,
            "kind": kind,
            "fact": fact,
            "hash": hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest(),
        }
        for statement in (
            (
                "INSERT INTO log_entry (reference, number, at, actor, kind, fact, hash) "
                "VALUES (:reference, :number, :at, 'worker', :kind, :fact, :hash)"
            ),
            "UPDATE case_index SET entries = :number, head = :hash WHERE reference = :reference",
        ):
            tx.connection.execute(text(statement), line)


def test_the_log_verifies_and_the_case_is_what_is_known_of_it(log: str) -> None:
    """No fault, and every promise of the case runs on."""
    said = typed("log", "verify", environment={"DATABASE_URL": log})
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("1 complaints, 0 faults, seal ")
    with migrated(log) as store, store.reading(NOW) as tx:
        found = journal.case(tx, CASE)
    assert found
    assert [each.clock for each in found.running] == [Clock.ACKNOWLEDGE]


def test_a_colleague_reads_what_is_not_known(log: str) -> None:
    """The kind and all that it holds; of a known kind the fields that are new."""
    said = typed("case", CASE, environment={"DATABASE_URL": log})
    assert (said.code, said.err) == (0, "")
    assert 'An entry of a newer version (site visited): {"by":"sarah", "visit":' in said.out
    assert (
        "M01 (acknowledgement) to jane@client.example was sent (250 kept). "
        'A newer version entered with it: seconds 1.5, tls {"version":"1.3"}.'
    ) in said.out


def test_the_export_holds_every_line_as_it_was_written(log: str, tmp_path: Path) -> None:
    """Who has the file can compute the hashes again: the fact is in it to the letter."""
    file = tmp_path / "log.jsonl"
    said = typed("log", "export", "--json", str(file), environment={"DATABASE_URL": log})
    assert (said.code, said.err) == (0, "")
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [json.loads(each)["kind"] for each in lines[2:4]] == [NEW_KIND[0], NEW_FIELDS[0]]
    assert f'"fact": {NEW_KIND[1]}, "hash"' in lines[2]
    assert f'"fact": {NEW_FIELDS[1]}, "hash"' in lines[3]
