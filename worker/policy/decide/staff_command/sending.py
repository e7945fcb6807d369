"""A draft that a colleague has read leaves for the client, once what only a person can say about it is said."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from worker.model.catalogue import LetterKind
from worker.model.offer_event import OfferSaid
from worker.model.staff_event import DraftApproved, DraftWritten
from worker.policy.calendar import date_in_words
from worker.policy.decide.client_letters import client_letter
from worker.policy.decide.staff_command import taking_over
from worker.policy.decide.staff_command.before_sending import open_question
from worker.policy.decide.staff_command.closing import with_question
from worker.policy.decide.staff_command.drafts import (
    cannot_leave,
    date_has_passed,
    leaves_on,
    may_not,
    shown_draft,
    waiting_draft,
)
from worker.policy.decide.staff_command.enclosing import with_files
from worker.policy.decide.staff_command.putting_right import end_of, ends, unfit_to_end
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result
from worker.policy.fold import fold_on
from worker.policy.reading.vocabulary import Verb

_STANDS: Mapping[Verb, bool] = MappingProxyType({Verb.OFFER_STAYS: True, Verb.OFFER_ENDS: False})


def send(request: Request) -> Result:
    """The waiting letter leaves now; one that has its day leaves then. Nobody sends what they have not read."""
    waiting = waiting_draft(request)
    if isinstance(waiting, NotDone):
        return waiting
    question = open_question(request.case, waiting)
    asked = NotDone(question.why, question.choices) if question else None
    return _not_to_leave(request, waiting) or asked or _leaves(request, waiting)


def send_as_it_is(request: Request) -> Result:
    """An answer that seems to say too little leaves all the same, for a reason that the log keeps (3.1.6.3)."""
    reason, waiting = request.told, request.case.draft
    if waiting is None or waiting.letter is not LetterKind.FINAL_RESPONSE:
        return NotDone("No answer to the client waits to be sent.")
    if not reason:
        return NotDone("Write below the line why the answer leaves as it is.", wants_words=True)
    return _not_to_leave(request, waiting) or _leaves(request, waiting, reason)


def say_offer(request: Request) -> Result:
    """Whether our offer stays open; the letter that says so comes back with it (3.1.7.9)."""
    unfit = may_not(request, LetterKind.DEADLOCK_LETTER)
    if unfit:
        return unfit
    if not request.case.proposal_reached:
        return NotDone("Nothing has been proposed to the client, so there is no offer.")
    fact = OfferSaid(stands=_STANDS[request.verb], by=request.by, mail=request.mail)
    after = replace(request, case=fold_on(request.case, (fact,)))
    drafts = (each for each in after.case.drafts if each.letter.row.says_offer)
    return Done(facts=(fact,), letters=tuple(shown_draft(after, each) for each in drafts))


def _not_to_leave(request: Request, waiting: DraftWritten) -> NotDone | None:
    unfits = (
        may_not(request, waiting.letter),
        cannot_leave(request, waiting.letter),
        taking_over.not_theirs(request, waiting),
        date_has_passed(request, waiting),
        unfit_to_end(request) if ends(waiting.letter) else None,
    )
    return next(filter(None, unfits), None)


def _leaves(request: Request, waiting: DraftWritten, reason: str = "") -> Done:
    if not taking_over.has_read(request, waiting):
        return Done(letters=(shown_draft(request, waiting),))
    approved = DraftApproved(letter=waiting.letter, by=request.by, mail=request.mail, words=reason)
    name = f"{waiting.letter.called} to {request.client}{with_files(waiting.files)}"
    if waiting.letter.row.waits_for_its_day:
        on = date_in_words(leaves_on(request))
        return Done(facts=(approved,), more=f"{name} is approved and leaves on {on}.")
    signed = taking_over.signed(request, waiting)
    letter = client_letter(request.case, signed, request.rulebook, request.today)
    # What was taken back lies in the outbox for ever; the same draft may be sent again.
    letter = replace(letter, cause=f"mail {request.mail}")
    goes = f"goes to {request.owner.name} to print and post" if request.goes_by_post else "is on its way"
    writer = taking_over.writer_of(request, waiting)
    done = Done(
        facts=(approved, end_of(request)) if ends(waiting.letter) else (approved,),
        letters=(letter,),
        more=f"{name} {goes}. {taking_over.in_words(request, waiting)}".strip(),
        also=(writer,) if writer else (),
        next_on=waiting.on,
    )
    return with_question(request, done) if ends(waiting.letter) else done
