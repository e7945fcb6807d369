"""Lines of the log that belong together, and whether a line matters to anybody but its reader."""

from collections.abc import Iterator, Sequence

from worker.model.client_event import ClientAnswered
from worker.model.entry import Entry, MailNoted, ReminderSent, ResponsibleTold
from worker.model.letter_event import (
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterUndeliverable,
    SecondCopyPossible,
)
from worker.model.second_thought import LetterWithdrawn, Undone

_DELIVERIES = (LetterSent, LetterUndeliverable, LetterReturned, SecondCopyPossible)
_CHANGES_NOTHING = (ReminderSent, ResponsibleTold, MailNoted, Undone, LetterWithdrawn)


def counting(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The lines that count, without what was taken back before."""
    gone = {number for each in entries if isinstance(each.fact, Undone) for number in each.fact.entries}
    return tuple(each for each in entries if each.number not in gone)


def with_it(entries: Sequence[Entry], first: Entry) -> Iterator[Entry]:
    """The lines of one transaction share their time; what became of a letter is written later."""
    for each in entries:
        if each.number < first.number:
            continue
        if each.at != first.at or isinstance(each.fact, _DELIVERIES):
            return
        yield each


def matters(entry: Entry) -> bool:
    """Whether the line changes the case or reaches the client."""
    fact = entry.fact
    if isinstance(
        fact, LetterQueued | LetterSent | LetterUndeliverable | LetterReturned | SecondCopyPossible
    ):
        return fact.letter.is_for_client
    if isinstance(fact, ClientAnswered):
        return fact.meaning is not None
    return not isinstance(fact, _CHANGES_NOTHING)
