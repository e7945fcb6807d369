"""The sentences of the entries by which a colleague thinks better of something (entry_kinds.py)."""

from worker.model.second_thought import CaseReopened, LetterWithdrawn, Undone
from worker.policy.entry_words import name_of


def case_reopened(fact: CaseReopened) -> str:
    """Who opened it again, or that the client's answer did."""
    return f"{fact.by or 'What the client wrote'} opened it again."


def undone(fact: Undone) -> str:
    """Who took back which lines of the log."""
    lines = ", ".join(map(str, fact.entries))
    return f"{fact.by} took back {'line' if len(fact.entries) == 1 else 'lines'} {lines}."


def letter_withdrawn(fact: LetterWithdrawn) -> str:
    """A letter did not leave, and who took it back."""
    if fact.not_to_be_shared:
        return f"{name_of(fact.letter)} to {fact.recipient} did not leave, because it told of the client."
    return f"{name_of(fact.letter)} to {fact.recipient} did not leave: {fact.by} took it back."
