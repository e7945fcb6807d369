"""The subject of a colleague's mail: a command after a reference, as our links write it, or help alone."""

import re

from worker.model.office import Person
from worker.policy.reading.staff_lines.exact import read_line
from worker.policy.reading.staff_lines.lexicon import Lexicon
from worker.policy.reading.staff_lines.result import Order, Slip
from worker.policy.reading.staff_lines.slips import slip_of
from worker.policy.reading.staff_lines.tidy import tidied
from worker.policy.reading.vocabulary import Verb

_PUT_BEFORE = re.compile(
    r"\s*(?:(?:re|aw|sv|vs|antw|fw|fwd|wg|tr)\s*:|\[\s*(?:external|ext|extern|external email)\s*\]|external\s*:)\s*",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"\[(?P<reference>[A-Z]{2,6}-\d{4}-\d{4,})\]\s*(?P<line>\S.{0,119})", re.IGNORECASE)
_ALONE = (Verb.HELP, Verb.UNDO, Verb.NEW_COMPLAINT)


def read_staff_subject(subject: str, lexicon: Lexicon, writer: Person) -> Order | Slip | None:
    """The command that the subject is, whatever mail programs put in front of it; a slip only where nothing is."""
    bare, answers = tidied(subject).strip(), False
    while put := _PUT_BEFORE.match(bare):
        bare, answers = bare[put.end() :], True
    shaped = _SHAPE.fullmatch(bare)
    if shaped is None:
        found = read_line(bare, lexicon, writer)
        return found if isinstance(found, Order) and found.verb in _ALONE else None
    line = f"{shaped['reference']} {shaped['line']}"
    found = read_line(line, lexicon, writer)
    if found is None and not answers:
        found = slip_of(line, lexicon, writer) or read_line(line, lexicon, writer, misfits=True)
    return found if isinstance(found, Order) or not answers else None
