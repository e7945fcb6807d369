"""A large mail is read in a process of its own, and no mail costs more than its share."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.until import until
from worker.adapters.parsing.guard import Guard
from worker.model.mail import Message, Unreadable

LARGE = b"From: a@example.org\r\nSubject: Large\r\n\r\n" + b"We were overcharged.\r\n" * 60_000
SMALL = b"From: a@example.org\r\nSubject: Small\r\n\r\nHello.\r\n"


@pytest.fixture
def guard() -> Iterator[Guard]:
    """A guard that ends its process with the test."""
    fresh = Guard()
    yield fresh
    fresh.close()


def test_a_large_mail_is_read_elsewhere(guard: Guard) -> None:
    """The message is the same as if it had been read here; the process serves the next one too."""
    for _ in range(2):
        message = guard.read(LARGE)
        assert isinstance(message, Message)
        assert message.subject == "Large"
        assert message.text.startswith("We were overcharged.")


def test_a_process_that_ends_between_two_mails_costs_neither(guard: Guard) -> None:
    """The kernel ends a process for another's hunger too: the next mail is read in a new one."""
    guard.read(LARGE)
    before = guard.child_id
    assert before is not None
    kill(before)
    assert isinstance(guard.read(LARGE), Message)
    assert guard.child_id != before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_the_worker_does_not_cut_off_the_mail_in_hand(guard: Guard, number: signal.Signals) -> None:
    """Ctrl-C and systemd signal this process too, while the worker still wants to finish its mail."""
    guard.read(LARGE)
    before = guard.child_id
    assert before is not None
    os.kill(before, number)
    assert isinstance(guard.read(LARGE), Message)
    assert guard.child_id == before


def test_a_mail_that_takes_too_long_is_unreadable() -> None:
    """The limit is a setting of the guard, twenty seconds in the product."""
    hurried = Guard(most_seconds=0.0)
    assert hurried.read(LARGE) == Unreadable("Reading it took more than 0 seconds.")
    hurried.close()


def test_a_mail_that_takes_too_much_memory_is_unreadable(capfd: pytest.CaptureFixture[str]) -> None:
    """The limit is a setting of the guard, 512 MB in the product; no traceback is shown, and the next mail is read."""
    tight = Guard(most_memory=160 * 1024 * 1024)
    assert isinstance(tight.read(LARGE), Message)
    huge = LARGE + b"We were overcharged.\r\n" * 1_400_000
    assert tight.read(huge) == Unreadable("Reading it took more memory than a mail may take.")
    assert isinstance(tight.read(LARGE), Message)
    tight.close()
    assert capfd.readouterr().err == ""


def test_a_small_mail_needs_no_process(guard: Guard) -> None:
    """Starting one would cost more than reading."""
    assert isinstance(guard.read(SMALL), Message)
    assert guard.child_id is None


def kill(process: int) -> None:
    """End a process as the kernel does when memory runs out, and wait until it is gone."""
    os.kill(process, signal.SIGKILL)
    assert until(lambda: _is_dead(process))


def _is_dead(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2] == "Z"
