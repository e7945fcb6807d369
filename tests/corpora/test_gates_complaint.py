"""Gates on labelled complaints: they are caught, machines never complain, and few enquiries are stopped."""

from pathlib import Path

import pytest

from tests.corpora.labels import Row, root_or_skip, rows
from tests.corpora.our_complaints import our_labels, our_scores
from tests.corpora.score_complaint import label
from worker.policy.reading.dissatisfaction import Label


def _labelled(root: Path, *labels: str) -> list[Row]:
    return [row for row in rows("complaint", root) if row.expect["label"] in labels]


def test_complaints_are_caught() -> None:
    """At least 97 % of the complaints become a case, at once or after a person was asked."""
    root = root_or_skip()
    complaints = _labelled(root, "complaint")
    if not complaints:
        pytest.skip("These labels hold no complaint; tests/corpora/complaints.toml holds ours.")
    lost = [row.id for row in complaints if label(row, root) not in (Label.COMPLAINT, Label.UNSURE)]
    assert len(lost) <= 0.03 * len(complaints), lost


def test_machines_do_not_complain() -> None:
    """No machine's mail is taken for a complaint."""
    root = root_or_skip()
    machines = [row for row in rows("complaint", root) if "machine mail" in row.more["label_origin"]]
    assert [row.id for row in machines if label(row, root) is Label.COMPLAINT] == []


def test_enquiries_pass() -> None:
    """At most 2 % of the enquiries become a complaint; four in ten may cost a look, a missed complaint more."""
    root = root_or_skip()
    read = [label(row, root) for row in _labelled(root, "enquiry")]
    assert read.count(Label.COMPLAINT) <= 0.02 * len(read)
    assert read.count(Label.UNSURE) <= 0.40 * len(read)


@pytest.mark.parametrize(
    ("kind", "share"), [("our ordinary", 0.97), ("our disguised", 0.85), ("our question", 0.97)]
)
def test_our_complaints_are_caught(kind: str, share: float) -> None:
    """97 % of our complaints are caught; of the disguised ones fewer, and no more may be lost."""
    score = next(score for score in our_scores() if score.name == kind)
    assert score.share >= share, score.details


def test_our_enquiries_pass() -> None:
    """None of our enquiries is a complaint, and at most three in ten are shown to a person."""
    read = [label for mail, label in our_labels() if mail.label == "enquiry"]
    assert Label.COMPLAINT not in read
    assert read.count(Label.UNSURE) <= 0.30 * len(read)
