"""A complaint arrived: enter it, start its clocks, write the acknowledgement (3.1.7.1, 3.1.8.1)."""

from datetime import date, datetime

from worker.model.decision import Decision
from worker.model.entry import Channel, ClockStarted, ComplaintReceived, LetterQueued
from worker.model.letter import Acknowledgement, Letter, LetterKind
from worker.model.mail import Address
from worker.model.time import Clock, Deadline
from worker.policy.calendar import london_date
from worker.policy.clocks import deadlines
from worker.policy.decide.arrival import Arrival
from worker.policy.rulebook import Rulebook

NOBODY = Address("", "sender not known")
_WORDS_IN_LETTER = 1200
_WORDS_IN_LOG = 4000


def complaint(arrival: Arrival, reference: str, rulebook: Rulebook, now: datetime) -> Decision:
    """Open the case `reference`; the client is acknowledged at once if we know an address to write to."""
    day0 = london_date(arrival.received_at)
    running = deadlines(day0, rulebook.policy, rulebook.calendar)
    received = ComplaintReceived(
        channel=Channel.EMAIL,
        complainant=arrival.message.sender or NOBODY,
        subject=arrival.message.subject,
        words=cut(arrival.message.text, _WORDS_IN_LOG),
        received_at=arrival.received_at,
        day0=day0,
        section=rulebook.people.intake,
        mail=arrival.mail,
        message_id=arrival.message.message_id,
    )
    started = (ClockStarted(clock=each.clock, clause=each.clause, day0=day0, due_on=each.due_on) for each in running)
    letters = _acknowledgement(arrival, reference, running, rulebook, now)
    return Decision(reference=reference, facts=(received, *started), letters=letters)


def cut(text: str, length: int) -> str:
    """The beginning of the text, whole words only, at most `length` characters."""
    text = text.strip()
    return text if len(text) <= length else text[:length].rsplit(None, 1)[0]


def _acknowledgement(
    arrival: Arrival, reference: str, running: tuple[Deadline, ...], rulebook: Rulebook, now: datetime
) -> tuple[Letter, ...]:
    client = arrival.message.sender
    if client is None:
        return ()
    due = {deadline.clock: deadline.due_on for deadline in running}
    words = cut(arrival.message.text, _WORDS_IN_LETTER)
    facts = Acknowledgement(
        topic=arrival.message.subject,
        words=words,
        words_cut=len(words) < len(arrival.message.text.strip()),
        received_on=london_date(arrival.received_at),
        respond_by=due[Clock.RESPOND],
        section=rulebook.people.section(rulebook.people.intake).name,
        late_since=_missed(due[Clock.ACKNOWLEDGE], now),
    )
    return (
        Letter(
            kind=LetterKind.ACKNOWLEDGEMENT,
            recipient=client,
            reference=reference,
            cause=f"mail {arrival.mail}",
            facts=facts,
            answers=(*arrival.message.references, arrival.message.message_id),
        ),
    )


def _missed(due_on: date, now: datetime) -> date | None:
    return due_on if london_date(now) > due_on else None
