"""Puts what the log gained into words; the log is asked and nothing is remembered but how far it was told."""

from collections import Counter
from collections.abc import Iterator, Sequence

from worker.adapters.log import inbox, journal
from worker.adapters.log.inbox import Outcome
from worker.adapters.log.store import Transaction
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockStarted,
    ComplaintReceived,
    Fact,
    LetterReturned,
    LetterSent,
    LetterUndeliverable,
    MailNoted,
    TriageDecided,
)
from worker.model.letter import LetterKind
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.case import Case

_OWED = {Clock.ACKNOWLEDGE: "acknowledgement", Clock.RESPOND: "answer"}


class Teller:
    """Tells each line of the log, and what became of each mail, once."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._told: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()

    def news(self, tx: Transaction) -> tuple[str, ...]:
        """A line for each complaint that gained something, or what else became of the mails since the last call."""
        outcomes = Counter(dict(inbox.counts(tx)))
        became = outcomes - self._outcomes - Counter({Outcome.OWN_COPY.value: outcomes.total()})
        self._outcomes = outcomes
        return tuple(self._of_cases(tx)) or tuple(became)

    def _of_cases(self, tx: Transaction) -> Iterator[str]:
        for case in sorted(journal.cases(tx, open_only=False), key=lambda case: case.reference):
            facts = [entry.fact for entry in journal.read(tx, case.reference)]
            line = _line(case, facts[self._told[case.reference] :])
            self._told[case.reference] = len(facts)
            if line:
                yield line


def stands(case: Case) -> str:
    """How a complaint stands and what is owed: acknowledged; answer due Monday 23 March 2026."""
    return "; ".join(filter(None, (case.stage.value, _owed(case, tuple(_OWED)))))


def _line(case: Case, new: Sequence[Fact]) -> str:
    said = ", ".join(filter(None, (_phrase(case, fact) for fact in new)))
    started = [fact.clock for fact in new if isinstance(fact, ClockStarted)]
    line = "; ".join(filter(None, (said, _owed(case, started))))
    return line if not line or case.reference in line else f"{case.reference}: {line}"


def _phrase(case: Case, fact: Fact) -> str:
    match fact:
        case ComplaintReceived():
            return f"recorded as {case.reference}{' until a person decides' if fact.provisional else ''}"
        case LetterSent(letter=LetterKind.ACKNOWLEDGEMENT):
            return "acknowledged"
        case LetterSent(letter=LetterKind.NEUTRAL_ACKNOWLEDGEMENT):
            return "acknowledged in neutral words"
        case AcknowledgementWithheld():
            return f"no acknowledgement leaves by itself ({fact.reason})"
        case LetterReturned() | LetterUndeliverable():
            return "our letter did not arrive"
        case TriageDecided():
            return (
                "a person decided that it is a complaint"
                if fact.is_complaint
                else "a person decided that it is none"
            )
        case ClientPhoned():
            return "the telephone call is noted"
        case MailNoted():
            return "noted in the log"
    return ""


def _owed(case: Case, clocks: Sequence[Clock]) -> str:
    due = ((_OWED.get(clock), case.due_on(clock)) for clock in clocks)
    return ", ".join(f"{what} due {date_in_words(day)}" for what, day in due if what and day)
