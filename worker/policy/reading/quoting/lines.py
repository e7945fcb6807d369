"""Lines of a mail as they are compared: without quote marks, invisible characters and double spaces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_INVISIBLE = dict.fromkeys([0xAD, 0x34F, *range(0x200B, 0x2010), *range(0x2060, 0x206A), 0xFEFF])
_RULE = re.compile(r"[-_=*~–—⎯─ ]{5,}$")
_BETWEEN_RULES = re.compile(r"[-_=*]{2,} ?([^-_=* ].{2,60}?) ?[-_=*]{2,}$")
_ATTRIBUTION = re.compile(
    r"On (?:[A-Z][a-z]{2,8},? )?(?:\d|[A-Z][a-z]{2,8} \d)[^\n<>]{2,80}?\d:\d\d[^\n]{2,160} wrote:\s*$"
)
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
    if found:
        return found[1], found[2]
    # Some programs write their attribution at the end of the writer's last line.
    found = _ATTRIBUTION.search(raw, max(0, len(raw) - LONGEST_MARK)) if "wrote:" in raw[-9:] else None
    words = raw[: found.start()].rstrip(" \t-") if found else ""
    return (words, found[0]) if found and words and ">" not in words else (raw,)


def _line(raw: str) -> Line:
    shown = raw.translate(_INVISIBLE).replace("\xa0", " ")
    body = shown.lstrip(" \t>")
    mark = shown[: len(shown) - len(body)]
    # Some mail stores write >From where a line of the writer begins with From.
    depth = 0 if mark == ">" and body.startswith("From ") else mark.count(">")
    return Line(raw, " ".join(body.split()), depth)


def quoted_once_less(lines: Sequence[Line], depth: int) -> str:
    """The lines as they stood before they were quoted `depth` deep, up to where that quote ends."""
    marks = re.compile(rf"\s*(?:>\s?){{0,{depth}}}") if depth else re.compile("")
    quoted = lines[: quote_end(lines, 0, depth)]
    return "\n".join(marks.sub("", line.raw, count=1).rstrip() for line in quoted).strip("\ufeff \n")


def quote_end(lines: Sequence[Line], start: int, depth: int) -> int:
    """The place of the first line from `start` on that is not quoted `depth` deep, or the number of lines."""
    return next((at for at in range(start, len(lines)) if _ends_quote(lines, at, depth)), len(lines))


def _ends_quote(lines: Sequence[Line], at: int, depth: int) -> bool:
    if not lines[at].bare or lines[at].depth >= depth:
        return False
    # A line without > right between lines that have it was broken by a mail program.
    return not 0 < at < len(lines) - 1 or min(lines[at - 1].depth, lines[at + 1].depth) < depth
