"""What clients answer is understood where it is plain, and nothing else is taken for an answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from worker.adapters.settings import load_client_phrases
from worker.model.client_answer import ClientMeaning
from worker.model.time import Clock
from worker.policy.reading.client_answers import Answer, read_client_answer

HERE = Path(__file__).parent
PHRASES = load_client_phrases(HERE.parent.parent / "config")
ASKED = {"proposal": (Clock.PROPOSED,), "record": (Clock.CONFIRM,), "nothing": ()}
OURS = "Re: Where your complaint stands [OPT-2026-0042]"

ACCEPT, REFUSE, ESCALATE = ClientMeaning.ACCEPT, ClientMeaning.NOT_ACCEPT, ClientMeaning.ESCALATE
PRIVATE = ClientMeaning.DO_NOT_SHARE
SEND, POST = ClientMeaning.SEND_PROCEDURE, ClientMeaning.POST_PROCEDURE


@dataclass(frozen=True)
class Row:
    """A mail of a client, and what it means."""

    asked: str
    meaning: ClientMeaning | None
    subject: str
    words: str

    def read(self) -> Answer:
        """What the reader makes of it."""
        return read_client_answer(self.subject, self.words, ASKED[self.asked], PHRASES)

    def __str__(self) -> str:
        return f"{self.asked}: {self.subject}: {self.words!r}"


def rows(pattern: str, *, means: bool) -> Iterator[Row]:
    """The rows of those files; the ones that decide nothing have no column for a meaning."""
    for file in sorted(HERE.glob(pattern)):
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            asked, *rest = line.split("\t")
            meaning = ClientMeaning(rest.pop(0)) if means else None
            subject, words = rest
            yield Row(asked, meaning, OURS if subject == "-" else subject, words.replace("\\n", "\n"))


ANSWERS = tuple(rows("answers*.tsv", means=True))
NOTHING = tuple(rows("decide_nothing*.tsv", means=False))


@pytest.mark.parametrize("row", ANSWERS, ids=str)
def test_a_plain_answer_is_understood(row: Row) -> None:
    """From a button or in words, angry or thankful, in good English or bad."""
    assert row.read().meaning is row.meaning


@pytest.mark.parametrize("row", NOTHING, ids=str)
def test_whatever_is_not_plain_decides_nothing(row: Row) -> None:
    """A condition, a question, what others say, two minds, and prose are for a person to read."""
    assert row.read().meaning is None


@pytest.mark.parametrize(
    ("subject", "words", "means"),
    [
        (OURS, "Please do not share this with anyone. And please send me your complaints procedure.", (SEND, PRIVATE)),
        (OURS, "Please send me the complaints procedure, and I want this escalated to a manager.", (ESCALATE, SEND)),
        (OURS, "I accept the offer. Please also send me the procedure. And don't tell my landlord about any of this.",
         (ACCEPT, SEND, PRIVATE)),
        (OURS, "I accept. Please send me your complaints procedure.", (ACCEPT, SEND)),
        (OURS, "I do not accept this. Please post me your complaints procedure.", (REFUSE, POST)),
        ("[OPT-2026-0042] escalate", "Please do not share this with anyone.", (ESCALATE, PRIVATE)),
        ("[OPT-2026-0042] do not share", "I accept the offer.", (ACCEPT, PRIVATE)),
    ],
)  # fmt: skip
def test_what_goes_together_is_understood_together(
    subject: str, words: str, means: tuple[ClientMeaning, ...]
) -> None:
    """Each request is plain in words of its own, and says nothing of the other."""
    found = read_client_answer(subject, words, (Clock.PROPOSED,), PHRASES)
    assert {each.meaning for each in found.every} == {*means}
    if len({*means} - {SEND, POST, PRIVATE}) == 1:
        assert found.meaning is means[0]
    assert all(each.said for each in found.every)
    assert found.several == ()


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (OURS, "I accept the offer. I want this escalated to a manager. Please do not share this with anyone."),
        (OURS, "I accept the offer. I withdraw my complaint. Please send me your complaints procedure."),
        (OURS, "I do not accept this. I withdraw my complaint. Please send me your complaints procedure."),
        ("[OPT-2026-0042] accept", "I do not accept this. Please send me your complaints procedure."),
        ("[OPT-2026-0042] escalate", "I accept the offer. Please do not share this with anyone."),
        (OURS, "I accept if you send me your complaints procedure. Please do not share this with anyone if you can."),
        (OURS, "Please ignore my last email. Please do not share this with anyone. Send me your complaints procedure."),
    ],
)  # fmt: skip
def test_what_contradicts_itself_decides_nothing(subject: str, words: str) -> None:
    """Neither of the two, nor what stands beside them."""
    found = read_client_answer(subject, words, (Clock.PROPOSED,), PHRASES)
    assert (found.meaning, found.also) == (None, ())


def test_there_are_enough_of_each() -> None:
    """The table is held against more sentences than it was made from."""
    assert len(ANSWERS) >= 250
    assert len(NOTHING) >= 200
