"""Is this a complaint? Phrases and weights that anybody can read and change decide (3.1.6.2).

The machine only sorts: a mail near the border is called unsure, and a person reads it while the clocks run.
"""

from dataclasses import dataclass
from enum import StrEnum

from worker.model.triage_phrases import Triage
from worker.policy.reading.phrases import Phrasebook, find

_READ_AT_MOST = 100_000
_NO_PURPOSE = "no everyday purpose was found"


class Label(StrEnum):
    """What a mail reads like; `unsure` is for a person to decide."""

    COMPLAINT = "complaint"
    UNSURE = "unsure"
    ENQUIRY = "enquiry"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The label, the sum of the weights, a reason for each group found, and the tags of those groups."""

    label: Label
    score: float
    reasons: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def judge(subject: str, text: str, triage: Triage, book: Phrasebook) -> Judgement:
    """Judge a subject and the text that the sender wrote, without the mail quoted below it.

    The score is the sum of the weights of the groups found. A mail that scores little is an enquiry only if it
    says something that enquiries say: most complaints that name no feeling can be told by its absence. At most
    100,000 characters are read.
    """
    found = find(f"{subject}\n{text}"[:_READ_AT_MOST], book)
    score = sum(hit.group.weight for hit in found)
    everyday = any(hit.group.everyday for hit in found)
    reasons = tuple(f'{hit.group.meaning}: "{hit.words}" ({hit.group.weight:+g})' for hit in found)
    tags = dict.fromkeys(hit.group.tag for hit in found if hit.group.tag)
    label = _label(score, everyday, triage)
    return Judgement(label, score, reasons if everyday else (*reasons, _NO_PURPOSE), tuple(tags))


def _label(score: float, everyday: bool, triage: Triage) -> Label:
    if score >= triage.complaint_from:
        return Label.COMPLAINT
    return Label.UNSURE if score >= triage.unsure_from or not everyday else Label.ENQUIRY
