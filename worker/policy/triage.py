"""What a mail is: an ordered table of named rules; the first that fits decides, and its name is recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from worker.model.mail import Message
from worker.policy.automatic import automatic
from worker.policy.rulebook import Rulebook


class Happening(StrEnum):
    """What a mail means to the policy."""

    OWN_COPY = "our own copy of a letter"
    RECORD = "needs no answer"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Sight:
    """A mail and what the books say about it: whether it is word for word a letter of ours come back."""

    message: Message
    is_own_copy: bool
    rulebook: Rulebook


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: `fits` looks at the mail, `happening` is what it then is."""

    name: str
    happening: Happening
    fits: Callable[[Sight], bool]


RULES = (
    Rule("our own copy", Happening.OWN_COPY, lambda sight: sight.is_own_copy),
    Rule("from our own address", Happening.RECORD, lambda sight: _is_ours(sight)),
    Rule("automatic mail", Happening.RECORD, lambda sight: automatic(sight.message) is not None),
    # Doubt is a complaint: whoever writes to this mailbox by hand is answered (3.1.6.2).
    Rule("written by a person", Happening.COMPLAINT, lambda _sight: True),
)


def triage(sight: Sight) -> Rule:
    """The first rule that fits; the last one always does."""
    return next(rule for rule in RULES if rule.fits(sight))


def _is_ours(sight: Sight) -> bool:
    sender = sight.message.sender
    return sender is not None and sight.rulebook.is_own(sender.email)
