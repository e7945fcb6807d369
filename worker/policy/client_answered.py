"""What a client wrote or answered: what it makes of the case, and its sentence for a colleague (3.1.7.4)."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from worker.model.catalogue import LetterKind
from worker.model.client_answer import ClientMeaning
from worker.model.client_event import ClientAnswered
from worker.model.entry import MailNoted
from worker.policy.case import Case

_IN_PLAIN_WORDS: Mapping[ClientMeaning, str] = MappingProxyType(
    {
        ClientMeaning.ACCEPT: "they accept",
        ClientMeaning.NOT_ACCEPT: "they do not accept",
        ClientMeaning.ESCALATE: "they want somebody above to look at it",
        ClientMeaning.CONFIRM: "what we wrote down is right",
        ClientMeaning.CORRECTION: "what we wrote down is to be corrected",
        ClientMeaning.DO_NOT_SHARE: "what they told us is not to be shared",
        ClientMeaning.STOP_SHARING: "what they told us is not to be shared any more",
        ClientMeaning.SEND_PROCEDURE: "they want a copy of our complaints procedure",
        ClientMeaning.POST_PROCEDURE: "they want our complaints procedure by post",
        ClientMeaning.WITHDRAW: "they withdraw the complaint",
        ClientMeaning.THANKS: "they thank us",
        ClientMeaning.NOT_PUT_RIGHT: "it is not put right",
    }
)


def in_plain_words(meaning: ClientMeaning) -> str:
    """What the client said, as half a sentence for a colleague."""
    return _IN_PLAIN_WORDS[meaning]


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
