"""The line "On ... wrote:" above a quoted mail, in any language and wrapped into up to four lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.policy.reading.quoting.lines import LONGEST_MARK, Line, next_written, tells_time
from worker.policy.reading.quoting.wording import WROTE

_VERBS = tuple(WROTE)
_LINES = 4
_TAIL = 60
_WROTE = rf"(?<!\w)(?:{'|'.join(re.escape(verb) for verb in sorted(WROTE, key=len, reverse=True))})"
_VERB = re.compile(_WROTE + r"(?!\w)", re.IGNORECASE)
_BEGINS_WITH_DATE = re.compile(r"[^\w<]{0,6}(?:[^\W\d]+[.,']*\s+){0,4}\d")
_BEGINS_WITH_NAME = re.compile(r"[^\w<]{0,6}[^<>@:]{0,80}[<\[(][^<>\s@]+@[^<>\s@]+[>\])]")
_DATE = re.compile(r"\d{4}|\d[./-]\d|\d(?:st|nd|rd|th|\.)? [^\W\d]{3}|[^\W\d]{3}\.? \d{1,2}\b")
# Gmail wrote "2026/3/2 Jane <jane@x>" and nothing else above a quote.
_DATE_AND_ADDRESS = re.compile(r"(?:19|20)\d\d([/-])\d{1,2}\1\d{1,2} [^<>@:]{1,80}<[^<>\s@]+@[^<>\s@]+>$")
_ADDRESS = re.compile(r"[^\s<>@\"']+@[^\s<>@\"']+\.\w+")
_ENDS_WITH_VERB = re.compile(_WROTE + r"[\s:：]*$", re.IGNORECASE)
_ENDS_WITH_ADDRESS = re.compile(r"@[^\s<>@]+\s?[>\])\"']+\s?[:：][\s*]*$")
_CARRIES_ON = re.compile(r"[^<>]{0,200}<[^<>\s@]+@[^<>\s@]+>\s?" + _WROTE + r"\s?[:：]\s", re.IGNORECASE)
# Nobody types a date as Gmail and Yahoo do: "On Mon, 2 Mar 2026 at 10:15", "On Monday, March 2, 2026, 10:15:00 AM GMT".
_BY_MACHINE = re.compile(
    r"\W{0,3}On (?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [\w ,]{9,13} at \d{1,2}:\d\d(?: [AP]M)?"
    r"|[A-Z][a-z]{5,8}, [\w ,]{11,18},? (?:at )?\d{1,2}:\d\d:\d\d[^<>]{0,16}?),? (?=[A-Z\"'])[^<>@:]{1,60} wrote ?:$"
)
_NAME_AND_ADDRESS = re.compile(r"\W?(?:\w[\w.'’-]{0,30}\W{1,2}){1,4}<[^<>\s@]+@[^<>\s@]+> wrote ?:$")
_SPOKEN = re.compile(r"\b(?:I(?!\.)|we|you|my|our|your)\b")


@dataclass(frozen=True, slots=True)
class Attribution:
    """`count` lines, joined in `words`, that name the writer of a quote; `marked` if its lines carry a >."""

    count: int
    words: str
    marked: bool


def attribution(lines: Sequence[Line], start: int) -> Attribution | None:
    """The attribution that begins at line `start`, or None.

    It needs quoted lines below, or else a mark of a machine: an address with a date and a time, or alone in its
    paragraph; or a date as no person types it. "On Monday you wrote:" with nothing quoted below is the writer's
    own sentence.
    """
    # Yahoo writes the quoted text behind the colon.
    carried_on = _CARRIES_ON.match(lines[start].bare[:LONGEST_MARK])
    if carried_on and _BEGINS_WITH_DATE.match(carried_on[0]):
        return _judged(lines, start, 1, carried_on[0])
    if _ENDS_WITH_VERB.search(lines[start].between_rules):
        return Attribution(1, lines[start].between_rules, _is_marked(lines, start, 1))
    words = ""
    for count in range(1, min(_LINES, len(lines) - start) + 1):
        words = _joined(words, lines[start + count - 1], lines[start].depth)
        if not words or len(words) > LONGEST_MARK:
            return None
        if _is_attribution(words):
            later = _begins_later(lines[start + 1 : start + count])
            return None if later else _judged(lines, start, count, words)
    return None


def _joined(words: str, line: Line, depth: int) -> str:
    """The words with the next line, or an empty string where the paragraph or the quote ends."""
    # Where an address is wrapped, the > that closes it looks like a quote mark.
    closing = line.depth == depth + 1 and words.count("<") > words.count(">")
    if not line.bare or line.depth != depth + closing:
        return ""
    return f"{words}{'>' if closing else ''} {line.bare}".strip()


def _is_attribution(words: str) -> bool:
    if not (_BEGINS_WITH_DATE.match(words) or _BEGINS_WITH_NAME.match(words)):
        return False
    if _DATE_AND_ADDRESS.match(words):
        return True
    end = words[-_TAIL:].rstrip(" >*-")
    if end.rstrip(" :：").casefold().endswith(_VERBS) and _ENDS_WITH_VERB.search(end):
        return True
    return end.endswith((":", "：")) and bool(_ENDS_WITH_ADDRESS.search(words) or _VERB.search(words))


def _begins_later(lines: Sequence[Line]) -> bool:
    """Whether the first line was the writer's own and the attribution begins below it."""
    tails = (" ".join(line.bare for line in lines[at:]) for at in range(len(lines)))
    dated = (tail for tail in tails if _BEGINS_WITH_DATE.match(tail) and _DATE.search(tail))
    return any(_is_attribution(tail) for tail in dated)


def _judged(lines: Sequence[Line], start: int, count: int, words: str) -> Attribution | None:
    spoken = _SPOKEN.search(_ADDRESS.sub("", words)) is not None
    by_machine = _BY_MACHINE.match(words) or (_ADDRESS.search(words) and tells_time(words))
    alone = _NAME_AND_ADDRESS.match(words) and (start == 0 or not lines[start - 1].bare)
    last = tells_time(words) and next_written(lines, start + count) == len(lines)
    marked = _is_marked(lines, start, count)
    certain = last or ((by_machine or alone) and not spoken)
    return Attribution(count, words, marked) if certain or marked else None


def _is_marked(lines: Sequence[Line], start: int, count: int) -> bool:
    """Whether the quote below the attribution carries a > on its lines."""
    below = next_written(lines, start + count)
    return below < len(lines) and lines[below].depth > lines[start].depth
