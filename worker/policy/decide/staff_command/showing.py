"""A colleague asks to see what there is of a complaint; what is not to be shared is not shown (3.1.11)."""

from worker.model.catalogue import LetterKind
from worker.model.staff_letter import Showing, Shown
from worker.policy.agenda import owed
from worker.policy.calendar import date_in_words
from worker.policy.case import Case
from worker.policy.decide.staff_command import drafts
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result, answer, suggested

_DRAFT = "draft"


def show(request: Request) -> Result:
    """Its history, the last letter to the client, or the draft that waits."""
    if request.argument == _DRAFT:
        return drafts.show(request)
    what = next((each for each in Showing if each == request.argument), None)
    if what is None:
        return NotDone(
            "What do you want to see?", tuple(suggested(request.verb, x) for x in (*Showing, _DRAFT))
        )
    if what is Showing.LETTER and not request.case.written:
        return NotDone("No letter to the client has been written.")
    shown = Shown(what=what, owner=request.owner.name, due=_due(request.case))
    return Done(letters=(answer(request, LetterKind.SHOWN, shown),))


def _due(case: Case) -> str:
    """What falls due next, and when."""
    first = min(case.running, key=lambda each: each.due_on, default=None)
    return f"{owed(first.clock)}, by {date_in_words(first.due_on)}" if first else ""


def not_to_be_shared(request: Request) -> NotDone | None:
    """What the client does not want to be shared is shown to nobody but who has the complaint."""
    if not request.case.restricted or request.by == request.owner.key:
        return None
    return NotDone(
        f"The client does not want what they told us in {request.case.reference} to be shared. "
        f"{request.owner.name} has it."
    )
