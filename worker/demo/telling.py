"""Puts what the log gained into words; the log is asked and nothing is remembered but how far it was told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from worker.adapters.log import export, journal, settled
from worker.adapters.log.register import Disposition
from worker.adapters.log.store import Transaction
from worker.demo.entry_telling import phrases, reminders
from worker.demo.log_table import CaseLog, LogRow
from worker.demo.moments import moment_in_words
from worker.model.entry import ClockStarted, Stored
from worker.model.office import People
from worker.model.time import Clock
from worker.policy.calendar import date_in_words
from worker.policy.case import Case

_OWED = {Clock.ACKNOWLEDGE: "acknowledgement", Clock.RESPOND: "answer"}
_PROMISED = {
    Clock.PROMISED: "what was proposed",
    Clock.ESCALATED: "escalated answer",
    Clock.NEXT_UPDATE: "next update",
}
_NAMED = {
    **_OWED,
    **_PROMISED,
    Clock.EIGHT_WEEKS: "eight-week letter",
    Clock.ASSESS: "decision how to handle it",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How things stand at the end: the open complaints, all of them as a `table`, and what the log proves of itself.

    `histories` is the log whole.
    """

    first: date
    on: datetime
    complaints: tuple[Case, ...]
    log: str
    table: tuple[LogRow, ...] = ()
    histories: tuple[CaseLog, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    """What the log gained: sentences, and the references of the cases that a mail changed."""

    lines: tuple[str, ...]
    by_mail: tuple[str, ...]


class Teller:
    """Tells each line of the log, and what became of each mail, once."""

    def __init__(self, people: People) -> None:
        """Nothing was told yet; `people` gives the names of colleagues."""
        self._people = people
        self._told: Counter[str] = Counter()
        self._outcomes: Counter[str] = Counter()
        self._seal = ""

    def news(self, tx: Transaction) -> Gained:
        """A line for each complaint that gained something, or what else became of the mails since the last call."""
        outcomes = Counter(dict(settled.counts(tx)))
        became = outcomes - self._outcomes - Counter({Disposition.OWN_COPY.value: outcomes.total()})
        self._outcomes = outcomes
        gained = tuple(self._of_cases(tx))
        lines = tuple(line for case, new in gained if (line := _line(case, new, self._people)))
        by_mail = tuple(case.reference for case, new in gained if any(_is_by_mail(fact) for fact in new))
        return Gained(lines=lines or tuple(became), by_mail=by_mail)

    def _of_cases(self, tx: Transaction) -> Iterator[tuple[Case, list[Stored]]]:
        """The cases that gained something, with what they gained."""
        # Most often nothing was added since, and only the seal has to be read.
        before, self._seal = self._seal, journal.seal(tx)
        for case, entries in export.cases(tx) if self._seal != before else ():
            new = [entry.fact for entry in entries[self._told[case.reference] :]]
            self._told[case.reference] = len(entries)
            if new:
                yield case, new


def _is_by_mail(fact: Stored) -> bool:
    return getattr(fact, "mail", None) is not None


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


def _line(case: Case, new: Sequence[Stored], people: People) -> str:
    said = ", ".join(phrases(case, new, people))
    started = [fact.clock for fact in new if isinstance(fact, ClockStarted)]
    line = "; ".join(filter(None, (said, *reminders(new, people), _promised(case, started))))
    return line if not line or case.reference in line else f"{case.reference}: {line}"


def _promised(case: Case, clocks: Sequence[Clock]) -> str:
    """What these lines promise; of the clocks that start with a complaint only those of the client."""
    told = (clock for clock in clocks if clock in _OWED or clock in _PROMISED)
    return _due((clock, due_on) for clock in told if (due_on := case.due_on(clock)))


def _due(promised: Iterable[tuple[Clock, date]]) -> str:
    return ", ".join(f"{_NAMED.get(clock, clock.value)} due {date_in_words(day)}" for clock, day in promised)
