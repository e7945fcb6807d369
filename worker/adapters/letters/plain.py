"""Blocks as plain text: lines of at most 72 characters, nothing of the notation left."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from worker.adapters.letters.blocks import (
    BOLD,
    LINK,
    Bars,
    Block,
    Button,
    Case,
    FactRows,
    Heading,
    Inset,
    Items,
    Paragraph,
    SmallPrint,
)
from worker.adapters.letters.tokens import Filled

WIDTH = 72
_INDENT = "    "


def text(blocks: Iterable[Block], facts: Filled) -> str:
    """The whole letter, ending in a newline."""
    chunks = ["\n".join(_lines(block, facts)) + _gap(block) for block in blocks]
    return "".join(chunks).rstrip("\n") + "\n"


def _gap(block: Block) -> str:
    return "\n" if isinstance(block, SmallPrint) else "\n\n"


def _lines(block: Block, facts: Filled) -> Iterator[str]:
    match block:
        case Heading():
            return _heading(block, facts)
        case Paragraph(lines):
            return (part for line in lines for part in wrapped(_inline(line, facts)))
        case Inset(lines):
            return _inset(facts.many_lines("\n".join(lines)))
        case Items():
            return _items(block, facts)
        case FactRows():
            return _fact_rows(block, facts)
        case Button():
            return wrapped(_button(block, facts), "* ", "  ")
        case Case():
            return _case(block, facts)
        case Bars(bars):
            return (facts.one_line(f"{bar.label}: {bar.count}") for bar in bars)
        case SmallPrint():
            return iter(["-- "])  # the mark below which mail readers cut (RFC 3676 4.3)


def _heading(heading: Heading, facts: Filled) -> Iterator[str]:
    lines = list(wrapped(_inline(heading.text, facts)))
    yield from lines
    yield ("=" if heading.level == 1 else "-") * max(map(len, lines))


def _items(items: Items, facts: Filled) -> Iterator[str]:
    for number, item in enumerate(items.items, 1):
        mark = f"{number}. " if items.numbered else "- "
        yield from wrapped(_inline(item, facts), mark, " " * len(mark))


def _fact_rows(table: FactRows, facts: Filled) -> Iterator[str]:
    for name, fact in table.rows:
        yield from wrapped(f"{_inline(name, facts)}: {_inline(fact, facts)}", rest="  ")


def _inset(words: str) -> Iterator[str]:
    """The client's lines, each wrapped on its own, at most one empty line between two."""
    for line in re.sub(r"\n\s*\n", "\n\n", words.strip()).split("\n"):
        yield from wrapped(" ".join(line.split()), _INDENT, _INDENT)


def _case(case: Case, facts: Filled) -> Iterator[str]:
    yield from wrapped(f"{_inline(case.when, facts)}: {_inline(case.what, facts)}", "- ", "  ")
    yield from wrapped(_inline(case.who, facts), "  ", "  ")
    for action in case.actions:
        yield from wrapped(_button(action, facts), "  * ", "    ")


def _button(button: Button, facts: Filled) -> str:
    """What tapping does, for a reader who cannot tap: a reply under that subject does the same."""
    label = _inline(button.label, facts)
    address, _, query = button.address.partition(":")[2].partition("?")
    subject = dict(field.split("=", 1) for field in query.split("&") if "=" in field).get("subject", "")
    if subject:
        return f'{label}: subject "{facts.one_line(unquote(subject))}"'
    return f"{label}: {facts.one_line(unquote(address))}"


def _inline(words: str, facts: Filled) -> str:
    return facts.one_line(LINK.sub(_link, BOLD.sub(r"\1", words)))


def _link(match: re.Match[str]) -> str:
    address = unquote(match[2].partition(":")[2].partition("?")[0])
    return match[1] if match[1] == address else f"{match[1]} ({address})"


def wrapped(words: str, first: str = "", rest: str = "") -> Iterator[str]:
    """The words in lines of at most 72 characters behind a margin; a longer word is broken."""
    margin = first
    while len(margin) + len(words) > WIDTH:
        room = WIDTH - len(margin)
        space = words.rfind(" ", 1, room + 1)
        yield margin + words[: space if space > 0 else room]
        words = words[space + 1 if space > 0 else room :]
        margin = rest
    yield margin + words if words else ""
