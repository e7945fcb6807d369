"""The lines of a reply without what courtesy and mail programs put around them."""

import re
from bisect import bisect_right

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2019\u2018\u201b\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\t", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f", ""),
        "\U0001f44d": " thumbs up ",
        "\u2705": " thumbs up ",
        "\U0001f44c": " thumbs up ",
    }
)
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_WHO = r"(?:all|both|team|everyone|folks|there|guys|complaints?(?: team)?|mate|sir|madam|[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_HELLO = r"(?:hi|hiya|hello|hey|dear|good (?:morning|afternoon|evening)|morning|afternoon|evening)"
_GREETING = re.compile(
    rf"(?i:{_HELLO})(?: {_WHO}|(?i: all| team| both| there))?\s*(?:[,!.:;]|\s[-\u2013\u2014]+)?\s*$"
)
_GREETED = re.compile(
    rf"(?i:{_HELLO})(?: {_WHO}|(?i: all| team| both| there))?\s*(?:[,!.:;]|\s[-\u2013\u2014]+)\s+(?=\S)"
)
_BANNER = re.compile(
    r"\W*(?:\[?ext(?:ernal)?\b(?: (?:e-?mail|sender|message))?\]?|caution|warning"
    r"|(?:classification|sensitivity|confidentiality)\s*:"
    r"|you don't often get e?-?mail from"
    r"|this (?:e-?mail|message) (?:was sent|came|originated|is) from|some people who received)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:many |with |kind |kindest |best |warm )*(?:thanks(?: again| in advance| all| both)?|thank you|thx|cheers|ta"
    r"|regards|wishes|rgds|kr|br|yours sincerely|best|sincerely)\b[ ,.!]*"
    r"(?:and (?:kind |best )?(?:regards|thanks))?[ ,.!]*(?:[a-z]{1,12})?[ ,.!]*$",
    re.IGNORECASE,
)
_DEVICE = re.compile(r"(?:sent (?:from|via|using)|get outlook for)\b.{2,60}$", re.IGNORECASE)
_MOST_SIGNED_LINES = 6


def tidied(text: str) -> str:
    """The text with straight quotes, plain spaces, and without signs that show nothing."""
    return _SKIN.sub("", text.translate(_SAME)).replace("\r", "")


def own_lines(text: str, writer: str = "") -> tuple[str, ...]:
    """The lines without the greeting and the banner above, and without the closing words and the name below."""
    lines = [line.strip() for line in tidied(text).split("\n")]
    while lines and (not lines[0] or _is_above(lines[0])):
        lines.pop(0)
    if lines:
        lines[0] = _GREETED.sub("", lines[0], count=1)
    end = _end(lines, writer)
    while end and not lines[end - 1]:
        end -= 1
    return tuple(lines[:end])


def _is_above(line: str) -> bool:
    return bool(_GREETING.match(line) or _BANNER.match(line) or not re.search(r"\w", line))


def _end(lines: list[str], writer: str) -> int:
    """Where the words end: at a closing line or the writer's name with only a signature below, or at a device line."""
    written = [at for at, line in enumerate(lines) if line]
    for at in range(1, len(lines)):
        below = len(written) - bisect_right(written, at)
        closes = _CLOSING.match(lines[at]) or _is_name_of(writer, lines[at])
        if (closes and below <= _MOST_SIGNED_LINES) or _DEVICE.match(lines[at]):
            return at
    return len(lines)


def _is_name_of(writer: str, line: str) -> bool:
    """Whether the line is the writer's name, their first name or its first letter, and nothing else."""
    names = (writer, *writer.split()[:1], writer[:1])
    return line.strip(" -.,\u2013\u2014").casefold() in {name.casefold() for name in names if name}
