"""Where a signature begins (RFC 3676 4.3).

Nothing that could be an answer, a fact or a request is taken for one: words set aside are words not read.
"""

import re
from collections.abc import Callable, Sequence

from worker.adapters.quoting.lines import Line
from worker.adapters.quoting.wording import ANSWERS, CLOSINGS, SPOKEN, THANKS

_MOST_LINES = 14
_LONGEST = 90
_LONGEST_NAME = 40
_SENTENCE = 4
_BULLET = re.compile(r"(?:[-*•+·‣▪–—]|\(?\d{1,2}[.)]|[a-z][.)])\s")
_CONTACT = re.compile(r"@\w|https?:|www\.|\+?\(?\d[\d ()./-]{7,}")
_FACT = re.compile(
    r"£|\b(?:account|meter|reading|readings|invoice|bill|contract|mpan|mprn|reference|ref)\b.*\d",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"intended recipient|intended (?:solely|only)|sole use of|addressee|(?:in|by) error"
    r"|registered in (?:england|scotland|wales|northern ireland)",
    re.IGNORECASE,
)
_LEGAL_TOO = re.compile(
    r"confidential|privileged|disclos|virus|liabil|opinions|registered office|company n(?:umber|o)",
    re.IGNORECASE,
)
_PAPER = re.compile(r"environment.{0,60}\bprint|\bprint.{0,60}environment", re.IGNORECASE)


def signature_start(lines: Sequence[Line]) -> int:
    """The place of the first line of the signature below a writer's words, or the number of lines."""
    end = _before_legal(lines)
    for place in (_delimiter, _ruled_off, _closing):
        found = place(lines[:end])
        if found < end:
            return found
    return end


def says_answer(text: str) -> bool:
    """Whether a word in it may be an answer, such as yes, agreed or refused."""
    return _says(text, ANSWERS)


def _before_legal(lines: Sequence[Line]) -> int:
    """Where the notices at the very end begin: whole paragraphs, those on confidentiality with two marks."""
    end = len(lines)
    while True:
        start, stop = _last_paragraph(lines, end)
        words = " ".join(line.bare for line in lines[start:stop])
        if not (_PAPER.search(words) or (_LEGAL.search(words) and _LEGAL_TOO.search(words))):
            return end
        end = start


def _last_paragraph(lines: Sequence[Line], end: int) -> tuple[int, int]:
    stop = end
    while stop and not lines[stop - 1].bare:
        stop -= 1
    start = stop
    while start and lines[start - 1].bare:
        start -= 1
    return start, stop


def _delimiter(lines: Sequence[Line]) -> int:
    exact = next((at for at, line in enumerate(lines) if line.raw == "-- "), len(lines))
    bare = (
        at for at in _last_places(lines) if lines[at].bare == "--" and _is_tail(lines[at + 1 :], says_answer)
    )
    return min(exact, min(bare, default=exact))


def _ruled_off(lines: Sequence[Line]) -> int:
    """A rule with an address or a telephone number below it, and nothing else to the end."""
    for at in _last_places(lines):
        if lines[at].is_rule and _is_tail(lines[at + 1 :], _speaks):
            return at if any(_CONTACT.search(line.bare) for line in lines[at + 1 :]) else len(lines)
    return len(lines)


def _closing(lines: Sequence[Line]) -> int:
    """The first closing phrase below which only name, office and address follow."""
    found = len(lines)
    for at in _last_places(lines):
        if _closes(lines, at):
            found = at
        elif lines[at].bare and not _may_sign(lines[at], _speaks):
            break
    return found if _is_tail(lines[found + 1 :], _speaks) else len(lines)


def _last_places(lines: Sequence[Line]) -> range:
    return range(len(lines) - 1, max(-1, len(lines) - 1 - 2 * _MOST_LINES), -1)


def _closes(lines: Sequence[Line], at: int) -> bool:
    words = lines[at].bare.strip("*_ ").split()[:10]
    if _phrase(words) in CLOSINGS:
        return True
    if _phrase(words) in THANKS and any(line.bare for line in lines[:at]):
        return _is_name(next((line.bare for line in lines[at + 1 :] if line.bare), ""))
    return any(_opens(words[:count]) and _is_name(" ".join(words[count:])) for count in range(1, 6))


def _opens(words: Sequence[str]) -> bool:
    """Whether a name may follow in the same line: "Thanks, Jane" signs, "Thanks. Received" answers."""
    return _phrase(words) in CLOSINGS or (_phrase(words) in THANKS and words[-1].endswith(","))


def _phrase(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(" ,.!;:–—-🎉😊🙂👍").casefold()


def _is_name(text: str) -> bool:
    words = text.strip("*_ ,").split()
    if not 1 <= len(words) <= 5 or len(text) > _LONGEST_NAME or text[-1] in ".!?":
        return False
    if any(char.isdigit() for char in text):
        return False
    return all(word[0].isupper() for word in words) and not _says(text, SPOKEN)


def _is_tail(lines: Sequence[Line], speaks: Callable[[str], bool]) -> bool:
    """Whether the lines may all be a signature, where `speaks` tells a line that must not."""
    lines = [line for line in lines if line.bare]
    return len(lines) <= _MOST_LINES and all(_may_sign(line, speaks) for line in lines)


def _may_sign(line: Line, speaks: Callable[[str], bool]) -> bool:
    if len(line.bare) > _LONGEST or line.bare.endswith("?") or _BULLET.match(line.bare):
        return False
    return not _FACT.search(line.bare) and not speaks(line.bare)


def _says(text: str, words: frozenset[str]) -> bool:
    return any(word.strip(".,;:!*_()\"'").replace("’", "'") in words for word in text.casefold().split())


def _speaks(text: str) -> bool:
    """Whether the line is part of a sentence rather than a name, an office or an address."""
    words = [word for word in text.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return _says(text, SPOKEN) or (
        len(words) >= _SENTENCE and 2 * small > len(words) and not _CONTACT.search(text)
    )
