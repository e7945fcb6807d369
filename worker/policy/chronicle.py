"""The whole log of a complaint in words, for a colleague who asks for it (3.1.7.1)."""

from collections.abc import Sequence

from worker.model.entry import Entry, Stored, Unknown
from worker.policy.calendar import LONDON, date_in_words, london_date
from worker.policy.entry_kinds import kind_of

_MOST_LINES = 200


def history(entries: Sequence[Entry]) -> str:
    """Every line with its London time, oldest first; of a very long log the newest."""
    shown = entries[-_MOST_LINES:]
    left_out = len(entries) - len(shown)
    first = (f"{left_out} older lines stand in the log.",) if left_out else ()
    return "\n\n".join((*first, *map(_line, shown)))


def _line(entry: Entry) -> str:
    when = f"{date_in_words(london_date(entry.at))}, {entry.at.astimezone(LONDON):%H:%M}"
    return f"{when}\n{_said(entry.fact)}"


def _said(fact: Stored) -> str:
    if isinstance(fact, Unknown):
        return f"An entry of a newer version ({fact.kind})."
    words = getattr(fact, "words", "")
    return "\n".join(filter(None, (kind_of(fact).says(fact), words)))
