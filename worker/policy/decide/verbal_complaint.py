"""A colleague wrote down what a client told us: enter it, start its clocks, ask the client to confirm it (3.1.4)."""

from collections.abc import Iterator
from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.decision import Decision
from worker.model.entry import (
    AcknowledgementWithheld,
    ClockStarted,
    ComplaintReceived,
    Fact,
    MailNoted,
    Trust,
)
from worker.model.letter import Letter, LetterFacts
from worker.model.mail import Address
from worker.model.reasons import Withheld, WithheldReason
from worker.model.record_letter import VerbalForm
from worker.model.staff_event import EligibilityConfirmed
from worker.model.staff_letter import CommandDone
from worker.model.time import Clock
from worker.policy.calendar import date_in_words, london_date
from worker.policy.case import Case
from worker.policy.clocks import TAKEN_FOR_COMPLAINT, deadlines
from worker.policy.decide.acknowledgement import SentToday, by_hand, over_cap, promised, too_late
from worker.policy.decide.confirmation import ask_to_confirm
from worker.policy.fold import fold
from worker.policy.reading.arrival import Arrival, cut
from worker.policy.reading.routing import complained_about, section_of
from worker.policy.reading.verbal_report import VerbalReport, form, missing
from worker.policy.reason_words import withheld_in_words
from worker.policy.rulebook import Rulebook

RULE = "a colleague wrote down a complaint"

_GOES_BY_POST = (WithheldReason.NO_EMAIL_ADDRESS, WithheldReason.NO_EMAIL_WANTED)
_WORDS_IN_LOG = 8000
_WORDS_IN_RECEIPT = 600


def verbal_form(told: VerbalReport, arrival: Arrival) -> Decision:
    """Send the colleague the lines to fill in, with what they filled in already."""
    name, lines = form(told.channel, told.lines)
    asked = arrival.letter is not None and arrival.letter.kind is LetterKind.VERBAL_FORM
    facts = VerbalForm(name=name, lines=lines, unread=cut(arrival.words, _WORDS_IN_RECEIPT) if asked else "")
    return Decision(letters=(_to_colleague(told, arrival, "", LetterKind.VERBAL_FORM, facts),))


def verbal_complaint(
    told: VerbalReport, arrival: Arrival, reference: str, rulebook: Rulebook, today: SentToday
) -> Decision:
    """Open the case `reference` with every clock running from the day on which the client told us.

    The client gets what was written down and is asked to confirm it, which is the acknowledgement; where no mail may go
    to them, a person has that duty. The colleague hears what was recorded.
    """
    facts = tuple(_opening(told, arrival, rulebook))
    case = fold(reference, facts)
    reason = too_late(case, arrival.seen_at) or _withheld(told, rulebook, today)
    held, letters = _first_letters(case, reason, arrival, rulebook, today)
    theirs = [each for each in letters if _is_task_of(each, told)]
    letters = tuple(each for each in letters if each not in theirs)
    # Who has to reach the client and is told so in a mail of its own reads the same thing twice.
    reach_by = promised(case, Clock.ACKNOWLEDGE) if theirs else None
    done = CommandDone(what=_receipt(case, told, reason), missing=missing(told), reach_by=reach_by)
    receipt = _to_colleague(told, arrival, reference, LetterKind.COMMAND_DONE, done)
    return Decision(reference=reference, facts=(*facts, *held), letters=(*letters, receipt))


def _first_letters(
    case: Case, reason: Withheld | None, arrival: Arrival, rulebook: Rulebook, today: SentToday
) -> tuple[tuple[Fact, ...], tuple[Letter, ...]]:
    """What the client or a colleague gets at first, and that the duty is the colleague's, where it is."""
    day = london_date(arrival.seen_at)
    if reason is None:
        return (), (ask_to_confirm(case, rulebook, day),)
    if reason.reason in _GOES_BY_POST:
        # Posting it is a person's duty, and they get the letter with it.
        held: Fact = AcknowledgementWithheld(why=reason, person=rulebook.owner(case, day).key)
        return (held,), (ask_to_confirm(case, rulebook, day),)
    held, letters = by_hand(case, reason, rulebook, today, arrival.seen_at)
    return (held,), letters


def _is_task_of(letter: Letter, told: VerbalReport) -> bool:
    """Whether it gives the colleague who wrote it down the duty to reach the client."""
    return letter.kind is LetterKind.ACKNOWLEDGE_BY_HAND and letter.recipient.email == told.taken_by.email


def _opening(told: VerbalReport, arrival: Arrival, rulebook: Rulebook) -> Iterator[Fact]:
    """The complaint, its clocks, the lines as they were written down, and what was found out about the business."""
    received = _received(told, arrival, rulebook)
    yield received
    events = (*received.tags, TAKEN_FOR_COMPLAINT)
    for each in deadlines(received.day0, rulebook.policy, rulebook.calendar, events):
        yield ClockStarted(clock=each.clock, clause=each.clause, day0=each.day0, due_on=each.due_on)
    _, lines = form(told.channel, told.lines)
    yield MailNoted(
        mail=arrival.mail,
        sender=told.taken_by.name,
        rule=RULE,
        words=cut(lines, _WORDS_IN_LOG),
        trust=Trust.PROVEN,
    )
    if told.microbusiness is not None:
        yield EligibilityConfirmed(eligible=told.microbusiness, by=told.taken_by.key, mail=arrival.mail)


def _received(told: VerbalReport, arrival: Arrival, rulebook: Rulebook) -> ComplaintReceived:
    wanted = f"\n\nWhat you asked us for: {told.wants}" if told.wants else ""
    # What the colleague wrote around it, like their own name, is none of the complaint.
    said = replace(arrival, client=told.client, subject=told.topic, words=told.words)
    somebody = Address(told.client.email, told.client.name or told.business)
    return ComplaintReceived(
        channel=told.channel,
        complainant=somebody,
        subject=told.topic,
        words=cut(told.words + wanted, _WORDS_IN_LOG),
        received_at=arrival.received_at,
        day0=london_date(arrival.received_at),
        section=section_of(said, rulebook.people),
        complained_about=complained_about(said, rulebook.people),
        mail=arrival.mail,
        message_id=arrival.message.message_id,
        rule=RULE,
        tags=arrival.judgement.tags,
        taken_by=told.taken_by.key,
        no_email=not told.may_email,
        phone=told.phone,
        address=told.address,
    )


def _withheld(told: VerbalReport, rulebook: Rulebook, today: SentToday) -> Withheld | None:
    """Why the client gets no mail, with their number for whoever must then write or phone; None where they get one."""
    address = told.client
    if told.in_prose and not told.address:
        return Withheld(reason=WithheldReason.NOT_WORDED, text=told.phone)
    if not address.email:
        return Withheld(reason=WithheldReason.NO_EMAIL_ADDRESS, text=told.phone)
    if not told.may_email:
        return Withheld(reason=WithheldReason.NO_EMAIL_WANTED, text=told.phone)
    if rulebook.staff(address) or rulebook.is_own(address.email):
        return Withheld(reason=WithheldReason.ADDRESS_IS_OURS, text=told.phone)
    return over_cap(today, rulebook.office.caps)


def _receipt(case: Case, told: VerbalReport, reason: Withheld | None) -> str:
    """What was recorded, and what goes to the client, as sentences."""
    complaint = case.complaint
    said = f"{told.name}, {complaint.channel}, {date_in_words(complaint.day0)}"
    unread = told.when and told.told_at != complaint.received_at
    when = "The day when they told us could not be read, so the day of your email counts. " if unread else ""
    asked = f"What you wrote goes to {told.client.email}, with the request to confirm it."
    goes = withheld_in_words(reason) if reason else asked
    written = " ".join(cut(told.words, _WORDS_IN_RECEIPT).split())
    return f"Recorded as {case.reference}: {said}. {when}{goes} You wrote: {written}"


def _to_colleague(
    told: VerbalReport, arrival: Arrival, reference: str, kind: LetterKind, facts: LetterFacts
) -> Letter:
    return Letter(
        kind=kind,
        recipient=Address(told.taken_by.email, told.taken_by.name),
        reference=reference,
        cause=f"mail {arrival.mail}",
        facts=facts,
        answers=(arrival.message.message_id,) if arrival.message.message_id else (),
    )
