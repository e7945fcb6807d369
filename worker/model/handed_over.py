"""What whoever leads an escalated complaint is given: the client need not explain it again (3.1.7.5, 3.1.7.7)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """What happened between the client and us; the value is how the template tells it apart."""

    CLIENT = "the client wrote"
    LETTER = "a letter of ours"
    BY_HAND = "a colleague wrote"
    TOLD = "a colleague told them"
    PHONED = "a colleague phoned"
    PROPOSAL_ACCEPTED = "accepted"
    PROPOSAL_REFUSED = "refused"
    ESCALATED = "escalated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One step: on which London day, by which colleague if any, and the `words` of it.

    Of a letter, `called` is what colleagues call it and `promises` the day that it names to the client.
    """

    on: date
    step: Step
    by: str = ""
    called: str = ""
    promises: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """What has passed between the client and us so far, oldest first, and who dealt with it before.

    `left_out` is how many steps are older than these.
    """

    before: tuple[str, ...]
    steps: tuple[Passed, ...]
    left_out: int = 0
