"""Where a signature begins (RFC 3676 4.3).

Nothing that could be an answer, a fact or a request is taken for one: words set aside are words not read.
"""

import re
from collections.abc import Callable, Sequence

from worker.policy.reading.quoting.lines import Line
from worker.policy.reading.quoting.wording import ANSWERS, CLOSINGS, NOT_NAMES, SPOKEN, THANKS, names_office

_MOST_LINES = 14
_LONGEST = 90
_LONGEST_NAME = 40
_FEWEST_WORDS = 6
_LONGEST_INITIALS = 3
_SENTENCE = 4
_PARTICLES = ("de", "da", "del", "della", "der", "den", "di", "du", "la", "le", "van", "von", "bin", "y")
# A line in asterisks is bold rather than a bullet.
_BULLET = re.compile(r"(?!\*.*\*$)(?:[-*•+·‣▪–—]|\(?\d{1,2}[.)]|[a-z][.)])\s")
_CONTACT = re.compile(r"@\w|https?:|www\.|\+?\(?\d[\d ()./-]{7,}|\b(?:x|ext\.?) ?-?\d", re.IGNORECASE)
_BEHIND_NAME = re.compile(r"\s*[|,(<\t]\s*|\s+[-–—]\s+|\s{2,}|\s(?=[+\d(])")
_ADJECTIVE = re.compile(r"\w{3,}(?:ing|ful|ous|[ai]ble|less|etic|tion|ness|ment)$|\w{7,}ly$", re.IGNORECASE)
_DASH = re.compile(r"[-–—/~](?=\w)")
_LEADS_ON = re.compile(
    r"\b(?:below|following|follows|details|address|information)\W*$"
    r"|\b(?:as|is|are|was|with|by|and|or|to|the|mr\.?|mrs\.?|ms\.?|dr\.?|miss)$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!…)][\s.!)]*$")
_LINK = re.compile(r"https?://\S+")
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
_SCANNED = re.compile(
    r"this (?:e-?mail|message) (?:has been|was|is) (?:scanned|checked|swept)|virus[- ]free\b", re.IGNORECASE
)
_HEADING = re.compile(r"(?:legal |confidentiality |e-?mail )?(?:disclaimer|notice)\W*$", re.IGNORECASE)
_PAPER = re.compile(r"environment.{0,60}\bprint|\bprint.{0,60}environment", re.IGNORECASE)


def signature_start(lines: Sequence[Line]) -> int:
    """The place of the first line of the signature below a writer's words, or the number of lines."""
    end = _before_legal(lines)
    for places in ((_delimiter, _ruled_off), (_closing, _name)):
        end = next((found for place in places if (found := place(lines[:end])) < end), end)
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
        notice = _PAPER.search(words) or _SCANNED.match(words) or (end < len(lines) and _HEADING.match(words))
        if not (notice or (_LEGAL.search(words) and _LEGAL_TOO.search(words))):
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


def _name(lines: Sequence[Line]) -> int:
    """The writer's name that ends the mail without a closing phrase, with office and address below it."""
    end = next((at + 1 for at in _last_places(lines) if lines[at].bare), 0)
    found = len(lines)
    for at in range(end - 1, max(0, end - 1 - _MOST_LINES), -1):
        if lines[at].bare and _is_signed(lines, at, end):
            found = at
        elif lines[at].bare and not _may_sign(lines[at], _speaks):
            break
    return found


def _is_signed(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether a name stands in this line, below what is finished and above nothing but office and address."""
    dashed = _DASH.match(lines[at].bare) is not None
    name, *beside = _BEHIND_NAME.split(lines[at].bare[dashed:], maxsplit=1)
    if not _is_own_name(name, dashed=dashed) or not _is_finished(lines[:at], dashed=dashed):
        return False
    if not _is_tail(lines[at + 1 : end], _speaks):
        return False
    rest = [line.bare for line in lines[at + 1 : end] if line.bare]
    set_off = not lines[at - 1].bare
    if any(_CONTACT.search(words) for words in rest):
        return set_off or not beside
    ended = _ENDED.search(lines[at - 1].bare) is not None
    if set_off and any(_CONTACT.search(words) for words in beside):
        return not rest
    return (set_off or ended) and all(names_office(words) for words in [*beside, *rest])


def _is_own_name(text: str, *, dashed: bool) -> bool:
    """Whether it can be a person's name; behind a dash an initial is one, elsewhere rather a company."""
    words = text.strip("*_ ,.").split()
    if not words or not _is_name(" ".join(words)) or len(words) > _SENTENCE or _says(text, NOT_NAMES):
        return False
    if len(text) <= _LONGEST_INITIALS and text.isupper() and not dashed:
        return False
    return not any(_ADJECTIVE.match(word) for word in words)


def _is_finished(above: Sequence[Line], *, dashed: bool) -> bool:
    """Whether enough is said above: behind a question or a colon, a name may be the answer."""
    said = [line.bare for line in above if line.bare]
    if sum(len(line.split()) for line in said) < _FEWEST_WORDS:
        return False
    if _BULLET.match(said[-1]) or _LEADS_ON.search(said[-1]):
        return False
    if dashed or _ENDED.search(said[-1]):
        return True
    return said[-1][-1] not in ":?;,-" and len(said[-1].split()) > _SENTENCE


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
    if any(char.isdigit() for char in text) or _says(text, SPOKEN):
        return False
    between = [word for word in words[1:-1] if word not in _PARTICLES]
    return all(word[0].isupper() for word in [words[0], *between, words[-1]])


def _is_tail(lines: Sequence[Line], speaks: Callable[[str], bool]) -> bool:
    """Whether the lines may all be a signature, where `speaks` tells a line that must not."""
    lines = [line for line in lines if line.bare]
    return len(lines) <= _MOST_LINES and all(_may_sign(line, speaks) for line in lines)


def _may_sign(line: Line, speaks: Callable[[str], bool]) -> bool:
    if len(_LINK.sub("", line.bare)) > _LONGEST or line.bare.endswith("?") or _BULLET.match(line.bare):
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
