"""What is owed beyond our letters, and that a colleague says that it is done."""

from dataclasses import dataclass
from enum import StrEnum


class Duty(StrEnum):
    """What is owed beyond our letters, until a colleague says that it is done."""

    OMBUDSMAN_DECISION = "ombudsman's decision"  # carried out, after the client accepted it (3.1.7.9)
    CASE_FILE = "case file"  # sent to the ombudsman who accepted the complaint (3.1.7.9)
    CORRECTIVE_ACTION = "corrective action"  # carried out (3.1.8.4)
    EFFECTIVENESS_REVIEW = "effectiveness review"  # somebody looked whether the action works (3.1.8.4)
    PERSONAL_DATA = "personal data"  # a complaint about it or a request for it answered (DPA 2018 s.164A)
    WORDS_AFTER_END = "words after the end"  # read, and nothing is opened again because of them (3.1.7.4)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWaived:
    """No corrective action is needed; `reason` says why, in a colleague's words (3.1.2, 3.1.8.4)."""

    reason: str
    by: str
    mail: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDone:
    """What was owed beyond our letters has been done."""

    duty: Duty
    by: str
    mail: int
    words: str = ""
