"""The mail that somebody passed on within their own mail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from worker.model.mail import Address
from worker.policy.reading.quoting.attribution import attribution
from worker.policy.reading.quoting.headers import HeaderBlock, header_block
from worker.policy.reading.quoting.history import forward_begins
from worker.policy.reading.quoting.lines import Line, quoted_once_less, read_lines
from worker.policy.reading.quoting.moment import moment
from worker.policy.reading.quoting.reply import new_words

_LINK = re.compile(r"[<\[]mailto:[^>\]]*[>\]]")
_EMAIL = re.compile(r"[^\s<>\[\]()\"',;:@]+@[^\s<>\[\]()\"',;:@]+\.[^\s<>\[\]()\"',;:@]*\w")
_AROUND_NAME = " \t<>[]()\"',;:“”„«»*"
_IN_QUOTES = re.compile(r"[\"“„«][^\"“”„«»\d]*$")
_NOT_A_NAME = re.compile(
    r"(?:(?:[ap]\.?m|uhr|gmt|utc|bst|ces?t|schrieb|skrev|schreef|heeft|from|időpontban"
    r"|użytkownik|uživatel|používateľ|пользователь|користувач)(?:\W+|$))+",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LINES_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail within a mail: what its headers claim, its `text`, and the forwarder's own words in `note`.

    `sender.email` is empty where only a name was shown. `sent_at` is aware UTC, None where no date is shown or it is
    in doubt. Nothing of this is proven.
    `announced` is true where the mail program says that it is a forward. Outlook writes replies and forwards
    alike, so without it only the outer subject (FW:) tells.
    """

    sender: Address
    sent_at: datetime | None
    subject: str
    text: str
    note: str
    announced: bool


def forwarded(text: str) -> Forwarded | None:
    """The outermost mail quoted in this one, or None; ask again with its text for a forward of a forward."""
    lines = read_lines(text)
    for at, line in enumerate(lines):
        block = header_block(lines, at) if line.bare else None
        if block:
            return _described(lines, block, new_words(text).text)
        found = attribution(lines, at) if line.bare and not line.depth else None
        if found and "@" in found.words:
            sender, dated = _writer(found.words)
            words = quoted_once_less(lines[at + found.count :], int(found.marked))
            return Forwarded(sender, moment(dated), "", words, new_words(text).text, announced=False)
    return None


def _described(lines: Sequence[Line], block: HeaderBlock, note: str) -> Forwarded:
    above = range(max(0, block.start - _LINES_ABOVE), block.start)
    announced = any(forward_begins(lines, at) for at in above)
    words = quoted_once_less(lines[block.end :], lines[block.start].depth)
    return Forwarded(_address(block.sender), moment(block.date), block.subject, words, note, announced)


def _address(shown: str) -> Address:
    """Jane <jane@x>, Jane [mailto:jane@x] or only Jane, as the sender's line shows it."""
    plain = _LINK.sub(" ", shown)
    found = _EMAIL.search(plain)
    name = (plain[: found.start()] if found else plain).strip(_AROUND_NAME)
    found = found or _EMAIL.search(shown)
    return Address(found[0].lower() if found else "", "" if "@" in name else name)


def _writer(words: str) -> tuple[Address, str]:
    """Who wrote and when, out of a line like: On 3 March 2026 at 10:15, Jane <jane@x> wrote:"""
    found = _EMAIL.search(words)
    if found is None:
        return Address(""), ""
    before = words[: found.start()].rstrip(_AROUND_NAME)
    name = before[_name_start(before) :].strip(_AROUND_NAME)
    behind_date = _NOT_A_NAME.match(name)
    name = name[behind_date.end() :] if behind_date else name
    dated = before.removesuffix(name) if _DIGIT.search(before) else words[found.end() :]
    return Address(found[0].lower(), name), dated.strip(_AROUND_NAME)


def _name_start(before: str) -> int:
    """Where the name begins: in its quotation marks, behind the last digit or comma of the date, or at once."""
    quoted = _IN_QUOTES.search(before)
    if quoted:
        return quoted.start() + 1
    if not _DIGIT.search(before):
        return 0
    return max((at + 1 for at, char in enumerate(before) if char.isdigit() or char == ","), default=0)
