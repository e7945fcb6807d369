"""A page of the demo, read without any browser."""

from html.parser import HTMLParser
from pathlib import Path

Asked = tuple[str, str]


class Page(HTMLParser):
    """A page: its text, and every attribute by which it links, fetches or asks for something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.asked: list[Asked] = []
        self.tags: set[str] = set()
        self.headings: list[str] = []
        self.text = ""
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag and what it asks for."""
        self.tags.add(tag)
        self._in = tag
        wanted = ("href", "src", "srcset", "srcdoc", "background", "data", "http-equiv", "action", "poster")
        self.asked += ((name, value or "") for name, value in attrs if name in wanted)

    def handle_data(self, data: str) -> None:
        """Keep the text, and apart from it the headings."""
        self.text += data
        if self._in == "h2" and data.strip():
            self.headings.append(data)


def page_of(folder: Path) -> Page:
    """The page that a demo left there."""
    return Page((folder / "index.html").read_text(encoding="utf-8"))
