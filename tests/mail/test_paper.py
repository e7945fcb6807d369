"""Letters that are printed and posted: every client letter makes a PDF, and no text breaks it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mail.rendered import OFFICE, catalogue
from worker.adapters.letters import Letters, paper
from worker.adapters.letters.blocks import parse
from worker.adapters.letters.templates import Scene
from worker.adapters.letters.tokens import Filled
from worker.model.letter import Letter

NOW = datetime(2026, 3, 3, 10, 45, tzinfo=UTC)
ADDRESS = "Okafor Bakery\n14 Station Road\nBlackpool\nFY2 0AB"


def sheet(name: str = "Mr Okafor", address: str = ADDRESS, subject: str = "Your complaint") -> paper.Sheet:
    """What stands beside the words."""
    return paper.Sheet(
        company=OFFICE.company,
        name=name,
        address=address,
        subject=subject,
        reference="OPT-2026-0001",
        now=NOW,
    )


def to_clients() -> tuple[Letter, ...]:
    """Each letter to clients, full and bare."""
    return tuple(letter for letter in catalogue() if letter.kind.is_for_client)


def test_every_letter_to_clients_can_be_posted(letters: Letters) -> None:
    """Each makes a PDF, the same one every time."""
    for letter in to_clients():
        made = letters.on_paper(letter, ADDRESS, reply_to="hello@optimised.net", now=NOW)
        assert made.content.startswith(b"%PDF-")
        assert made.name == f"OPT-2026-0042 {letter.kind.called}.pdf"
        assert made == letters.on_paper(letter, ADDRESS, reply_to="hello@optimised.net", now=NOW)


def test_paper_asks_for_nothing_that_only_mail_can_do(letters: Letters) -> None:
    """Nothing to tap, and no answer to "this email"; each says where to phone."""
    for letter in to_clients():
        scene = Scene(letter, OFFICE, "hello@optimised.net", on_paper=True)
        _, _, body = letters.templates[letter.kind].fill(scene)
        assert ">>" not in body.text
        assert "this email" not in body.text
        assert OFFICE.company.phone in body.many_lines(body.text)


@pytest.mark.parametrize("fonts", [paper._FONTS, (Path("/nowhere"),)], ids=["our font", "no font at all"])
def test_the_scripts_of_the_world_do_not_break_it(
    fonts: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a font or without one, whatever a client is called and writes."""
    monkeypatch.setattr(paper, "_FONTS", fonts)
    words = "Wójcik €5 “so” 日本語 עברית العربية 😀 **bold** __u__ --x-- \t \u200b " + "x" * 900
    made = paper.paper(
        parse("^ \ue0000\ue001\n\n**\ue0000\ue001**"), Filled("", (words,)), sheet(words, words, words)
    )
    assert made.startswith(b"%PDF-")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=200))
def test_no_text_breaks_it(words: str, address: str) -> None:
    """Facts come cleaned, as in every letter."""
    text = "".join(each for each in words if each.isprintable() or each == "\n")
    where = "".join(each for each in address if each.isprintable() or each == "\n")
    body = "- \ue0000\ue001\n\n^ \ue0000\ue001\n\n| \ue0000\ue001 | \ue0000\ue001\n\n---\n\ue0000\ue001"
    assert paper.paper(parse(body), Filled("", (text,)), sheet(where[:40], where)).startswith(b"%PDF-")


def test_the_address_fits_the_window() -> None:
    """At most six lines; the name and the last line stay whole."""
    long = "Unit 4, The Old Mill, Mill Lane\nBispham, Blackpool\nLancashire, FY2 0AB"
    lines = paper._address_lines(sheet(address=long))
    assert lines == (
        "Mr Okafor",
        "Unit 4, The Old Mill, Mill Lane",
        "Bispham",
        "Blackpool",
        "Lancashire",
        "FY2 0AB",
    )
