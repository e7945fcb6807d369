"""Puts what the log gained into words; the log is asked and nothing is remembered but how far it was told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from worker.adapters.log import export, journal, settled
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.demo.moments import moment_in_words
from worker.model.catalogue import LetterKind
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockStarted,
    ComplaintReceived,
    MailNoted,
    Stored,
    TriageDecided,
)
from worker.model.letter_event import LetterReturned, LetterSent, LetterUndeliverable
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.reason_words import withheld_in_words

_OWED = {Clock.ACKNOWLEDGE: "acknowledgement", Clock.RESPOND: "answer"}
_PROMISED = {**_OWED, Clock.EIGHT_WEEKS: "eight-week letter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How things stand at the end: the open complaints in their order, and what the log proves of itself."""

    first: date
    on: datetime
    complaints: tuple[Case, ...]
    log: str


class Teller:
    """Tells each line of the log, and what became of each mail, once."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self._told: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()
        self._seal = ""

    def news(self, tx: Transaction) -> tuple[str, ...]:
        """A line for each complaint that gained something, or what else became of the mails since the last call."""
        outcomes = Counter(dict(settled.counts(tx)))
        became = outcomes - self._outcomes - Counter({Disposition.OWN_COPY.value: outcomes.total()})
        self._outcomes = outcomes
        return tuple(self._of_cases(tx)) or tuple(became)

    def _of_cases(self, tx: Transaction) -> Iterator[str]:
        # Most often nothing was added since, and only the seal has to be read.
        before, self._seal = self._seal, journal.seal(tx)
        for case, entries in export.cases(tx) if self._seal != before else ():
            new = [entry.fact for entry in entries[self._told[case.reference] :]]
            self._told[case.reference] = len(entries)
            line = _line(case, new) if new else ""
            if line:
                yield line


def stands(case: Case) -> str:
    """How a complaint stands and all that is promised: acknowledged; answer due Monday 23 March 2026."""
    promised = sorted(case.running, key=lambda deadline: deadline.due_on)
    return "; ".join(filter(None, (case.stage.value, _due((each.clock, each.due_on) for each in promised))))


def at_the_end(closing: Closing) -> Iterator[str]:
    """A line for each open complaint, below a heading."""
    yield f"Open on {moment_in_words(closing.on)}:{'' if closing.complaints else ' nothing'}"
    yield from (f"    {whose(case):32} {stands(case)}" for case in closing.complaints)


def whose(case: Case) -> str:
    """A complaint by its reference and the person who made it."""
    return f"{case.reference}  {case.complainant.name or case.complainant.email or 'a sender not known'}"


def _line(case: Case, new: Sequence[Stored]) -> str:
    said = ", ".join(filter(None, (_phrase(case, fact) for fact in new)))
    started = [fact.clock for fact in new if isinstance(fact, ClockStarted)]
    line = "; ".join(filter(None, (said, _owed(case, started))))
    return line if not line or case.reference in line else f"{case.reference}: {line}"


def _phrase(case: Case, fact: Stored) -> str:
    match fact:
        case ComplaintReceived():
            return f"recorded as {case.reference}{' until a person decides' if fact.provisional else ''}"
        case LetterSent(letter=LetterKind.ACKNOWLEDGEMENT):
            return "acknowledged"
        case LetterSent(letter=LetterKind.NEUTRAL_ACKNOWLEDGEMENT):
            return "acknowledged in neutral words"
        case AcknowledgementWithheld():
            return f"no acknowledgement leaves by itself ({withheld_in_words(fact.why)})"
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
    return _due((clock, due_on) for clock in clocks if clock in _OWED and (due_on := case.due_on(clock)))


def _due(promised: Iterable[tuple[Clock, date]]) -> str:
    return ", ".join(
        f"{_PROMISED.get(clock, clock.value)} due {date_in_words(day)}" for clock, day in promised
    )
