"""The block of From, Sent, To and Subject that many mail programs write above a quoted or forwarded mail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from worker.adapters.quoting.lines import Line
from worker.adapters.quoting.wording import Field, field_of, labels

_LABEL = re.compile(r"[*_ ]*([^\W\d_][^:：*<>@\d]{0,24}?)[*_ ]*[:：][*_ ]*(.*)$")
_FLATTENED = re.compile(
    "|".join(
        re.escape(label[0].upper() + label[1:]) + " ?:"
        for label in labels(Field.DATE, Field.TO, Field.COPY, Field.SUBJECT)
        if label.isascii() is False or len(label) > 1
    )
)
_WINDOW = 24
_GAP = 2
_LONGEST = 4000
_FIELDS_A_LINE = 6


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Lines `start` to `end` (exclusive) at one depth of quoting; the values as written, empty where absent."""

    start: int
    end: int
    sender: str
    date: str
    subject: str


@dataclass(slots=True)
class _Reading:
    values: dict[Field, str] = field(default_factory=dict)
    last: Field = Field.OTHER
    end: int = 0


def header_block(lines: Sequence[Line], start: int) -> HeaderBlock | None:
    """The block that begins at line `start`, or None; looks at no more than a screenful of lines."""
    reading = _read(lines, start)
    values = reading.values
    if not _is_block(values):
        return None
    end = _end(lines, start, reading)
    subject = values.get(Field.SUBJECT, "")
    return HeaderBlock(start, end, values[Field.SENDER], values.get(Field.DATE, ""), subject)


def _read(lines: Sequence[Line], start: int) -> _Reading:
    reading = _Reading()
    waiting: list[str] = []
    for at in range(start, min(len(lines), start + _WINDOW)):
        pairs = _pairs(lines[at]) if lines[at].depth == lines[start].depth else ()
        if any(name in reading.values and name is not Field.OTHER for name, _ in pairs):
            break
        if pairs:
            _add(reading, waiting, pairs)
            reading.end, waiting = at + 1, []
            continue
        waiting.append(lines[at].bare)
        if not reading.values or len(waiting) > _GAP or lines[at].depth != lines[start].depth:
            break
    return reading


def _add(reading: _Reading, waiting: list[str], pairs: Sequence[tuple[Field, str]]) -> None:
    if reading.values and any(waiting):
        reading.values[reading.last] = " ".join([reading.values[reading.last], *waiting]).strip()
    reading.values.update(pairs)
    reading.last = pairs[-1][0]


def _pairs(line: Line) -> tuple[tuple[Field, str], ...]:
    """The fields that a line names: one, or all of them where a mail program flattened the block."""
    found: list[tuple[Field, str]] = []
    rest = line.bare[:_LONGEST]
    while rest and len(found) < _FIELDS_A_LINE:
        label = _LABEL.match(rest)
        name = field_of(label[1]) if label else None
        if label is None or name is None:
            break
        following = None if name is Field.SUBJECT else _FLATTENED.search(label[2])
        cut = following.start() if following else len(label[2])
        found.append((name, label[2][:cut].strip()))
        rest = label[2][cut:]
    return tuple(found)


def _is_block(values: dict[Field, str]) -> bool:
    if Field.SENDER not in values or not (Field.TO in values or Field.SUBJECT in values):
        return False
    sender = values[Field.SENDER]
    if "@" not in sender and (not sender or sender[0].isdigit()):
        return False  # From: 1 August is a client's own line
    dated = any(char.isdigit() for char in values.get(Field.DATE, ""))
    return dated or ("@" in sender and Field.TO in values and Field.SUBJECT in values)


def _end(lines: Sequence[Line], start: int, reading: _Reading) -> int:
    """Where the block ends: the last value may stand in the line below its label or run over several lines."""
    end = reading.end
    if not reading.values[reading.last] and end < len(lines) and lines[end].bare:
        reading.values[reading.last] = lines[end].bare
        end += 1
    while reading.last in (Field.TO, Field.COPY) and end < len(lines) and "@" in lines[end].bare:
        end += 1
    return end


