"""A colleague's words in a letter to a client: their lines and lists are kept, and they are only ever text."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from tests.mail.rendered import Parts, of_kind, render
from tests.mail.test_injection import HARMLESS, PAYLOADS, squeezed
from worker.adapters.letters import Letters
from worker.adapters.letters.proof.page import read
from worker.model.catalogue import LetterKind
from worker.model.client_letter import ClientLetter, ClientReminder, EightWeekLetter, PutRight, VerbalRecord
from worker.model.letter import Letter
from worker.model.staff_letter import CommandNotDone, Draft

WRITTEN = (
    *(
        LetterKind.PROPOSAL,
        LetterKind.ESCALATION_NOTICE,
        LetterKind.PROGRESS_UPDATE,
        LetterKind.DATE_WILL_SLIP,
    ),
    *(LetterKind.EIGHT_WEEK_LETTER, LetterKind.EIGHT_WEEK_UPDATE, LetterKind.DEADLOCK_LETTER),
    *(LetterKind.FINAL_RESPONSE, LetterKind.PUT_RIGHT, LetterKind.PROPOSAL_REMINDER),
)
QUOTED = (LetterKind.VERBAL_RECORD, LetterKind.VERBAL_REMINDER, LetterKind.DRAFT, LetterKind.NOT_DONE)
FIXED = ("h1", "h2", "a ", "th", "blockquote", "hr", "script", "img", "style")


def proposal(words: str) -> Letter:
    """A proposal in these words."""
    letter = of_kind(LetterKind.PROPOSAL)
    assert isinstance(letter.facts, ClientLetter)
    return replace(letter, facts=replace(letter.facts, words=words))


def filled(kind: LetterKind, text: str) -> Letter:
    """The sample of that kind in which everything that a person writes is `text`; the name above it too."""
    letter = of_kind(kind)
    facts = letter.facts
    assert isinstance(
        facts,
        ClientLetter | EightWeekLetter | ClientReminder | PutRight | VerbalRecord | Draft | CommandNotDone,
    )
    named = {field.name: getattr(facts, field.name) for field in fields(facts)}
    ours = ("called", "name") if isinstance(facts, Draft) else ()
    texts: dict[str, Any] = {
        name: text for name, value in named.items() if isinstance(value, str) and name not in ours
    }
    if isinstance(facts, Draft):
        return replace(letter, facts=replace(facts, **texts), shows=filled(LetterKind.PROPOSAL, text))
    if isinstance(facts, ClientLetter) and facts.position:
        return replace(letter, facts=replace(facts, **texts, position=replace(facts.position, handler=text)))
    return replace(letter, facts=replace(facts, **texts))


def fixed(parts: Parts) -> dict[str, int]:
    """How often the letter has each tag that a person's words must never make."""
    return {tag: count for tag, count in read(parts.html).tags.items() if tag.startswith(FIXED)}


def lines_of(payload: str) -> Iterator[str]:
    """What the reader must find of each line: its characters, without the mark of a list."""
    for line in payload.splitlines():
        yield squeezed(re.sub(r"^\s*[-*•] ", "", line))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_stay_lines_and_paragraphs_paragraphs(letters: Letters, line_end: str) -> None:
    """Who writes three lines and a paragraph gets them, whatever ends a line on their machine."""
    words = line_end.join(["Site: Fylde Road", "Meter: 12", "Reading: 4711", "", "   ", "We are sorry."])
    parts = render(letters, proposal(words))
    assert "\n\nSite: Fylde Road\nMeter: 12\nReading: 4711\n\nWe are sorry.\n\n" in parts.text
    assert "Site: Fylde Road<br>\nMeter: 12<br>\nReading: 4711</p>" in parts.html
    assert ">We are sorry.</p>" in parts.html


@pytest.mark.parametrize("mark", ["-", "*", "•", "  -"])
def test_a_list_becomes_a_list(letters: Letters, mark: str) -> None:
    """Lines that begin with the mark of a list are items, with the paragraph before and after them apart."""
    parts = render(letters, proposal(f"We will:\n{mark} cancel it\n{mark} pay £5\nThat is all."))
    assert "\n\nWe will:\n\n- cancel it\n- pay £5\n\nThat is all.\n\n" in parts.text
    assert re.search(r"<ul [^>]*>\n<li [^>]*>cancel it</li>\n<li [^>]*>pay £5</li>\n</ul>", parts.html)


def test_numbers_are_the_writers_own(letters: Letters) -> None:
    """A numbered line keeps its number, because another line may speak of it."""
    parts = render(letters, proposal("3. Third point\n4. Fourth point\n-5 degrees\n---"))
    assert "\n\n3. Third point\n4. Fourth point\n-5 degrees\n---\n\n" in parts.text
    assert "3. Third point<br>\n4. Fourth point<br>\n-5 degrees<br>\n---</p>" in parts.html


@pytest.fixture(scope="module")
def harmless_letters(letters: Letters) -> dict[LetterKind, Parts]:
    """Every letter with words that attack nothing, one line of them an item of a list."""
    words = f"{HARMLESS}\n\n- {HARMLESS}"
    return {kind: render(letters, filled(kind, words)) for kind in (*WRITTEN, *QUOTED)}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_known_payloads_stay_text(
    letters: Letters, harmless_letters: dict[LetterKind, Parts], payload: str
) -> None:
    """What a person writes becomes no heading, link, button, rule, header or mark of the end, and nothing is lost."""
    for kind, harmless in harmless_letters.items():
        attacked = render(letters, filled(kind, payload))
        ours, theirs = read(harmless.html), read(attacked.html)
        assert theirs.links == ours.links
        assert theirs.headings == ours.headings
        assert theirs.unbalanced == []
        assert fixed(attacked) == fixed(harmless)
        assert set(theirs.tags) <= set(ours.tags)
        assert attacked.message.keys() == harmless.message.keys()
        assert attacked.text.count("\n-- \n") == 1
        assert [line for line in lines_of(payload) if line not in squeezed(attacked.text)] == []
        assert [line for line in lines_of(payload) if line not in squeezed(theirs.shown)] == []
        assert max(map(len, attacked.text.split("\n"))) <= 72
        assert len(attacked.rendered.subject) <= 78
