"""No line ends within a date, a phone number, a postcode or a reference, and what is copied from a letter is found."""

import re
from itertools import pairwise

import pytest

from tests.mail.rendered import Parts
from worker.adapters import parsing
from worker.adapters.letters.plain import PlainLine, wrapped
from worker.adapters.letters.proof.page import read
from worker.adapters.letters.proof.prose import FACTS
from worker.adapters.letters.unbroken import unbroken
from worker.model.mail import Message
from worker.policy.decide.staff_command.verbs import vocabulary
from worker.policy.reading.commands import command

WHOLE = (
    *("Monday 23 March 2026", "Mon 23 Mar", "2 May 2026", "31 December", "Wednesday 30 September 2026"),
    *("0333 370 2024", "+44 333 370 2024", "01253 555 0199", "FY4 2RP", "W1A 1AA", "OPT-2026-0042"),
)
APART = ("2 complaints", "March winds", "see 2026", "in 4 weeks", "FY4 is near", "1 or 2")


@pytest.mark.parametrize("whole", WHOLE)
def test_it_stays_whole_wherever_the_line_ends(whole: str) -> None:
    """Before a word that has no room, the words are moved down together; nothing else of them changes."""
    words = f"You will have it by {whole} at the latest, as we said."
    for width in range(len(whole) + 1, len(words) + 1):
        lines = list(wrapped(PlainLine(words), width))
        assert " ".join(lines) == words
        assert any(whole in line for line in lines), lines


@pytest.mark.parametrize("whole", WHOLE)
def test_a_page_glues_it_with_spaces_that_do_not_break(whole: str) -> None:
    """The hyphens of a reference stay hyphens, so that a search finds it."""
    assert unbroken(f"by {whole}, then") == f"by {whole.replace(' ', chr(0xA0))}, then"


@pytest.mark.parametrize("words", APART)
def test_other_numbers_are_left_alone(words: str) -> None:
    """A line may end behind a number that is none of these."""
    assert unbroken(words) == words


def test_no_fact_of_any_letter_is_broken(gallery: tuple[Parts, ...]) -> None:
    """In neither part, outside what a client wrote."""
    for parts in gallery:
        for above, below in pairwise(parts.text.split("\n")):
            if above.strip() and below.strip() and not above.startswith("    "):
                seam = f"{above} {below.strip()}"
                spans = [found.span() for found in FACTS.finditer(seam)]
                assert not [span for span in spans if span[0] < len(above) < span[1] - 1], seam
        shown = re.sub(
            r"<blockquote.*?</blockquote>|<title>.*?</title>|<div.*?</div>", "", parts.html, flags=re.DOTALL
        )
        assert not re.search(r"\d (January|February|March|April) \d{4}|0\d{3} \d{3} \d{4}", shown)
        assert not re.search(r"(?<!nowrap\">)\bOPT-\d{4}-\d{4}(?!%)", shown), parts.rendered.letter.kind


def test_a_phone_number_can_be_tapped(gallery: tuple[Parts, ...]) -> None:
    """Each number of ours in a letter to a client dials; the plain text shows it as people write it."""
    for parts in gallery:
        if parts.rendered.letter.kind.is_for_client:
            page = read(parts.html)
            for number in set(re.findall(r"0\d{3}\s\d{3}\s\d{4}", page.shown)):
                assert f"tel:{re.sub(r'[^0-9]', '', number)}" in page.links
            assert "tel:" not in parts.text


@pytest.mark.parametrize(
    "subject",
    ["Re: [OPT\u20112026\u20110042] take", "[OPT\u20102026\u20100042]\u00a0take", "[OPT-2026-0042] take"],
)
def test_a_reference_that_a_program_set_anew_is_read(subject: str) -> None:
    """Word and some mail programs put other hyphens and spaces into what they quote."""
    read_as = parsing.read(f"From: sarah@optimised.example\nSubject: {subject}\n\n\n".encode())
    assert isinstance(read_as, Message)
    found = command(read_as.subject, vocabulary())
    assert found is not None
    assert (found.reference, found.verb) == ("OPT-2026-0042", "take")


def test_a_letter_says_its_language(gallery: tuple[Parts, ...]) -> None:
    """So that a screen reader pronounces it as English (RFC 3282)."""
    assert {parts.message["Content-Language"] for parts in gallery} == {"en-GB"}


def test_a_button_has_its_colour_on_the_link_too(gallery: tuple[Parts, ...]) -> None:
    """Outlook's forced dark changes the cell's colour alone, and filters for spam measure the link's."""
    buttons = 0
    for parts in gallery:
        for tag, attributes in read(parts.html).elements:
            style = attributes.get("style") or ""
            if tag == "a" and "inline-block" in style:
                buttons += 1
                assert "background-color:#1d4f91" in style
    assert buttons
