"""What every letter looks like to a mail client: contrast, size, structure, links, envelope (mail.md 5)."""

import re
from urllib.parse import unquote

import pytest

from tests.mail.reading import read
from tests.mail.rendered import TEMPLATES, Parts
from worker.adapters.letters import look
from worker.model.catalogue import LetterKind

VAGUE = {"click here", "here", "link", "more", "read more"}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        (look.INK, look.PAPER, 7),
        (look.NOTE, look.PAPER, 7),
        (look.LINK, look.PAPER, 7),
        (look.BUTTON_INK, look.BUTTON, 7),
        (look.RULE, look.PAPER, 3),
        (look.DARK_INK, look.DARK_PAPER, 7),
        (look.DARK_NOTE, look.DARK_PAPER, 7),
        (look.DARK_LINK, look.DARK_PAPER, 7),
        (look.RULE, look.DARK_PAPER, 3),
        *((bar, paper, 3) for bar in look.BARS.values() for paper in (look.PAPER, look.DARK_PAPER)),
    ],
)
def test_colours_can_be_told_apart(ink: str, paper: str, least: float) -> None:
    """Words reach WCAG AAA and lines AA, on white and on dark paper."""
    assert contrast(ink, paper) >= least


def test_a_letter_is_small_enough_not_to_be_clipped(gallery: tuple[Parts, ...]) -> None:
    """Gmail clips at about 100,000 bytes; ours stay far below."""
    assert max(len(parts.html.encode()) for parts in gallery) < 20_000


def test_every_letter_of_the_catalogue_is_looked_at(gallery: tuple[Parts, ...]) -> None:
    """Each kind is in the gallery twice, to a named and to an unnamed reader."""
    for kind in LetterKind:
        own = [
            parts.rendered.letter.recipient.name for parts in gallery if parts.rendered.letter.kind == kind
        ]
        assert {"", "Mrs Patel"} <= set(own), kind


def test_client_letters_are_set_in_large_type(gallery: tuple[Parts, ...]) -> None:
    """Words for clients have 19 px; the smallest small print of all has 16."""
    clients = {path.name.partition("_")[0] for path in (TEMPLATES / "client").iterdir()}
    for parts in gallery:
        sizes = [int(size) for size in re.findall(r"font-size:(\d+)px", parts.html) if size != "1"]
        assert min(sizes) >= 16
        assert (19 in sizes and 17 not in sizes) is (parts.rendered.letter.kind in clients)


def test_the_html_is_well_built(gallery: tuple[Parts, ...]) -> None:
    """Language, title, viewport, balanced tags, and a role on each table that only arranges."""
    for parts in gallery:
        page = read(parts.html)
        assert page.unbalanced == []
        assert ("html", {"lang": "en-GB"}) in page.elements
        assert page.title == parts.rendered.subject
        tables = [attributes for tag, attributes in page.elements if tag == "table"]
        arranging = [table for table in tables if table.get("role") == "presentation"]
        headed = [attributes for tag, attributes in page.elements if tag == "th"]
        assert all(head["scope"] == "row" for head in headed)
        assert len(tables) - len(arranging) == (1 if headed else 0)


def test_headings_come_in_order(gallery: tuple[Parts, ...]) -> None:
    """At most one heading of level 1, and nothing before it; those of a letter that is shown stand below all others."""
    for parts in gallery:
        levels = [heading[1] for heading in read(parts.html).headings]
        assert "1" not in levels[1:]
        assert ("3" in levels) is (parts.rendered.letter.kind is LetterKind.DRAFT)
        assert set(levels) <= {"1", "2", "3"}


def test_nothing_is_fetched(gallery: tuple[Parts, ...]) -> None:
    """No image, script, form, font, frame or address of the web."""
    for parts in gallery:
        tags = {tag for tag, _ in read(parts.html).elements}
        assert tags.isdisjoint({"img", "script", "link", "iframe", "form", "input", "object", "svg", "base"})
        assert not re.search(r"https?:|url\(|@import|@font-face|src=", parts.html)


def test_only_cells_are_padded(gallery: tuple[Parts, ...]) -> None:
    """Word ignores padding elsewhere; a button's link has it twice, once for Word in its cell."""
    for parts in gallery:
        for tag, attributes in read(parts.html).elements:
            style = attributes.get("style") or ""
            if tag in {"p", "div", "h1", "h2", "li", "blockquote"}:
                assert "padding" not in style
            if tag == "a" and "padding" in style:
                assert "mso-padding-alt" in parts.html


def test_links_write_a_mail_or_dial(gallery: tuple[Parts, ...]) -> None:
    """Each link is a mailto or tel address within old clients' limits and says what it does."""
    for parts in gallery:
        page = read(parts.html)
        for address, words in zip(page.links, page.link_words, strict=True):
            assert re.fullmatch(r"(mailto|tel):[!-~]+", address)
            assert "+" not in address
            assert not re.search("(?<!%0D)%0A", address)
            assert len(address) <= 450
            assert words.strip().lower() not in VAGUE


def test_a_button_names_its_case(gallery: tuple[Parts, ...]) -> None:
    """The subject of every mailto with a command begins with a case, the letter's if it has one, or with a mail."""
    commands = 0
    for parts in gallery:
        for address in read(parts.html).links:
            _, found, subject = address.partition("?subject=")
            if found:
                commands += 1
                assert re.match(r"\[(OPT-\d{4}-\d{4}|MAIL-\d+)\] \w", unquote(subject))
                assert parts.rendered.letter.reference in unquote(subject)
    assert commands


def test_the_envelope_says_what_it_is(gallery: tuple[Parts, ...]) -> None:
    """Subject of at most 78 characters with its reference last, and a preheader of its own words."""
    for parts in gallery:
        subject, reference = parts.rendered.subject, parts.rendered.letter.reference
        assert parts.message["Subject"] == subject
        assert len(subject) <= 78
        assert not reference or subject.endswith(f" [{reference}]")
        page = read(parts.html)
        assert 40 <= len(page.preheader) <= 110
        assert not page.shown.strip().startswith(page.preheader[:30])


def test_the_message_is_built_plain_first(gallery: tuple[Parts, ...]) -> None:
    """multipart/alternative, plain text then HTML, quoted-printable, no defect, no long line."""
    for parts in gallery:
        assert parts.message.get_content_type() == "multipart/alternative"
        bodies = list(parts.message.iter_parts())
        assert [body.get_content_type() for body in bodies] == ["text/plain", "text/html"]
        assert {body["Content-Transfer-Encoding"] for body in bodies} == {"quoted-printable"}
        assert [defect for part in parts.message.walk() for defect in part.defects] == []
        lines = parts.rendered.content.split(b"\r\n")
        assert not any(b"\r" in line or b"\n" in line for line in lines)
        assert max(map(len, lines)) <= 100
