"""What a client writes after the end: only plain unhappiness opens it again, only plain content asks nobody."""

from pathlib import Path

import pytest

from tests.rig import CONFIG
from worker.adapters.settings import load_triage
from worker.policy.reading.afterwards import Afterwards, said_afterwards
from worker.policy.reading.dissatisfaction import judge
from worker.policy.reading.phrases import phrasebook

TRIAGE = load_triage(CONFIG)
BOOK = phrasebook(TRIAGE.group)
HOW = {"unhappy": Afterwards.UNHAPPY, "doubtful": Afterwards.DOUBTFUL, "nothing": Afterwards.NOTHING}
ROWS = tuple(
    (how, words.replace("\\n", "\n"))
    for how, _, words in (
        line.partition("\t")
        for line in Path(__file__).with_name("afterwards.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
)


def said(words: str) -> Afterwards:
    """How these words are taken, with the shipped phrases."""
    return said_afterwards(words, judge("", words, TRIAGE, BOOK))


@pytest.mark.parametrize(("how", "words"), ROWS, ids=[words[:60] for _, words in ROWS])
def test_what_it_comes_to(how: str, words: str) -> None:
    """As a person who reads the mail would take it."""
    assert said(words) is HOW[how]


@pytest.mark.parametrize("end", ["\n\nAnita Patel", "\n\nKind regards,\nAnita", "\nSent from my iPhone"])
def test_who_signs_says_the_same(end: str) -> None:
    """A name, regards or a telephone's line below change nothing."""
    short = [(how, words) for how, words in ROWS if words.strip("?") and "\n" not in words]
    assert not [words for how, words in short if said(words + end) is not HOW[how]]


def test_a_long_mail_is_read_in_time() -> None:
    """A mail made to be slow to read is not."""
    for piece in ("the refund ", "thank you ", "all now been just ", "i i we ", ", ", "it has "):
        assert said(piece * 20_000) in Afterwards
