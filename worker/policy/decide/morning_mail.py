"""The mail of a working day's morning: a digest for each section head, a list for everybody else who owes something."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from worker.model.agenda_facts import AgendaLine, DailyDigest, MorningList, News, StageCount
from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Approver
from worker.model.decision import Decision
from worker.model.entry import ComplaintReceived, Fact
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.model.office import People, Person, Section
from worker.model.party_event import CaseFileWanted, PartyWrote
from worker.model.staff_event import CaseClosed, Escalated
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.model.two_cases import CaseMerged
from worker.policy.agenda import line
from worker.policy.calendar import Calendar, london_date
from worker.policy.case import Case
from worker.policy.clocks import act_by, stopped_by
from worker.policy.decide.desk import Change, Morning, Promised, concerned, desk, once, soon_until
from worker.policy.decide.reminder import entries
from worker.policy.rulebook import Rulebook

CHANGES: tuple[tuple[type[Fact], str], ...] = (
    (ComplaintReceived, "New"),
    (CaseClosed, "Closed"),
    (Escalated, "Escalated"),
    (CaseMerged, "Merged into another complaint"),
    (PartyWrote, "An authority or a supplier wrote"),
    (CaseFileWanted, "An ombudsman wants our file"),
)
"""The entries of which a digest tells, each with what it says of them."""

_WATCH_WORKING_DAYS = 15
_HOLIDAYS_NEAR = timedelta(days=60)
_STAGE_NAMES = {
    Stage.NOT_COMPLAINT: "No complaint, but an answer is promised",
    Stage.CLOSED: "Closed, but something is still owed",
}
_TONES = {
    Stage.NOT_COMPLAINT: "quiet",
    Stage.CLOSED: "quiet",
    Stage.ESCALATED: "alarm",
    Stage.DEADLOCK: "alarm",
    Stage.PROPOSED: "quiet",
    Stage.FINAL_SENT: "quiet",
    Stage.OMBUDSMAN: "quiet",
}


@dataclass(frozen=True, slots=True)
class Head:
    """Who gets a digest, and of which sections: one for all of them."""

    person: Person
    sections: tuple[Section, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the sections."""
        return frozenset(section.key for section in self.sections)

    def has(self, section: str, people: People) -> bool:
        """Whether what belongs to the section of that key, which may be gone, is this head's."""
        return people.section(section).key in self.keys

    def is_named_in(self, case: Case) -> bool:
        """Whether the case is about this head, who reads nothing of it then."""
        return self.person.key in case.complaint.complained_about


def heads(rulebook: Rulebook, day: date) -> tuple[Head, ...]:
    """The section heads, or whoever covers for them on that London day, each once with all their sections (3.1.7.7)."""
    found = [(rulebook.on_duty(section.head, day), section) for section in rulebook.people.sections]
    persons = {person.key: person for person, _ in found}
    return tuple(
        Head(person, tuple(section for who, section in found if who.key == key))
        for key, person in persons.items()
    )


def is_first_of_week(day: date, calendar: Calendar) -> bool:
    """Whether no working day of that London day's week lies before it."""
    return not any(
        calendar.is_working_day(day - timedelta(days=back)) for back in range(1, day.weekday() + 1)
    )


def daily_digest(morning: Morning, head: Head) -> Letter:
    """Everything that the head has to know that day, also when it is nothing."""
    people = morning.rulebook.people
    own = [case for case in morning.cases if head.has(case.section, people) and not head.is_named_in(case)]
    shown = {case.reference for case in own}
    needs_you, due_soon = desk(morning, head.person, shown, _waiting(own))
    told = {(each.reference, each.what) for each in (*needs_you, *due_soon)}
    calendar = morning.rulebook.calendar
    until, review = calendar.proclaimed_until, morning.rulebook.policy.review_due
    facts = DailyDigest(
        on=morning.today,
        sections=_listed([section.name for section in head.sections]),
        open=len([case for case in own if not case.is_over]),
        needs_you=needs_you,
        due_soon=due_soon,
        eight_weeks=once(_eight_weeks(morning, own, head.person), told),
        unplaced=morning.figures.unplaced if head.has(people.intake, people) else (),
        held=_held(morning, own),
        stages=_stages(own),
        since=london_date(morning.figures.since),
        news=tuple(_news(_changes(morning, head))),
        overdue=sum(each.overdue for each in needs_you),
        soon_until=soon_until(morning),
        read_at=morning.figures.read_at,
        holidays_until=until if until - morning.today <= _HOLIDAYS_NEAR else None,
        review_overdue_since=review if review < morning.today else None,
        seal=morning.figures.seal,
        log_left_out=morning.figures.log_left_out,
    )
    return _letter(morning, LetterKind.DAILY_DIGEST, head.person, facts)


def morning_lists(morning: Morning, told: Iterable[Head]) -> tuple[Letter, ...]:
    """A list for each person who owes something today or soon and does not get a digest."""
    with_digest = {head.person.key for head in told}
    people = {person.key: person for person in concerned(morning) if person.key not in with_digest}
    letters = []
    for person in people.values():
        needs_you, due_soon = desk(morning, person)
        if needs_you or due_soon:
            facts = MorningList(
                on=morning.today,
                needs_you=needs_you,
                due_soon=due_soon,
                overdue=sum(each.overdue for each in needs_you),
            )
            letters.append(_letter(morning, LetterKind.MORNING_LIST, person, facts))
    return tuple(letters)


def reminded(morning: Morning, told: Iterable[Head]) -> tuple[Decision, ...]:
    """That everybody to whom a step of the ladder says something was reminded by the mail of this morning."""
    with_digest = {head.person.key for head in told}
    by_digest = [each for each in morning.notices if each[1].person.key in with_digest]
    by_list = [each for each in morning.notices if each[1].person.key not in with_digest]
    return (*entries(by_digest, LetterKind.DAILY_DIGEST), *entries(by_list, LetterKind.MORNING_LIST))


def _waiting(cases: Iterable[Case]) -> Iterator[Promised]:
    """What waits for a decision, for an acknowledgement by hand, or for the head's approval, whenever it falls due."""
    for case in cases:
        letters = [draft.letter for draft in case.drafts if draft.letter.row.approver is Approver.HEAD]
        for_head = {clock for letter in letters for clock in stopped_by(letter)}
        asked = [each for each in case.running if case.waits_for or each.clock in for_head]
        if asked:
            yield case, min(asked, key=lambda each: each.due_on)


def _eight_weeks(morning: Morning, cases: Iterable[Case], reader: Person) -> Iterator[AgendaLine]:
    """The cases whose eight weeks end soon, and those that are open after them (3.1.7.9)."""
    calendar = morning.rulebook.calendar
    watched_until = calendar.add_working_days(morning.today, _WATCH_WORKING_DAYS)
    for case in cases:
        ends = next((each for each in case.started if each.clock is Clock.EIGHT_WEEKS), None)
        if ends is None or act_by(ends, calendar) > watched_until:
            continue
        told = line(case, ends, morning.rulebook, morning.now, reader)
        if case.deadline(Clock.EIGHT_WEEKS):
            yield told
        elif ends.due_on < morning.today and not case.is_over:
            yield replace(told, what="still open after eight weeks", overdue=False, actions=())


def _held(morning: Morning, cases: Iterable[Case]) -> tuple[News, ...]:
    """What waits for a person outside the promises.

    Mail and letters of no case, and cases that cannot be read, are told to every head.
    """
    open_here = {case.reference: case for case in cases}
    undecided = tuple(each for each, case in open_here.items() if case.stage is Stage.PROVISIONAL)
    failed = [each for each in morning.figures.failed if not each or each in open_here]
    unreadable = morning.figures.unreadable
    held = (
        News(what="Complaints whose log cannot be read", references=unreadable, count=len(unreadable)),
        News(what="Mails that could not be read by the worker", count=morning.figures.quarantined),
        News(what="Mails that may be complaints", references=undecided, count=len(undecided)),
        News(
            what="Letters that could not be delivered",
            references=tuple(dict.fromkeys(filter(None, failed))),
            count=len(failed),
        ),
    )
    return tuple(each for each in held if each.count)


def _stages(cases: Sequence[Case]) -> tuple[StageCount, ...]:
    stages = [case.stage for case in cases]
    return tuple(
        StageCount(
            stage=_STAGE_NAMES.get(stage) or stage.capitalize(),
            count=stages.count(stage),
            tone=_TONES.get(stage, "plain"),
        )
        for stage in Stage
        if stage in stages
    )


def _changes(morning: Morning, head: Head) -> list[Change]:
    """What changed in the complaints of this head, but for those about them."""
    about = {case.reference for case in morning.cases if head.is_named_in(case)}
    return [
        each
        for each in morning.figures.changes
        if head.has(each.section, morning.rulebook.people) and each.reference not in about
    ]


def _news(changes: Sequence[Change]) -> Iterator[News]:
    for kind, what in CHANGES:
        references = tuple(dict.fromkeys(each.reference for each in changes if isinstance(each.fact, kind)))
        if references:
            yield News(what=what, references=references, count=len(references))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _letter(morning: Morning, kind: LetterKind, person: Person, facts: DailyDigest | MorningList) -> Letter:
    return Letter(
        kind=kind,
        recipient=Address(person.email, person.name),
        reference="",
        cause=f"{person.key} on {morning.today.isoformat()}",
        facts=facts,
        about=facts.references,
    )
