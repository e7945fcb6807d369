"""The block of From, Sent, To and Subject that many mail programs write above a quoted or forwarded mail."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worker.policy.reading.quoting.lines import Line, tells_time
from worker.policy.reading.quoting.wording import Field, field_of

_LABEL = re.compile(r"[*_ ]*([^\W\d_][^:：*<>@\d]{0,24}?)[*_ ]*[:：][*_ ]*(.*)$")
# Yahoo glues each label to the value before it, as in "09:26:50 CETSubject: Bill", so every capital may begin one.
_INNER_LABEL = re.compile(r"(?=[^\W\d_a-zß-ÿ])(?=([^\W\d_]{1,16}(?: [^\W\d_]{1,4})?) ?:)")
_WINDOW = 24
_GAP = 2
_LONGEST = 4000
_FIELDS_A_LINE = 6

_Pairs = tuple[tuple[Field, str], ...]


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """Lines `start` to `end` (exclusive) at one depth of quoting; values as written, empty where absent."""

    start: int
    end: int
    sender: str
    date: str
    subject: str


def header_block(lines: Sequence[Line], start: int) -> HeaderBlock | None:
    """The block that begins at line `start`, or None; looks at no more than a screenful of lines."""
    if not _pairs(lines[start]):
        return None
    end, pairs = _read(lines, start)
    values = dict(pairs)
    if not _is_block(values, set_off=_is_set_off(lines, start)):
        return None
    subject = values.get(Field.SUBJECT, "")
    return HeaderBlock(start, end, values[Field.SENDER], values.get(Field.DATE, ""), subject)


def _read(lines: Sequence[Line], start: int) -> tuple[int, _Pairs]:
    """Where the block ends, and its fields; a value may run over two lines, or stand below its label."""
    found: list[tuple[Field, str]] = []
    end, waiting = start, [""]
    for at in range(start, min(len(lines), start + _WINDOW)):
        if lines[at].depth != lines[start].depth:
            break
        pairs = _pairs(lines[at])
        if {name for name, _ in pairs} & {name for name, _ in found} - {Field.OTHER}:
            break
        if pairs:
            found = [*_with(found, waiting), *pairs]
            end, waiting = at + 1, []
            continue
        waiting.append(lines[at].bare)
        if len(waiting) > _GAP:
            break
    rest = _rest(lines, end, found[-1])
    return end + len(rest), tuple(_with(found, rest))


def _with(found: Sequence[tuple[Field, str]], more: Sequence[str]) -> list[tuple[Field, str]]:
    if not found or not any(more):
        return list(found)
    name, value = found[-1]
    return [*found[:-1], (name, " ".join([value, *more]).strip())]


def _rest(lines: Sequence[Line], end: int, last: tuple[Field, str]) -> list[str]:
    """The lines below the last label that still belong to its value."""
    rest: list[str] = []
    for line in lines[end : end + _WINDOW]:
        name, value = last
        recipients = name in (Field.TO, Field.COPY) and "@" in line.bare
        if not line.bare or not (recipients or (not value and not rest)):
            break
        rest.append(line.bare)
    return rest


def _pairs(line: Line) -> _Pairs:
    """The fields that a line names: one, or several where a mail program flattened the block."""
    found: list[tuple[Field, str]] = []
    rest = line.bare[:_LONGEST]
    while rest and len(found) < _FIELDS_A_LINE:
        label = _LABEL.match(rest)
        name = field_of(label[1]) if label else None
        if label is None or name is None:
            break
        value = label[2]
        cut = len(value) if name is Field.SUBJECT else _next_label(value)
        found.append((name, value[:cut].strip()))
        rest = value[cut:]
    return tuple(found)


def _next_label(value: str) -> int:
    inner = (found.start() for found in _INNER_LABEL.finditer(value) if field_of(found[1]))
    return next(inner, len(value))


def _is_block(values: Mapping[Field, str], *, set_off: bool) -> bool:
    """Whether a machine wrote it: with a time of day, which a client's own From, To and Date leave out."""
    if not values.get(Field.SENDER) or not (Field.TO in values or Field.SUBJECT in values):
        return False
    if tells_time(values.get(Field.DATE, "")):
        return "@" in values[Field.SENDER] or not values[Field.SENDER][0].isdigit()
    return set_off and "@" in values[Field.SENDER]


def _is_set_off(lines: Sequence[Line], start: int) -> bool:
    above = [line for line in lines[max(0, start - 2) : start] if line.bare]
    return lines[start].depth > 0 or any(line.is_rule or line.between_rules for line in above)
