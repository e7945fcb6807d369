"""A mail that is too long to be read whole ends nothing, whatever its first words are; what it asks for is done."""

from pathlib import Path

import pytest

from worker.adapters.settings import load_client_phrases
from worker.model.client_answer import ClientMeaning
from worker.model.time import Clock
from worker.policy.reading.client_answers import read_client_answer
from worker.policy.reading.procedure_request import procedure_request

PHRASES = load_client_phrases(Path(__file__).parents[2] / "config")
PAGES = "\n\nThis is what the supplier sent us in March.\n" * 400
LINES = "\n\nThis is what the supplier sent us in March.\n" * 30 + "But we do not accept the second point.\n"


@pytest.mark.parametrize(
    ("begins", "meaning"),
    [
        ("I accept your proposal, thank you.", None),
        ("I withdraw my complaint.", None),
        ("Please escalate my complaint.", ClientMeaning.ESCALATE),
        ("I do not want you to share my information.", ClientMeaning.DO_NOT_SHARE),
    ],
)
@pytest.mark.parametrize("more", [PAGES, LINES], ids=["many pages", "many lines"])
def test_what_cannot_be_read_whole_ends_nothing(
    begins: str, meaning: ClientMeaning | None, more: str
) -> None:
    """Who knows what stands on page nine; the short mail alone has its meaning."""
    short = read_client_answer("Re: Your complaint", begins, (Clock.PROPOSED,), PHRASES)
    long = read_client_answer("Re: Your complaint", begins + more, (Clock.PROPOSED,), PHRASES)
    assert short.meaning is not None
    assert long.meaning is meaning


@pytest.mark.parametrize(
    "words", ["I accept and ", "please , and so ", "yes\n", "no. ", "i do not accept ", "but because "]
)
def test_the_same_words_thousands_of_times_decide_nothing(words: str) -> None:
    """And cost no more than a page of them."""
    for number in (2, 9000):
        found = read_client_answer("Re: Your complaint", words * number * 3, (), PHRASES)
    assert found.meaning is None
    assert procedure_request("procedure", words * 9000, PHRASES) in (
        None,
        procedure_request("procedure", words * 2, PHRASES),
    )
