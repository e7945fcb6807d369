"""What a button of ours wrote into the subject of a client's mail, whatever mail programs put in front of it."""

import re
from dataclasses import dataclass

from worker.model.client_answer import ClientMeaning
from worker.policy.reading.client_answers.table import AnswerTable
from worker.policy.reading.subject import bare

_SHAPE = re.compile(r"\[\s*[A-Z]{2,6}-\d{4}-\d{4,}\s*\]\s*(?P<words>\S.{0,60})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button by its words; `in_answer` says that a mail program marked the mail as an answer."""

    meaning: ClientMeaning
    words: str
    in_answer: bool


def button_in(subject: str, table: AnswerTable) -> Tapped | None:
    """The button that wrote this subject, or None; anything more than its own words is none."""
    found = bare(subject)
    shaped = _SHAPE.fullmatch(found.words)
    if shaped is None or "?" in shaped["words"]:
        return None
    meaning = table.buttons.get(table.plain(shaped["words"]))
    return Tapped(meaning, " ".join(shaped["words"].split()), found.in_answer) if meaning else None


def words_in_subject(subject: str) -> str:
    """What stands behind our reference in the subject, as a tap or a person wrote it there; empty without any."""
    shaped = _SHAPE.fullmatch(bare(subject).words)
    return " ".join(shaped["words"].split()) if shaped else ""
