"""Whether a verb fits the stage of a case; each function says why not, or nothing."""

from worker.model.catalogue import LetterKind
from worker.model.stage import Stage
from worker.model.time import Clock
from worker.policy.decide.staff_command.request import NotDone, Request, suggested
from worker.policy.reading.vocabulary import Verb


def always(_order: Request) -> NotDone | None:
    """It fits every case."""
    return None


def anybody(_order: Request) -> NotDone | None:
    """Every colleague may use it."""
    return None


def theirs_or_a_heads(request: Request) -> NotDone | None:
    """Who has the complaint may use it, and the heads above them."""
    if request.by == request.owner.key or request.is_by_head:
        return None
    return NotDone(
        f"{request.owner.name} has {request.case.reference}, so this is for them or a section head."
    )


def undecided(request: Request) -> NotDone | None:
    """Nobody has decided yet, or what was taken for no complaint is one after all."""
    stages = (
        (Stage.PROVISIONAL, Stage.NOT_COMPLAINT) if request.verb is Verb.COMPLAINT else (Stage.PROVISIONAL,)
    )
    if request.case.stage in stages:
        return None
    return NotDone(f"Nothing has changed: {request.case.reference} was decided before.")


def a_complaint(request: Request) -> NotDone | None:
    """A person or a rule says that it is a complaint; it may be closed."""
    match request.case.stage:
        case Stage.PROVISIONAL:
            return _to_decide(request)
        case Stage.NOT_COMPLAINT:
            why = f"{request.case.reference} was decided to be no complaint."
            return NotDone(why, (suggested(Verb.COMPLAINT),))
    return None


def an_open_complaint(request: Request) -> NotDone | None:
    """It is a complaint and not closed."""
    return _closed(request) or a_complaint(request)


def over(request: Request) -> NotDone | None:
    """It is closed, or was decided to be no complaint."""
    case = request.case
    if case.merged_into:
        return NotDone(
            f"{case.reference} was merged into {case.merged_into}, so that is the one to write about."
        )
    if case.is_over:
        return None
    return NotDone(f"{case.reference} is not closed, so it need not be opened again.")


def asked_to_reopen(request: Request) -> NotDone | None:
    """The client wrote after the end, and nobody has said yet whether it is opened again."""
    why = f"Nobody has asked whether {request.case.reference} is opened again."
    return over(request) or _runs(request, Clock.ASSESS, why)


def not_over(request: Request) -> NotDone | None:
    """It is not closed, and nobody has decided that it is no complaint."""
    return None if request.case.stage is Stage.PROVISIONAL else an_open_complaint(request)


def owed_an_answer(request: Request) -> NotDone | None:
    """It is an open complaint, or none, but its sender was promised an answer or another update."""
    promised = request.case.due_on(Clock.RESPOND) or request.case.due_on(Clock.NEXT_UPDATE)
    if request.case.stage is Stage.NOT_COMPLAINT and promised:
        return None
    return an_open_complaint(request)


def proposed(request: Request) -> NotDone | None:
    """A letter to the client asks for their answer."""
    case = request.case
    asked = case.has_written(LetterKind.PROPOSAL) > 0 or case.stage is Stage.FINAL_SENT
    why = "Nothing has been proposed to the client by a letter from here, so there is nothing to answer."
    return an_open_complaint(request) or (None if asked else NotDone(why, (suggested(Verb.PROPOSE, "+10"),)))


def delayed(request: Request) -> NotDone | None:
    """A date that was promised with a proposal runs."""
    why = "No date that was promised with a proposal is running."
    return an_open_complaint(request) or _runs(request, Clock.PROMISED, why)


def remedy_owed(request: Request) -> NotDone | None:
    """The ombudsman decided and it is not carried out."""
    why = "No decision of the ombudsman waits to be carried out. First write on which day we were notified."
    return _runs(request, Clock.OMBUDSMAN_DECISION, why)


def case_file_owed(request: Request) -> NotDone | None:
    """The ombudsman waits for our file."""
    why = "No ombudsman waits for our file on it, as far as we know. First write until when they want it."
    return _runs(request, Clock.CASE_FILE, why)


def action_owed(request: Request) -> NotDone | None:
    """A corrective action is agreed and not done."""
    return _runs(request, Clock.CORRECTIVE_ACTION, "No corrective action is agreed that is not yet done.")


def review_owed(request: Request) -> NotDone | None:
    """The corrective action is done, and nobody has yet looked whether it works."""
    if request.case.due_on(Clock.CORRECTIVE_ACTION):
        why = "The corrective action is not yet done, so nobody can have seen whether it works."
        return NotDone(why, (suggested(Verb.ACTION_DONE),))
    return _runs(request, Clock.EFFECTIVENESS_REVIEW, "No corrective action waits to be reviewed.")


def personal_data_owed(request: Request) -> NotDone | None:
    """Something about personal data is not answered."""
    why = "Nothing about personal data waits to be answered."
    return _runs(request, Clock.DATA_PROTECTION, why)


def _runs(request: Request, clock: Clock, why: str) -> NotDone | None:
    return None if request.case.due_on(clock) else NotDone(why)


def _closed(request: Request) -> NotDone | None:
    if request.case.stage is not Stage.CLOSED:
        return None
    return NotDone(f"{request.case.reference} is closed.", (suggested(Verb.REOPEN),))


def _to_decide(request: Request) -> NotDone:
    why = f"Nobody has decided yet whether {request.case.reference} is a complaint."
    return NotDone(why, (suggested(Verb.COMPLAINT), suggested(Verb.NOT_A_COMPLAINT)))
