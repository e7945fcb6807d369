"""A colleague says what a mail that a person wrote to the client counts as; it counts from when it left (3.1.8)."""

import re
from collections.abc import Iterator
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.catalogue_row import Approver
from worker.model.entry import ClockStarted, ClockStopped, Fact
from worker.model.mail_by_hand import Correspondence, CorrespondenceNamed
from worker.model.reasons import StopReason
from worker.model.time import Clock
from worker.policy.calendar import london_date
from worker.policy.case import Case
from worker.policy.decide.consequences import follow
from worker.policy.decide.correspondence import latest_promise, named_day
from worker.policy.decide.staff_command.request import Done, Guess, NotDone, Request, Result, suggested
from worker.policy.reading.dates import Refusal, promised_day, short_date
from worker.policy.reading.vocabulary import Verb
from worker.policy.rulebook import Rulebook

_COUNTS_AS = {
    Verb.WAS_UPDATE: LetterKind.PROGRESS_UPDATE,
    Verb.WAS_PROPOSAL: LetterKind.PROPOSAL,
    Verb.WAS_ANSWER: LetterKind.FINAL_RESPONSE,
    Verb.WAS_ACKNOWLEDGEMENT: LetterKind.ACKNOWLEDGEMENT,
}
_DATED = (LetterKind.PROGRESS_UPDATE, LetterKind.PROPOSAL)
_ARGUMENT = re.compile(r"(?P<day>.*?),?\s*(?:mail (?P<mail>\d+))?")
_MOST_OFFERED = 3


def not_theirs_to_conclude(request: Request) -> NotDone | None:
    """What concludes an escalated complaint is its lead's, so that it is really looked at again (3.1.7.7)."""
    kind = _COUNTS_AS.get(request.verb)
    if kind is None or kind.row.approver is not Approver.LEAD or request.is_by_lead:
        return None
    why = (
        f"The complaint is escalated. {request.owner.name} leads it, and says what was proposed or answered."
    )
    return NotDone(why, (suggested(Verb.WAS_UPDATE, request.argument),))


def count_as(request: Request) -> Result:
    """The mail counts as that letter, with the day behind the verb or, without one, the day in the mail itself."""
    mail = _meant(request)
    if mail is None:
        return NotDone("No mail to the client waits for an answer to that question any more.")
    kind = _COUNTS_AS.get(request.verb)
    day = _day(request, mail) if kind in _DATED else None
    if isinstance(day, Refusal):
        return NotDone(day.why, tuple(_again(request, mail, each) for each in day.instead[:_MOST_OFFERED]))
    fact = CorrespondenceNamed(
        letter=kind,
        of=mail.mail,
        message_id=mail.message_id,
        sent_on=london_date(mail.sent_at),
        on=day,
        by=request.by,
        mail=request.mail,
    )
    follows = tuple(_counted(request.case, fact, kind, request.rulebook)) if kind else ()
    return Done(facts=(fact, *follows), day=fact.sent_on, next_on=day)


def _meant(request: Request) -> Correspondence | None:
    """The mail that the link names, or the latest that nobody has named."""
    number = _parted(request)[1]
    waiting = reversed(request.case.unnamed)
    return next((each for each in waiting if number in ("", str(each.mail))), None)


def _parted(request: Request) -> tuple[str, str]:
    """The words of a day, and the number of a mail; either may be missing."""
    found = _ARGUMENT.fullmatch(request.argument)
    return (found["day"], found["mail"] or "") if found else (request.argument, "")


def _day(request: Request, mail: Correspondence) -> date | Refusal:
    """The day that the client was told; it may have passed since, but not when the mail left."""
    rulebook, sent_on = request.rulebook, london_date(mail.sent_at)
    latest = latest_promise(request.case, sent_on, rulebook)
    is_update = request.verb is Verb.WAS_UPDATE
    words, named = _parted(request)[0], named_day(mail, rulebook)
    if not words and named:
        return min(named, latest) if is_update else named
    return promised_day(words, sent_on, latest if is_update else request.in_a_year, rulebook.calendar)


def _again(request: Request, mail: Correspondence, day: date) -> Guess:
    return suggested(request.verb, f"{short_date(day)} mail {mail.mail}")


def _counted(case: Case, fact: CorrespondenceNamed, kind: LetterKind, rulebook: Rulebook) -> Iterator[Fact]:
    """What the clocks do as of the day on which it left; what began after that day is not touched."""
    later = {each.clock for each in case.running if each.day0 > fact.sent_on}
    for follows in follow(case, kind, fact, fact.sent_on, rulebook):
        match follows:
            case ClockStopped() if follows.clock not in later:
                yield _by_hand(follows.clock, fact)
            case ClockStarted() if follows.clock not in later:
                yield follows


def _by_hand(clock: Clock, fact: CorrespondenceNamed) -> ClockStopped:
    return ClockStopped(
        clock=clock,
        by=StopReason.WRITTEN_BY_HAND,
        letter=fact.letter,
        message_id=fact.message_id,
        person=fact.by,
        mail=fact.mail,
        on=fact.sent_on,
    )
