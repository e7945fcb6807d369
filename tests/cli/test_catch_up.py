"""`worker catch-up`: what waits for time to go on, why it does not, and how the operator lets it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.adapters.in_the_log import clock, migrated, open_case, rendered
from tests.cli.terminal import Said, typed
from worker.adapters.log import held_time, outbox
from worker.adapters.log.store import Store
from worker.policy import hold

SECRETS = {"MAILBOX_PASSWORD": "made-up", "SMTP_PASSWORD": "made-up", "TOKEN_KEY": "0123456789abcdef" * 4}
HELD = "Time is held back. The last letter was written 41 days ago by the clock of this machine.\n"


@pytest.fixture(autouse=True)
def silent(empty: str) -> Iterator[Store]:
    """A log whose last letter is 41 days old, so that a worker which started just now holds time back."""
    now = datetime.now(UTC)
    with migrated(empty) as store:
        with store.writing(now - timedelta(days=41)) as tx:
            outbox.queue(tx, rendered("1"))
        with store.writing(now) as tx:
            held_time.begin(tx, hold.after_silence(held_time.last_sign(tx), now))
        yield store


def _catch_up(database: str, *words: str) -> Said:
    said = typed("catch-up", *words, environment={**SECRETS, "DATABASE_URL": database})
    assert said.err == ""
    return said


def test_a_hold_is_told_where_nothing_is_due(empty: str) -> None:
    """No complaint is due, and still the operator reads why time is held back, and has something to do."""
    said = _catch_up(empty)
    assert said.code == 1
    assert said.out == (
        f"{HELD}0 complaints are due. "
        "`worker catch-up --send` writes to whom it is owed and lets time go on.\n"
    )


def test_a_hold_is_told_with_what_is_due(silent: Store, empty: str) -> None:
    """The complaints in which time would act stand below it."""
    reference = open_case(silent, clock())
    said = _catch_up(empty)
    assert said.code == 1
    assert said.out.startswith(f"{HELD}{reference}\n")


def test_time_goes_on_once_it_is_said(silent: Store, empty: str) -> None:
    """--send ends the hold, and afterwards nothing is left to look at."""
    said = _catch_up(empty, "--send")
    assert said.code == 0
    assert said.out.startswith(f"{HELD}Time goes on. Written: ")
    with silent.reading(datetime.now(UTC)) as tx:
        assert held_time.on(tx) is None
    after = _catch_up(empty)
    assert (after.code, after.out) == (
        0,
        "0 complaints are due. `worker catch-up --send` writes to whom it is owed.\n",
    )
