"""The least that reading must get right on the labelled mail."""

from tests.adapters.test_parsing_bad_mail import UNCLEAN, texts
from tests.corpora import score_parse
from tests.corpora.labels import mail, root_or_skip, rows
from worker.adapters import parsing
from worker.model.mail import Message

SETS = ("parse", "bounce", "autoreply")


def test_values() -> None:
    """At least 95 in 100 labelled values are read right."""
    score = score_parse.score(root_or_skip())
    assert score.share >= 0.95, "\n".join(score.details)


def test_every_labelled_mail_is_read_and_clean() -> None:
    """Every mail becomes a message, and no text in it holds NUL, a lone surrogate or a control character."""
    root = root_or_skip()
    for label_set in SETS:
        for row in rows(label_set, root):
            found = parsing.read(mail(row, root))
            assert isinstance(found, Message), (row.path, found)
            assert not any(UNCLEAN.search(text) for text in texts(found)), row.path
