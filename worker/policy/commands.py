"""The words that a colleague may write to change something: in the subject after the reference, as our links do.

Only the whole words count; anything else is a note (mail.md 4). The rest of the grammar joins this table.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """What a colleague can do by mail; the value is what they write."""

    COMPLAINT = "complaint"
    NOT_A_COMPLAINT = "not a complaint"
    PHONED = "phoned"
    EXPLAIN = "explain"


@dataclass(frozen=True, slots=True)
class Command:
    """A verb for the case of that reference."""

    reference: str
    verb: Verb


_SHAPE = re.compile(
    r"\s*\[(?P<reference>[A-Z]{2,6}-\d{4}-\d{4,})\]\s*(?P<words>[a-z ]{1,40}?)[\s.!]*", re.IGNORECASE
)


def command(subject: str) -> Command | None:
    """The command that a subject is, or None; a subject that is an answer (Re:) or says more is none."""
    shaped = _SHAPE.fullmatch(subject)
    if shaped is None:
        return None
    words = " ".join(shaped["words"].lower().split())
    verb = next((verb for verb in Verb if verb == words), None)
    return Command(shaped["reference"].upper(), verb) if verb else None


def references(text: str) -> tuple[str, ...]:
    """Every reference of ours that stands anywhere in the text, whatever is glued to it, in capital letters."""
    return tuple(found.upper() for found in re.findall(r"[A-Za-z]{2,6}-\d{4}-\d{4,}", text))
