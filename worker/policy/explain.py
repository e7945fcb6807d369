"""Why a date is what it is, day by day, for the operator and for anybody who doubts a deadline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from worker.model.letter import LetterKind
from worker.model.office import Policy
from worker.model.time import Clock, CountedDay, Deadline
from worker.policy.calendar import LONDON, Calendar, date_in_words, london_date
from worker.policy.case import Case
from worker.policy.clocks import (
    ClockRule,
    Unit,
    deadlines,
    eight_week_letter_by,
    ombudsman_from,
    rule_for,
)


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
    due_on = {deadline.clock: deadline.due_on for deadline in deadlines(day0, policy, calendar)}
    eight_weeks = due_on[Clock.EIGHT_WEEKS]
    letter_by = eight_week_letter_by(eight_weeks, calendar)
    return Explanation(
        received=received,
        day0=day0,
        acknowledge_by=due_on[Clock.ACKNOWLEDGE],
        acknowledge_days=calendar.counted(day0, policy.promises.acknowledge_working_days),
        respond_by=due_on[Clock.RESPOND],
        respond_days=calendar.counted(day0, policy.promises.respond_working_days),
        eight_weeks=eight_weeks,
        eight_week_letter_by=letter_by,
        letter_days_lost=_days_lost(letter_by, eight_weeks, calendar),
        ombudsman_from=ombudsman_from(eight_weeks),
        proclaimed_until=calendar.proclaimed_until,
    )


def in_words(explanation: Explanation) -> str:
    """The explanation as plain text: every counted day with its number, every other with its reason."""
    return "\n".join(_lines(explanation))


def explain_case(case: Case, policy: Policy, calendar: Calendar) -> tuple[str, ...]:
    """Why each running promise of a case falls due when it does, a paragraph each; what was promised is not recounted.

    Where today's holidays give another date than the one in the log, the paragraph says so: a promise made to a
    client does not move.
    """
    return tuple("\n".join(_promise(deadline, policy, calendar)) for deadline in case.running)


def _promise(deadline: Deadline, policy: Policy, calendar: Calendar) -> Iterator[str]:
    rule = rule_for(deadline.clock)
    length = rule.length(policy.promises)
    yield f"{deadline.clock.capitalize()}, due by the end of {date_in_words(deadline.due_on)} ({deadline.clause})."
    yield f"It runs for {length} {rule.unit} from {date_in_words(deadline.day0)}, which is day 0 and not counted."
    yield f"It stops with {_stopped_by(rule)}."
    yield "The bank holidays are those of England, with the changes in policy.toml."
    if rule.unit is Unit.WORKING_DAYS:
        days = calendar.counted(deadline.day0, length)
        yield from map(_day, days)
        if days[-1].on != deadline.due_on:
            yield f"Counted today it would be {date_in_words(days[-1].on)}; the date that was promised stands."


def _stopped_by(rule: ClockRule) -> str:
    letters = [
        event.name.lower().replace("_", " ") for event in rule.stopped_by if isinstance(event, LetterKind)
    ]
    return (
        " or ".join(f"the {letter} reaching our mail server" for letter in letters)
        or "a colleague's decision"
    )


def _days_lost(after: date, until: date, calendar: Calendar) -> tuple[CountedDay, ...]:
    days = (after + timedelta(days=1 + step) for step in range((until - after).days))
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
