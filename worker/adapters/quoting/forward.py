"""The mail that somebody passed on within their own mail."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from worker.adapters.quoting.attribution import attribution
from worker.adapters.quoting.headers import HeaderBlock, header_block
from worker.adapters.quoting.history import forward_begins
from worker.adapters.quoting.lines import Line, quoted_once_less, read_lines
from worker.adapters.quoting.reply import new_words
from worker.model.mail import Address

_LINK = re.compile(r"[<\[]mailto:[^>\]]*[>\]]")
_EMAIL = re.compile(r"[^\s<>\[\]()\"',;:@]+@[^\s<>\[\]()\"',;:@]+\.[^\s<>\[\]()\"',;:@]*\w")
_AROUND_NAME = " \t<>[]()\"',;:“”„«»*"
_NOT_A_NAME = frozenset("am pm uhr gmt utc bst cet cest est edt schrieb skrev schreef heeft from".split())
_LINES_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Forwarded:
    """A mail within a mail: what its quoted headers claim, its `text`, and the forwarder's own words in `note`.

    `sender.email` is empty where only a name was shown; `date` is as written. Nothing of this is proven. `announced`
    is true where the mail program says that it is a forward; Outlook writes replies and forwards alike, so without it
    only the outer subject (FW:) tells.
    """

    sender: Address
    date: str
    subject: str
    text: str
    note: str
    announced: bool


def forwarded(text: str) -> Forwarded | None:
    """The outermost mail quoted in this one, or None; a forward of a forward is found by asking again with its text."""
    lines = read_lines(text)
    note = new_words(text).text
    for at, line in enumerate(lines):
        block = header_block(lines, at) if line.bare else None
        if block:
            return _described(lines, block, note)
        found = attribution(lines, at) if line.bare and not line.depth else None
        if found:
            sender, date = _writer(found.words)
            words = quoted_once_less(lines[at + found.count :], int(found.marked))
            return Forwarded(sender, date, "", words, note, announced=False)
    return None


def _described(lines: Sequence[Line], block: HeaderBlock, note: str) -> Forwarded:
    announced = any(forward_begins(lines, at) for at in range(max(0, block.start - _LINES_ABOVE), block.start))
    words = quoted_once_less(lines[block.end :], lines[block.start].depth)
    return Forwarded(_address(block.sender), block.date, block.subject, words, note, announced)


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
    before = words[: found.start()] if found else words
    name_start = next((at + 1 for at in range(len(before) - 1, -1, -1) if before[at].isdigit() or before[at] in ',"„«'), 0)
    name_start = before.rstrip(_AROUND_NAME).rfind('"') + 1 or name_start
    names = before[name_start:].strip(_AROUND_NAME).split()
    while names and names[0].strip(".,").casefold() in _NOT_A_NAME:
        names = names[1:]
    date = before[:name_start] if any(char.isdigit() for char in before[:name_start]) else words
    return Address(found[0].lower() if found else "", " ".join(names)), date.strip(_AROUND_NAME)
