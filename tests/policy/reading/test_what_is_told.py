"""What a client has told is not asked for: when it happened, which account or site, what they would like (3.1.9.2)."""

import pytest

from worker.policy.reading.what_is_told import SaidSoFar, what_is_told

TOLD = (
    ("You overcharged us.", SaidSoFar(False, False, False)),
    ("You overcharged us since 12 February.", SaidSoFar(True, False, False)),
    ("Our contract was renewed last week and I want it cancelled.", SaidSoFar(True, False, True)),
    ("Account number 4711: the bill is wrong.", SaidSoFar(False, True, False)),
    ("The meter at our shop in FY4 2RP was never read. Please refund us.", SaidSoFar(False, True, True)),
    ("On 03/02/2026 you billed MPAN 1012345678901 twice; we’d like a refund.", SaidSoFar(True, True, True)),
    ("It happened three months ago. You must apologise.", SaidSoFar(True, False, True)),
    ("I may be wrong, but nobody rings me back.", SaidSoFar(False, False, False)),
)


@pytest.mark.parametrize(("words", "told"), TOLD)
def test_what_the_words_say(words: str, told: SaidSoFar) -> None:
    """Each of the three is looked for by itself."""
    assert what_is_told("", words) == told


def test_the_subject_counts_too() -> None:
    """Many write the account into the subject and nothing of it below."""
    assert what_is_told("Account no 8841", "Nobody answers.").where
