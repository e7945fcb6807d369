"""A complaint that was put right at once ends with one short letter, once the client has confirmed it (3.1.7.2).

In time means by the third working day, as in the FCA's DISP 1.5; afterwards it is answered like any other.
"""

from worker.model.catalogue import LetterKind
from worker.model.staff_event import CaseClosed, ClosureBasis
from worker.policy.calendar import date_in_words
from worker.policy.decide.staff_command import drafts
from worker.policy.decide.staff_command.closing import closing_of, named_mail, not_theirs_to_close
from worker.policy.decide.staff_command.endings import confirmed
from worker.policy.decide.staff_command.request import NotDone, Request, Result, suggested
from worker.policy.reading.vocabulary import Verb


def write(request: Request) -> Result:
    """What was done, in the colleague's words; it comes back as a draft."""
    return unfit_to_end(request) or drafts.write(request)


def unfit_to_end(request: Request) -> NotDone | None:
    """Why it cannot end like that: not theirs, too late, or not confirmed by the client."""
    return not_theirs_to_close(request) or _too_late(request) or _unconfirmed(request)


def end_of(request: Request) -> CaseClosed:
    """The letter ends the complaint."""
    shown = confirmed(closing_of(request, named_mail(request)))
    evidence = None if isinstance(shown, NotDone) else shown.mail
    return CaseClosed(
        outcome=ClosureBasis.RESOLVED,
        by=request.by,
        mail=request.mail,
        words=request.words,
        evidence=evidence,
    )


def ends(kind: LetterKind) -> bool:
    """Whether the complaint ends with such a letter."""
    return kind is LetterKind.PUT_RIGHT


def _too_late(request: Request) -> NotDone | None:
    days = request.rulebook.policy.promises.put_right_working_days
    until = request.rulebook.calendar.add_working_days(request.case.complaint.day0, days)
    if request.today <= until and not request.case.reopened:
        return None
    why = f"That letter is for a complaint put right by the {_ordinal(days)} working day, {date_in_words(until)}."
    return NotDone(f"{why} Please answer the client.", (suggested(Verb.ANSWER),))


def _unconfirmed(request: Request) -> NotDone | None:
    shown = confirmed(closing_of(request, named_mail(request)))
    return shown if isinstance(shown, NotDone) else None


def _ordinal(number: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(number, f"{number}th")
