"""Reads the HTML of a letter as a stranger would: its tags, links, headings and words, without any repair."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "br", "hr"}


@dataclass(slots=True)
class LetterPage:
    """What stands in a page; `tags` counts each tag with its attributes, but for what keeps lines."""

    tags: Counter[str] = field(default_factory=Counter)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    link_words: list[str] = field(default_factory=list)
    title: str = ""
    preheader: str = ""
    quoted: str = ""
    shown: str = ""
    unbalanced: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = LetterPage()
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        self.page.elements.append((tag, dict(attrs)))
        # A line break, and what keeps a reference on one line, may come with any words.
        if tag != "br" and ("style", "white-space:nowrap") not in attrs:
            self.page.tags[f"{tag} {sorted(attrs, key=str)}"] += 1
        if tag == "a":
            self.page.links.append(dict(attrs).get("href") or "")
            self.page.link_words.append("")
        if re.fullmatch("h[1-6]", tag):
            self.page.headings.append(f"{tag}: ")
        if tag not in _VOID:
            self.open.append((tag, "display:none" in (dict(attrs).get("style") or "").split(";")))

    def handle_endtag(self, tag: str) -> None:
        """A tag ends, the one that began last if all is well."""
        if not self.open or self.open.pop()[0] != tag:
            self.page.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        """Words of the title, of the hidden first line, or of what is shown."""
        tags = [tag for tag, _ in self.open]
        if "title" in tags:
            self.page.title += data
        elif any(hidden for _, hidden in self.open):
            self.page.preheader += data
        elif "style" not in tags:
            self._show(data, tags)

    def _show(self, data: str, tags: list[str]) -> None:
        self.page.shown += data + " " * (not data.endswith(("“", "(")) and "p" not in tags)
        if "blockquote" in tags:
            self.page.quoted += data
        if "a" in tags:
            self.page.link_words[-1] += data
        if any(re.fullmatch("h[1-6]", tag) for tag in tags):
            self.page.headings[-1] += data


def read(html: str) -> LetterPage:
    """The page read without any repair."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.unbalanced += [tag for tag, _ in reader.open]
    return reader.page
