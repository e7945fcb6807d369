"""A reply cut into sentences, and each into the parts that may be a sentence of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from worker.policy.reading.staff_lines.phrasing import Sayings
from worker.policy.reading.staff_lines.pieces import Heard

_END = re.compile(r"(?<=[.!?])[)\"']*\s+|\n+")
_PART = re.compile(r"\s*[,;:()]+\s*|\s+[-\u2013\u2014/]+\s+|\.\.+\s*|(?<=\w)[-\u2013\u2014]+\s+|[.!?]+$")
_JOINT = re.compile(r" (?:and|so|but|because|as|since|then|or) ")
_MOST_PARTS = 5
_READ = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in plain words, and what is held against the phrases: itself, its parts, and runs of them."""

    whole: str
    parts: tuple[str, ...]
    candidates: tuple[Heard, ...]
    asks: bool


def sentences(text: str, says: Sayings) -> tuple[Sentence, ...]:
    """The first sentences of the text, courtesies left out."""
    read = tuple(_sentence(each, says) for each in _END.split(text) if each.strip())
    return (tuple(each for each in read if not says.is_courtesy(each.whole)) or read)[:_READ]


def _sentence(written: str, says: Sayings) -> Sentence:
    parts = tuple(filter(None, (says.plain(each) for each in _PART.split(written) if each)))
    whole = says.plain(written)
    runs = tuple(_runs(parts[:_MOST_PARTS]))
    candidates = dict.fromkeys((whole, *runs, *(piece for part in runs for piece in _pieces(part))))
    asks = written.rstrip(" \"')").endswith("?")
    heard = tuple(Heard(tuple(each.split())) for each in candidates if each)
    return Sentence(whole, parts, heard, asks)


def _runs(parts: tuple[str, ...]) -> Iterator[str]:
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            yield " ".join(parts[start:end])


def _pieces(part: str) -> Iterator[str]:
    """What stands before and behind each and, so, but."""
    for joint in _JOINT.finditer(part):
        yield part[: joint.start()]
        yield part[joint.end() :]
