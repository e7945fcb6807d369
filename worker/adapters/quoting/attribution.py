"""The line "On ... wrote:" above a quoted mail, in any language and wrapped into up to four lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.adapters.quoting.lines import LONGEST_MARK, Line, next_written
from worker.adapters.quoting.wording import WROTE

_LINES = 4
_WROTE = rf"(?<!\w)(?:{'|'.join(re.escape(verb) for verb in sorted(WROTE, key=len, reverse=True))})"
_VERB = re.compile(_WROTE + r"(?!\w)", re.IGNORECASE)
_BEGINS_WITH_DATE = re.compile(r"[^\w<]{0,6}(?:[^\W\d]+[.,']*\s+){0,4}\d")
_BEGINS_WITH_NAME = re.compile(r"[^\w<]{0,6}[^<>@:]{0,80}[<\[(][^<>\s@]+@[^<>\s@]+[>\])]")
_DATE = re.compile(r"\d{4}|\d[./-]\d|\d(?:st|nd|rd|th|\.)? [^\W\d]{3}|[^\W\d]{3}\.? \d{1,2}\b")
_ADDRESS = re.compile(r"[^\s<>@\"']+@[^\s<>@\"']+\.\w+")
_ENDS = re.compile(r"[:：][\s>*]*$")
_ENDS_WITH_VERB = re.compile(_WROTE + r"[\s:：>*-]*$", re.IGNORECASE)
_ENDS_WITH_ADDRESS = re.compile(r"@[^\s<>@]+\s?[>\])\"']+\s?[:：][\s*]*$")
_CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.]\d{2}(?![\d.]*\d)")
_SPOKEN = re.compile(r"\b(?:I(?!\.)|we|you|they|he|she|my|our|your)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """`count` lines, joined in `words`, that name the writer of a quote; `marked` if its lines carry a >."""

    count: int
    words: str
    marked: bool


def attribution(lines: Sequence[Line], start: int) -> Attribution | None:
    """The attribution that begins at line `start`, or None.

    It needs quoted lines below, or else date, time, address and the words of a machine: "On Monday you wrote:" with
    nothing quoted below is the writer's own sentence.
    """
    words = ""
    for count in range(1, min(_LINES, len(lines) - start) + 1):
        line = lines[start + count - 1]
        words = f"{words} {line.bare}".strip()
        if not line.bare or line.depth != lines[start].depth or len(words) > LONGEST_MARK:
            return None
        if _is_attribution(words):
            if _begins_later(lines[start + 1 : start + count]):
                return None
            return _judged(lines, start, count, words)
    return None


def _is_attribution(words: str) -> bool:
    if not (_BEGINS_WITH_DATE.match(words) or _BEGINS_WITH_NAME.match(words)):
        return False
    if _ENDS_WITH_VERB.search(words) or _ENDS_WITH_ADDRESS.search(words):
        return True
    return bool(_ENDS.search(words) and _VERB.search(words))


def _begins_later(lines: Sequence[Line]) -> bool:
    """Whether the first line was the writer's own and the attribution begins below it."""
    tails = (" ".join(line.bare for line in lines[at:]) for at in range(len(lines)))
    return any(_BEGINS_WITH_DATE.match(tail) and _DATE.search(tail) and _is_attribution(tail) for tail in tails)


def _judged(lines: Sequence[Line], start: int, count: int, words: str) -> Attribution | None:
    certain = bool(_CLOCK.search(words) and _ADDRESS.search(words) and not _SPOKEN.search(words))
    below = next_written(lines, start + count)
    marked = below < len(lines) and lines[below].depth > lines[start].depth
    return Attribution(count, words, marked) if certain or marked else None
