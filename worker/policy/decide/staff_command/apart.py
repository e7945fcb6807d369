"""A complaint that was perhaps part of another one is one of its own (3.1.8.1)."""

from dataclasses import replace

from worker.model.stage import Stage
from worker.model.two_cases import KeptApart
from worker.policy.decide.staff_command.deciding import is_complaint
from worker.policy.decide.staff_command.request import Done, NotDone, Request, Result


def separate(request: Request) -> Result:
    """It goes on by itself, from the day on which it arrived; nobody is asked again whether it does."""
    case = request.case
    apart = KeptApart(of=case.complaint.possibly_about, by=request.by, mail=request.mail)
    if case.stage is not Stage.PROVISIONAL:
        return Done(facts=(apart,))
    decided = is_complaint(request)
    return decided if isinstance(decided, NotDone) else replace(decided, facts=(apart, *decided.facts))
