"""Puts the log into words for a person at a terminal or a spreadsheet."""

from datetime import datetime

from worker.adapters.log import facts
from worker.model.entry import Entry, Stored, Unknown
from worker.policy.calendar import LONDON, date_in_words, london_date
from worker.policy.entry_kinds import kind_of
from worker.policy.entry_words import name_of

__all__ = ["kind_in_words", "line_in_words", "moment", "name_of", "what", "what_happened"]


def moment(at: datetime) -> str:
    """An aware instant as London's clocks showed it: Monday 2 March 2026 09:30."""
    return f"{date_in_words(london_date(at))} {at.astimezone(LONDON):%H:%M}"


def kind_in_words(fact: Stored) -> str:
    """What kind of line it is: Complaint received."""
    name = fact.kind if isinstance(fact, Unknown) else kind_of(fact).name
    return name.capitalize()


def line_in_words(entry: Entry) -> str:
    """What a line of the log says, with what only a newer version knows of it."""
    told = ", ".join(f"{name} {text}" for name, text in facts.further(entry))
    return _on_one_line(f"{what(entry.fact)}{f' A newer version entered with it: {told}.' if told else ''}")


def what(fact: Stored) -> str:
    """What a line of the log says, as sentences on one line; the words of a client or colleague are left out."""
    if isinstance(fact, Unknown):
        return _on_one_line(f"{_newer(fact)}: {fact.text}.")
    return _on_one_line(kind_of(fact).says(fact))


def what_happened(fact: Stored) -> str:
    """As `what`, for a file that leaves the house: nothing that a client or a colleague wrote is quoted."""
    if isinstance(fact, Unknown):
        return _on_one_line(f"{_newer(fact)}.")
    kind = kind_of(fact)
    return _on_one_line((kind.says_outside or kind.says)(fact))


def _newer(fact: Unknown) -> str:
    return f"An entry of a newer version ({fact.kind})"


def _on_one_line(said: str) -> str:
    return " ".join(said.split())
