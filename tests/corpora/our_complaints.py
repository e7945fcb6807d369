"""Our own labelled mails in complaints.toml, which are there also where the shared labels are not."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.corpora.labels import Score
from tests.corpora.triage_file import triage
from worker.policy.reading.dissatisfaction import Label, judge
from worker.policy.reading.phrases import phrasebook


@dataclass(frozen=True, slots=True)
class OurMail:
    """An invented mail: `label` is complaint or enquiry, `kind` ordinary, disguised or question."""

    label: str
    kind: str
    subject: str
    text: str


@cache
def our_mails() -> tuple[OurMail, ...]:
    """Every mail of complaints.toml, in the order of the file."""
    file = Path(__file__).parent / "complaints.toml"
    return tuple(OurMail(**mail) for mail in tomllib.loads(file.read_text(encoding="utf-8"))["mail"])


@cache
def our_labels() -> tuple[tuple[OurMail, Label], ...]:
    """Each of our mails with what the shipped phrases make of it."""
    book = phrasebook(triage().group)
    return tuple((mail, judge(mail.subject, mail.text, triage(), book).label) for mail in our_mails())


def our_scores() -> tuple[Score, ...]:
    """How many complaints of each kind are caught, also where a person is asked."""
    return tuple(_score(kind) for kind in ("ordinary", "disguised", "question"))


def _score(kind: str) -> Score:
    read = [(mail, label) for mail, label in our_labels() if (mail.label, mail.kind) == ("complaint", kind)]
    lost = tuple(f"{mail.subject} {mail.text}" for mail, label in read if label is Label.ENQUIRY)
    return Score(f"our {kind}", len(read), len(read) - len(lost), len(lost), lost)
