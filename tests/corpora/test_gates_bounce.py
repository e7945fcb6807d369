"""The least that reading bounces must get right on the labelled mail."""

from tests.corpora import score_bounce
from tests.corpora.labels import mail, root_or_skip, rows
from worker.adapters import parsing
from worker.model.mail import Message


def test_addresses() -> None:
    """At least 88 in 100 bounces name exactly the recipients that the label names."""
    score = score_bounce.score(root_or_skip())
    assert score.share >= 0.88, "\n".join(score.details)


def test_no_false_bounce() -> None:
    """No mail that is not a bounce gives a delivery notice."""
    assert score_bounce.false_bounces(root_or_skip()) == ()


def test_absences_are_no_bounces() -> None:
    """An automatic answer of a person's mailbox gives no delivery notice."""
    root = root_or_skip()
    vacations = [
        row for row in rows("autoreply", root) if row.expect["class"] in ("none", "vacation", "auto")
    ]
    found = {row.path: parsing.read(mail(row, root)) for row in vacations}
    assert [path for path, message in found.items() if not isinstance(message, Message)] == []
    noted = [
        path for path, message in found.items() if isinstance(message, Message) and message.delivery_notices
    ]
    assert noted == []


def test_kinds() -> None:
    """At least 95 in 100 bounces are rightly called failed or delayed."""
    root = root_or_skip()
    labelled = [row for row in rows("bounce", root) if row.expect["kind"] in ("failed", "delayed")]
    wrong = []
    for row in labelled:
        found = parsing.read(mail(row, root))
        kinds = (
            {notice.kind.value for notice in found.delivery_notices} if isinstance(found, Message) else set()
        )
        if kinds and kinds != {row.expect["kind"]}:
            wrong.append(row.path)
    assert len(wrong) * 20 <= len(labelled), wrong
