"""Why a date is what it is, day by day, for the operator and for anybody who doubts a deadline."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from worker.model.client_answer import ClientMeaning
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.duty import ActionWaived, Duty
from worker.model.promises import Policy
from worker.model.second_thought import CaseReopened
from worker.model.staff_event import (
    Assessed,
    CorrectiveActionAgreed,
    Escalated,
    OmbudsmanDecided,
    ProposalAnswered,
)
from worker.model.time import Clock, CountedDay, Deadline, Unit
from worker.policy.calendar import LONDON, Calendar, date_in_words, london_date
from worker.policy.case import Case
from worker.policy.clauses import what_it_asks
from worker.policy.clocks import (
    CLIENT_REFUSED,
    Event,
    act_by,
    deadlines,
    due_on,
    eight_week_letter_by,
    letters_that_stop,
    ombudsman_from,
    rule_for,
)
from worker.policy.reason_words import stopped_by_in_words
from worker.policy.recalculate import counted_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Every date that follows from one moment of receipt: London dates, each due day counting to its end.

    `acknowledge_days` and `respond_days` hold each calendar day after day 0 up to the due day;
    `letter_days_lost` holds the days after `eight_week_letter_by` up to the end of the eight weeks.
    """

    received: datetime
    day0: date
    acknowledge_by: date
    acknowledge_days: tuple[CountedDay, ...]
    respond_by: date
    respond_days: tuple[CountedDay, ...]
    eight_weeks: date
    eight_week_letter_by: date
    letter_days_lost: tuple[CountedDay, ...]
    ombudsman_from: date
    proclaimed_until: date


def explain(received: datetime, policy: Policy, calendar: Calendar) -> Explanation:
    """What the promises come to for a complaint received then; ValueError for a naive or far instant."""
    day0 = london_date(received)
    due = {deadline.clock: deadline.due_on for deadline in deadlines(day0, policy, calendar)}
    eight_weeks = due[Clock.EIGHT_WEEKS]
    letter_by = eight_week_letter_by(eight_weeks, calendar)
    return Explanation(
        received=received,
        day0=day0,
        acknowledge_by=due[Clock.ACKNOWLEDGE],
        acknowledge_days=calendar.counted(day0, policy.promises.acknowledge_working_days),
        respond_by=due[Clock.RESPOND],
        respond_days=calendar.counted(day0, policy.promises.respond_working_days),
        eight_weeks=eight_weeks,
        eight_week_letter_by=letter_by,
        letter_days_lost=_days_off(letter_by + timedelta(days=1), eight_weeks, calendar),
        ombudsman_from=ombudsman_from(eight_weeks),
        proclaimed_until=calendar.proclaimed_until,
    )


def in_words(explanation: Explanation) -> str:
    """The explanation as plain text: every counted day with its number, every other with its reason."""
    return "\n".join(_lines(explanation))


def explain_case(case: Case, policy: Policy, calendar: Calendar) -> tuple[str, ...]:
    """Why each running promise of a case falls due when it does, a paragraph each; what was promised is not recounted.

    Where today's holidays give another date than the one in the log, the paragraph says so: only a person moves it.
    """
    return tuple(
        "\n".join(
            (*_due(each), *_promise(each, case, policy, calendar), f"It stops {_stopped_by(each.clock)}.")
        )
        for each in case.running
    )


def explain_ended(case: Case, policy: Policy, calendar: Calendar) -> tuple[str, ...]:
    """The same for each promise that no longer runs, with what ended it, in the order in which they ended."""
    return tuple(
        "\n".join(
            (
                *_due(each.deadline),
                f"Ended by {stopped_by_in_words(each.stopped)}.",
                *_promise(each.deadline, case, policy, calendar),
            )
        )
        for each in case.ended
    )


def _due(deadline: Deadline) -> Iterator[str]:
    """The promise with its last day, and what its clause asks of us."""
    yield f"{deadline.clock.capitalize()}, due by the end of {date_in_words(deadline.due_on)} ({deadline.clause})."
    if asked := what_it_asks(deadline.clause):
        yield asked


def _promise(deadline: Deadline, case: Case, policy: Policy, calendar: Calendar) -> Iterator[str]:
    """How the day came about, each day that was counted or not, and which holidays that rests on."""
    rule, day0 = counted_by(deadline, case)
    counted_from = replace(deadline, day0=day0)
    if rule.length is None:
        yield _named_by(deadline, case)
    else:
        length = rule.length(policy.promises)
        unit = Unit.CALENDAR_DAYS if rule.unit is Unit.CALENDAR_DAYS_ROLLED else rule.unit
        yield f"It runs for {length} {unit} from {date_in_words(day0)}, which is day 0 and not counted."
        if deadline.clock is Clock.EFFECTIVENESS_REVIEW:
            agreed = date_in_words(deadline.day0)
            yield f"That is the last day of the corrective action, which was agreed on {agreed}."
        yield from _counted(rule.unit, counted_from, length, calendar)
    if rule.unit not in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS_ROLLED):
        yield from _last_day_to_act(deadline, calendar)
    if deadline.clock is Clock.EIGHT_WEEKS:
        yield f"The ombudsman is open to the client from {date_in_words(ombudsman_from(deadline.due_on))}."
    if rule.length is not None:
        counted = due_on(rule, day0, policy, calendar)
        if counted != deadline.due_on:
            yield f"Counted today it would be {date_in_words(counted)}; the date in the log stands."
    yield from _holidays(counted_from, policy, calendar)


def _counted(unit: Unit, deadline: Deadline, length: int, calendar: Calendar) -> Iterator[str]:
    match unit:
        case Unit.WORKING_DAYS:
            yield from map(_day, calendar.counted(deadline.day0, length))
        case Unit.CALENDAR_DAYS_ROLLED:
            yield from _rolled(deadline.day0 + timedelta(days=length), length, calendar)
        case Unit.CALENDAR_DAYS:
            yield f"Every day counts; day {length} is {date_in_words(deadline.day0 + timedelta(days=length))}."
        case Unit.MONTHS if deadline.due_on.day < deadline.day0.day:
            yield f"Its last month has no day {deadline.day0.day}, so it ends with the month."
        case Unit.MONTHS:
            yield f"It ends on day {deadline.day0.day} of its last month, as it began."


def _rolled(last: date, length: int, calendar: Calendar) -> Iterator[str]:
    until = calendar.next_working_day_on_or_after(last)
    if until == last:
        yield f"Every day counts; day {length}, {date_in_words(last)}, is a working day."
        return
    yield f"Every day counts; after day {length} it runs on to the next working day, {date_in_words(until)}:"
    yield from map(_day, _days_off(last, until - timedelta(days=1), calendar))


def _last_day_to_act(deadline: Deadline, calendar: Calendar) -> Iterator[str]:
    """Until when somebody is at work who can keep a promise that may end on a day off."""
    last = act_by(deadline, calendar)
    after = _days_off(last + timedelta(days=1), deadline.due_on, calendar)
    yield f"Its last working day is {date_in_words(last)}{'; these come after it:' if after else '.'}"
    yield from map(_day, after)


def _named_by(deadline: Deadline, case: Case) -> str:
    """Who named the day of a promise that is not counted."""
    on = date_in_words(deadline.day0)
    if CorrectiveActionAgreed in rule_for(deadline.clock).starts_on:
        return f"A colleague named that day when the corrective action was agreed, on {on}."
    named = [
        each.kind
        for each in case.written
        if deadline.clock in each.kind.row.starts and each.promises == deadline.due_on
    ]
    letter = f"the {named[-1].called}" if named else "our letter"
    return f"That day was named to the client in {letter}, which our mail server took on {on}."


def _holidays(deadline: Deadline, policy: Policy, calendar: Calendar) -> Iterator[str]:
    """Which list the count rests on, and what policy.toml changes in its span."""
    yield (
        "The bank holidays are those of England, with the changes in policy.toml; "
        f"they are published until {date_in_words(calendar.proclaimed_until)}."
    )
    for day in sorted(policy.extra_bank_holidays):
        if deadline.day0 < day <= deadline.due_on:
            yield f"policy.toml adds {date_in_words(day)}."
    for day in sorted(policy.not_bank_holidays):
        if deadline.day0 < day <= deadline.due_on:
            yield f"policy.toml takes {date_in_words(day)} away."
    if not calendar.is_proclaimed(deadline.due_on):
        yield "Later ones are only computed, so this date may still change."


_DEEDS: Mapping[Event, str] = MappingProxyType(
    {
        Assessed: "a colleague says how they will handle it",
        Escalated: "the complaint goes to another person",
        ProposalAnswered: "a colleague enters the client's answer",
        StatementConfirmed: "the client confirms the record",
        StatementCorrected: "the client corrects the record",
        ClientMeaning.ACCEPT: "the client accepts it",
        ClientMeaning.NOT_ACCEPT: "the client does not accept it",
        ClientMeaning.ESCALATE: "the client asks to escalate it",
        CLIENT_REFUSED: "the client refuses what was proposed",
        OmbudsmanDecided: "the client accepts a decision of the ombudsman",
        CorrectiveActionAgreed: "a colleague agrees a corrective action",
        ActionWaived: "a colleague says why none is needed",
        CaseReopened: "the complaint is opened again",
        Duty.OMBUDSMAN_DECISION: "what the ombudsman decided is done",
        Duty.CASE_FILE: "our file is with the ombudsman",
        Duty.CORRECTIVE_ACTION: "the corrective action is done",
        Duty.EFFECTIVENESS_REVIEW: "somebody has looked whether the corrective action works",
        Duty.PERSONAL_DATA: "the request about personal data is answered",
        Duty.WORDS_AFTER_END: "a colleague says that what is closed stays closed",
    }
)


# What ends one promise only, and is more than one event of the table.
_BESIDES: Mapping[Clock, str] = MappingProxyType(
    {
        Clock.ACKNOWLEDGE: "a colleague telephones the client",
        Clock.CONFIRM: "its last day is over",
    }
)


def _stopped_by(clock: Clock) -> str:
    """What would end that promise, in words: letters by their names, then what people do."""
    rule = rule_for(clock)
    letters = [f"the {letter.called}" for letter in letters_that_stop(clock)]
    taken = [f"our mail server has taken {_either(letters)}"] if letters else []
    deeds = [_DEEDS[event] for event in rule.stopped_by]
    besides = [_BESIDES[clock]] if clock in _BESIDES else []
    closed = [] if rule.past_closure else ["the complaint is closed"]
    return _either([f"when {each}" for each in (*taken, *deeds, *besides, *closed)], ", or ")


def _either(names: list[str], last: str = " or ") -> str:
    return last.join(filter(None, (", ".join(names[:-1]), names[-1])))


def _days_off(first: date, last: date, calendar: Calendar) -> tuple[CountedDay, ...]:
    """The days from the first to the last, none of which is counted."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return tuple(CountedDay(day, None, calendar.why_not(day)) for day in days)


def _lines(explanation: Explanation) -> Iterator[str]:
    at = explanation.received.astimezone(LONDON)
    yield f"Received on {date_in_words(explanation.day0)} at {at:%H:%M %Z}: this is day 0 and not counted."
    yield ""
    yield _heading("Acknowledge", explanation.acknowledge_days, Clock.ACKNOWLEDGE)
    yield from map(_day, explanation.acknowledge_days)
    yield ""
    yield _heading("Respond", explanation.respond_days, Clock.RESPOND)
    yield from map(_day, explanation.respond_days)
    yield ""
    yield from _eight_weeks(explanation)
    if max(explanation.respond_by, explanation.eight_weeks) > explanation.proclaimed_until:
        yield ""
        yield (
            f"Bank holidays are published only until {date_in_words(explanation.proclaimed_until)}; "
            "later ones are computed, so the dates after that day may still change."
        )


def _heading(duty: str, days: tuple[CountedDay, ...], clock: Clock) -> str:
    due = days[-1]
    return (
        f"{duty} by the end of {date_in_words(due.on)} (working day {due.number}, {rule_for(clock).clause}):"
    )


def _eight_weeks(explanation: Explanation) -> Iterator[str]:
    length = (explanation.eight_weeks - explanation.day0).days
    clause = rule_for(Clock.EIGHT_WEEKS).clause
    yield f"The {length} calendar days end on {date_in_words(explanation.eight_weeks)} ({clause})."
    end = ", because these are no working days:" if explanation.letter_days_lost else "."
    yield f"Send the eight-week letter by the end of {date_in_words(explanation.eight_week_letter_by)}{end}"
    yield from map(_day, explanation.letter_days_lost)
    yield f"The ombudsman is open to the client from {date_in_words(explanation.ombudsman_from)}."


def _day(day: CountedDay) -> str:
    note = f"day {day.number}" if day.number else f"not counted ({day.reason})"
    return f"  {date_in_words(day.on):<28} {note}"
