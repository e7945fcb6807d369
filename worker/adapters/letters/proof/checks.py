"""What can be told of a letter without looking at it: one row a check, each with what it found (mail.md 5)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from urllib.parse import unquote

from worker.adapters.letters.proof import colours, features, prose
from worker.adapters.letters.proof.page import LetterPage, read

MOST_BYTES = 100_000  # Gmail cuts a letter off a little above that
LEAST_SHARED = 0.95
LONGEST_SUBJECT, LONGEST_LINE, LONGEST_LINK = 78, 72, 450
PREHEADER = range(40, 111)

_VAGUE = frozenset({"click here", "here", "link", "more", "read more"})
_FETCHED = frozenset({"img", "script", "link", "iframe", "form", "input", "object", "svg", "base"})
_NOTATION = re.compile(
    r"\]\(|\*\*|mailto:|tel:|=>|[\ue000-\ue003]|\{[{%]|^(?:#|\^|>>|@@|~~|\|)", re.MULTILINE
)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_A_DATE = re.compile(rf"(?:({_DAYS}) )?(\d{{1,2}} [A-Z][a-z]+ \d{{4}})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A letter as it would be sent, and its page as a mail program reads it."""

    subject: str
    preheader: str
    text: str
    html: str
    reference: str
    page: LetterPage

    @property
    def shared(self) -> float:
        """How much of the words of either part stands in the other, from 0 to 1; what a button writes left out."""
        told = re.sub(r':\s+subject\s+"[^"]*"', "", self.text)
        in_text, in_html = prose.words(told), prose.words(self.page.shown)
        most = max(in_text.total(), in_html.total(), 1)
        return (in_text & in_html).total() / most

    @property
    def longest_sentence(self) -> int:
        """How many words it has."""
        return max((len(sentence.split()) for sentence in prose.sentences(self.text)), default=0)

    @property
    def grade(self) -> float:
        """The school grade that reads it with ease."""
        return prose.grade(self.text)

    @property
    def bytes(self) -> int:
        """How large its HTML is."""
        return len(self.html.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcoming:
    """Something that is wrong with a letter: the check that found it, and what it found in a sentence."""

    check: str
    what: str


def copy_of(*, subject: str, preheader: str, text: str, html: str, reference: str) -> Copy:
    """The letter, read."""
    return Copy(
        subject=subject, preheader=preheader, text=text, html=html, reference=reference, page=read(html)
    )


def findings(copy: Copy) -> tuple[Shortcoming, ...]:
    """All that the checks find in a letter; nothing where it is well."""
    return tuple(Shortcoming(check=name, what=what) for name, check in CHECKS for what in check(copy))


def _structure(copy: Copy) -> Iterator[str]:
    page = copy.page
    if page.unbalanced:
        yield f"These tags do not match: {', '.join(page.unbalanced)}."
    if ("html", {"lang": "en-GB"}) not in page.elements or page.title != copy.subject:
        yield "The page needs its language and its subject as the title."
    levels = [heading[1] for heading in page.headings]
    if "1" in levels[1:]:
        yield "A letter has one heading of the first level (#), and it is the first."
    tables = [attributes for tag, attributes in page.elements if tag == "table"]
    data = [table for table in tables if table.get("role") != "presentation"]
    heads = [attributes for tag, attributes in page.elements if tag == "th"]
    if data and not heads:
        yield "A table that only arranges needs its role."
    if any(head.get("scope") != "row" for head in heads):
        yield "The name of a fact needs its scope."


def _features(copy: Copy) -> Iterator[str]:
    yield from (
        f"Mail programs may not know {each}." for each in sorted(features.unknown(copy.html, copy.page))
    )


def _colours(copy: Copy) -> Iterator[str]:
    shown = {*re.findall("#[0-9a-f]{6}", copy.html)}
    for ink, paper, least in colours.PAIRS:
        if {ink, paper} <= shown and colours.contrast(ink, paper) < least:
            yield f"{ink} on {paper} has too little contrast."


def _size(copy: Copy) -> Iterator[str]:
    if copy.bytes > MOST_BYTES:
        yield f"{copy.bytes:,} bytes of HTML are more than {MOST_BYTES:,}; Gmail would cut it off."


def _both_parts(copy: Copy) -> Iterator[str]:
    in_text, in_html = prose.facts(copy.text), prose.facts(copy.page.shown)
    if in_html - in_text:
        yield f"The plain text leaves out {', '.join(sorted(in_html - in_text))}."
    # What a button writes stands in the plain text and is tapped in the page.
    if in_text - in_html - {copy.reference}:
        yield f"The page leaves out {', '.join(sorted(in_text - in_html - {copy.reference}))}."
    if copy.shared < LEAST_SHARED:
        yield f"Only {copy.shared:.0%} of the words stand in both parts."


def _plain_text(copy: Copy) -> Iterator[str]:
    lines = copy.text.split("\n")
    if max(map(len, lines)) > LONGEST_LINE:
        yield f"A line of the plain text has more than {LONGEST_LINE} characters."
    if "\n\n\n" in copy.text or any(line != line.rstrip() and line != "-- " for line in lines):
        yield "The plain text has two empty lines in a row, or spaces at the end of a line."
    own = "\n".join(line for line in lines if not line.startswith("    "))
    if left := _NOTATION.search(own):
        yield f"Notation is left in the plain text: {left[0]}"
    chunks = copy.text.split("\n\n")
    titled = [bool(re.search(r"\n-+$", chunk)) for chunk in chunks]
    for place, (this, following) in enumerate(pairwise(titled)):
        if this and following:
            yield f"Nothing stands below the heading “{chunks[place].splitlines()[0]}”."


def _links(copy: Copy) -> Iterator[str]:
    for address, words in zip(copy.page.links, copy.page.link_words, strict=True):
        if not re.fullmatch(r"(mailto|tel):[!-~]+", address):
            yield f"A link may only write a mail or dial: {address}"
        if "+" in address or re.search("(?<!%0D)%0A", address) or len(address) > LONGEST_LINK:
            yield f"Some mail programs would cut this link off: {address}"
        if words.strip().casefold() in _VAGUE:
            yield f"“{words.strip()}” does not say what the link does."
        subject = unquote(address.partition("?subject=")[2].partition("&")[0])
        if subject.startswith("[") and copy.reference not in subject:
            yield f"A button writes about another complaint: {subject}"
    if fetched := _FETCHED & {tag for tag, _ in copy.page.elements}:
        yield f"A letter fetches nothing: <{'>, <'.join(sorted(fetched))}>."


def _words(copy: Copy) -> Iterator[str]:
    for sentence in prose.sentences(copy.text):
        if len(sentence.split()) > prose.LONGEST_SENTENCE:
            yield f"More than {prose.LONGEST_SENTENCE} words in a sentence: “{' '.join(sentence.split())}”."
    avoided = prose.AVOIDED & prose.words("\n".join(prose.sentences(copy.text))).keys()
    if avoided:
        yield f"Officialese: {', '.join(sorted(avoided))}."
    if copy.grade > prose.HARDEST_GRADE:
        yield f"It takes grade {copy.grade:.1f} to read it; {prose.HARDEST_GRADE} is the most."


def _dates(copy: Copy) -> Iterator[str]:
    own = "\n".join(line for line in copy.text.split("\n") if not line.startswith("    "))
    for weekday, day in _A_DATE.findall(" ".join(own.split())):
        try:
            meant = datetime.strptime(day, "%d %B %Y").strftime("%A")  # noqa: DTZ007  a day has no zone
        except ValueError:
            yield f"There is no {day}."
            continue
        if weekday and weekday != meant:
            yield f"{day} is a {meant}, not a {weekday}."


def _envelope(copy: Copy) -> Iterator[str]:
    if len(copy.subject) > LONGEST_SUBJECT:
        yield f"The subject has more than {LONGEST_SUBJECT} characters."
    if copy.reference and not copy.subject.endswith(f" [{copy.reference}]"):
        yield "The subject ends with the reference in square brackets."
    if len(copy.preheader) not in PREHEADER:
        yield f"The preheader has {len(copy.preheader)} characters; 40 to 110 are shown well."
    if copy.page.shown.strip().startswith(copy.preheader[:30]):
        yield "The preheader says the same as the beginning of the letter."


CHECKS: tuple[tuple[str, Callable[[Copy], Iterator[str]]], ...] = (
    ("structure", _structure),
    ("features", _features),
    ("colours", _colours),
    ("size", _size),
    ("both parts", _both_parts),
    ("plain text", _plain_text),
    ("links", _links),
    ("words", _words),
    ("dates", _dates),
    ("envelope", _envelope),
)
"""The checks, in the order in which they are told."""
