"""The demo, played once for every test of its story and its page."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from worker.adapters import parsing
from worker.cli.folders import Folders
from worker.demo import story
from worker.demo.telling import Closing
from worker.model.mail import Message
from worker.model.office import Settings
from worker.policy.calendar import london_date

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"

Noted = TypeVar("Noted")


@dataclass(frozen=True)
class Played:
    """One demo: its story, its folder, how it ended, every address that was connected to, and what was logged."""

    lines: tuple[str, ...]
    folder: Path
    end: Closing
    reached: tuple[str, ...]
    logged: tuple[str, ...]

    def dated(self, number: int, kind: type[Noted]) -> list[tuple[date, Noted]]:
        """The lines of that kind in a complaint, in order, each with its London day."""
        reference = f"OPT-2026-{number:04}"
        entries = next(each.entries for each in self.end.histories if each.case.reference == reference)
        return [(london_date(each.at), each.fact) for each in entries if isinstance(each.fact, kind)]

    def facts(self, number: int, kind: type[Noted]) -> list[Noted]:
        """The lines of that kind in a complaint, in order."""
        return [fact for _, fact in self.dated(number, kind)]

    def after(self, heading: str) -> tuple[str, ...]:
        """What followed from the happening whose line begins so."""
        start = next(number for number, line in enumerate(self.lines, start=1) if line.startswith(heading))
        end = next(
            number for number in range(start, len(self.lines)) if not self.lines[number].startswith("    ")
        )
        return tuple(line.removeprefix("    -> ") for line in self.lines[start:end])

    def mails(self, pattern: str) -> tuple[Message, ...]:
        """The mails of that file name, as our parser reads them."""
        read = [parsing.read(file.read_bytes()) for file in sorted(self.folder.glob(pattern))]
        return tuple(each for each in read if isinstance(each, Message))


@pytest.fixture(scope="package")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demo, played once for all the tests of this folder."""
    folder, lines = tmp_path_factory.mktemp("demo") / "output", list[str]()
    with _reached() as reached, _logged() as logged:
        end = story.play(shipped(), TEMPLATES, folder, lambda line: lines.extend(line.split("\n")))
    return Played(tuple(lines), folder, end, tuple(reached), tuple(logged))


def shipped() -> Settings:
    """The settings of the project, without secrets."""
    return Folders(ROOT / "config", TEMPLATES).settings_without_secrets()


@contextmanager
def _reached() -> Iterator[list[str]]:
    """Every host that a socket of this process connects or sends to, or that a name is looked up for."""
    reached: list[str] = []
    watching = True

    def watch(event: str, given: tuple[object, ...]) -> None:
        if not watching:
            return
        if event in ("socket.connect", "socket.sendto") and isinstance(given[1], tuple):
            reached.append(str(given[1][0]))
        elif event == "socket.getaddrinfo":
            reached.append(str(given[0]))

    sys.addaudithook(watch)  # stays for good, and does nothing after this
    try:
        yield reached
    finally:
        watching = False


@contextmanager
def _logged() -> Iterator[list[str]]:
    """What any logger says so loudly that an operator would see it; another test's server may whisper meanwhile."""
    logged: list[str] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: logged.append(record.getMessage())  # type: ignore[method-assign]  # it only listens
    root = logging.getLogger()
    root.addHandler(listener)
    try:
        yield logged
    finally:
        root.removeHandler(listener)
