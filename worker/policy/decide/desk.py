"""What lies on each desk on a working day's morning: what needs that person today, and what falls due soon."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from worker.model.agenda_facts import AgendaLine, Unplaced
from worker.model.entry import Stored
from worker.model.office import Person
from worker.model.time import Clock, Deadline
from worker.policy.agenda import is_owed, line, owner
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.clocks import act_by
from worker.policy.ladder import Notice
from worker.policy.quiet import is_quiet
from worker.policy.rulebook import Rulebook

_SOON_WORKING_DAYS = 2

Promised = tuple[Case, Deadline]
"""A promise that runs in a case."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the log that changed how a case of that section stands."""

    reference: str
    section: str
    fact: Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the log says beside the open cases, all of it since `since`, when the last morning's mail was written.

    `failed` are the references of letters that were given up, empty for one of no case; `quarantined` counts mails that
    could not be handled, `unreadable` are the references of cases whose log cannot be read; times in aware UTC.
    `unplaced` are mails of authorities and suppliers that belong to no case yet, whenever they came.
    """

    since: datetime
    changes: tuple[Change, ...] = ()
    quarantined: int = 0
    failed: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    read_at: datetime | None = None
    seal: str = ""
    log_left_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What every mail of a morning is made of; `notices` are the steps of the ladder that ride in these mails."""

    cases: Sequence[Case]
    notices: Sequence[tuple[Case, Notice]]
    figures: Figures
    rulebook: Rulebook
    now: datetime

    @property
    def today(self) -> date:
        """The London date of the mails."""
        return london_date(self.now)


def desk(
    morning: Morning, person: Person, shown: Container[str] = (), waiting: Iterable[Promised] = ()
) -> tuple[tuple[AgendaLine, ...], tuple[AgendaLine, ...]]:
    """What needs that person today, and what falls due soon: their own, what they are told of, the cases `shown`."""
    calendar, until = morning.rulebook.calendar, soon_until(morning)
    own = [
        (case, deadline)
        for case, deadline in _promises(morning)
        if case.reference in shown or _is_told(morning, case, deadline, person)
    ]
    noticed = [(case, notice.deadline) for case, notice in morning.notices if notice.person.key == person.key]
    today = [each for each in own if act_by(each[1], calendar) <= morning.today]
    soon = [each for each in own if act_by(each[1], calendar) <= until]
    told: set[tuple[str, str]] = set()
    needs_you = once(lines(morning, (*today, *noticed, *waiting), person), told)
    return needs_you, once(lines(morning, soon, person), told)


def _promises(morning: Morning) -> Iterator[Promised]:
    for case in morning.cases:
        answer = case.due_on(Clock.RESPOND)
        # Once the answer itself is overdue, nobody need be asked how they will handle it.
        moot = {Clock.ASSESS} if answer and answer < morning.today else set()
        yield from ((case, x) for x in case.running if is_owed(x, morning.today) and x.clock not in moot)


def concerned(morning: Morning) -> Iterator[Person]:
    """Everybody who owes something in an open case or has to hear of it, some more than once."""
    for case, deadline in _promises(morning):
        yield _owner(morning, case, deadline)
    yield from (notice.person for _, notice in morning.notices)


def _is_told(morning: Morning, case: Case, deadline: Deadline, person: Person) -> bool:
    """Whether it is theirs, and they have not said that they want to be left alone until later."""
    calendar = morning.rulebook.calendar
    theirs = _owner(morning, case, deadline).key == person.key
    return theirs and not is_quiet(case, deadline, person, morning.today, calendar)


def _owner(morning: Morning, case: Case, deadline: Deadline) -> Person:
    return owner(case, deadline.clock, morning.rulebook, morning.today)


def lines(morning: Morning, promises: Iterable[Promised], reader: Person) -> Iterator[AgendaLine]:
    """These promises in words for that reader, what falls due first on top."""
    ordered = sorted(promises, key=lambda each: (each[1].due_on, each[0].reference))
    return (line(case, deadline, morning.rulebook, morning.now, reader) for case, deadline in ordered)


def once(lines: Iterable[AgendaLine], told: set[tuple[str, str]]) -> tuple[AgendaLine, ...]:
    """The lines that say something new; what they say of which case joins `told`."""
    fresh = []
    for each in lines:
        if (each.reference, each.what) not in told:
            told.add((each.reference, each.what))
            fresh.append(each)
    return tuple(fresh)


def soon_until(morning: Morning) -> date:
    """The last London day that is soon."""
    return morning.rulebook.calendar.add_working_days(morning.today, _SOON_WORKING_DAYS)
