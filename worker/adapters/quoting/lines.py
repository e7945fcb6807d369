"""Lines of a mail as they are compared: without quote marks, invisible characters and double spaces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_INVISIBLE = dict.fromkeys([0xAD, 0x34F, *range(0x200B, 0x2010), *range(0x2060, 0x206A), 0xFEFF])
_RULE = re.compile(r"[-_=*~–—⎯─ ]{5,}$")
_BETWEEN_RULES = re.compile(r"[-_=*]{2,} ?([^-_=* ].{2,60}?) ?[-_=*]{2,}$")
_BEFORE_HEADERS = re.compile(r"([\s>]*-{3,} ?[^-\n]{3,60}? ?-{3,})[ \t]+(\w[^\n]{0,24}:.*)$")

_CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.h]\d{2}(?![\d.]*\d)")

LONGEST_MARK = 400
_READ_AT_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `raw` as written, `bare` as compared, `depth` the number of > before it (RFC 3676 4.5)."""

    raw: str
    bare: str
    depth: int

    @property
    def is_rule(self) -> bool:
        """Whether the line is nothing but a drawn rule."""
        return len(self.bare) >= 5 and _RULE.match(self.bare) is not None

    @property
    def between_rules(self) -> str:
        """The phrase of a line like -----phrase-----, or an empty string."""
        found = _BETWEEN_RULES.match(self.bare) if len(self.bare) <= LONGEST_MARK else None
        return found[1] if found else ""


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of a text with any line ends; of its first 100,000 characters, because a bomb may have millions."""
    split = text[:_READ_AT_MOST].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(_line(part) for raw in split for part in _parts(raw))


def written(lines: Sequence[Line]) -> str:
    """The lines as they were written, without empty lines at either end."""
    return "\n".join(line.raw.rstrip() for line in lines).strip()


def tells_time(words: str) -> bool:
    """Whether a time of day stands in it, as 10:15 or 10.15, which a date like 3.10.2026 is not."""
    return _CLOCK.search(words) is not None


def next_written(lines: Sequence[Line], start: int) -> int:
    """The place of the first line from `start` on that is not blank, or the number of lines."""
    return next((at for at in range(start, len(lines)) if lines[at].bare), len(lines))


def _parts(raw: str) -> tuple[str, ...]:
    # Yahoo writes ----- Forwarded Message ----- and the headers in one line.
    found = _BEFORE_HEADERS.match(raw) if "---" in raw else None
    return (found[1], found[2]) if found else (raw,)


def _line(raw: str) -> Line:
    shown = raw.translate(_INVISIBLE).replace("\xa0", " ")
    body = shown.lstrip(" \t>")
    mark = shown[: len(shown) - len(body)]
    # Some mail stores write >From where a line of the writer begins with From.
    depth = 0 if mark == ">" and body.startswith("From ") else mark.count(">")
    return Line(raw, " ".join(body.split()), depth)


def quoted_once_less(lines: Sequence[Line], depth: int) -> str:
    """The lines as they stood before they were quoted `depth` deep, up to where that quote ends."""
    end = next((at for at, line in enumerate(lines) if line.bare and line.depth < depth), len(lines))
    marks = re.compile(rf"\s*(?:>\s?){{0,{depth}}}") if depth else re.compile("")
    return "\n".join(marks.sub("", line.raw, count=1).rstrip() for line in lines[:end]).strip("\ufeff \n")
