"""A complaint arrived: enter it, start its clocks, acknowledge it or make that a person's duty (3.1.7.1, 3.1.8.1)."""

from dataclasses import replace

from worker.model.decision import Decision
from worker.model.entry import ClockStarted, ComplaintReceived, Fact
from worker.model.letter import Letter
from worker.model.mail import Address
from worker.policy.calendar import FIRST_DAY, LAST_DAY, date_in_words, london_date
from worker.policy.case import Case
from worker.policy.clocks import TAKEN_FOR_COMPLAINT, deadlines
from worker.policy.decide.acknowledgement import SentToday, acknowledge, by_hand, too_late, withheld
from worker.policy.decide.answered import Follows
from worker.policy.decide.known_case import client_wrote
from worker.policy.decide.passed_on_words import colleagues_words
from worker.policy.fold import fold
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.dissatisfaction import Label
from worker.policy.reading.routing import complained_about, section_of
from worker.policy.rulebook import Rulebook

NOBODY = Address("")
"""A complainant of whom nothing is known yet; what stands for them is said where it is shown."""

_WORDS_IN_LOG = 8000


def complaint(arrival: Arrival, rule: str, reference: str, rulebook: Rulebook, today: SentToday) -> Decision:
    """Open the case `reference`, provisional where a person must say whether it is one, with every clock running.

    A complaint is acknowledged at once. A provisional case is acknowledged by itself on the working day before the
    promise ends. Where a reason against either holds, a person is told now and has the duty.
    """
    received = _received(arrival, rule, rulebook)
    events = received.tags if received.provisional else (*received.tags, TAKEN_FOR_COMPLAINT)
    running = deadlines(received.day0, rulebook.policy, rulebook.calendar, events)
    started = (
        ClockStarted(clock=each.clock, clause=each.clause, day0=each.day0, due_on=each.due_on)
        for each in running
    )
    facts: tuple[Fact, ...] = (received, *started, *colleagues_words(arrival))
    case = fold(reference, facts)
    reason = withheld(arrival, rulebook, today) or too_late(case, arrival.seen_at)
    if reason:
        held, tasks = by_hand(case, reason, rulebook, today, arrival.seen_at)
        # A newsletter or a colleague's mail that might be a complaint costs a line in the daily list, not a mail.
        quiet = received.provisional and (arrival.automatic or rulebook.staff(arrival.client)) is not None
        return Decision(reference=reference, facts=(*facts, held), letters=() if quiet else tasks)
    letters = () if received.provisional else (acknowledge(case, rulebook, arrival.seen_at),)
    return Decision(reference=reference, facts=facts, letters=(*letters, *_hint(case, arrival, rulebook)))


def _hint(case: Case, arrival: Arrival, rulebook: Rulebook) -> tuple[Letter, ...]:
    """Tell a colleague of the case that the subject names; what is undecided stands in the daily list anyway."""
    # Of one that is like it, the mail tells by which somebody hears that the complaint is theirs.
    if not arrival.possibly_about or arrival.likeness or case.complaint.provisional:
        return ()
    how = f"It is a case of its own. Its subject names {arrival.possibly_about}, which proves nothing."
    return client_wrote(case, replace(arrival, how=how), Follows(), rulebook)


def _received(arrival: Arrival, rule: str, rulebook: Rulebook) -> ComplaintReceived:
    day0 = london_date(arrival.received_at)
    provisional = arrival.judgement.label is not Label.COMPLAINT
    return ComplaintReceived(
        channel=arrival.channel,
        complainant=arrival.client or NOBODY,
        subject=arrival.subject,
        words=cut(arrival.words, _WORDS_IN_LOG),
        received_at=arrival.received_at,
        day0=day0,
        section=section_of(arrival, rulebook.people),
        complained_about=complained_about(arrival, rulebook.people),
        mail=arrival.mail,
        message_id=arrival.message.message_id,
        provisional=provisional,
        rule=rule,
        reasons=(*arrival.judgement.reasons, *_flags(arrival)),
        tags=arrival.judgement.tags,
        trust=arrival.client_trust,
        possibly_about=arrival.possibly_about,
        likeness=arrival.likeness,
        thread=arrival.message.references,
        files=arrival.files,
    )


def _flags(arrival: Arrival) -> tuple[str, ...]:
    """What a colleague should know of the mail besides its words."""
    flags = []
    if arrival.namesake is not None:
        flags.append(f"bears the Message-ID of mail {arrival.namesake}, which says something else")
    if arrival.together > 1:
        flags.append(f"one of {arrival.together} mails that were passed on in one")
    return tuple(filter(None, (*flags, _written(arrival))))


def _written(arrival: Arrival) -> str:
    """The day that the mail itself bears, where another one counts; anybody can write any date."""
    at = arrival.written_at
    if at is None:
        return ""
    if not FIRST_DAY.year < at.year < LAST_DAY.year:
        return "it bears a date that cannot be true"
    day = london_date(at)
    return (
        ""
        if day == london_date(arrival.received_at)
        else f"it says that it was written on {date_in_words(day)}"
    )
