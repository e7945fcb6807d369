"""What of HTML and CSS a letter may use: the rest is refused, since some mail program would drop or show it.

Each row names the feature as caniemail does. Where one of the programs of PROGRAMS has not got it, the row says why the
letter loses nothing; a test holds every row against caniemail's own figures.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from worker.adapters.letters.proof.page import LetterPage

PROGRAMS: tuple[tuple[str, str], ...] = (
    ("outlook", "windows"),
    ("outlook", "outlook-com"),
    ("outlook", "macos"),
    ("outlook", "ios"),
    ("outlook", "android"),
    ("gmail", "desktop-webmail"),
    ("gmail", "ios"),
    ("gmail", "android"),
    ("apple-mail", "macos"),
    ("apple-mail", "ios"),
    ("yahoo", "desktop-webmail"),
    ("samsung-email", "android"),
    ("thunderbird", "macos"),
)
"""The mail programs that count, as caniemail calls their family and platform."""

EVERYWHERE = ""
"""What is older than mail programs, so that caniemail does not ask for it."""

FEATURES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("<html>", "<head>", "<title>", "<meta>", "<br>", "<a>", "style", "class"), EVERYWHERE
        ),
        **dict.fromkeys(("charset", "content", "name", "href", "border", "bgcolor", "scope"), EVERYWHERE),
        **dict.fromkeys(("<table>", "<tr>", "<td>", "<th>"), "html-table"),
        **dict.fromkeys(("<h1>", "<h2>", "<h3>"), "html-h1-h6"),
        **dict.fromkeys(("<ul>", "<ol>", "<li>"), "html-lists"),
        "<body>": "html-body",
        "<style>": "html-style",
        "<p>": "html-p",
        "<div>": "html-div",
        "<span>": "html-span",
        "<strong>": "html-strong",
        "<blockquote>": "html-blockquote",
        "<hr>": "html-hr",
        "lang": "html-lang",
        "role": "html-role",
        "align": "html-align",
        "width": "html-width",
        "cellpadding": "html-cellpadding",
        "cellspacing": "html-cellspacing",
        "mailto:": "html-mailto-links",
        "tel:": EVERYWHERE,
        "meta color-scheme": "html-meta-color-scheme",
        "@media (prefers-color-scheme:dark)": "css-at-media-prefers-color-scheme",
        "!important": "css-important",
        **dict.fromkeys(("color:", "font-family:", "mso-hide:", "mso-padding-alt:"), EVERYWHERE),
        "font-size:": "css-font-size",
        "font-weight:": "css-font-weight",
        "line-height:": "css-line-height",
        "background-color:": "css-background-color",
        "border:": "css-border",
        "border-top:": "css-border",
        "border-bottom:": "css-border",
        "border-left:": "css-border",
        "border-collapse:": "css-border-collapse",
        "border-radius:": "css-border-radius",
        "color-scheme:": "css-color-scheme",
        "display:": "css-display",
        "margin:": "css-margin",
        "max-height:": "css-max-height",
        "max-width:": "css-max-width",
        "overflow:": "css-overflow",
        "overflow-wrap:": "css-overflow-wrap",
        "padding:": "css-padding",
        "text-align:": "css-text-align",
        "text-decoration:": "css-text-decoration",
        "vertical-align:": "css-vertical-align",
        "white-space:": "css-white-space",
        "width:": "css-width",
        "word-break:": "css-word-break",
    }
)
"""Each feature that a letter may use, and caniemail's name of it."""

NOT_MISSED: Mapping[str, str] = MappingProxyType(
    {
        "css-border-radius": "A button has square corners then.",
        "css-max-height": "Only for the hidden first line, which has display:none and mso-hide too.",
        "css-overflow": "Only for the hidden first line, which has display:none and mso-hide too.",
        "css-overflow-wrap": "Only a word longer than the line looks different; word-break says it again.",
        "css-white-space": "A reference may go on in the next line behind its hyphen.",
        "css-word-break": "Only a word longer than the line looks different; overflow-wrap says it again.",
        "css-at-media-prefers-color-scheme": "The letter stays light, or the program darkens it in its own way.",
        "css-color-scheme": "The letter stays light, or the program darkens it in its own way.",
        "html-meta-color-scheme": "The letter stays light, or the program darkens it in its own way.",
        "html-body": "Its colour and its margin stand on the table inside too.",
    }
)
"""What some of PROGRAMS have not got, and why nothing is lost there: the written list of exceptions."""


def unknown(html: str, page: LetterPage) -> frozenset[str]:
    """What the letter uses and no row allows."""
    return frozenset(_used(html, page)) - FEATURES.keys()


def _used(html: str, page: LetterPage) -> Iterator[str]:
    for tag, attributes in page.elements:
        yield f"<{tag}>"
        for name, value in attributes.items():
            yield name
            if name == "style":
                yield from _properties(value or "")
        if tag == "meta" and attributes.get("name") == "color-scheme":
            yield "meta color-scheme"
    yield from (f"{address.partition(':')[0]}:" for address in page.links)
    (sheet,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    for rule in re.findall(r"@[\w-]+[^{]*", sheet):
        yield rule.strip()
    for block in re.findall(r"{([^{}]*)}", sheet):
        yield from _properties(block)


def _properties(style: str) -> Iterator[str]:
    for declared in filter(str.strip, style.split(";")):
        name, _, value = declared.partition(":")
        yield f"{name.strip()}:"
        if "!important" in value:
            yield "!important"
