"""A colleague wants to write down what a client said, and gets the form for it (3.1.4)."""

from worker.model.catalogue import LetterKind
from worker.policy.decide.staff_command.request import Done, Request, Result, reply
from worker.policy.decide.verbal_form import blank


def new_complaint(request: Request) -> Result:
    """The form to fill in; nothing changes in the complaint beside which they asked."""
    return Done(letters=(reply("", request.person, request.arrival, LetterKind.VERBAL_FORM, blank()),))
