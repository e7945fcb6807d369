"""What asks for approval shows the letter as the client will see it, and nothing in it can be tapped (S4)."""

import re
from dataclasses import replace

import pytest

from tests.mail.rendered import Parts, acknowledgement, of_kind, render
from worker.adapters.letters import Letters
from worker.adapters.letters.proof.page import read
from worker.adapters.letters.samples import samples
from worker.model.catalogue import LetterKind
from worker.model.letter import Letter

SHOWN = [letter for letter in samples() if letter.kind.is_for_client]


def asked(letters: Letters, letter: Letter) -> Parts:
    """The mail in which that letter waits for approval."""
    return render(letters, replace(of_kind(LetterKind.DRAFT), shows=letter))


@pytest.mark.parametrize("letter", SHOWN, ids=lambda letter: f"{letter.kind}")
def test_a_draft_shows_the_letter_as_the_client_will_see_it(letters: Letters, letter: Letter) -> None:
    """Every word in its order, subject, headings and foot too, in both parts, without a rule of the plain text."""
    client, asks = render(letters, letter), asked(letters, letter)
    ours = re.sub(r"(?m)^([-=]+|-- )$", "", client.text).split()
    inside = "".join(
        line for line in asks.text.split("\n\n## ")[0].splitlines(keepends=True) if line[:4] == "    "
    )
    assert " ".join(inside.split()) == " ".join((f"Subject: {client.rendered.subject}", *ours))
    assert "".join(read(client.html).shown.split()) in "".join(read(asks.html).shown.split())
    assert not re.search("==|--", inside)


def test_nothing_in_the_shown_letter_can_be_tapped(letters: Letters) -> None:
    """A colleague who taps what looks like “I accept this” must not write it for the client."""
    links = read(asked(letters, of_kind(LetterKind.PROPOSAL)).html).links
    assert [link for link in links if "accept" in link or "escalate" in link or "tel:" in link] == []
    assert any("send%20" in link for link in links)


def test_the_subject_of_a_draft_is_one_line(letters: Letters) -> None:
    """What a client wrote as a subject makes no second line and no header of a draft."""
    text = asked(letters, acknowledgement("A bill\r\nBcc: evil@x.example", "Too high.")).text
    assert "    Subject: Your complaint: A bill Bcc: evil@x.example [OPT-2026-0042]\n\n" in text
