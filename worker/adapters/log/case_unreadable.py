"""A case whose log cannot be read: which line, and why; whoever reads many cases sets it aside and goes on."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from worker.model.entry import Entry, Stored

logger = logging.getLogger(__name__)

_LONGEST_WORDS = 200
# What a line raises that the worker never wrote, when it is read and when a case is made of it.
_BROKEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    ExceptionGroup,
)


class CaseUnreadable(Exception):
    """A line of the log of a case cannot be read; a person must look at it."""

    def __init__(self, reference: str, number: int | None, why: str) -> None:
        line = "a line" if number is None else f"line {number}"
        super().__init__(f"{reference}: {line} of its log cannot be read ({why}).")
        self.reference = reference


@dataclass(slots=True)
class Place:
    """The line of a case that is being read, None before the first."""

    number: int | None = None

    def along(self, entries: Iterable[Entry]) -> Iterator[Stored]:
        """What these entries say, one after the other."""
        for entry in entries:
            self.number = entry.number
            yield entry.fact


@contextmanager
def reading(reference: str) -> Iterator[Place]:
    """What goes wrong in the block is told as CaseUnreadable of that case, and of the line that it has come to."""
    place = Place()
    try:
        yield place
    except _BROKEN as error:
        raise CaseUnreadable(reference, place.number, _why(error)) from error


def only_told(unreadable: CaseUnreadable) -> None:
    """Set a case aside where somebody else alarms: time is kept over every open case, and finds it too."""
    logger.warning("%s", unreadable)


def _why(error: Exception) -> str:
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return f"{type(error).__name__}: {error}"[:_LONGEST_WORDS].rstrip(".")
