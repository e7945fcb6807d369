"""Where a complaint stands as far as the log knows; what a client reads of it are the words of a template."""

from dataclasses import dataclass
from enum import StrEnum


class Reached(StrEnum):
    """How the client has heard from us so far."""

    NOT_YET = "not yet"
    WRITTEN_TO = "written to"
    SPOKEN_TO = "spoken to"


class Stands(StrEnum):
    """How far the work on the complaint has come."""

    NOT_FINISHED = "not finished"
    PROPOSED = "proposed"
    AGREED = "agreed, not all done"
    ESCALATED = "escalated"
    ANSWERED = "answered"


class Replied(StrEnum):
    """What the client has answered to what we proposed or found."""

    NOT_ASKED = "not asked"
    AWAITED = "awaited"
    REFUSED = "refused"
    NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What the worker itself can tell a client about their complaint; `handler` deals with it, and has a role."""

    reached: Reached
    handler: str
    stands: Stands = Stands.NOT_FINISHED
    reply: Replied = Replied.NOT_ASKED
