"""A colleague closes a complaint on a basis that they name, and the client is told no more than is true (3.1.7.4)."""

import re
from dataclasses import replace
from datetime import date

from worker.model.catalogue import LetterKind
from worker.model.client_event import ClientAnswered
from worker.model.entry import MailNoted
from worker.model.staff_event import CaseClosed, ClosureBasis
from worker.policy.calendar import date_in_words, london_date
from worker.policy.decide.client_letters import closure_notice
from worker.policy.decide.staff_command.client_word import EndSought
from worker.policy.decide.staff_command.endings import ending_of
from worker.policy.decide.staff_command.request import (
    Done,
    Guess,
    NotDone,
    Request,
    Result,
    mail_of,
    suggested,
)
from worker.policy.decide.staff_command.written_together import counting
from worker.policy.reading.dates import short_date
from worker.policy.reading.vocabulary import Verb

_SHOWN = 3
_DONE_AFTER = 10
_ASKS = (
    "What keeps it from happening again? Say so by {until} (clause 3.1.8.4): what is done, by when, and by whom if not "
    "by you, or why nothing is needed. Tap, write it below the subject, then send."
)
_ARGUMENT = re.compile(r"(?P<outcome>.*?) ?(?:\bmail (?P<mail>\d+))?")


def close(request: Request) -> Result:
    """The complaint is closed on the basis that a person names and something shows, and the client is told."""
    outcome, mail = _meant(request)
    if outcome is None:
        every = ", ".join(ClosureBasis)
        links = tuple(suggested(request.verb, each) for each in _nearest(request.argument))
        return NotDone(f"A complaint is closed with one of these outcomes: {every}.", links)
    shown = ending_of(outcome).judge(closing_of(request, mail))
    if isinstance(shown, NotDone):
        return shown
    fact = CaseClosed(
        outcome=outcome, by=request.by, mail=request.mail, words=request.words, evidence=shown.mail
    )
    if not request.can_write:
        return with_question(request, Done(facts=(fact,), more=f"{outcome}. {request.not_written}"))
    letter = closure_notice(request.case, fact, request.rulebook, request.today)
    told = f"{outcome}. The client is told by {_means(request)}."
    return with_question(request, Done(facts=(fact,), letters=(letter,), more=told))


def with_question(request: Request, done: Done) -> Done:
    """The end of a complaint, with the question what keeps its cause from coming back (3.1.2, 3.1.8.4)."""
    if request.case.action_is_chosen:
        return done
    rulebook = request.rulebook
    days = rulebook.policy.promises.action_choice_working_days
    until = date_in_words(rulebook.calendar.add_working_days(request.today, days))
    done_by = short_date(rulebook.calendar.add_working_days(request.today, _DONE_AFTER))
    choices = (
        Guess(Verb.ACTION, done_by, label=f"Agree what is done, by {done_by}", wants_words=True),
        Guess(Verb.NO_ACTION, label="Nothing is needed: write why", wants_words=True),
    )
    return replace(done, asks=_ASKS.format(until=until), choices=choices)


def closing_of(request: Request, mail: int | None = None) -> EndSought:
    """What the end that they ask for is judged by; without a number, the mail of the client that they answer counts."""
    letter = request.arrival.letter
    answered = (
        letter and letter.kind is LetterKind.CLIENT_WROTE and letter.reference == request.case.reference
    )
    return EndSought(
        case=request.case,
        today=request.today,
        mail=_mail_shown(letter.cause) if letter and answered and mail is None else mail,
        is_named=mail is not None,
        days=_days(request),
        has_email=request.rulebook.may_write_to(request.case),
        reachable=request.rulebook.may_reach(request.case),
        words=request.words,
    )


def _days(request: Request) -> dict[int, date]:
    """The London date on which each mail of the case was entered."""
    history = request.arrival.history
    lines = counting(history.entries) if history else ()
    return {
        each.fact.mail: london_date(each.at)
        for each in lines
        if isinstance(each.fact, MailNoted | ClientAnswered)
    }


def named_mail(request: Request) -> int | None:
    """The number of a mail of the client behind the verb."""
    return _meant(request)[1]


def not_theirs_to_close(request: Request) -> NotDone | None:
    """Who leads a complaint ends it, and not the colleague it was escalated away from (3.1.7.7)."""
    case, owner = request.case, request.owner
    if case.lead:
        why = f"The complaint is escalated. {owner.name} leads it and closes it."
        return None if request.is_by_lead else NotDone(why)
    if request.by in (owner.key, case.owner):
        return None
    why = f"{owner.name} has {case.reference} and closes it. Take it first if you deal with it now."
    return NotDone(why, (suggested(Verb.TAKE),))


def _meant(request: Request) -> tuple[ClosureBasis | None, int | None]:
    found = _ARGUMENT.fullmatch(request.argument)
    said, number = (found["outcome"], found["mail"]) if found else (request.argument, None)
    outcome = next((each for each in ClosureBasis if each == said), None)
    return outcome, int(number) if number else None


def _mail_shown(cause: str) -> int | None:
    """The mail of the client that the letter shows, whoever else was shown it."""
    return mail_of(cause.partition(" for ")[0])


def _means(request: Request) -> str:
    return f"post: {request.owner.name} gets the letter to print" if request.goes_by_post else "mail"


def _nearest(words: str) -> tuple[ClosureBasis, ...]:
    """The outcomes that begin as these words do first."""
    return tuple(sorted(ClosureBasis, key=lambda each: each[:3] != words[:3])[:_SHOWN])
