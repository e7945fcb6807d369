"""Gates on labelled replies and forwards: words are not lost, and whose mail was forwarded is known."""

from collections.abc import Sequence

import pytest

from tests.corpora.labels import root_or_skip
from tests.corpora.score_reply_text import Outcome, outcomes


@pytest.fixture(scope="module")
def found() -> Sequence[Outcome]:
    """The outcome of every labelled row."""
    return outcomes(root_or_skip())


def test_words_survive(found: Sequence[Outcome]) -> None:
    """At most 2 % of the rows lose more than 5 % of their writer's words."""
    losing = [
        f"{outcome.row.path}: {' '.join(outcome.lost)}" for outcome in found if outcome.lost_share > 0.05
    ]
    assert len(losing) <= 0.02 * len(found), losing


def test_quoted_words_are_cut(found: Sequence[Outcome]) -> None:
    """At most 8 % of the replies keep words of an earlier mail."""
    replies = [outcome for outcome in found if outcome.row.more.get("subtype") is None]
    keeping = [f"{outcome.row.path}: {' '.join(outcome.kept[:8])}" for outcome in replies if outcome.kept]
    assert len(keeping) <= 0.08 * len(replies), keeping


def test_writers_of_forwards(found: Sequence[Outcome]) -> None:
    """At least 98 % of the forwards give the right sender, subject and note."""
    forwards = [outcome for outcome in found if outcome.row.more.get("subtype") == "forward"]
    wrong = [f"{outcome.row.path}: {outcome.fault}" for outcome in forwards if not outcome.is_right]
    assert len(wrong) <= 0.02 * len(forwards), wrong
