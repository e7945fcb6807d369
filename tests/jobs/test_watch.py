"""Silence is an alarm: one mail when it begins, one when it ends, none between (promise 19)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.rig import Rig, rig
from tests.servers.dovecot import DovecotServer
from tests.servers.smtp_sink import Stage as Smtp
from worker.jobs.watch import look, watch
from worker.policy.silence import Trouble

OPERATOR = "operator@example.org"
STILL = timedelta(0)


@pytest.fixture
def at_work(dovecot: DovecotServer, database_url: str) -> Iterator[Rig]:
    """A worker on a fresh mailbox, on each database in turn, that has looked at it once."""
    with rig(dovecot, database_url) as running:
        running.look()
        yield running


def look_now(at_work: Rig) -> tuple[Trouble, ...]:
    """What `worker health` would say."""
    rules = at_work.place.rulebook
    with at_work.place.store.reading(at_work.now) as tx:
        return look(tx, rules.office, rules.calendar)


def told(at_work: Rig) -> list[str]:
    """The subjects that the operator has read."""
    at_work.hand_over()
    return [message.subject for message in at_work.received(OPERATOR)]


def test_a_mailbox_that_was_not_read_is_told_once_and_its_repair_once(at_work: Rig) -> None:
    """Sixteen minutes without a look, then half an hour more, then a look."""
    started = at_work.now
    at_work.later(minutes=14)
    assert watch(at_work.place, started, STILL) == ()
    at_work.later(minutes=2)
    assert [each.name for each in watch(at_work.place, started, STILL)] == ["no look at the mailbox"]
    at_work.later(minutes=30)
    watch(at_work.place, started, STILL)
    assert told(at_work) == ["Complaints worker: The mailbox has not been read for 16 minutes."]

    at_work.look()
    assert watch(at_work.place, started, STILL) == ()
    assert told(at_work)[1:] == ["Complaints worker: Well again: no look at the mailbox."]


def test_a_worker_that_has_just_started_is_not_silent(at_work: Rig) -> None:
    """After a weekend off it gets its quarter of an hour; `worker health` asks without that mercy."""
    at_work.later(days=3)
    assert watch(at_work.place, at_work.now, STILL) == ()
    assert [each.name for each in look_now(at_work)] == ["no look at the mailbox"]


def test_a_letter_that_waits_is_told(at_work: Rig) -> None:
    """The mail server puts a letter off; after half an hour somebody hears."""
    at_work.sink.script(Smtp.RCPT, "451 4.3.0 later")
    at_work.arrive(
        b"From: a@example.org\r\nSubject: Complaint\r\n\r\nI am very unhappy with your service.\r\n"
    )
    at_work.work()
    at_work.later(minutes=31)
    at_work.look()
    assert [each.name for each in watch(at_work.place, at_work.now, STILL)] == ["a letter waits"]


def test_a_clock_that_jumps_is_told(at_work: Rig) -> None:
    """Two hours forward while no time passed; that it does not jump again makes no date right."""
    (trouble,) = watch(at_work.place, at_work.now, timedelta(hours=2))
    assert trouble.what == "The clock of this machine jumped by 2 hours."
    assert watch(at_work.place, at_work.now, STILL) == ()
    assert told(at_work) == ["Complaints worker: The clock of this machine jumped by 2 hours."]


def test_holidays_that_end_are_told(at_work: Rig) -> None:
    """On 2 January 2028 the list ends within a year."""
    at_work.later(days=671)
    at_work.look()
    assert [each.name for each in look_now(at_work)] == ["bank holidays end"]
