"""Gates on labelled automatic mail: none is answered, and people are not taken for machines."""

import pytest

from tests.corpora.labels import root_or_skip, rows
from tests.corpora.score_autoreply import false_alarms, misnamed, missed, recognised


@pytest.mark.parametrize("kind", ["vacation", "bounce", "feedback", "challenge-response"])
def test_none_is_missed(kind: str) -> None:
    """Every mail of these classes is recognised as automatic."""
    assert missed(root_or_skip(), kind) == ()


def test_false_alarms() -> None:
    """At most 2 % of people's mails are taken for automatic ones."""
    root = root_or_skip()
    people = [row for row in rows("autoreply", root) if not row.expect["auto"]]
    assert len(false_alarms(root)) <= 0.02 * len(people), false_alarms(root)


def test_kinds() -> None:
    """At most 2 % of the automatic mails get another kind than the labelled one."""
    root = root_or_skip()
    machines = [row for row in rows("autoreply", root) if row.expect["auto"]]
    assert len(misnamed(root)) <= 0.02 * len(machines), misnamed(root)


def test_machines_are_certain() -> None:
    """A bounce, a report or an absence notice that is recognised is certain, so that no words in it count."""
    root = root_or_skip()
    found = [(row.path, recognised(row, root)) for row in rows("autoreply", root)]
    doubted = [path for path, named in found if named and not named.certain]
    assert len(doubted) <= 0.02 * len(found), doubted
