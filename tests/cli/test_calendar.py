"""`worker calendar changed`: what moves is shown first, then entered, and a second run finds nothing."""

from datetime import date
from pathlib import Path

from tests.adapters.in_the_log import NOW, migrated, open_case
from tests.cli.terminal import SHIPPED, typed
from worker.adapters.log import journal
from worker.model.catalogue import LetterKind
from worker.model.entry import ClockMoved, ClockStarted, ClockStopped
from worker.model.letter_event import LetterQueued
from worker.model.reasons import StopReason
from worker.model.time import Clock

WEDNESDAY = date(2026, 6, 17)
RESPOND = ClockStarted(clock=Clock.RESPOND, clause="3.1.8.2", day0=WEDNESDAY, due_on=date(2026, 7, 8))
ACKNOWLEDGE = ClockStarted(
    clock=Clock.ACKNOWLEDGE, clause="3.1.8.1", day0=WEDNESDAY, due_on=date(2026, 6, 23)
)
TOLD = LetterQueued(
    letter=LetterKind.ACKNOWLEDGEMENT, recipient="jane@client.example", message_id="<m01@optimised.net>"
)
MOVED = """\
OPT-2026-0001  Respond (3.1.8.2): from Wednesday 8 July 2026 to Thursday 9 July 2026
OPT-2026-0002  Acknowledge (3.1.8.1): from Tuesday 23 June 2026 to Wednesday 24 June 2026
"""


def proclaimed(folder: Path) -> Path:
    """The shipped configuration, in which Monday 22 June 2026 has become a bank holiday."""
    for file in SHIPPED.glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    policy = folder / "policy.toml"
    policy.write_text(
        policy.read_text().replace("#extra_bank_holidays = []", "extra_bank_holidays = [2026-06-22]")
    )
    return folder


def test_what_moves_is_shown_then_entered_then_over(tmp_path: Path) -> None:
    """A dry run enters nothing; then each move is the operator's; a client's date and a kept promise stay."""
    url = f"sqlite:///{tmp_path / 'log.sqlite3'}"
    config, environment = str(proclaimed(tmp_path)), {"DATABASE_URL": url}
    with migrated(url) as store:
        open_case(store, RESPOND)
        open_case(store, RESPOND, ACKNOWLEDGE, TOLD)
        open_case(store, ACKNOWLEDGE, ClockStopped(clock=Clock.ACKNOWLEDGE, by=StopReason.LETTER))

        said = typed("--config", config, "calendar", "changed", "--dry-run", environment=environment)
        assert (said.code, said.err) == (1, "")
        assert said.out == (f"{MOVED}2 dates would move. `worker calendar changed` enters them in the log.\n")
        with store.reading(NOW) as tx:
            assert len(journal.read(tx, "OPT-2026-0001")) == 2

        said = typed("--config", config, "calendar", "changed", environment=environment)
        assert (said.code, said.out, said.err) == (0, f"{MOVED}2 dates moved.\n", "")
        with store.reading(NOW) as tx:
            last = journal.read(tx, "OPT-2026-0001")[-1]
            assert list(journal.faults(tx)) == []
        assert isinstance(last.fact, ClockMoved)
        assert (last.actor, last.fact.moved_from, last.fact.due_on) == (
            "operator",
            date(2026, 7, 8),
            date(2026, 7, 9),
        )

    for words in (("--dry-run",), ()):
        said = typed("--config", config, "calendar", "changed", *words, environment=environment)
        assert (said.code, said.out, said.err) == (0, "Nothing moves.\n", "")


def test_a_database_without_tables_is_a_sentence(empty: str) -> None:
    """Nothing is made in passing: who has no log yet is told how to make one."""
    said = typed("calendar", "changed", environment={"DATABASE_URL": empty})
    assert said.code == 2
    assert "run `worker migrate`" in said.trouble
