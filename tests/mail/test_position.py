"""What the worker itself tells a client of a complaint are words of the templates, one sentence for each that is so."""

from dataclasses import replace
from enum import StrEnum
from typing import Any

import pytest

from tests.mail.rendered import of_kind, render
from worker.adapters.letters import Letters
from worker.model.catalogue import LetterKind
from worker.model.client_letter import ClientLetter, ClosureNotice, EightWeekLetter
from worker.model.position import Position, Reached, Replied, Stands
from worker.model.staff_event import ClosureBasis

HANDLER = "Sarah Hughes, Account Manager"


def told(letters: Letters, position: Position, kind: LetterKind = LetterKind.EIGHT_WEEK_UPDATE) -> str:
    """That letter about a complaint that stands so, on one line."""
    letter = of_kind(kind)
    assert isinstance(letter.facts, ClientLetter | EightWeekLetter)
    facts = replace(letter.facts, words="", position=position)
    return " ".join(render(letters, replace(letter, facts=facts)).text.split())


@pytest.mark.parametrize(
    ("position", "sentences"),
    [
        (
            Position(
                reached=Reached.WRITTEN_TO, handler=HANDLER, stands=Stands.PROPOSED, reply=Replied.AWAITED
            ),
            (
                "We wrote to you that we had received your complaint. Sarah Hughes, Account Manager, is dealing with "
                "your complaint. We have told you what we propose. We do not have your answer yet."
            ),
        ),
        (
            Position(reached=Reached.SPOKEN_TO, handler=HANDLER, stands=Stands.AGREED),
            (
                "We spoke to you on the telephone about your complaint. Sarah Hughes, Account Manager, is dealing with "
                "your complaint. You have accepted what we propose, and we have not yet done all of it. "
            ),
        ),
        (
            Position(
                reached=Reached.NOT_YET, handler=HANDLER, stands=Stands.ANSWERED, reply=Replied.NOT_KNOWN
            ),
            (
                "Sarah Hughes, Account Manager, is dealing with your complaint. "
                "We have written to you what we found. We do not know whether you are content with it."
            ),
        ),
    ],
)
def test_a_position_reads_as_sentences(letters: Letters, position: Position, sentences: str) -> None:
    """In the letter after eight weeks, where no person has put words of their own in its place."""
    assert sentences in told(letters, position)


@pytest.mark.parametrize(("field", "values"), [("reached", Reached), ("stands", Stands), ("reply", Replied)])
def test_no_two_positions_read_alike(letters: Letters, field: str, values: type[StrEnum]) -> None:
    """A value that a template does not know would be told as another one, or not at all."""
    named: list[dict[str, Any]] = [{"reached": Reached.WRITTEN_TO, field: value} for value in values]
    texts = [told(letters, Position(handler=HANDLER, **each)) for each in named]
    assert len(set(texts)) == len(values)


def test_an_update_that_nobody_wrote_lists_what_was_done(letters: Letters) -> None:
    """Whether we wrote or spoke to them, and who deals with it."""
    spoken = Position(reached=Reached.SPOKEN_TO, handler=HANDLER)
    text = told(letters, spoken, LetterKind.PROGRESS_UPDATE)
    assert (
        "- We spoke to you on the telephone about your complaint. - Sarah Hughes, Account Manager, is" in text
    )


def test_every_basis_of_closing_is_told(letters: Letters) -> None:
    """The client reads why it is closed, whatever the basis is, and no two bases read alike."""
    letter = of_kind(LetterKind.CLOSURE_NOTICE)
    assert isinstance(letter.facts, ClosureNotice)
    without = render(letters, replace(letter, facts=replace(letter.facts, closed_as=""))).text
    closed = [replace(letter.facts, closed_as=basis) for basis in ClosureBasis]
    texts = {render(letters, replace(letter, facts=facts)).text for facts in closed}
    assert len(texts - {without}) == len(ClosureBasis)
