"""What a colleague posted, or told the client by phone or letter of their own; its own day counts (3.1.3, 3.1.8.2)."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Approver
from worker.model.staff_event import ClientTold, Contact, LetterPosted
from worker.model.time import Clock
from worker.policy.calendar import date_in_words, london_date
from worker.policy.case import Written
from worker.policy.clocks import latest_update
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, refused, suggested
from worker.policy.reading.dates import Refusal, day_of_event
from worker.policy.reading.spoken_time import spoken_time
from worker.policy.reading.vocabulary import Verb

_OF_A_KIND = re.compile(r"(?P<kind>m\d\d[a-z]?)\b ?(?P<day>.*)")
_TOLD: Mapping[Verb, tuple[LetterKind, Contact]] = MappingProxyType(
    {
        Verb.UPDATE_BY_PHONE: (LetterKind.PROGRESS_UPDATE, Contact.PHONE),
        Verb.UPDATE_BY_POST: (LetterKind.PROGRESS_UPDATE, Contact.POST),
        Verb.ANSWER_BY_PHONE: (LetterKind.FINAL_RESPONSE, Contact.PHONE),
        Verb.ANSWER_BY_POST: (LetterKind.FINAL_RESPONSE, Contact.POST),
    }
)


def posted(request: Request) -> Result:
    """The letter that lay with a colleague is in the post since that day, today where none is named."""
    found = _OF_A_KIND.fullmatch(request.argument)
    letters = _meant(request, found["kind"] if found else "")
    if isinstance(letters, NotDone):
        return letters
    day = _day(request, found["day"] if found else request.argument)
    if isinstance(day, Refusal):
        return refused(request, day)
    facts = tuple(
        LetterPosted(letter=each.kind, message_id=each.message_id, on=day, by=request.by, mail=request.mail)
        for each in letters
    )
    return Done(facts=facts, day=day, more=letters[0].kind.called)


def _meant(request: Request, kind: str) -> tuple[Written, ...] | NotDone:
    """The letter whose mail they answer, the one that they name, or the only one that waits."""
    waiting = request.case.to_post
    answered = request.arrival.letter.message_id if request.arrival.letter else ""
    named = tuple(each for each in waiting if each.kind.casefold() == kind)
    found = named or tuple(each for each in waiting if each.message_id == answered) or waiting
    if not found:
        return NotDone("No letter to the client waits to be posted.")
    if len(found) > 1:
        which = tuple(suggested(request.verb, each.kind) for each in found)
        names = " and the ".join(each.kind.called for each in found)
        return NotDone(f"Which one? The {names} wait to be posted.", which)
    return found


def told_by_hand(request: Request) -> Result:
    """An update or an answer that the client has had by phone or by a letter of a colleague's own (3.1.8.2)."""
    kind, how = _TOLD[request.verb]
    if not request.words:
        return NotDone("Write below the line what you told the client.", (suggested(request.verb),))
    if kind.row.approver is Approver.LEAD and not request.is_by_lead:
        return NotDone(f"The complaint is escalated. {request.owner.name} leads it and answers it.")
    day = _day(request, request.argument)
    if isinstance(day, Refusal):
        return refused(request, day)
    again = _again(request, day) if kind is LetterKind.PROGRESS_UPDATE else None
    fact = ClientTold(
        letter=kind,
        how=how,
        on=day,
        next_on=again,
        by=request.by,
        mail=request.mail,
        words=request.words,
    )
    return Done(facts=(fact,), day=day, next_on=again)


def _again(request: Request, day: date) -> date:
    """By when a client who was told where it stands hears from us again."""
    rulebook, eight_weeks = request.rulebook, request.case.due_on(Clock.EIGHT_WEEKS)
    return latest_update(day, eight_weeks, rulebook.policy, rulebook.calendar)


def _day(request: Request, words: str) -> date | Refusal:
    """A day that is not to come, and not before the complaint."""
    calendar = request.rulebook.calendar
    # A weekday is the last one here, and yesterday is a day.
    said = spoken_time(words, request.arrival.seen_at, calendar)
    past = said is not None and london_date(said) <= request.today
    day = london_date(said) if said and past else day_of_event(words or "today", request.today, calendar)
    if isinstance(day, Refusal) or day >= request.case.complaint.day0:
        return day
    return Refusal(f"{date_in_words(day)} was before the complaint.")
