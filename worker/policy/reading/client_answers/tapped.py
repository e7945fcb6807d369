"""What a button of ours wrote into the subject of a client's mail, whatever mail programs put in front of it."""

import re
from dataclasses import dataclass

from worker.model.client_answer import ClientMeaning
from worker.policy.reading.client_answers.table import AnswerTable

_ANSWERS = r"(?:re|aw|sv|vs|antw|odp|rif|ref)\s*(?:\[\d+\])?\s*[:\uff1a]"
_TAG = (
    r"(?:[\[({*<]+\s*(?:ext|extern|externe?l?|external(?: (?:e-?mail|sender|message))?|caution|suspicious|spam\??"
    r"|bulk|warning)\s*[\])}*>]+:?|(?:external|extern|ext|caution)\s*:)"
)
_PUT_BEFORE = re.compile(rf"\s*(?:(?P<answers>{_ANSWERS})|{_TAG})\s*", re.IGNORECASE)
_SHAPE = re.compile(r"\[\s*[A-Z]{2,6}-\d{4}-\d{4,}\s*\]\s*(?P<words>\S.{0,60})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A button by its words; `in_answer` says that a mail program marked the mail as an answer."""

    meaning: ClientMeaning
    words: str
    in_answer: bool


def button_in(subject: str, table: AnswerTable) -> Tapped | None:
    """The button that wrote this subject, or None; anything more than its own words is none."""
    bare, in_answer = _bare(subject)
    shaped = _SHAPE.fullmatch(bare)
    if shaped is None or "?" in shaped["words"]:
        return None
    meaning = table.buttons.get(table.plain(shaped["words"]))
    return Tapped(meaning, " ".join(shaped["words"].split()), in_answer) if meaning else None


def words_in_subject(subject: str) -> str:
    """What stands behind our reference in the subject, as a tap or a person wrote it there; empty without any."""
    shaped = _SHAPE.fullmatch(_bare(subject)[0])
    return " ".join(shaped["words"].split()) if shaped else ""


def bare_subject(subject: str) -> str:
    """The subject without what mail programs put in front of it."""
    return _bare(subject)[0]


def _bare(subject: str) -> tuple[str, bool]:
    bare, in_answer = " ".join(subject.split()), False
    while put := _PUT_BEFORE.match(bare):
        bare, in_answer = bare[put.end() :], in_answer or bool(put["answers"])
    return bare.strip(), in_answer
