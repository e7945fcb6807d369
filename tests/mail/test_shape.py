"""What every letter looks like to a mail client: contrast, size, structure, links, envelope (mail.md 5)."""

import re
from urllib.parse import unquote

from tests.mail.rendered import TEMPLATES, Parts
from worker.adapters.letters.proof.page import read
from worker.model.catalogue import LetterKind


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
