"""What a line of the log means to whoever follows the story, in a few words; most lines mean nothing to them."""

from collections.abc import Iterator, Sequence

from worker.model.catalogue import LetterKind
from worker.model.client_event import StatementConfirmed, StatementCorrected
from worker.model.entry import (
    AcknowledgementWithheld,
    ClientPhoned,
    ClockStopped,
    ComplaintReceived,
    MailNoted,
    ReminderSent,
    Stored,
    TriageDecided,
)
from worker.model.letter_event import LetterReturned, LetterSent, LetterUndeliverable
from worker.model.office import People
from worker.model.staff_event import (
    Assessed,
    Assessment,
    CaseClosed,
    ClientDetailsGiven,
    DraftApproved,
    DraftWritten,
    Escalated,
    OwnerSet,
    ProposalAnswered,
)
from worker.model.time import Clock
from worker.policy.agenda import owed
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.reason_words import withheld_in_words

_HANDLED = {
    Assessment.QUICK: "it is put right quickly",
    Assessment.INVESTIGATE: "it is investigated",
}


def phrases(case: Case, new: Sequence[Stored], people: People) -> Iterator[str]:
    """What these new lines say of the complaint; that a mail was noted only where nothing else is said."""
    said = dict.fromkeys(filter(None, (_of_mail(case, fact) or _of_staff(fact, people) for fact in new)))
    if not said and any(isinstance(fact, MailNoted) for fact in new):
        yield "noted in the log"
    yield from said


def _of_mail(case: Case, fact: Stored) -> str:
    """What came of a mail or of a letter of ours."""
    match fact:
        case ComplaintReceived():
            return f"recorded as {case.reference}{' until a person decides' if fact.provisional else ''}"
        case LetterSent(letter=LetterKind.ACKNOWLEDGEMENT):
            return "acknowledged"
        case ClockStopped(clock=Clock.ACKNOWLEDGE, letter=LetterKind.VERBAL_RECORD):
            return "acknowledged"
        case LetterSent(letter=LetterKind.NEUTRAL_ACKNOWLEDGEMENT):
            return "acknowledged in neutral words"
        case AcknowledgementWithheld():
            return f"no acknowledgement leaves by itself ({withheld_in_words(fact.why).rstrip('.')})"
        case LetterReturned() | LetterUndeliverable():
            return "our letter did not arrive"
        case StatementConfirmed():
            return "the client confirmed what was written down"
        case StatementCorrected(by=None):
            return "the client corrected what was written down, and the new version goes to them"
    return ""


def _of_staff(fact: Stored, people: People) -> str:
    """What a colleague decided."""
    match fact:
        case TriageDecided():
            return f"a person decided that it is {'a complaint' if fact.is_complaint else 'none'}"
        case OwnerSet():
            return _now_with(fact, people)
        case Assessed():
            return _HANDLED[fact.assessment]
        case Escalated():
            return f"escalated: {_name(fact.lead, people)} leads it"
        case CaseClosed():
            return f"closed: {fact.outcome.value}"
    return _of_correspondence(fact, people)


def _of_correspondence(fact: Stored, people: People) -> str:
    """What a colleague did about a letter, or heard from the client."""
    match fact:
        case ClientPhoned():
            return "the telephone call is noted"
        case ClientDetailsGiven():
            return "what was missing is filled in"
        case DraftWritten(by=str()) if fact.by:
            return f"a draft of the {fact.letter.called}, which nobody has sent yet"
        case DraftApproved():
            return f"{_name(fact.by, people)} approved the {fact.letter.called}"
        case ProposalAnswered():
            return f"the client {'accepted' if fact.accepted else 'refused'} what was proposed"
    return ""


def _now_with(fact: OwnerSet, people: People) -> str:
    owner = _name(fact.owner, people)
    return f"taken by {owner}" if fact.owner == fact.by else f"given to {owner} by {_name(fact.by, people)}"


def reminders(new: Sequence[Stored], people: People) -> Iterator[str]:
    """Who of ours was reminded of what, once for each promise."""
    reminders = [fact for fact in new if isinstance(fact, ReminderSent) and fact.person]
    for clock, due_on in dict.fromkeys((fact.clock, fact.due_on) for fact in reminders):
        told = dict.fromkeys(
            _name(fact.person or "", people)
            for fact in reminders
            if (fact.clock, fact.due_on) == (clock, due_on)
        )
        yield f"{_listed(tuple(told))} reminded: {owed(clock)}, due {date_in_words(due_on)}"


def _listed(names: Sequence[str]) -> str:
    """The names in a row: Casey, Alex and Robin."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _name(key: str, people: People) -> str:
    return next((person.name for person in people.persons if person.key == key), key)
