"""A large mail is read in a process of its own, and no mail costs more than its share."""

import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.servers.until import until
from worker.adapters.parsing.guard import Guard, ReaderFailed
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
    hurried = Guard(most_seconds=0.02)
    assert hurried.read(LARGE * 20) == Unreadable("Reading it took more than 0 seconds.")
    assert hurried.trouble == ""
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


SABOTAGE = (
    ("raise ImportError('libmail.so.2: cannot open shared object file')", "libmail.so.2"),
    ("raise OSError(28, 'No space left on device')", "No space left on device"),
    ("import resource; resource.setrlimit(resource.RLIMIT_CPU, (0, 0))\nwhile True: pass", "signal"),
)


@pytest.mark.parametrize(("line", "told"), SABOTAGE)
def test_a_process_that_cannot_begin_is_no_fault_of_the_mail(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, told: str
) -> None:
    """A library that is broken or a disk that is full: the mail is tried again, and read once that is repaired."""
    (tmp_path / "mailparser.py").write_text(line, encoding="utf-8")
    (tmp_path / "phonenumbers.py").write_text(line, encoding="utf-8")
    (tmp_path / "flufl.py").write_text(line, encoding="utf-8")
    with monkeypatch.context() as broken:
        broken.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
        with pytest.raises(ReaderFailed, match=told) as failed:
            guard.read(LARGE)
    assert not failed.value.began
    assert told in guard.trouble
    assert isinstance(guard.read(LARGE), Message)
    assert guard.trouble == ""


def test_a_process_that_cannot_be_started_is_no_fault_of_the_mail(guard: Guard) -> None:
    """The machine has no file, and so no pipe, left for it."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, allowed[1]))
    try:
        with pytest.raises(ReaderFailed, match="Too many open files") as failed:
            guard.read(LARGE)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, allowed)
    assert not failed.value.began
    assert isinstance(guard.read(LARGE), Message)


def test_a_process_that_may_not_be_forked_is_no_fault_of_the_mail() -> None:
    """The user of the worker has as many processes as allowed; asked as somebody else, because root may have more."""
    done = subprocess.run(
        [sys.executable, "-c", FORK_REFUSED], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == (
        "False The process that reads large mails failed: Resource temporarily unavailable.\n",
        "",
    )


FORK_REFUSED = """
import os, resource
from worker.adapters.parsing.guard import Guard, ReaderFailed, ReaderFailed
if os.getuid() == 0:
    os.setuid(65534)
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
try:
    Guard().read(b"x" * 200_000)
except ReaderFailed as failed:
    print(failed.began, failed)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_process_that_is_killed_while_it_reads_is_no_measured_fault_of_the_mail(
    guard: Guard, number: signal.Signals
) -> None:
    """The kernel takes it for another's hunger, or a library of ours breaks: who reads on is told, and tried again."""
    guard.read(LARGE)
    ended = guard.child_id
    assert ended is not None
    os.kill(ended, signal.SIGSTOP)
    for deed in (number, signal.SIGCONT):
        threading.Timer(0.3, kill_if_there, (ended, deed)).start()
    with pytest.raises(ReaderFailed, match=f"signal {number.value} ended it") as failed:
        guard.read(LARGE)
    assert failed.value.began
    assert isinstance(guard.read(LARGE), Message)


def test_a_mail_that_waits_for_the_machine_is_given_its_time() -> None:
    """What counts is the time that the process was given, not the time that passed while others had the machine."""
    hurried = Guard(most_seconds=0.5)
    hurried.read(LARGE)
    waits = hurried.child_id
    assert waits is not None
    os.kill(waits, signal.SIGSTOP)
    waiting = threading.Timer(1.0, os.kill, (waits, signal.SIGCONT))
    waiting.start()
    assert isinstance(hurried.read(LARGE), Message)
    hurried.close()


def test_a_small_mail_needs_no_process(guard: Guard) -> None:
    """Starting one would cost more than reading."""
    assert isinstance(guard.read(SMALL), Message)
    assert guard.child_id is None


def kill_if_there(process: int, number: signal.Signals) -> None:
    """Send a signal to a process that the one before may have ended."""
    with suppress(ProcessLookupError):
        os.kill(process, number)


def kill(process: int) -> None:
    """End a process as the kernel does when memory runs out, and wait until it is gone."""
    os.kill(process, signal.SIGKILL)
    assert until(lambda: _is_dead(process))


def _is_dead(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").split()[2] == "Z"
