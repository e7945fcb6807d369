"""Blocks as plain text: lines of at most 72 characters, nothing of the notation left."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from worker.adapters.letters.blocks import (
    BOLD,
    LINK,
    Bars,
    Block,
    Button,
    CaseLine,
    FactRows,
    Heading,
    Inset,
    Items,
    LetterShown,
    Paragraph,
    SmallPrint,
)
from worker.adapters.letters.tokens import Filled
from worker.adapters.letters.unbroken import unbroken

WIDTH = 72
_INDENT = "    "
_GLUE = "\0"  # stands only in a copy, in which the ends of lines are looked for: the words keep their spaces


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line before it is wrapped: its words, and the margins of its first line and of the rest."""

    words: str
    first: str = ""
    rest: str = ""


def text(blocks: Iterable[Block], facts: Filled, width: int = WIDTH, shown: str = "") -> str:
    """The whole letter in lines of at most `width` characters, with the one that it shows, ending in a newline."""
    chunks = [
        f"{shown}\n\n"
        if isinstance(block, LetterShown)
        else "\n".join(part for line in plain_lines(block, facts) for part in wrapped(line, width))
        + _gap(block)
        for block in blocks
    ]
    return "".join(chunks).rstrip("\n") + "\n"


def within(subject: str, blocks: Iterable[Block], facts: Filled) -> str:
    """A letter as another one shows it: further in, no rules below its headings, and no mark of its end."""
    chunks = [f"Subject: {subject}", *(_chunk(block, facts) for block in blocks)]
    lines = "\n\n".join(filter(None, chunks)).split("\n")
    return "\n".join(f"{_INDENT}{line}" if line else "" for line in lines)


def _chunk(block: Block, facts: Filled) -> str:
    lines = list(plain_lines(block, facts))
    if isinstance(block, SmallPrint):
        return ""
    kept = lines[:1] if isinstance(block, Heading) else lines
    return "\n".join(part for line in kept for part in wrapped(line, WIDTH - len(_INDENT)))


def _gap(block: Block) -> str:
    return "\n" if isinstance(block, SmallPrint) else "\n\n"


def plain_lines(block: Block, facts: Filled) -> Iterator[PlainLine]:
    """A block as lines that are not yet wrapped."""
    match block:
        case Heading():
            return _heading(block, facts)
        case Paragraph(lines):
            return (PlainLine(inline(line, facts)) for line in lines)
        case Inset(lines):
            return _inset(facts.many_lines("\n".join(lines)))
        case Items():
            return _items(block, facts)
        case FactRows():
            return _fact_rows(block, facts)
        case Button():
            return iter([PlainLine(_button(block, facts), "* ", "  ")])
        case CaseLine():
            return _case(block, facts)
        case Bars(bars):
            return (PlainLine(facts.one_line(f"{bar.label}: {bar.count}")) for bar in bars)
        case SmallPrint():
            return iter([PlainLine("-- ")])  # the mark below which mail readers cut (RFC 3676 4.3)
    return iter(())


def _heading(heading: Heading, facts: Filled) -> Iterator[PlainLine]:
    words = PlainLine(inline(heading.text, facts))
    yield words
    yield PlainLine(("=" if heading.level == 1 else "-") * max(map(len, wrapped(words))))


def _items(items: Items, facts: Filled) -> Iterator[PlainLine]:
    for number, item in enumerate(items.items, 1):
        mark = f"{number}. " if items.numbered else "- "
        yield PlainLine(inline(item, facts), mark, " " * len(mark))


def _fact_rows(table: FactRows, facts: Filled) -> Iterator[PlainLine]:
    for name, fact in table.rows:
        yield PlainLine(f"{inline(name, facts)}: {inline(fact, facts)}", rest="  ")


def _inset(words: str) -> Iterator[PlainLine]:
    """The client's lines, each wrapped on its own, at most one empty line between two."""
    for line in re.sub(r"\n\s*\n", "\n\n", words.strip()).split("\n"):
        yield PlainLine(" ".join(line.split()), _INDENT, _INDENT)


def _case(case: CaseLine, facts: Filled) -> Iterator[PlainLine]:
    yield PlainLine(f"{inline(case.when, facts)}: {inline(case.what, facts)}", "- ", "  ")
    yield PlainLine(inline(case.who, facts), "  ", "  ")
    for action in case.actions:
        yield PlainLine(_button(action, facts), "  * ", "    ")


def _button(button: Button, facts: Filled) -> str:
    """What tapping does, for a reader who cannot tap: a reply under that subject does the same."""
    label = inline(button.label, facts)
    address, _, query = button.address.partition(":")[2].partition("?")
    subject = dict(field.split("=", 1) for field in query.split("&") if "=" in field).get("subject", "")
    if subject:
        return f'{label}: subject "{facts.one_line(unquote(subject))}"'
    return f"{label}: {facts.one_line(unquote(address))}"


def inline(words: str, facts: Filled) -> str:
    """The words with their facts and without notation; a link is followed by where it leads."""
    return facts.one_line(LINK.sub(lambda link: _link(link, facts), BOLD.sub(r"\1", words)))


def _link(link: re.Match[str], facts: Filled) -> str:
    """The words of a link and where it leads, once where both are the same; a number to dial is its own words."""
    if link[2].startswith("tel:"):
        return link[1]
    address = unquote(link[2].partition(":")[2].partition("?")[0])
    same = facts.one_line(link[1]) == facts.one_line(address)
    return link[1] if same else f"{link[1]} ({address})"


def wrapped(line: PlainLine, width: int = WIDTH) -> Iterator[str]:
    """The words in lines of at most `width` characters behind a margin; a longer word is broken, a date only then."""
    margin, words, whole = line.first, line.words, unbroken(line.words, _GLUE)
    while len(margin) + len(words) > width:
        room = width - len(margin)
        space = whole.rfind(" ", 1, room + 1)
        end, rest = (space, space + 1) if space > 0 else (room, room)
        yield margin + words[:end]
        words, whole = words[rest:], whole[rest:]
        margin = line.rest
    yield margin + words if words else ""
