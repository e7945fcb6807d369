"""Puts the log into words for a person at a terminal or a spreadsheet."""

import re
from dataclasses import fields
from datetime import date, datetime

from worker.model.catalogue import LetterKind
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    Fact,
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterUndeliverable,
    MailNoted,
    ReminderSent,
    SecondCopyPossible,
    TriageDecided,
)
from worker.model.mail import Address
from worker.model.staff_event import Assessed, CorrectiveActionAgreed, DraftApproved, DraftWritten, Escalated
from worker.policy.calendar import LONDON, date_in_words, london_date

# The words that somebody wrote have a place of their own; the others tell a person nothing.
_NOT_TOLD = ("words", "mail", "message_id")


def moment(at: datetime) -> str:
    """An aware instant as London's clocks showed it: Monday 2 March 2026 09:30."""
    return f"{date_in_words(london_date(at))} {at.astimezone(LONDON):%H:%M}"


def name_of(kind: LetterKind) -> str:
    """A letter by its id and its name: M01 (acknowledgement)."""
    return f"{kind} ({kind.called})"


def kind_in_words(fact: Fact) -> str:
    """What kind of line it is: Complaint received."""
    return re.sub(r"(?<!^)([A-Z])", r" \1", type(fact).__name__).capitalize()


def what(fact: Fact) -> str:
    """What a line of the log says, as a sentence on one line; the words of a client or colleague are left out."""
    return " ".join(_sentence(fact).split())


def what_happened(fact: Fact) -> str:
    """As `what`, for a file that leaves the house: nothing that a client or a colleague wrote is quoted."""
    match fact:
        case ComplaintReceived():
            return f"Received by {fact.channel} from {_sender(fact)}."
        case CorrectiveActionAgreed():
            return f"Corrective action agreed until {date_in_words(fact.due_on)}."
    return what(fact)


def _sentence(fact: Fact) -> str:
    match fact:
        case ComplaintReceived():
            return _received(fact)
        case AcknowledgementWithheld():
            return f"No acknowledgement leaves by itself ({fact.reason}); {fact.person} has to send it."
        case TriageDecided():
            return f"{fact.by} decided that it is {'a' if fact.is_complaint else 'no'} complaint."
        case ClientPhoned():
            return f"{fact.by} telephoned the client."
        case ClockStarted():
            until = date_in_words(fact.due_on)
            return f"{fact.clock.capitalize()}: runs until the end of {until} ({fact.clause})."
        case ClockStopped():
            return f"{fact.clock.capitalize()}: runs no longer ({fact.by})."
        case MailNoted():
            return f"A mail from {fact.sender} joined: {fact.rule}. {fact.how}"
        case LetterQueued() | LetterSent() | LetterUndeliverable() | LetterReturned() | SecondCopyPossible():
            return f"{name_of(fact.letter)} to {fact.recipient} {_became(fact)}."
    return _of_later_stages(fact)


def _of_later_stages(fact: Fact) -> str:
    match fact:
        case ClockMoved():
            days = f"no longer until {date_in_words(fact.moved_from)} but until {date_in_words(fact.due_on)}"
            return f"{fact.clock.capitalize()}: runs {days} ({fact.why})."
        case ReminderSent():
            due = date_in_words(fact.due_on)
            return f"{fact.person} was reminded by {name_of(fact.letter)} of {fact.clock}, due {due} ({fact.rung})."
        case Assessed():
            return f"{fact.by} chose how to go about it: {fact.assessment}."
        case Escalated():
            return f"{fact.by} gave it to {fact.lead} as an escalated complaint."
        case DraftWritten():
            until = f", with the date {date_in_words(fact.on)}," if fact.on else ""
            return f"{name_of(fact.letter)}{until} was drafted by {fact.by or 'the worker'} and waits for approval."
        case DraftApproved():
            return f"{fact.by} approved {name_of(fact.letter)}."
    # A kind of line that is younger than this table still says what it holds.
    return _by_fields(fact)


def _received(fact: ComplaintReceived) -> str:
    said = f'Received by {fact.channel} from {_sender(fact)}: "{fact.subject}".'
    why = "; ".join(filter(None, (fact.rule, *fact.reasons)))
    doubt = " A person has to decide whether it is a complaint." if fact.provisional else ""
    return f"{said}{doubt}{f' Rule: {why}.' if why else ''}"


def _sender(fact: ComplaintReceived) -> str:
    return fact.complainant.email or "a sender not known"


def _became(
    fact: LetterQueued | LetterSent | LetterUndeliverable | LetterReturned | SecondCopyPossible,
) -> str:
    match fact:
        case LetterQueued():
            return "was written"
        case LetterSent():
            return f"was sent ({fact.proof})"
        case LetterUndeliverable():
            return f"cannot be delivered ({fact.reason})"
        case LetterReturned():
            return f"came back ({fact.status})" if fact.status else "came back"
        case SecondCopyPossible():
            return "was handed over again, so a second copy is possible"


def _by_fields(fact: Fact) -> str:
    told = ((each.name, getattr(fact, each.name)) for each in fields(fact) if each.name not in _NOT_TOLD)
    said = (
        f"{name.replace('_', ' ')} {_shown(value)}" for name, value in told if value not in ("", None, ())
    )
    return f"{kind_in_words(fact)}: {', '.join(said)}."


def _shown(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case LetterKind():
            return name_of(value)
        case datetime():
            return moment(value)
        case date():
            return date_in_words(value)
        case Address():
            return value.email
        case tuple():
            return ", ".join(map(_shown, value))
        case _:
            return str(value)
