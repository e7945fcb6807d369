"""The sentence of each kind of entry for people; the table of kinds names one function a row (entry_kinds.py).

The words of a client or colleague have a column of their own and are in none of these, but a complaint's subject is.
"""

from worker.model.catalogue import LetterKind
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockMoved,
    ClockStarted,
    ClockStopped,
    ComplaintReceived,
    MailNoted,
    ReminderSent,
    ResponsibleTold,
    TriageDecided,
)
from worker.model.letter_event import (
    LetterQueued,
    LetterReturned,
    LetterSent,
    LetterToPost,
    LetterUndeliverable,
    SecondCopyPossible,
)
from worker.model.staff_event import (
    ClientDetailsGiven,
    ClientTold,
    LetterPosted,
)
from worker.policy.calendar import date_in_words
from worker.policy.reason_words import step_in_words, stopped_by_in_words, withheld_in_words


def name_of(kind: LetterKind) -> str:
    """A letter by its id and its name: M01 (acknowledgement)."""
    return f"{kind} ({kind.called})"


def complaint_received(fact: ComplaintReceived) -> str:
    """By which way, from whom, with which subject, and by which rule it was taken for one."""
    said = f'Received by {fact.channel} from {_sender(fact)}: "{fact.subject}".'
    why = "; ".join(filter(None, (fact.rule, *fact.reasons)))
    doubt = " A person has to decide whether it is a complaint." if fact.provisional else ""
    return f"{said}{doubt}{f' Rule: {why}.' if why else ''}"


def received_outside(fact: ComplaintReceived) -> str:
    """By which way and from whom, without a word of the client."""
    return f"Received by {fact.channel} from {fact.complainant.email or 'a sender not known'}."


def acknowledgement_withheld(fact: AcknowledgementWithheld) -> str:
    """Why no acknowledgement leaves, and who has to send it."""
    return (
        f"No acknowledgement leaves by itself ({withheld_in_words(fact.why)}); {fact.person} has to send it."
    )


def triage_decided(fact: TriageDecided) -> str:
    """Who decided, and what."""
    return f"{fact.by} decided that it is {'a' if fact.is_complaint else 'no'} complaint."


def client_phoned(fact: ClientPhoned) -> str:
    """Who called."""
    return f"{fact.by} telephoned the client."


def clock_started(fact: ClockStarted) -> str:
    """Until when the promise runs."""
    return f"{fact.clock.capitalize()}: runs until the end of {date_in_words(fact.due_on)} ({fact.clause})."


def clock_stopped(fact: ClockStopped) -> str:
    """What stopped the promise."""
    return f"{fact.clock.capitalize()}: stopped ({stopped_by_in_words(fact)})."


def clock_moved(fact: ClockMoved) -> str:
    """From which day to which, and why."""
    days = f"no longer until {date_in_words(fact.moved_from)} but until {date_in_words(fact.due_on)}"
    return (
        f"{fact.clock.capitalize()}: runs {days} ({fact.length} {fact.unit}, counted with policy.toml anew)."
    )


def reminder_sent(fact: ReminderSent) -> str:
    """Who was reminded of what, and at which step."""
    who, due = fact.person or "The client", date_in_words(fact.due_on)
    return f"{who} was reminded by {name_of(fact.letter)} of {fact.clock}, due {due} ({step_in_words(fact.step)})."


def responsible_told(fact: ResponsibleTold) -> str:
    """Who was told that it is theirs, and by which letter."""
    return f"{fact.person}, who has it, was told of it by {name_of(fact.letter)}."


def letter_queued(fact: LetterQueued) -> str:
    """A letter was written, and to whom."""
    return f"{name_of(fact.letter)} to {fact.recipient} was written."


def letter_to_post(fact: LetterToPost) -> str:
    """A letter waits to be posted, and who has it."""
    return f"{name_of(fact.letter)} went to {fact.person} to print and post."


def letter_posted(fact: LetterPosted) -> str:
    """A letter was posted, by whom and when."""
    return f"{fact.by} posted {name_of(fact.letter)} on {date_in_words(fact.on)}."


def client_told(fact: ClientTold) -> str:
    """The client was told something otherwise than by our mail."""
    until = f"; the client hears again by {date_in_words(fact.next_on)}" if fact.next_on else ""
    return f"{fact.by} gave the {fact.letter.called} by {fact.how} on {date_in_words(fact.on)}{until}."


def client_details_given(fact: ClientDetailsGiven) -> str:
    """Which details of the client a colleague gave."""
    given = (("name", fact.name), ("e-mail", fact.email), ("phone", fact.phone), ("address", fact.address))
    return f"{fact.by} gave the client's {', '.join(name for name, value in given if value)}."


def statement_confirmed(_: StatementConfirmed) -> str:
    """The client found the record right."""
    return "The client confirmed what was written down."


def statement_corrected(fact: StatementCorrected) -> str:
    """Who corrected the record."""
    return f"{fact.by or 'The client'} corrected what was written down; the new version goes to the client."


def letter_sent(fact: LetterSent) -> str:
    """A letter was sent, and how we know."""
    return f"{name_of(fact.letter)} to {fact.recipient} was sent ({fact.proof})."


def letter_undeliverable(fact: LetterUndeliverable) -> str:
    """A letter cannot be delivered, and why."""
    return f"{name_of(fact.letter)} to {fact.recipient} cannot be delivered ({fact.reason})."


def letter_returned(fact: LetterReturned) -> str:
    """A letter came back, with its status where the report gives one."""
    status = f" ({fact.status})" if fact.status else ""
    return f"{name_of(fact.letter)} to {fact.recipient} came back{status}."


def second_copy_possible(fact: SecondCopyPossible) -> str:
    """A letter may arrive twice."""
    again = "was handed over again, so a second copy is possible"
    return f"{name_of(fact.letter)} to {fact.recipient} {again}."


def mail_noted(fact: MailNoted) -> str:
    """Who wrote, what it is, and why it belongs here."""
    return f"A mail from {fact.sender} joined: {fact.rule}. {fact.how}"


def _sender(fact: ComplaintReceived) -> str:
    return fact.complainant.email or fact.complainant.name or "a sender not known"
