"""The sample of a letter to a client who wants nothing shared, for every letter that knows of it."""

from dataclasses import fields, replace
from typing import Any

from worker.model.letter import LetterFacts


def not_to_be_shared(facts: LetterFacts) -> LetterFacts | None:
    """The same facts for that client, or None where the letter says nothing of it."""
    objected: Any = facts
    if "restricted" not in {each.name for each in fields(objected)}:
        return None
    changed: LetterFacts = replace(objected, restricted=True)
    return changed
