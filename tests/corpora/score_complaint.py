"""How many complaints are caught, how many enquiries are stopped, and whether a machine ever complains."""

from collections import Counter
from functools import cache
from pathlib import Path

from tests.corpora.labels import Row, Score, mail, rows
from tests.corpora.triage_file import triage
from worker.adapters import parsing
from worker.model.mail import Message
from worker.policy.reading.automatic import automatic
from worker.policy.reading.dissatisfaction import Label, judge
from worker.policy.reading.phrases import Phrasebook, phrasebook

_RIGHT: dict[str, set[Label | None]] = {
    "complaint": {Label.COMPLAINT, Label.UNSURE},
    "enquiry": {Label.ENQUIRY},
    "neither": {Label.ENQUIRY, Label.UNSURE, None},
    "not_complaint": {Label.ENQUIRY, Label.UNSURE, None},
    "ambiguous": set(Label),
}


def score(root: Path) -> Score:
    """One value for each row; a complaint is caught also where a person is asked."""
    labelled = rows("complaint", root)
    details = tuple(
        f"{row.id}: {row.expect['label']}, not {read}"
        for row in labelled
        if (read := label(row, root)) not in _RIGHT[row.expect["label"]]
    )
    return Score("complaint", len(labelled), len(labelled) - len(details), len(details), details)


def label(row: Row, root: Path) -> Label | None:
    """What the policy makes of the row; None for a mail that a machine wrote for certain."""
    if row.text is not None:
        return judge("", row.text, triage(), _book()).label
    found = parsing.read(mail(row, root))
    if not isinstance(found, Message):
        return Label.UNSURE
    written = automatic(found)
    if written and written.certain:
        return None
    return judge(found.subject, found.text, triage(), _book()).label


def counts(root: Path) -> Counter[tuple[str, str]]:
    """How many rows of each label were read as what."""
    return Counter((row.expect["label"], str(label(row, root))) for row in rows("complaint", root))


@cache
def _book() -> Phrasebook:
    return phrasebook(triage().group)
