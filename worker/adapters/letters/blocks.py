"""The block notation of a letter (templates/README.md), read from tokenised text into frozen values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby


class NotationError(Exception):
    """A line of the letter does not follow the notation of templates/README.md."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together and stay apart."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inset:
    """The client's words: no inline markup, and the lines of a fact are kept."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    numbered: bool
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactRows:
    """A table of names and what they are."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap that writes a mail or dials a number."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a digest: when, what, who, and what can be done about it."""

    when: str
    what: str
    who: str
    actions: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `tone` is plain, quiet or alarm."""

    label: str
    count: str
    tone: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars that share one scale."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """A rule; what follows it is the foot of the letter."""


@dataclass(frozen=True, slots=True)
class LetterShown:
    """The place of the letter that this one shows, as its reader will get it."""


Block = Heading | Paragraph | Inset | Items | FactRows | Button | CaseLine | Bars | SmallPrint | LetterShown

TONES = ("plain", "quiet", "alarm")
LINK = re.compile(r"\[([^\]\[]+)\]\(((?:mailto|tel):[^()\s]+)\)")
BOLD = re.compile(r"\*\*(.+?)\*\*")

_MARK = re.compile(r"(##?|\^|-|[0-9]+\.|\||>>|@@|~~)(?: +|$)|(---|<<letter>>)$")
_ADDRESS = re.compile(r"(?:mailto|tel):[^()\s]+")


@lru_cache(maxsize=64)  # the same branches of a template give the same tokenised text
def parse(text: str) -> tuple[Block, ...]:
    """The blocks of a tokenised text, in order; raises NotationError with the line that is wrong."""
    _refuse_left_overs(text)
    blocks: list[Block] = []
    for mark, group in groupby(text.split("\n"), key=_mark):
        lines = tuple(line[len(mark) :].strip() if mark != "1." else _item(line) for line in group)
        if mark != " ":
            blocks.extend(_blocks(mark, lines))
    return tuple(blocks)


def _refuse_left_overs(text: str) -> None:
    for line in LINK.sub("", BOLD.sub("", text)).split("\n"):
        if "**" in line or "](" in line:
            raise NotationError(f"bold stands between two **, a link leads to mailto: or tel: {line}")


def _mark(line: str) -> str:
    """What kind of line this is: its mark, nothing for words, a space for an empty line."""
    if not line.strip():
        return " "
    match = _MARK.match(line)
    if match is None:
        return ""
    mark = match[1] or match[2]
    return "1." if mark[0].isdigit() else mark


def _item(line: str) -> str:
    return line.partition(".")[2].strip()


def _blocks(mark: str, lines: tuple[str, ...]) -> Iterable[Block]:
    match mark:
        case "#" | "##":
            return [Heading(len(mark), line) for line in lines]
        case "^":
            return [Inset(lines)]
        case "-" | "1.":
            return [Items(mark == "1.", lines)]
        case "|":
            return [FactRows(tuple(_fact_row(line) for line in lines))]
        case ">>":
            return [_button(line, "|") for line in lines]
        case "@@":
            return [_case(line) for line in lines]
        case "~~":
            return [Bars(tuple(_bar(line) for line in lines))]
        case "---":
            return [SmallPrint()]
        case "<<letter>>":
            return [LetterShown()]
    return [Paragraph(lines)]


def _fact_row(line: str) -> tuple[str, str]:
    name, bar, fact = line.partition("|")
    if not bar:
        raise NotationError(f'a fact is written "| name | fact": {line}')
    return name.strip(), fact.strip()


def _button(text: str, separator: str) -> Button:
    label, _, address = (part.strip() for part in text.partition(separator))
    if not label or not _ADDRESS.fullmatch(address):
        raise NotationError(
            f"a button is a label and a mailto: or tel: address, split by {separator}: {text}"
        )
    return Button(label, address)


def _case(line: str) -> CaseLine:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (3, 4):
        raise NotationError(f'a case is written "@@ when | what | who | action=>mailto:...": {line}')
    when, what, who, actions = (*parts, "")[:4]
    return CaseLine(when, what, who, tuple(_button(action, "=>") for action in actions.split(";;") if action))


def _bar(line: str) -> Bar:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) not in (2, 3) or (parts[2:] and parts[2] not in TONES):
        raise NotationError(f'a bar is written "~~ label | number | {", ".join(TONES)}": {line}')
    label, count, tone = (*parts, TONES[0])[:3]
    return Bar(label, count, tone)
