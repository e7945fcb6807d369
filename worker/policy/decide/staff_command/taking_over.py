"""A letter waits, and who wrote it is not there: whoever stands in for them reads it, signs it and sends it."""

from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.letter import Letter
from worker.model.office import Person
from worker.model.staff_event import DraftWritten
from worker.model.staff_letter import CommandDone
from worker.policy.decide.client_letters import writer
from worker.policy.decide.staff_command.request import NotDone, Request, address_of, suggested
from worker.policy.reading.vocabulary import Verb


def not_theirs(request: Request, waiting: DraftWritten) -> NotDone | None:
    """A draft is its writer's; who covers for them, who has the complaint and the heads may take it over.

    An eight-week letter is for any head, who is shown it first.
    """
    if not is_anothers(request, waiting) or _may_take_over(request, waiting):
        return None
    who = writer(request.case, waiting, request.rulebook).name
    has = request.owner.name
    others = f"{has} can, or a section head" if has != who else "a section head can"
    why = (
        f"{who} wrote the {waiting.letter.called} that waits, and it was not shown to you. They can send it. "
        f"If they are not there, {others}."
    )
    return NotDone(why, () if request.case.lead else (suggested(Verb.TAKE),))


def has_read(request: Request, waiting: DraftWritten) -> bool:
    """Whether the letter was shown to them as it would leave: nobody sends what they have not read."""
    if waiting.letter.row.waits_for_its_day:
        return request.person.email in request.case.shown_to
    return not is_anothers(request, waiting) or request.person.email in request.case.draft_shown_to


def is_anothers(request: Request, waiting: DraftWritten) -> bool:
    """Whether another colleague wrote a letter that leaves as soon as it is sent."""
    return waiting.by != request.by and not waiting.letter.row.waits_for_its_day


def signed(request: Request, waiting: DraftWritten) -> DraftWritten:
    """The draft with the name of who takes it over."""
    return replace(waiting, by=request.by) if is_anothers(request, waiting) else waiting


def writer_of(request: Request, waiting: DraftWritten) -> Person | None:
    """Who wrote it, where that is another colleague who still works here."""
    return request.rulebook.known(waiting.by or "") if is_anothers(request, waiting) else None


def in_words(request: Request, waiting: DraftWritten) -> str:
    """That it was taken over and who signs it, or nothing."""
    if not is_anothers(request, waiting):
        return ""
    who = writer(request.case, waiting, request.rulebook)
    name = who.name if who.key == waiting.by else waiting.by
    return f"{request.person.name} took it over from {name} and signs it."


def news_for_writer(request: Request, waiting: DraftWritten) -> tuple[Letter, ...]:
    """The news for who wrote it that another has changed its words."""
    who = writer_of(request, waiting)
    if who is None:
        return ()
    what = f"The {waiting.letter.called} in {request.case.reference} has other words. {in_words(request, waiting)}"
    told = Letter(
        kind=LetterKind.COMMAND_DONE,
        recipient=address_of(who),
        reference=request.case.reference,
        cause=f"mail {request.mail} for {who.key}",
        facts=CommandDone(what=what),
    )
    return (told,)


def _may_take_over(request: Request, waiting: DraftWritten) -> bool:
    if request.is_by_head or request.by == request.owner.key:
        return True
    there = waiting.by and request.rulebook.known(waiting.by)
    return bool(there) and request.rulebook.on_duty(waiting.by or "", request.today).key == request.by
