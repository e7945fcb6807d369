"""What a client wrote or answered: what it makes of the case, and its sentence for a colleague (3.1.7.4)."""

from dataclasses import replace

from worker.model.catalogue import LetterKind
from worker.model.client_event import ClientAnswered
from worker.model.entry import MailNoted
from worker.policy.case import Case


def noted(case: Case, fact: MailNoted) -> Case:
    """Our next letter answers the latest mail of the client's; what a colleague or a machine wrote is none."""
    return replace(case, last_mail=fact.message_id) if fact.client and fact.message_id else case


def answered(case: Case, _: ClientAnswered) -> Case:
    """The client has written since whatever was proposed so far, so they are not reminded of it."""
    return replace(case, heard_from=case.has_written(LetterKind.PROPOSAL))


def says_answered(fact: ClientAnswered) -> str:
    """What the client plainly said, or that nobody can tell without reading it."""
    if fact.meaning is None:
        return f"The client wrote (mail {fact.mail}), and what it means is for a person to say."
    return f"The client plainly said “{fact.meaning}” (mail {fact.mail}): “{fact.said}”."


def says_answered_outside(fact: ClientAnswered) -> str:
    """The same without the client's words."""
    plainly = f"plainly said “{fact.meaning}”" if fact.meaning else "wrote"
    return f"The client {plainly} (mail {fact.mail})."
