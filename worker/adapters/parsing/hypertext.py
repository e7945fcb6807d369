"""HTML mail -> the text a reader would see, in time linear in its length; nothing is fetched or run."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from worker.adapters.parsing import clean_text

LONGEST = 3_000_000
"""So much of a document is read, once the files written into it are taken out; in characters."""

_LONGEST_TAG = 20_000
_DEEPEST = 2_000
_MOST_MARKS = 30  # each line carries a > for each quotation round it
_IS_HTML = re.compile(r"\s{0,99}(?:<!doctype html|<html\b)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})((?>[^<>\"'=]+|=\s{0,9}\"[^\"]*\"|=\s{0,9}'[^']*'|[=\"'])*+)>")
_FILE = re.compile(
    r"(?<=[\"'(=])\s?data:\w{1,50}/[\w.+-]{1,99}[;,](?>(?:[\w+/=%.~,;:-]{40,}+\s{0,9}+)+)", re.ASCII
)
_STYLE = re.compile(r"\bstyle\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:\A|[\s\"'])hidden(?=[\s=/]|\Z)", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT_SIZE = re.compile(r"font-size\s*:\s*([0-9.]+)", re.IGNORECASE)
_TYPED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_QUOTATION = re.compile(r"\btype\s*=\s*[\"']?cite|\bclass\s*=\s*[\"']?[^\"'>]{0,99}quote", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_HUGE_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_UNSEEN = _names("script style title xml template noframes object svg")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_PARAGRAPHS = _names("p h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote table fieldset hr")
_LINES = _names(
    "address article aside body caption center dd div dt figcaption figure footer form header html li main"
    " nav section tbody thead tfoot tr"
)
_CELLS = frozenset({"td", "th"})
_ENDED_BY = {
    "p": _PARAGRAPHS | _LINES,
    "li": frozenset({"li"}),
    "td": _CELLS | {"tr"},
    "th": _CELLS | {"tr"},
    "tr": frozenset({"tr", "tbody", "tfoot"}),
}


@dataclass(frozen=True, slots=True)
class Visibility:
    """How words look: unseen, too small to see, in lines as typed, and how deeply quoted."""

    hidden: bool = False
    tiny: bool = False
    typed: bool = False
    quotes: int = 0


@dataclass(slots=True)
class Page:
    """The lines written so far and the elements still open; `opened` counts the latter by name."""

    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=lambda: [""])
    looks: list[Visibility] = field(default_factory=lambda: [Visibility()])
    opened: Counter[str] = field(default_factory=Counter)


def is_html(value: str) -> bool:
    """Whether a text that calls itself plain is an HTML document."""
    return bool(_IS_HTML.match(value))


def without_files(source: str) -> str:
    """The document without the pictures that are written into its tags, which may be longer than its words."""
    return _FILE.sub("", source) if "data:" in source else source


def text(source: str) -> str:
    """The words of an HTML document: paragraphs apart, table rows on lines, quotations marked with >."""
    page = Page()
    for token in _tokens(source[:LONGEST]):
        if isinstance(token, str):
            _write(page, token)
        elif token[1]:
            _close(page, token[2].lower())
        else:
            _open(page, token[2].lower(), token[3])
    _end_line(page)
    return clean_text.text(re.sub(r"\n{3,}", "\n\n", "\n".join(page.lines))).strip("\n")


def _tokens(source: str) -> Iterator[str | re.Match[str]]:
    """Tags (slash, name, attributes) and the words between; a mark that never comes is sought only once."""
    missing: set[str] = set()
    position = 0
    while (start := source.find("<", position)) >= 0:
        if start > position:
            yield source[position:start]
        match = _TAG.match(source, start, start + _LONGEST_TAG)
        if match:
            name = match[2].lower()
            yield match
            unseen = name in _UNSEEN and not match[1] and not match[3].endswith("/")
            end = _behind(source, f"</{name}[^>]{{0,99}}>", match.end(), missing) if unseen else 0
            position = end or match.end()
            continue
        position = _behind_unreadable(source, start, missing)
        if position == start + 1:
            yield "<"
    yield source[position:]


def _behind_unreadable(source: str, start: int, missing: set[str]) -> int:
    """The place behind a comment, a declaration or a broken tag; `start` + 1 where < is just a character."""
    if source.startswith("<!--", start):
        # Its own beginning may end a comment: <!--> and <!---> are empty ones (HTML 13.2.5.43).
        return _behind(source, "--!?>", start + 2, missing) or start + 4
    follows = source[start + 1 : start + 2]
    if follows in ("!", "?", "/") or (follows.isascii() and follows.isalpha()):
        return _behind(source, ">", start + 1, missing) or start + 1
    return start + 1


def _behind(source: str, mark: str, position: int, missing: set[str]) -> int:
    """The place behind the next match of a pattern, or 0."""
    match = None if mark in missing else re.compile(mark, re.IGNORECASE).search(source, position)
    if match is None:
        missing.add(mark)
        return 0
    return match.end()


def _open(page: Page, name: str, attributes: str) -> None:
    while name in _ENDED_BY.get(page.names[-1], ()):
        _pop(page)
    look = _look(page.looks[-1], name, attributes)
    if not look.hidden:
        _lay_out(page, name)
    empty = name in _VOID or (":" in name and attributes.endswith("/"))
    if not empty and len(page.names) < _DEEPEST:
        page.names.append(name)
        page.looks.append(look)
        page.opened[name] += 1
    if name == "li" and not look.hidden:
        page.current.append("- ")


def _close(page: Page, name: str) -> None:
    if not page.opened[name]:
        _lay_out(page, name)
        return
    while page.names[-1] != name:
        _pop(page)
    _pop(page)


def _pop(page: Page) -> None:
    name = page.names.pop()
    page.opened[name] -= 1
    if name in _PARAGRAPHS:
        _end_line(page)
    if not page.looks.pop().hidden:
        _lay_out(page, name)


def _lay_out(page: Page, name: str) -> None:
    """What the beginning or the end of an element does to the lines."""
    if name == "br":
        _end_line(page, keep_empty=True)
    elif name in _CELLS:
        page.current.append(" ")
    elif name in _LINES:
        _end_line(page)
    elif name in _PARAGRAPHS:
        _end_line(page)
        quotes = page.looks[-1].quotes
        if page.lines and page.lines[-1].strip("> "):
            page.lines.append(">" * quotes)
        elif page.lines:
            page.lines[-1] = page.lines[-1][:quotes]


def _look(outside: Visibility, name: str, attributes: str) -> Visibility:
    """How words look inside a new element; what is unseen stays so, a size of letters may be set again."""
    if name in _VOID or (not attributes and name != "pre"):
        return outside
    quotation = name == "blockquote" and bool(_QUOTATION.search(attributes))
    quotes = min(outside.quotes + quotation, _MOST_MARKS)
    found = _STYLE.search(attributes)
    style = (found[1] or found[2] or found[3] or "") if found else ""
    hidden = outside.hidden or bool(_HIDING.search(style) or _HIDDEN.search(attributes))
    size = _FONT_SIZE.search(style)
    tiny = not size[1].strip("0.") if size else outside.tiny
    typed = outside.typed or name == "pre" or bool(_TYPED.search(style))
    return Visibility(hidden, tiny, typed, quotes)


def _write(page: Page, words: str) -> None:
    look = page.looks[-1]
    if look.hidden or look.tiny:
        return
    plain = unescape(_HUGE_NUMBER.sub("\ufffd", words))
    if not look.typed:
        page.current.append(_SPACES.sub(" ", plain))
        return
    first, *others = plain.replace("\r\n", "\n").split("\n")
    page.current.append(first)
    for other in others:
        _end_line(page, keep_empty=True)
        page.current.append(other)


def _end_line(page: Page, *, keep_empty: bool = False) -> None:
    """Put the words written so far on a line of their own, and an empty line where one was asked for."""
    written = "".join(page.current)
    line = written.rstrip() if page.looks[-1].typed else _SPACES.sub(" ", written).strip()
    if line == "-" and not keep_empty:  # the words of a list's item stand in an element of their own
        return
    page.current.clear()
    if line or keep_empty:
        page.lines.append(("> " * page.looks[-1].quotes + line).rstrip())
