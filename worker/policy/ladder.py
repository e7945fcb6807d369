"""The reminder ladder: who hears of a promise before it breaks, and after (policy.toml and reminders.toml)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from types import MappingProxyType

from worker.model.office import People, Person, Section
from worker.model.promises import Policy
from worker.model.rung import ReminderStep, Role, Rung
from worker.model.stage import Stage
from worker.model.time import Clock, Deadline
from worker.policy.agenda import owner
from worker.policy.calendar import Calendar, at_london, london_date
from worker.policy.case import Case
from worker.policy.clocks import act_by, due_on, rule_for
from worker.policy.quiet import is_quiet
from worker.policy.rulebook import Rulebook

IN_MORNING_LIST = 2
"""Up to this level a reminder is only ever a line in the morning list or the digest, also when that is late."""

_KNOWN_IN_THE_MORNING = time(9)
NEVER_ALONE = 3
"""From this level a reminder never goes to the late person only."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One person has to hear of one promise, because this step of the ladder has been reached."""

    deadline: Deadline
    rung: Rung
    person: Person
    reached_on: date
    again: bool = False

    @property
    def step(self) -> ReminderStep:
        """What the log calls this step; each time that it comes again it is another."""
        return replace(self.rung.step, on=self.reached_on) if self.again else self.rung.step


def rung_at(rung: Rung, deadline: Deadline, calendar: Calendar) -> datetime:
    """When that step is first reached for that promise, in aware UTC; always on a working day."""
    return at_london(_day(rung, deadline, calendar), rung.at)


def as_in_the_morning(now: datetime) -> datetime:
    """As of when the morning's mail tells: of all that is to be said by nine, so that nobody is written to twice.

    What is reached later in the day, or became due after that mail, is a mail of its own.
    """
    return max(now, at_london(london_date(now), _KNOWN_IN_THE_MORNING))


def reached(case: Case, rulebook: Rulebook, now: datetime) -> tuple[Notice, ...]:
    """For each running promise the highest step that has been reached, for whoever has not heard of it yet.

    Steps below it that were missed are passed over for good. A step that rides in a morning list is reached when its
    day begins, one with a mail of its own at its time.
    """
    known = as_in_the_morning(now)
    # What the morning's mail told of nine o'clock lies ahead until then, and passes over what lies before it.
    ahead = (
        {x.deadline.clock for x in _notices(case, rulebook, known) if _heard(case, x)} if now < known else ()
    )
    return tuple(
        x for x in _notices(case, rulebook, now) if x.deadline.clock not in ahead and not _heard(case, x)
    )


def news(case: Case, rulebook: Rulebook, now: datetime) -> tuple[Notice, ...]:
    """The steps of which somebody has to hear by a mail of its own: nobody has heard of them, and no list tells them.

    Whom a step reaches only since the complaint changed hands has just heard of it, and reads the rest in the morning.
    """
    told = {(clock, due_on, step) for clock, due_on, step, _ in case.reminded}
    return tuple(
        each
        for each in reached(case, rulebook, now)
        if each.rung.level > IN_MORNING_LIST
        and (each.deadline.clock, each.deadline.due_on, each.step) not in told
    )


def next_rung_at(case: Case, rulebook: Rulebook, now: datetime) -> datetime | None:
    """When the next step is reached that needs a mail of its own, or None."""
    coming = (
        _next_at(rung, deadline, rulebook.calendar, now)
        for deadline in case.running
        for rung in _rungs(deadline, rulebook)
        if rung.level > IN_MORNING_LIST
    )
    return min(filter(None, coming), default=None)


def _heard(case: Case, notice: Notice) -> bool:
    """Whether that person has been told that step."""
    deadline = notice.deadline
    return (deadline.clock, deadline.due_on, notice.step, notice.person.key) in case.reminded


def _notices(case: Case, rulebook: Rulebook, now: datetime) -> Iterator[Notice]:
    """The highest step of each running promise, for everybody whom it reaches."""
    for deadline in case.running:
        yield from _of_promise(case, deadline, rulebook, now)


def _of_promise(case: Case, deadline: Deadline, rulebook: Rulebook, now: datetime) -> Iterator[Notice]:
    passed = [
        (at, rung.level, number)
        for number, rung in enumerate(rulebook.policy.ladder)
        if rung.clock is deadline.clock and (at := _last_at(rung, deadline, rulebook.calendar, now))
    ]
    if not passed:
        return
    at, _, number = max(passed)
    rung = rulebook.policy.ladder[number]
    first, on = (london_date(each) for each in (rung_at(rung, deadline, rulebook.calendar), at))
    for person in recipients(rung, case, rulebook, london_date(now)):
        weekly = on > first and _hears_weekly(person, owner(case, deadline.clock, rulebook, on), rulebook, on)
        told_on = max(first, _week_begins(on, rulebook.calendar)) if weekly else on
        if not (_rides(rung) and is_quiet(case, deadline, person, london_date(now), rulebook.calendar)):
            yield Notice(deadline, rung, person, told_on, told_on > first)


def _hears_weekly(person: Person, late: Person, rulebook: Rulebook, day: date) -> bool:
    """Whether what comes again is told them once a week: senior management without a section or a promise to keep."""
    people = rulebook.people
    above = {rulebook.on_duty(key, day).key for key in people.senior_management}
    heads = {rulebook.on_duty(section.head, day).key for section in people.sections}
    return person.key in above - heads - {late.key}


def _week_begins(day: date, calendar: Calendar) -> date:
    """The first working day of the week of that London day."""
    return calendar.next_working_day_on_or_after(day - timedelta(days=day.weekday()))


def _rides(rung: Rung) -> bool:
    """Whether it is a line for who has the complaint, of which they may want to hear later."""
    return rung.level <= IN_MORNING_LIST and Role.OWNER in rung.to


def _rungs(deadline: Deadline, rulebook: Rulebook) -> Iterator[Rung]:
    return (rung for rung in rulebook.policy.ladder if rung.clock is deadline.clock)


def _last_at(rung: Rung, deadline: Deadline, calendar: Calendar, now: datetime) -> datetime | None:
    """When that step was last reached, or None; one that rides in a morning list is so when its day begins."""
    first, until = _day(rung, deadline, calendar), london_date(now)
    if rung.level > IN_MORNING_LIST and now < at_london(until, rung.at):
        until -= timedelta(days=1)
    if first > until:
        return None
    since_last = calendar.working_days_after(first, until) % rung.every if rung.every else 0
    last = calendar.working_days_before(until, since_last) if rung.every else first
    return at_london(last, rung.at)


def _next_at(rung: Rung, deadline: Deadline, calendar: Calendar, now: datetime) -> datetime | None:
    """When that step is reached after now, or None where it was reached for good."""
    last = _last_at(rung, deadline, calendar, now)
    if last is None:
        return rung_at(rung, deadline, calendar)
    return (
        at_london(calendar.add_working_days(london_date(last), rung.every), rung.at) if rung.every else None
    )


def recipients(rung: Rung, case: Case, rulebook: Rulebook, day: date) -> tuple[Person, ...]:
    """Who hears of it on that London day, each once; the late person is never left alone with it."""
    named = {person.key: person for role in rung.to for person in _people(role, case, rulebook, day)}
    if rung.clock is Clock.CORRECTIVE_ACTION and Role.OWNER in rung.to and case.action_owner:
        # Who has the complaint need not carry it out.
        named.pop(rulebook.owner(case, day).key, None)
        named = {person.key: person for person in (owner(case, rung.clock, rulebook, day), *named.values())}
    if rung.level >= NEVER_ALONE:
        late = owner(case, rung.clock, rulebook, day)
        others: Iterable[Person] = _people(Role.SENIOR_MANAGEMENT, case, rulebook, day)
        if named.keys() <= {late.key}:
            named |= {person.key: person for person in others}
        if named.keys() <= {late.key}:
            named["operator"] = Person(key="operator", name="", email=rulebook.office.operator)
    free = tuple(each for each in named.values() if each.key not in case.complaint.complained_about)
    return free or (rulebook.head_of(case, day),)


def _people(role: Role, case: Case, rulebook: Rulebook, day: date) -> tuple[Person, ...]:
    people = rulebook.people
    match role:
        case Role.OWNER:
            return (rulebook.owner(case, day),)
        case Role.TRIAGE if case.stage is Stage.PROVISIONAL and case.owner:
            # Who has the complaint of which it is perhaps part knows what it is.
            return (rulebook.owner(case, day),)
        case Role.TRIAGE:
            return (rulebook.on_duty(people.triage, day),)
        case Role.HEAD:
            return (rulebook.head_of(case, day),)
        case Role.DATA_PROTECTION if people.data_protection:
            return (rulebook.on_duty(people.data_protection, day),)
    return tuple(rulebook.on_duty(key, day) for key in people.senior_management)


def _day(rung: Rung, deadline: Deadline, calendar: Calendar) -> date:
    if rung.working_day is not None:
        return calendar.add_working_days(deadline.day0, rung.working_day)
    if rung.after is not None:
        return calendar.add_working_days(deadline.due_on, rung.after)
    if rung.day is not None:
        return calendar.last_working_day_on_or_before(deadline.day0 + timedelta(days=rung.day))
    return calendar.working_days_before(act_by(deadline, calendar), rung.before or 0)


_A_MONDAY = date(2026, 3, 2)
_NO_HOLIDAYS = Calendar(MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDay:
    """Two steps of one promise that fall on the same day for these people, who would hear twice of it."""

    first: Rung
    second: Rung
    persons: tuple[Person, ...]


def steps_on_one_day(policy: Policy, people: People) -> tuple[SameDay, ...]:
    """The steps that have run into each other, as when a promise was made shorter than its ladder was made for.

    Looked at for a promise that begins on any working day of a week without bank holidays. Steps at one place, like
    the last day at nine and at two, are meant so; a step that comes again gives way to others.
    """
    pairs = combinations((rung for rung in policy.ladder if not rung.every), 2)
    return tuple(
        SameDay(first=first, second=second, persons=persons)
        for first, second in pairs
        if first.clock is second.clock and first.place != second.place
        if any(
            _day(first, deadline, _NO_HOLIDAYS) == _day(second, deadline, _NO_HOLIDAYS)
            for deadline in _in_any_week(first.clock, policy)
        )
        if (persons := _who_hear_of_both(first, second, people))
    )


def _in_any_week(clock: Clock, policy: Policy) -> Iterator[Deadline]:
    """That promise as it begins on each day from Monday to Friday; nothing for one whose last day a person names."""
    rule = rule_for(clock)
    for day0 in (_A_MONDAY + timedelta(days=number) for number in range(5) if rule.length):
        yield Deadline(clock, rule.clause, day0, due_on(rule, day0, policy, _NO_HOLIDAYS))


def _who_hear_of_both(first: Rung, second: Rung, people: People) -> tuple[Person, ...]:
    """Whoever hears of both steps in some section, as long as nobody is away and nothing is escalated."""
    keys = (
        key
        for section in people.sections
        for key in _keys(first, section, people)
        if key in _keys(second, section, people)
    )
    return tuple(people.person(key) for key in dict.fromkeys(keys))


def _keys(rung: Rung, section: Section, people: People) -> tuple[str, ...]:
    """The persons whom that step reaches in that section, by their keys."""
    of = {
        Role.OWNER: section.responsible[:1],
        Role.HEAD: (section.head,),
        Role.TRIAGE: (people.triage,),
        Role.DATA_PROTECTION: (people.data_protection,) if people.data_protection else (),
        Role.SENIOR_MANAGEMENT: people.senior_management,
    }
    return tuple(key for role in rung.to for key in of[role])
