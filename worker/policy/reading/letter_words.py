"""What a colleague wants said to a client, without the greeting and the ending that each of our letters has itself."""

import re

_NAMED = r"(?:[A-Z][\w.'\u2019-]*|and|&|or|all)"
_GREETING = re.compile(rf"(?i:dear|hi|hello|good (?:morning|afternoon))(?: {_NAMED}){{0,5}}\s*[,.!:]?")
_GREETED = re.compile(rf"(?i:dear) {_NAMED}(?: {_NAMED}){{0,4}},\s+(?=\S)")
_REGARDS = (
    r"(?:(?:with |many |very |kind |kindest |best |warm |warmest |and |thanks )*(?:regards|wishes)"
    r"|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?)"
)
_THANKS = r"(?:many thanks|thanks|thank you|with thanks)"
_MOST_BELOW = 5
_LONGEST_BELOW = 60


def letter_words(text: str, writer: str) -> str:
    """The words between greeting and ending; anything that may be more than those stays."""
    lines = text.strip().split("\n")
    if _GREETING.fullmatch(lines[0].strip()):
        lines = lines[1:]
    else:
        lines[0] = _without_greeting(lines[0])
    return "\n".join(lines[: _end(lines, writer)]).strip()


def _without_greeting(line: str) -> str:
    """The line with which the words begin behind a greeting, as the beginning of a sentence."""
    rest = _GREETED.sub("", line, count=1)
    return line if rest == line else f"{rest[0].upper()}{rest[1:]}"


def _end(lines: list[str], writer: str) -> int:
    """Where the words end: before the last closing line, where only a name and what goes with it stand below."""
    names = "|".join(re.escape(each) for each in {writer, *writer.split()} if each)
    signed = rf"(?:[\s,.!]+(?:{names}))?[\s,.!]*"
    regards = re.compile(rf"{_REGARDS}{signed}", re.IGNORECASE)
    thanks = re.compile(rf"{_THANKS}{signed}", re.IGNORECASE)
    named = re.compile(rf"\W*(?:{names})\b.*", re.IGNORECASE)
    for at in range(len(lines) - 1, -1, -1):
        line, below = lines[at].strip(), [each.strip() for each in lines[at + 1 :] if each.strip()]
        if len(below) > _MOST_BELOW or any(len(each) > _LONGEST_BELOW for each in below):
            break
        by_name = bool(below) and bool(named.fullmatch(below[0]))
        if regards.fullmatch(line) and (by_name or not below):
            return at
        if thanks.fullmatch(line) and by_name:
            return at
    return len(lines)
